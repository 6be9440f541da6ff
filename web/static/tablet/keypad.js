// @ts-check
// Numbers by large keys: seconds, counts, measures, a PIN. No keyboard opens.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { decimal, parse } from '../lib/decimal.js';
import { number } from '../lib/format.js';
import { lang, t } from '../lib/i18n.js';
import { Panel, Shape } from './parts.js';

const comma = lang === 'en' ? '.' : ',';

/**
 * A panel that asks one number. wrong says what is not taken, in words, or "".
 * @param {Object} of
 * @param {string} of.title @param {string} [of.hint]
 * @param {number} of.decimals after the comma; 0: whole numbers
 * @param {number} [of.digits] exactly so many, not a number: a PIN
 * @param {(value: string) => string} of.wrong @param {(value: string) => void} of.give @param {() => void} of.close
 */
export function Keypad({ title, hint, decimals, digits, wrong, give, close }) {
	const [typed, setTyped] = useState('');
	const [error, setError] = useState('');
	const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', decimals > 0 ? '.' : '', '0', 'erase'];
	const press = (/** @type {string} */ key) => {
		setError('');
		if (key === 'erase') return setTyped(typed.slice(0, -1));
		const next = key === '.' && typed === '' ? '0.' : typed + key;
		const form = digits ? new RegExp('^\\d{1,' + digits + '}$') : new RegExp('^\\d{1,5}' + (decimals > 0 ? '(\\.\\d{0,' + decimals + '})?' : '') + '$');
		if (form.test(next)) setTyped(next);
	};
	const done = () => {
		const value = digits ? typed : decimal(parse(typed.replace(/\.$/, '')));
		const problem = wrong(value);
		if (problem === '') return give(value);
		setError(problem);
		setTyped('');
	};
	const hear = (/** @type {KeyboardEvent} */ e) => {
		const key = e.key === 'Backspace' ? 'erase' : e.key === ',' ? '.' : e.key;
		if (keys.indexOf(key) >= 0 && key !== '') press(key);
	};
	const shown = digits ? typed.replace(/./g, '•') : number(typed).replace(/[.,]$/, '') + (/\.$/.test(typed) ? comma : '');
	return html`<${Panel} title=${title} close=${close}>
		<div class="pad"><div class="pad-words"><p>${hint}</p>
			<p class="pad-shown num" aria-live="polite">${typed === '' ? '–' : shown}</p>
			<p class="error pad-error" role="alert">${error}</p></div>
		<div class="keypad" role="group" aria-label=${title} onKeyDown=${hear}>${keys.map((key) => key === ''
		? html`<span key="gap"></span>`
		: html`<button key=${key} type="button" class="key num" aria-label=${key === 'erase' ? t('tablet.signin.erase') : undefined}
			onClick=${() => press(key)}>${key === 'erase' ? html`<${Shape} name="i-erase" />` : key === '.' ? comma : key}</button>`)}</div>
		<button type="button" class="button primary wide pad-done" disabled=${digits ? typed.length < digits : typed === ''} onClick=${done}>${t('tablet.done')}</button></div>
	</${Panel}>`;
}
