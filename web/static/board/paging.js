// @ts-check
// Which part of a frame the projector shows: pages of matches, then its rows a
// page at a time, beside each page of them its stages in turn. Pure.

import { matchPages } from './matches.js';
import { inTurn, runStages } from './runs.js';

const around = 198; // u of head and foot
const upright = 1300; // u between them, from which few rows are higher
const highest = 2; // times their own height

/**
 * The picture between head and foot.
 * @typedef {{narrow: boolean, high: number}} Room narrow: 4:3 or narrower; high: in u
 */
/**
 * One page: matches, or rows from an index on, rowHigh u each, under a strip; frame has the stages that are due.
 * @typedef {{at: number, pages: number, scene: import('./matches.js').Page | undefined, frame: import('./frame.js').Frame,
 *   from: number, size: number, rowHigh: number, range: string, stages: {range: string, of: number} | null}} Page
 */

/** @param {number} width px @param {number} height px @param {boolean} narrow @returns {Room} */
export function roomOf(width, height, narrow) {
	return { narrow, high: height / Math.min(height / 1080, width / 1440) - around };
}

/** Whether rows stand under heads of runs. @param {import('./frame.js').Frame} frame */
export function withRuns(frame) {
	return runStages(frame).length > 0 && frame.rows.length > 0;
}

/**
 * Matches first; the rows after them once places are known. The last page of
 * rows is full too: it begins early enough.
 * @param {import('./frame.js').Frame} frame @param {number} page from 0 @param {Room} room @param {number} strip u above the rows
 * @returns {Page}
 */
export function pageAt(frame, page, room, strip) {
	const scenes = matchPages(frame, room);
	const rows = frame.rows.length;
	const least = room.narrow ? 110 : 88;
	const high = room.high - strip;
	const size = Math.max(1, Math.floor(high / least));
	const beside = room.narrow ? 2 : 3;
	const { turns } = inTurn(frame, beside, 0);
	const rowPages = scenes.length && !frame.rows.some((row) => row.place) ? 0 : Math.max(1, Math.ceil(rows / size)) * turns;
	const pages = scenes.length + rowPages;
	const at = Math.min(page, pages - 1);
	const n = Math.max(0, at - scenes.length);
	const from = Math.max(0, Math.min(Math.floor(n / turns) * size, rows - size));
	const stages = inTurn(frame, beside, n % turns);
	const range = rows > size ? from + 1 + '–' + (from + size) + ' / ' + rows : '';
	return {
		at, pages, scene: scenes[at], frame: stages.frame, from, size,
		rowHigh: room.high > upright ? Math.min(least * highest, high / Math.max(1, Math.min(size, rows))) : high / size,
		range: scenes[at] ? (pages > 1 ? at + 1 + ' / ' + pages : '') : range,
		stages: turns > 1 && !scenes[at] ? { range: stages.first + '–' + stages.last, of: stages.of } : null,
	};
}
