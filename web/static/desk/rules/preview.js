// @ts-check
// What judges will see: the sheet as the tablet draws it, with marks that go
// nowhere, and the rules as text.

import { html } from '../../vendor/html.js';
import { useState } from '../../vendor/hooks.js';
import { number } from '../../lib/format.js';
import { lang, t } from '../../lib/i18n.js';
import { Criterion, Penalty } from '../../tablet/criterion.js';
import { emptyBody, total, withMark } from '../../tablet/sheet.js';
import { isText, languages } from './draft.js';
import { Paper, Print } from './paper.js';

/** @param {{m: any}} props */
export function Preview({ m }) {
	const [chosen, setTab] = useState('sheet');
	const [tongue, setTongue] = useState(lang);
	const drawn = m.def.stages.map((/** @type {any} */ s, /** @type {number} */ i) => ({ s, rubric: m.rubrics[m.sent().stages[i].id] })).filter((/** @type {any} */ x) => x.rubric && !x.rubric.kind);
	const [picked, setPicked] = useState('');
	const open = m.def.stages[m.stage];
	const wanted = m.page.edits && open && m.section === 'stages' ? open.id : picked;
	const shown = drawn.find((/** @type {any} */ x) => x.s.id === wanted) || drawn[0];
	// Beside the stages both sides show the same one.
	const pick = (/** @type {any} */ stage) => {
		setPicked(stage.id);
		if (m.section === 'stages') m.show({ stage: m.def.stages.indexOf(stage), line: -1 });
	};
	const tabs = drawn.length > 0 ? ['sheet', 'rules'] : ['rules']; // referees have no sheet of criteria
	const tab = drawn.length > 0 ? chosen : 'rules';
	const turn = (/** @type {KeyboardEvent} */ e) => {
		if (e.key !== 'ArrowLeft' && e.key !== 'ArrowRight') return;
		const next = tabs[(tabs.indexOf(tab) + 1) % tabs.length];
		setTab(next);
		/** @type {any} */ (document.getElementById('tab-' + next)).focus();
	};
	return html`<aside class="preview" aria-label=${t('desk.rules.preview')}>
		<div class="preview-head">
			<div role="tablist" class="tabs" aria-label=${t('desk.rules.preview')} onKeyDown=${turn}>${tabs.map((name) => html`<button key=${name} type="button" role="tab" id=${'tab-' + name}
				aria-selected=${tab === name} aria-controls="preview-body" tabindex=${tab === name ? 0 : -1} onClick=${() => setTab(name)}>${t('desk.rules.preview.' + name)}</button>`)}</div>
			<div class="choices" role="group" aria-label=${t('desk.rules.preview.language')}>${languages.map((l) => html`<button key=${l} type="button" lang=${l}
				aria-pressed=${tongue === l} onClick=${() => setTongue(l)}>${l}<span class="aside-text"> ${t('desk.rules.lang.' + l)}</span></button>`)}</div>
		</div>
		<div id="preview-body" role="tabpanel" aria-labelledby=${'tab-' + tab} lang=${tongue}>
			${tab === 'sheet' && drawn.length > 1 && html`<label class="field"><span class="aside-text">${t('desk.rules.preview.stage')}</span>
				<select onChange=${(/** @type {any} */ e) => pick(drawn[e.target.selectedIndex].s)}>
					${drawn.map((/** @type {any} */ x) => html`<option key=${x.s.id} selected=${x === shown}>${x.s.title[tongue] || t('desk.rules.untitled')}</option>`)}</select></label>`}
			${tab === 'sheet' && shown && html`<${Sheet} key=${shown.s.id} rubric=${inTongue(shown.rubric, tongue)} />`}
			${tab === 'rules' && !m.fresh && html`<p class="notice wait">${t('desk.rules.preview.old')}</p>`}
			${tab === 'rules' && html`<${Print} m=${m} /><${Rules} lines=${m.rules[tongue] || []} />`}
		</div>
	</aside><${Paper} m=${m} tongue=${tongue} />`;
}

/** Every text in one language, so that the tablet's own parts show that one. @param {any} node @param {string} l @returns {any} */
function inTongue(node, l) {
	if (Array.isArray(node)) return node.map((x) => inTongue(x, l));
	if (node === null || typeof node !== 'object') return node;
	if (isText(node)) return { tg: node[l], ru: node[l], en: node[l] };
	/** @type {Object<string, any>} */
	const out = {};
	for (const key of Object.keys(node)) out[key] = inTongue(node[key], l);
	return out;
}

/** @param {{rubric: any}} props */
function Sheet({ rubric }) {
	const [body, setBody] = useState(emptyBody(rubric));
	const [touched, setTouched] = useState(/** @type {any} */ (null));
	// A mark that the scale no longer has is no mark.
	const now = { ...body, marks: { ...body.marks } };
	for (const c of rubric.criteria) if (now.marks[c.id] && !within(c, now.marks[c.id])) now.marks[c.id] = null;
	const sum = totalOf(rubric, now);
	return html`<div class="try">
		<p class="try-total num">${t('tablet.total')} <b>${sum ? number(sum.total) : '–'}</b> / <span class="try-max">${sum ? number(sum.max) : '–'}</span></p>
		${rubric.criteria.map((/** @type {any} */ c, /** @type {number} */ i) => html`<${Criterion} key=${c.id} c=${c} at=${i} body=${now} touched=${touched} small=${false}
			narrow numbers=${false} still=${false} touch=${(/** @type {number} */ band) => setTouched({ id: c.id, band })}
			give=${(/** @type {string} */ mark) => setBody(withMark(now, c.id, mark))}
			note=${(/** @type {string} */ text) => setBody({ ...now, notes: { ...now.notes, [c.id]: text } })} />`)}
		${(rubric.penalties || []).map((/** @type {any} */ p) => html`<${Penalty} key=${p.id} p=${p} count=${now.counts[p.id]} still=${false}
			set=${(/** @type {number} */ n) => setBody({ ...now, counts: { ...now.counts, [p.id]: n } })} />`)}
		<p class="hint">${t('desk.rules.preview.nowhere')}</p>
	</div>`;
}

/** The total of a team's sheet; null where its numbers are longer than whole numbers are exact. @param {any} rubric @param {any} body */
function totalOf(rubric, body) {
	try {
		return total(rubric, body, 2);
	} catch (err) {
		return null;
	}
}

/** @param {any} c @param {any} mark */
function within(c, mark) {
	return Number(mark) >= Number(c.min) && Number(mark) <= Number(c.max);
}

/** The rules as text; a line with others under it stays with them on paper. @param {{lines: {level: number, text: string}[]}} props */
export function Rules({ lines }) {
	const leads = (/** @type {number} */ i) => (lines[i + 1] && lines[i + 1].level > lines[i].level ? ' leads' : '');
	return html`<div class="rules">${lines.map((line, i) => (line.level === 0 ? html`<h3 key=${i}>${line.text}</h3>` : html`<p key=${i} class=${'level-' + line.level + leads(i)}>${line.text}</p>`))}</div>`;
}
