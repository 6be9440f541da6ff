// @ts-check
// Numbers and times as people of the page's language write them. Numbers are
// decimal strings from first to last; nothing here goes through a float.

import { lang } from './i18n.js';

const nbsp = '\u00a0';

/**
 * A decimal string for reading: decimal comma and no-break space in Tajik and
 * Russian, a real minus sign.
 * @param {string | number} decimal @param {string} [language]
 */
export function number(decimal, language = lang) {
	const [whole, part] = String(decimal).replace('-', '\u2212').split('.');
	const grouped = whole.length < 5 ? whole : whole.replace(/(\d)(?=(\d{3})+$)/g, '$1' + nbsp);
	if (part === undefined) return grouped;
	return grouped + (language === 'en' ? '.' : ',') + part;
}

/**
 * Time of day of an RFC 3339 time in the event's zone: 15:28, with seconds 15:28:40.
 * @param {string} rfc3339 @param {string} timezone @param {boolean} [seconds]
 */
export function clock(rfc3339, timezone, seconds = false) {
	const at = new Date(rfc3339);
	if (isNaN(at.getTime())) return '';
	/** @type {any} */
	const style = { timeZone: timezone || 'Asia/Dushanbe', hour: '2-digit', minute: '2-digit' };
	if (seconds) style.second = '2-digit';
	return new Intl.DateTimeFormat('en-GB', style).format(at);
}
