// @ts-check
// How the total is made, what decides between level entries, what is given.

import { html } from '../../vendor/html.js';
import { number } from '../../lib/format.js';
import { lang, t, translator } from '../../lib/i18n.js';
import { highestOf, languages, newborn, noText } from './draft.js';
import { Choice, Num, Words, Wrong } from './fields.js';
import { Acts, Add, append, lineId, titled } from './lists.js';
import { idOf } from './path.js';
import { Rooms } from './rooms.js';

/** @param {{m: any}} props */
export function Total({ m }) {
	const by = m.def.rank.by;
	const ways = by === 'points' || by === 'percent' ? ['points', 'percent'] : [by];
	const words = (/** @type {string[]} */ names, /** @type {string} */ prefix) => names.map((n) => /** @type {[any, string]} */ ([n, t(prefix + n)]));
	const max = highestOf(m.def);
	return html`<${Choice} m=${m} path="rank.by" label=${t('desk.rules.total')} options=${words(ways, 'rules.total.')} />
		${max && html`<p class="sum num">${t('desk.rules.total.max')} <b>${number(max)}</b></p>`}
		<div class="numbers">
			<${Num} m=${m} path="rank.decimals" label=${t('desk.rules.decimals')} whole />
			<${Num} m=${m} path="rank.min_sheets" label=${t('desk.rules.least')} whole />
		</div>
		<p class="hint">${t('desk.rules.decimals.hint')}</p>
		${m.def.judges.scheme !== 'referee' && html`<${Rooms} m=${m} />`}
		<h3 id="ties-title">${t('desk.rules.ties')}</h3>
		<p class="hint">${t('desk.rules.ties.hint')}</p>
		<${Ties} m=${m} />
		<h3>${t('desk.rules.privacy')}</h3>
		<${Choice} m=${m} path="privacy" label=${t('rules.privacy')} quiet options=${words(['full', 'top', 'own'], 'rules.privacy.')} />`;
}

const keys = ['stage', 'criterion', 'sheet_best', 'sheet_countback'];

/** Everything that may decide, as a value and what it is about. @param {any} def */
function deciders(def) {
	/** @type {any[]} */
	const out = [];
	for (const s of def.stages) {
		out.push({ by: 'stage', stage: s });
		if (s.kind !== 'rubric') continue;
		for (const c of s.criteria) out.push({ by: 'criterion', stage: s, criterion: c });
		out.push({ by: 'sheet_best', stage: s }, { by: 'sheet_countback', stage: s });
	}
	return out;
}

/** @param {any} d @param {any} tie */
function isOf(d, tie) {
	return d.by === tie.by && d.stage.id === tie.stage && (d.by !== 'criterion' || d.criterion.id === tie.criterion);
}

/** What decides, in a language of the event. @param {any} m @param {any} d @param {string} l */
function worded(m, d, l) {
	const of = (/** @type {any} */ text) => text[l] || text.ru || text.en || text.tg || t('desk.rules.untitled');
	return translator(l, m.page.ties[l])('method.tie.' + d.by, { stage: of(d.stage.title), criterion: d.criterion ? of(d.criterion.title) : '' });
}

/** Puts what decides, and its title in three languages, into a key of the chain. @param {any} m @param {any} tie @param {any} d */
function decide(m, tie, d) {
	tie.by = d.by;
	tie.stage = d.stage.id;
	if (d.criterion) tie.criterion = d.criterion.id;
	else delete tie.criterion;
	for (const l of languages) tie.title[l] = worded(m, d, l);
}

/** @param {{m: any}} props */
function Ties({ m }) {
	const list = m.def.ties;
	const all = deciders(m.def);
	const add = () => {
		const free = all.find((d) => !list.some((/** @type {any} */ tie) => isOf(d, tie)));
		if (!free) return;
		const tie = { by: '', order: 'desc', title: noText() };
		decide(m, tie, free);
		append(m, 'ties', tie, idOf('ties[' + (list.length - 1) + ']'), true);
	};
	return html`<ol class="items chain">${list.map((/** @type {any} */ tie, /** @type {number} */ i) => (tie.by === 'vote'
		? html`<li key="vote" class="item"><div class="item-head"><span id=${lineId('ties', i, 'head')} tabindex="-1">${t('rules.tie.vote', { no: i + 1 })}</span></div>
			<p class="hint">${t('rules.style.' + m.def.rank.style)}</p></li>`
		: html`<${Tie} key=${[tie.by, tie.stage, tie.criterion, tie.n, tie.field].join()} m=${m} tie=${tie} i=${i} all=${all} />`))}</ol>
		<${Add} list="ties" word=${t('desk.rules.ties.add')} add=${add} />`;
}

