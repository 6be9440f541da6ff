// @ts-check
// One attempt of a robot: the watch, the tasks, what happened.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { compare, decimal, parse } from '../lib/decimal.js';
import { number } from '../lib/format.js';
import { say, t } from '../lib/i18n.js';
import { Clockface, doubtOf } from './clockface.js';
import { duration } from './gist.js';
import { Keypad } from './keypad.js';
import { Shape } from './parts.js';
import { gapsOf, mean, roomFor, withModifier, withTask, withTime, withZeros } from './run.js';
import { Measured } from './measured.js';
import { forget, lap, measuredOf, start, stop, trust, watchOf } from './stopwatch.js';
import { Cell, Task } from './tasks.js';

/** @param {{row: any, body: any, still: boolean, model: any, edit: (change: (body: any) => any) => Promise<boolean>}} props */
export function Attempt({ row, body, still, model, edit }) {
	const [pad, setPad] = useState(/** @type {any} */ (null));
	const form = row.rubric.run;
	const { id } = row;
	const close = () => setPad(null);
	const untouched = form.tasks.filter((/** @type {any} */ x) => x.counter && body.tasks[x.id] === null).length;
	const missing = gapsOf(form, body).map((g) => g.id);
	const begin = (/** @type {number} */ at) => {
		if (body.times.length > 0 && body.times[0] !== null) edit((b) => ({ ...withTime(b, 0, null), laps: [] }));
		start(id, at, form.time ? form.time.decimals : null);
		model.stamp(id);
	};
	const end = (/** @type {number} */ at) => {
		if (!watchOf(id)) return;
		stop(id, at);
		take();
	};
	const measured = form.time && !watchOf(id) ? measuredOf(id) : null;
	const found = measured && fitted(row.rubric, measured.time) !== body.times[0] ? measured : null;
	const take = async () => {
		const { time, laps } = (form.time && measuredOf(id)) || { time: null, laps: [] };
		const written = edit((b) => ({ ...withTime(b, 0, time === null ? null : fitted(row.rubric, time)), laps, clock: '' }));
		model.leaveSheet(id);
		if (await written) forget(id);
	};
	const tell = (/** @type {string} */ task) => (/** @type {any} */ value) => edit((b) => withTask(form, b, task, value));
	return html`${(form.time || form.seconds) && html`<section class=${'criterion timing' + (missing.indexOf('time') >= 0 ? ' gap' : '')} id="c-time" aria-label=${t('tablet.run.time')}>
			<${Clockface} id=${id} limit=${form.seconds || 0} still=${still}
				taken=${form.time ? body.times[0] : null} doubt=${found ? '' : doubtOf(id, body)} begin=${begin} end=${end}
				lap=${form.time ? (/** @type {number} */ at) => { lap(id, at); model.stamp(id); } : undefined} />
			${found && html`<${Measured} id=${id} found=${found} still=${still} take=${take} />`}
			${form.time && html`<${Timers} form=${form} body=${body} still=${still} ask=${(/** @type {number} */ i) => setPad({ timer: i })} />`}
		</section>`}
		${form.tasks.map((/** @type {any} */ task, /** @type {number} */ i) => html`<${Task} key=${task.id} form=${form} task=${task} at=${i} body=${body} still=${still}
			set=${tell(task.id)} type=${() => setPad({ task })} />`)}
		${untouched > 0 && html`<button type="button" class="button wide zeros" disabled=${still} onClick=${() => edit((b) => withZeros(form, b))}>${t('tablet.run.zeros', { count: untouched })}</button>`}
		${form.modifiers.length > 0 && html`<section class="criterion"><div class="cells">${form.modifiers.map((/** @type {any} */ m) => html`<${Cell} key=${m.id} on=${body.modifiers.indexOf(m.id) >= 0}
			still=${still} title=${say(m.title)} notes=${[t('tablet.run.halve'), t(body.modifiers.indexOf(m.id) >= 0 ? 'tablet.run.halve.on' : 'tablet.run.halve.off')]} act=${() => edit((b) => withModifier(b, m.id))} />`)}</div></section>`}
		${form.outcomes.length > 1 && html`<section class=${'criterion' + (missing.indexOf('outcome') >= 0 ? ' gap' : '')} id="c-outcome" role="group" aria-labelledby="t-outcome">
			<span class="criterion-head"><span class="criterion-title"><b id="t-outcome">${t('tablet.run.outcome')}</b></span></span>
			<div class="cells">${form.outcomes.map((/** @type {any} */ o) => html`<${Cell} key=${o.id} on=${body.outcome === o.id} still=${still} title=${say(o.title)}
				notes=${rulesFor(row.rubric, o.id)} act=${() => edit((b) => ({ ...b, outcome: o.id }))} />`)}</div></section>`}
		<${Rules} form=${row.rubric} />
		${pad && pad.task && html`<${Keypad} title=${say(pad.task.title)} hint=${t('tablet.count.each', { each: number(pad.task.counter.each), max: pad.task.counter.max })} decimals=${0} close=${close}
			wrong=${(/** @type {string} */ x) => (Number(x) > roomFor(form, pad.task, body) ? t('tablet.count.over', { n: x, max: roomFor(form, pad.task, body) }) : '')}
			give=${(/** @type {string} */ x) => { close(); tell(pad.task.id)(Number(x)); }} />`}
		${pad && pad.timer !== undefined && html`<${Keypad} title=${t('tablet.timer.n', { n: pad.timer + 1 })} hint=${t('tablet.timer.hint')} decimals=${form.time.decimals} close=${close}
			wrong=${(/** @type {string} */ x) => (isOver(form, x) ? t('tablet.timer.over', { limit: number(String(form.seconds)) }) : '')}
			give=${(/** @type {string} */ x) => { close(); if (pad.timer === 0) { trust(id); forget(id); } edit((b) => ({ ...withTime(b, pad.timer, x), clock: watchOf(id) ? b.clock : '' })); }} />`}`;
}

