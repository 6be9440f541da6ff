// @ts-check
// Why a place is what it is: one row at a time is open, its address ends in
// #entry, so that it can be sent, and going back closes it.

import { lang } from '../lib/i18n.js';

/**
 * What is known of the open row: lines once they came, lost when they did not.
 * @typedef {{entry: string, pub: number, row?: import('./frame.js').Row, why?: string[], lost?: boolean}} Reason
 */

/** @param {() => void} changed called when another row is open, or its reason came */
export function reasons(changed) {
	/** @type {Reason | null} */
	let reason = null;

	const open = () => decodeURIComponent(location.hash.slice(1));

	/** Opens a row, or closes the open one. @param {string} entry */
	function turn(entry) {
		if (open() === entry) return close();
		reason = null;
		const to = '#' + encodeURIComponent(entry);
		if (open()) history.replaceState(history.state, '', to);
		else history.pushState({ opened: true }, '', to);
		changed();
	}

	function close() {
		if (history.state && history.state.opened) return history.back(); // popstate follows
		history.replaceState(null, '', location.pathname + location.search);
		changed();
	}

	/**
	 * The reason of the open row under a frame, null when none is open. It is
	 * asked for anew when the picture is another.
	 * @param {import('./frame.js').Frame} frame @returns {Reason | null}
	 */
	function of(frame) {
		const entry = open();
		if (!entry || !frame.reasons) return null;
		if (!reason || reason.entry !== entry) reason = { entry, pub: -1 };
		if (reason.pub !== frame.pub) {
			reason.pub = frame.pub;
			ask(frame, reason);
		}
		return reason;
	}

	/** @param {import('./frame.js').Frame} frame @param {Reason} asked */
	async function ask(frame, asked) {
		const path = '/api/v1/boards/' + encodeURIComponent(frame.contest) + '/entries/' + encodeURIComponent(asked.entry) + '?lang=' + lang;
		try {
			const answer = await fetch(path);
			if (reason !== asked) return;
			if (answer.status === 404) return close(); // nothing that everybody may read
			if (!answer.ok) throw new Error(String(answer.status));
			const { division, row, why } = await answer.json();
			if (division !== frame.division) return close();
			Object.assign(asked, { row, why, lost: false });
		} catch (failed) {
			asked.lost = true; // the next picture, or the next tap, asks again
		}
		if (reason === asked) changed();
	}

	window.addEventListener('popstate', changed);
	window.addEventListener('hashchange', changed);
	document.addEventListener('keydown', (event) => {
		if (event.key === 'Escape' && open()) close();
	});

	return { of, turn };
}
