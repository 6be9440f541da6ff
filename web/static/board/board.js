// @ts-check
// The projector: one picture at a time. What comes while rows travel waits and
// merges into the next picture; what does not fit turns like pages.

import { t } from '../lib/i18n.js';
import { clock } from '../lib/format.js';
import { drawn, el, first, info, shape, title } from './page.js';
import { board } from './rows.js';
import { controls } from './controls.js';
import { pageAt, roomOf, withRuns } from './paging.js';
import { scene } from './scene.js';
import { strip } from './strip.js';
import { drawState, fitTitle, message, second } from './sure.js';
import { onExpired } from './ticking.js';
import { follow } from './live.js';

const pageFor = 20000; // ms a page stands
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
const head = strip(table);
const matches = scene(table);
let frame = first;
let page = 0;
let turns = 0;
let inContact = true;
let travelling = false;
let waiting = false;

const room = () => roomOf(innerWidth, innerHeight, narrow.matches);
const shown = () => pageAt(frame, page, room(), head.high(frame, narrow.matches));
const still = () => calm.matches || root.dataset.motion === 'off';

/** @param {import('./frame.js').Frame} next */
function show(next) {
	frame = next;
	if (travelling) waiting = true;
	else draw(still());
}

/** @param {boolean} quiet rows appear where they belong instead of travelling */
function draw(quiet) {
	const now = shown();
	page = now.at;
	table.classList.toggle('with-runs', withRuns(frame));
	table.classList.toggle('with-scene', Boolean(now.scene));
	table.style.setProperty('--row-high', 'calc(' + now.rowHigh + ' * var(--u))');
	table.style.setProperty('--strip', 'calc(' + head.high(frame, narrow.matches) + ' * var(--u))');
	matches.draw(now.scene, frame, room().high);
	head.draw(now.scene || !withRuns(frame) ? null : frame, now.frame, turns, narrow.matches);
	drawAround(now);
	const before = list.textContent;
	const ms = rows.draw(now.frame, now.from, now.size, quiet || Boolean(now.scene));
	if (quiet && !now.scene && before !== list.textContent) appear();
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
	for (const e of [list, matches.box]) {
		e.classList.remove('appear');
		void e.offsetWidth; // so that the animation begins again
		e.classList.add('appear');
	}
}

/** @param {import('./paging.js').Page} now */
function drawAround(now) {
	drawState(state, frame);
	drawFoot();
	range.textContent = [now.range, now.stages && t('board.runs.stages', now.stages)].filter(Boolean).join(' · ');
	const old = document.querySelector('.message');
	if (old) old.remove();
	const instead = message(frame);
	if (instead) table.append(instead);
}

function drawFoot() {
	coverage.textContent = frame.coverage ? t('board.coverage', frame.coverage) : '';
	const time = frame.asOf ? clock(frame.asOf, info.timezone, true) : '';
	asOf.textContent = '';
	asOf.classList.toggle('lost', !inContact);
	if (!inContact) asOf.append(shape('s-lost'), t('board.lost', { time }));
	else if (time && frame.state !== 'hidden') asOf.append(t('board.asof', { time }));
}

function resize() {
	fitTitle(heading);
	if (!travelling) draw(true);
	rows.refit();
}

setInterval(() => {
	const { pages } = shown();
	if (travelling || pages < 2 && !head.turns()) return;
	turns++;
	page = (page + 1) % pages;
	draw(true);
	if (pages > 1) appear();
}, pageFor);

draw(true);
resize();
onExpired(() => { if (!travelling) draw(true); });
window.addEventListener('resize', resize);
if (document.fonts) document.fonts.ready.then(resize);
follow(frame, show, (heard) => {
	inContact = heard;
	drawFoot();
}, 'board');
