// @ts-check
// The wall of tablets: what needs somebody stands at the top. It asks the
// server anew every five seconds; while a form is open no row moves.

import { html, render } from '../vendor/html.js';
import { t } from '../lib/i18n.js';
import { Revoke, Remind } from './device_forms.js';

/**
 * @typedef {Object} Device
 * @property {string} id
 * @property {string} judgeName
 * @property {string[]} [fields] where the judge is the referee
 * @property {string} name
 * @property {boolean} revoked
 * @property {number} unsent
 * @property {string} [heardAt]
 * @property {number} silent seconds, by the server's clock
 * @property {boolean} behind
 * @property {{text: string, seen?: string}} [reminder]
 */

const every = 5000;
const root = /** @type {HTMLElement} */ (document.getElementById('wall'));
const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('data')).textContent || '{}');

/** @type {Device[]} */
let devices = [];
let lost = false;
/** The form that is open. @type {{device: string, act: string}} */
let open = data.refused ? { device: data.refused.device, act: data.refused.act } : { device: '', act: '' };

// States from the one that needs somebody most: name, shape, class.
const states = [
	['behind', 's-held', 'held'], ['silent', 's-lost', 'silent'], ['unsent', 's-saved', 'silent'],
	['never', 's-empty', 'empty'], ['ok', 's-received', 'received'], ['revoked', 's-excluded', 'excluded'],
];

/** The place of a device's state in the list. @param {Device} d */
function need(d) {
	if (d.revoked) return 5;
	if (!d.heardAt) return 3;
	if (d.behind) return 0;
	if (d.silent > data.silent) return 1;
	return d.unsent > 0 ? 2 : 4;
}

/** Takes a new list; its order is the wall's, unless a form is open. @param {Device[]} list */
function take(list) {
	const before = devices.map((d) => d.id);
	const at = (/** @type {Device} */ d) => (before.indexOf(d.id) < 0 ? before.length : before.indexOf(d.id));
	const sorted = list.map((d, i) => ({ d, i }));
	sorted.sort((a, b) => (open.device ? at(a.d) - at(b.d) : need(a.d) - need(b.d)) || a.i - b.i);
	devices = sorted.map((s) => s.d);
}

/** @param {Device} d */
function ago(d) {
	if (!d.heardAt) return t('desk.devices.ago.never');
	if (d.silent <= data.silent) return t('desk.devices.ago.seconds', { n: d.silent });
	if (d.silent < 5400) return t('desk.devices.ago.minutes', { n: Math.round(d.silent / 60) });
	return t('desk.devices.ago.hours', { n: Math.round(d.silent / 3600) });
}

/** @param {string} device @param {string} act */
function toggle(device, act) {
	open = open.device === device && open.act === act ? { device: '', act: '' } : { device, act };
	draw();
	const first = /** @type {HTMLElement | null} */ (root.querySelector('.act-row textarea, .act-row input'));
	if (first) first.focus();
}

/** @param {{d: Device}} props */
function Row({ d }) {
	const [state, shape, kind] = states[need(d)];
	const button = (/** @type {string} */ act, /** @type {string} */ look) => html`<button type="button" class=${'button small ' + look}
		aria-expanded=${open.device === d.id && open.act === act} onClick=${() => toggle(d.id, act)}>${t('desk.devices.' + act)}<span class="aside-text"> ${d.judgeName}</span></button>`;
	return html`<tr id=${'d-' + d.id} class=${state}><th scope="row">${d.judgeName}${d.fields && html`<small>${t('card.referee', { where: d.fields.join(', ') })}</small>`}</th>
		<td>${d.name}${d.reminder && html`<small>${t(d.reminder.seen ? 'desk.devices.seen' : 'desk.devices.reminded', { text: d.reminder.text })}</small>`}</td>
		<td><span class=${'state ' + kind}><svg class="shape" aria-hidden="true"><use href=${'#' + shape}></use></svg>${t('desk.devices.state.' + state)}</span></td>
		<td class="ago">${ago(d)}</td><td class="n" data-head=${t('desk.devices.unsent')}>${d.unsent}</td>
		<td class="acts">${!d.revoked && [button('remind', ''), button('revoke', 'danger')]}</td></tr>`;
}

/** @param {{d: Device}} props */
function Form({ d }) {
	const refused = data.refused && data.refused.device === d.id && data.refused.act === open.act ? data.refused : null;
	const close = () => toggle(d.id, open.act);
	return html`<tr class="act-row"><td colspan="6">${open.act === 'remind'
		? html`<${Remind} d=${d} refused=${refused} most=${data.most} phrases=${data.phrases} close=${close} />`
		: html`<${Revoke} d=${d} refused=${refused} close=${close} />`}</td></tr>`;
}

function Wall() {
	if (devices.length === 0) return html`<p class="notice">${t('desk.devices.none')}</p>`;
	const heads = ['judge', 'tablet', 'state', 'heard', 'unsent', 'acts'];
	return html`<p class="lost" role="status">${lost && html`<span class="state held"><svg class="shape" aria-hidden="true"><use href="#s-lost"></use></svg>${t('desk.devices.lost')}</span>`}</p>
		<div class="scroll" tabindex="0" role="region" aria-label=${t('desk.devices.tablet')}><table class="table wall">
		<thead><tr>${heads.map((h) => html`<th key=${h} scope="col" class=${h === 'unsent' ? 'n' : ''}>${t('desk.devices.' + h)}</th>`)}</tr></thead>
		<tbody>${devices.map((d) => [html`<${Row} key=${d.id} d=${d} />`,
		open.device === d.id && !d.revoked && html`<${Form} key=${d.id + open.act} d=${d} />`])}</tbody></table></div>`;
}

function draw() {
	render(html`<${Wall} />`, root);
}

async function ask() {
	try {
		const answer = await fetch(data.source, { cache: 'no-store', headers: { Accept: 'application/json' } });
		lost = !answer.ok;
		if (answer.ok) take(await answer.json());
	} catch (err) {
		lost = true;
	}
	draw();
	setTimeout(ask, every);
}

const opened = open;
open = { device: '', act: '' };
take(data.devices);
open = opened;
draw();
setTimeout(ask, every);
