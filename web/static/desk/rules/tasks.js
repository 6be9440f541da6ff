// @ts-check
// The task sheet of a stage: counters and choices, what they need, and which
// exclude each other.

import { html } from '../../vendor/html.js';
import { t } from '../../lib/i18n.js';
import { newborn, noText } from './draft.js';
import { Choice, Num, Words, Wrong } from './fields.js';
import { Acts, Add, append, lineId, titled } from './lists.js';
import { idOf, put } from './path.js';

export const newTask = () => ({ id: newborn(), title: noText(), counter: { each: '1', max: 1 } });
const newChoice = (/** @type {string} */ value) => ({ value, label: noText() });

/** @param {{m: any, at: string, s: any}} props */
export function Tasks({ m, at, s }) {
	const list = at + '.tasks';
	const add = () => append(m, list, newTask(), idOf(list + '[' + s.tasks.length + '].title.' + (m.wide ? 'tg' : m.lang)));
	return html`<h4>${t('desk.rules.tasks')}</h4>
		${s.tasks.length === 0 && html`<p class="hint">${t('desk.rules.tasks.none')}</p>`}
		<ol class="items">${s.tasks.map((/** @type {any} */ task, /** @type {number} */ k) => html`<li key=${task.id} class="item">
			<div class="item-head"><b id=${lineId(list, k, 'head')} tabindex="-1">${k + 1}. ${titled(task.title)}</b><${Acts} m=${m} list=${list} i=${k} name=${titled(task.title)} /></div>
			<${Task} m=${m} at=${list + '[' + k + ']'} s=${s} task=${task} /></li>`)}</ol>
		<${Wrong} m=${m} path=${list} />
		<${Add} list=${list} word=${t('desk.rules.tasks.add')} add=${add} />
		<${Together} m=${m} list=${at + '.exclusive'} s=${s} />`;
}

/** @param {{m: any, at: string, s: any, task: any}} props */
function Task({ m, at, s, task }) {
	const turn = (/** @type {any} */ def, /** @type {string} */ how) => {
		put(def, at + '.counter', how === 'counter' ? { each: '1', max: 1 } : undefined);
		put(def, at + '.choice', how === 'choice' ? [newChoice('0'), newChoice('1')] : undefined);
	};
	const others = s.tasks.filter((/** @type {any} */ x) => x.id !== task.id);
	return html`<${Words} m=${m} path=${at + '.title'} label=${t('desk.rules.name')} />
		<div class="numbers">
			<${Choice} m=${m} path=${at + '.counter'} label=${t('desk.rules.task.how')} value=${task.choice ? 'choice' : 'counter'}
				options=${['counter', 'choice'].map((how) => /** @type {[any, string]} */ ([how, t('desk.rules.task.' + how)]))} set=${turn} />
			${task.counter && html`<${Num} m=${m} path=${at + '.counter.each'} label=${t('desk.rules.task.each')} />
				<${Num} m=${m} path=${at + '.counter.max'} label=${t('desk.rules.task.max')} whole />`}
		</div>
		<${Wrong} m=${m} path=${at} />
		${task.choice && html`<${Choices} m=${m} list=${at + '.choice'} choices=${task.choice} />`}
		${others.length > 0 && html`<${Named} m=${m} path=${at + '.needs'} tasks=${others} chosen=${task.needs || []} label=${t('desk.rules.task.needs')} />`}`;
}

/** @param {{m: any, list: string, choices: any[]}} props */
function Choices({ m, list, choices }) {
	const add = () => append(m, list, newChoice(String(choices.length)), idOf(list + '[' + choices.length + '].value'));
	return html`<ol class="items ladder">${choices.map((c, k) => html`<li key=${k} class="item">
			<div class="item-head"><span id=${lineId(list, k, 'head')} tabindex="-1"><${Num} m=${m} path=${list + '[' + k + '].value'} label=${t('desk.rules.task.points')} /></span>
				<${Acts} m=${m} list=${list} i=${k} name=${titled(c.label)} fixed=${choices.length <= 2} /></div>
			<${Words} m=${m} path=${list + '[' + k + '].label'} label=${t('desk.rules.name')} /></li>`)}</ol>
		<${Add} list=${list} word=${t('desk.rules.task.choice.add')} add=${add} />`;
}

/** Counters that have one limit together. @param {{m: any, list: string, s: any}} props */
function Together({ m, list, s }) {
	const groups = s.exclusive || [];
	const counters = s.tasks.filter((/** @type {any} */ x) => x.counter);
	const add = () => append(m, list, { tasks: [], max: 1 }, idOf(list + '[' + groups.length + '].max'));
	if (counters.length < 2 && groups.length === 0) return null;
	return html`<h4>${t('desk.rules.together')}</h4>
		<p class="hint">${t('desk.rules.together.hint')}</p>
		<ol class="items">${groups.map((/** @type {any} */ g, /** @type {number} */ k) => html`<li key=${k} class="item">
			<div class="item-head"><b id=${lineId(list, k, 'head')} tabindex="-1">${t('desk.rules.together.no', { no: k + 1 })}</b>
				<${Acts} m=${m} list=${list} i=${k} name=${t('desk.rules.together.no', { no: k + 1 })} empties /></div>
			<${Named} m=${m} path=${list + '[' + k + '].tasks'} tasks=${counters} chosen=${g.tasks} label=${t('desk.rules.together.tasks')} keeps />
			<${Num} m=${m} path=${list + '[' + k + '].max'} label=${t('desk.rules.together.max')} whole /></li>`)}</ol>
		<${Add} list=${list} word=${t('desk.rules.together.add')} add=${add} />`;
}

/** Some of the tasks, by boxes; an empty choice is left out unless it is kept. @param {{m: any, path: string, tasks: any[], chosen: string[], label: string, keeps?: boolean}} props */
function Named({ m, path, tasks, chosen, label, keeps = false }) {
	const turn = (/** @type {string} */ id, /** @type {boolean} */ on) => m.edit((/** @type {any} */ def) => {
		const next = chosen.filter((x) => x !== id).concat(on ? [id] : []);
		put(def, path, next.length > 0 || keeps ? next : undefined);
	});
	return html`<fieldset class="field"><legend class="label">${label}</legend>
		${tasks.map((x) => html`<label key=${x.id} class="check"><input type="checkbox" checked=${chosen.indexOf(x.id) >= 0}
			onChange=${(/** @type {any} */ e) => turn(x.id, e.target.checked)} /><span>${titled(x.title)}</span></label>`)}
		<${Wrong} m=${m} path=${path} />${chosen.map((_, k) => html`<${Wrong} key=${k} m=${m} path=${path + '[' + k + ']'} />`)}</fieldset>`;
}
