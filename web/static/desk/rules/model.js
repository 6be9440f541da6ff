// @ts-check
// The rules page between the fields and the server: the draft, what is wrong
// with it and its preview. What was typed is lost by nothing but the person's
// own word.

import { t } from '../../lib/i18n.js';
import { missing } from './draft.js';
import { check, save } from './keeping.js';
import { copy, same } from './path.js';
import { prepared } from './send.js';

const calm = 400; // ms after the last change before the server is asked

/**
 * @param {any} page what the server put into the page
 * @param {() => void} changed draws again
 */
export function openModel(page, changed) {
	const key = 'dovar.rules.' + page.contest;
	let timer = 0;

	const model = {
		page, changed, def: copy(page.def), base: page.def, etag: page.etag, begun: page.begun,
		rules: page.rules, rubrics: page.rubrics, /** @type {any[]} */ problems: [], listed: false, fresh: true,
		section: 'texts', stage: 0, line: -1, lang: 'tg', saving: false,
		/** @type {{need?: boolean, text: string, act?: string} | null} */ notice: null,
		/** @type {any} */ theirs: null, // what somebody else kept meanwhile
		/** @type {any} */ held: null, // unsaved from before a reload
		/** @type {any} */ before: null, // the draft before something was thrown away
		focus: '', // the id of what takes the focus once it is drawn
		said: '', // read aloud

		dirty: () => !same(model.def, model.base),
		missing: () => missing(model.def),
		/** The draft as it would be sent. */
		sent: () => prepared(model.def),

		/** @param {(def: any) => void} change */
		edit(change) {
			if (model.begun) return;
			const def = copy(model.def);
			change(def);
			model.def = def;
			if (!model.theirs) model.notice = null;
			model.keep();
			window.clearTimeout(timer);
			timer = window.setTimeout(() => check(model), calm);
			changed();
		},
		/** @param {Object<string, any>} view what is shown, not what is edited */
		show(view) {
			Object.assign(model, view);
			changed();
		},
		/** Holds what is not kept yet through a reload. */
		keep() {
			if (model.dirty()) sessionStorage.setItem(key, JSON.stringify({ etag: model.etag, def: model.def }));
			else sessionStorage.removeItem(key);
		},
		save() {
			window.clearTimeout(timer);
			return save(model);
		},
		/** Throws the draft away; it can be brought back. */
		undo() {
			model.before = model.def;
			model.def = copy(model.base);
			model.notice = { text: t('desk.rules.undone'), act: 'restore' };
			model.keep();
			return check(model);
		},
		/** Goes on with what was typed before a reload. */
		resume() {
			model.def = model.held.def;
			model.etag = model.held.etag;
			model.held = null;
			return check(model);
		},
		/** Throws that away. */
		drop() {
			model.held = null;
			model.keep();
			changed();
		},
		/** Takes what somebody else kept; the draft goes. */
		takeTheirs() {
			learn();
			return model.undo();
		},
		/** Keeps the draft over what somebody else kept. */
		keepMine() {
			learn();
			return save(model);
		},
	};

	function learn() {
		model.base = model.theirs.def;
		model.etag = model.theirs.etag;
		model.theirs = null;
	}

	const held = sessionStorage.getItem(key);
	if (held !== null && page.edits && !page.begun) {
		model.held = JSON.parse(held);
		if (same(model.held.def, model.base)) {
			model.held = null;
			model.keep();
		}
	}
	return model;
}
