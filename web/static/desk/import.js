// @ts-check
// A list of entries from a file or the clipboard: read first, fixed here, added
// when the organizer says so. The list goes to the server each time together
// with what was typed; the server keeps nothing in between.

import { html, render } from '../vendor/html.js';
import { lang, t } from '../lib/i18n.js';
import { Choose, Columns, Sum } from './import_parts.js';
import { Rows } from './import_rows.js';
import { save } from './import_csv.js';

const root = /** @type {HTMLElement} */ (document.getElementById('import'));
const setup = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('import-setup')).textContent || '{}');

/**
 * @typedef {import('./import_rows.js').Problem} Problem
 * @typedef {{rows: number, ready: number, added: number, skipped: number, there: number, open: number,
 *   columns: {column: string, heading: string, field: string}[], problems: Problem[], notices: Problem[],
 *   left: {row: number, values: Object<string, string>}[]}} Look
 */

const state = {
	/** What is read. @type {Blob | string | null} */ source: null,
	paste: '',
	/** @type {Look | null} */ look: null,
	/** Texts typed, by row; null skips it. @type {Object<string, Object<string, string> | null>} */ fixes: {},
	/** @type {Object<string, string>} */ columns: {},
	/** Rows that needed a person, as they were. @type {Object<string, Object<string, string>>} */ rows: {},
	busy: '', problem: '', added: 0, again: false,
	/** What is asked when the server answers again. @type {(() => void) | null} */ retry: null,
};

/** Asks the server to look at the list, or to add its good rows. @param {boolean} add */
async function ask(add) {
	if (state.busy) {
		state.again = true; // with what was typed meanwhile
		return;
	}
	state.busy = add ? 'adding' : state.look ? 'checking' : 'reading';
	state.problem = '';
	state.retry = null;
	draw();
	const form = new FormData();
	form.append(typeof state.source === 'string' ? 'text' : 'file', state.source || '');
	form.append('fixes', JSON.stringify(state.fixes));
	form.append('columns', JSON.stringify(state.columns));
	try {
		const answer = await fetch(setup.url + (add ? '' : '?dryRun=true'), {
			method: 'POST', body: form, headers: { 'Accept-Language': lang },
		});
		const got = await answer.json();
		if (answer.ok) take(got, add);
		else state.problem = got.title;
	} catch (e) {
		state.problem = t('desk.entries.import.lost');
		state.retry = () => ask(add);
	}
	state.busy = '';
	draw();
	if (state.again) {
		state.again = false;
		ask(false);
	}
}

/** @param {Look} look @param {boolean} added */
function take(look, added) {
	state.look = look;
	if (added) {
		state.added += look.added;
		state.look = Object.assign({}, look, { ready: 0 });
		// What was added is in the list now; what is left stays to be fixed.
		const left = look.left.map((l) => String(l.row));
		Object.keys(state.rows).forEach((row) => {
			if (left.indexOf(row) < 0 && state.fixes[row] !== null) delete state.rows[row];
		});
	}
	look.left.forEach((l) => { if (!state.rows[l.row]) state.rows[l.row] = l.values; });
}

/** @param {Blob | string} source */
function begin(source) {
	Object.assign(state, { source, look: null, fixes: {}, columns: {}, rows: {}, added: 0, problem: '' });
	ask(false);
}

function reset() {
	Object.assign(state, { source: null, look: null, fixes: {}, columns: {}, rows: {}, added: 0, problem: '', retry: null });
	draw();
}

/** A text typed into a row; nothing typed takes it back. @param {number} row @param {Object<string, string> | null | undefined} fix */
function fix(row, fix) {
	if (fix === undefined) delete state.fixes[row];
	else state.fixes[row] = fix;
	ask(false);
}

/** The same suggestion for every row that has the same text. @param {string} field @param {string} value @param {string} text */
function fixAll(field, value, text) {
	if (!state.look) return;
	state.look.problems.forEach((p) => {
		if (p.field === field && p.value === value && p.suggestion) state.fixes[p.row] = Object.assign({}, state.fixes[p.row], { [field]: text });
	});
	ask(false);
}

function Look() {
	const look = /** @type {Look} */ (state.look);
	const repaired = look.notices.filter((n) => n.code !== 'column-unknown');
	return html`${state.added > 0 && html`<p class="notice done">${t('desk.entries.import.done', { count: state.added })} ${look.open > 0 && t('desk.entries.import.left', { count: look.open })} <a href="">${t('desk.entries.import.show')}</a></p>`}
		${!(state.added && look.ready === 0) && html`<${Sum} look=${look} />`}
		<p class="acts">${look.ready > 0 && html`<button type="button" class="button primary" onClick=${() => ask(true)}>${t('desk.entries.import.do', { count: look.ready })}</button>`}
			${(look.left.length > 0 || Object.keys(state.fixes).some((row) => state.fixes[row] === null)) && html`<button type="button" class="button" onClick=${() => save(look, state.rows, state.fixes)}>${t('desk.entries.import.csv')}</button>`}
			<button type="button" class="button" onClick=${reset}>${t('desk.entries.import.other')}</button></p>
		<${Rows} look=${look} rows=${state.rows} fixes=${state.fixes} kinds=${setup.kinds} divisions=${setup.divisions} fix=${fix} fixAll=${fixAll} />
		<${Columns} look=${look} kinds=${setup.kinds} choose=${(/** @type {string} */ column, /** @type {string} */ field) => { state.columns[column] = field; ask(false); }} />
		${repaired.length > 0 && html`<details class="columns"><summary>${t('desk.entries.import.notices', { count: repaired.length })}</summary>
			<ul class="repaired">${repaired.slice(0, 200).map((n, i) => html`<li key=${i}>${t('desk.entries.import.row', n)}: ${n.message}</li>`)}</ul></details>`}`;
}

function Import() {
	return html`<div class="now" role="status">${state.busy && html`<p><progress></progress> ${t('desk.entries.import.' + state.busy)}</p>`}</div>
		${state.problem && html`<p class="notice need" role="alert">${state.problem} ${state.retry && html`<button type="button" class="button small" onClick=${state.retry}>${t('desk.entries.import.again')}</button>`}</p>`}
		${state.look ? html`<${Look} />` : html`<${Choose} setup=${setup} paste=${state.paste} type=${(/** @type {string} */ text) => { state.paste = text; draw(); }} begin=${begin} />`}`;
}

function draw() {
	render(html`<${Import} />`, root);
}

root.textContent = '';
draw();
window.addEventListener('online', () => { if (state.retry) state.retry(); });
