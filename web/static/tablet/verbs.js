// @ts-check
// What a judge does with sheets. Each verb changes the picture in memory at once
// and is written behind; what the storage refuses is told by the journal.

import { unsent } from './heads.js';
import { rowsOf } from './rows.js';
import { withoutWord } from './forms.js';
import { clockOf, watchOf } from './stopwatch.js';
import { emptyBody, hashOf } from './sheet.js';

/** @typedef {import('../lib/types.js').OpView} OpView */
/** @typedef {import('./store.js').Slot} Slot */

const draftEvery = 10000;

/** @param {Promise<any>} write */
const quiet = (write) => write.catch(() => undefined);

/**
 * @param {Object} of
 * @param {() => import('./rows.js').Held} of.held what the one signed in holds
 * @param {() => any} of.journal the picture of the device in use, null before the first
 * @param {() => boolean} of.online @param {() => void} of.wake something waits to be sent
 */
export function createVerbs({ held, journal, online, wake }) {
	/** @type {Object<string, any>} */
	const drafts = {};
	/** @type {Object<string, any[]>} */
	const past = {};

	/** @param {string} id */
	function rowOf(id) {
		const row = rowsOf(held()).find((r) => r.id === id);
		if (!row) throw new Error('no sheet ' + id);
		return row;
	}

	/** @param {string} id @returns {Slot} */
	function slotOf(id) {
		const row = rowsOf(held()).find((r) => r.id === id);
		if (!row) return journal().slots.get(id); // no longer given out: what was marked goes all the same
		if (!row.slot) return journal().fresh(id, row.stage.rubric, row.rubric);
		if (row.slot.rubric === row.stage.rubric) return row.slot;
		const body = /** @type {import('../lib/types.js').Body} */ (row.body);
		past[id] = []; // nothing is taken back into another form
		return { ...row.slot, rubric: row.stage.rubric, body, hash: hashOf(body) };
	}

	/** Cuts a draft of an edited sheet in a while, at most one every ten seconds and only online. @param {Slot} slot */
	function draftLater(slot) {
		if (!slot.edited || drafts[slot.sheet] !== undefined || journal().isElsewhere(slot.sheet)) return;
		drafts[slot.sheet] = setTimeout(() => {
			delete drafts[slot.sheet];
			if (online()) verbs.leaveSheet(slot.sheet);
		}, draftEvery);
	}

	/** @param {string} id @param {import('../lib/types.js').OpKind} kind @param {string} [reason] */
	async function cut(id, kind, reason) {
		clearTimeout(drafts[id]);
		delete drafts[id];
		await quiet(journal().cut(slotOf(id), kind, reason));
		wake();
	}

	const verbs = {
		canUndo: (/** @type {string} */ id) => (past[id] || []).length > 0,

		/** The server is there: what was edited before goes to it. @param {string} epoch */
		resume(epoch) {
			for (const slot of journal().slots.values()) {
				draftLater(slot);
				// A start that waited for the server is told anew, with the time run since.
				if (watchOf(slot.sheet) && unsent(journal().opsOf(slot.sheet), epoch).length > 0) verbs.stamp(slot.sheet);
			}
		},

		/** The judge looks at a sheet, and the tablet asks whether it may go on: what other devices of the judge left is shown, if nothing of this one is in its way. @param {string} id */
		open(id) {
			wake();
			const { unseen: shown, waits, mode } = rowOf(id);
			if (shown.length === 0 || waits || mode === 'conflict') return;
			const newest = shown.slice().sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))[0];
			quiet(journal().show(slotOf(id), shown, newest));
		},

		/** Changes a sheet; typing names the field of a text, so that undo takes words, not letters. Is it kept? @param {string} id @param {(body: any) => any} change @param {string} [typing] @returns {Promise<boolean>} */
		edit(id, change, typing) {
			const slot = slotOf(id);
			const steps = (past[id] = past[id] || []);
			const last = steps[steps.length - 1];
			if (!typing || !last || last.typing !== typing) steps.push({ body: slot.body, typing });
			const written = journal().edit(slot, change(slot.body)).then(() => true, () => false);
			draftLater(journal().slots.get(id));
			return written;
		},
		/** @param {string} id */
		undo(id) {
			const step = (past[id] || []).pop();
			if (step) quiet(journal().edit(slotOf(id), step.body.clock ? { ...step.body, clock: clockOf(id) } : step.body));
		},
		/** Cuts a draft of what was edited. @param {string} id */
		async leaveSheet(id) {
			const slot = journal().slots.get(id);
			if (!slot || !slot.edited || journal().isElsewhere(id)) return;
			if (watchOf(id)) await verbs.stamp(id);
			else await cut(id, 'draft');
		},
		/** @returns {Promise<any>} */
		leaveSheets: () => Promise.all(journal() ? Array.from(journal().slots.keys(), (id) => verbs.leaveSheet(id)) : []),

		/** Tells the server how long the watch of a run has gone. @param {string} id */
		async stamp(id) {
			const slot = slotOf(id);
			quiet(journal().edit(slot, { ...slot.body, clock: clockOf(id) }));
			await cut(id, 'draft');
		},
		/** A team confirms a sheet: nothing else of it changes. @param {string} id @param {(body: any) => any} change @param {string} [strokes] of a drawn signature */
		confirm: (id, change, strokes) => quiet(journal().edit({ ...slotOf(id), strokes }, change(slotOf(id).body))),
		/** Two runs were entered for each other's team: their contents change places, and what was decided waits to be confirmed anew, or is decided again where no team confirms. @param {string} id @param {string} other @param {string} reason */
		async swap(id, other, reason) {
			const rows = [rowOf(id), rowOf(other)];
			const bodies = rows.map((r) => withoutWord(r.body || emptyBody(r.rubric)));
			for (const r of rows) past[r.id] = [];
			await quiet(journal().exchange(rows.map((r, i) => ({ slot: slotOf(r.id), before: r.mode === 'review' ? ['recall', reason] : undefined,
				body: bodies[1 - i], after: rows[1 - i].mode === 'review' && !r.rubric.signs ? 'submit' : 'draft' }))));
			wake();
		},
		/** @param {string} id */
		submit: (id) => cut(id, 'submit'),
		/** @param {string} id @param {string} reason */
		recall: (id, reason) => cut(id, 'recall', reason),
		/** @param {string} id @param {string} reason */
		decline: (id, reason) => cut(id, 'decline', reason),

		/**
		 * The judge saw all versions and took one; null is the one on this tablet.
		 * A decided version is decided again, over all of them.
		 * @param {string} id @param {OpView | null} chosen @param {OpView[]} seen
		 */
		async choose(id, chosen, seen) {
			await quiet(journal().show(slotOf(id), seen, chosen || undefined));
			const from = chosen || rowOf(id).head;
			if (from && from.kind !== 'draft') await cut(id, from.kind, from.reason);
		},
	};
	return verbs;
}
