// @ts-check
// The projector: one picture at a time. What comes while rows travel waits and
// merges into the next picture; more rows than fit turn like pages.

import { t, translator } from '../lib/i18n.js';
import { clock } from '../lib/format.js';
import { decided, drawn, el, first, info, shape, sureness, title } from './page.js';
import { board } from './rows.js';
import { controls } from './controls.js';
import { follow } from './live.js';

const pageFor = 20000; // ms a page stands
const second = info.second.lang ? translator(info.second.lang, info.second.texts || {}) : null;
const narrow = matchMedia('(max-aspect-ratio: 3/2)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const root = document.documentElement;

const heading = el('h1', 'title', title());
const secondTitle = el('p', 'second', second ? title((text) => text[info.second.lang] || '') : '');
const state = el('div', 'sure');
const list = el('ol', 'rows');
const ties = el('div', 'ties');
const table = el('main', 'table', list, ties);
const coverage = el('span', 'coverage num');
const asOf = el('span', 'as-of num');
const range = el('span', 'range num');
const address = el('span', 'address', info.address);

drawn();
ties.setAttribute('aria-hidden', 'true');
secondTitle.lang = info.second.lang;
document.body.append(
	el('header', 'head', el('div', 'titles', heading, secondTitle), state), table,
	el('footer', 'foot', coverage, asOf, el('span', 'end', range, address)), controls(),
);

const rows = board(list, ties);
let frame = first;
let page = 0;
let inContact = true;
let travelling = false;
let waiting = false;

const size = () => (narrow.matches ? 8 : 10);
const pages = () => Math.max(1, Math.ceil(frame.rows.length / size()));
/* The last page is full too: it begins early enough. */
const from = () => Math.max(0, Math.min(page * size(), frame.rows.length - size()));
const still = () => calm.matches || root.dataset.motion === 'off';

/** @param {import('./frame.js').Frame} next */
function show(next) {
	frame = next;
	if (travelling) waiting = true;
	else draw(still());
}

/** @param {boolean} quiet rows appear where they belong instead of travelling */
function draw(quiet) {
	page = Math.min(page, pages() - 1);
	drawAround();
	const before = list.textContent;
	const ms = rows.draw(frame, from(), size(), quiet);
	if (quiet && before !== list.textContent) appear();
	if (!ms) return;
	travelling = true;
	setTimeout(() => {
		travelling = false;
		if (!waiting) return;
		waiting = false;
		draw(still());
	}, ms);
}

function appear() {
	list.classList.remove('appear');
	void list.offsetWidth; // so that the animation begins again
	list.classList.add('appear');
}

function drawAround() {
	drawState();
	drawFoot();
	const old = document.querySelector('.message');
	if (old) old.remove();
	if (frame.state === 'hidden') table.append(message('board.hidden', 'board.hidden.wait'));
	else if (!frame.rows.length) table.append(message('board.empty'));
}

function drawState() {
	const sure = sureness(frame);
	state.className = 'sure' + (sure ? ' state ' + sure.name : '');
	state.textContent = '';
	if (!sure) return;
	const words = el('span', 'words', el('span', '', t(sure.key)));
	if (second) {
		const other = el('span', 'other', second(sure.key));
		other.lang = info.second.lang;
		words.append(' ', other);
	}
	if (decided(frame)) {
		words.append(' ', el('span', 'leader', t('board.leader')));
		state.classList.add('leading');
	}
	state.append(shape('s-' + sure.name), words);
}

function drawFoot() {
	coverage.textContent = frame.coverage ? t('board.coverage', frame.coverage) : '';
	const time = frame.asOf ? clock(frame.asOf, info.timezone, true) : '';
	asOf.textContent = '';
	asOf.classList.toggle('lost', !inContact);
	if (!inContact) asOf.append(shape('s-lost'), t('board.lost', { time }));
	else if (time && frame.state !== 'hidden') asOf.append(t('board.asof', { time }));
	range.textContent = pages() > 1 ? from() + 1 + '–' + (from() + size()) + ' / ' + frame.rows.length : '';
}

/** @param {...string} keys one sentence each, in the page's language; the first in the second one too */
function message(...keys) {
	const e = el('div', 'message', ...keys.map((key) => el('p', '', t(key))));
	if (second) {
		const other = el('p', 'other', second(keys[0]));
		other.lang = info.second.lang;
		e.append(other);
	}
	return e;
}

/* The title steps down until it stands in one line; then the second language makes room. */
function fitTitle() {
	for (const step of ['fit46', 'fit40', 'fit36', 'lines36', 'lines30']) {
		heading.className = 'title ' + step;
		if (heading.scrollWidth <= heading.clientWidth + 1 && heading.scrollHeight <= heading.clientHeight + 1) return;
	}
}

function resize() {
	fitTitle();
	rows.refit();
	if (!travelling) draw(true);
}

setInterval(() => {
	if (travelling || pages() < 2) return;
	page = (page + 1) % pages();
	draw(true);
	appear();
}, pageFor);

draw(true);
resize();
window.addEventListener('resize', resize);
if (document.fonts) document.fonts.ready.then(resize);
follow(frame, show, (heard) => {
	inContact = heard;
	drawFoot();
}, 'board');
