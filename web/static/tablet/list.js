// @ts-check
// The judge's own list: rows of 72 px, and the next one to judge is the only
// filled button.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { number } from '../lib/format.js';
import { say, t } from '../lib/i18n.js';
import { turnOf } from './gist.js';
import { Queue } from './queue.js';
import { Languages, Looks, Panel, Shape, Strip, useTitle } from './parts.js';
import { noticeOf, stateOf, summaryOf } from './words.js';

/** @param {{model: any, changed: () => void, go: (to: string) => void}} props */
export function List({ model, changed, go }) {
	const [menu, setMenu] = useState(false);
	useTitle(t('tablet.back'));
	const rows = model.rows();
	const next = nextOf(rows);
	const summary = summaryOf(model);
	/** @type {any[][]} */
	const groups = [];
	const queue = rows.filter((/** @type {any} */ r) => r.rubric.kind);
	for (const row of openFirst(rows.filter((/** @type {any} */ r) => !r.rubric.kind))) {
		const last = groups[groups.length - 1];
		if (last && last[0].stage.id === row.stage.id) last.push(row);
		else groups.push([row]);
	}
	return html`<div class="page">
		<header class="bar"><div class="bar-words"><h1>${model.device.judge.name}</h1>
			<p class=${'summary state ' + summary.shape} role="status"><${Shape} name=${'s-' + summary.shape} />${summary.text}</p></div>
			<button type="button" class="button menu" aria-haspopup="dialog" onClick=${() => setMenu(true)}>
				<${Shape} name="i-menu" /><span>${t('tablet.menu')}</span></button></header>
		<${Strip} notice=${noticeOf(model)} text=${say(model.hello.event.title)} model=${model} />
		<main class="list">
			${rows.length === 0 && html`<p class="nothing">${t('tablet.list.empty')}</p>`}
			${queue.length > 0 && html`<${Queue} rows=${queue} next=${next} model=${model} go=${go} />`}
			${groups.map((group) => html`<section key=${group[0].stage.id}>
				<h2>${say(group[0].stage.title)}<span class="hint">${[say(group[0].stage.contestTitle), group[0].stage.room].filter(Boolean).join(' · ')}</span></h2>
				<ul>${group.map((row) => html`<${Row} key=${row.id} row=${row} model=${model} next=${row === next} go=${go} />`)}</ul>
			</section>`)}
		</main>
		${menu && html`<${Panel} title=${t('tablet.menu')} close=${() => setMenu(false)}>
			<div class="setting"><span class="label">${t('tablet.language')}</span><${Languages} /></div>
			<${Looks} changed=${changed} referee=${queue.length > 0} judge=${queue.length < rows.length} />
			<button type="button" class="button danger" onClick=${() => model.signOut()}>${t('tablet.signout')}</button>
			<p class="hint">${t('tablet.signout.hint')}</p>
		</${Panel}>`}
	</div>`;
}

/** Sheets of open stages first, those of closed stages last; else in the judge's own order. @param {any[]} rows */
function openFirst(rows) {
	const part = (/** @type {(r: any) => boolean} */ test) => rows.filter(test);
	return part((r) => r.stage.state === 'open').concat(part((r) => r.stage.state === 'setup'),
		part((r) => r.stage.state !== 'open' && r.stage.state !== 'setup'));
}

/** The first sheet that waits for its judge: what was returned or clashes, what is begun, what is not. @param {any[]} rows */
export function nextOf(rows) {
	const open = rows.filter((r) => (r.mode === 'edit' || r.mode === 'conflict') && r.entry.state === 'active');
	return open.find((r) => r.mode === 'conflict' || r.sheet.state === 'returned') || open.find((r) => !r.blank) || open[0];
}

/** @param {{row: any, model: any, next: boolean, go: (to: string) => void}} props */
function Row({ row, model, next, go }) {
	const state = stateOf(row, model);
	const total = !row.blank ? html`<span class="row-total num">${number(row.total.total)}<small>/ ${number(row.total.max)}</small></span>` : html`<span class="row-total">${next && html`<${Shape} name="i-arrow" />`}</span>`;
	return html`<li><a class=${'row' + (next ? ' next' : '')} href=${'#/' + row.id}
		onClick=${(/** @type {Event} */ e) => { e.preventDefault(); go(row.id); }}>
		<span class="row-code num">${row.entry.code}</span>
		<span class="row-name"><b>${row.entry.name}</b><small>${[turnOf(row), row.entry.field, row.entry.school].filter(Boolean).join(' · ')}</small></span>
		<span class=${'row-state state ' + state.shape}><${Shape} name=${'s-' + state.shape} /><span>${state.word}<small>${state.more}</small></span></span>
		${total}</a></li>`;
}
