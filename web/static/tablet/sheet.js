// @ts-check
// What a sheet's content means: total, gaps, bands, keys. Pure functions of a
// rubric and a body; no mark ever becomes a float.

import { add, compare, decimal, fraction, over, parse, subtract, times } from '../lib/decimal.js';
import { canonical } from '../lib/canonical.js';
import { hex, sha256 } from '../lib/sha256.js';
import { emptyForm, fittedForm, isBlankForm, keysOf } from './forms.js';

/** @typedef {import('../lib/types.js').Rubric} Rubric */
/** @typedef {import('../lib/types.js').Criterion} Criterion */
/** @typedef {import('../lib/types.js').Band} Band */
/** @typedef {import('../lib/types.js').Body} Body */

const zero = fraction(0, 1);
const hundred = fraction(100, 1);

/** A body with nothing in it. @param {Rubric} rubric @returns {Body} */
export function emptyBody(rubric) {
	/** @type {Object<string, string|null>} */
	const marks = {};
	for (const c of rubric.criteria) marks[c.id] = null;
	return { marks, counts: {}, notes: {}, flags: [], comment: { good: '', think: '', private: '' }, ...emptyForm(rubric) };
}

/**
 * A body brought to a form that was changed under it: what that has no place for is
 * left out, what is new is empty, and a team sees it anew.
 * @param {Rubric} rubric @param {Body} body @returns {Body}
 */
export function fitted(rubric, body) {
	const empty = emptyBody(rubric);
	const marks = rubric.criteria.map((c) => c.id).concat(...(rubric.items || []).map(keysOf));
	const shaped = {
		...empty, flags: body.flags, comment: body.comment,
		marks: { ...empty.marks, ...among(body.marks, marks) },
		counts: among(body.counts, (rubric.penalties || []).map((p) => p.id)),
		notes: rubric.kind ? body.notes : among(body.notes, marks),
	};
	return rubric.kind ? fittedForm(rubric, { ...body, ...shaped }, empty) : shaped;
}

/** The members of an object that are named. @template T @param {Object<string, T>} of @param {string[]} names @returns {Object<string, T>} */
function among(of, names) {
	/** @type {Object<string, T>} */
	const out = {};
	for (const name of names) if (name in of) out[name] = of[name];
	return out;
}

/** @param {Body} body */
export function isBlank(body) {
	return Object.keys(body.marks).every((id) => body.marks[id] === null) &&
		Object.keys(body.counts).every((id) => body.counts[id] === 0) &&
		Object.keys(body.notes).every((id) => body.notes[id] === '') &&
		body.flags.length === 0 && !body.comment.good && !body.comment.think && !body.comment.private && isBlankForm(body);
}

/** SHA-256 hex of the canonical JSON of a body. @param {Body} body */
export function hashOf(body) {
	return hex(sha256(canonical(body)));
}

/** @param {Body} body @param {string} id @returns {string|null} */
export function markOf(body, id) {
	const mark = body.marks[id];
	return mark === undefined ? null : mark;
}

/** Penalties that touch an entry of so many members. @param {Rubric} rubric @param {number} members */
export function penaltiesFor(rubric, members) {
	return (rubric.penalties || []).filter((p) => p.when !== 'team' || members > 1);
}

/**
 * The sheet's total so far and its highest, as decimals: points = sum of weight
 * x mark; percent = 100 x sum of w(x - min)/(max - min) over the sum of w,
 * shown with two digits. Penalties never bring a sheet below 0.
 * @param {Rubric} rubric @param {Body} body @param {number} members
 */
