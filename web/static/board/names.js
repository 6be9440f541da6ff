// @ts-check
// What entries of runs and matches are called, and how a side of a meeting stands.

import { t } from '../lib/i18n.js';
import { called } from './page.js';

/** A dash for one that is not shown. @param {import('./frame.js').Frame} frame @param {string} entry */
export function nameOf(frame, entry) {
	const row = frame.rows.find((r) => r.entry === entry);
	return row ? called(row) || '–' : '–';
}

/**
 * One side of a meeting.
 * @param {import('./frame.js').Frame} frame @param {import('./matches.js').Meeting} meeting @param {'a' | 'b'} which
 */
export function sideOf(frame, meeting, which) {
	const entry = meeting[which];
	return {
		entry, won: Boolean(entry && meeting.winner === entry),
		name: entry ? nameOf(frame, entry) : meeting.bye ? t('board.match.free') : '–',
		score: (which === 'a' ? meeting.scoreA : meeting.scoreB) || '',
	};
}
