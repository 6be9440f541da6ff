// @ts-check
// The sign-in screen: a card's link brings the code, perhaps the PIN too; then
// one tap is enough. Otherwise a keypad with large keys.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { t } from '../lib/i18n.js';
import { cardOf, Refused } from './enrol.js';
import { Languages, Shape, useTitle } from './parts.js';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'erase'];
const longest = 10;

/** @param {{model: any, done: () => void}} props */
export function SignIn({ model, done }) {
	const card = cardOf(location.hash);
	const [code, setCode] = useState(card.code);
	const [pin, setPin] = useState(card.pin);
	const [busy, setBusy] = useState(false);
	const [error, setError] = useState('');
	useTitle(t('tablet.signin.title'));
	const revoked = model.refused === 'revoked';
	const ready = code !== '' && card.pin !== '' && pin === card.pin;

	const press = (/** @type {string} */ key) => () => {
		setError('');
		setPin(key === 'erase' ? pin.slice(0, -1) : (pin + key).slice(0, longest));
	};
	const enter = async (/** @type {Event} */ e) => {
		e.preventDefault();
		setBusy(true);
		setError('');
		try {
			await model.signIn(code.trim(), pin);
			done();
		} catch (err) {
			setError(err instanceof Refused && err.message ? err.message : t('tablet.signin.unreachable'));
			if (err instanceof Refused) setPin('');
			setBusy(false);
		}
	};
	const typed = (/** @type {any} */ e) => setPin(e.target.value.replace(/\D/g, '').slice(0, longest));

	return html`<div class="signin"><div class="ornament" aria-hidden="true"></div>
		<main class=${ready ? 'one' : ''}>
			<div class="signin-top"><h1>${t('tablet.signin.title')}</h1><${Languages} /></div>
			<form onSubmit=${enter}>
				<div class="signin-words">
					${revoked && html`<p class="notice need" role="status">${t('tablet.signin.revoked')}</p>`}
					<p class=${ready ? 'state received' : ''}>${ready && html`<${Shape} name="s-received" />`}${ready ? t('tablet.signin.ready') : card.code ? t('tablet.signin.pin.hint') : t('tablet.signin.hint')}</p>
					<label class="field"><span class="label">${t('tablet.signin.code')}</span>
						<input class="code-field" value=${code} onInput=${(/** @type {any} */ e) => setCode(e.target.value.toUpperCase())}
							autocapitalize="characters" autocomplete="off" spellcheck=${false} readonly=${card.code !== ''} /></label>
					<label class="field"><span class="label">${t('tablet.signin.pin')}</span>
						<input class="pin-field num" type="text" inputmode="numeric" autocomplete="off" value=${pin} onInput=${typed} /></label>
					<p class="error" role="alert">${error}</p>
				</div>
				${!ready && html`<div class="keypad" role="group" aria-label=${t('tablet.signin.pin')}>${keys.map((key) => key === ''
		? html`<span key="gap"></span>`
		: html`<button key=${key} type="button" class="key num" aria-label=${key === 'erase' ? t('tablet.signin.erase') : undefined}
						onClick=${press(key)}>${key === 'erase' ? html`<${Shape} name="i-erase" />` : key}</button>`)}</div>`}
				<div class="signin-go">
					<button class="button primary wide" type="submit" disabled=${busy || code === '' || pin.length < 4}>
						${t(busy ? 'tablet.signin.busy' : 'tablet.signin.enter')}</button>
				</div>
			</form>
		</main></div>`;
}
