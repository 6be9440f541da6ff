// @ts-check
// A column of rows on a phone: kept by entry, brought into order without
// travelling, tinted for a while when they changed. Where reasons may be read a
// row opens under its button.

import { t } from '../lib/i18n.js';
import { runLines } from './runcells.js';
import { called, el, longest, placed, possible, sheets, total, under } from './page.js';

/** @typedef {import('./frame.js').Row} Row */
/**
 * How rows are shown: which are kept in view, and the open one's reason.
 * @typedef {{frame: import('./frame.js').Frame, pinned: Set<string>, reason: import('./reasons.js').Reason | null}} View
 */

const glowFor = 3000; // ms

/**
 * Keeps rows in parent. A touch pins, or reads where there is something to read.
 * @param {HTMLElement} parent @param {(entry: string) => void} pin @param {(entry: string) => void} [read]
 */
export function column(parent, pin, read) {
	/** @type {Map<string, HTMLElement>} */
	const lines = new Map();
	let readable = false;

	/** Shows these rows, in their order. @param {Row[]} rows @param {View} view */
	function arrange(rows, view) {
		readable = Boolean(read && view.frame.reasons);
		const wanted = new Set(rows.map((row) => row.entry));
		for (const [entry, line] of lines) if (!wanted.has(entry)) line.remove();
		parent.className = ('rows ' + longest(rows)).trim();
		rows.forEach((row, index) => {
			const line = lines.get(row.entry) || fresh(row.entry);
			const kept = view.pinned.has(row.entry);
			fill(line, view.frame, row, possible(view.frame, row));
			line.classList.toggle('kept', kept);
			press(/** @type {HTMLElement} */ (line.firstElementChild), kept);
			open(line, row, readable && view.reason && view.reason.entry === row.entry ? view.reason : null, kept);
			if (parent.children[index] !== line) parent.insertBefore(line, parent.children[index] || null);
		});
	}

	/** @param {string} entry */
	function fresh(entry) {
		const button = el('button', 'row', el('span', 'cells',
			el('span', 'place num'), el('span', 'words', el('b', 'name'), el('span', 'school'), el('span', 'runs')), el('b', 'total num')));
		button.addEventListener('click', () => (readable ? read(entry) : pin(entry)));
		const line = el('li', '', button);
		lines.set(entry, line);
		return line;
	}

	/** What a button is to whoever does not see it. @param {HTMLElement} button @param {boolean} kept */
	function press(button, kept) {
		button.removeAttribute(readable ? 'aria-pressed' : 'aria-expanded');
		if (!readable) button.setAttribute('aria-pressed', String(kept));
	}

	/**
	 * Opens or closes a row.
	 * @param {HTMLElement} line @param {Row} row @param {import('./reasons.js').Reason | null} reason @param {boolean} kept
	 */
	function open(line, row, reason, kept) {
		const box = line.querySelector('.why');
		if (readable) line.firstElementChild.setAttribute('aria-expanded', String(Boolean(reason)));
		if (!reason) return box && box.remove();
		const why = box || line.appendChild(el('section', 'why'));
		const text = said(reason);
		if (why.getAttribute('data-said') === text + kept) return;
		why.setAttribute('data-said', text + kept);
		why.setAttribute('aria-label', t('board.why') + ': ' + called(row));
		why.setAttribute('aria-live', 'polite');
		why.textContent = '';
		const keep = el('button', 'keep', t(kept ? 'board.keep.off' : 'board.keep'));
		keep.addEventListener('click', () => pin(row.entry));
		why.append(reason.why ? el('ul', '', ...reason.why.map((said) => el('li', '', said))) : el('p', '', text), keep);
	}

	/** @param {string} entry */
	function glow(entry) {
		const line = lines.get(entry);
		if (!line) return;
		clearTimeout(Number(line.dataset.glow));
		line.classList.add('glow');
		line.dataset.glow = String(setTimeout(() => line.classList.remove('glow'), glowFor));
	}

	return { arrange, glow };
}

/** @param {import('./reasons.js').Reason} reason */
function said(reason) {
	if (reason.why) return reason.why.join('\n');
	return t(reason.lost ? 'board.why.lost' : 'board.why.wait');
}

/** @param {HTMLElement} line @param {import('./frame.js').Frame} frame @param {Row} row @param {string} bounds */
function fill(line, frame, row, bounds) {
	const text = (/** @type {string} */ name, /** @type {string} */ value) => {
		const e = line.querySelector('.' + name);
		if (e.textContent !== value) e.textContent = value;
	};
	text('place', placed(row));
	text('name', called(row));
	const school = line.querySelector('.school');
	const told = [under(row), row.place ? '' : sheets(row)].filter(Boolean).join(' · ');
	if (school.textContent !== told + bounds) {
		school.textContent = told;
		if (bounds) school.append(el('span', 'possible', bounds));
	}
	const runs = line.querySelector('.runs');
	runs.textContent = '';
	runs.append(...runLines(frame, row));
	text('total', total(row.total));
	line.classList.toggle('waiting', !row.place);
}
