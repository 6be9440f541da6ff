// @ts-check
// Stages: their order, and of each rubric stage its criteria, penalties and how
// sheets are counted. A kind that is not edited here is told in words.

import { html } from '../../vendor/html.js';
import { number } from '../../lib/format.js';
import { lang, t } from '../../lib/i18n.js';
import { Shape } from '../../tablet/parts.js';
import { Counting } from './counting.js';
import { Criteria, newCriterion } from './criteria.js';
import { highest, highestTasks, isNewborn, maxOf, newborn, noText } from './draft.js';
import { Examples } from './examples.js';
import { Choice, Num, Words, Wrong, wrongAt } from './fields.js';
import { Acts, Add, append, lineId, titled } from './lists.js';
import { panelOf } from './methods.js';
import { idOf } from './path.js';
import { begun, Refereed } from './runs.js';

const rubric = () => ({ panel: 'mean', sheet: 'points', criteria: [newCriterion()] });

/** @param {{m: any}} props */
export function Stages({ m }) {
	const add = () => {
		const at = m.def.stages.length;
		m.show({ stage: at, line: 0 });
		append(m, 'stages', {
			id: newborn(), title: noText(), place: 'room', kind: 'rubric', weight: '1', combine: 'none', ...rubric(),
		}, idOf('stages[' + at + '].title.' + (m.wide ? 'tg' : m.lang)));
	};
	return html`<${Examples} m=${m} /><ol class="items stages">${m.def.stages.map((/** @type {any} */ s, /** @type {number} */ i) => html`<li key=${s.id} class="item">
			<${Head} m=${m} s=${s} i=${i} />
			${m.stage === i && html`<div class="inside" id=${idOf('stages[' + i + ']')}>${s.kind === 'places' ? html`<${Told} m=${m} i=${i} />` : html`<${Stage} m=${m} s=${s} i=${i} />`}</div>`}
		</li>`)}</ol>
		<${Wrong} m=${m} path="stages" />
		<${Add} list="stages" word=${t('desk.rules.stages.add')} add=${add} />`;
}

/** Are there problems in a part of the definition? @param {any} m @param {string} part */
export function wrongIn(m, part) {
	return m.problems.filter((/** @type {any} */ p) => p.path.indexOf(part) === 0).length;
}

/** @param {{m: any, s: any, i: number}} props */
function Head({ m, s, i }) {
	const max = maxOf(s);
	const open = m.stage === i;
	const wrong = wrongIn(m, 'stages[' + i + ']');
	return html`<div class="item-head">
		<button type="button" class="opens" id=${lineId('stages', i, 'head')} aria-expanded=${open} onClick=${() => m.show({ stage: open ? -1 : i, line: -1 })}>
			<${Shape} name="i-arrow" /><b class="called">${titled(s.title)}</b>
			<span class="gist num">${max ? t('desk.rules.max', { max: number(max) }) : t('page.kind.' + s.kind)}${s.weight !== '1' && s.weight !== '' ? ' · ×' + number(s.weight) : ''}</span>
			${wrong > 0 && html`<span class="error">${t('desk.rules.errors', { count: wrong })}</span>`}
		</button>
		<${Acts} m=${m} list="stages" i=${i} name=${titled(s.title)} fixed=${m.page.fixed.stages.indexOf(s.id) >= 0} />
	</div>`;
}

/** A stage that is not edited here, as the rules tell it. @param {{m: any, i: number}} props */
function Told({ m, i }) {
	const rules = m.rules[lang] || [];
	const heads = rules.map((/** @type {any} */ r, /** @type {number} */ at) => (r.key === 'stage' ? at : -1)).filter((/** @type {number} */ at) => at >= 0);
	const from = heads[i];
	const to = rules.findIndex((/** @type {any} */ r, /** @type {number} */ at) => at > from && r.level === 0);
	return html`<p class="hint">${t('desk.rules.stage.told')}</p>
		<ul class="told">${from !== undefined && rules.slice(from + 1, to).map((/** @type {any} */ r, /** @type {number} */ at) => html`<li key=${at} class=${'level-' + r.level}>${r.text}</li>`)}</ul>`;
}

const places = ['remote', 'live', 'booth', 'room', 'field'];

