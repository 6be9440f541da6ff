// @ts-check
// The picture of a stage as the page keeps it: what an answer of the server
// makes of the last one. Pure but for time; no mark is ever in it.

/** @typedef {{id: string, name: string, attempt?: number, ord: number}} Judge */
/** @typedef {{id: string, code: string, name: string, division?: number, room?: number, state?: string}} Entry */
/** @typedef {{op: string, kind: string, tablet?: string, at: string}} Version */
/**
 * @typedef {Object} Need
 * @property {string} kind
 * @property {string} since
 * @property {string} [stage]
 * @property {string} [sheet]
 * @property {string} [entry]
 * @property {string} [code]
 * @property {string} [name]
 * @property {string} [judge]
 * @property {number} [attempt]
 * @property {string} [by]
 * @property {string} [op]
 * @property {Version[]} [versions]
 * @property {string} [reason]
 * @property {string} [approval]
 * @property {string} [to]
 * @property {string} [why]
 * @property {'stage'|'leave'|'rooms'} [act]
 * @property {string} [how]
 * @property {string} [heir]
 * @property {string} [use]
 * @property {number} [quota]
 * @property {boolean} [may]
 * @property {string} [field] @property {string} [tablet]
 * @property {number} [unsent]
 */
/**
 * An answer; entries and rows only when it is full.
 * @typedef {Object} Answer
 * @property {number} n
 * @property {string} epoch
 * @property {boolean} collecting
 * @property {string} stage
 * @property {{id: string, title: import('../../lib/types.js').Text, state: string, received: number, expected: number}[]} stages
 * @property {{received: number, expected: number, needs: number, silent: number, done?: string}} strip
 * @property {Judge[]} judges
 * @property {Need[]} needs
 * @property {import('../../lib/types.js').Text[]} [divisions]
 * @property {string[]} [rooms]
 * @property {Entry[]} [entries]
 * @property {string[]} [rows]
 * @property {{row: number, cells: string}[]} [changes]
 * @property {boolean} full
 */
/**
 * @typedef {Object} Picture
 * @property {Answer} answer the newest
 * @property {Entry[]} entries
 * @property {import('../../lib/types.js').Text[]} divisions
 * @property {string[]} rooms
 * @property {number} layout counts full answers
 * @property {Uint8Array} letters of each cell, row by row; 0 without a sheet
 * @property {Uint8Array} done of a cell with several runs, those that count @property {Uint8Array} total of all, else 0
 * @property {Uint8Array} attempts that open from such a cell
 * @property {Uint32Array} minutes since when, minutes of Unix time
 * @property {Uint32Array} versions of each row: changes with its cells
 * @property {Int32Array} rowIn sheets that count, by row
 * @property {Int32Array} rowOf sheets expected, by row
 * @property {Int32Array} columnIn
 * @property {Int32Array} columnOf
 */

const counting = codes('SURCA');
const expected = codes('EDVSURNCKAL');

/** Letters that a stage still waits for. */
export const waiting = codes('EDVRNCKAL');

/** @param {string} letters */
function codes(letters) {
	const set = new Uint8Array(128);
	for (const c of letters) set[c.charCodeAt(0)] = 1;
	return set;
}

/** Must the page ask for all again? @param {Picture | null} picture @param {Answer} answer */
export function torn(picture, answer) {
	return !answer.full && (!picture || picture.answer.epoch !== answer.epoch || picture.answer.collecting !== answer.collecting);
}

/**
 * The picture after an answer. Cells are changed in place.
 * @param {Picture | null} picture @param {Answer} answer @returns {Picture}
 */
export function after(picture, answer) {
	if (!answer.full && picture) {
		for (const change of answer.changes || []) put(picture, change.row, change.cells);
		return Object.assign({}, picture, { answer });
	}
	const entries = answer.entries || [];
	const wide = answer.judges.length;
	/** @type {Picture} */
	const made = {
		answer, entries, divisions: answer.divisions || [], rooms: answer.rooms || [], layout: picture ? picture.layout + 1 : 1,
		letters: new Uint8Array(entries.length * wide), done: new Uint8Array(entries.length * wide),
		total: new Uint8Array(entries.length * wide), attempts: new Uint8Array(entries.length * wide), minutes: new Uint32Array(entries.length * wide),
		versions: new Uint32Array(entries.length), rowIn: new Int32Array(entries.length), rowOf: new Int32Array(entries.length),
		columnIn: new Int32Array(wide), columnOf: new Int32Array(wide),
	};
	(answer.rows || []).forEach((cells, row) => put(made, row, cells));
	return made;
}

/** Takes a row's cells, "0Srgibk 2Drgibp". @param {Picture} p @param {number} row @param {string} cells */
function put(p, row, cells) {
	const wide = p.columnIn.length;
	if (p.versions[row]++ > 0) clear(p, row, wide);
	for (let i = 0; i < cells.length; i++) {
		const begin = i;
		while (cells.charCodeAt(i) >= 97 || cells.charCodeAt(i) < 65) i++;
		const column = parseInt(cells.slice(begin, i), 36);
		const letter = cells.charCodeAt(i);
		let end = cells.indexOf(' ', i);
		if (end < 0) end = cells.length;
		const at = row * wide + column;
		const [minute, done, total, attempt] = cells.slice(i + 1, end).split('.');
		p.letters[at] = letter;
		p.minutes[at] = parseInt(minute, 36);
		p.done[at] = parseInt(done || '0', 36);
		p.total[at] = parseInt(total || '0', 36);
		p.attempts[at] = parseInt(attempt || '0', 36);
		count(p, row, column, at, 1);
		i = end;
	}
}

/** @param {Picture} p @param {number} row @param {number} wide */
function clear(p, row, wide) {
	for (let j = 0; j < wide; j++) count(p, row, j, row * wide + j, -1);
	p.total.fill(0, row * wide, row * wide + wide);
	p.letters.fill(0, row * wide, row * wide + wide);
}

/** @param {Picture} p @param {number} row @param {number} column @param {number} at @param {1 | -1} sign */
function count(p, row, column, at, sign) {
	const counted = p.total[at] ? p.done[at] : counting[p.letters[at]];
	const all = p.total[at] || expected[p.letters[at]];
	p.columnIn[column] += sign * counted;
	p.columnOf[column] += sign * all;
	p.rowIn[row] += sign * counted;
	p.rowOf[row] += sign * all;
}
