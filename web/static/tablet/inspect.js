// @ts-check
// An inspection: each item passed or not; what is measured stands beside its
// limit, with the verdict in words.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { number } from '../lib/format.js';
import { say, t } from '../lib/i18n.js';
import { checkOf, keysOf, verdictOf } from './forms.js';
import { Keypad } from './keypad.js';
import { Shape } from './parts.js';
import { Cell } from './tasks.js';
import { withMark } from './sheet.js';

/** @typedef {import('../lib/types.js').ItemForm} ItemForm */

/** @param {{row: any, body: any, still: boolean, edit: (change: (body: any) => any) => void}} props */
export function Inspection({ row, body, still, edit }) {
	const [pad, setPad] = useState(/** @type {any} */ (null));
	const close = () => setPad(null);
	const items = /** @type {ItemForm[]} */ (row.rubric.items);
	return html`${items.map((item, at) => html`<section key=${item.id} class=${'criterion item' + (verdictOf(item, body) === '' ? ' gap' : '')} id=${'c-' + item.id} role="group" aria-labelledby=${'t-' + item.id}>
			<span class="criterion-head"><span class="criterion-no num">${at + 1}</span><span class="criterion-title"><b id=${'t-' + item.id}>${say(item.title)}</b>
				${item.max && html`<span class="hint num">${t('tablet.item.limit', { limit: limitOf(item) })}</span>`}</span>
				<${Verdict} verdict=${verdictOf(item, body)} /></span>
			<div class="cells">${item.max
		? keysOf(item).map((key, i) => html`<button key=${key} type="button" class="band cell" disabled=${still} onClick=${() => setPad({ item, key, i })}>
				<span class="band-head"><b>${keysOf(item).length > 1 ? t('tablet.item.side', { n: i + 1 }) : t('tablet.item.measured')}</b><b class="num measured">${measure(item, body.marks[key])}</b></span></button>`)
		: [['1', 'tablet.item.yes'], ['0', 'tablet.item.no']].map(([value, key]) => html`<${Cell} key=${value} on=${body.marks[item.id] === value} still=${still}
				title=${t(key)} act=${() => edit((b) => withMark(b, item.id, value))} />`)}</div>
		</section>`)}
		${pad && html`<${Keypad} title=${say(pad.item.title)} hint=${t('tablet.item.limit', { limit: limitOf(pad.item) })} decimals=${2} close=${close} wrong=${() => ''}
			give=${(/** @type {string} */ x) => { close(); edit((b) => withMark(b, pad.key, x)); }} />`}`;
}

/** @param {ItemForm} item @param {string | null | undefined} x */
function measure(item, x) {
	return x === null || x === undefined ? '–' : number(x) + ' ' + unitOf(item);
}

/** @param {ItemForm} item */
function unitOf(item) {
	return t(item.unit === 'g' ? 'tablet.unit.g' : 'tablet.unit.cm');
}

/** @param {ItemForm} item */
function limitOf(item) {
	return (item.max || []).map((x) => number(x)).join(' × ') + ' ' + unitOf(item);
}

/** A verdict in shape and word. @param {{verdict: string}} props */
export function Verdict({ verdict }) {
	const [shape, key] = verdict === 'passed' ? ['received', 'tablet.check.passed'] : verdict === 'failed' ? ['held', 'tablet.check.failed'] : ['empty', 'tablet.check.open'];
	return html`<span class=${'verdict state ' + shape}><${Shape} name=${'s-' + shape} />${t(key)}</span>`;
}

/** What an inspection found, to read before it is submitted and after. @param {{row: any, body: any}} props */
export function Findings({ row, body }) {
	return html`<table class="review"><caption class="aside-text">${t('tablet.sum')}</caption><tbody>
		${row.rubric.items.map((/** @type {ItemForm} */ item) => html`<tr key=${item.id}><th scope="row">${say(item.title)}</th>
			<td class="num">${item.max ? keysOf(item).map((key) => measure(item, body.marks[key])).join(' × ') : ''}</td>
			<td class="review-mark"><${Verdict} verdict=${verdictOf(item, body)} /></td></tr>`)}
		<tr class="sum"><th scope="row">${t('tablet.sum')}</th><td></td><td class="review-mark"><${Verdict} verdict=${checkOf(row.rubric, body)} /></td></tr>
		</tbody></table>`;
}
