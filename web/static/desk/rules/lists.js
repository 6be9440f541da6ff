// @ts-check
// Lists whose order matters: moved and removed by buttons, and the focus goes
// where the next key would be expected.

import { html } from '../../vendor/html.js';
import { say, t } from '../../lib/i18n.js';
import { Shape } from '../../tablet/parts.js';
import { copy, idOf, put, valueAt } from './path.js';

/** The id of what opens, moves or removes a line. @param {string} list @param {number} i @param {string} what */
export function lineId(list, i, what) {
	return idOf(list) + '-' + i + '-' + what;
}

/** @param {any} m @param {string} list @param {number} from @param {number} to */
function move(m, list, from, to) {
	const length = valueAt(m.def, list).length;
	const way = to < from ? (to === 0 ? 'down' : 'up') : to === length - 1 ? 'up' : 'down';
	m.focus = lineId(list, to, way);
	m.said = t('desk.rules.moved', { no: to + 1, all: length });
	follow(m, list, (/** @type {number} */ i) => (i === from ? to : i === to ? from : i));
	m.edit((/** @type {any} */ def) => {
		const items = valueAt(def, list);
		items.splice(to, 0, items.splice(from, 1)[0]);
	});
}

/** What is open stays open when its number changes. @param {any} m @param {string} list @param {(i: number) => number} now */
function follow(m, list, now) {
	if (list === 'stages') m.stage = now(m.stage);
	if (/criteria$/.test(list)) m.line = now(m.line);
}

/** @param {any} m @param {string} list @param {number} i @param {string} name @param {boolean} empties an empty list is left out */
function remove(m, list, i, name, empties) {
	const before = copy(m.def);
	const left = valueAt(m.def, list).length - 1;
	m.focus = left > 0 ? lineId(list, Math.min(i, left - 1), 'head') : idOf(list) + '-add';
	if (list === 'stages') m.stage = -1;
	if (/criteria$/.test(list)) m.line = -1;
	m.edit((/** @type {any} */ def) => {
		valueAt(def, list).splice(i, 1);
		if (left === 0 && empties) put(def, list, undefined);
	});
	m.show({ notice: { text: t('desk.rules.removed', { name: name || t('desk.rules.untitled') }), act: 'restore' }, before });
}

/**
 * Puts a new line at the end, or before the last one.
 * @param {any} m @param {string} list @param {any} item @param {string} focus @param {boolean} [beforeLast]
 */
export function append(m, list, item, focus, beforeLast = false) {
	m.focus = focus;
	m.edit((/** @type {any} */ def) => {
		if (!valueAt(def, list)) put(def, list, []);
		const items = valueAt(def, list);
		items.splice(items.length - (beforeLast ? 1 : 0), 0, item);
	});
}

/**
 * The buttons of a line. last is the number of the last line that may move;
 * fixed says why it cannot be removed.
 * @param {{m: any, list: string, i: number, name: string, last?: number, fixed?: boolean, empties?: boolean, still?: boolean}} props
 */
export function Acts({ m, list, i, name, last = valueAt(m.def, list).length - 1, fixed = false, empties = false, still = false }) {
	const called = name || t('desk.rules.untitled');
	return html`<span class="acts-line">
		${!still && html`<button type="button" class="tiny" id=${lineId(list, i, 'up')} aria-label=${t('desk.rules.up', { name: called })} disabled=${i === 0 || i > last} onClick=${() => move(m, list, i, i - 1)}><${Shape} name="i-up" /></button>
		<button type="button" class="tiny" id=${lineId(list, i, 'down')} aria-label=${t('desk.rules.down', { name: called })} disabled=${i >= last} onClick=${() => move(m, list, i, i + 1)}><${Shape} name="i-down" /></button>`}
		${!fixed && html`<button type="button" class="tiny away" aria-label=${t('desk.rules.remove', { name: called })} onClick=${() => remove(m, list, i, called, empties)}><${Shape} name="i-close" /></button>`}
	</span>`;
}

/** A button that adds a line. @param {{list: string, word: string, add: () => void}} props */
export function Add({ list, word, add }) {
	return html`<button type="button" class="button small add" id=${idOf(list) + '-add'} onClick=${add}><${Shape} name="i-plus" /><span>${word}</span></button>`;
}

/** A text of the definition, or that it has none. @param {any} text */
export function titled(text) {
	return say(text) || t('desk.rules.untitled');
}
