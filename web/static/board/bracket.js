// @ts-check
// A part of a bracket on the projector, the finals beside it.

import { t } from '../lib/i18n.js';
import { el, shape } from './page.js';
import { sideOf } from './names.js';
import { roundName, roundOf } from './matches.js';
import { limit, liveOf, timer } from './ticking.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./matches.js').Meeting} Meeting */
/** @typedef {import('./matches.js').Matches} Matches */

const roomy = { meeting: 170, final: 205 }; // u for each, from which names may stand in two lines

/** @param {Extract<import('./matches.js').Page, {kind: 'bracket'}>} page @param {Frame} frame @param {number} high u of the picture */
export function bracket({ matches, columns, finals }, frame, high) {
	const two = high >= roomy.final * finals.length && columns.every(({ meetings }) => high >= roomy.meeting * meetings.length);
	const box = el('div', 'bracket ' + (two ? 'roomy' : 'dense'));
	columns.forEach((column, n) => {
		const next = columns[n + 1];
		const joins = next && next.meetings.length * 2 === column.meetings.length ? ' halving' : next ? ' straight' : '';
		const name = roundName(column, matches);
		box.append(el('section', 'column' + joins, el('h2', 'round', t(name.key, name.args)),
			el('div', 'slots', ...column.meetings.map((meeting) => el('div', 'slot', meetingBox(meeting, matches, frame))))));
	});
	const legend = el('p', 'legend', shape('i-tick'), t('board.match.won'));
	box.append(el('section', 'column finals', ...finalBoxes(finals, matches, frame), legend));
	return { box, steps: two ? ['n40', 'n36', 'n30', 'n30 lines'] : ['n36', 'n30'] };
}

/** Finals one under the other; each round is named where it begins. @param {Meeting[]} finals @param {Matches} matches @param {Frame} frame */
function finalBoxes(finals, matches, frame) {
	let said = '';
	return finals.map((meeting) => {
		const name = roundOf(meeting, matches);
		const text = t(name.key, name.args);
		const box = el('div', 'slot', meetingBox(meeting, matches, frame));
		if (text !== said) box.prepend(el('h2', 'round', text));
		said = text;
		return box;
	});
}

/** @param {Meeting} meeting @param {Matches} matches @param {Frame} frame */
function meetingBox(meeting, matches, frame) {
	const live = liveOf(frame, matches, meeting);
	const e = el('div', 'meeting' + (live ? ' now' : ''), side(meeting, 'a', frame), side(meeting, 'b', frame));
	e.dataset.id = meeting.id;
	if (live) {
		e.append(el('span', 'run', shape('i-play'), timer(el('b', 'num'), live.since, limit(frame, live.stage))));
	}
	return e;
}

/** @param {Meeting} meeting @param {'a' | 'b'} which @param {Frame} frame */
function side(meeting, which, frame) {
	const { entry, won, name, score } = sideOf(frame, meeting, which);
	const e = el('div', 'side' + (won ? ' won' : '') + (entry ? '' : ' nobody'), el('span', 'fits', name));
	if (won) e.append(shape('i-tick'), el('span', meeting.part === 'final' ? 'word' : 'aside-text', t('board.match.won')));
	e.append(el('b', 'score num', score));
	return e;
}
