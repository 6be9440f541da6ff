// @ts-check
// What the projector and the phone share: the page's data, small DOM helpers,
// and how a frame's values are written for people.

import { t, say } from '../lib/i18n.js';
import { heardClock } from '../lib/server-clock.js';
import { padded } from './runs.js';

/** @param {string} id */
const inline = (id) => JSON.parse(document.getElementById(id).textContent || 'null');

/**
 * @type {{contest: string, division: string, title: import('../lib/types.js').Text,
 *   part: import('../lib/types.js').Text, decimals: number, timezone: string, address: string, now: string,
 *   second: {lang: string, texts: Object<string, string>}, boards: {title: string, url: string}[] | null}}
 */
export const info = inline('info');

heardClock(info.now);

/** The picture that came with the page. @type {import('./frame.js').Frame} */
export const first = Object.assign({ rows: [] }, inline('frame'));
if (!first.rows) first.rows = [];

/** Each language's name in itself. @type {Object<string, string>} */
export const languages = { tg: 'Тоҷикӣ', ru: 'Русский', en: 'English' };

const sprite = new URL('../sprite.svg', import.meta.url).href;

/**
 * An element with a class and children; a string becomes text, never markup.
 * @param {string} tag @param {string} name @param {...(Node | string)} children
 */
export function el(tag, name, ...children) {
	const e = document.createElement(tag);
	if (name) e.className = name;
	e.append(...children);
	return e;
}

/** A shape of the sprite. @param {string} id */
export function shape(id) {
	const e = svg('svg', { class: 'shape', 'aria-hidden': 'true' });
	e.append(svg('use', { href: sprite + '#' + id }));
	return e;
}

/** An SVG element. @param {string} tag @param {Object<string, string | number>} attributes */
export function svg(tag, attributes) {
	const e = document.createElementNS('http://www.w3.org/2000/svg', tag);
	for (const name of Object.keys(attributes)) e.setAttribute(name, String(attributes[name]));
	return e;
}

/**
 * A number whose digits all stand equally wide, so that commas and edges of a
 * column are in one line: the tabular figures of Golos Text differ by 6 %.
 * @param {string} text
 */
export function numerals(text) {
	const e = el('b', 'numerals', ...Array.from(text, (c) => (/\d/.test(c) ? el('span', 'digit', c) : c)));
	e.setAttribute('role', 'img'); // read as one number
	e.setAttribute('aria-label', text);
	return e;
}

/** The title of contest and division. @param {(text: import('../lib/types.js').Text) => string} [speak] */
export function title(speak = say) {
	return [speak(info.title), speak(info.part)].filter(Boolean).join(' · ');
}

/**
 * How sure a picture is: final once published with every sheet in it, else
 * provisional; null while hidden.
 * @param {import('./frame.js').Frame} frame
 */
export function sureness(frame) {
	if (frame.state === 'hidden') return null;
	const whole = !frame.coverage || frame.coverage.received >= frame.coverage.expected;
	return frame.state === 'published' && whole ? { name: 'final', key: 'board.final' } : { name: 'provisional', key: 'board.provisional' };
}

/** A total padded to the contest's decimals: "81" is 81,00. @param {string | undefined} decimal */
export function total(decimal) {
	if (decimal === undefined) return '';
	return padded(decimal, info.decimals);
}

/** What a row is called in public. @param {import('./frame.js').Row} row */
export function called(row) {
	return row.name || row.code || '';
}

/** "2 of 3 sheets" of a row. @param {import('./frame.js').Row} row */
export function sheets(row) {
	return together(t('board.sheets', { counted: row.counted, expected: row.expected }));
}

/** A place as it is written: 2–3 where it is shared. @param {import('./frame.js').Row} row */
export function placed(row) {
	return row.label || (row.place ? String(row.place) : '–');
}

/** The class for the longest place of these rows: what fits a column differs. @param {import('./frame.js').Row[]} rows */
export function longest(rows) {
	const long = Math.max(0, ...rows.map((row) => (row.label || '').length));
	return long ? (long > 5 ? 'label7' : long > 3 ? 'label5' : 'label3') : '';
}

/** Whether sheets of a picture are still open. @param {import('./frame.js').Frame} frame */
function unfinished(frame) {
	return Boolean(frame.coverage) && frame.coverage.received < frame.coverage.expected;
}

/**
 * The places still possible for a row, in words; '' where nobody can say.
 * @param {import('./frame.js').Frame} frame @param {import('./frame.js').Row} row
 */
export function possible(frame, row) {
	if (!row.best || !row.worst || !unfinished(frame)) return '';
	if (row.best === row.worst && row.best === row.place) return together(t('board.clinched'));
	return together(t('board.bounds', { range: row.best === row.worst ? row.best : row.best + '–' + row.worst }));
}

/** Whether nobody can pass the first of all any more. @param {import('./frame.js').Frame} frame */
export function decided(frame) {
	return unfinished(frame) && frame.rows.some((row) => row.place === 1 && row.worst === 1 && !row.room);
}

/** What stands under a name: the room in which the place is made, robot, school. @param {import('./frame.js').Row} row */
export function under(row) {
	return [row.room, row.through && t('board.through'), row.robot, row.school].filter(Boolean).join(' · ');
}

/** Words that stay in one line. @param {string} text */
export function together(text) {
	return text.replace(/ /g, '\u00a0');
}

/** Says to plain.js that a module draws the board now. */
export function drawn() {
	document.documentElement.setAttribute('data-drawn', '');
	const plain = document.getElementById('plain');
	if (plain) plain.remove();
}
