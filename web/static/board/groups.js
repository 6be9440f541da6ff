// @ts-check
// Tables of groups on the projector: each robot against each, or a long table.

import { t } from '../lib/i18n.js';
import { number } from '../lib/format.js';
import { el, shape } from './page.js';
import { nameOf } from './names.js';
import { between, crossed } from './matches.js';
import { limit, liveOf, timer } from './ticking.js';

/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {Extract<import('./matches.js').Page, {kind: 'groups'}>} Page */
/** @typedef {import('./matches.js').Line} Line */

/** @param {Page} page @param {Frame} frame */
export function groups(page, frame) {
	const box = el('div', 'groups ' + (page.wide ? 'wide' : 'two') + (page.groups.length === 1 ? ' alone' : ''), ...page.groups.map(({ group, at }) => tableOf(page, frame, group, at)));
	return { box, steps: ['n40', 'n36', 'n30 lines'] };
}

/** @param {Page} page @param {Frame} frame @param {import('./matches.js').Group} group @param {number} at */
function tableOf(page, frame, group, at) {
	const several = page.matches.groups.length > 1;
	const cross = crossed(page);
	const caption = el('caption', several ? '' : 'aside-text', several ? t('board.match.group', { name: group.name || at + 1 }) : t('board.match.table'));
	const head = el('tr', '', th('place-head', cross ? '№' : t('board.place')), th('name-head', t('board.name')),
		...(cross ? group.rows.map((_, n) => th('against', String(n + 1))) : [th('figure', t('board.match.played')), th('figure', t('board.match.wins'))]),
		th('figure', t('board.match.points')), th('figure', t('board.match.difference')));
	const rows = group.rows.map((line, n) => el('tr', '',
		el('td', 'at num', String(cross || !line.place ? n + 1 : line.place)), nameCell(frame, line),
		...(cross ? group.rows.map((other) => against(page, frame, line, other)) : [figure(line.played), figure(line.won)]),
		figure(number(line.points), true), figure(signed(line.difference))));
	rows.forEach((row, n) => { row.dataset.id = group.rows[n].entry; });
	return el('table', 'group' + (cross ? ' cross' : ''), caption, el('thead', '', head), el('tbody', '', ...rows));
}

/** @param {string} name @param {string} text */
function th(name, text) {
	const e = el('th', name, text);
	e.setAttribute('scope', 'col');
	return e;
}

/** @param {Frame} frame @param {Line} line */
function nameCell(frame, line) {
	const e = el('th', 'called', el('span', 'fits', nameOf(frame, line.entry)));
	e.setAttribute('scope', 'row');
	return e;
}

/** @param {string | number} text @param {boolean} [bold] */
function figure(text, bold) {
	return el('td', 'figure num', bold ? el('b', '', String(text)) : String(text));
}

/** @param {string} decimal */
function signed(decimal) {
	return (decimal !== '0' && decimal[0] !== '-' ? '+' : '') + number(decimal);
}

/** One cell of a cross table, seen from line. @param {Page} page @param {Frame} frame @param {Line} line @param {Line} other */
function against(page, frame, line, other) {
	if (line === other) return el('td', 'self');
	const meeting = between(page.matches, line.entry, other.entry);
	const live = meeting && liveOf(frame, page.matches, meeting);
	if (live) return el('td', 'against now num', timer(el('b', 'short'), live.since, limit(frame, live.stage)));
	if (!meeting || !meeting.over) return el('td', 'against num', '');
	const mine = meeting.a === line.entry ? meeting.scoreA : meeting.scoreB;
	const theirs = meeting.a === line.entry ? meeting.scoreB : meeting.scoreA;
	const won = meeting.winner === line.entry;
	const e = el('td', 'against num' + (won ? ' won' : ''), (mine || '0') + ':' + (theirs || '0'));
	if (won) e.append(shape('i-tick'), el('span', 'aside-text', t('board.match.won')));
	return e;
}
