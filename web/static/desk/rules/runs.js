// @ts-check
// Stages that referees record: attempts, how they end, the time; matches; inspections.

import { html } from '../../vendor/html.js';
import { t } from '../../lib/i18n.js';
import { newborn, noText } from './draft.js';
import { Choice, Num, Words, Wrong } from './fields.js';
import { Acts, Add, append, lineId, titled } from './lists.js';
import { methods } from './methods.js';
import { idOf, put } from './path.js';
import { newTask, Tasks } from './tasks.js';

/** @param {string[]} names @param {string} prefix @returns {[any, string][]} */
const words = (names, prefix) => names.map((n) => /** @type {[any, string]} */ ([n, t(prefix + n)]));

/** How attempts end, in the words of the presets. @type {Object<string, import('../../lib/types.js').Text>} */
const ends = {
	ok: { en: 'Counted', ru: 'Засчитан', tg: 'Ба ҳисоб гирифта шуд' },
	dnf: { en: 'Did not finish', ru: 'Не финишировал', tg: 'Ба марра нарасид' },
	dsq: { en: 'Disqualified', ru: 'Дисквалификация', tg: 'Хориҷ карда шуд' },
	dns: { en: 'Did not start', ru: 'Не стартовал', tg: 'Оғоз накард' },
};

/** What a new stage of a kind begins with. @type {Object<string, () => any>} */
export const begun = {
	tasks: () => ({ tasks: [newTask()], attempts: { n: 2, count: 'best' } }),
	time: () => ({ attempts: { n: 3, seconds: 180, count: 'best' }, outcomes: [{ id: 'ok', title: ends.ok, points: 'none', time: 'keep' }], time: { unit: 's', decimals: 2, timers: 1 } }),
	matches: () => ({ matches: { format: 'round_robin', group: 4, to: 2, seconds: 90, points: ['3', '1', '0'], advance: 2, third: false, undecided: 'referee', replays: 3 } }),
	checklist: () => ({ weight: '0', items: [{ id: newborn(), title: noText() }] }),
};

/** @param {{m: any, i: number, s: any}} props */
export function Refereed({ m, i, s }) {
	const at = 'stages[' + i + ']';
	if (s.kind === 'matches') return html`<${Matches} m=${m} at=${at + '.matches'} s=${s} />`;
	if (s.kind === 'checklist') return html`<${Items} m=${m} list=${at + '.items'} items=${s.items} />`;
	return html`${s.kind === 'tasks' && html`<${Tasks} m=${m} at=${at} s=${s} />`}
		<${Attempts} m=${m} at=${at + '.attempts'} s=${s} />
		<${Outcomes} m=${m} list=${at + '.outcomes'} s=${s} />
		<${Time} m=${m} path=${at + '.time'} s=${s} />
		${s.kind === 'tasks' && html`<${Halving} m=${m} list=${at + '.modifiers'} modifiers=${s.modifiers || []} />`}`;
}

/** @param {{m: any, at: string, s: any}} props */
function Attempts({ m, at, s }) {
	const way = methods.runs.find((x) => x.name === s.attempts.count);
	const pick = (/** @type {any} */ def, /** @type {string} */ name) => {
		const of = methods.runs.find((x) => x.name === name);
		put(def, at + '.count', name);
		for (const param of ['k', 'high', 'low']) put(def, at + '.' + param, of && of.params.indexOf(param) >= 0 ? 1 : undefined);
	};
	return html`<h4>${t('desk.rules.attempts')}</h4>
		<div class="numbers four">
			<${Num} m=${m} path=${at + '.n'} label=${t('desk.rules.attempts.n')} whole />
			<${Num} m=${m} path=${at + '.seconds'} label=${t('desk.rules.attempts.seconds')} whole empty=${undefined} placeholder=${t('desk.rules.nolimit')} />
			<${Num} m=${m} path=${at + '.window_minutes'} label=${t('desk.rules.attempts.window')} whole empty=${undefined} placeholder=${t('desk.rules.nolimit')} />
			<${Num} m=${m} path=${at + '.per_approach'} label=${t('desk.rules.attempts.approach')} whole empty=${undefined} placeholder=${t('desk.rules.nolimit')} />
		</div>
		<${Choice} m=${m} path=${at + '.count'} label=${t('desk.rules.attempts.count')} options=${words(methods.runs.map((x) => x.name), 'method.runs.')} set=${pick} />
		<div class="numbers">${(way ? way.params : []).map((p) => html`<${Num} key=${p} m=${m} path=${at + '.' + p} label=${t('method.param.' + p)} whole />`)}</div>
		<${Wrong} m=${m} path=${at} />`;
}

