// @ts-check
// Rows of a list that need a person: what is wrong, cells to type into, a
// suggestion to take with one touch, and leaving the row out.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { say, t } from '../lib/i18n.js';

/**
 * @typedef {{row: number, column?: string, field: string, code: string, message: string, value?: string, suggestion?: string}} Problem
 * @typedef {{look: any, rows: Object<string, Object<string, string>>, fixes: Object<string, Object<string, string> | null>,
 *   kinds: {field: string, title: any}[], divisions: any[], fix: (row: number, fix: any) => void,
 *   fixAll: (field: string, value: string, text: string) => void}} Props
 */

const most = 50; // rows drawn at once

/** @param {Props} props */
export function Rows(props) {
	const [shown, more] = useState(most);
	const numbers = Object.keys(props.rows).map(Number);
	numbers.sort((a, b) => a - b);
	return html`<ol class="fixes">${numbers.slice(0, shown).map((row) => html`<${Row} key=${row} row=${row} ...${props} />`)}</ol>
		${numbers.length > shown && html`<button type="button" class="button" onClick=${() => more(shown + most)}>${t('desk.entries.import.more', { count: numbers.length - shown })}</button>`}`;
}

/** @param {Props & {row: number}} props */
function Row(props) {
	const { row, look, rows, fixes, fix } = props;
	const fixed = fixes[row];
	const problems = look.problems.filter((/** @type {Problem} */ p) => p.row === row);
	const title = html`<h3>${t('desk.entries.import.row', { row })}</h3>`;
	if (fixed === null) {
		return html`<li class="fix skipped">${title}<p class="name">${name(rows[row])}</p>
			<button type="button" class="button small" onClick=${() => fix(row, undefined)}>${t('desk.entries.import.back')}<span class="aside-text"> ${t('desk.entries.import.row', { row })}</span></button></li>`;
	}
	const fields = fieldsOf(props, problems);
	const set = (/** @type {string} */ field, /** @type {string} */ text) => fix(row, Object.assign({}, fixed, { [field]: text }));
	return html`<li class=${'fix' + (problems.length ? '' : ' good')} id=${'row-' + row}>${title}
		${problems.length === 0 && html`<p class="state received"><svg class="shape" aria-hidden="true"><use href="#s-received"></use></svg>${t('desk.entries.import.good')}</p>`}
		${problems.map((/** @type {Problem} */ p) => html`<div key=${p.code} class="wrong" id=${'wrong-' + row + '-' + p.field}><p>${p.message}</p><${Take} p=${p} set=${set} ...${props} /></div>`)}
		<div class="cells">${fields.map((f) => html`<${Cell} key=${f} field=${f} value=${valueOf(props, f)} row=${row} bad=${problems.some((/** @type {Problem} */ p) => p.field === f)} set=${set} ...${props} />`)}</div>
		<button type="button" class="button small" onClick=${() => fix(row, null)}>${t('desk.entries.import.skip')}<span class="aside-text"> ${t('desk.entries.import.row', { row })}</span></button></li>`;
}

/** The row's own name, for one that is left out. @param {Object<string, string>} v */
function name(v) {
	return v.title || v.team || v.name || [v.surname, v.given].filter(Boolean).join(' ');
}

/** Columns of the file, then the fields of problems that have none. @param {Props} props @param {Problem[]} problems */
function fieldsOf(props, problems) {
	/** @type {string[]} */
	const out = [];
	const add = (/** @type {string} */ f) => { if (f && f !== '-' && out.indexOf(f) < 0) out.push(f); };
	props.look.columns.forEach((/** @type {any} */ c) => add(c.field));
	problems.forEach((p) => { add(p.field); if (p.code === 'row-repeats') add('code'); });
	return out;
}

/** @param {Props & {row: number}} props @param {string} field */
function valueOf(props, field) {
	const typed = props.fixes[props.row];
	const text = typed && typed[field] !== undefined ? typed[field] : props.rows[props.row][field];
	return text === undefined ? '' : text;
}

/** @param {string} field @param {Props} props */
function label(field, props) {
	const kind = props.kinds.find((k) => k.field === field);
	return kind ? say(kind.title) : field;
}

/** The suggestion: for this row, and for all that hold the same. @param {Props & {p: Problem, set: (f: string, t: string) => void}} props */
function Take(props) {
	const { p, set, look, fixAll } = props;
	if (!p.suggestion) return null;
	const same = look.problems.filter((/** @type {Problem} */ x) => x.field === p.field && x.value === p.value && x.suggestion).length;
	return html`<button type="button" class="button small" onClick=${() => set(p.field, p.suggestion || '')}>${t('desk.entries.import.take', { text: p.suggestion })}</button>
		${same > 1 && html` <button type="button" class="button small" onClick=${() => fixAll(p.field, p.value || '', p.suggestion || '')}>${t('desk.entries.import.take.all', { count: same, text: p.suggestion })}</button>`}`;
}

/** @param {Props & {row: number, field: string, value: string, bad: boolean, set: (f: string, t: string) => void}} props */
function Cell(props) {
	const { row, field, value, bad, set, divisions } = props;
	const changed = (/** @type {any} */ e) => { if (e.target.value !== value) set(field, e.target.value); };
	const about = bad ? { 'aria-invalid': 'true', 'aria-describedby': 'wrong-' + row + '-' + field } : {};
	if (field === 'division' && divisions.length > 0) {
		const known = divisions.some((d) => say(d) === value);
		return html`<label class=${'field' + (bad ? ' wrong' : '')}><span class="label">${label(field, props)}</span>
			<select value=${value} onChange=${changed} ...${about}>${!known && html`<option value=${value}>${value || '–'}</option>`}
			${divisions.map((d) => html`<option key=${say(d)} value=${say(d)} selected=${say(d) === value}>${say(d)}</option>`)}</select></label>`;
	}
	const box = value.indexOf('\n') < 0
		? html`<input value=${value} list=${field === 'district' ? 'districts' : undefined} autocomplete="off" onChange=${changed} ...${about} />`
		: html`<textarea rows="3" value=${value} onChange=${changed} ...${about}></textarea>`;
	return html`<label class=${'field' + (bad ? ' wrong' : '')}><span class="label">${label(field, props)}</span>${box}</label>`;
}
