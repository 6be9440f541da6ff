// @ts-check
// The picture as the grid asks for it, turned or not.

import { t } from '../../lib/i18n.js';
import { cellText, cut, shortNames } from './words.js';

/** @typedef {import('./picture.js').Picture} Picture */

/**
 * The grid over a picture; its picture is put anew with each answer, its key
 * changes only with rows and columns.
 * @param {Picture} picture @param {import('./axes.js').Axes} shown @param {boolean} turned
 * @returns {any}
 */
export function gridOf(picture, shown, turned) {
	const wide = picture.answer.judges.length;
	const short = shortNames(picture.answer.judges);
	const grid = { picture, key: serial++ };
	const entries = {
		length: shown.entries.length,
		head(/** @type {number} */ i) {
			const p = grid.picture;
			const at = shown.entries[i];
			const e = p.entries[at];
			const state = e.state ? ' · ' + t('desk.day.entry.' + e.state) : '';
			return {
				key: e.id, strong: cut(e.code, 10), text: e.name + state, title: e.code + ' ' + e.name + state,
				count: p.rowOf[at] ? p.rowIn[at] + '/' + p.rowOf[at] : '', all: p.rowIn[at] === p.rowOf[at],
			};
		},
	};
	const judges = {
		length: shown.judges.length,
		head(/** @type {number} */ j) {
			const p = grid.picture;
			const at = shown.judges[j];
			const judge = p.answer.judges[at];
			return {
				key: judge.id + (judge.attempt || ''), strong: turned ? '' : short[at], text: judge.name, title: judge.name,
				count: p.columnOf[at] ? p.columnIn[at] + '/' + p.columnOf[at] : '', all: p.columnIn[at] === p.columnOf[at],
			};
		},
	};
	const pair = (/** @type {number} */ r, /** @type {number} */ c) =>
		(turned ? [shown.entries[c], shown.judges[r]] : [shown.entries[r], shown.judges[c]]);
	return Object.assign(grid, {
		rows: turned ? judges : entries,
		columns: turned ? entries : judges,
		cell(/** @type {number} */ r, /** @type {number} */ c) {
			const p = grid.picture;
			const [e, j] = pair(r, c);
			const code = p.letters[e * wide + j];
			if (!code) return null;
			const letter = String.fromCharCode(code);
			const part = p.total[e * wide + j] > 1 ? p.done[e * wide + j] + '/' + p.total[e * wide + j] : '';
			const label = cellText(p.entries[e].code, p.answer.judges[j].name, letter, p.minutes[e * wide + j]);
			return { letter, part, label: part ? label + ', ' + part : label };
		},
		version(/** @type {number} */ r) {
			const p = grid.picture;
			if (!turned) return p.versions[shown.entries[r]];
			return p.answer.n; // a judge's cells lie in all rows of the picture
		},
		spot(/** @type {number} */ r, /** @type {number} */ c) {
			const p = grid.picture;
			const [e, j] = pair(r, c);
			if (!p.letters[e * wide + j]) return null;
			const judge = p.answer.judges[j];
			const attempt = p.attempts[e * wide + j] || judge.attempt || 1;
			return { key: p.entries[e].id + judge.id + attempt, stage: p.answer.stage, entry: p.entries[e].id, judge: judge.id, attempt };
		},
	});
}

let serial = 1;
