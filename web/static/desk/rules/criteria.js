// @ts-check
// Criteria of a stage: texts, scale and weight of each, and its levels.

import { html } from '../../vendor/html.js';
import { useRef } from '../../vendor/hooks.js';
import { number } from '../../lib/format.js';
import { t } from '../../lib/i18n.js';
import { Shape } from '../../tablet/parts.js';
import { isDecimal, newborn, noText, ownLadder, rescale, usersOf } from './draft.js';
import { Choice, Num, Words, Wrong } from './fields.js';
import { Acts, Add, append, lineId, titled } from './lists.js';
import { copy, idOf } from './path.js';

export function newCriterion() {
	return { id: newborn(), title: noText(), min: '0', max: '10', step: '1', weight: '1' };
}

/** @param {{m: any, i: number, s: any}} props */
export function Criteria({ m, i, s }) {
	const list = 'stages[' + i + '].criteria';
	const add = () => {
		const like = s.criteria[s.criteria.length - 1];
		const c = like ? { ...newCriterion(), min: like.min, max: like.max, step: like.step, ...(like.bands ? { bands: like.bands } : {}) } : newCriterion();
		m.line = s.criteria.length;
		append(m, list, c, idOf(list + '[' + s.criteria.length + '].title.' + (m.wide ? 'tg' : m.lang)));
	};
	return html`<ol class="items">${s.criteria.map((/** @type {any} */ c, /** @type {number} */ k) => html`<li key=${c.id} class="item">
			<${Head} m=${m} list=${list} c=${c} k=${k} />
			${m.line === k && html`<div class="inside"><${Line} m=${m} i=${i} k=${k} c=${c} /></div>`}
		</li>`)}</ol>
		<${Wrong} m=${m} path=${list} />
		<${Add} list=${list} word=${t('desk.rules.criteria.add')} add=${add} />`;
}

/** @param {{m: any, list: string, c: any, k: number}} props */
function Head({ m, list, c, k }) {
	const open = m.line === k;
	const wrong = m.problems.filter((/** @type {any} */ p) => p.path.indexOf(list + '[' + k + ']') === 0 || (c.bands && p.path.indexOf('bands.' + c.bands + '[') === 0)).length;
	const shown = (/** @type {string} */ d) => (isDecimal(d) ? number(d) : '?');
	return html`<div class="item-head">
		<button type="button" class="opens" id=${lineId(list, k, 'head')} aria-expanded=${open} onClick=${() => m.show({ line: open ? -1 : k })}>
			<${Shape} name="i-arrow" /><span class="called">${k + 1}. ${titled(c.title)}</span>
			<span class="gist num">${shown(c.min)}–${shown(c.max)}${c.weight && c.weight !== '1' ? ' · ×' + shown(c.weight) : ''}</span>
			${wrong > 0 && html`<span class="error">${t('desk.rules.errors', { count: wrong })}</span>`}
		</button>
		<${Acts} m=${m} list=${list} i=${k} name=${titled(c.title)} />
	</div>`;
}

/** @param {{m: any, i: number, k: number, c: any}} props */
function Line({ m, i, k, c }) {
	const at = 'stages[' + i + '].criteria[' + k + ']';
	/** What the scale and its levels were when the field was entered. */
	const before = useRef(/** @type {any} */ (null));
	const end = (/** @type {'min'|'max'} */ name) => html`<${Num} m=${m} path=${at + '.' + name} label=${t('desk.rules.scale.' + name)}
		enter=${() => { before.current = { value: c[name], ladder: c.bands ? copy(m.def.bands[c.bands]) : undefined }; }}
		set=${(/** @type {any} */ def, /** @type {string} */ value) => rescale(def, def.stages[i].criteria[k], name, value, before.current || { value: c[name], ladder: undefined })} />`;
	return html`<${Words} m=${m} path=${at + '.title'} label=${t('desk.rules.name')} />
		<${Words} m=${m} path=${at + '.hint'} label=${t('desk.rules.hint')} optional />
		<div class="numbers four">${end('min')}${end('max')}
			<${Num} m=${m} path=${at + '.step'} label=${t('desk.rules.scale.step')} />
			<${Num} m=${m} path=${at + '.weight'} label=${t('desk.rules.scale.weight')} /></div>
		<${Levels} m=${m} i=${i} k=${k} c=${c} />`;
}

/** @param {{m: any, i: number, k: number, c: any}} props */
function Levels({ m, i, k, c }) {
	const at = 'stages[' + i + '].criteria[' + k + '].bands';
	const names = Object.keys(m.def.bands);
	const called = (/** @type {string} */ name) => {
		const ladder = m.def.bands[name];
		return ladder.length === 0 ? name : number(ladder[0].from) + '–' + number(ladder[ladder.length - 1].to) + ': ' + ladder.map((/** @type {any} */ b) => titled(b.label)).join(', ');
	};
	const options = [/** @type {[any, string]} */ ([undefined, t('desk.rules.levels.none')])].concat(names.map((n) => [n, called(n)]), [['', t('desk.rules.levels.new')]]);
	const pick = (/** @type {any} */ def, /** @type {any} */ name) => {
		const criterion = def.stages[i].criteria[k];
		if (name === undefined) delete criterion.bands;
		else if (name !== '') criterion.bands = name;
		else {
			delete criterion.bands;
			ownLadder(def, criterion, [{ from: criterion.min, to: criterion.max, label: noText(), text: noText() }]);
		}
	};
	const shared = c.bands ? usersOf(m.def, c.bands) : 0;
	const apart = () => m.edit((/** @type {any} */ def) => ownLadder(def, def.stages[i].criteria[k], def.bands[c.bands]));
	return html`<${Choice} m=${m} path=${at} label=${t('desk.rules.levels')} options=${options} set=${pick} />
		${shared > 1 && html`<p class="shared hint">${t('desk.rules.levels.shared', { count: shared })} <button type="button" class="link" onClick=${apart}>${t('desk.rules.levels.own')}</button></p>`}
		${c.bands && m.def.bands[c.bands] && html`<${Ladder} m=${m} list=${'bands.' + c.bands} ladder=${m.def.bands[c.bands]} end=${c.max} />`}`;
}

/** @param {{m: any, list: string, ladder: any[], end: string}} props */
function Ladder({ m, list, ladder, end }) {
	const add = () => append(m, list, { from: end, to: end, label: noText(), text: noText() }, idOf(list + '[' + ladder.length + '].from'));
	return html`<ol class="items ladder">${ladder.map((b, n) => html`<li key=${n} class="item">
			<div class="item-head"><div class="range">
				<span class="range-words" id=${lineId(list, n, 'head')} tabindex="-1">${t('desk.rules.level', { no: n + 1 })}</span>
				<${Num} m=${m} path=${list + '[' + n + '].from'} label=${t('desk.rules.level.from')} bare /><${Num} m=${m} path=${list + '[' + n + '].to'} label=${t('desk.rules.level.to')} bare /></div>
				<${Acts} m=${m} list=${list} i=${n} name=${titled(b.label)} still fixed=${ladder.length === 1} /></div>
			${['', '.from', '.to'].map((part) => html`<${Wrong} key=${part} m=${m} path=${list + '[' + n + ']' + part} />`)}
			<${Words} m=${m} path=${list + '[' + n + '].label'} label=${t('desk.rules.level.label')} />
			<${Words} m=${m} path=${list + '[' + n + '].text'} label=${t('desk.rules.level.text')} />
		</li>`)}</ol>
		<${Add} list=${list} word=${t('desk.rules.levels.add')} add=${add} />`;
}
