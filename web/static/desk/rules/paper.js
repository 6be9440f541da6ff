// @ts-check
// The rules on paper: what the preview reads, alone on the sheet.

import { html } from '../../vendor/html.js';
import { t } from '../../lib/i18n.js';
import { Rules } from './preview.js';

/** @param {{m: any, tongue: string}} props */
export function Paper({ m, tongue }) {
	return html`<div class="on-paper" lang=${tongue}>
		<h2>${m.def.title[tongue]}</h2>
		${m.dirty() && html`<p class="draft">${t('desk.rules.unsaved')}</p>`}
		<${Rules} lines=${m.rules[tongue] || []} />
	</div>`;
}

/** @param {{m: any}} props */
export function Print({ m }) {
	return html`<p class="print-rules"><button type="button" class="button small" disabled=${!m.fresh} onClick=${() => window.print()}>${t('desk.rules.print')}</button></p>`;
}
