// @ts-check
// The side panel: one sheet in words, its story, and what may be done with it.

import { html } from '../../vendor/html.js';
import { useEffect, useLayoutEffect, useRef, useState } from '../../vendor/hooks.js';
import { t } from '../../lib/i18n.js';
import { Shape } from '../../tablet/parts.js';
import { get, post } from './api.js';
import { Ask } from './ask.js';
import { version } from './needs.js';
import { about, proposed, reasonText, timeOf } from './words.js';

/** @param {{spot: any, picture: import('./picture.js').Picture, close: () => void, done: () => void}} props */
export function Panel({ spot, picture, close, done }) {
	const box = useRef(/** @type {HTMLElement | null} */ (null));
	const back = useRef(/** @type {HTMLElement | null} */ (document.activeElement));
	// What had the focus may be gone once an act is done.
	const hold = () => {
		if (box.current && !box.current.contains(document.activeElement)) box.current.focus();
	};
	useLayoutEffect(() => {
		hold();
		return () => {
			if (back.current && document.contains(back.current)) back.current.focus();
		};
	}, []);
	/** @param {KeyboardEvent} e */
	function key(e) {
		if (e.key === 'Escape') close();
		if (e.key !== 'Tab' || !box.current) return;
		const stops = Array.from(box.current.querySelectorAll('a[href], button, summary, textarea'))
			.filter((x) => x.getClientRects().length > 0);
		const edge = e.shiftKey ? stops[0] : stops[stops.length - 1];
		if (document.activeElement !== edge && !(e.shiftKey && document.activeElement === box.current)) return;
		e.preventDefault();
		/** @type {HTMLElement} */ (e.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
	}
	return html`<div class="veil" onClick=${(/** @type {Event} */ e) => e.target === e.currentTarget && close()}>
		<div class="side" role="dialog" aria-modal="true" aria-labelledby="side-title" tabindex="-1" ref=${box} onKeyDown=${key}>
			<button type="button" class="button small close" onClick=${close}><${Shape} name="i-close" /><span class="aside-text">${t('desk.day.close')}</span></button>
			${spot.need ? html`<${Approve} need=${spot.need} picture=${picture} close=${close} done=${done} />`
				: html`<${Sheet} spot=${spot} picture=${picture} done=${done} hold=${hold} />`}
		</div>
	</div>`;
}

/** @param {{need: any, picture: import('./picture.js').Picture, close: () => void, done: () => void}} props */
function Approve({ need, picture, close, done }) {
	const stage = picture.answer.stages.find((st) => st.id === need.stage);
	const step = proposed(need, stage);
	return html`<h2 id="side-title">${t('desk.day.need.approval')}</h2>
		<p><b>${step}</b></p>
		<p>${t('approval.' + need.why)}${need.reason && ': «' + need.reason + '»'}</p>
		<p>${need.by && t('desk.day.proposed', { name: need.by })} ${timeOf(need.since)}</p>
		<${Ask} label=${t('desk.day.approve.this', { step })} primary act=${() => post('/approvals/' + need.approval, {})}
			done=${() => { done(); close(); }} />`;
}

/** @param {{spot: any, picture: import('./picture.js').Picture, done: () => void, hold: () => void}} props */
function Sheet({ spot, picture, done, hold }) {
	const [cell, setCell] = useState(/** @type {any} */ (null));
	const [missing, setMissing] = useState('');
	const load = () => get('/contests/' + about.contest + '/monitor/cell?stage=' + spot.stage + '&entry=' + spot.entry + '&judge=' + spot.judge + '&attempt=' + spot.attempt)
		.then((c) => { setCell(c); setMissing(''); }, (e) => setMissing(e.message));
	useEffect(() => { load(); }, [picture.answer]);
	useLayoutEffect(hold, [cell]);
	if (!cell) return html`<h2 id="side-title">${t('desk.day.sheet')}</h2><p role="status">${missing || t('desk.day.loading')}</p>`;
	const after = () => { load(); done(); };
	const names = { code: cell.code, judge: cell.by };
	return html`<h2 id="side-title">${cell.code} · ${cell.by}</h2>
		<p>${cell.name}</p>
		${missing && html`<p class="error" role="status">${missing}</p>`}
		<p class="now"><${Shape} name=${shapeOf(cell)} /><b>${t('desk.day.state.' + cell.state)}</b> ${cell.since && t('desk.day.since', { time: timeOf(cell.since) })}</p>
		${cell.flags.length > 0 && html`<ul class="flags">${cell.flags.map((/** @type {string} */ f) => html`<li key=${f}>${t('desk.day.flag.' + f)}</li>`)}</ul>`}
		${cell.reason && html`<p>«${reasonText(cell.reason)}»</p>`}
		<p class="hint">${t(cell.counts && cell.state !== 'excluded' ? 'desk.day.counts' : 'desk.day.counts.not')}${cell.tablet && ' · ' + cell.tablet}</p>
		${cell.versions.length > 1 && html`<h3>${t('desk.day.need.conflict')}</h3>
			<ul class="versions">${cell.versions.map((/** @type {any} */ v) => html`<li key=${v.op}>${version(v)}</li>`)}</ul><p>${t('desk.day.conflict.who')}</p>`}
		${cell.aside.map((/** @type {any} */ v) => html`<section key=${v.op} class="aside"><h3>${t('desk.day.need.' + v.status)}</h3><p>${version(v)}</p>
			${about.run && v.accept && html`<${Ask} label=${t('desk.day.accept.this', names)} reason open=${spot.focus === 'aside'}
				act=${(/** @type {string} */ reason) => post('/ops/' + v.op + '/accept', { reason })} done=${after} />`}
			${!v.accept && html`<p class="hint">${t('desk.day.accept.not')}</p>`}</section>`)}
		${about.run && cell.return && html`<${Ask} title=${t('desk.day.return')} hint=${t('desk.day.return.hint')} label=${t('desk.day.return.this', names)} reason required open=${spot.focus === 'return'}
			act=${(/** @type {string} */ reason) => post('/sheets/' + cell.sheet + '/return', { reason })} done=${after} />`}
		<h3>${t('desk.day.story')}</h3>
		${cell.story.length === 0 ? html`<p class="hint">${t('desk.day.story.none')}</p>` : html`<ol class="story">${cell.story.map(told)}</ol>`}
		${about.run && cell.exclude && (cell.state === 'excluded'
			? html`<${Ask} label=${t('desk.day.include.this', names)} act=${() => post('/sheets/' + cell.sheet + '/exclude', {})} done=${after} />`
			: html`<${Ask} danger title=${t('desk.day.exclude')} hint=${t('desk.day.exclude.hint')} label=${t('desk.day.exclude.this', names)} reason required open=${spot.focus === 'exclude'}
				act=${(/** @type {string} */ reason) => post('/sheets/' + cell.sheet + '/exclude', { reason })} done=${after} />`)}`;
}

/** @type {Object<string, string>} */
const shapes = { empty: 's-empty', draft: 's-draft', submitted: 's-received', returned: 's-returned', declined: 'i-close', excluded: 's-excluded' };

/** @param {any} cell */
const shapeOf = (cell) => (cell.flags.indexOf('conflict') >= 0 ? 's-conflict' : shapes[cell.state]);

/** One line of the story. @param {any} x @param {number} i */
function told(x, i) {
	return html`<li key=${i}><span class="num">${timeOf(x.at)}${x.to && '–' + timeOf(x.to)}</span>
		<span>${t('desk.day.story.' + x.what)}${x.status && ' (' + t('desk.day.flag.' + x.status) + ')'}${x.reason && ': «' + reasonText(x.reason) + '»'}
		<small>${[x.tablet, x.by].filter(Boolean).join(' · ')}</small></span></li>`;
}
