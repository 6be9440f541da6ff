// @ts-check
// One criterion: title, mark, band cells, number keys. Two taps give a mark;
// there is no default, and 0 is a mark like any other.

import { html } from '../vendor/html.js';
import { number } from '../lib/format.js';
import { say, t } from '../lib/i18n.js';
import { Shape } from './parts.js';
import { bandOf, isUnsure, keyRows, markOf, marksBetween, needsNote } from './sheet.js';

/**
 * @param {Object} of
 * @param {import('../lib/types.js').Criterion} of.c
 * @param {number} of.at from 0
 * @param {import('../lib/types.js').Body} of.body
 * @param {{id: string, band: number} | null} of.touched the criterion last touched, and its open band
 * @param {boolean} of.small one line when finished and not touched
 * @param {boolean} of.narrow
 * @param {boolean} of.numbers numbers first: no cells
 * @param {boolean} of.still nothing may change
 * @param {(band: number) => void} of.touch
 * @param {(mark: string) => void} of.give
 * @param {(note: string) => void} of.note
 */
export function Criterion({ c, at, body, touched, small, narrow, numbers, still, touch, give, note }) {
	const mark = markOf(body, c.id);
	const here = touched !== null && touched.id === c.id;
	const bands = c.bands || [];
	const marked = bandOf(c, mark);
	const open = here ? touched.band : marked;
	const gap = mark === null || needsNote(c, body);
	const head = html`<${Head} c=${c} at=${at} mark=${mark} unsure=${isUnsure(body, c.id)} />`;
	if (small && !gap && !here) {
		return html`<section class="criterion done" id=${'c-' + c.id}><button type="button" class="fold" onClick=${() => touch(marked)}>${head}</button></section>`;
	}
	const cells = bands.length > 1 && !numbers;
	const all = marksBetween(c, cells && open >= 0 ? bands[open].from : c.min, cells && open >= 0 ? bands[open].to : c.max);
	const pick = (/** @type {number} */ i) => () => {
		touch(i);
		if (bands[i].from === bands[i].to) give(bands[i].from);
	};
	const wide = narrow ? 4 : cells ? 8 : 11;
	return html`<section class=${'criterion' + (gap ? ' gap' : '')} id=${'c-' + c.id} aria-labelledby=${'t-' + c.id}>
		${head}
		${cells && html`<div class="bands" style=${{ '--bands': bands.length }} role="group" aria-labelledby=${'t-' + c.id}>
			${bands.map((band, i) => html`<button key=${i} type="button" disabled=${still}
				class=${'band' + (i === marked ? ' chosen' : i === open && here ? ' open' : '')} aria-pressed=${i === marked} onClick=${pick(i)}>
				<span class="band-head"><b>${say(band.label)}</b><b class="num">${range(band)}</b></span>
				<span class="band-text">${say(band.text)}</span>
				<span class="bars" aria-hidden="true">${bands.map((b, k) => html`<i key=${k} class=${k <= i ? 'on' : ''}></i>`)}</span>
			</button>`)}</div>`}
		${(cells ? here && open >= 0 && all.length > 1 : true) && html`<${Keys} rows=${keyRows(all, wide, !narrow)} c=${c} mark=${mark}
			still=${still} word=${!cells && bands.length > 0} give=${(/** @type {string} */ m) => { touch(bandOf(c, m)); give(m); }} />`}
		${mark !== null && (c.noteAt || []).indexOf(mark) >= 0 && html`<label class="field note"><span class="label">${t('tablet.note')}</span>
			<textarea rows="2" disabled=${still} value=${body.notes[c.id] === undefined ? '' : body.notes[c.id]}
				onInput=${(/** @type {any} */ e) => note(e.target.value)}></textarea>
			<span class=${needsNote(c, body) ? 'hint wanted' : 'hint'}>${t('tablet.note.hint')}</span></label>`}
	</section>`;
}

/** @param {import('../lib/types.js').Band} band */
function range(band) {
	return band.from === band.to ? number(band.from) : number(band.from) + '–' + number(band.to);
}

/** @param {{c: import('../lib/types.js').Criterion, at: number, mark: string|null, unsure: boolean}} props */
function Head({ c, at, mark, unsure }) {
	return html`<span class="criterion-head">
		<span class="criterion-no num">${at + 1}</span>
		<span class="criterion-title"><b id=${'t-' + c.id}>${say(c.title)}</b><span class="hint">${say(c.hint)}</span></span>
		${unsure && html`<span class="unsure"><${Shape} name="i-unsure" />${t('tablet.unsure.flag')}</span>`}
		<span class="mark num">${mark === null
		? html`<b class="none" aria-hidden="true">–</b><span class="aside-text">${t('tablet.mark.none')}</span>`
		: html`<b>${number(mark)}</b>`}<small>/ ${number(c.max)}</small></span>
	</span>`;
}

/** @param {{rows: string[][], c: import('../lib/types.js').Criterion, mark: string|null, still: boolean, word: boolean, give: (mark: string) => void}} props */
function Keys({ rows, c, mark, still, word, give }) {
	const columns = Math.max(...rows.map((r) => r.length));
	return html`<div class="keys" role="group" aria-labelledby=${'t-' + c.id}>${rows.map((row, i) => html`<div key=${i} class="keys-row" style=${{ '--keys': columns }}>
		${row.map((m) => html`<button key=${m} type="button" class="key num" disabled=${still} aria-pressed=${m === mark}
			data-word=${word ? say((c.bands || [])[bandOf(c, m)].label) : undefined} onClick=${() => give(m)}>${number(m)}</button>`)}</div>`)}</div>`;
}

/** A count that takes points away. @param {{p: any, count: number|undefined, still: boolean, set: (n: number) => void}} props */
export function Penalty({ p, count, still, set }) {
	const n = count === undefined ? 0 : count;
	const most = p.max === undefined || p.max === null ? 1000 : p.max;
	return html`<section class="criterion penalty" role="group" aria-labelledby=${'p-' + p.id}>
		<span class="criterion-title"><b id=${'p-' + p.id}>${say(p.title)}</b><span class="hint num">${t('tablet.penalty', { per: number(p.per) })}</span></span>
		<button type="button" class="key" aria-label=${t('tablet.penalty.less')} disabled=${still || n === 0} onClick=${() => set(n - 1)}><${Shape} name="i-minus" /></button>
		<b class="count num" aria-live="polite">${n}</b>
		<button type="button" class="key" aria-label=${t('tablet.penalty.more')} disabled=${still || n >= most} onClick=${() => set(n + 1)}><${Shape} name="i-plus" /></button>
	</section>`;
}
