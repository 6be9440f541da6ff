// @ts-check
// Above the rows of runs: what is to be beaten, the stopwatches that run, the
// records of the day; under them the heads of the columns.

import { say, t } from '../lib/i18n.js';
import { clock } from '../lib/format.js';
import { called, el, info, shape, total } from './page.js';
import { leaders, runStages, totalIsBest, written } from './runs.js';
import { nameOf } from './names.js';
import { heads } from './runcells.js';
import { limit, running, timer } from './ticking.js';

const steps = ['fit40', 'fit36', 'fit40 short', 'fit36 short', 'fit30 short', 'fit30 short two'];

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
	 * @param {Frame | null} frame @param {number} turn which of the cells beyond are due @param {boolean} narrow
	 */
	function draw(frame, turn, narrow) {
		cells.textContent = '';
		columns.textContent = '';
		box.hidden = !frame;
		more = false;
		if (!frame) return;
		const first = goal(frame);
		const rest = running(frame).map((live) => (() => stopwatch(frame, live)))
			.concat(records(frame).map((record) => (() => recordOf(frame, record))));
		const fits = (narrow ? 2 : 3) - (first ? 1 : 0);
		more = rest.length > fits;
		const from = more ? turn * fits % rest.length : 0;
		const due = rest.concat(rest).slice(from, from + Math.min(fits, rest.length)).map((make) => make());
		cells.append(...(first ? [first] : []), ...due);
		columns.append(...heads(frame));
		for (const cell of Array.from(cells.children)) fit(/** @type {HTMLElement} */ (cell));
	}

	return { draw, turns: () => more };
}

/** @param {string} name @param {(Node | string)[]} label @param {string} who @param {Node} value */
function cell(name, label, who, value) {
	return el('div', 'strip-cell ' + name, el('span', 'said', el('span', 'label', ...label), el('b', 'who', who)), value);
}

/** @param {Frame} frame */
function goal(frame) {
	const rows = leaders(frame);
	if (!rows.length) return null;
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
	if (runStages(frame).length > 1) label.push(el('span', 'of', say(stage.title)));
	return cell('record', label, nameOf(frame, record.entry), number);
}

/** @param {Frame} frame @param {import('./runs.js').Live} live */
function stopwatch(frame, live) {
	const more = live.attempt ? (live.field ? ' · ' : '') + t('board.runs.attempt', { n: live.attempt }) : '';
	return cell('now', [shape('i-play'), live.field || '', el('span', live.field ? 'more' : '', more)], nameOf(frame, live.entry), timer(el('b', 'value num'), live.since, limit(frame, live.stage)));
}

/** @param {HTMLElement} box */
function fit(box) {
	const said = /** @type {HTMLElement} */ (box.firstElementChild);
	for (const step of steps) {
		said.className = 'said ' + step;
		if (said.scrollWidth <= said.clientWidth + 1 && said.scrollHeight <= said.clientHeight + 1) return;
	}
}
