// @ts-check
// What stands around every sheet, of a judge or a referee: bar and footer.

import { html } from '../vendor/html.js';
import { number } from '../lib/format.js';
import { say, t } from '../lib/i18n.js';
import { codesOf, namesOf, turnOf } from './gist.js';
import { nextOf } from './list.js';
import { Shape, useTitle } from './parts.js';
import { badgeOf } from './words.js';

/** Where a sheet belongs. @param {any} row @param {any} model */
export function where(row, model) {
	return [say(row.stage.contestTitle), say(row.stage.title), row.stage.room, model.device.judge.name].filter(Boolean).join(' · ');
}

/** The bar of a sheet. @param {{row: any, model: any, go: (to: string) => void}} props */
export function Head({ row, model, go }) {
	useTitle(row.entry.code + ' ' + row.entry.name);
	const badge = badgeOf(row, model);
	const rows = model.rows().filter((/** @type {any} */ r) => r.stage.id === row.stage.id);
	const turn = turnOf(row);
	const of = row.rubric.kind ? '' : t('tablet.position', { at: rows.findIndex((/** @type {any} */ r) => r.id === row.id) + 1, all: rows.length });
	return html`<header class="bar sheet-bar">
		<button type="button" class="button plain" aria-label=${t('tablet.back')} onClick=${() => go('')}><${Shape} name="i-back" /></button>
		<span class="sheet-code num">${row.entry.code}</span>
		<div class="bar-words"><h1>${namesOf(row)}</h1><p class=${turn ? 'hint turn' : 'hint'}>${[turn, row.entry.field, of].filter(Boolean).join(' · ')}</p></div>
		<p class=${'badge state ' + badge.shape} role="status"><${Shape} name=${'s-' + badge.shape} /><span><b>${badge.word}</b><span class="num">${badge.more}</span></span></p>
		${row.rubric.kind ? html`<p class="sheet-total num">${row.gist}</p>` : html`<p class="sheet-total num">${row.blank ? '–' : number(row.total.total)}<small>/ ${number(row.total.max)}</small></p>`}
	</header>`;
}

/** The footer of a sheet that is not open. @param {{row: any, model: any, go: (to: string) => void, recall: () => void, children?: any}} props */
export function After({ row, model, go, recall, children }) {
	const next = nextOf(model.rows());
	const may = (row.mode === 'review' || row.mode === 'declined') && !row.readOnly;
	return html`<footer class="foot">
		${may && html`<button type="button" class="button" onClick=${recall}><${Shape} name="s-returned" /><span>${t(row.mode !== 'declined' ? 'tablet.recall' : row.rubric.kind ? 'tablet.run.undecline' : 'tablet.decline.undo')}</span></button>`}
		${may && children}
		<span class="foot-room"></span>
		<button type="button" class="button to-list" onClick=${() => go('')}>${t('tablet.back')}</button>
		${next && row.mode !== 'conflict' && html`<button type="button" class="button primary" onClick=${() => go(next.id)}><span>${t(next.rubric.kind && !next.against ? 'tablet.next.robot' : 'tablet.next', { code: codesOf(next) })}</span><${Shape} name="i-arrow" /></button>`}
	</footer>`;
}
