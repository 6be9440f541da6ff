// @ts-check
// Stopwatches drawn by the server's clock: from the time at which they were
// started, never from a stream of ticks.

import { number } from '../lib/format.js';
import { serverNow } from '../lib/server-clock.js';

const tenth = 100; // ms between two drawings, and
const whole = 1000; // where motion is not wanted
const grace = 60000; // ms after a limit until a stopwatch without an end is no longer shown
const longest = 900000; // ms, of one without a limit
const calm = matchMedia('(prefers-reduced-motion: reduce)');

let turning = false;
/** @type {() => void} */
let expired = () => {};

/** Until when a stopwatch is shown, in ms. @param {string} since @param {number | undefined} seconds its limit */
function shownUntil(since, seconds) {
	return Date.parse(since) + (seconds ? seconds * 1000 + grace : longest);
}

/** The stopwatches that run, those without an end left out. @param {import('./frame.js').Frame} frame */
export function running(frame) {
	if (!frame.extra || !frame.extra.live) return [];
	return frame.extra.live.filter(({ stage, since }) => serverNow() <= shownUntil(since, limit(frame, stage)));
}

/**
 * The stopwatch of a meeting, if it runs.
 * @param {import('./frame.js').Frame} frame @param {import('./matches.js').Matches} matches @param {import('./matches.js').Meeting} meeting
 */
export function liveOf(frame, matches, meeting) {
	return running(frame).find((l) => l.meeting === meeting.id && l.stage === matches.stage);
}

/** The longest that a run or match of a stage lasts. @param {import('./frame.js').Frame} frame @param {string} stage */
export function limit(frame, stage) {
	const of = frame.extra.stages.find((s) => s.stage === stage);
	return of && of.seconds;
}

/** @param {() => void} call when a stopwatch ran out of its time */
export function onExpired(call) {
	expired = call;
}

/**
 * Makes an element a stopwatch.
 * @param {HTMLElement} e @param {string} since @param {number | undefined} seconds
 */
export function timer(e, since, seconds) {
	e.dataset.since = since;
	e.dataset.until = String(shownUntil(since, seconds));
	e.setAttribute('role', 'timer');
	e.classList.add('timer');
	tick(e);
	if (turning) return e;
	turning = true;
	requestAnimationFrame(turn);
	return e;
}

const still = () => calm.matches || document.documentElement.dataset.motion === 'off';

function turn() {
	const timers = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.timer'));
	turning = timers.length > 0;
	if (!turning) return;
	const over = Array.from(timers).filter(tick);
	setTimeout(() => requestAnimationFrame(turn), still() ? whole : tenth);
	if (over.length) expired();
}

/** Draws one; true when its time is over. @param {HTMLElement} e */
function tick(e) {
	const ran = Math.max(0, serverNow() - Date.parse(e.dataset.since));
	const tenths = Math.floor(ran / tenth);
	const plain = still() || e.classList.contains('short') && tenths >= 1000;
	const text = number(plain ? String(Math.floor(tenths / 10)) : Math.floor(tenths / 10) + '.' + tenths % 10);
	if (e.textContent !== text) write(e, text);
	return serverNow() > Number(e.dataset.until);
}

/** Digits that stand equally wide, so that nothing dances. @param {HTMLElement} e @param {string} text */
function write(e, text) {
	e.textContent = '';
	for (const letter of text) {
		const box = document.createElement('span');
		if (/\d/.test(letter)) box.className = 'digit';
		box.textContent = letter;
		e.append(box);
	}
}
