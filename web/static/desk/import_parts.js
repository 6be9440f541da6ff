// @ts-check
// The parts of the import that hold nothing: choosing a list, its columns, its sum.

import { html } from '../vendor/html.js';
import { say, t } from '../lib/i18n.js';

/** @typedef {import('./import.js').Look} Look */

/** The file, or the list itself. @param {{setup: any, paste: string, type: (text: string) => void, begin: (source: Blob | string) => void}} props */
export function Choose({ setup, paste, type, begin }) {
	const picked = (/** @type {FileList | null | undefined} */ files) => { if (files && files[0]) begin(files[0]); };
	return html`<p class="lead">${t('desk.entries.import.about')}</p>
		<div class="ways"><label class="drop" onDragOver=${(/** @type {DragEvent} */ e) => e.preventDefault()}
			onDrop=${(/** @type {DragEvent} */ e) => { e.preventDefault(); picked(e.dataTransfer && e.dataTransfer.files); }}>
			<span class="button primary">${t('desk.entries.import.file')}</span><span class="hint">${t('desk.entries.import.drop')}</span>
			<input type="file" accept=".xlsx,.csv,.txt" onChange=${(/** @type {any} */ e) => picked(e.target.files)} /></label>
		<div><label class="field"><span class="label">${t('desk.entries.import.paste')}</span>
			<textarea rows="4" value=${paste} onInput=${(/** @type {any} */ e) => type(e.target.value)}></textarea></label>
			<button type="button" class="button" disabled=${!paste.trim()} onClick=${() => begin(paste)}>${t('desk.entries.import.paste.do')}</button></div></div>
		<p><a href=${setup.template}>${t('desk.entries.import.template')}</a></p>`;
}

/** What each column is read as. @param {{look: Look, kinds: any[], choose: (column: string, field: string) => void}} props */
export function Columns({ look, kinds, choose }) {
	const open = look.columns.some((c) => !c.field);
	return html`<details class="columns" open=${open}><summary>${t('desk.entries.import.columns')}</summary>
		<div class="three">${look.columns.map((c) => html`<label key=${c.column} class=${'field' + (c.field ? '' : ' unknown')}><span class="label">${t('desk.entries.import.column', c)}</span>
			<select value=${c.field} onChange=${(/** @type {any} */ e) => choose(c.column, e.target.value)}>
				${!c.field && html`<option value="">${t('desk.entries.import.column.none')}</option>`}
				${kinds.map((/** @type {any} */ k) => html`<option key=${k.field} value=${k.field} selected=${k.field === c.field}>${k.field === '-' ? t('desk.entries.import.column.skip') : say(k.title)}</option>`)}
			</select></label>`)}</div></details>`;
}

/** How many rows are ready, and how many are not. @param {{look: Look}} props */
export function Sum({ look }) {
	const say1 = (/** @type {string} */ key, /** @type {number} */ n) => (n > 0 || key === 'ready') && html`<li class=${key}>${t('desk.entries.import.' + key, { count: n })}</li>`;
	return html`<ul class="sum">${say1('ready', look.ready)}${say1('open', look.open)}${say1('there', look.there)}${say1('skipped', look.skipped - look.there)}</ul>`;
}
