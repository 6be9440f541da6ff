// @ts-check
// Above the rows of runs: what is to be beaten, the stopwatches that run, the
// records of the day; under them the heads of the columns.

import { say, t } from '../lib/i18n.js';
import { clock } from '../lib/format.js';
import { called, el, info, shape, total } from './page.js';
import { leaders, runStages, totalIsBest, written } from './runs.js';
import { withRuns } from './paging.js';
import { nameOf } from './names.js';
import { heads } from './runcells.js';
import { fit } from './short.js';
import { limit, running, timer } from './ticking.js';

const steps = ['who fit40', 'who fit36', 'who fit30', 'who fit30 two'];
const highs = { wide: { cells: 112, heads: 64 }, narrow: { cells: 120, heads: 100 } }; // u

/** @typedef {import('./frame.js').Frame} Frame */

/** Builds the strip into the table. @param {HTMLElement} table */
export function strip(table) {
	const cells = el('div', 'strip-cells');
	const columns = el('div', 'columns');
	const box = el('section', 'strip', cells, columns);
	let more = false; // cells than fit
	table.append(box);

	/**
	 * Draws it, or clears it where frame is null.
	 * @param {Frame | null} frame @param {Frame} due with the stages whose heads stand below
	 * @param {number} turn which of the cells beyond are due @param {boolean} narrow
	 */
	function draw(frame, due, turn, narrow) {
		cells.textContent = '';
		columns.textContent = '';
		box.hidden = !frame;
		more = false;
		if (!frame) return;
		const [first, rest] = told(frame);
		const fits = (narrow ? 2 : 3) - (first ? 1 : 0);
		const names = frame.rows.map(called);
		const titles = runStages(frame).map(({ title }) => say(title));
		more = rest.length > fits;
		const from = more ? turn * fits % rest.length : 0;
		const now = rest.concat(rest).slice(from, from + Math.min(fits, rest.length)).map((make) => make());
		cells.append(...(first ? [first()] : []), ...now);
		cells.hidden = !cells.children.length;
		columns.append(...heads(due));
		for (const cell of Array.from(cells.children)) fitCell(cell, names, titles);
	}

	return { draw, high, turns: () => more };
}

/** How high it is, in u: nothing over rows without runs, heads alone while nothing is to be told. @param {Frame} frame @param {boolean} narrow */
function high(frame, narrow) {
	if (!withRuns(frame)) return 0;
	const { cells, heads } = narrow ? highs.narrow : highs.wide;
	const [first, rest] = told(frame);
	return heads + (first || rest.length ? cells : 0);
}

/** What there is to tell: whom to beat, and all else. @param {Frame} frame @returns {[(() => HTMLElement) | null, (() => HTMLElement)[]]} */
function told(frame) {
	const all = running(frame).map((live) => (() => stopwatch(frame, live)))
		.concat(records(frame).map((record) => (() => recordOf(frame, record))));
	return [leaders(frame).length ? () => goal(frame) : null, all];
}

/** @param {string} name @param {(Node | string)[]} label @param {string} who @param {Node} value */
function cell(name, label, who, value) {
	return el('div', 'strip-cell ' + name, el('span', 'label', ...label), el('b', 'who', who), value);
}

/** @param {Frame} frame */
function goal(frame) {
	const rows = leaders(frame);
	const time = frame.extra.low && runStages(frame).every(({ kind }) => kind === 'time');
	const record = totalIsBest(frame) && (frame.extra.records || []).find(({ entry }) => entry === rows[0].entry);
	const label = [t(time ? 'board.runs.goal.time' : 'board.runs.goal.points'), record ? el('span', 'more', ' · ' + clock(record.at, info.timezone)) : ''];
	return cell('goal', label, rows.map(called).join(', '), el('b', 'value num', total(rows[0].total)));
}

/** Records of the day; what the goal says already is not said twice. @param {Frame} frame */
function records(frame) {
	return totalIsBest(frame) && leaders(frame).length ? [] : frame.extra.records || [];
}

/** @param {Frame} frame @param {import('./runs.js').Best} record */
function recordOf(frame, record) {
	const stage = runStages(frame).find((s) => s.stage === record.stage);
	const [value, beside] = written(record, stage);
	const number = el('span', 'value num', el('b', '', value));
	if (beside) number.append(el('span', 'beside', ' · ' + beside));
	const label = [t('board.runs.record'), el('span', 'more', ' · ' + clock(record.at, info.timezone))];
	if (runStages(frame).length > 1) label.splice(1, 0, ' · ', el('span', 'of', say(stage.title)));
	return cell('record', label, nameOf(frame, record.entry), number);
}

/** @param {Frame} frame @param {import('./runs.js').Live} live */
function stopwatch(frame, live) {
	const which = live.extra ? t('board.runs.extra') : live.attempt ? t('board.runs.attempt', { n: live.attempt }) : '';
	const more = which && (live.field ? ' · ' : '') + which;
	return cell('now', [shape('i-play'), live.field || '', el('span', live.field ? 'more' : '', more)], nameOf(frame, live.entry), timer(el('b', 'value num'), live.since, limit(frame, live.stage)));
}

/** The time of day goes before a stage's title is shortened. @param {Element} cell @param {string[]} names @param {string[]} titles of stages */
function fitCell(cell, names, titles) {
	const label = /** @type {HTMLElement} */ (cell.querySelector('.label'));
	const who = /** @type {HTMLElement} */ (cell.querySelector('.who'));
	const of = /** @type {HTMLElement | null} */ (cell.querySelector('.of'));
	if (of) fit(of, of.textContent, ['label', 'label short'], titles, label);
	else label.classList.toggle('short', label.scrollWidth > label.clientWidth + 1);
	fit(who, who.textContent, steps, names);
}
