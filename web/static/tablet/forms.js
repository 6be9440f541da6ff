// @ts-check
// What a referee's sheet holds, by the kind of its form. Where a rubric has no
// kind nothing here is asked.

import { compare, parse } from '../lib/decimal.js';
import * as match from './bouts.js';
import * as run from './run.js';

/** @typedef {import('../lib/types.js').Rubric} Rubric */
/** @typedef {import('../lib/types.js').Body} Body */
/** @typedef {import('../lib/types.js').ItemForm} ItemForm */
/** @typedef {import('../lib/types.js').TeamWord} TeamWord */

/** @returns {TeamWord} */
const noWord = () => ({ how: '', who: '', why: '' });

/** The members of an empty body beyond those of every sheet. @param {Rubric} form */
export function emptyForm(form) {
	if (form.run) {
		/** @type {Object<string, null>} */
		const tasks = {};
		for (const task of form.run.tasks) tasks[task.id] = null;
		const times = Array.from({ length: form.run.time ? form.run.time.timers : 0 }, () => null);
		const outcome = form.run.outcomes.length === 1 ? form.run.outcomes[0].id : '';
		return { tasks, times, laps: [], outcome, modifiers: [], clock: '', team: noWord(), sign: '' };
	}
	if (form.match) return { bouts: [], decision: '', outcome: 'ok', clock: '', teams: { a: noWord(), b: noWord() } };
	return {};
}

/** A referee's record brought to a form that was changed under it. @param {Rubric} form @param {Body} body @param {Body} empty of that form @returns {Body} */
export function fittedForm(form, body, empty) {
	if (!form.run) return form.match ? withoutWord({ ...empty, ...body }) : body;
	const { outcomes, modifiers } = form.run;
	const tasks = { ...empty.tasks };
	for (const task of form.run.tasks) {
		const told = (body.tasks || {})[task.id];
		if (typeof told === (task.counter ? 'number' : 'string')) tasks[task.id] = told;
	}
	return withoutWord({
		...empty, ...body, tasks, times: (empty.times || []).map((x, i) => (body.times || [])[i] || x),
		outcome: outcomes.some((o) => o.id === body.outcome) ? body.outcome : empty.outcome,
		modifiers: (body.modifiers || []).filter((id) => modifiers.some((m) => m.id === id)),
	});
}

/** Has a referee told nothing yet? @param {Body} body */
export function isBlankForm(body) {
	const tasks = body.tasks || {};
	return Object.keys(tasks).every((id) => tasks[id] === null) && (body.times || []).every((x) => x === null) &&
		(!body.outcome || body.outcome === 'ok') && (body.modifiers || []).length === 0 && (body.bouts || []).length === 0 && !body.clock;
}

/** The keys of an item's answers: its id, or one a dimension. @param {ItemForm} item */
export function keysOf(item) {
	return (item.max || []).length < 2 ? [item.id] : (item.max || []).map((_, i) => item.id + ':' + (i + 1));
}

/** An item's verdict. @param {ItemForm} item @param {Body} body @returns {'passed' | 'failed' | ''} */
export function verdictOf(item, body) {
	const marks = keysOf(item).map((key) => body.marks[key]);
	if (marks.some((m) => m === undefined || m === null)) return '';
	const good = marks.every((m, i) => (item.max ? compare(parse(/** @type {string} */ (m)), parse(item.max[i])) <= 0 : m === '1'));
	return good ? 'passed' : 'failed';
}

/** Of all items: one that fails, fails the check. @param {Rubric} form @param {Body} body */
export function checkOf(form, body) {
	const verdicts = (form.items || []).map((item) => verdictOf(item, body));
	return verdicts.indexOf('failed') >= 0 ? 'failed' : verdicts.indexOf('') >= 0 ? '' : 'passed';
}

/** What a submit still needs, in the order of the page. @param {Rubric} form @param {Body} body @returns {{id: string}[]} */
export function gapsOf(form, body) {
	if (form.run) return run.gapsOf(form.run, body);
	if (form.match) return match.gapsOf(form.match, body);
	return (form.items || []).filter((item) => verdictOf(item, body) === '');
}

/** A team's word is on what it saw: whatever changes after it asks for it anew. @param {Body} body @returns {Body} */
export function withoutWord(body) {
	if (body.teams) return { ...body, teams: { a: noWord(), b: noWord() } };
	return body.team ? { ...body, team: noWord(), sign: '' } : body;
}

/** Who is to confirm a sheet: the sides of a match that are there, or the team. @param {Body} body @returns {string[]} */
export function sidesOf(body) {
	if (body.teams) return ['a', 'b'].filter((side) => body.outcome !== side + '-absent');
	return body.team ? [''] : [];
}

/** Has everybody who is to confirm the sheet done so, or refused? @param {Rubric} form @param {Body} body */
export function isConfirmed(form, body) {
	if (!form.signs) return true;
	return sidesOf(body).every((side) => /** @type {any} */ (side === '' ? body.team : /** @type {any} */ (body.teams)[side]).how !== '');
}
