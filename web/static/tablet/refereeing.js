// @ts-check
// A referee's sheet: a run, an inspection or a match. First what happened, then
// the page that the team confirms, then it goes and the next robot comes.

import { html } from '../vendor/html.js';
import { useEffect, useState } from '../vendor/hooks.js';
import { t } from '../lib/i18n.js';
import { Attempt } from './attempt.js';
import { Confirm, wordOf } from './confirm.js';
import { gapsOf, isConfirmed, withoutWord } from './forms.js';
import { After, Head, where } from './frame.js';
import { Inspection } from './inspect.js';
import { Match, sideOf, wonBy } from './match.js';
import { Beside } from './measured.js';
import { Comment, Decline, Recall } from './panels.js';
import { Shape, Strip, useTitle } from './parts.js';
import { Compare } from './review.js';
import { emptyBody } from './sheet.js';
import { watchOf } from './stopwatch.js';
import { Sum } from './sum.js';
import { othersOf, Swap } from './swap.js';
import { declinedOf, noticeOf, reasonOf } from './words.js';

/** @param {{model: any, id: string, go: (to: string) => void}} props */
export function Refereeing({ model, id, go }) {
	const row = model.rows().find((/** @type {any} */ r) => r.id === id);
	const [panel, setPanel] = useState('');
	const [confirms, setConfirms] = useState(false);
	const [knowing, setKnowing] = useState(false);
	useEffect(() => {
		model.open(id);
		window.scrollTo(0, 0);
		return () => { model.leaveSheet(id); };
	}, [id]);
	const body = row.body || emptyBody(row.rubric);
	const edits = row.mode === 'edit' && !row.readOnly && !model.broken;
	const missing = gapsOf(row.rubric, body);
	const confirming = confirms && missing.length === 0 && !watchOf(id);
	const edit = (/** @type {(body: any) => any} */ change, /** @type {string | undefined} */ typing = undefined) => model.edit(id, (/** @type {any} */ b) => withoutWord(change(b)), typing);
	const asks = row.stage.inspected && row.rubric.kind !== 'checklist' && row.entry.checked !== 'passed' && row.blank && !knowing;
	const turn = (/** @type {boolean} */ on) => {
		// A watch that was interrupted has been answered for by now.
		if (on && body.clock) edit((b) => ({ ...b, clock: '' }));
		setConfirms(on);
		window.scrollTo(0, 0);
	};
	const close = () => setPanel('');
	const submit = () => {
		setConfirms(false);
		model.submit(id);
		window.scrollTo(0, 0);
	};
	const Kind = row.rubric.run ? Attempt : row.rubric.match ? Match : Inspection;
	return html`<div class="page"><${Head} row=${row} model=${model} go=${go} />
		<${Strip} model=${model} notice=${noticeOf(model, row)} text=${where(row, model)} compare=${() => setPanel('compare')} />
		<main class="sheet referee">
			${row.mode !== 'edit' && html`<${Beside} id=${id} />`}
			${panel === 'compare' || row.mode === 'conflict' ? html`<${Compare} row=${row} model=${model} done=${close} />`
		: row.mode !== 'edit' ? html`<${Told} row=${row} body=${body} />`
		: confirming ? html`<${Confirm} row=${row} body=${body} still=${!edits} model=${model} />`
		: asks ? html`<${Unchecked} checked=${row.entry.checked} go=${() => setKnowing(true)} />`
		: html`<${Kind} row=${row} body=${body} still=${!edits} model=${model} edit=${edit} />`}
			${row.mode === 'edit' && !confirming && html`<button type="button" class="button quiet" disabled=${!edits} onClick=${() => setPanel('decline')}>${t('tablet.run.decline')}</button>`}
		</main>
		${row.mode !== 'edit' ? html`<${After} row=${row} model=${model} go=${go} recall=${() => (row.mode === 'declined' ? model.recall(id, t('tablet.run.undecline')) : setPanel('recall'))}>
			${row.mode === 'review' && row.rubric.run && othersOf(row, model).length > 0 && html`<button type="button" class="button" onClick=${() => setPanel('swap')}><${Shape} name="s-conflict" /><span>${t('tablet.swap')}</span></button>`}</${After}>`
		: html`<footer class="foot">
			${confirming ? html`<button type="button" class="button" onClick=${() => turn(false)}><${Shape} name="i-back" /><span>${t('tablet.run.back')}</span></button>`
		: html`<button type="button" class="button tool" disabled=${!edits || !model.canUndo(id)} onClick=${() => model.undo(id)}><${Shape} name="i-undo" /><span>${t('tablet.undo')}</span></button>
			<button type="button" class="button tool" onClick=${() => setPanel('comment')}><${Shape} name="i-comment" /><span>${t('tablet.comment')}</span></button>`}
			<span class="foot-room"></span>
			<${Act} row=${row} body=${body} missing=${missing} confirming=${confirming} edits=${edits && !asks} turn=${turn} submit=${submit} /></footer>`}
		${panel === 'comment' && html`<${Comment} body=${body} still=${!edits} edit=${(/** @type {any} */ change, /** @type {string} */ typing) => model.edit(id, change, typing)} close=${close} />`}
		${panel === 'recall' && html`<${Recall} words="run" close=${close} give=${(/** @type {string} */ reason) => { close(); model.recall(id, reason); }} />`}
		${panel === 'decline' && html`<${Decline} words="run" title=${t('tablet.run.decline.title')} close=${close} give=${(/** @type {string} */ reason) => { close(); model.decline(id, reason); }} />`}
		${panel === 'swap' && html`<${Swap} row=${row} model=${model} close=${close} />`}
	</div>`;
}