/** @param {{m: any, list: string, s: any}} props */
function Outcomes({ m, list, s }) {
	const outcomes = s.outcomes || [];
	const free = Object.keys(ends).filter((id) => !outcomes.some((/** @type {any} */ o) => o.id === id));
	const add = () => {
		const next = { id: free[0], title: ends[free[0]], points: s.kind === 'time' ? 'none' : free[0] === 'ok' ? 'keep' : 'zero', time: free[0] === 'ok' ? 'keep' : 'none' };
		append(m, list, next, idOf(list + '[' + outcomes.length + '].title.' + (m.wide ? 'tg' : m.lang)));
	};
	return html`<h4>${t('desk.rules.outcomes')}</h4>
		<ol class="items">${outcomes.map((/** @type {any} */ o, /** @type {number} */ k) => html`<li key=${o.id} class="item">
			<div class="item-head"><b id=${lineId(list, k, 'head')} tabindex="-1">${titled(o.title)}</b><${Acts} m=${m} list=${list} i=${k} name=${titled(o.title)} empties=${s.kind === 'tasks'} fixed=${o.id === 'ok' && outcomes.length > 1} /></div>
			<${Words} m=${m} path=${list + '[' + k + '].title'} label=${t('desk.rules.name')} />
			<div class="numbers">
				<${Choice} m=${m} path=${list + '[' + k + '].id'} label=${t('desk.rules.outcome')} options=${words([o.id].concat(free), 'desk.rules.outcome.')} />
				${s.kind === 'tasks' && html`<${Choice} m=${m} path=${list + '[' + k + '].points'} label=${t('desk.rules.outcome.points')} options=${words(['keep', 'zero', 'none'], 'desk.rules.kept.')} />`}
				<${Choice} m=${m} path=${list + '[' + k + '].time'} label=${t('desk.rules.outcome.time')} options=${words(['keep', 'limit', 'none'], 'desk.rules.kept.')} />
			</div></li>`)}</ol>
		<${Wrong} m=${m} path=${list} />
		${free.length > 0 && html`<${Add} list=${list} word=${t('desk.rules.outcomes.add')} add=${add} />`}`;
}

/** @param {{m: any, path: string, s: any}} props */
function Time({ m, path, s }) {
	const taken = (/** @type {any} */ e) => m.edit((/** @type {any} */ def) => put(def, path, e.target.checked ? { unit: 's', decimals: 1, timers: 1 } : undefined));
	return html`<h4>${t('desk.rules.time')}</h4>
		${s.kind === 'tasks' && html`<label class="field check"><input type="checkbox" checked=${s.time !== undefined} onChange=${taken} /><span>${t('desk.rules.time.taken')}</span></label>`}
		${s.time && html`<div class="numbers">
			<${Choice} m=${m} path=${path + '.timers'} label=${t('desk.rules.timers')} options=${[[1, '1'], [2, t('desk.rules.timers.two')]]} />
			<${Num} m=${m} path=${path + '.decimals'} label=${t('desk.rules.decimals')} whole /></div>`}`;
}

/** @param {{m: any, list: string, modifiers: any[]}} props */
function Halving({ m, list, modifiers }) {
	const add = () => append(m, list, { id: newborn(), title: noText(), op: 'halve' }, idOf(list + '[' + modifiers.length + '].title.' + (m.wide ? 'tg' : m.lang)));
	return html`<h4>${t('desk.rules.halving')}</h4>
		<ol class="items">${modifiers.map((x, k) => html`<li key=${x.id} class="item">
			<div class="item-head"><b id=${lineId(list, k, 'head')} tabindex="-1">${titled(x.title)}</b><${Acts} m=${m} list=${list} i=${k} name=${titled(x.title)} empties /></div>
			<${Words} m=${m} path=${list + '[' + k + '].title'} label=${t('desk.rules.name')} /></li>`)}</ol>
		<${Add} list=${list} word=${t('desk.rules.halving.add')} add=${add} />`;
}

