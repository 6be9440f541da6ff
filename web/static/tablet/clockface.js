// @ts-check
// The face of a stopwatch: it draws what the timestamps say and keeps nothing.

import { html } from '../vendor/html.js';
import { useEffect, useRef } from '../vendor/hooks.js';
import { t } from '../lib/i18n.js';
import { duration } from './gist.js';
import { Shape } from './parts.js';
import { isDoubted, moment, seconds, watchOf } from './stopwatch.js';

/**
 * @param {Object} of
 * @param {string} of.id the sheet
 * @param {number} of.limit seconds; 0: none
 * @param {string | null} of.taken what was measured
 * @param {string} of.doubt what is to be told of the last run's time, or ""
 * @param {boolean} of.still no watch begins; one that runs is always stopped
 * @param {(at: number) => void} of.begin @param {(at: number) => void} [of.lap] @param {(at: number) => void} of.end
 */
export function Clockface({ id, limit, taken, doubt, still, begin, lap, end }) {
	const face = useRef(/** @type {any} */ (null));
	const says = useRef(/** @type {any} */ (null));
	const pressed = useRef(0);
	const watch = watchOf(id);
	useEffect(() => {
		if (!watch) return undefined;
		let frame = 0;
		const over = limit > 0 ? t('tablet.watch.over', { limit: duration(String(limit)) }) : '';
		const draw = () => {
			const now = performance.now();
			face.current.textContent = duration(fixed(seconds(watch.start, now, 1)));
			const text = limit > 0 && now - watch.start >= limit * 1000 ? over : t('tablet.watch.runs');
			if (says.current.textContent !== text) says.current.textContent = text;
			frame = requestAnimationFrame(draw);
		};
		draw();
		return () => cancelAnimationFrame(frame);
	}, [watch]);
	// The press is the moment, the release decides: a finger that slides off does nothing.
	const down = (/** @type {PointerEvent} */ e) => { pressed.current = e.timeStamp; };
	const at = (/** @type {(at: number) => void} */ act) => (/** @type {MouseEvent} */ e) => {
		act(moment(e, e.detail > 0 ? pressed.current : 0));
		pressed.current = 0;
	};
	const limits = limit > 0 ? t('tablet.watch.limit', { limit: duration(String(limit)) }) : '';
	const shown = taken === null ? duration('0') : duration(taken);
	return html`<div class=${'watch' + (watch ? ' runs' : '')}>
		<div class="watch-face">${watch ? html`<b key="runs" class="num" ref=${face} role="timer"></b>` : html`<b key="still" class="num">${shown}</b>`}
			${watch ? html`<span key="says" class="hint" role="status" ref=${says}></span>` : html`<span key="limit" class="hint">${limits}</span>`}</div>
		${watch && lap && html`<button key="lap" type="button" class="button watch-key" onPointerDown=${down} onClick=${at(lap)}>${t('tablet.watch.lap')}</button>`}
		${watch ? html`<button key="stop" type="button" class="button primary watch-key" onPointerDown=${down} onClick=${at(end)}>${t('tablet.watch.stop')}</button>`
		: html`<button key="start" type="button" class=${'button watch-key' + (taken === null ? ' primary' : '')} disabled=${still} onPointerDown=${down} onClick=${at(begin)}>${t(taken === null ? 'tablet.watch.start' : 'tablet.watch.again')}</button>`}
		${doubt && html`<p class="watch-broken state held" role="status"><${Shape} name="s-held" /><span>${doubt}</span></p>`}
	</div>`;
}

/** One digit after the point, also a zero, so that the face does not jump. @param {string} x */
function fixed(x) {
	return x.indexOf('.') < 0 ? x + '.0' : x;
}

/** What is to be told of a sheet's watch: that its page is gone, or that the tablet slept. @param {string} id @param {import('../lib/types.js').Body} body */
export function doubtOf(id, body) {
	if (watchOf(id)) return '';
	if (body.clock) return t('tablet.watch.broken');
	return isDoubted(id) ? t('tablet.watch.slept') : '';
}
