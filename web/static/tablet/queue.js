// @ts-check
// A referee's queue: the robot that is next, those after it, what is done.

import { html } from '../vendor/html.js';
import { say, t } from '../lib/i18n.js';
import { namesOf, turnOf } from './gist.js';
import { Verdict } from './inspect.js';
import { Shape } from './parts.js';
import { stateOf } from './words.js';

/** Is a sheet still to be run? @param {any} r */
const waits = (r) => (r.mode === 'edit' || r.mode === 'conflict' || r.mode === 'waiting') && r.entry.state === 'active';

/** @param {{rows: any[], next: any, model: any, go: (to: string) => void}} props */
export function Queue({ rows, next, model, go }) {
	const open = rows.filter(waits);
	// What was begun or returned is next, wherever it stood.
	const line = next && open.indexOf(next) > 0 ? [next].concat(open.filter((r) => r !== next)) : open;
	const done = rows.filter((r) => !waits(r));
	const many = rows.some((r) => r.stage.contest !== rows[0].stage.contest);
	const parts = [['now', line.slice(0, 1)], ['next', line.slice(1, 2)], ['after', line.slice(2, 3)], ['then', line.slice(3)], ['done', done.reverse()]];
	return html`<div class="queue">${parts.map(([part, list]) => list.length > 0 && html`<section key=${part} class=${'queue-' + part}>
		<h2>${t('tablet.queue.' + part)}</h2>
		<ul>${/** @type {any[]} */ (list).map((row) => html`<${Row} key=${row.id} row=${row} model=${model} next=${row === next} many=${many} go=${go} />`)}</ul></section>`)}</div>`;
}

/** @param {{row: any, model: any, next: boolean, many: boolean, go: (to: string) => void}} props many: the queue is of several contests */
function Row({ row, model, next, many, go }) {
	const state = stateOf(row, model);
	const asks = row.stage.inspected && row.rubric.kind !== 'checklist' && waits(row);
	return html`<li><a class=${'row' + (next ? ' next' : '')} href=${'#/' + row.id} onClick=${(/** @type {Event} */ e) => { e.preventDefault(); go(row.id); }}>
		<span class="row-code num">${row.entry.code}${row.against && html`<small>${row.against.code}</small>`}</span>
		<span class="row-name"><b>${namesOf(row)}</b><small>${[many && say(row.stage.contestTitle), say(row.stage.title), turnOf(row)].filter(Boolean).join(' · ')}</small></span>
		<span class="row-state">${asks ? html`<${Verdict} verdict=${row.entry.checked || ''} />` : html`<span class=${'state ' + state.shape}><${Shape} name=${'s-' + state.shape} /><span>${state.word}<small>${state.more}</small></span></span>`}</span>
		<span class="row-total num">${row.blank ? next && html`<${Shape} name="i-arrow" />` : row.gist}</span></a></li>`;
}