/** @param {{m: any, at: string, s: any}} props */
function Matches({ m, at, s }) {
	const table = s.matches.format === 'round_robin' || s.matches.format === 'swiss';
	const pick = (/** @type {any} */ def, /** @type {string} */ format) => {
		const tables = format === 'round_robin' || format === 'swiss';
		const next = { ...s.matches, format, third: format === 'single' && s.matches.third };
		if (tables) next.points = next.points || ['3', '1', '0'];
		else for (const name of ['points', 'advance']) delete next[name];
		if (format === 'round_robin') next.group = next.group || 4;
		else delete next.group;
		put(def, at, next);
	};
	return html`<${Choice} m=${m} path=${at + '.format'} label=${t('desk.rules.matches.format')} options=${words(['round_robin', 'swiss', 'single', 'double'], 'rules.matches.')} set=${pick} />
		<div class="numbers four">
			<${Num} m=${m} path=${at + '.to'} label=${t('desk.rules.matches.to')} whole />
			<${Num} m=${m} path=${at + '.seconds'} label=${t('desk.rules.matches.seconds')} whole />
			${s.matches.format === 'round_robin' && html`<${Num} m=${m} path=${at + '.group'} label=${t('desk.rules.matches.group')} whole empty=${undefined} />`}
			${table && html`<${Num} m=${m} path=${at + '.advance'} label=${t('desk.rules.matches.advance')} whole empty=${undefined} />`}
		</div>
		${table && html`<div class="numbers">${['win', 'draw', 'loss'].map((name, k) => html`<${Num} key=${name} m=${m} path=${at + '.points[' + k + ']'} label=${t('desk.rules.matches.' + name)} />`)}</div>`}
		${s.matches.format === 'single' && html`<label class="field check"><input type="checkbox" checked=${s.matches.third}
			onChange=${(/** @type {any} */ e) => m.edit((/** @type {any} */ def) => put(def, at + '.third', e.target.checked))} /><span>${t('rules.matches.third')}</span></label>`}
		<div class="numbers"><${Num} m=${m} path=${at + '.replays'} label=${t('desk.rules.matches.replays')} whole empty=${undefined} />
			<${Choice} m=${m} path=${at + '.undecided'} label=${t('desk.rules.matches.undecided')} options=${words(['referee', 'replay'], 'desk.rules.undecided.')} /></div>
		<${Wrong} m=${m} path=${at} /><${Wrong} m=${m} path=${at + '.points'} />`;
}

/** @param {{m: any, list: string, items: any[]}} props */
function Items({ m, list, items }) {
	const add = () => append(m, list, { id: newborn(), title: noText() }, idOf(list + '[' + items.length + '].title.' + (m.wide ? 'tg' : m.lang)));
	const sizes = (/** @type {any} */ x) => (x.max ? x.max.length : 0);
	const turn = (/** @type {number} */ k) => (/** @type {any} */ def, /** @type {number} */ n) => {
		put(def, list + '[' + k + '].max', n > 0 ? Array.from({ length: n }, (_, at) => (items[k].max || [])[at] || '10') : undefined);
		put(def, list + '[' + k + '].unit', n > 0 ? items[k].unit || 'cm' : undefined);
	};
	return html`<h4>${t('desk.rules.items')}</h4>
		<ol class="items">${items.map((x, k) => html`<li key=${x.id} class="item">
			<div class="item-head"><b id=${lineId(list, k, 'head')} tabindex="-1">${titled(x.title)}</b><${Acts} m=${m} list=${list} i=${k} name=${titled(x.title)} fixed=${items.length === 1} /></div>
			<${Words} m=${m} path=${list + '[' + k + '].title'} label=${t('desk.rules.name')} />
			<div class="numbers four"><${Choice} m=${m} path=${list + '[' + k + '].max'} label=${t('desk.rules.item.measured')} value=${sizes(x)}
					options=${[0, 1, 2, 3].map((n) => /** @type {[any, string]} */ ([n, t('desk.rules.item.measured.' + n)]))} set=${turn(k)} />
				${(x.max || []).map((/** @type {any} */ _, /** @type {number} */ n) => html`<${Num} key=${n} m=${m} path=${list + '[' + k + '].max[' + n + ']'} label=${t('desk.rules.item.most')} />`)}
				${x.max && html`<${Choice} m=${m} path=${list + '[' + k + '].unit'} label=${t('desk.rules.item.unit')} options=${words(['g', 'cm'], 'desk.rules.unit.')} />`}</div></li>`)}</ol>
		<${Wrong} m=${m} path=${list} />
		<${Add} list=${list} word=${t('desk.rules.items.add')} add=${add} />`;
}
