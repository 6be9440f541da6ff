// @ts-check
// Texts of the page: the server puts the catalogue into the page as JSON, in
// the form go-i18n reads too; t(key, args) fills {{.name}} and picks the plural.

/** @typedef {string | {zero?: string, one?: string, two?: string, few?: string, many?: string, other: string}} Message */

/**
 * Plural form of n; the Tajik rule (0 and 1 are one form) is new in CLDR, so it ships here.
 * @param {string} lang @param {number} n @returns {'one'|'few'|'many'|'other'}
 */
export function plural(lang, n) {
	if (!Number.isInteger(n)) return 'other';
	const a = Math.abs(n);
	if (lang === 'tg') return a < 2 ? 'one' : 'other';
	if (lang !== 'ru') return a === 1 ? 'one' : 'other';
	const tens = a % 100;
	const ones = a % 10;
	if (tens > 10 && tens < 20) return 'many';
	if (ones === 1) return 'one';
	return ones > 1 && ones < 5 ? 'few' : 'many';
}

/**
 * A translator over one language's catalogue. A missing key shows itself: a
 * hole in the catalogue must be seen in a test, never as an empty button.
 * `count` in args chooses the plural form.
 * @param {string} lang @param {Object<string, Message>} texts
 */
export function translator(lang, texts) {
	return function t(/** @type {string} */ key, /** @type {Object<string, any>} */ args = {}) {
		const m = texts[key];
		if (m === undefined) return key;
		const form = typeof m === 'string' ? m : m[plural(lang, args.count)] || m.other;
		return form.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (whole, name) =>
			args[name] === undefined ? whole : String(args[name]));
	};
}

const element = typeof document === 'undefined' ? null : document.getElementById('i18n');
/** @type {{lang: string, texts: Object<string, Message>}} */
const page = element ? JSON.parse(element.textContent || '{}') : { lang: 'en', texts: {} };

/** Language of the page: tg, ru or en. */
export const lang = page.lang;

/** Text of the page by key. */
export const t = translator(page.lang, page.texts);

/**
 * A text of the event in the page's language.
 * @param {import('./types.js').Text | undefined | null} text
 */
export function say(text) {
	if (!text) return '';
	return text[/** @type {'tg'|'ru'|'en'} */ (lang)] || text.en || text.ru || text.tg || '';
}
