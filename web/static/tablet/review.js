// @ts-check
// A sheet to read: after submit, when closed, and two versions beside each
// other when they clash. Nothing here changes by a touch on a mark.

import { html } from '../vendor/html.js';
import { clock, number } from '../lib/format.js';
import { say, t } from '../lib/i18n.js';
import { gistOf } from './gist.js';
import { bandOf, isBlank, isUnsure, markOf, penaltiesFor, total } from './sheet.js';

/** @param {{row: any, body: any}} props */
export function Review({ row, body }) {
	const { rubric, entry } = row;
	const said = ['good', 'think', 'private'].filter((part) => body.comment[part] !== '');
	const declined = row.mode === 'declined' && html`<p class="notice"><b>${reasonOf(row.head)}</b><br />${t('tablet.decline.hint')}</p>`;
	if (declined && isBlank(body)) return declined;
	return html`${declined}
		<table class="review"><caption class="aside-text">${t('tablet.review')}</caption><tbody>
		${rubric.criteria.map((/** @type {any} */ c) => {
		const mark = markOf(body, c.id);
		const band = bandOf(c, mark);
		return html`<tr key=${c.id}><th scope="row">${say(c.title)}
			${isUnsure(body, c.id) && html`<span class="hint">${t('tablet.unsure.flag')}</span>`}
			${body.notes[c.id] && html`<span class="hint">${body.notes[c.id]}</span>`}</th>
			<td class="review-band">${band < 0 ? '' : say(c.bands[band].label)}</td>
			<td class="review-mark num"><b>${mark === null ? '–' : number(mark)}</b><small>/ ${number(c.max)}</small></td></tr>`;
	})}
		${penaltiesFor(rubric, entry.members).map((p) => html`<tr key=${p.id}><th scope="row">${say(p.title)}</th>
			<td class="review-band num">${t('tablet.penalty', { per: number(p.per) })}</td><td class="review-mark num"><b>${body.counts[p.id] === undefined ? 0 : body.counts[p.id]}</b></td></tr>`)}
		</tbody></table>
		${said.length > 0 && html`<dl class="said">${said.map((part) => html`<div key=${part}><dt>${t('tablet.comment.' + part)}</dt><dd>${body.comment[part]}</dd></div>`)}</dl>`}`;
}

/** @param {any} op */
function reasonOf(op) {
	const known = op.reason === 'absent' || op.reason === 'conflict';
	return t('tablet.state.declined') + ': ' + (known ? t('tablet.decline.' + op.reason) : op.reason);
}

/**
 * Versions of the sheet beside each other; one is taken and covers all. Where
 * they are equal the line is quiet, where they differ it is marked.
 * @param {{row: any, model: any, done: () => void}} props
 */
export function Compare({ row, model, done }) {
	const dev = model.device.dev;
	const seen = row.mode === 'conflict' ? row.sheet.leaves : row.unseen;
	/** @type {any[]} */
	const versions = row.mode === 'conflict' ? seen : [null].concat(seen);
	const bodyOf = (/** @type {any} */ v) => (v ? v.body : row.body);
	const take = async (/** @type {any} */ v) => {
		await model.choose(row.id, v, seen);
		done();
	};
	const name = (/** @type {any} */ v) => t(!v || v.dev === dev ? 'tablet.compare.here' : 'tablet.compare.there');
	const when = (/** @type {any} */ v) => (v ? t('tablet.compare.' + v.kind) + ' · ' + clock(v.receivedAt, model.hello.event.timezone, true) : t('tablet.place.saved'));
	return html`<p class="compare-why">${t('tablet.compare')}</p>
		<table class="review compare"><thead><tr><td></td>${versions.map((v, i) => html`<th key=${i} scope="col">${name(v)}<span class="hint num">${when(v)}</span></th>`)}</tr></thead><tbody>
		${row.rubric.criteria.map((/** @type {any} */ c) => {
		const marks = versions.map((v) => markOf(bodyOf(v), c.id));
		const differ = marks.some((m) => m !== marks[0]);
		return html`<tr key=${c.id} class=${differ ? 'differ' : ''}><th scope="row">${say(c.title)}</th>
			${marks.map((m, i) => html`<td key=${i} class="num"><b>${m === null ? '–' : number(m)}</b></td>`)}</tr>`;
	})}
		<tr><th scope="row">${t('tablet.total')}</th>${versions.map((v, i) => html`<td key=${i} class="num"><b>${row.rubric.kind ? gistOf(row.rubric, bodyOf(v)) : number(total(row.rubric, bodyOf(v), row.entry.members).total)}</b></td>`)}</tr>
		<tr><td></td>${versions.map((v, i) => html`<td key=${i}><button type="button" class="button" disabled=${row.readOnly} onClick=${() => take(v)}>${t('tablet.compare.take')}</button></td>`)}</tr>
		</tbody></table>`;
}
