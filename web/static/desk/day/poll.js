// @ts-check
// Asks for the picture every two seconds, more seldom while it gets no answer
// or nobody looks, and says what came of it. The last picture is kept.

import { after, torn } from './picture.js';

/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {{picture: Picture | null, at: number, lost: boolean, out: boolean}} Contact at: when an answer came, of Date.now */

const pause = 2000;
const hidden = 15000;
const longest = 30000;
const patience = 10000;

/**
 * @param {string} contest @param {string} stage @param {(contact: Contact) => void} tell
 * @returns {{now: () => void}} now asks at once
 */
export function poll(contest, stage, tell) {
	/** @type {Contact} */
	let contact = { picture: null, at: 0, lost: false, out: false };
	let etag = '';
	let failures = 0;
	let timer = 0;
	let asking = false;
	let again = false;
	let whole = true;

	async function ask() {
		const control = new AbortController();
		const limit = setTimeout(() => control.abort(), patience);
		const n = contact.picture && !whole ? contact.picture.answer.n : 0;
		try {
			const response = await fetch('/api/v1/contests/' + contest + '/monitor?stage=' + stage + '&after=' + n, {
				headers: n > 0 ? { 'If-None-Match': etag } : {}, cache: 'no-store', signal: control.signal,
			});
			if (response.status === 401 || response.status === 403) {
				contact = Object.assign({}, contact, { out: true, lost: true });
				return;
			}
			if (response.status !== 304) {
				if (!response.ok) throw new Error(String(response.status));
				const answer = await response.json();
				etag = response.headers.get('ETag') || '';
				whole = torn(contact.picture, answer);
				if (whole) {
					again = true;
					return;
				}
				contact = Object.assign({}, contact, { picture: after(contact.picture, answer) });
			}
			failures = 0;
			contact = Object.assign({}, contact, { at: Date.now(), lost: false, out: false });
		} catch (e) {
			failures++;
			contact = Object.assign({}, contact, { lost: true });
		} finally {
			clearTimeout(limit);
		}
	}

	async function round() {
		clearTimeout(timer);
		if (asking) {
			again = true;
			return;
		}
		asking = true;
		do {
			again = false;
			await ask();
		} while (again);
		asking = false;
		if (contact.picture || contact.lost) tell(contact);
		timer = window.setTimeout(round, wait());
	}

	function wait() {
		if (failures > 0 || contact.out) return Math.max(500, Math.random() * Math.min(longest, 1000 * Math.pow(2, failures)));
		return (document.hidden ? hidden : pause) * (0.8 + 0.4 * Math.random());
	}

	document.addEventListener('visibilitychange', () => {
		if (!document.hidden) round();
	});
	round();
	return { now: round };
}
