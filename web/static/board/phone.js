// @ts-check
// The board on a phone: one column, a search, rows that open, and rows kept in
// view in a bar at the bottom. Nothing moves while a finger is down.

import { t } from '../lib/i18n.js';
import { clock } from '../lib/format.js';
import { serverNow } from '../lib/server-clock.js';
import { decided, drawn, el, first, info, shape, sureness, title, together } from './page.js';
import { choices, others } from './around.js';
import { column } from './lines.js';
import { matchList } from './phone-matches.js';
import { pins } from './pins.js';
import { reasons } from './reasons.js';
import { search } from './search.js';
import { fold, noticed } from './frame.js';
import { onExpired } from './ticking.js';
import { follow } from './live.js';

const status = el('p', 'status num');
const field = /** @type {HTMLInputElement} */ (el('input', ''));
const list = el('ol', 'rows');
const note = el('p', 'note');
const keep = el('ol', 'rows');
const meetings = matchList();
const asked = search(field, () => frame, () => draw());
const bar = el('section', 'pinned', keep);

const { kept: pinned, turn } = pins('board.pinned.' + first.contest);
const why = reasons(() => draw());
const all = column(list, pin, why.turn);
const kept = column(keep, pin);
let frame = first;
let inContact = true;
let fingers = false;
let waiting = false;
let sent = Boolean(location.hash); // the address names a row that is not in view yet

drawn();
field.type = 'search';
field.placeholder = t('board.search');
field.setAttribute('aria-label', t('board.search'));
bar.setAttribute('aria-label', t('board.pinned'));
document.body.append(
	el('header', 'top', el('h1', 'title', title())),
	el('main', '', status, el('div', 'search', field), meetings.box, list, note, others(), choices()), bar,
);

/** @param {import('./frame.js').Frame} next */
function show(next) {
	const { touched } = noticed(frame, next);
	frame = next;
	for (const entry of touched) {
		all.glow(entry);
		kept.glow(entry);
	}
	if (fingers) waiting = true;
	else draw();
}

function draw() {
	waiting = false;
	drawStatus();
	const query = fold(field.value);
	const matches = (/** @type {import('./frame.js').Row} */ row) =>
		fold([row.code, row.name, row.school].join(' ')).indexOf(query) >= 0;
	const known = new Set(frame.rows.map((row) => row.entry));
	const reason = why.of(frame);
	const found = asked.found();
	const beyond = reason && reason.row ? found.filter((row) => row.entry !== reason.entry).concat(reason.row) : found;
	const shown = frame.rows.concat(beyond.filter((row) => !known.has(row.entry))).filter(matches);
	meetings.draw(frame, pinned, (names) => fold(names).indexOf(query) >= 0);
	all.arrange(shown, { frame, pinned, reason });
	kept.arrange(frame.rows.filter((row) => pinned.has(row.entry)), { frame, pinned, reason: null });
	if (sent && reason && reason.why) {
		sent = false;
		list.querySelector('[aria-expanded="true"]').scrollIntoView({ block: 'center' });
	}
	bar.hidden = !keep.children.length;
	field.parentElement.hidden = frame.state === 'hidden' || !frame.rows.length;
	note.textContent = words(shown.length);
	note.classList.toggle('alone', !frame.rows.length);
}

/** What stands under the rows. @param {number} shown */
function words(shown) {
	if (frame.state === 'hidden') return t('board.hidden') + '. ' + t('board.hidden.wait') + '.';
	if (!frame.rows.length) return t('board.empty');
	if (!shown) return t('board.search.none');
	if (frame.reasons) return t('board.why.hint');
	return pinned.size ? '' : t('board.pin');
}

function drawStatus() {
	const time = frame.asOf ? clock(frame.asOf, info.timezone, !inContact) : '';
	const sure = sureness(frame);
	status.textContent = '';
	status.hidden = inContact && !sure;
	if (!inContact) {
		status.className = 'status num state lost';
		status.append(shape('s-lost'), t('board.lost', { time: time || '–' }));
	} else if (sure) {
		status.className = 'status num state ' + sure.name;
		status.append(shape('s-' + sure.name), [
			t(sure.key), frame.coverage && t('board.coverage.short', frame.coverage), decided(frame) && t('board.leader'), time && age(time),
		].filter(Boolean).map(together).join(' · '));
	}
}

/** How old the picture is, in words. @param {string} time of it */
function age(time) {
	const minutes = Math.floor((serverNow() - Date.parse(frame.asOf)) / 60000);
	if (minutes < 1) return t('board.age.now');
	return minutes < 60 ? t('board.age.minutes', { n: minutes }) : t('board.asof', { time });
}

/** @param {string} entry */
function pin(entry) {
	turn(entry);
	draw();
}

for (const kind of ['touchstart', 'touchend', 'touchcancel']) {
	document.addEventListener(kind, (event) => {
		fingers = /** @type {TouchEvent} */ (event).touches.length > 0;
		if (!fingers && waiting) draw();
	}, { passive: true });
}

setInterval(drawStatus, 10000);
onExpired(draw);
draw();
follow(frame, show, (heard) => {
	inContact = heard;
	drawStatus();
});
