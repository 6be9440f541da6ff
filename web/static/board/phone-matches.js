// @ts-check
// Matches on a phone: those of the rows kept in view first, then all by round.

import { say, t } from '../lib/i18n.js';
import { number } from '../lib/format.js';
import { el, shape } from './page.js';
import { nameOf, sideOf } from './names.js';
import { roundOf } from './matches.js';
import { limit, liveOf, timer } from './ticking.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {import('./matches.js').Meeting} Meeting */
/** @typedef {import('./matches.js').Matches} Matches */

/** Builds the section of matches. */
export function matchList() {
	const box = el('section', 'matches');

	/** @param {Frame} frame @param {Set<string>} pinned @param {(text: string) => boolean} wanted the names searched for */
	function draw(frame, pinned, wanted) {
		box.textContent = '';
		const all = frame.extra && frame.extra.matches || [];
		box.hidden = !all.some(({ meetings }) => meetings.length);
		if (box.hidden) return;
		const mine = [].concat(...all.map((matches) => matches.meetings.filter(({ a, b }) => pinned.has(a) || pinned.has(b))
			.map((meeting) => meetingOf(meeting, matches, frame, pinned, true))));
		if (mine.length) box.append(el('h2', '', t('board.match.mine')), el('ul', 'mine', ...mine));
		for (const matches of all.slice().reverse()) box.append(...stageOf(matches, frame, pinned, wanted));
	}

	return { box, draw };
}

/** @param {Matches} matches @param {Frame} frame @param {Set<string>} pinned @param {(text: string) => boolean} wanted */
function stageOf(matches, frame, pinned, wanted) {
	if (!matches.meetings.length) return [];
	const stage = frame.extra.stages.find((s) => s.stage === matches.stage);
	const out = [el('h2', '', stage ? say(stage.title) : t('board.match.list'))];
	out.push(...(matches.groups || []).map((group, at) => tableOf(matches, group, at, frame, pinned)));
	/** @type {Object<string, HTMLElement[]>} */
	const rounds = {};
	for (const meeting of matches.meetings) {
		const name = roundOf(meeting, matches);
		const names = [meeting.a, meeting.b].map((entry) => (entry ? nameOf(frame, entry) : '')).join(' ');
		if (!wanted(names)) continue;
		const text = t(name.key, name.args);
		(rounds[text] = rounds[text] || []).push(meetingOf(meeting, matches, frame, pinned));
	}
	for (const text of Object.keys(rounds)) out.push(el('h3', '', text), el('ul', '', ...rounds[text]));
	return out;
}

/** @param {Meeting} meeting @param {Matches} matches @param {Frame} frame @param {Set<string>} pinned @param {boolean} [named] with the round's name */
function meetingOf(meeting, matches, frame, pinned, named) {
	const live = liveOf(frame, matches, meeting);
	const round = roundOf(meeting, matches);
	const e = el('li', 'meeting' + (live ? ' now' : ''), side(meeting, 'a', frame, pinned), side(meeting, 'b', frame, pinned));
	if (named) e.prepend(el('span', 'round', t(round.key, round.args)));
	if (live) {
		e.append(el('span', 'run', shape('i-play'), t('board.match.now') + ' ', timer(el('b', 'num'), live.since, limit(frame, live.stage)),
			live.field ? ' · ' + live.field : ''));
	}
	return e;
}

/** @param {Meeting} meeting @param {'a' | 'b'} which @param {Frame} frame @param {Set<string>} pinned */
function side(meeting, which, frame, pinned) {
	const { entry, won, name, score } = sideOf(frame, meeting, which);
	const e = el('span', 'side' + (won ? ' won' : '') + (entry && pinned.has(entry) ? ' kept' : ''), el('span', 'name', name));
	if (won) e.append(el('span', 'word', shape('i-tick'), t('board.match.won')));
	e.append(el('b', 'score num', score));
	return e;
}

/** @param {Matches} matches @param {import('./matches.js').Group} group @param {number} at @param {Frame} frame @param {Set<string>} pinned */
function tableOf(matches, group, at, frame, pinned) {
	const head = el('tr', '');
	for (const key of ['board.place', 'board.name', 'board.match.played', 'board.match.points', 'board.match.difference']) {
		const th = el('th', '', t(key));
		th.setAttribute('scope', 'col');
		head.append(th);
	}
	const several = matches.groups.length > 1;
	return el('table', 'group', el('caption', '', several ? t('board.match.group', { name: group.name || at + 1 }) : t('board.match.table')),
		el('thead', '', head), el('tbody', '', ...group.rows.map((line) => el('tr', pinned.has(line.entry) ? 'kept' : '',
			el('td', 'num', line.place ? String(line.place) : '–'), el('td', 'name', nameOf(frame, line.entry)),
			el('td', 'num', String(line.played)), el('td', 'num', number(line.points)), el('td', 'num', number(line.difference))))));
}
