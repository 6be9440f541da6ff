// @ts-check
// Panels over a sheet: comment, recall and decline, each with its reason.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { t } from '../lib/i18n.js';
import { Panel } from './parts.js';

/** @param {{body: any, still: boolean, edit: (change: (body: any) => any, typing: string) => void, close: () => void}} props */
export function Comment({ body, still, edit, close }) {
	return html`<${Panel} title=${t('tablet.comment')} close=${close}>
		${['good', 'think', 'private'].map((part) => html`<label key=${part} class="field"><span class="label">${t('tablet.comment.' + part)}</span>
			<textarea rows="3" disabled=${still} value=${body.comment[part]} onInput=${(/** @type {any} */ e) => {
		const text = e.target.value;
		edit((b) => ({ ...b, comment: { ...b.comment, [part]: text } }), part);
	}}></textarea><span class="hint">${t('tablet.comment.' + part + '.hint')}</span></label>`)}
		<button type="button" class="button primary" onClick=${close}>${t('tablet.done')}</button>
	</${Panel}>`;
}

/** words is the family of texts: a judge's or a referee's. @param {{words: 'recall' | 'run', close: () => void, give: (reason: string) => void}} props */
export function Recall({ words, close, give }) {
	const [reason, setReason] = useState('');
	return html`<${Panel} title=${t('tablet.recall.title')} close=${close}>
		<p>${t('tablet.recall.hint')}</p>
		<div class="reasons">${['mistake', 'look'].map((why) => html`<button key=${why} type="button" class="button"
			onClick=${() => give(t('tablet.' + words + '.' + why))}>${t('tablet.' + words + '.' + why)}</button>`)}</div>
		<label class="field"><span class="label">${t('tablet.recall.other')}</span>
			<textarea rows="2" value=${reason} onInput=${(/** @type {any} */ e) => setReason(e.target.value)}></textarea></label>
		<button type="button" class="button primary" disabled=${reason.trim() === ''} onClick=${() => give(reason.trim())}>${t('tablet.recall')}</button>
	</${Panel}>`;
}

/** @param {{words: 'decline' | 'run', title: string, close: () => void, give: (reason: string) => void}} props */
export function Decline({ words, title, close, give }) {
	return html`<${Panel} title=${title} close=${close}>
		<p>${t('tablet.decline.hint')}</p>
		<div class="reasons">${['absent', 'conflict'].map((why) => html`<button key=${why} type="button" class="button danger"
			onClick=${() => give(why)}>${t('tablet.' + words + '.' + why)}</button>`)}</div>
		<button type="button" class="button" onClick=${close}>${t('tablet.cancel')}</button>
	</${Panel}>`;
}
