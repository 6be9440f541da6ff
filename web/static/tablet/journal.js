// @ts-check
// The picture of one device's sheets in this tab: slots and ops, changed in
// memory first and written strictly behind. A sheet that another tab has
// written becomes read-only here; a write the tablet refuses is told.

import { newId } from '../lib/sha256.js';
import { afterShowing } from './heads.js';
import { emptyBody, hashOf } from './sheet.js';
import { OtherTab, sealed } from './store.js';

/** @typedef {import('./store.js').Slot} Slot */
/** @typedef {import('./store.js').Kept} Kept */
/** @typedef {import('./store.js').Device} Device */
/** @typedef {import('../lib/types.js').OpView} OpView */

/**
 * @param {any} store @param {Device} device @param {() => void} changed
 * @param {() => Date} now the op's clientTime; no rule reads it
 */
export async function openJournal(store, device, changed, now) {
	/** @type {Map<string, Slot>} */
	const slots = new Map();
	/** @type {Map<string, Kept[]>} */
	const ops = new Map();
	/** Sheets being written, lost to another tab, or refused by the storage. */
	const writing = new Map();
	const elsewhere = new Set();
	/** Writes that the storage refused, by sheet. @type {Map<string, number>} */
	const refused = new Map();
	/** Ops on their way to the disk: not to be sent before. @type {Set<Kept>} */
	const unsaved = new Set();
	let broken = false;

	for (const k of await store.ops(device.dev)) opsOf(k.op.sheet).push(k);
	for (const slot of await store.slots(device.dev)) {
		const dseq = numberOf(slot.sheet);
		const waits = opsOf(slot.sheet).some((k) => k.op.dseq > dseq);
		slots.set(slot.sheet, { ...slot, dseq, edited: slot.edited || waits });
	}

	/** @param {string} sheet @returns {Kept[]} */
	function opsOf(sheet) {
		let list = ops.get(sheet);
		if (!list) ops.set(sheet, (list = []));
		return list;
	}

	/** Number of the last op of a sheet that is not aside. @param {string} sheet */
	function numberOf(sheet) {
		return opsOf(sheet).reduce((n, k) => (k.aside ? n : k.op.dseq), 0);
	}

	/** Writes sheets, and ops cut from them, all or nothing. @param {Slot[]} next @param {Kept[]} [cuts] */
	async function write(next, cuts = []) {
		const written = next.map((slot) => ({ ...slot, rev: slot.rev + 1 }));
		const refusals = written.map((slot) => refused.get(slot.sheet) || 0);
		const before = written.map((slot) => slots.get(slot.sheet));
		for (const slot of written) {
			slots.set(slot.sheet, slot);
			writing.set(slot.sheet, (writing.get(slot.sheet) || 0) + 1);
		}
		for (const k of cuts) {
			opsOf(k.op.sheet).push(k);
			unsaved.add(k);
		}
		changed();
		try {
			await store.put(written, elsewhere, cuts);
			broken = false;
		} catch (err) {
			for (const k of cuts) ops.set(k.op.sheet, opsOf(k.op.sheet).filter((x) => x !== k));
			// What another tab wrote is shown; what the storage refused stays in sight, and
			// takes no number: the next write goes on from what is stored. Sheets that were
			// to change together then change not at all.
			const other = err instanceof OtherTab && written.every((slot, i) => (refused.get(slot.sheet) || 0) === refusals[i]);
			if (other) elsewhere.add(/** @type {Error} */ (err).message);
			else broken = true;
			for (let i = 0; i < written.length; i++) {
				const { sheet, rubric } = written[i];
				if (!other) refused.set(sheet, (refused.get(sheet) || 0) + 1);
				const now = /** @type {Slot} */ (slots.get(sheet));
				const was = before[i];
				const content = was && was.edited && was.rubric !== rubric ? was : now; // not yet cut under its own form
				if (!other && written.length === 1) slots.set(sheet, { ...content, rev: now.rev - 1, dseq: numberOf(sheet), edited: true });
				else restore(sheet, await store.slot(sheet));
			}
			throw err;
		} finally {
			for (const k of cuts) unsaved.delete(k);
			for (const slot of written) writing.set(slot.sheet, writing.get(slot.sheet) - 1);
			changed();
		}
	}

	/** @param {string} sheet @param {Slot | undefined} slot as it is stored */
	function restore(sheet, slot) {
		if (slot) slots.set(sheet, slot);
		else slots.delete(sheet);
	}

	/** What the server said stands though the storage refuses it: it will say it again. @param {Kept[]} told */
	async function answered(told) {
		if (told.length > 0) await store.putAnswers(told).catch(() => undefined);
	}

	/** A new content of a sheet. @param {Slot} slot @param {import('../lib/types.js').Body} body @returns {Slot} */
	const edited = (slot, body) => ({ ...slot, body, hash: hashOf(body), edited: true });

	/**
	 * An op: the whole sheet as it stands, with the next number of its device.
	 * @param {Slot} slot @param {import('../lib/types.js').OpKind} kind @param {string | undefined} reason @param {string} secret
	 * @returns {{slot: Slot, kept: Kept}}
	 */
	function cutOf(slot, kind, reason, secret) {
		/** @type {import('../lib/types.js').Op} */
		const op = {
			op: newId(), sheet: slot.sheet, dev: slot.dev, dseq: slot.dseq + 1, base: slot.base, kind,
			rubric: slot.rubric, body: slot.body, bodyHash: slot.hash, clientTime: now().toISOString(),
		};
		if (reason !== undefined) op.reason = reason;
		/** @type {Kept} */
		const kept = { op: sealed(op, secret), receipt: null, epoch: '', receivedAt: '', aside: null, problem: null };
		if (kind === 'submit' && slot.body.sign && slot.strokes) kept.sign = slot.strokes;
		return { slot: { ...slot, dseq: op.dseq, edited: false }, kept };
	}

	/**
	 * What was marked and not cut is cut as it is, before another form or version takes its place.
	 * @param {Slot} slot @param {boolean} [replaced] @returns {{slot: Slot, cuts: Kept[]}}
	 */
	function cutBefore(slot, replaced) {
		const was = slots.get(slot.sheet);
		if (!was || !was.edited || was.rubric === slot.rubric && !replaced) return { slot, cuts: [] };
		const cut = cutOf(was, 'draft', undefined, device.secret);
		return { slot: { ...slot, dseq: cut.slot.dseq }, cuts: [cut.kept] };
	}

	/** @param {string} sheet @param {string} rubric @param {import('../lib/types.js').Rubric} shape @returns {Slot} */
	function fresh(sheet, rubric, shape) {
		const body = emptyBody(shape);
		return { sheet, dev: device.dev, rubric, body, hash: hashOf(body), base: {}, dseq: 0, edited: false, rev: 0 };
	}

	return {
		slots,
		opsOf,
		/** All ops of this device that are stored, each sheet's in order. */
		all: () => Array.from(ops.values()).reduce((list, part) => list.concat(part), /** @type {Kept[]} */ ([])).filter((k) => !unsaved.has(k)),
		isWriting: (/** @type {string} */ sheet) => (writing.get(sheet) || 0) > 0,
		isElsewhere: (/** @type {string} */ sheet) => elsewhere.has(sheet),
		isBroken: () => broken,
		fresh,

		/** A new content of the sheet. @param {Slot} slot @param {import('../lib/types.js').Body} body */
		edit(slot, body) {
			const { slot: next, cuts } = cutBefore(slot);
			return write([edited(next, body)], cuts);
		},

		/**
		 * Ops of other devices were shown to the judge; with take, the slot now holds that one's content.
		 * @param {Slot} slot @param {OpView[]} shown @param {OpView} [take]
		 */
		show(slot, shown, take) {
			const { slot: next, cuts } = cutBefore(slot, take !== undefined);
			const base = afterShowing(next.base, shown, device.dev);
			const body = take ? take.body : next.body;
			return write([{ ...next, base, body, hash: hashOf(body), edited: take ? false : next.edited }], cuts);
		},

		/** Cuts an op. @param {Slot} slot @param {import('../lib/types.js').OpKind} kind @param {string} [reason] */
		cut(slot, kind, reason) {
			const { slot: next, cuts } = cutBefore(slot);
			const cut = cutOf(next, kind, reason, device.secret);
			return write([cut.slot], cuts.concat(cut.kept));
		},

		/**
		 * Contents of several sheets change at once: of each what is cut before, its new
		 * body, what is cut after; all of them or none.
		 * @param {{slot: Slot, before?: [import('../lib/types.js').OpKind, string], body: import('../lib/types.js').Body, after: import('../lib/types.js').OpKind}[]} sheets
		 */
		exchange(sheets) {
			/** @type {Kept[]} */
			const cuts = [];
			const cut = (/** @type {Slot} */ slot, /** @type {import('../lib/types.js').OpKind} */ kind, /** @type {string | undefined} */ reason = undefined) => {
				const made = cutOf(slot, kind, reason, device.secret);
				cuts.push(made.kept);
				return made.slot;
			};
			return write(sheets.map((s) => {
				const { slot, cuts: first } = cutBefore(s.slot);
				cuts.push(...first);
				return cut(edited(s.before ? cut(slot, ...s.before) : slot, s.body), s.after);
			}), cuts);
		},

		/** Hello says how many ops of each sheet are stored in this epoch. @param {import('../lib/types.js').Hello} hello */
		async listed(hello) {
			const told = [];
			for (const sheet of hello.sheets) {
				for (const k of opsOf(sheet.sheet)) {
					const epoch = k.op.dseq <= (sheet.have[device.dev] || 0) ? hello.epoch : '';
					if (k.aside || k.epoch === epoch) continue;
					k.epoch = epoch;
					told.push(k);
				}
			}
			await answered(told);
		},

		/** The server has an op. @param {Kept} kept @param {any} result @param {string} epoch @param {string} at */
		async received(kept, result, epoch, at) {
			if (kept.epoch !== epoch || !kept.receivedAt) kept.receivedAt = at;
			kept.epoch = epoch;
			kept.receipt = result.receipt;
			kept.problem = result.problem || null;
			await answered([kept]);
		},

		/**
		 * The server refused an op: it and those after it are kept aside, their
		 * numbers are free, and the slot waits to be cut anew, which the ops aside tell
		 * when the page opens.
		 * @param {Kept} refused @param {{code: string, title?: string}} problem
		 */
		async putAside(refused, problem) {
			const aside = opsOf(refused.op.sheet).filter((k) => !k.aside && k.op.dseq >= refused.op.dseq);
			for (const k of aside) k.aside = problem.code;
			refused.problem = problem;
			const slot = slots.get(refused.op.sheet);
			if (slot) slots.set(slot.sheet, { ...slot, dseq: numberOf(slot.sheet), edited: true });
			await answered(aside);
		},

		/**
		 * Another storage uses this device's numbers, or it was revoked: unsent ops stay
		 * aside under the old id, and their slots go on under the new one, which knows
		 * of the old what has receipts. What does not count for the device's sake waits
		 * to be cut under the new one; what was decided and not sent is, when asked,
		 * decided again.
		 * @param {Device} fresh @param {boolean} again
		 */
		moveTo(fresh, again) {
			return store.move(device, fresh, (/** @type {Slot[]} */ all, /** @type {Kept[]} */ kept) => {
				const moved = [];
				const written = [];
				for (const slot of all) {
					const line = kept.filter((k) => k.op.sheet === slot.sheet && !k.aside);
					const lost = line.filter((k) => !k.receipt);
					const known = line.filter((k) => k.receipt).map((k) => k.op);
					const doubted = line.some((k) => k.receipt && k.receipt.status === 'quarantined');
					const next = { ...slot, dev: fresh.dev, dseq: 0, base: afterShowing(slot.base, known, fresh.dev),
						edited: slot.edited || lost.length > 0 || doubted, rev: slot.rev + 1 };
					for (const k of lost) k.aside = 'device-cloned';
					written.push(...lost);
					const decided = lost.map((k) => k.op).filter((op) => op.kind !== 'draft').pop();
					const anew = again && decided && decided.bodyHash === slot.hash ? cutOf(next, decided.kind, decided.reason, fresh.secret) : null;
					moved.push(anew ? anew.slot : next);
					if (anew) written.push(anew.kept);
				}
				return { slots: moved, ops: written };
			});
		},
	};
}