/** @param {{m: any, tie: any, i: number, all: any[]}} props */
function Tie({ m, tie, i, all }) {
	const path = 'ties[' + i + ']';
	const name = titled(tie.title);
	const chosen = all.findIndex((d) => isOf(d, tie));
	const plain = keys.indexOf(tie.by) < 0;
	const pick = (/** @type {any} */ e) => m.edit((/** @type {any} */ def) => {
		m.focus = idOf(path);
		decide(m, def.ties[i], all[chosen < 0 ? e.target.selectedIndex - 1 : e.target.selectedIndex]);
	});
	return html`<li class="item"><div class="item-head">
		<span class="place num" id=${lineId('ties', i, 'head')} tabindex="-1">${i + 1}.</span>
		${plain ? html`<span class="told-tie">${name}</span>` : html`<label class="aside-text" for=${idOf(path)}>${t('desk.rules.ties.what', { no: i + 1 })}</label>
			<select id=${idOf(path)} onChange=${pick}>
				${chosen < 0 && html`<option selected>${t('desk.rules.ties.choose')}</option>`}
				${all.map((d, k) => html`<option key=${k} selected=${k === chosen}>${worded(m, d, lang)}</option>`)}</select>
			<div class="order"><${Choice} m=${m} path=${path + '.order'} label=${t('desk.rules.ties.order', { no: i + 1 })} quiet
				options=${[['desc', t('desk.rules.better.desc')], ['asc', t('desk.rules.better.asc')]]} /></div>`}
		<${Acts} m=${m} list="ties" i=${i} name=${name} last=${m.def.ties.length - 2} /></div>
		${['', '.by', '.stage', '.criterion', '.n', '.field'].map((part) => html`<${Wrong} key=${part} m=${m} path=${path + part} />`)}
	</li>`;
}

/** @param {{m: any}} props */
export function Awards({ m }) {
	const list = m.def.awards;
	const add = () => append(m, 'awards', { id: newborn(), title: noText(), give: 'nomination', quota: null, to: 'entry' },
		idOf('awards[' + list.length + '].title.' + (m.wide ? 'tg' : m.lang)));
	return html`<ol class="items">${list.map((/** @type {any} */ a, /** @type {number} */ i) => html`<li key=${a.id} class="item">
			<div class="item-head"><b id=${lineId('awards', i, 'head')} tabindex="-1">${titled(a.title)}</b>
				<${Acts} m=${m} list="awards" i=${i} name=${titled(a.title)} fixed=${list.length === 1} /></div>
			<${Words} m=${m} path=${'awards[' + i + '].title'} label=${t('desk.rules.name')} />
			<${Given} m=${m} a=${a} i=${i} />
		</li>`)}</ol>
		<${Add} list="awards" word=${t('desk.rules.awards.add')} add=${add} />`;
}

/** @param {{m: any, a: any, i: number}} props */
function Given({ m, a, i }) {
	const path = 'awards[' + i + ']';
	const gives = /** @type {[any, string][]} */ ((a.give === 'stage' ? ['stage'] : ['places', 'rest', 'nomination']).map((g) => [g, t('desk.rules.give.' + g)]));
	const give = (/** @type {any} */ def, /** @type {string} */ value) => {
		def.awards[i].give = value;
		if (value === 'places') def.awards[i].places = [1];
		else delete def.awards[i].places;
		if (value !== 'nomination') delete def.awards[i].scored;
	};
	const places = (/** @type {any} */ e) => m.edit((/** @type {any} */ def) => {
		def.awards[i].places = e.target.value.split(/[^\d]+/).filter(Boolean).map(Number);
	});
	return html`<div class="numbers">
		<${Choice} m=${m} path=${path + '.give'} label=${t('desk.rules.give')} options=${gives} set=${give} />
		${a.places && html`<div class="field"><label class="label" for=${idOf(path + '.places')}>${t('desk.rules.places')}</label>
			<input type="text" class="num" id=${idOf(path + '.places')} inputmode="numeric" value=${a.places.join(', ')} onChange=${places} />
			<${Wrong} m=${m} path=${path + '.places'} />${a.places.map((/** @type {number} */ p, /** @type {number} */ k) => html`<${Wrong} key=${k} m=${m} path=${path + '.places[' + k + ']'} />`)}</div>`}
		${a.give !== 'rest' && html`<${Num} m=${m} path=${path + '.quota'} label=${t('desk.rules.quota')} whole empty=${null} placeholder=${t('desk.rules.nolimit')} />`}
		${(m.def.entry.fields.indexOf('supervisor') >= 0 || a.to === 'supervisor') && html`<${Choice} m=${m} path=${path + '.to'} label=${t('desk.rules.award.to')}
			options=${[['entry', t('desk.rules.award.entry')], ['supervisor', t('desk.rules.award.supervisor')]]} />`}
	</div>`;
}
