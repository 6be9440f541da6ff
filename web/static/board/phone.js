// @ts-check
// The board on a phone: one column, a search, and rows kept in view in a bar at
// the bottom. Nothing moves while a finger is down.

import { lang, t } from '../lib/i18n.js';
import { clock } from '../lib/format.js';
import { drawn, el, first, info, languages, shape, sureness, title, together } from './page.js';
import { column } from './lines.js';
import { fold, noticed } from './frame.js';
import { follow } from './live.js';

const searchAfter = 300; // ms of rest before the server is asked
const frameRows = 100; // more rows than a frame has are found by the server
const store = 'board.pinned.' + first.contest;
const ahead = Date.parse(info.now) - Date.now() || 0; // of the server's clock

const status = el('p', 'status num');
const field = /** @type {HTMLInputElement} */ (el('input', ''));
const list = el('ol', 'rows');
const note = el('p', 'note');
const keep = el('ol', 'rows');
const bar = el('section', 'pinned', keep);

const all = column(list, pin);
const kept = column(keep, pin);
let frame = first;
let found = []; // rows beyond the frame that the server found
let pinned = new Set(remembered());
let inContact = true;
let fingers = false;
let waiting = false;
let asking = 0;

drawn();
field.type = 'search';
field.placeholder = t('board.search');
field.setAttribute('aria-label', t('board.search'));
bar.setAttribute('aria-label', t('board.pinned'));
document.body.append(
	el('header', 'top', el('h1', 'title', title())),
	el('main', '', status, el('div', 'search', field), list, note, others(), choices()), bar,
);

/** Links to the event's other boards. */
function others() {
	const box = el('nav', 'others');
	if (!info.boards || !info.boards.length) return box;
	box.append(el('h2', '', t('board.others')), ...info.boards.map(({ title: name, url }) => {
		const a = el('a', '', name);
		a.setAttribute('href', url);
		return a;
	}));
	return box;
}

/** The page in another language; what else the address says stays. */
function choices() {
	const box = el('nav', 'choices', ...Object.keys(languages).map((code) => {
		const url = new URL(location.href);
		url.searchParams.set('lang', code);
		const a = el('a', '', languages[code]);
		a.setAttribute('href', url.href);
		a.lang = code;
		if (code === lang) a.setAttribute('aria-current', 'true');
		return a;
	}));
	box.setAttribute('aria-label', t('board.language'));
	return box;
}

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
	const shown = frame.rows.concat(found.filter((row) => !known.has(row.entry))).filter(matches);
	all.arrange(shown, pinned);
	kept.arrange(frame.rows.filter((row) => pinned.has(row.entry)), pinned);
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
			t(sure.key), frame.coverage && t('board.coverage.short', frame.coverage), time && age(time),
		].filter(Boolean).map(together).join(' · '));
	}
}

/** How old the picture is, in words. @param {string} time of it */
function age(time) {
	const minutes = Math.floor((Date.now() + ahead - Date.parse(frame.asOf)) / 60000);
	if (minutes < 1) return t('board.age.now');
	return minutes < 60 ? t('board.age.minutes', { n: minutes }) : t('board.asof', { time });
}

/** @param {string} entry */
function pin(entry) {
	if (!pinned.delete(entry)) pinned.add(entry);
	try {
		localStorage.setItem(store, JSON.stringify(Array.from(pinned)));
	} catch (refused) {
		// a phone that keeps nothing still shows it now
	}
	draw();
}

/** @returns {string[]} */
function remembered() {
	try {
		return JSON.parse(localStorage.getItem(store) || '[]');
	} catch (refused) {
		return [];
	}
}

field.addEventListener('input', () => {
	draw();
	clearTimeout(asking);
	found = [];
	if (frame.rows.length >= frameRows && field.value.trim().length > 1) asking = setTimeout(ask, searchAfter);
});

async function ask() {
	const asked = field.value;
	const query = new URLSearchParams({ q: asked.trim() });
	if (frame.division) query.set('division', frame.division);
	try {
		const answer = await fetch('/api/v1/boards/' + encodeURIComponent(frame.contest) + '/entries?' + query);
		if (!answer.ok || field.value !== asked) return;
		found = await answer.json();
		draw();
	} catch (lost) {
		// what the frame holds stays shown
	}
}

for (const kind of ['touchstart', 'touchend', 'touchcancel']) {
	document.addEventListener(kind, (event) => {
		fingers = /** @type {TouchEvent} */ (event).touches.length > 0;
		if (!fingers && waiting) draw();
	}, { passive: true });
}

setInterval(drawStatus, 10000);
draw();
follow(frame, show, (heard) => {
	inContact = heard;
	drawStatus();
});
