// @ts-check
// What the projector says around its rows, in two languages: how sure the
// picture is, and what stands there instead of rows.

import { t, translator } from '../lib/i18n.js';
import { decided, el, info, shape, sureness } from './page.js';

/** The second language, null without one. */
export const second = info.second.lang ? translator(info.second.lang, info.second.texts || {}) : null;

/** @param {HTMLElement} state @param {import('./frame.js').Frame} frame */
export function drawState(state, frame) {
	const sure = sureness(frame);
	state.className = 'sure' + (sure ? ' state ' + sure.name : '');
	state.textContent = '';
	if (!sure) return;
	const words = el('span', 'words', el('span', '', t(sure.key)));
	if (second) words.append(' ', inSecond('span', sure.key));
	if (decided(frame)) {
		words.append(' ', el('span', 'leader', t('board.leader')));
		state.classList.add('leading');
	}
	state.append(shape('s-' + sure.name), words);
}

/** Instead of rows. @param {import('./frame.js').Frame} frame @returns {HTMLElement | null} */
export function message(frame) {
	const keys = frame.state === 'hidden' ? ['board.hidden', 'board.hidden.wait'] : frame.rows.length ? [] : ['board.empty'];
	if (!keys.length) return null;
	const e = el('div', 'message', ...keys.map((key) => el('p', '', t(key))));
	if (second) e.append(inSecond('p', keys[0]));
	return e;
}

/** The title steps down until it stands in one line; then the second language makes room. @param {HTMLElement} heading */
export function fitTitle(heading) {
	for (const step of ['fit46', 'fit40', 'fit36', 'lines36', 'lines30']) {
		heading.className = 'title ' + step;
		if (heading.scrollWidth <= heading.clientWidth + 1 && heading.scrollHeight <= heading.clientHeight + 1) return;
	}
}

/** @param {string} tag @param {string} key */
function inSecond(tag, key) {
	const other = el(tag, 'other', second(key));
	other.lang = info.second.lang;
	return other;
}
