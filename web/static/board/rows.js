// @ts-check
// The rows of the projector: drawn once, then only carried to their places by
// transforms. Row n of a page stands n times its own height down.

import { noticed } from './frame.js';
import { called, el, longest } from './page.js';
import { climb, fill, fresh, glow, refit, sheetsWide } from './row.js';

/** @typedef {import('./row.js').Line} Line */

const travel = 800; // ms: --row
const stagger = 30; // ms a row, from the bottom
const staggerAtMost = 300;

/** Builds the rows of frames into list. @param {HTMLElement} list @param {HTMLElement} ties */
export function board(list, ties) {
	/** @type {Map<string, Line>} */
	const lines = new Map();
	let columns = ''; // their widths, as classes, and the height of a row
	/** @type {import('./frame.js').Frame} */
	let shown = { contest: '', division: '', epoch: '', pub: 0, hash: '', state: '', rows: [] };

	/**
	 * Draws a page of a frame's rows and returns how many ms they travel.
	 * @param {import('./frame.js').Frame} frame @param {number} from index of the page's first row
	 * @param {number} size rows on a page @param {boolean} still no travel
	 */
	function draw(frame, from, size, still) {
		const { climbed, touched } = noticed(shown, frame);
		const known = new Set(frame.rows.map((row) => row.entry));
		for (const [entry, line] of lines) {
			if (!known.has(entry)) {
				line.box.remove();
				lines.delete(entry);
			}
		}
		const wide = [sheetsWide(frame), longest(frame.rows)].filter(Boolean).join(' ');
		list.className = 'rows ' + wide + (still ? ' still' : '');
		ties.textContent = '';

		const movers = [];
		const names = frame.rows.map(called);
		frame.rows.forEach((row, index) => {
			const line = lines.get(row.entry) || added(row.entry);
			fill(line, frame, row, names);
			if (touched.has(row.entry)) glow(line);
			if (climbed.has(row.entry)) climb(line, climbed.get(row.entry));
			const slot = Math.max(-1, Math.min(size, index - from));
			const inside = (/** @type {number | null} */ n) => n !== null && n >= 0 && n < size;
			line.box.classList.toggle('beyond', !inside(slot) && !inside(line.slot));
			line.box.classList.toggle('rising', line.slot !== null && slot < line.slot);
			line.box.setAttribute('aria-hidden', String(!inside(slot)));
			if (line.slot !== null && slot !== line.slot && (inside(slot) || inside(line.slot))) movers.push({ line, slot });
			else place(line, slot, 0);
		});
		const room = wide + ' ' + (list.firstElementChild ? list.firstElementChild.clientHeight : 0);
		if (room !== columns) refitAll(names);
		columns = room;
		movers.sort((a, b) => b.slot - a.slot);
		movers.forEach(({ line, slot }, n) => place(line, slot, still ? 0 : Math.min(n * stagger, staggerAtMost)));
		shown = frame;
		if (still || !movers.length) {
			settle(from, size);
			return 0;
		}
		const ms = travel + Math.min((movers.length - 1) * stagger, staggerAtMost);
		setTimeout(() => { if (shown === frame) settle(from, size); }, ms);
		return ms;
	}

	/** @param {string} entry */
	function added(entry) {
		const line = fresh();
		lines.set(entry, line);
		list.append(line.box);
		return line;
	}

	/** Makes every name fit anew: the picture or the fonts changed. */
	function refitAll(names = shown.rows.map(called)) {
		for (const line of lines.values()) refit(line, names);
	}

	/**
	 * At rest: the document reads in the order of the picture, and rows that
	 * share a place are bracketed.
	 * @param {number} first @param {number} size
	 */
	function settle(first, size) {
		const rows = shown.rows;
		rows.forEach((row, index) => {
			const { box } = lines.get(row.entry);
			if (list.children[index] !== box) list.insertBefore(box, list.children[index]);
		});
		ties.textContent = '';
		for (let from = 0; from < rows.length; from++) {
			let to = from;
			while (rows[from].place && to + 1 < rows.length && rows[to + 1].place === rows[from].place && rows[to + 1].room === rows[from].room) to++;
			if (to > from) bracket(from - first, to - first, size, lines.get(rows[from].entry));
			from = to;
		}
	}

	/** @param {number} from @param {number} to slots @param {number} size @param {Line} line */
	function bracket(from, to, size, line) {
		if (to < 0 || from >= size) return;
		const top = from < 0 ? 0 : from + 0.5;
		const bottom = to >= size ? size : to + 0.5;
		const e = el('span', 'tie' + (from < 0 ? ' from-above' : '') + (to >= size ? ' to-below' : ''));
		const numeral = /** @type {HTMLElement} */ (line.cell.place.firstElementChild);
		e.style.top = 'calc(' + top + ' * var(--row-high))';
		e.style.height = 'calc(' + (bottom - top) + ' * var(--row-high))';
		e.style.left = numeral.offsetLeft + 'px';
		ties.append(e);
	}

	return { draw, refit: refitAll, settle };
}

/** @param {Line} line @param {number} slot @param {number} delay ms */
function place(line, slot, delay) {
	line.slot = slot;
	line.box.style.transitionDelay = delay + 'ms';
	line.box.style.transform = 'translateY(' + slot * 100 + '%)';
}
