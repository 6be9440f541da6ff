// @ts-check
// What entries of runs and matches are called.

import { called } from './page.js';

/** A dash for one that is not shown. @param {import('./frame.js').Frame} frame @param {string} entry */
export function nameOf(frame, entry) {
	const row = frame.rows.find((r) => r.entry === entry);
	return row ? called(row) || '–' : '–';
}
