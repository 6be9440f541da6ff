// @ts-check
// The wire of a board: a socket while there is one, polling while there is
// none, and always the truth about when the server was last heard.

import { heardClock } from '../lib/server-clock.js';
import { apply } from './frame.js';

const silence = 12000; // ms without a word before contact counts as lost
const hidden = 'hidden';

/**
 * Follows one board for ever.
 * @param {import('./frame.js').Frame} frame the picture the page came with
 * @param {(frame: import('./frame.js').Frame) => void} show each newer picture
 * @param {(heard: boolean) => void} contact lost, or found again
 * @param {string} [seat] 'board' asks for one of the places kept for projectors
 */
export function follow(frame, show, contact, seat) {
	const path = '/api/v1/boards/' + encodeURIComponent(frame.contest);
	const query = frame.division ? '?division=' + encodeURIComponent(frame.division) : '';
	/** @type {WebSocket | null} */
	let socket = null;
	let failures = 0;
	let triedAt = 0;
	let heardAt = Date.now();
	let inContact = true;
	let etag = '';
	/** @type {number | undefined} */
	let retry;

	function connect() {
		triedAt = Date.now();
		const mine = new WebSocket(location.origin.replace(/^http/, 'ws') + path + '/live' + query + (seat ? (query ? '&' : '?') + 'seat=' + seat : ''));
		socket = mine;
		mine.onmessage = (event) => {
			if (socket !== mine) return;
			failures = 0;
			heard();
			receive(JSON.parse(event.data));
		};
		mine.onclose = () => {
			if (socket === mine) later();
		};
	}

	/* Full jitter: a hall full of phones must not come back as one. */
	function later() {
		again(Math.random() * Math.min(30000, 500 * Math.pow(2, failures++)));
	}

	/** @param {number} wait ms until the next try; the board is polled meanwhile */
	function again(wait) {
		if (socket) {
			const old = socket;
			socket = null;
			old.close();
		}
		clearTimeout(retry);
		retry = setTimeout(connect, wait);
	}

	/** @param {any} message */
	function receive(message) {
		switch (message.t) {
			case 'snap':
				take(message);
				break;
			case 'delta': {
				const next = apply(frame, message);
				if (next) take(next);
				else ask();
				break;
			}
			case 'hb':
				heardClock(message.at);
				if (message.hash !== frame.hash || message.pub !== frame.pub) ask(); // what no hash covers changes with pub
				break;
			case 'bye': {
				const [soonest, latest] = message.after;
				again(soonest + Math.random() * (latest - soonest));
			}
		}
	}

	function ask() {
		if (socket) socket.send('{"t":"snap"}');
	}

	/** @param {import('./frame.js').Frame} next */
	function take(next) {
		if (!next.rows) next.rows = [];
		frame = next;
		show(next);
	}

	async function poll() {
		try {
			const answer = await fetch(path + query, etag ? { headers: { 'If-None-Match': etag } } : {});
			if (answer.status === 404) {
				heard();
				if (frame.state !== hidden) take(Object.assign({}, frame, { state: hidden, hash: '', coverage: undefined, extra: undefined, rows: [] }));
			} else if (answer.status === 200 || answer.status === 304) {
				heard();
				if (answer.status === 304) return;
				etag = answer.headers.get('ETag') || '';
				const next = await answer.json();
				if (next.hash !== frame.hash || next.state !== frame.state || next.pub !== frame.pub) take(next);
			}
		} catch (lost) {
			// silence tells it
		}
	}

	function heard() {
		heardAt = Date.now();
		if (inContact) return;
		inContact = true;
		contact(true);
	}

	setInterval(() => {
		if (Date.now() - heardAt < silence) return;
		if (inContact) {
			inContact = false;
			contact(false);
		}
		if (socket && Date.now() - triedAt >= silence) later(); // open, yet dead; or never opening
	}, 1000);

	const open = () => socket !== null && socket.readyState === WebSocket.OPEN;

	setInterval(() => {
		if (failures > 0 && !open()) poll();
	}, 4000 + Math.random() * 2000);

	/* A phone that comes back out of a pocket does not wait for its turn. */
	function hurry() {
		if (document.hidden || (open() && Date.now() - heardAt < silence)) return;
		failures = 0;
		again(0);
	}
	document.addEventListener('visibilitychange', hurry);
	window.addEventListener('online', hurry);

	connect();
}
