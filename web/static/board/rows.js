// @ts-check
// The rows of the projector: drawn once, then only carried to their places by
// transforms. Row n of a page stands n times its own height down.

import { t } from '../lib/i18n.js';
import { noticed } from './frame.js';
import { called, el, numerals, shape, sheets, svg, total } from './page.js';

/** @typedef {import('./frame.js').Row} Row */
/**
 * A row on the screen.
 * @typedef {Object} Line
 * @property {HTMLElement} box
 * @property {Object<string, HTMLElement>} cell
 * @property {number | null} slot where it stands, null before its first time
 * @property {number} [glow] timer
 */

const travel = 800; // ms: --row
const stagger = 30; // ms a row, from the bottom
const staggerAtMost = 300;
const glowFor = 3000;
const climbFor = 30000; // how long a triangle tells where a row came from
const dotsAtMost = 5;
const steps = ['fit50', 'fit44', 'fit36', 'fit30'];

/** Builds the rows of frames into list. @param {HTMLElement} list @param {HTMLElement} ties */
export function board(list, ties) {
	/** @type {Map<string, Line>} */
	const lines = new Map();
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
		const widest = Math.max(0, ...frame.rows.map((row) => row.expected));
		list.className = 'rows' + (still ? ' still' : '') + (widest > dotsAtMost ? ' many' : ' sheets' + widest);
		ties.textContent = '';

		const movers = [];
		frame.rows.forEach((row, index) => {
			const line = lines.get(row.entry) || fresh(row.entry);
			fill(line, row);
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
	function fresh(entry) {
		const cell = {
			place: el('span', 'place num'), move: el('span', 'move num'), words: el('span', 'words'),
			name: el('span', 'name'), school: el('span', 'school'), sheets: el('span', 'sheets'), total: el('span', 'total num'),
		};
		cell.words.append(cell.name, cell.school);
		const box = el('li', 'row', cell.place, cell.move, cell.words, cell.sheets, cell.total);
		/** @type {Line} */
		const line = { box, cell, slot: null };
		lines.set(entry, line);
		list.append(box);
		return line;
	}

	/** Makes every name fit anew: the picture or the fonts changed. */
	function refit() {
		for (const line of lines.values()) fit(line);
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
			while (rows[from].place && to + 1 < rows.length && rows[to + 1].place === rows[from].place) to++;
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
		e.style.top = top / size * 100 + '%';
		e.style.height = (bottom - top) / size * 100 + '%';
		e.style.left = numeral.offsetLeft + 'px';
		ties.append(e);
	}

	return { draw, refit, settle };
}

/** @param {Line} line @param {number} slot @param {number} delay ms */
function place(line, slot, delay) {
	line.slot = slot;
	line.box.style.transitionDelay = delay + 'ms';
	line.box.style.transform = 'translateY(' + slot * 100 + '%)';
}

/** @param {Line} line @param {Row} row */
function fill(line, row) {
	const { cell } = line;
	line.box.classList.toggle('waiting', !row.place);
	cell.place.textContent = '';
	cell.place.append(row.place ? numerals(String(row.place)) : el('span', '', '–'));
	cell.total.textContent = '';
	if (row.total) cell.total.append(numerals(total(row.total)));
	if (cell.name.textContent !== called(row) || cell.school.textContent !== (row.school || '')) {
		cell.name.textContent = called(row);
		cell.school.textContent = row.school || '';
		fit(line);
	}
	const of = row.counted + '/' + row.expected;
	if (cell.sheets.dataset.of === of) return;
	cell.sheets.dataset.of = of;
	cell.sheets.textContent = '';
	const marks = row.expected > dotsAtMost ? el('span', 'written', of) : dots(row);
	marks.setAttribute('aria-hidden', 'true');
	cell.sheets.append(el('span', 'aside-text', sheets(row)), marks);
}

/** One dot a sheet, filled when it counts; 30 units each. @param {Row} row */
function dots(row) {
	const e = svg('svg', { class: 'dots', viewBox: '0 0 ' + 30 * row.expected + ' 22' });
	for (let n = 0; n < row.expected; n++) {
		const full = n < row.counted;
		e.append(svg('circle', { class: full ? 'full' : 'open', cx: 15 + 30 * n, cy: 11, r: full ? 11 : 9.5 }));
	}
	return e;
}

/** The largest step at which nothing of name and school is cut. @param {Line} line */
function fit({ cell: { words, name, school } }) {
	for (const step of steps) {
		words.className = 'words ' + step;
		if (name.scrollWidth <= name.clientWidth + 1 && school.scrollWidth <= school.clientWidth + 1 &&
			words.scrollHeight <= words.clientHeight + 1) return;
	}
}

/** @param {Line} line */
function glow(line) {
	clearTimeout(line.glow);
	line.box.classList.add('glow');
	line.glow = setTimeout(() => line.box.classList.remove('glow'), glowFor);
}

/** @param {Line} line @param {number} places won, or lost when negative */
function climb({ cell: { move } }, places) {
	clearTimeout(Number(move.dataset.timer));
	move.textContent = '';
	const n = Math.abs(places);
	const told = el('span', places > 0 ? 'up' : 'down', shape(places > 0 ? 'i-up' : 'i-down'), String(n));
	told.setAttribute('role', 'img');
	told.setAttribute('aria-label', t(places > 0 ? 'board.up' : 'board.down', { n }));
	move.append(told);
	move.dataset.timer = String(setTimeout(() => { move.textContent = ''; }, climbFor));
}
