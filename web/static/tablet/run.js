// @ts-check
// What an attempt gives, and why: the formula of package scoring (TaskSheet), so
// that a referee and a team read the same lines that the server computes. Pure
// functions of a form and a body; no number ever becomes a float.

import { add, compare, decimal, fraction, over, parse, times } from '../lib/decimal.js';

/** @typedef {import('../lib/types.js').RunForm} RunForm */
/** @typedef {import('../lib/types.js').TaskForm} TaskForm */
/** @typedef {import('../lib/types.js').Body} Body */
/** @typedef {import('../lib/types.js').RunLine} RunLine */

const zero = fraction(0, 1);
const two = fraction(2, 1);

/** @param {RunForm} form @param {string | undefined} id "" is not said yet */
export function outcomeOf(form, id) {
	return form.outcomes.find((o) => o.id === id);
}

/** What a task gives by itself. @param {TaskForm} task @param {Body} body */
function own(task, body) {
	const value = body.tasks ? body.tasks[task.id] : undefined;
	if (value === null || value === undefined) return zero;
	return task.counter ? times(parse(task.counter.each), fraction(Number(value), 1)) : parse(String(value));
}

/** Does one of what the task needs give anything above 0? @param {RunForm} form @param {TaskForm} task @param {Body} body @returns {boolean} */
export function isOpen(form, task, body) {
	const needs = task.needs || [];
	return needs.length === 0 || form.tasks.some((o) => needs.indexOf(o.id) >= 0 &&
		compare(own(o, body), zero) > 0 && isOpen(form, o, body));
}

/** Mean of the timers as a fraction of seconds; null while one is missing. @param {(string|null)[]} list */
export function mean(list) {
	if (list.length === 0 || list.some((x) => x === null)) return null;
	return over(list.reduce((sum, x) => add(sum, parse(/** @type {string} */ (x))), zero), fraction(list.length, 1));
}

/** The time that counts after an outcome, if there is one. @param {RunForm} form @param {Body} body @param {{time: string}} outcome */
function timeOf(form, body, outcome) {
	if (!form.time) return null;
	if (outcome.time === 'limit') return fraction(form.seconds || 0, 1);
	return outcome.time === 'keep' ? mean(body.times || []) : null;
}

/**
 * The run that a body gives, line by line in the order of the work. Until an
 * outcome is said the attempt counts as it is.
 * @param {RunForm} form @param {Body} body
 * @returns {{points: string, time: string | null, none: boolean, lines: RunLine[]}}
 */
export function resultOf(form, body) {
	/** @type {RunLine[]} */
	const lines = [];
	let points = zero;
	for (const task of form.tasks) {
		let gives = own(task, body);
		const needed = gives.n !== 0 && !isOpen(form, task, body);
		if (needed) gives = zero;
		points = add(points, gives);
		lines.push({ kind: needed ? 'needed' : task.counter ? 'count' : 'choice', id: task.id, points: decimal(gives) });
	}
	for (const m of form.modifiers) {
		if ((body.modifiers || []).indexOf(m.id) < 0) continue;
		points = over(points, two);
		lines.push({ kind: m.op, id: m.id, points: decimal(points) });
	}
	const outcome = body.outcome ? outcomeOf(form, body.outcome) : { id: '', points: 'keep', time: 'keep' };
	if (!outcome || outcome.points !== 'keep') points = zero;
	const time = outcome ? timeOf(form, body, outcome) : null;
	const none = !outcome || outcome.points === 'none' && form.tasks.length > 0 || form.tasks.length === 0 && !time;
	if (outcome && outcome.id) lines.push({ kind: 'outcome', id: outcome.id, points: decimal(points), none });
	if (time) lines.push({ kind: 'time', id: '', points: decimal(time) });
	return { points: decimal(points), time: time && decimal(time), none, lines };
}

/** How far a counter can go now: its own limit and what its groups leave. @param {RunForm} form @param {TaskForm} task @param {Body} body */
export function roomFor(form, task, body) {
	let room = task.counter ? task.counter.max : 0;
	for (const group of form.exclusive) {
		if (group.tasks.indexOf(task.id) < 0) continue;
		const others = group.tasks.filter((id) => id !== task.id).reduce((sum, id) => sum + Number((body.tasks || {})[id] || 0), 0);
		room = Math.min(room, group.max - others);
	}
	return room;
}

/**
 * What a submit still needs, in the order of the page: the outcome, tasks that
 * it keeps, times that it keeps.
 * @param {RunForm} form @param {Body} body @returns {{id: string}[]}
 */
export function gapsOf(form, body) {
	const outcome = body.outcome ? outcomeOf(form, body.outcome) : undefined;
	/** @type {{id: string}[]} */
	const gaps = [];
	const given = body.times || [];
	if (form.time && (!outcome || outcome.time === 'keep') && given.some((x) => x === null)) gaps.push({ id: 'time' });
	if (!outcome || outcome.points === 'keep') gaps.push(...form.tasks.filter((task) => (body.tasks || {})[task.id] === null));
	if (!outcome) gaps.push({ id: 'outcome' });
	return gaps;
}

/** A body with one task told; what would pass a limit stays as it was. @param {RunForm} form @param {Body} body @param {string} id @param {number | string | null} value @returns {Body} */
export function withTask(form, body, id, value) {
	const task = form.tasks.find((x) => x.id === id);
	if (!task || typeof value === 'number' && (value < 0 || value > roomFor(form, task, body))) return body;
	return { ...body, tasks: { ...body.tasks, [id]: value } };
}

/** A body whose untouched counters are 0. @param {RunForm} form @param {Body} body @returns {Body} */
export function withZeros(form, body) {
	const tasks = { ...body.tasks };
	for (const task of form.tasks) if (task.counter && tasks[task.id] === null) tasks[task.id] = 0;
	return { ...body, tasks };
}

/** A body with a modifier on or off. @param {Body} body @param {string} id @returns {Body} */
export function withModifier(body, id) {
	const others = (body.modifiers || []).filter((m) => m !== id);
	return { ...body, modifiers: others.length < (body.modifiers || []).length ? others : others.concat(id).sort() };
}

/** A body with one timer's seconds. @param {Body} body @param {number} at @param {string | null} seconds @returns {Body} */
export function withTime(body, at, seconds) {
	return { ...body, times: (body.times || []).map((x, i) => (i === at ? seconds : x)) };
}
