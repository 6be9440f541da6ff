// @ts-check
// How the sheets of a stage become its result: the sheet, the panel's method
// with its parameters, roundings on the way, the order inside the stage.

import { html } from '../../vendor/html.js';
import { t } from '../../lib/i18n.js';
import { Check, Choice, Num, Wrong, read, written } from './fields.js';
import { Acts, Add, append, lineId } from './lists.js';
import { choosePanel, methods, panelOf } from './methods.js';
import { idOf, put, valueAt } from './path.js';
import { Ties } from './ties.js';

/** @param {string[]} names @param {string} prefix @returns {[any, string][]} */
const words = (names, prefix) => names.map((n) => /** @type {[any, string]} */ ([n, t(prefix + n)]));

/** @param {{m: any, i: number, s: any}} props */
export function Counting({ m, i, s }) {
	const at = 'stages[' + i + ']';
	const pick = (/** @type {any} */ def, /** @type {string} */ name) => choosePanel(def.stages[i], name);
	return html`<h4>${t('desk.rules.counting')}</h4>
		<${Choice} m=${m} path=${at + '.sheet'} label=${t('desk.rules.sheet')} options=${words(['points', 'percent'], 'rules.sheet.')} />
		<${Choice} m=${m} path=${at + '.panel'} label=${t('desk.rules.panel')} options=${words(methods.panel.map((p) => p.name), 'method.panel.')} set=${pick} />
		<${Method} m=${m} at=${at} method=${/** @type {any} */ (panelOf(s))} />
		<${Check} m=${m} path=${at + '.skip_allowed'} label=${t('desk.rules.skip')} hint=${t('desk.rules.skip.hint')} />
		<${Roundings} m=${m} list=${at + '.rounding'} roundings=${s.rounding || []} method=${/** @type {any} */ (panelOf(s))} />
		${(m.def.rank.by === 'ranks' || s.ties) && html`<h4>${t('desk.rules.stage.ties')}</h4>
			<p class="hint">${t('desk.rules.stage.ties.hint')}</p>
			<${Ties} m=${m} list=${at + '.ties'} stages=${[s]} />`}`;
}

/** What the chosen method does, and its parameters. @param {{m: any, at: string, method: import('./methods.js').Method}} props */
function Method({ m, at, method }) {
	const counts = method.params.filter((p) => p !== 'table');
	const name = (/** @type {string} */ p) => t('method.param.' + p + (p === 'from' && method.sums ? '.sums' : ''));
	const facts = ['bounds', 'moves', 'low'].filter((fact) => /** @type {any} */ (method)[fact]).map((fact) => t('method.' + fact));
	return html`<div class="method">
		<p>${t('method.panel.' + method.name + '.hint')}</p>
		<p class="hint">${facts.join(' ')}</p>
		${counts.length > 0 && html`<div class="numbers">${counts.map((p) => html`<${Num} key=${p} m=${m} path=${at + '.params.' + p} label=${name(p)} whole />`)}</div>`}
		${counts.length < method.params.length && html`<${Table} m=${m} path=${at + '.params.table'} />`}
		<${Wrong} m=${m} path=${at + '.params'} />
	</div>`;
}

/** Points for places, in one line. @param {{m: any, path: string}} props */
function Table({ m, path }) {
	const list = /** @type {string[]} */ (valueAt(m.def, path) || []);
	const change = (/** @type {any} */ e) => {
		const parts = e.target.value.split(/;|,?\s+|,$/).map(read).filter(Boolean);
		m.edit((/** @type {any} */ def) => put(def, path, parts));
	};
	return html`<div class="field"><label class="label" for=${idOf(path)}>${t('method.param.table')}</label>
		<input type="text" class="num" autocomplete="off" id=${idOf(path)} value=${list.map(written).join('; ')} onChange=${change} />
		<span class="hint">${t('desk.rules.table.hint')}</span>
		<${Wrong} m=${m} path=${path} />${list.map((d, k) => html`<${Wrong} key=${k} m=${m} path=${path + '[' + k + ']'} />`)}</div>`;
}

/** @param {{m: any, list: string, roundings: any[], method: import('./methods.js').Method}} props */
function Roundings({ m, list, roundings, method }) {
	const add = () => append(m, list, { at: 'sheet', decimals: 2, mode: 'half_up' }, idOf(list + '[' + roundings.length + '].at'));
	const does = { sheet: true, criterion: method.each, weighted: true, result: !method.moves };
	return html`<h4>${t('desk.rules.rounding')}</h4>
		<p class="hint">${t('desk.rules.rounding.hint')}</p>
		<ol class="items">${roundings.map((r, k) => html`<li key=${k} class="item">
			<div class="item-head"><b id=${lineId(list, k, 'head')} tabindex="-1">${t('desk.rules.rounding.no', { no: k + 1 })}</b>
				<${Acts} m=${m} list=${list} i=${k} name=${t('desk.rules.rounding.no', { no: k + 1 })} empties /></div>
			<${Choice} m=${m} path=${list + '[' + k + '].at'} label=${t('desk.rules.rounding.at')}
				options=${words(Object.keys(does).filter((a) => /** @type {any} */ (does)[a] || a === r.at), 'desk.rules.rounding.')} />
			<div class="pair">
				<${Num} m=${m} path=${list + '[' + k + '].decimals'} label=${t('desk.rules.decimals')} whole />
				<${Choice} m=${m} path=${list + '[' + k + '].mode'} label=${t('desk.rules.rounding.mode')} options=${words(modes, 'desk.rules.mode.')} />
			</div></li>`)}</ol>
		<${Wrong} m=${m} path=${list} />
		<${Add} list=${list} word=${t('desk.rules.rounding.add')} add=${add} />`;
}

/** The ways to round. */
export const modes = ['half_up', 'half_even', 'down'];
