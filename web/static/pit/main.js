// @ts-check
// The call-up screen: for each field who runs now, who is next, who comes after,
// and when robots are handed in. It keeps its last picture without contact, and
// says how old that is.

import { html, render } from '../vendor/html.js';
import { say, t } from '../lib/i18n.js';
import { clock } from '../lib/format.js';
import { heardClock, serverNow } from '../lib/server-clock.js';
import { coming, lanes, quarantine } from './model.js';
import { fitted } from './fit.js';
import { poll } from './poll.js';
import { roundName } from '../board/matches.js';

/** @typedef {import('./model.js').Call} Call */
/** @typedef {import('./model.js').Lane} Lane */
/** @typedef {import('./poll.js').Contact} Contact */

/** @param {string} id */
const inside = (id) => JSON.parse((document.getElementById(id) || { textContent: 'null' }).textContent || 'null');
const info = inside('info');
const root = /** @type {HTMLElement} */ (document.getElementById('pit'));

const pageFor = 20000; // ms that a picture stands where the lanes take turns
let page = 0;

const day = new Intl.DateTimeFormat('en-GB', { timeZone: info.timezone || 'Asia/Dushanbe', day: '2-digit', month: '2-digit' });

/** 10:28, or 02.06 10:28 when that is another day. @param {string | number | undefined} at */
function time(at) {
	if (!at) return '';
	const ms = typeof at === 'number' ? at : Date.parse(at);
	const on = day.format(ms);
	return (on === day.format(serverNow()) ? '' : on.replace('/', '.') + ' ') + clock(new Date(ms).toISOString(), info.timezone);
}

/** @param {{contact: Contact, onPage: number}} props onPage: lanes on one picture; more take turns */
function Pit({ contact, onPage }) {
	const all = lanes(contact.queue);
	const pages = Math.max(1, Math.ceil(all.length / onPage));
	const from = (page % pages) * onPage;
	return html`<header class="head">
			<h1>${say(info.title)}</h1>
			<p class="clock num">${time(serverNow())}</p>
		</header>
		${contact.closed || all.length === 0
			? html`<p class="nothing" role="status">${t(contact.closed ? 'pit.closed' : 'pit.empty')}</p>`
			: html`<div class=${'lanes many' + Math.min(onPage, all.length)}>
				<p class="names" aria-hidden="true"><span></span><span>${t('pit.now')}</span><span>${t('pit.next')}</span><span>${t('pit.after')}</span></p>
				${all.map((lane, i) => html`<${LaneRow} key=${lane.key} lane=${lane} titled=${contact.queue && contact.queue.stages.length > 1} away=${i < from || i >= from + onPage} />`)}
			</div>`}
		<footer class="foot"><${Rounds} contact=${contact} />
			${pages > 1 && html`<p class="page num">${(page % pages) + 1} / ${pages}</p>`}
			<p class=${contact.lost ? 'age lost' : 'age'} role="status">${contact.lost ? t('pit.lost', { time: time(contact.at) }) : ''}</p></footer>`;
}

/** @param {{lane: Lane, titled: boolean, away: boolean}} props */
function LaneRow({ lane, titled, away }) {
	return html`<section class=${away ? 'lane away' : 'lane'}>
		<h2>${lane.field.field || t('pit.field')}${titled && html`<small>${say(lane.stage.title)}</small>`}</h2>
		<${Place} call=${lane.now} lane=${lane} name="now" />
		<${Place} call=${lane.next} lane=${lane} name="next" />
		<${Place} call=${lane.after} lane=${lane} name="after" />
		${lane.rest.length > 0 && html`<ol class="rest">${lane.rest.map((c, i) => html`<li key=${i}><span class="num">${time(c.at)}</span> <b>${title(c)}</b> <span class="nth">${nth(c, lane)}</span></li>`)}</ol>`}
	</section>`;
}

/** @param {{call: Call | null, lane: Lane, name: string}} props */
function Place({ call, lane, name }) {
	return html`<div class=${'place ' + name}>
		<p class="when">${t('pit.' + name)}</p>
		${call ? html`<p class=${sized(title(call))}>${title(call)}</p>
			<p class="nth">${nth(call, lane)}${!call.against && call.school && html`<span class="school">${nth(call, lane) && ' · '}${call.school}</span>`}</p>
			${name !== 'now' && call.at && html`<p class="at num">${time(call.at)}</p>`}`
		: html`<p class="team none">${name === 'now' && lane.next ? t('pit.free') : '–'}</p>`}
	</div>`;
}

/** A robot by what the public may read of it. @param {import('./model.js').Team} c */
const teamOf = (c) => [c.code, c.name].filter(Boolean).join(' ') || t('pit.unnamed');

/** @param {Call} c */
const title = (c) => teamOf(c) + (c.against ? ' – ' + teamOf(c.against) : '');

/** The class of a name. @param {string} text */
function sized(text) {
	if (text.length <= 26) return 'team';
	return text.split(' ').some((word) => word.length > 14) ? 'team long wordy' : 'team long';
}

/** Which attempt or match. @param {Call} c @param {Lane} lane */
function nth(c, lane) {
	if (c.extra) return t('pit.extra');
	if (c.repeats) return t('pit.again', { n: c.repeats });
	if (c.meeting) {
		const { key, args } = roundName(c.meeting, /** @type {any} */ (lane.stage));
		return [c.meeting.group && t('board.match.group', { name: c.meeting.group }), t(key, args)].filter(Boolean).join(' · ');
	}
	if (!lane.stage.attempts || lane.stage.attempts === 1) return '';
	return t('pit.attempt', { n: c.attempt, of: lane.stage.attempts });
}

/** The next rounds, and when their robots are handed in. @param {{contact: Contact}} props */
function Rounds({ contact }) {
	const next = coming(contact.queue, serverNow()).slice(0, 2);
	return html`<ul class="rounds">${next.map(({ stage, round }) => html`<li key=${stage.stage + (round.attempt || 'p') + round.starts}>
		<b>${round.attempt ? t('pit.round', { n: round.attempt }) : t('pit.practice')}</b> <span class="num">${time(round.starts)}</span>
		${quarantine(round) > 0 && html` <span class="in">${t('pit.hand-in', { time: time(quarantine(round)) })}</span>`}</li>`)}</ul>`;
}

heardClock(info.now);
/** @type {Contact} */
let contact = { queue: inside('queue'), closed: !inside('queue'), at: Date.parse(info.now), lost: false };
const draw = () => fitted(root, (onPage) => render(html`<${Pit} contact=${contact} onPage=${onPage} />`, root));
root.textContent = '';
draw();
poll(info.contest, contact, (told) => {
	contact = told;
	draw();
});
window.addEventListener('resize', draw);
if (document.fonts) document.fonts.ready.then(draw);
setInterval(() => {
	page++;
	draw();
}, pageFor);
