// @ts-check
// What waits for a person: one card per matter, newest last, two acts at most.

import { html } from '../../vendor/html.js';
import { say, t } from '../../lib/i18n.js';
import { Shape } from '../../tablet/parts.js';
import { about, proposed, reasonText, timeOf } from './words.js';

/** @typedef {import('./picture.js').Need} Need */

/** @type {Object<string, string>} */
const shape = {
	conflict: 's-conflict', late: 's-held', stale: 's-held', quarantined: 's-held', invalid: 's-held',
	declined: 'i-close', approval: 's-held', unsent: 's-lost',
	'field-idle': 's-empty', 'field-tablet': 's-lost', 'team-absent': 's-excluded', unchecked: 's-returned',
};

/** @param {{answer: import('./picture.js').Answer, open: (spot: any) => void}} props */
export function Needs({ answer, open }) {
	return html`<section class="needs" id="needs" tabindex="-1" aria-labelledby="needs-title">
		<h2 id="needs-title">${t('desk.day.needs.title')}${answer.needs.length > 0 && html` <span class="num">${answer.needs.length}</span>`}</h2>
		${answer.needs.length === 0 && html`<p class="calm">${t('desk.day.needs.calm')}</p>`}
		<ol>${answer.needs.map((n) => html`<li key=${n.kind + (n.op || n.sheet || n.approval || n.entry || n.judge) + (n.field || '')}><${Card} n=${n} answer=${answer} open=${open} /></li>`)}</ol>
		<p class="aside-text" role="status">${t('desk.day.needs', { count: answer.needs.length })}</p>
	</section>`;
}

/** @param {{n: Need, answer: import('./picture.js').Answer, open: (spot: any) => void}} props */
function Card({ n, answer, open }) {
	const stage = answer.stages.find((st) => st.id === n.stage);
	const where = answer.stages.length > 1 && stage ? say(stage.title) : '';
	return html`<article class="matter">
		<h3><${Shape} name=${shape[n.kind]} />${t('desk.day.need.' + n.kind, { count: n.unsent || 0 })}</h3>
		<p>${who(n, stage)}</p>
		${(n.versions || []).length > 1 && html`<ul>${(n.versions || []).map((v) => html`<li key=${v.op}>${version(v)}</li>`)}</ul>`}
		<p class="hint">${[where, (n.versions || []).length === 1 ? version((n.versions || [])[0]) : t('desk.day.since', { time: timeOf(n.since) })].filter(Boolean).join(' · ')}</p>
		<p class="acts">${acts(n, open)}</p>
	</article>`;
}

/** @param {import('./picture.js').Version} v */
export function version(v) {
	return t('desk.day.version', { what: t('desk.day.story.' + v.kind), tablet: v.tablet || t('desk.day.tablet'), time: timeOf(v.at) });
}

/** @param {Need} n @param {any} stage */
function who(n, stage) {
	if (n.kind === 'approval') {
		return html`${proposed(n, stage)}. ${t('approval.' + n.why)}${n.reason && ': «' + n.reason + '»'} ${n.by && t('desk.day.proposed', { name: n.by })}`;
	}
	if (n.kind === 'unsent') return (n.tablet || t('desk.day.tablet')) + ' · ' + n.by;
	if (n.kind === 'field-tablet') return html`<b>${n.field}</b> · ${n.by}`;
	if (n.kind === 'field-idle') return html`<b>${n.field}</b>${n.field && ' · '}<b>${n.code}</b> ${n.name}`;
	if (n.kind === 'team-absent') return html`<b>${n.code}</b> ${n.name}${n.field && ' · ' + n.field}`;
	if (n.kind === 'unchecked') return html`<b>${n.code}</b> ${n.name} · ${t(n.why === 'failed' ? 'desk.day.unchecked.failed' : 'desk.day.unchecked.none')}`;
	return html`<b>${n.code}</b> ${n.name} · ${n.by}${n.kind === 'declined' && n.reason && html`<br />«${reasonText(n.reason)}»`}
		${n.kind === 'conflict' && html`<br />${t('desk.day.conflict.who')}`}`;
}

/** @param {Need} n @param {(spot: any) => void} open */
function acts(n, open) {
	const links = about.links;
	const look = (/** @type {string} */ key, /** @type {string} */ focus) => html`<button type="button" class="button small"
		onClick=${() => open(Object.assign(spotOf(n), { focus }))}>${t(key)}</button>`;
	switch (n.kind) {
	case 'approval':
		return html`${n.may && html`<button type="button" class="button small" onClick=${() => open({ key: n.approval, need: n })}>${t('desk.day.approve')}</button>`}
			${n.act === 'leave' ? links.jury && html`<a href=${links.jury}>${t('desk.day.to.jury')}</a>` : links.stages && html`<a href=${links.stages}>${t('desk.day.to.stages')}</a>`}`;
	case 'unsent':
		return links.devices && html`<a href=${links.devices}>${t('desk.day.to.devices')}</a>`;
	case 'field-idle': case 'team-absent': case 'unchecked':
		return links.fields && html`<a href=${links.fields + '?stage=' + n.stage}>${t('desk.day.to.fields')}</a>`;
	case 'field-tablet':
		return html`${links.fields && html`<a href=${links.fields + '?stage=' + n.stage}>${t('desk.day.to.fields')}</a>`} ${links.devices && html`<a href=${links.devices}>${t('desk.day.to.devices')}</a>`}`;
	case 'declined':
		return html`${look(about.run ? 'desk.day.exclude' : 'desk.day.open', 'exclude')} ${links.jury && html`<a href=${links.jury}>${t('desk.day.to.jury')}</a>`}`;
	case 'conflict':
		return html`${look('desk.day.open', '')} ${links.devices && html`<a href=${links.devices}>${t('desk.day.to.devices')}</a>`}`;
	}
	return look(about.run && n.kind !== 'invalid' ? 'desk.day.accept' : 'desk.day.open', 'aside');
}

/** @param {Need} n */
const spotOf = (n) => ({ key: n.sheet, stage: n.stage, entry: n.entry, judge: n.judge, attempt: n.attempt || 1 });
