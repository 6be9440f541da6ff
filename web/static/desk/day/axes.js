// @ts-check
// Which rows and columns are shown: found, filtered, turned. Pure.

import { fold } from '../../lib/fold.js';
import { waiting } from './picture.js';

/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {{find: string, missing: boolean, division: number, room: number, turned: boolean}} Filter division and room: -1 for all */
/** @typedef {{entries: number[], judges: number[]}} Axes indices into the picture */

export const everything = { find: '', missing: false, division: -1, room: -1, turned: false };

let foldedOf = 0;
/** @type {string[]} */
let folded = [];

/** @param {Picture} p @param {Filter} f @returns {Axes} */
export function axes(p, f) {
	const wide = p.answer.judges.length;
	const wanted = fold(f.find);
	if (wanted && foldedOf !== p.layout) {
		folded = p.entries.map((e) => fold(e.code + ' ' + e.name));
		foldedOf = p.layout;
	}
	const entries = [];
	const narrowed = f.division >= 0 || f.room >= 0;
	const seated = new Uint8Array(wide);
	for (let i = 0; i < p.entries.length; i++) {
		const e = p.entries[i];
		if (wanted && folded[i].indexOf(wanted) < 0) continue;
		if (f.division >= 0 && (e.division || 0) !== f.division) continue;
		if (f.room >= 0 && (e.room || 0) !== f.room) continue;
		if (f.missing && !waits(p, i, wide)) continue;
		entries.push(i);
		for (let j = 0; narrowed && j < wide; j++) seated[j] |= p.letters[i * wide + j];
	}
	const judges = p.answer.judges.map((_, j) => j).sort((a, b) => p.answer.judges[a].ord - p.answer.judges[b].ord);
	return { entries, judges: narrowed ? judges.filter((j) => seated[j]) : judges };
}

/** Is a sheet of the entry still waited for? @param {Picture} p @param {number} row @param {number} wide */
function waits(p, row, wide) {
	for (let j = 0; j < wide; j++) {
		if (waiting[p.letters[row * wide + j]]) return true;
	}
	return false;
}
