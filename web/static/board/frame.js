// @ts-check
// Frames of a board: their hash, how a delta leads from one to the next, and
// what moved between two. Pure; the server's judging/frame.go is the same in Go.

import { canonical } from '../lib/canonical.js';

/**
 * One line of a board. What has no value is not there.
 * @typedef {Object} Row
 * @property {number} i
 * @property {string} entry
 * @property {string} [code]
 * @property {string} [name]
 * @property {string} [school]
 * @property {string} [robot]
 * @property {string} [room] where places are made within rooms
 * @property {boolean} [through] within the quota of its room
 * @property {string} [total] a decimal string
 * @property {number} [place]
 * @property {number} [tie]
 * @property {string} [label] the place as it is written where it is shared: 2–3
 * @property {number} counted
 * @property {number} expected
 * @property {number} [best] place still possible, to worst
 * @property {number} [worst]
 * @property {import('./runs.js').Run[]} [runs] attempts that are over
 * @property {Coverage} [judged] sheets of rubrics beside runs
 */
/** @typedef {{received: number, expected: number}} Coverage */
/**
 * @typedef {Object} Frame
 * @property {string} contest
 * @property {string} division
 * @property {string} epoch
 * @property {number} pub
 * @property {string} hash
 * @property {string} [asOf]
 * @property {string} state
 * @property {boolean} [reasons] why a row stands where it stands may be asked
 * @property {Coverage} [coverage]
 * @property {Row[]} rows
 * @property {import('./runs.js').Extra} [extra] of runs and matches; no hash covers it
 */
/**
 * @typedef {Object} Delta
 * @property {string} prev
 * @property {string} hash
 * @property {number} pub
 * @property {string} [asOf]
 * @property {Coverage} [coverage]
 * @property {Object<string, any>[]} [changes]
 * @property {number[][]} [moves]
 * @property {import('./runs.js').Extra} [extra] whole
 */

const bases = [0x811c9dc5, 0x01234567];
const utf8 = new TextEncoder();

/**
 * The hash of a picture: two lanes of FNV-1a-32, eight hex digits each.
 * @param {string} state @param {Row[]} rows
 */
export function hash(state, rows) {
	const lanes = bases.map((basis) => fnv1a(basis, state));
	rows.forEach((row, index) => {
		const text = canonical(Object.assign({}, row, { i: undefined, index }));
		bases.forEach((basis, lane) => { lanes[lane] ^= fnv1a(basis, text); });
	});
	return lanes.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}

/** @param {number} sum the offset basis @param {string} text */
function fnv1a(sum, text) {
	for (const byte of utf8.encode(text)) sum = Math.imul(sum ^ byte, 16777619);
	return sum;
}

/**
 * The frame after a delta, or null when the delta does not start at this frame
 * or does not lead to the hash it names: then only a snapshot helps.
 * @param {Frame} frame @param {Delta} delta @returns {Frame | null}
 */
export function apply(frame, delta) {
	if (delta.prev !== frame.hash) return null;
	const rows = new Map(frame.rows.map((row) => [row.i, row]));
	for (const change of delta.changes || []) {
		const row = rows.get(change.i);
		if (!row) return null;
		rows.set(change.i, changed(row, change));
	}
	const order = reordered(frame.rows.map((row) => row.i), delta.moves || []);
	if (!order || hash(frame.state, order.map((i) => rows.get(i))) !== delta.hash) return null;
	return Object.assign({}, frame, {
		hash: delta.hash, pub: delta.pub, asOf: delta.asOf, coverage: delta.coverage, extra: delta.extra,
		rows: order.map((i) => rows.get(i)),
	});
}

/** @param {Row} row @param {Object<string, any>} change null removes a field */
function changed(row, change) {
	const next = Object.assign({}, row, change);
	for (const name of Object.keys(change)) {
		if (change[name] === null) delete next[name];
	}
	return next;
}

/**
 * The named rows at their final indices, the others in their order in the free
 * places; null when the moves do not fit.
 * @param {number[]} order @param {number[][]} moves
 */
function reordered(order, moves) {
	const next = new Array(order.length).fill(null);
	const left = new Set(order);
	for (const [i, index] of moves) {
		if (next[index] !== null || !left.delete(i)) return null;
		next[index] = i;
	}
	const rest = left.values();
	return next.map((i) => (i === null ? rest.next().value : i));
}

/**
 * What a viewer should notice between two pictures, by entry: places won (lost
 * when negative), and whether the row itself changed - not merely its place.
 * @param {Frame} before @param {Frame} after
 * @returns {{climbed: Map<string, number>, touched: Set<string>}}
 */
export function noticed(before, after) {
	const climbed = new Map();
	const touched = new Set();
	const old = new Map(before.rows.map((row) => [row.entry, row]));
	for (const row of after.rows) {
		const was = old.get(row.entry);
		if (!was) continue;
		if (was.place && row.place && was.place !== row.place) climbed.set(row.entry, was.place - row.place);
		if (was.total !== row.total || was.counted !== row.counted) touched.add(row.entry);
	}
	return { climbed, touched };
}

/** Letters of a Russian keyboard. */
const folded = { ҷ: 'дж', ӣ: 'и', ӯ: 'у', қ: 'к', ғ: 'г', ҳ: 'х', ё: 'е' };

/** A name as it is compared in a search, as the server folds it. @param {string} name */
export function fold(name) {
	return name.trim().toLowerCase().replace(/\s+/g, ' ').replace(/[ҷӣӯқғҳё]/g, (letter) => folded[letter]);
}