export function total(rubric, body, members) {
	let sum = zero;
	let most = zero;
	for (const c of rubric.criteria) {
		const weight = parse(c.weight === undefined ? '1' : c.weight);
		const min = parse(c.min);
		const max = parse(c.max);
		const percent = rubric.sheet === 'percent';
		most = add(most, percent ? weight : times(weight, max));
		const mark = markOf(body, c.id);
		if (mark === null) continue;
		const x = parse(mark);
		sum = add(sum, times(weight, percent ? over(subtract(x, min), subtract(max, min)) : x));
	}
	if (rubric.sheet === 'percent') {
		sum = over(times(hundred, sum), most);
		most = hundred;
	}
	for (const p of penaltiesFor(rubric, members)) {
		sum = add(sum, times(parse(p.per), fraction(body.counts[p.id] === undefined ? 0 : body.counts[p.id], 1)));
	}
	if (compare(sum, zero) < 0) sum = zero;
	return { total: decimal(sum, 2), max: decimal(most, 2) };
}

/** Does this mark need a note that is not there? @param {Criterion} c @param {Body} body */
export function needsNote(c, body) {
	const mark = markOf(body, c.id);
	return mark !== null && (c.noteAt || []).indexOf(mark) >= 0 && !(body.notes[c.id] || '').trim();
}

/**
 * Criteria that still wait for a mark or its note, in the rubric's order. Where
 * lines may be skipped, one mark is enough.
 * @param {Rubric} rubric @param {Body} body
 */
export function gaps(rubric, body) {
	const unmarked = rubric.criteria.filter((c) => markOf(body, c.id) === null);
	const maySkip = rubric.skip === true && unmarked.length < rubric.criteria.length;
	return rubric.criteria.filter((c) => (!maySkip && unmarked.indexOf(c) >= 0) || needsNote(c, body));
}

/** The band a mark lies in. @param {Criterion} c @param {string|null} mark */
export function bandOf(c, mark) {
	if (mark === null) return -1;
	const x = parse(mark);
	return (c.bands || []).findIndex((b) => compare(x, parse(b.from)) >= 0 && compare(x, parse(b.to)) <= 0);
}

/** The marks of a criterion from one value to another, as decimals. @param {Criterion} c @param {string} from @param {string} to */
export function marksBetween(c, from, to) {
	const out = [];
	const step = parse(c.step);
	for (let x = parse(c.min); compare(x, parse(c.max)) <= 0; x = add(x, step)) {
		if (compare(x, parse(from)) >= 0 && compare(x, parse(to)) <= 0) out.push(decimal(x));
	}
	return out;
}

/**
 * Keys in rows: whole numbers, and their parts in a row below; at most `wide` a
 * row, even rows or each as full as can be.
 * @param {string[]} marks @param {number} wide @param {boolean} even @returns {string[][]}
 */
export function keyRows(marks, wide, even) {
	const whole = marks.filter((m) => m.indexOf('.') < 0);
	const parts = marks.filter((m) => m.indexOf('.') >= 0);
	return [whole, parts].reduce((rows, part) => rows.concat(split(part, wide, even)), /** @type {string[][]} */ ([]));
}

/** @param {string[]} marks @param {number} wide @param {boolean} even */
function split(marks, wide, even) {
	const width = even ? Math.ceil(marks.length / Math.ceil(marks.length / wide)) : wide;
	const out = [];
	for (let i = 0; i < marks.length; i += width) out.push(marks.slice(i, i + width));
	return out;
}

/** A body with one mark changed; null takes it away. @param {Body} body @param {string} id @param {string|null} mark @returns {Body} */
export function withMark(body, id, mark) {
	return { ...body, marks: { ...body.marks, [id]: mark } };
}

/** A body whose unsure flag of a criterion is turned. @param {Body} body @param {string} id @returns {Body} */
export function withUnsure(body, id) {
	const flag = 'unsure:' + id;
	const others = body.flags.filter((f) => f !== flag);
	return { ...body, flags: others.length < body.flags.length ? others : others.concat(flag).sort() };
}

/** @param {Body} body @param {string} id */
export function isUnsure(body, id) {
	return body.flags.indexOf('unsure:' + id) >= 0;
}
