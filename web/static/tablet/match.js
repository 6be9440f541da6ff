// @ts-check
// A match: two sides, a point by a touch, a watch for each bout; after the last
// replay the referees decide and say why.

import { html } from '../vendor/html.js';
import { say, t } from '../lib/i18n.js';
import { standOf, winnerOf, withBout, withoutBout } from './bouts.js';
import { Clockface } from './clockface.js';
import { Shape } from './parts.js';
import { start, stop, watchOf } from './stopwatch.js';
import { Cell } from './tasks.js';

const sides = /** @type {('a'|'b')[]} */ (['a', 'b']);

/** @param {any} row @param {'a'|'b'} side */
export function sideOf(row, side) {
	return side === 'a' ? row.entry : row.against || row.entry;
}

/** Who won, in a word. @param {any} row @param {any} body */
export function wonBy(row, body) {
	const winner = winnerOf(row.rubric.match, body);
	return winner === 'draw' ? t('tablet.match.draw') : winner === '' ? '–' : sideOf(row, /** @type {'a'} */ (winner)).code;
}

/** @param {{row: any, body: any, still: boolean, model: any, edit: (change: (body: any) => any, typing?: string) => void}} props */
export function Match({ row, body, still, model, edit }) {
	const form = row.rubric.match;
	const stand = standOf(form, body);
	const winner = winnerOf(form, body);
	const played = body.outcome === 'ok';
	const over = still || !played || stand.won !== '' || stand.last;
	const point = (/** @type {'a'|'b'|'none'} */ who) => () => {
		stop(row.id, 0);
		edit((b) => ({ ...withBout(form, { ...b, decision: '' }, who), clock: '' }));
	};
	const end = () => {
		stop(row.id, 0);
		edit((b) => ({ ...b, clock: '' }));
	};
	return html`<section class=${'criterion match' + (winner === '' ? ' gap' : '')} id="c-bout">
		<div class="sides">${sides.map((side) => html`<div key=${side} class=${'side' + (winner === side ? ' wins' : '')}>
				<p class="side-code num">${sideOf(row, side).code}</p><p class="side-name">${sideOf(row, side).name}</p>
				<b class="side-score num" aria-label=${t('tablet.match.points', { name: sideOf(row, side).name })}>${stand[side]}</b>
				<button type="button" class="button side-key" disabled=${over} onClick=${point(side)}>${t('tablet.match.point', { code: sideOf(row, side).code })}</button>
			</div>`)}</div>
		<p class="match-word" role="status">${word(row, stand, winner)}</p>
		<div class="match-keys"><button type="button" class="button" disabled=${over} onClick=${point('none')}>${stand.undecided > 0 && stand.replays !== Infinity && !stand.last
		? t('tablet.match.none.replay', { n: stand.undecided, all: stand.replays }) : t('tablet.match.none')}</button>
			<button type="button" class="button" disabled=${still || body.bouts.length === 0} onClick=${() => edit(withoutBout)}><${Shape} name="i-undo" /><span>${t('tablet.match.back')}</span></button></div>
		<p class="bouts">${body.bouts.map((/** @type {string} */ x, /** @type {number} */ i) => html`<span key=${i} class="bout"><small>${i + 1}</small>${x === 'none' ? html`<${Shape} name="s-excluded" /><span class="aside-text">${t('tablet.match.none')}</span>` : sideOf(row, /** @type {'a'} */ (x)).code}</span>`)}</p>
		<${Clockface} id=${row.id} limit=${form.seconds} taken=${null} doubt=${body.clock !== '' && !watchOf(row.id) ? t('tablet.match.broken') : ''} still=${over}
			begin=${(/** @type {number} */ at) => { start(row.id, at, null); model.stamp(row.id); }} end=${end} />
	</section>
	${(stand.decide || body.decision !== '') && html`<section class=${'criterion' + (body.decision === '' || !(body.notes.decision || '').trim() ? ' gap' : '')} id="c-decision">
		<span class="criterion-head"><span class="criterion-title"><b>${t('tablet.match.decision')}</b><span class="hint">${t('tablet.match.decision.hint')}</span></span></span>
		<div class="cells">${stand.verdicts.map((/** @type {any} */ side) => html`<${Cell} key=${side} on=${body.decision === side} still=${still}
			title=${side === 'draw' ? t('tablet.match.draw') : sideOf(row, side).code + ' ' + sideOf(row, side).name} act=${() => edit((b) => ({ ...b, decision: side }))} />`)}</div>
		<label class="field note"><span class="label">${t('tablet.match.why')}</span><textarea rows="2" disabled=${still} value=${body.notes.decision || ''}
			onInput=${(/** @type {any} */ e) => { const text = e.target.value; edit((b) => ({ ...b, notes: { ...b.notes, decision: text } }), 'decision'); }}></textarea></label>
	</section>`}
	<section class="criterion" id="c-outcome"><span class="criterion-head"><span class="criterion-title"><b>${t('tablet.match.outcome')}</b></span></span>
		<div class="cells">${['ok', 'a-absent', 'b-absent', 'a-dsq', 'b-dsq'].map((o) => html`<${Cell} key=${o} on=${body.outcome === o} still=${still}
			title=${t('tablet.match.' + o.replace(/^[ab]-/, ''))} notes=${o === 'ok' ? [] : [sideOf(row, /** @type {'a'} */ (o.charAt(0))).code + ' ' + sideOf(row, /** @type {'a'} */ (o.charAt(0))).name]}
			act=${() => edit((b) => ({ ...b, outcome: o, decision: o === 'ok' ? b.decision : '' }))} />`)}</div>
		${(row.rubric.rules || []).length > 0 && html`<div class="rules"><h2>${t('tablet.rules')}</h2><ul>${row.rubric.rules.map((/** @type {any} */ r) => html`<li key=${r.id}>${say(r.title)}</li>`)}</ul></div>`}</section>`;
}

/** @param {any} row @param {ReturnType<typeof standOf>} stand @param {string} winner */
function word(row, stand, winner) {
	if (winner === 'draw') return t('tablet.match.level');
	if (winner !== '') return t('tablet.match.wins', { name: sideOf(row, /** @type {'a'} */ (winner)).name });
	if (stand.decide) return t(stand.last ? 'tablet.match.decide.last' : 'tablet.match.decide');
	if (stand.undecided === stand.replays && stand.verdicts.indexOf('a') >= 0) return t('tablet.match.bout.last');
	return t('tablet.match.bout', { n: stand.bout, to: row.rubric.match.to });
}
