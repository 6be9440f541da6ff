// @ts-check
// The score sheet: header, one section per criterion, footer. What may be
// changed is open; what is submitted, closed or excluded is read only.

import { html } from '../vendor/html.js';
import { useEffect, useLayoutEffect, useRef, useState } from '../vendor/hooks.js';
import { number } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { Criterion, Penalty } from './criterion.js';
import { Comment, Decline, Recall } from './panels.js';
import { Compare, Review } from './review.js';
import { After, Head, where } from './frame.js';
import { Beside } from './measured.js';
import { looks, Shape, Strip, useMedia } from './parts.js';
import { noticeOf } from './words.js';
import { emptyBody, gaps, isUnsure, penaltiesFor, withMark, withUnsure } from './sheet.js';

/** @param {{model: any, id: string, go: (to: string) => void}} props */
export function Scoring({ model, id, go }) {
	const row = model.rows().find((/** @type {any} */ r) => r.id === id);
	const [touched, setTouched] = useState(/** @type {any} */ (null));
	const [panel, setPanel] = useState('');
	/** What to do once the touch is drawn. */
	const after = useRef(/** @type {(() => void) | null} */ (null));
	const low = useMedia('(max-height: 559px)');
	const narrow = useMedia('(max-width: 479px)');
	useEffect(() => {
		model.open(id);
		window.scrollTo(0, 0);
		return () => { model.leaveSheet(id); };
	}, [id]);
	useLayoutEffect(() => {
		if (after.current) after.current();
		after.current = null;
	}, [touched]);
	if (!row) return html`<p class="nothing" role="status">${t('tablet.gone')}</p><div class="sheet referee"><${Beside} id=${id} /></div><p class="nothing"><button type="button" class="button" onClick=${() => go('')}><${Shape} name="i-back" />${t('tablet.back')}</button></p>`;

	const body = row.body || emptyBody(row.rubric);
	const missing = gaps(row.rubric, body);
	const edits = row.mode === 'edit' && !row.readOnly && !model.broken;
	const open = touched || (low && missing.length > 0 ? { id: missing[0].id, band: -1 } : null);
	const edit = (/** @type {(body: any) => any} */ change, /** @type {string | undefined} */ typing = undefined) => model.edit(id, change, typing);
	const jump = () => {
		after.current = () => show(missing[0].id);
		setTouched({ id: missing[0].id, band: -1 });
	};
	// What the finger touched stays where it was, though sections above may shrink.
	const touch = (/** @type {string} */ criterion, /** @type {number} */ band) => {
		const before = topOf(criterion);
		after.current = () => {
			window.scrollBy(0, topOf(criterion) - before);
			reveal(criterion);
		};
		setTouched({ id: criterion, band });
	};
	const subject = open ? open.id : missing.length > 0 ? missing[0].id : '';

	return html`<div class="page">
		<${Head} row=${row} model=${model} go=${go} />
		<${Strip} model=${model} notice=${noticeOf(model, row)} text=${where(row, model)} compare=${() => setPanel('compare')} />
		<main class="sheet">
			${panel === 'compare' || row.mode === 'conflict' ? html`<${Compare} row=${row} model=${model} done=${() => setPanel('')} />`
		: row.mode !== 'edit' ? html`<${Review} row=${row} body=${body} />`
		: html`${row.rubric.criteria.map((/** @type {any} */ c, /** @type {number} */ i) => html`<${Criterion} key=${c.id} c=${c} at=${i} body=${body}
				touched=${open} small=${low} narrow=${narrow} numbers=${looks.get('marking', 'bands') === 'numbers'} still=${!edits}
				touch=${(/** @type {number} */ band) => touch(c.id, band)}
				give=${(/** @type {string} */ mark) => edit((b) => withMark(b, c.id, mark))}
				note=${(/** @type {string} */ text) => edit((b) => ({ ...b, notes: { ...b.notes, [c.id]: text } }), 'note:' + c.id)} />`)}
			${penaltiesFor(row.rubric, row.entry.members).map((p) => html`<${Penalty} key=${p.id} p=${p} count=${body.counts[p.id]} still=${!edits}
				set=${(/** @type {number} */ n) => edit((b) => ({ ...b, counts: { ...b.counts, [p.id]: n } }))} />`)}
			<button type="button" class="button quiet" disabled=${!edits} onClick=${() => setPanel('decline')}>${t('tablet.decline')}</button>`}
		</main>
		${row.mode === 'edit' ? html`<footer class="foot">
			<button type="button" class="button tool" disabled=${!edits || !model.canUndo(id)} onClick=${() => model.undo(id)}><${Shape} name="i-undo" /><span>${t('tablet.undo')}</span></button>
			<button type="button" class="button tool" onClick=${() => setPanel('comment')}><${Shape} name="i-comment" /><span>${t('tablet.comment')}</span></button>
			<button type="button" class="button tool" disabled=${!edits || !subject} aria-pressed=${subject !== '' && isUnsure(body, subject)}
				onClick=${() => edit((b) => withUnsure(b, subject))}><${Shape} name="i-unsure" /><span>${t('tablet.unsure')}</span></button>
			<span class="foot-room"></span>
			${missing.length > 0
		? html`<button type="button" class="button dashed submit" onClick=${jump}><span>${t('tablet.left', { count: missing.length })}</span><${Shape} name="i-arrow" /></button>`
		: html`<button type="button" class="button primary submit" disabled=${!edits} onClick=${() => model.submit(id)}>${t('tablet.submit', { total: number(row.total.total), max: number(row.total.max) })}</button>`}
		</footer>` : html`<${After} row=${row} model=${model} go=${go} recall=${() => (row.mode === 'declined' ? model.recall(id, t('tablet.decline.undo')) : setPanel('recall'))} />`}
		${panel === 'comment' && html`<${Comment} body=${body} still=${!edits} edit=${edit} close=${() => setPanel('')} />`}
		${panel === 'recall' && html`<${Recall} words="recall" close=${() => setPanel('')} give=${(/** @type {string} */ reason) => { setPanel(''); model.recall(id, reason); }} />`}
		${panel === 'decline' && html`<${Decline} words="decline" title=${t('tablet.decline.title')} close=${() => setPanel('')} give=${(/** @type {string} */ reason) => { setPanel(''); model.decline(id, reason); }} />`}
	</div>`;
}

/** @param {string} criterion */
function topOf(criterion) {
	const at = document.getElementById('c-' + criterion);
	return at ? at.getBoundingClientRect().top : 0;
}

/** Number keys that opened behind the footer come just into view. @param {string} criterion */
function reveal(criterion) {
	const at = document.getElementById('c-' + criterion);
	const foot = document.querySelector('.foot');
	if (!at || !foot) return;
	const hidden = at.getBoundingClientRect().bottom - foot.getBoundingClientRect().top;
	if (hidden > 0) window.scrollBy(0, hidden + 8);
}

/** Brings a section to the middle, between the bars. @param {string} criterion */
function show(criterion) {
	const at = document.getElementById('c-' + criterion);
	if (!at) return;
	const box = at.getBoundingClientRect();
	window.scrollTo(0, window.pageYOffset + box.top - Math.max(120, (window.innerHeight - box.height) / 2));
	const first = at.querySelector('button');
	if (first) first.focus({ preventScroll: true });
}
