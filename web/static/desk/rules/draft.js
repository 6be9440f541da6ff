// @ts-check
// A definition while it is edited: what may be added, what follows from what,
// and the form in which it is sent.

import { add, compare, decimal, fraction, parse, times } from '../../lib/decimal.js';
import { panelOf } from './methods.js';
import { copy, same } from './path.js';

export const languages = ['tg', 'ru', 'en'];

/** @returns {import('../../lib/types.js').Text} */
export function noText() {
	return { tg: '', ru: '', en: '' };
}

/** @param {any} value */
export function isText(value) {
	return value !== null && typeof value === 'object' && ['en', 'ru', 'tg'].every((l) => typeof value[l] === 'string');
}

/** How many texts each language lacks. @param {any} def */
export function missing(def) {
	/** @type {Object<string, number>} */
	const count = { tg: 0, ru: 0, en: 0 };
	/** @param {any} node */
	const walk = (node) => {
		if (isText(node)) {
			for (const l of languages) if (!node[l].trim()) count[l]++;
		} else if (node !== null && typeof node === 'object') {
			for (const key of Object.keys(node)) walk(node[key]);
		}
	};
	walk(def);
	return count;
}

/** @param {any} text a value that was typed @returns {boolean} */
export function isDecimal(text) {
	return typeof text === 'string' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && text.length <= 12;
}

/**
 * The highest result of a rubric stage: that of its best sheet, or of the fewest
 * that a sum needs; '' while its numbers are not numbers, or too long.
 * @param {any} stage
 */
export function highest(stage) {
	const method = panelOf(stage);
	const p = stage.params || {};
	const often = method && method.sums ? p.from - p.high - p.low : 1;
	const worth = stage.sheet === 'percent' ? [['1', '100']] : stage.criteria.map((/** @type {any} */ c) => [c.weight === undefined ? '1' : c.weight, c.max]);
	return often > 0 ? summed(worth, often) : '';
}

/**
 * What all tasks give at their best; groups that exclude each other are filled
 * with their dearest tasks. '' while its numbers are not numbers.
 * @param {any} stage
 */
export function highestTasks(stage) {
	const worth = (/** @type {any} */ x) => (x.counter ? [x.counter.each] : x.choice.map((/** @type {any} */ c) => c.value));
	if (!stage.tasks.every((/** @type {any} */ x) => worth(x).every(isDecimal) && (!x.counter || Number.isInteger(x.counter.max)))) return '';
	const dearest = (/** @type {any} */ x) => worth(x).reduce((/** @type {string} */ a, /** @type {string} */ b) => (compare(parse(a), parse(b)) < 0 ? b : a));
	const left = (stage.exclusive || []).map((/** @type {any} */ g) => g.max);
	const products = stage.tasks.slice().sort((/** @type {any} */ a, /** @type {any} */ b) => compare(parse(dearest(b)), parse(dearest(a)))).map((/** @type {any} */ x) => {
		if (!x.counter) return [dearest(x), '1'];
		const g = (stage.exclusive || []).findIndex((/** @type {any} */ group) => group.tasks.indexOf(x.id) >= 0);
		const count = g < 0 ? x.counter.max : Math.min(x.counter.max, left[g]);
		if (g >= 0) left[g] -= count;
		return [x.counter.each, String(count)];
	});
	return summed(products, 1);
}

/** What a stage can give at its best; '' where that is not known. @param {any} stage @returns {string} */
export function maxOf(stage) {
	if (stage.kind === 'rubric') return highest(stage);
	return stage.kind === 'tasks' && stage.tasks.length > 0 ? highestTasks(stage) : stage.max || '';
}

/** The exact sum of products of decimals, so many times; '' where that cannot be told. @param {string[][]} products @param {number} often */
function summed(products, often) {
	if (!products.every((pair) => pair.every(isDecimal))) return '';
	try {
		const sum = products.reduce((all, [a, b]) => add(all, times(parse(a), parse(b))), fraction(0, 1));
		return decimal(times(sum, fraction(often, 1)), 9);
	} catch (err) {
		return ''; // longer than whole numbers are exact
	}
}

/** The maximum of a contest that adds points; '' where there is none. @param {any} def */
export function highestOf(def) {
	if (def.rank.by === 'percent') return '100';
	if (def.rank.by !== 'points') return '';
	const counted = def.stages.filter((/** @type {any} */ s) => s.weight !== '0');
	const places = (/** @type {any} */ s) => { const method = panelOf(s); return method && method.moves; };
	if (counted.some(places)) return ''; // places and tables are no share of the sheet's highest
	return summed(counted.map((/** @type {any} */ s) => [s.weight, maxOf(s)]), 1);
}

let born = 0;

/** A name for what has no title yet; named() gives it one of its own. */
export function newborn() {
	born++;
	return 'new-' + Date.now().toString(36) + '-' + born;
}

/** @param {string} id */
export function isNewborn(id) {
	return /^new-[0-9a-z]+-\d+$/.test(id);
}

/** How many criteria use a ladder. @param {any} def @param {string} name */
export function usersOf(def, name) {
	return def.stages.reduce((/** @type {number} */ n, /** @type {any} */ s) => n + (s.criteria || []).filter((/** @type {any} */ c) => c.bands === name).length, 0);
}

/** Gives a criterion a ladder that no other uses. @param {any} def @param {any} criterion @param {any[]} ladder */
export function ownLadder(def, criterion, ladder) {
	if (criterion.bands && usersOf(def, criterion.bands) === 1) {
		def.bands[criterion.bands] = copy(ladder);
		return;
	}
	let n = 1;
	while (def.bands['levels-' + n]) n++;
	criterion.bands = 'levels-' + n;
	def.bands[criterion.bands] = copy(ladder);
}

/**
 * Moves an end of a criterion's scale; the ladder that stood when the field was
 * entered follows with its outer end, as a ladder of this criterion alone.
 * @param {any} def @param {any} criterion @param {'min'|'max'} end @param {string} value
 * @param {{value: string, ladder: any[] | undefined}} before
 */
export function rescale(def, criterion, end, value, before) {
	criterion[end] = value;
	if (!before.ladder || before.ladder.length === 0) return;
	const ladder = copy(before.ladder);
	const at = end === 'max' ? ladder[ladder.length - 1] : ladder[0];
	const side = end === 'max' ? 'to' : 'from';
	if (isDecimal(value) && isDecimal(at.from) && isDecimal(at.to) && at[side] === before.value) {
		const inside = end === 'max' ? compare(parse(value), parse(at.from)) >= 0 : compare(parse(value), parse(at.to)) <= 0;
		if (inside) at[side] = value;
	}
	if (!same(ladder, def.bands[criterion.bands])) ownLadder(def, criterion, ladder);
}
