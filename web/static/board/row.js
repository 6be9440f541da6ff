// @ts-check
// What stands in one row of the projector, and how it fits.

import { t } from '../lib/i18n.js';
import { fillRuns, runsWide, sheetDots } from './runcells.js';
import { fit } from './short.js';
import { called, el, numerals, placed, possible, shape, sheets, total, under } from './page.js';

/** @typedef {import('./frame.js').Row} Row */
/**
 * A row on the screen.
 * @typedef {Object} Line
 * @property {HTMLElement} box
 * @property {Object<string, HTMLElement>} cell
 * @property {string} name whole
 * @property {number | null} slot where it stands, null before its first time
 * @property {number} [glow] timer
 */

const glowFor = 3000; // ms
const climbFor = 30000; // how long a triangle tells where a row came from
const dotsAtMost = 5;
const steps = ['fit50', 'fit44', 'fit36', 'fit30'];
const inRuns = ['fit50', 'fit44', 'fit36', 'lines36', 'lines30']; // where the school stands below

/** The class for the column of sheets, or of runs. @param {import('./frame.js').Frame} frame */
export function sheetsWide(frame) {
	const { rows } = frame;
	const runs = runsWide(frame);
	if (runs) return runs;
	const widest = Math.max(0, ...rows.map((row) => row.expected));
	const bounds = rows.some((row) => row.worst >= 100) ? ' bounded far' : rows.some((row) => row.worst) ? ' bounded' : '';
	return (widest > dotsAtMost ? 'many' : 'sheets' + widest) + bounds;
}

/** A row that is not on the screen yet. @returns {Line} */
export function fresh() {
	const cell = {
		place: el('span', 'place num'), move: el('span', 'move num'), words: el('span', 'words'),
		name: el('span', 'name'), school: el('span', 'school'), sheets: el('span', 'sheets'), runs: el('span', 'runs'), total: el('span', 'total num'),
	};
	cell.words.append(cell.name, cell.school);
	return { box: el('li', 'row', cell.place, cell.move, cell.words, cell.sheets, cell.runs, cell.total), cell, name: '', slot: null };
}

/** @param {Line} line @param {import('./frame.js').Frame} frame @param {Row} row @param {string[]} names of all rows */
export function fill(line, frame, row, names) {
	const { cell } = line;
	line.box.classList.toggle('waiting', !row.place);
	cell.place.classList.toggle('shared', Boolean(row.label));
	cell.place.textContent = '';
	cell.place.append(row.place ? numerals(placed(row)) : el('span', '', '–'));
	cell.total.textContent = '';
	if (row.total) cell.total.append(numerals(total(row.total)));
	if (line.name !== called(row) || cell.school.textContent !== under(row)) {
		line.name = called(row);
		cell.school.textContent = under(row);
		refit(line, names);
	}
	fillRuns(cell.runs, frame, row);
	const of = row.counted + '/' + row.expected;
	const bounds = possible(frame, row);
	if (cell.sheets.dataset.of === of + bounds) return;
	cell.sheets.dataset.of = of + bounds;
	cell.sheets.textContent = '';
	const marks = row.expected > dotsAtMost ? el('span', 'written', of) : sheetDots(row.counted, row.expected);
	marks.setAttribute('aria-hidden', 'true');
	cell.sheets.append(el('span', 'aside-text', sheets(row)), marks);
	if (bounds) cell.sheets.append(el('span', 'possible', bounds));
}

/** The largest step at which nothing of the name is cut. @param {Line} line @param {string[]} names of all rows */
export function refit({ cell: { words, name }, name: whole }, names) {
	const all = words.closest('[class*="runs"]') ? inRuns : steps;
	fit(name, whole, all.map((step) => 'words ' + step), names, words);
}

/** @param {Line} line */
export function glow(line) {
	clearTimeout(line.glow);
	line.box.classList.add('glow');
	line.glow = setTimeout(() => line.box.classList.remove('glow'), glowFor);
}

/** @param {Line} line @param {number} places won, or lost when negative */
export function climb({ cell: { move } }, places) {
	clearTimeout(Number(move.dataset.timer));
	move.textContent = '';
	const n = Math.abs(places);
	const told = el('span', places > 0 ? 'up' : 'down', shape(places > 0 ? 'i-up' : 'i-down'), String(n));
	told.setAttribute('role', 'img');
	told.setAttribute('aria-label', t(places > 0 ? 'board.up' : 'board.down', { n }));
	move.append(told);
	move.dataset.timer = String(setTimeout(() => { move.textContent = ''; }, climbFor));
}
