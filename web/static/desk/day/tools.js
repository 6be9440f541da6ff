// @ts-check
// Over the map: stages, the find field, filters; under it, what shapes mean.

import { html } from '../../vendor/html.js';
import { say, t } from '../../lib/i18n.js';
import { Shape } from '../../tablet/parts.js';
import { about, classOf, legend, word } from './words.js';

/** @param {{answer: import('./picture.js').Answer}} props */
export function Stages({ answer }) {
	if (answer.stages.length < 2) return null;
	return html`<nav class="stages-of" aria-label=${t('desk.day.stages')}>
		${answer.stages.map((st) => html`<a key=${st.id} href=${about.links.here + '?stage=' + st.id} aria-current=${st.id === answer.stage ? 'page' : undefined}>
			<b>${say(st.title)}</b><span class=${'state ' + looks[st.state][1]}><${Shape} name=${looks[st.state][0]} />${t('state.stage.' + st.state)}
			${st.expected > 0 && html`<span class="num">\u00a0· ${st.received}/${st.expected}</span>`}</span></a>`)}
	</nav>`;
}

/** @type {Object<string, [string, string]>} */
const looks = { setup: ['s-empty', 'empty'], open: ['s-draft', 'draft'], closed: ['s-frozen', 'frozen'], final: ['s-final', 'final'] };

/** @param {{picture: import('./picture.js').Picture, filter: import('./axes.js').Filter, set: (f: any) => void, many: boolean}} props */
export function Tools({ picture, filter, set, many }) {
	const change = (/** @type {any} */ part) => set(Object.assign({}, filter, part));
	const all = html`<option value="-1">${t('desk.day.every')}</option>`;
	return html`<div class="tools">
		<label class="field find"><span class="label">${t('desk.day.find')}</span>
			<input type="search" value=${filter.find} autocomplete="off" maxlength="100" onInput=${(/** @type {any} */ e) => change({ find: e.target.value })} /></label>
		${picture.divisions.length > 1 && html`<label class="field"><span class="label">${t('desk.day.division')}</span>
			<select onChange=${(/** @type {any} */ e) => change({ division: Number(e.target.value) })}>${all}
				${picture.divisions.map((d, i) => html`<option key=${i} value=${i}>${say(d)}</option>`)}</select></label>`}
		${picture.rooms.length > 1 && html`<label class="field"><span class="label">${t('desk.day.room')}</span>
			<select onChange=${(/** @type {any} */ e) => change({ room: Number(e.target.value) })}>${all}
				${picture.rooms.map((name, i) => html`<option key=${i} value=${i + 1}>${name}</option>`)}</select></label>`}
		<label class="check"><input type="checkbox" checked=${filter.missing} onChange=${(/** @type {any} */ e) => change({ missing: e.target.checked })} />${t('desk.day.missing')}</label>
		${many && html`<label class="check"><input type="checkbox" checked=${filter.turned} onChange=${(/** @type {any} */ e) => change({ turned: e.target.checked })} />${t('desk.day.turned')}</label>`}
	</div>`;
}

export function Legend() {
	return html`<ul class="legend" aria-label=${t('desk.day.legend')}>
		${legend.map((letter) => html`<li key=${letter}><span class=${classOf(letter)} aria-hidden="true"></span>${word(letter)}</li>`)}
		<li><span class=${classOf('U')} aria-hidden="true"></span>${t('desk.day.state.unsure')}</li>
	</ul>`;
}
