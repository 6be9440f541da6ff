// @ts-check
// Runs as a frame tells them: which is the best and the last, how they are
// written, what is to be beaten; see judging/frame_extra.go.

import { compare, parse } from '../lib/decimal.js';
import { number } from '../lib/format.js';
import { running } from './ticking.js';

/** extra: for a tie alone, none of the attempts. @typedef {{stage: string, n: number, v?: string, t?: string, none?: boolean, extra?: boolean}} Run */
/**
 * @typedef {{stage: string, title: import('../lib/types.js').Text, kind: string, attempts?: number,
 *   decimals: number, seconds?: number, best?: boolean}} Stage
 */
/** @typedef {{stage: string, entry: string, against?: string, meeting?: string, attempt?: number, extra?: boolean, field?: string, since: string}} Live */
/** @typedef {{stage: string, entry: string, v: string, t?: string, at: string}} Best */
/**
 * @typedef {{low?: boolean, moves?: boolean, stages: Stage[], live?: Live[], records?: Best[],
 *   matches?: import('./matches.js').Matches[]}} Extra
 */
/** @typedef {import('./frame.js').Row} Row */

/** The stages with runs. @param {import('./frame.js').Frame} frame @returns {Stage[]} */
export function runStages(frame) {
	return frame.extra ? frame.extra.stages.filter(({ kind }) => kind !== 'matches') : [];
}

/**
 * The frame as columns beside each other show it: where there are more stages
 * than atMost they take turns, as even as can be, the last full too.
 * @param {import('./frame.js').Frame} frame @param {number} atMost @param {number} turn from 0
 * @returns {{frame: import('./frame.js').Frame, turns: number, first: number, last: number, of: number}}
 */
export function inTurn(frame, atMost, turn) {
	const stages = runStages(frame);
	const turns = Math.max(1, Math.ceil(stages.length / atMost));
	const each = Math.ceil(stages.length / turns);
	const from = Math.min(turn * each, stages.length - each);
	const due = stages.slice(from, from + each);
	return {
		frame: turns === 1 ? frame : Object.assign({}, frame, { extra: Object.assign({}, frame.extra, { stages: due }) }),
		turns, first: from + 1, last: from + each, of: stages.length,
	};
}

/** @param {Row} row @param {Stage} stage */
export function runsOf(row, stage) {
	return (row.runs || []).filter((run) => run.stage === stage.stage);
}

/** Below 0 where a is the better run: less time, or more points and then less time. @param {Stage} stage @param {Run} a @param {Run} b */
function order(stage, a, b) {
	if (stage.kind === 'time') return compare(parse(a.v), parse(b.v));
	const points = compare(parse(b.v), parse(a.v));
	if (points || !a.t && !b.t) return points;
	return a.t && b.t ? compare(parse(a.t), parse(b.t)) : (a.t ? -1 : 1);
}

/** @param {Row} row @param {Stage} stage @returns {Run | undefined} */
export function best(row, stage) {
	return runsOf(row, stage).filter((run) => run.v !== undefined && !run.extra).sort((a, b) => order(stage, a, b))[0];
}

/** @param {Row} row @param {Stage} stage @returns {Run | undefined} */
export function last(row, stage) {
	const runs = runsOf(row, stage);
	return runs[runs.length - 1];
}

/**
 * Each attempt of a row: done with a result, done without one, running, to come;
 * after them what was run for a tie alone.
 * @param {import('./frame.js').Frame} frame @param {Row} row @param {Stage} stage
 * @returns {('full' | 'none' | 'now' | 'open' | 'extra' | 'extra none')[]}
 */
export function attempts(frame, row, stage) {
	const all = runsOf(row, stage);
	const runs = all.filter(({ extra }) => !extra);
	const live = running(frame).filter((live) => live.entry === row.entry && live.stage === stage.stage);
	const now = live.filter(({ extra }) => !extra);
	const slots = Math.max(stage.attempts || 0, ...runs.map((run) => run.n), ...now.map((live) => live.attempt || 0));
	return Array.from({ length: slots }, (_, i) => {
		const run = runs.find(({ n }) => n === i + 1);
		if (run) return run.none ? 'none' : 'full';
		return now.some(({ attempt }) => attempt === i + 1) ? 'now' : 'open';
	}).concat(all.filter(({ extra }) => extra).map(({ none }) => (none ? 'extra none' : 'extra')), live.filter(({ extra }) => extra).map(() => 'now'));
}

/** A decimal with as many decimals at least: "81" is 81,00. @param {string} decimal @param {number} decimals */
export function padded(decimal, decimals) {
	const [whole, part = ''] = decimal.split('.');
	const rest = part.padEnd(decimals, '0');
	return number(rest ? whole + '.' + rest : whole);
}

/** What a run is worth, and the time beside its points. @param {{v?: string, t?: string}} run @param {Stage} stage */
export function written(run, stage) {
	if (run.v === undefined) return ['–', ''];
	if (stage.kind === 'time') return [padded(run.v, stage.decimals), ''];
	return [number(run.v), run.t === undefined ? '' : padded(run.t, stage.decimals)];
}

/** Whether the total of the contest is simply the best run of its only stage. @param {import('./frame.js').Frame} frame */
export function totalIsBest(frame) {
	const stages = runStages(frame);
	return stages.length === 1 && Boolean(stages[0].best) && frame.rows.every((row) => !row.judged) &&
		frame.rows.every((row) => {
			const run = best(row, stages[0]);
			return !row.total || !run || compare(parse(row.total), parse(run.v)) === 0;
		});
}

/** Who is to be beaten. @param {import('./frame.js').Frame} frame @returns {Row[]} */
export function leaders(frame) {
	return frame.rows.filter((row) => row.place === 1 && row.total);
}
