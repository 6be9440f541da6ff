// @ts-check
// Everything that is wrong, in one list above the fields: its line is always
// there, so that nothing moves while somebody types; it opens when keeping is
// refused, and each problem leads to its field.

import { html } from '../../vendor/html.js';
import { t } from '../../lib/i18n.js';

/** @param {{m: any, go: (path: string) => void}} props */
export function Found({ m, go }) {
	if (m.problems.length === 0) return html`<p class="found hint">${t('desk.rules.found.none')}</p>`;
	return html`<details class="found" open=${m.listed} onToggle=${(/** @type {any} */ e) => { m.listed = e.target.open; }}>
		<summary class="error">${t('desk.rules.errors', { count: m.problems.length })}</summary>
		<ol>${m.problems.map((/** @type {import('./problems.js').Problem} */ p) => html`<li key=${p.path + p.text}>
			<button type="button" class="link" onClick=${() => go(p.path)}>${p.field && html`<b>${p.field}.</b> `}${p.text}</button></li>`)}</ol>
	</details>`;
}