/** @param {import('../lib/types.js').RunForm} form @param {string} time */
function isOver(form, time) {
	return form.seconds !== undefined && compare(parse(time), parse(String(form.seconds))) > 0;
}

/**
 * A watch stopped beyond the limit: a run for points took all its seconds, one
 * for time has no time that counts.
 * @param {import('../lib/types.js').Rubric} rubric @param {string} time
 */
function fitted(rubric, time) {
	const form = /** @type {import('../lib/types.js').RunForm} */ (rubric.run);
	if (!isOver(form, time)) return time;
	return rubric.kind === 'time' ? null : String(form.seconds);
}

/** Rules that lead to an outcome. @param {import('../lib/types.js').Rubric} form @param {string} outcome */
function rulesFor(form, outcome) {
	return (form.rules || []).filter((r) => r.outcome === outcome).map((r) => say(r.title));
}

/** Rules without an outcome, to be read. @param {{form: import('../lib/types.js').Rubric}} props */
function Rules({ form }) {
	const list = (form.rules || []).filter((r) => !r.outcome);
	return list.length > 0 && html`<section class="rules"><h2>${t('tablet.rules')}</h2><ul>${list.map((r) => html`<li key=${r.id}>${say(r.title)}</li>`)}</ul></section>`;
}

/** Each timer's seconds, by hand too, and their mean. @param {{form: import('../lib/types.js').RunForm, body: any, still: boolean, ask: (timer: number) => void}} props */
function Timers({ form, body, still, ask }) {
	const all = mean(body.times);
	return html`<div class="timers">${body.times.map((/** @type {string | null} */ x, /** @type {number} */ i) => html`<button key=${i} type="button" class="button timer" disabled=${still} onClick=${() => ask(i)}>
			<span>${t('tablet.timer.n', { n: i + 1 })}</span><b class="num">${x === null ? '–' : duration(x)}</b></button>`)}
		${body.times.length > 1 && html`<p class="timer-mean"><span>${t('tablet.timer.mean')}</span><b class="num">${all ? duration(decimal(all)) : '–'}</b></p>`}
		${body.laps.length > 0 && html`<p class="laps num"><${Shape} name="i-arrow" />${t('tablet.watch.laps')}: ${body.laps.map((/** @type {string} */ x) => duration(x)).join(' · ')}</p>`}
		</div>`;
}
