// @ts-check
// Stopwatches of this page, by sheet. A time is the difference of two events'
// own timestamps on the monotonic clock: no date is in it, no network, no counter of
// ticks, so that a wrong clock, a slow page and a hidden one change nothing. A
// watch lives as long as its page: after a reload there is none, and the sheet
// says so instead of guessing.

import { decimal, fraction } from '../lib/decimal.js';

/** @typedef {{start: number, laps: number[], born: Clocks, decimals: number | null}} Watch milliseconds of performance.now(); decimals of its time, null: none is taken */
/** What a watch measured, in seconds. @typedef {{time: string, laps: string[]}} Measured */
/** Both clocks at one moment, in milliseconds. @typedef {{steady: number, calendar: number}} Clocks */

/** @type {Map<string, Watch>} */
const watches = new Map();
/** Sheets whose time was taken over a sleep. @type {Set<string>} */
const sleepers = new Set();

/**
 * When a finger pressed: the press of the click if it was one, else the click.
 * Engines whose events carry another clock are asked for the time now.
 * @param {Event} click @param {number} pressed
 */
export function moment(click, pressed) {
	const now = performance.now();
	const at = pressed > 0 ? pressed : click.timeStamp;
	return at > 0 && at <= now + 1 && now - at < 60000 ? at : now;
}

/** Seconds between two moments, rounded half away from zero. @param {number} from @param {number} to @param {number} decimals */
export function seconds(from, to, decimals) {
	return decimal(fraction(Math.max(0, Math.round((to - from) * 1000)), 1000000), decimals);
}

/** @param {string} id @param {number} at @param {number | null} decimals */
export function start(id, at, decimals) {
	sleepers.delete(id);
	watches.set(id, { start: at, laps: [], born: clocks(), decimals });
}

/** @returns {Clocks} */
function clocks() {
	return { steady: performance.now(), calendar: Date.now() };
}

/**
 * Did the tablet sleep between two moments? On some of them the monotonic clock
 * then stands still and only the calendar goes on: by more than a second is told.
 * For nothing else is the calendar ever asked.
 * @param {Clocks} from @param {Clocks} to
 */
export function slept(from, to) {
	return to.calendar - from.calendar - (to.steady - from.steady) > 1000;
}

/** Is the time of a sheet in doubt for a sleep? @param {string} id */
export function isDoubted(id) {
	return sleepers.has(id);
}

/** The time was given by hand: it is no longer in doubt. @param {string} id */
export function trust(id) {
	sleepers.delete(id);
}

/** @param {string} id @returns {Watch | undefined} */
export function watchOf(id) {
	return watches.get(id);
}

/** @param {string} id @param {number} at */
export function lap(id, at) {
	const watch = watches.get(id);
	if (watch) watch.laps.push(at);
}

/**
 * What was measured lies beside the sheet until the sheet holds it: another tab may
 * have taken the sheet over, or it was closed.
 * @param {string} id @param {number} at
 */
export function stop(id, at) {
	const watch = watches.get(id);
	if (!watch) return;
	if (slept(watch.born, clocks())) sleepers.add(id);
	watches.delete(id);
	const { decimals } = watch;
	if (decimals !== null) beside(id, JSON.stringify({ time: seconds(watch.start, at, decimals), laps: watch.laps.map((x) => seconds(watch.start, x, decimals)) }));
}

/** Of this page, where the storage had no room. @type {Map<string, string>} */
const unkept = new Map();
const besides = 'dovar.measured.';

/** @param {string} id @param {string} measured */
function beside(id, measured) {
	try {
		localStorage.setItem(besides + id, measured);
		unkept.delete(id);
	} catch (err) {
		unkept.set(id, measured);
	}
}

/** What was measured for a sheet and is not in it. @param {string} id @returns {Measured | null} */
export function measuredOf(id) {
	return JSON.parse(unkept.get(id) || localStorage.getItem(besides + id) || 'null');
}

/** The sheet holds it, or it is not wanted. @param {string} id */
export function forget(id) {
	unkept.delete(id);
	localStorage.removeItem(besides + id);
}

/** Whole milliseconds that a watch has run, or "" when none does. @param {string} id */
export function clockOf(id) {
	const watch = watches.get(id);
	return watch ? String(Math.max(0, Math.round(performance.now() - watch.start))) : '';
}
