// @ts-check
// Asks for the queue every two seconds, more seldom while nobody looks or no
// answer comes. The last picture is kept, with the time it was true.

import { heardClock, serverNow } from '../lib/server-clock.js';

/** @typedef {import('./model.js').Queue} Queue */
/** @typedef {{queue: Queue | null, closed: boolean, at: number, lost: boolean}} Contact at: the server's clock at the last answer, ms of Unix time */

const pause = 2000;
const hidden = 15000;
const longest = 30000;
const patience = 8000;

/**
 * @param {string} contest @param {Contact} first
 * @param {(contact: Contact) => void} tell after each answer and each failure
 */
export function poll(contest, first, tell) {
	let contact = first;
	let etag = '';
	let failures = 0;
	let timer = 0;

	async function ask() {
		const control = new AbortController();
		const limit = setTimeout(() => control.abort(), patience);
		try {
			const response = await fetch('/api/v1/contests/' + contest + '/queue', {
				headers: etag ? { 'If-None-Match': etag } : {}, cache: 'no-store', signal: control.signal,
			});
			if (response.status === 404) {
				etag = '';
				contact = Object.assign({}, contact, { queue: null, closed: true });
			} else if (response.status !== 304) {
				if (!response.ok) throw new Error(String(response.status));
				const queue = await response.json();
				etag = response.headers.get('ETag') || '';
				contact = Object.assign({}, contact, { queue, closed: false });
			}
			failures = 0;
			heardClock(response.headers.get('Date') || undefined);
			contact = Object.assign({}, contact, { at: serverNow(), lost: false });
		} catch (e) {
			failures++;
			contact = Object.assign({}, contact, { lost: failures > 1 });
		} finally {
			clearTimeout(limit);
		}
	}

	async function round() {
		clearTimeout(timer);
		await ask();
		tell(contact);
		timer = window.setTimeout(round, wait());
	}

	function wait() {
		if (failures > 0) return Math.max(1000, Math.random() * Math.min(longest, 1000 * Math.pow(2, failures)));
		return (document.hidden ? hidden : pause) * (0.8 + 0.4 * Math.random());
	}

	document.addEventListener('visibilitychange', () => {
		if (!document.hidden) {
			clearTimeout(timer);
			timer = window.setTimeout(round, 0);
		}
	});
	timer = window.setTimeout(round, pause);
}
