// @ts-check
// Fields of the rules page: each shows one place of the definition, and what
// the server says of it.

import { html } from '../../vendor/html.js';
import { useLayoutEffect, useRef } from '../../vendor/hooks.js';
import { lang, t } from '../../lib/i18n.js';
import { languages, noText } from './draft.js';
import { idOf, put, valueAt } from './path.js';

/** What is wrong at a place itself. @param {any} m @param {string} path */
export function wrongAt(m, path) {
	return m.problems.filter((/** @type {any} */ p) => p.path === path);
}

/** @param {{m: any, path: string}} props */
export function Wrong({ m, path }) {
	return wrongAt(m, path).map((/** @type {any} */ p, /** @type {number} */ n) => html`<span key=${p.text} class="error" id=${wrongId(path, n)}>${p.text}</span>`);
}

/** @param {string} path @param {number} n */
function wrongId(path, n) {
	return idOf(path) + '-wrong' + (n || '');
}

/** Attributes of a field at a place. @param {any} m @param {string} path */
function at(m, path) {
	const wrong = wrongAt(m, path);
	return { id: idOf(path), 'aria-invalid': wrong.length > 0 ? 'true' : undefined,
		'aria-describedby': wrong.map((/** @type {any} */ p, /** @type {number} */ n) => wrongId(path, n)).join(' ') || undefined };
}

/**
 * A text in three languages: side by side where there is room, else the one
 * that is chosen above.
 * @param {{m: any, path: string, label: string, hint?: string, optional?: boolean}} props
 */
export function Words({ m, path, label, hint, optional }) {
	const value = valueAt(m.def, path) || noText();
	const shown = m.wide ? languages : [m.lang];
	const set = (/** @type {string} */ l, /** @type {string} */ text) => m.edit((/** @type {any} */ def) => {
		const next = { ...(valueAt(def, path) || noText()), [l]: text.replace(/\n/g, ' ') };
		put(def, path, optional && languages.every((x) => !next[x].trim()) ? undefined : next);
	});
	return html`<div class="words" role="group" aria-labelledby=${idOf(path) + '-label'}>
		<span class="label" id=${idOf(path) + '-label'}>${label}</span>
		${hint && html`<span class="hint">${hint}</span>`}
		<div class="words-row">${shown.map((l) => html`<${Word} key=${l} m=${m} path=${path} l=${l} label=${label} value=${value} set=${set} />`)}</div>
		<${Wrong} m=${m} path=${path} />
	</div>`;
}

/** @param {{m: any, path: string, l: string, label: string, value: any, set: (l: string, text: string) => void}} props */
function Word({ m, path, l, label, value, set }) {
	const box = useRef(/** @type {any} */ (null));
	const own = path + '.' + l;
	useLayoutEffect(() => {
		box.current.style.height = 'auto';
		box.current.style.height = box.current.scrollHeight + 4 + 'px';
	}, [value[l], m.lang, window.innerWidth]);
	const from = value[l].trim() ? undefined : languages.find((x) => value[x].trim());
	return html`<div class=${'word field' + (wrongAt(m, own).length > 0 ? ' wrong' : '')}>
		<label for=${idOf(own)}><span class="aside-text">${label}, </span><span class=${m.wide ? 'tongue' : 'aside-text'}>${t('desk.rules.lang.' + l)}</span></label>
		<textarea ref=${box} rows="1" lang=${l} value=${value[l]} ...${at(m, own)} onInput=${(/** @type {any} */ e) => set(l, e.target.value)}></textarea>
		${from && html`<button type="button" class="link" onClick=${() => { m.focus = idOf(own); set(l, value[from]); }}>${t('desk.rules.copy', { from: t('desk.rules.lang.' + from) })}</button>`}
		<${Wrong} m=${m} path=${own} />
	</div>`;
}

/** A decimal as people of the page's language write it. @param {any} value */
export function written(value) {
	const text = value === undefined || value === null ? '' : String(value);
	return lang === 'en' ? text : text.replace('.', ',');
}

/** @param {string} text */
export function read(text) {
	return text.trim().replace(',', '.').replace('\u2212', '-');
}

/**
 * A number: a decimal string, or with whole a count. empty is what an empty
 * field means: undefined takes it away, null is "no limit". bare leaves it to
 * others to say what is wrong.
 * @param {{m: any, path: string, label: string, hint?: string, whole?: boolean, empty?: any, placeholder?: string, quiet?: boolean, bare?: boolean,
 *   enter?: () => void, set?: (def: any, value: string) => void}} props
 */
export function Num({ m, path, label, hint, whole, empty = '', placeholder, quiet, bare, enter, set }) {
	const change = (/** @type {any} */ e) => {
		const text = read(e.target.value);
		const value = text === '' ? empty : whole && /^\d{1,9}$/.test(text) ? Number(text) : text;
		m.edit((/** @type {any} */ def) => (set ? set(def, value) : put(def, path, value)));
	};
	return html`<div class=${'field number' + (wrongAt(m, path).length > 0 ? ' wrong' : '')}>
		<label class=${quiet ? 'aside-text' : 'label'} for=${idOf(path)}>${label}</label>
		<input type="text" inputmode=${whole ? 'numeric' : 'decimal'} autocomplete="off" class="num" placeholder=${placeholder} ...${at(m, path)}
			value=${written(valueAt(m.def, path))} onFocus=${enter} onInput=${change} />
		${hint && html`<span class="hint">${hint}</span>`}
		${!bare && html`<${Wrong} m=${m} path=${path} />`}
	</div>`;
}

/** @param {{m: any, path: string, label: string, options: [any, string][], hint?: string, quiet?: boolean, value?: any, set?: (def: any, value: any) => void}} props */
export function Choice({ m, path, label, options, hint, quiet, value = valueAt(m.def, path), set }) {
	const pick = (/** @type {any} */ e) => {
		const chosen = options[e.target.selectedIndex][0];
		m.edit((/** @type {any} */ def) => (set ? set(def, chosen) : put(def, path, chosen)));
	};
	return html`<div class=${'field' + (wrongAt(m, path).length > 0 ? ' wrong' : '')}>
		<label class=${quiet ? 'aside-text' : 'label'} for=${idOf(path)}>${label}</label>
		<select ...${at(m, path)} onChange=${pick}>${options.map(([v, word]) => html`<option key=${String(v)} selected=${v === value}>${word}</option>`)}</select>
		${hint && html`<span class="hint">${hint}</span>`}
		<${Wrong} m=${m} path=${path} />
	</div>`;
}

/** @param {{m: any, path: string, label: string, hint?: string, off?: any}} props off is what unchecked means: false, or undefined */
export function Check({ m, path, label, hint, off = undefined }) {
	return html`<label class="field check"><input type="checkbox" ...${at(m, path)} checked=${valueAt(m.def, path) === true}
		onChange=${(/** @type {any} */ e) => m.edit((/** @type {any} */ def) => put(def, path, e.target.checked ? true : off))} />
		<span>${label}${hint && html`<span class="hint">${hint}</span>`}</span></label>`;
}
