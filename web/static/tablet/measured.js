// @ts-check
// A time that was stopped and is in no sheet, because another tab has taken the
// sheet over or it is closed: told until it is entered or left.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { t } from '../lib/i18n.js';
import { Clockface } from './clockface.js';
import { duration } from './gist.js';
import { Shape } from './parts.js';
import { forget, measuredOf, stop, watchOf } from './stopwatch.js';

/** @param {{id: string, found: import('./stopwatch.js').Measured, still: boolean, take?: () => void}} props */
export function Measured({ id, found, still, take }) {
	const [left, leave] = useState('');
	if (left === found.time) return null;
	return html`<div class="notice need measured" role="status"><p class="state held"><${Shape} name="s-held" /><span>${t('tablet.measured', { time: duration(found.time) })}</span></p>
		${take && html`<button type="button" class="button" disabled=${still} onClick=${take}>${t('tablet.measured.take')}</button>`}
		<button type="button" class="button quiet" onClick=${() => { forget(id); leave(found.time); }}>${t('tablet.measured.leave')}</button></div>`;
}

/** Of a sheet that takes no time now: its watch runs on until it is stopped. @param {{id: string}} props */
export function Beside({ id }) {
	const [, ended] = useState(0);
	const watch = watchOf(id);
	const found = measuredOf(id);
	if (watch && watch.decimals !== null) return html`<section class="criterion timing"><${Clockface} id=${id} limit=${0} taken=${null} doubt="" still=${true} begin=${() => undefined} end=${(/** @type {number} */ at) => { stop(id, at); ended(at); }} /></section>`;
	return found && html`<${Measured} id=${id} found=${found} still=${true} />`;
}
