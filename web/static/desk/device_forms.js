// @ts-check
// What can be done to one tablet: a reminder, and shutting it out. The forms
// are sent as forms; the page comes back and says what was done.

import { html } from '../vendor/html.js';
import { useRef } from '../vendor/hooks.js';
import { t } from '../lib/i18n.js';

const languages = ['tg', 'ru', 'en'];

/** @param {{d: any, refused: any, most: number, phrases: string[][], close: () => void}} props */
export function Remind({ d, refused, most, phrases, close }) {
	const field = useRef(/** @type {any} */ (null));
	const say = (/** @type {string} */ text) => () => {
		field.current.value = text;
		field.current.focus();
	};
	return html`<form method="post" action=${'/organizer/devices/' + d.id + '/remind'}>
		<h2>${t('desk.devices.remind.title', { name: d.judgeName })}</h2>
		<label class=${'field' + (refused ? ' wrong' : '')}><span class="label">${t('desk.devices.remind.text')}</span>
			<textarea name="text" rows="2" maxlength=${most} required ref=${field} aria-invalid=${refused ? 'true' : undefined} defaultValue=${refused ? refused.text : ''}></textarea>
			<span class="hint">${t('desk.devices.remind.hint', { most })}</span>
			${refused && html`<span class="error">${refused.title}</span>`}</label>
		<div class="phrases" role="group" aria-label=${t('desk.devices.remind.phrases')}>${phrases.map((of, i) => html`<ul key=${i} lang=${languages[i]}>
			${of.map((text) => html`<li key=${text}><button type="button" onClick=${say(text)}>${text}</button></li>`)}</ul>`)}</div>
		<p class="acts"><button class="button primary">${t('desk.devices.remind.do')}</button>
			<button type="button" class="button" onClick=${close}>${t('desk.devices.close')}</button></p></form>`;
}

/** @param {{d: any, refused: any, close: () => void}} props */
export function Revoke({ d, refused, close }) {
	return html`<form class="danger" method="post" action=${'/organizer/devices/' + d.id + '/revoke'}>
		<p>${t('desk.devices.revoke.about', { name: d.judgeName })}</p>
		<label class=${'field' + (refused ? ' wrong' : '')}><span class="label">${t('desk.devices.revoke.reason')}</span>
			<input name="reason" maxlength="500" autocomplete="off" required defaultValue=${refused ? refused.text : ''} />
			${refused && html`<span class="error">${refused.title}</span>`}</label>
		<p class="acts"><button type="button" class="button" onClick=${close}>${t('desk.devices.close')}</button>
			<button class="button danger">${t('desk.devices.revoke.do', { name: d.judgeName })}</button></p></form>`;
}
