// @ts-check
// The tasks of a run: counters and choices, each told by a tap, zero too.

import { html } from '../vendor/html.js';
import { number } from '../lib/format.js';
import { say, t } from '../lib/i18n.js';
import { titlesOf } from './gist.js';
import { Shape } from './parts.js';
import { isOpen, roomFor } from './run.js';

/** @typedef {import('../lib/types.js').TaskForm} TaskForm */

/** @param {{form: import('../lib/types.js').RunForm, task: TaskForm, at: number, body: any, still: boolean, set: (value: number | string) => void, type: () => void}} props */
export function Task({ form, task, at, body, still, set, type }) {
	const value = body.tasks[task.id];
	const counts = task.counter;
	const closed = value !== null && Number(value) !== 0 && !isOpen(form, task, body);
	const groups = form.exclusive.filter((g) => g.tasks.indexOf(task.id) >= 0);
	const head = html`<span class="criterion-head"><span class="criterion-no num">${at + 1}</span>
		<span class="criterion-title"><b id=${'t-' + task.id}>${say(task.title)}</b>
			${counts && html`<span class="hint num">${t('tablet.count.each', { each: number(counts.each), max: counts.max })}</span>`}
			${groups.map((g, i) => html`<span key=${i} class="hint num">${t('tablet.task.shares', { max: g.max, names: titlesOf(form, g.tasks.filter((id) => id !== task.id)) })}</span>`)}
			${closed && html`<span class="hint wanted" role="status">${t('tablet.task.needs', { names: titlesOf(form, task.needs) })}</span>`}</span></span>`;
	return html`<section class=${'criterion task' + (counts ? ' counter' : '') + (value === null ? ' gap' : '')} id=${'c-' + task.id} role="group" aria-labelledby=${'t-' + task.id}>
		${head}
		${counts ? html`<${Counter} counts=${counts} value=${value} room=${roomFor(form, task, body)} still=${still} set=${set} type=${type} />`
		: html`<div class="cells" role="group" aria-labelledby=${'t-' + task.id}>${(task.choice || []).map((c) => html`<${Cell} key=${c.value} on=${value === c.value} still=${still}
			title=${say(c.label)} more=${number(c.value)} act=${() => set(c.value)} />`)}</div>`}
	</section>`;
}

/** @param {{counts: {each: string, max: number}, value: number | null, room: number, still: boolean, set: (n: number) => void, type: () => void}} props */
function Counter({ counts, value, room, still, set, type }) {
	const n = value === null ? 0 : value;
	const full = n >= room;
	// Where others took what was left, n of its own limit would say the contrary.
	const limit = n < counts.max ? t('tablet.count.shared', { n }) : t('tablet.count.full', { n, max: counts.max });
	return html`<span class="steps">
		<button type="button" class="key step" aria-label=${t('tablet.penalty.less')} disabled=${still || value === 0} onClick=${() => set(value === null ? 0 : n - 1)}><${Shape} name="i-minus" /></button>
		<button type="button" class="step-count num" disabled=${still} onClick=${type}><span class="aside-text">${t('tablet.count.type')}: </span>${value === null
		? html`<b class="none">–</b>` : html`<b>${n}</b>`}<small>${t('tablet.count.of', { max: counts.max })}</small></button>
		<button type="button" class=${'key step' + (full ? ' full' : '')} aria-label=${full ? limit : t('tablet.penalty.more')} aria-disabled=${full ? 'true' : undefined}
			disabled=${still} onClick=${() => full || set(n + 1)}>${full ? html`<small>${limit}</small>` : html`<${Shape} name="i-plus" />`}</button>
	</span>`;
}

/** One of a few answers, whole cell. @param {{on: boolean, still: boolean, title: string, more?: string, notes?: string[], act: () => void}} props */
export function Cell({ on, still, title, more, notes, act }) {
	return html`<button type="button" class=${'band cell' + (on ? ' chosen' : '')} aria-pressed=${on} disabled=${still} onClick=${act}>
		<span class="band-head"><b>${title}</b>${more && html`<b class="num">${more}</b>`}</span>
		${(notes || []).map((note, i) => html`<span key=${i} class="cell-note">${note}</span>`)}</button>`;
}