/** @param {{m: any, s: any, i: number}} props */
function Stage({ m, s, i }) {
	const at = 'stages[' + i + ']';
	const words = (/** @type {string[]} */ names, /** @type {string} */ prefix) => names.map((n) => /** @type {[any, string]} */ ([n, t(prefix + n)]));
	const kind = (/** @type {any} */ def, /** @type {string} */ to) => {
		const { id, title, place, weight } = s;
		def.stages[i] = { id, title, place, weight, combine: 'none', kind: to, ...(to === 'rubric' ? rubric() : begun[to]()) };
	};
	return html`<${Words} m=${m} path=${at + '.title'} label=${t('desk.rules.name')} />
		<div class="numbers">
			<${Num} m=${m} path=${at + '.weight'} label=${t('desk.rules.weight')} />
			<${Num} m=${m} path=${at + '.minutes'} label=${t('desk.rules.minutes')} whole empty=${undefined} />
			<${Num} m=${m} path=${at + '.questions_minutes'} label=${t('desk.rules.questions')} whole empty=${undefined} />
		</div>
		<p class="hint">${t('desk.rules.weight.' + m.def.rank.by)}</p>
		<${Choice} m=${m} path=${at + '.place'} label=${t('desk.rules.place')} options=${words(places, 'rules.place.')} />
		<${Wrong} m=${m} path=${at + '.combine'} />
		${isNewborn(s.id) && html`<${Choice} m=${m} path=${at + '.kind'} label=${t('page.kind')} options=${words(['rubric'].concat(Object.keys(begun)), 'page.kind.')} set=${kind} />`}
		${s.kind === 'rubric' ? html`<${Rubric} m=${m} s=${s} i=${i} />` : html`<${Refereed} m=${m} s=${s} i=${i} />`}
		${s.kind === 'tasks' && s.tasks.length > 0 && html`<${Sum} m=${m} at=${at} max=${highestTasks(s)} />`}`;
}

/** @param {{m: any, s: any, i: number}} props */
function Rubric({ m, s, i }) {
	const at = 'stages[' + i + ']';
	const method = panelOf(s);
	return html`<h4>${t('desk.rules.criteria')}</h4>
		<${Criteria} m=${m} i=${i} s=${s} />
		<${Sum} m=${m} at=${at} max=${highest(s)} sheet=${method && method.moves} />
		<${Counting} m=${m} i=${i} s=${s} />
		<${Penalties} m=${m} list=${at + '.penalties'} penalties=${s.penalties || []} />`;
}

/** The highest result; sheet: of a sheet, of which the method's result says nothing. @param {{m: any, at: string, max: string, sheet?: boolean}} props */
function Sum({ m, at, max, sheet = false }) {
	return html`<p class=${'sum num' + (wrongAt(m, at + '.max').length > 0 ? ' error' : '')} aria-live="polite">${t(sheet ? 'desk.rules.sum.sheet' : 'desk.rules.sum')} <b id=${idOf(at + '.max')}>${max ? number(max) : '–'}</b></p>`;
}

/** @param {{m: any, list: string, penalties: any[]}} props */
function Penalties({ m, list, penalties }) {
	const add = () => append(m, list, { id: newborn(), title: noText(), per: '-1', max_count: null, when: 'always' },
		idOf(list + '[' + penalties.length + '].title.' + (m.wide ? 'tg' : m.lang)));
	const when = /** @type {[any, string][]} */ (['always', 'team'].map((w) => [w, t('desk.rules.penalty.' + w)]));
	return html`<h4>${t('desk.rules.penalties')}</h4>
		<ol class="items">${penalties.map((p, k) => html`<li key=${p.id} class="item">
			<div class="item-head"><b id=${lineId(list, k, 'head')} tabindex="-1">${titled(p.title)}</b><${Acts} m=${m} list=${list} i=${k} name=${titled(p.title)} empties /></div>
			<${Words} m=${m} path=${list + '[' + k + '].title'} label=${t('desk.rules.name')} />
			<div class="numbers">
				<${Num} m=${m} path=${list + '[' + k + '].per'} label=${t('desk.rules.penalty.per')} />
				<${Num} m=${m} path=${list + '[' + k + '].max_count'} label=${t('desk.rules.penalty.max')} whole empty=${null} placeholder=${t('desk.rules.nolimit')} />
				<${Choice} m=${m} path=${list + '[' + k + '].when'} label=${t('desk.rules.penalty.when')} options=${when} />
			</div></li>`)}</ol>
		<${Add} list=${list} word=${t('desk.rules.penalties.add')} add=${add} />`;
}
