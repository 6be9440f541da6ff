// @ts-check
// What stands under the rows on a phone: other boards, other languages.

import { lang, t } from '../lib/i18n.js';
import { el, info, languages } from './page.js';

/** Links to the event's other boards. */
export function others() {
	const box = el('nav', 'others');
	if (!info.boards || !info.boards.length) return box;
	box.append(el('h2', '', t('board.others')), ...info.boards.map(({ title: name, url }) => {
		const a = el('a', '', name);
		a.setAttribute('href', url);
		return a;
	}));
	return box;
}

/** The page in another language; what else the address says stays. */
export function choices() {
	const box = el('nav', 'choices', ...Object.keys(languages).map((code) => {
		const a = el('a', '', languages[code]);
		a.lang = code;
		a.setAttribute('href', '?lang=' + code);
		a.addEventListener('click', () => a.setAttribute('href', inLanguage(code)));
		if (code === lang) a.setAttribute('aria-current', 'true');
		return a;
	}));
	box.setAttribute('aria-label', t('board.language'));
	return box;
}

/** This address in another language, with the row that is open now. @param {string} code */
function inLanguage(code) {
	const url = new URL(location.href);
	url.searchParams.set('lang', code);
	return url.href;
}
