// @ts-check
// Runs in a row: a dot an attempt, the best and the last run as numbers, on the
// projector under their heads, on a phone in lines; and dots of sheets.

import { say, t } from '../lib/i18n.js';
import { el, svg } from './page.js';
import { attempts, best, last, runStages, totalIsBest, written } from './runs.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./frame.js').Row} Row */

const dotsAtMost = 6;

/** The class for the columns of runs. @param {Frame} frame */
export function runsWide(frame) {
	const stages = runStages(frame);
	if (!stages.length) return '';
	const judged = frame.rows.some((row) => row.judged) ? ' judged' : '';
	return (stages.length === 1 ? (totalIsBest(frame) ? 'runs1' : 'runs1 best') : 'runs' + stages.length) + judged;
}

/** The heads of the columns, each over its own. @param {Frame} frame */
export function heads(frame) {
	const stages = runStages(frame);
	const head = (/** @type {string} */ name, /** @type {string} */ text) => el('span', name, text);
	const all = [head('note', frame.extra.moves ? t('board.runs.moves') : '')];
	if (stages.length === 1) {
		all.push(head('dots-head', t('board.runs.attempts')), head('last', t('board.runs.last')));
		if (!totalIsBest(frame)) all.push(head('best', t('board.runs.best')));
	} else {
		all.push(...stages.map((stage) => head('stage', say(stage.title))));
	}
	if (frame.rows.some((row) => row.judged)) all.push(head('judged', t('board.runs.judged')));
	return all.concat(head('total', t(totalIsBest(frame) ? 'board.runs.best' : 'board.total')));
}

/** Fills the cell of a row. @param {HTMLElement} cell @param {Frame} frame @param {Row} row */
export function fillRuns(cell, frame, row) {
	const stages = runStages(frame);
	const made = stages.length === 1 ? [one(frame, row, stages[0])] : stages.map((stage) => several(frame, row, stage));
	if (frame.rows.some((r) => r.judged)) made.push(judged(row));
	cell.textContent = '';
	cell.append(...made);
}

/** @param {Frame} frame @param {Row} row @param {import('./runs.js').Stage} stage */
function one(frame, row, stage) {
	const e = el('span', 'one', dots(frame, row, stage), run('last', last(row, stage), stage));
	if (!totalIsBest(frame)) e.append(run('best', best(row, stage), stage));
	return e;
}

/** @param {Frame} frame @param {Row} row @param {import('./runs.js').Stage} stage */
function several(frame, row, stage) {
	return el('span', 'stage', run('best', best(row, stage), stage),
		el('span', 'under', dots(frame, row, stage), run('last', last(row, stage), stage)));
}

/** @param {string} name @param {import('./runs.js').Run | undefined} run @param {import('./runs.js').Stage} stage */
function run(name, run, stage) {
	const e = el('span', name + ' num');
	if (!run) return e;
	const [value, beside] = written(run, stage);
	e.append(el('span', 'aside-text', t(run.extra ? 'board.runs.extra' : name === 'last' ? 'board.runs.last' : 'board.runs.best') + ' '));
	if (run.extra) e.append(drawn(['extra']));
	e.append(el('span', 'run', value));
	if (beside) e.append(el('span', 'beside', ' · ' + beside));
	return e;
}

/** On a phone: a line a stage. @param {Frame} frame @param {Row} row */
export function runLines(frame, row) {
	const stages = runStages(frame);
	return stages.map((stage) => {
		const line = el('span', 'run-line', dots(frame, row, stage));
		if (stages.length > 1) line.prepend(el('span', 'stage', say(stage.title)));
		for (const [key, made] of /** @type {[string, import('./runs.js').Run | undefined][]} */ ([['board.runs.best', best(row, stage)], ['board.runs.last', last(row, stage)]])) {
			const told = key === 'board.runs.best' ? !totalIsBest(frame) : made !== best(row, stage);
			if (made && told) line.append(el('span', 'told num', t(made.extra ? 'board.runs.extra' : key) + '\u00a0' + written(made, stage).filter(Boolean).join('\u00a0·\u00a0')));
		}
		return line;
	});
}

/** @param {Row} row */
function judged(row) {
	const e = el('span', 'judged num');
	if (!row.judged) return e;
	const { received, expected } = row.judged;
	e.append(el('span', 'aside-text', t('board.sheets', { counted: received, expected })), expected > dotsAtMost
		? el('span', 'written', received + '/' + expected) : sheetDots(received, expected));
	return e;
}

/** One dot a sheet, filled when it counts. @param {number} counted @param {number} expected */
export function sheetDots(counted, expected) {
	return drawn(Array.from({ length: expected }, (_, n) => (n < counted ? 'full' : 'open')));
}

/** One dot an attempt; many are written. @param {Frame} frame @param {Row} row @param {import('./runs.js').Stage} stage */
function dots(frame, row, stage) {
	const all = attempts(frame, row, stage);
	const count = (/** @type {string[]} */ ...hows) => all.filter((how) => hows.indexOf(how) >= 0).length;
	const extra = count('extra', 'extra none');
	const made = count('full', 'none'), none = count('none'), n = all.length - extra;
	const said = t(none ? 'board.runs.dots.none' : 'board.runs.dots', { made, n, none }) + (extra ? ', ' + t('board.runs.extra') : '');
	const e = el('span', 'attempts num', el('span', 'aside-text', said));
	if (all.length > dotsAtMost) e.append(el('span', 'written', made + '/' + n + (extra ? '+' + extra : '')));
	else e.append(drawn(all));
	return e;
}

/**
 * Shapes, 30 units each: a disc with a result, a ring with a bar without one, a
 * triangle while it runs, a ring for what is to come, a lozenge for a tie alone.
 * @param {string[]} all
 */
function drawn(all) {
	const e = svg('svg', { class: 'dots', viewBox: '0 0 ' + 30 * all.length + ' 22', width: 30 * all.length, height: 22, 'aria-hidden': 'true' });
	all.forEach((how, n) => {
		const x = 15 + 30 * n;
		if (how === 'now') e.append(svg('path', { class: 'now', d: 'M' + (x - 8) + ' 0l19 11-19 11z' }));
		else if (how.startsWith('extra')) e.append(svg('path', { class: how === 'extra' ? 'full' : 'open', d: 'M' + x + ' 0l11 11-11 11-11-11z' }));
		else e.append(svg('circle', { class: how === 'full' ? 'full' : 'open', cx: x, cy: 11, r: how === 'full' ? 11 : 9.5 }));
		if (how.endsWith('none')) e.append(svg('path', { class: 'bar', d: 'M' + (x - 5) + ' 11h10' }));
	});
	return e;
}