/** The one filled button of a sheet that is open. @param {{row: any, body: any, missing: {id: string}[], confirming: boolean, edits: boolean, turn: (on: boolean) => void, submit: () => void}} props */
function Act({ row, body, missing, confirming, edits, turn, submit }) {
	const jump = (/** @type {string} */ part) => () => {
		const at = document.getElementById('c-' + part);
		if (!at) return;
		window.scrollTo(0, window.pageYOffset + at.getBoundingClientRect().top - 140);
		const key = at.querySelector('button:not([disabled])');
		if (key) /** @type {HTMLElement} */ (key).focus({ preventScroll: true });
	};
	const arrow = html`<${Shape} name="i-arrow" />`;
	if (watchOf(row.id)) return html`<button type="button" class="button dashed submit" onClick=${jump(row.rubric.match ? 'bout' : 'time')}><span>${t('tablet.watch.runs')}</span>${arrow}</button>`;
	if (missing.length > 0) return html`<button type="button" class="button dashed submit" onClick=${jump(missing[0].id)}><span>${t('tablet.run.left', { count: missing.length })}</span>${arrow}</button>`;
	if (!confirming) return html`<button type="button" class="button primary submit" disabled=${!edits} onClick=${() => turn(true)}><span>${t(row.rubric.signs ? 'tablet.run.show' : 'tablet.run.check')}</span>${arrow}</button>`;
	if (!isConfirmed(row.rubric, body)) return html`<button type="button" class="button dashed submit" onClick=${jump('team')}><span>${t('tablet.team.first')}</span></button>`;
	return html`<button type="button" class="button primary submit" disabled=${!edits} onClick=${submit}>${t('tablet.run.submit', { gist: row.rubric.match ? row.gist + ' · ' + wonBy(row, body) : row.gist })}</button>`;
}

/** Before a run of a robot that no inspection passed. @param {{checked?: string, go: () => void}} props */
function Unchecked({ checked, go }) {
	return html`<div class="notice need unchecked" role="status"><p class="state held"><${Shape} name="s-held" />${t(checked === 'failed' ? 'tablet.unchecked.failed' : 'tablet.unchecked')}</p>
		<button type="button" class="button" onClick=${go}>${t('tablet.unchecked.go')}</button></div>`;
}

/** A sheet to read. @param {{row: any, body: any}} props */
function Told({ row, body }) {
	useTitle(row.entry.code + ' ' + row.entry.name);
	if (row.mode === 'declined') {
		return html`<p class="notice"><b>${declinedOf(row)}: ${reasonOf(row, row.head.reason)}</b><br />${t('tablet.decline.hint')}</p>`;
	}
	const words = body.teams ? (/** @type {('a'|'b')[]} */ (['a', 'b'])).map((side) => wordOf(body.teams[side], sideOf(row, side))) : body.team ? [wordOf(body.team, row.entry)] : [];
	return html`<${Sum} row=${row} body=${body} />${row.rubric.signs && words.map((/** @type {string} */ word) => html`<p key=${word} class="team-word">${word}</p>`)}`;
}
