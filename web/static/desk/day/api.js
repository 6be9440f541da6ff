// @ts-check
// The server's API as this page uses it; a refusal is an Error in the page's language.

import { t } from '../../lib/i18n.js';

/** @param {string} path @returns {Promise<any>} */
export const get = (path) => call(path, undefined);

/** @param {string} path @param {any} body @returns {Promise<any>} */
export const post = (path, body) => call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/** @param {string} path @param {RequestInit | undefined} how */
async function call(path, how) {
	const response = await fetch('/api/v1' + path, how).catch(() => null);
	if (!response) throw new Error(t('desk.day.failed'));
	const text = await response.text();
	if (response.ok) return text ? JSON.parse(text) : null;
	throw new Error(response.status === 401 ? t('desk.day.out') : titleOf(text));
}

/** @param {string} text */
function titleOf(text) {
	try {
		return JSON.parse(text).title || t('desk.day.failed');
	} catch (e) {
		return t('desk.day.failed');
	}
}
