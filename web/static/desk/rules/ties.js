// @ts-check
// The chain of comparisons between level entries, of the total or of a stage.

import { html } from '../../vendor/html.js';
import { lang, t, translator } from '../../lib/i18n.js';
import { languages, noText } from './draft.js';
import { Choice, Wrong } from './fields.js';
import { Acts, Add, append, lineId, titled } from './lists.js';
import { low, methods } from './methods.js';
import { idOf, valueAt } from './path.js';

/** @typedef {{key: import('./methods.js').Key, stage: any, criterion?: any, n?: number}} Decider */

/** Can the key be asked of the stage? judging's TestTieKeys says the same in Go. @param {import('./methods.js').Key} key @param {any} stage */
function fits(key, stage) {
	const kinds = key.kinds || [];
	return (kinds.length === 0 || kinds.indexOf(stage.kind) >= 0) && (key.fields || []).every((path) => valueAt(stage, path) !== undefined);
}

/** Everything that may decide. @param {any[]} stages @returns {Decider[]} */
function deciders(stages) {
	/** @type {Decider[]} */
	const out = [];
	for (const stage of stages) {
		for (const key of methods.tie.filter((k) => fits(k, stage))) {
			if (key.of === 'criteria') for (const criterion of stage.criteria) out.push({ key, stage, criterion });
			else if (key.of === 'attempts') for (let n = 1; n <= stage.attempts.n; n++) out.push({ key, stage, n });
			else out.push({ key, stage });
		}
	}
	return out;
}

/** @param {Decider} d @param {any} tie */
function isOf(d, tie) {
	return d.key.name === tie.by && d.stage.id === tie.stage && d.n === tie.n && (d.criterion ? d.criterion.id : undefined) === tie.criterion;
}

/** What decides, in a language of the event. @param {any} m @param {Decider} d @param {string} l */
function worded(m, d, l) {
	const of = (/** @type {any} */ text) => text[l] || text.ru || text.en || text.tg || t('desk.rules.untitled');
	return translator(l, m.page.ties[l])('method.tie.' + d.key.name, { stage: of(d.stage.title), criterion: d.criterion ? of(d.criterion.title) : '', n: d.n });
}

/** Makes a key of the chain of what decides, with its title in three languages. @param {any} m @param {any} tie @param {Decider} d */
function decide(m, tie, d) {
	tie.by = d.key.name;
	tie.stage = d.stage.id;
	tie.order = d.key.low || (d.key.name === 'stage' && low(d.stage)) ? 'asc' : 'desc';
	delete tie.criterion;
	delete tie.n;
	if (d.criterion) tie.criterion = d.criterion.id;
	if (d.n) tie.n = d.n;
	for (const l of languages) tie.title[l] = worded(m, d, l);
}

/** The chain at a place, which asks of these stages; that of the total ends with the vote. @param {{m: any, list: string, stages: any[]}} props */
export function Ties({ m, list, stages }) {
	const chain = valueAt(m.def, list) || [];
	const total = list === 'ties';
	const all = deciders(stages).filter((d) => total || d.key.name !== 'stage'); // the stage's result is what is level
	const add = () => {
		const free = all.find((d) => !chain.some((/** @type {any} */ tie) => isOf(d, tie)));
		if (!free) return;
		const tie = { by: '', title: noText() };
		decide(m, tie, free);
		append(m, list, tie, idOf(list + '[' + (total ? chain.length - 1 : chain.length) + ']'), total);
	};
	return html`<ol class="items chain">${chain.map((/** @type {any} */ tie, /** @type {number} */ i) => (tie.by === 'vote'
		? html`<li key="vote" class="item"><div class="item-head"><span id=${lineId(list, i, 'head')} tabindex="-1">${t('rules.tie.vote', { no: i + 1 })}</span></div>
			<p class="hint">${t('rules.style.' + m.def.rank.style)}</p></li>`
		: html`<${Tie} key=${[tie.by, tie.stage, tie.criterion, tie.n, tie.field].join()} m=${m} list=${list} tie=${tie} i=${i} all=${all} last=${chain.length - (total ? 2 : 1)} />`))}</ol>
		<${Wrong} m=${m} path=${list} />
		<${Add} list=${list} word=${t('desk.rules.ties.add')} add=${add} />`;
}

/** @param {{m: any, list: string, tie: any, i: number, all: Decider[], last: number}} props */
function Tie({ m, list, tie, i, all, last }) {
	const path = list + '[' + i + ']';
	const name = titled(tie.title);
	const chosen = all.findIndex((d) => isOf(d, tie));
	const plain = !methods.tie.some((k) => k.name === tie.by);
	const pick = (/** @type {any} */ e) => m.edit((/** @type {any} */ def) => {
		m.focus = idOf(path);
		decide(m, valueAt(def, path), all[chosen < 0 ? e.target.selectedIndex - 1 : e.target.selectedIndex]);
	});
	// What penalties took off is a figure below 0: the higher has lost less.
	const less = tie.by === 'penalties' ? 'desc' : 'asc';
	const orders = ['desc', 'asc'].map((o) => [o, t(o === less ? 'desk.rules.better.asc' : 'desk.rules.better.desc')]);
	return html`<li class="item"><div class="item-head">
		<span class="place num" id=${lineId(list, i, 'head')} tabindex="-1">${i + 1}.</span>
		${plain ? html`<span class="told-tie">${name}</span>` : html`<label class="aside-text" for=${idOf(path)}>${t('desk.rules.ties.what', { no: i + 1 })}</label>
			<select id=${idOf(path)} onChange=${pick}>
				${chosen < 0 && html`<option selected>${t('desk.rules.ties.choose')}</option>`}
				${all.map((d, k) => html`<option key=${k} selected=${k === chosen}>${worded(m, d, lang)}</option>`)}</select>
			<div class="order"><${Choice} m=${m} path=${path + '.order'} label=${t('desk.rules.ties.order', { no: i + 1 })} quiet options=${orders} /></div>`}
		<${Acts} m=${m} list=${list} i=${i} name=${name} last=${last} empties=${list !== 'ties'} /></div>
		<${Wrong} m=${m} path=${path} />${['.stage', '.criterion', '.n', '.field'].map((part) => html`<${Wrong} key=${part} m=${m} path=${path + part} />`)}
	</li>`;
}
