// @ts-check
// What the map says: names short enough for a column, times of the event's
// zone, states in words.

import { say, t } from '../../lib/i18n.js';

/** What the page was told when it was made: about the contest, and who asks. */
export const about = JSON.parse((document.getElementById('about') || { textContent: '{}' }).textContent || '{}');

/** @param {Object<string, any>} style */
const inZone = (style) => new Intl.DateTimeFormat('en-GB', Object.assign({ timeZone: about.timezone || 'Asia/Dushanbe' }, style));
const clock = inZone({ hour: '2-digit', minute: '2-digit' });
const seconds = inZone({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = inZone({ day: '2-digit', month: '2-digit' });

/** 15:02, or 18.10 15:02 when that is another day. @param {number} ms of Unix time */
export function time(ms) {
	const on = day.format(ms);
	return (on === day.format(Date.now()) ? '' : on.replace('/', '.') + ' ') + clock.format(ms);
}

/** @param {string} rfc3339 */
export const timeOf = (rfc3339) => time(new Date(rfc3339).getTime());

/** @param {number} ms of Unix time */
export const exactly = (ms) => seconds.format(ms);

/** @type {Object<string, [string, string]>} */
const letters = {
	E: ['empty', 's-empty'], D: ['draft', 's-draft'], V: ['doubt', 's-draft'], S: ['submitted', 's-received'],
	U: ['unsure', 's-received'], R: ['returned', 's-returned'], N: ['declined', 'i-close'], X: ['excluded', 's-excluded'],
	C: ['conflict', 's-conflict'], K: ['conflict', 's-conflict'], A: ['aside', 's-held'], L: ['aside', 's-held'], O: ['out', 's-excluded'],
};

/** Letters as the legend shows them. */
export const legend = ['E', 'D', 'S', 'R', 'N', 'K', 'L', 'X'];

/** State in a word. @param {string} letter */
export const word = (letter) => t('desk.day.state.' + letters[letter][0]);

/** @param {string} letter */
export const shapeOf = (letter) => letters[letter][1];

/** Class of a cell, for its colour and shape. @param {string} letter */
export const classOf = (letter) => 'cell ' + letters[letter][0];

/** "P-07, Каримова: draft since 15:02". @param {string} code @param {string} judge @param {string} letter @param {number} minute */
export function cellText(code, judge, letter, minute) {
	return t('desk.day.cell', { code, judge, state: word(letter), time: timeAt(minute) });
}

/** @type {Object<number, string>} */
let texts = {};
let textsOf = '';

/** A thousand cells share a few minutes. @param {number} minute */
function timeAt(minute) {
	const today = day.format(Date.now());
	if (textsOf !== today) {
		texts = {};
		textsOf = today;
	}
	if (!texts[minute]) texts[minute] = time(minute * 60000);
	return texts[minute];
}

/**
 * Surnames of judges, with an initial where two are alike, and the attempt.
 * @param {{name: string, attempt?: number}[]} judges
 */
export function shortNames(judges) {
	const first = judges.map((j) => j.name.split(' ')[0]);
	return judges.map((j, i) => {
		const parts = j.name.split(' ');
		const twin = first.some((name, k) => k !== i && name === first[i] && judges[k].name !== j.name);
		return first[i] + (twin && parts[1] ? '\u00a0' + parts[1].charAt(0) + '.' : '') + (j.attempt ? '\u00a0· ' + j.attempt : '');
	});
}

/** @param {string} text @param {number} most */
export const cut = (text, most) => (Array.from(text).length > most ? Array.from(text).slice(0, most - 1).join('') + '…' : text);

/** The reason of a declined sheet is a word of the tablet's, or free text. @param {string | undefined} reason */
export function reasonText(reason) {
	return reason === 'absent' ? t('tablet.decline.absent') : reason === 'conflict' ? t('tablet.decline.conflict') : reason || '';
}

/** An act that waits for a second person. @param {import('./picture.js').Need} n @param {any} stage */
export function proposed(n, stage) {
	const title = stage ? say(stage.title) : '';
	if (n.act === 'rooms') return t('desk.waits.rooms', { use: t('rules.rooms.' + n.use, n.quota ? { count: n.quota } : {}) });
	if (n.act !== 'leave') return t('desk.day.step', { stage: title, state: t('state.stage.' + n.to) });
	return t('desk.waits.leave.' + n.how + (n.stage ? '.stage' : n.heir ? '.heir' : ''), { name: n.name || '', heir: n.heir || '', stage: title });
}
