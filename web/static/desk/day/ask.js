// @ts-check
// An act that says what it does before it does it: a reason where one belongs,
// a button that names the thing, and what was wrong near it. What was typed stays.

import { html } from '../../vendor/html.js';
import { useRef, useState } from '../../vendor/hooks.js';
import { t } from '../../lib/i18n.js';

/**
 * @param {{label: string, act: (reason: string) => Promise<any>, done: () => void, title?: string, hint?: string,
 *   reason?: boolean, required?: boolean, danger?: boolean, primary?: boolean, open?: boolean}} props
 */
export function Ask({ label, act, done, title, hint, reason, required, danger, primary, open }) {
	const [text, setText] = useState('');
	const [wrong, setWrong] = useState('');
	const [busy, setBusy] = useState(false);
	const id = useRef('ask' + next++).current;
	/** @param {Event} e */
	function send(e) {
		e.preventDefault();
		if (busy) return;
		if (required && !text.trim()) {
			setWrong(t('desk.day.reason.missing'));
			return;
		}
		setBusy(true);
		act(text.trim()).then(() => {
			setText('');
			setWrong('');
			setBusy(false);
			done();
		}, (problem) => {
			setWrong(problem.message);
			setBusy(false);
		});
	}
	const form = html`<form class="asked" onSubmit=${send} noValidate>
		${hint && html`<p class="hint">${hint}</p>`}
		${reason && html`<label class="field"><span class="label">${t(required ? 'desk.day.reason' : 'desk.day.reason.optional')}</span>
			<textarea rows="2" maxlength="500" value=${text} aria-invalid=${wrong ? 'true' : undefined} aria-describedby=${wrong ? id : undefined}
				onInput=${(/** @type {any} */ e) => setText(e.target.value)}></textarea></label>`}
		${wrong && html`<p class="error" id=${id} role="alert">${wrong}</p>`}
		<button class=${'button small' + (danger ? ' danger' : primary ? ' primary' : '')}>${label}</button>
	</form>`;
	if (!title) return form;
	return html`<details class=${danger ? 'ask apart' : 'ask'} open=${open}><summary class=${danger ? 'button small danger' : 'button small'}>${title}</summary>${form}</details>`;
}

let next = 0;
