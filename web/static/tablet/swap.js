// @ts-check
// A run that was entered for the wrong team: its content and another's change
// places, shown before and after.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { t } from '../lib/i18n.js';
import { Reason } from './confirm.js';
import { turnOf } from './gist.js';
import { Panel } from './parts.js';
import { watchOf } from './stopwatch.js';

/** Sheets of the same stage that this one may change places with: none that runs. @param {any} row @param {any} model */
export function othersOf(row, model) {
	return model.rows().filter((/** @type {any} */ r) => r.stage.id === row.stage.id && r.id !== row.id && !r.against &&
		(r.mode === 'review' || r.mode === 'edit') && !r.readOnly && !watchOf(r.id) && r.entry.state === 'active');
}

/** @param {{row: any, model: any, close: () => void}} props */
export function Swap({ row, model, close }) {
	const [other, setOther] = useState(/** @type {any} */ (null));
	const name = (/** @type {any} */ r) => [r.entry.code, r.entry.name, turnOf(r)].filter(Boolean).join(' · ');
	if (!other) {
		return html`<${Panel} title=${t('tablet.swap')} close=${close}><p>${t('tablet.swap.which', { code: row.entry.code, gist: row.gist })}</p>
			<div class="reasons">${othersOf(row, model).map((/** @type {any} */ r) => html`<button key=${r.id} type="button" class="button choice" onClick=${() => setOther(r)}><span>${name(r)}</span><b class="num">${r.gist}</b></button>`)}</div></${Panel}>`;
	}
	const swap = (/** @type {string} */ why) => {
		close();
		model.swap(row.id, other.id, why);
	};
	return html`<${Reason} title=${t('tablet.swap')} hint=${t(row.rubric.signs ? 'tablet.swap.anew' : 'tablet.swap.why')} known=${[t('tablet.swap.mistake')]} act=${t('tablet.swap.do')} close=${close} give=${swap}>
		<table class="review swap"><thead><tr><th scope="col">${t('tablet.swap.team')}</th><th scope="col">${t('tablet.swap.before')}</th><th scope="col">${t('tablet.swap.after')}</th></tr></thead><tbody>
			${[[row, other], [other, row]].map(([mine, theirs]) => html`<tr key=${mine.id}><th scope="row">${name(mine)}</th><td class="num">${mine.gist}</td><td class="num"><b>${theirs.gist}</b></td></tr>`)}
		</tbody></table></${Reason}>`;
}
