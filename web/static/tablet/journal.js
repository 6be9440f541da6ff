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
	let broken = false;

	for (const slot of await store.slots(device.dev)) slots.set(slot.sheet, slot);
	for (const k of await store.ops(device.dev)) opsOf(k.op.sheet).push(k);

	/** @param {string} sheet @returns {Kept[]} */
	function opsOf(sheet) {
		let list = ops.get(sheet);
		if (!list) ops.set(sheet, (list = []));
		return list;
	}

	/** @param {Slot} slot @param {Kept} [kept] */
	async function write(slot, kept) {
		slots.set(slot.sheet, slot);
		if (kept) opsOf(slot.sheet).push(kept);
		writing.set(slot.sheet, (writing.get(slot.sheet) || 0) + 1);
		const refusals = refused.get(slot.sheet) || 0;
		changed();
		try {
			await (kept ? store.putCut(slot, elsewhere, kept) : store.putSlot(slot, elsewhere));
			broken = false;
		} catch (err) {
			// What another tab wrote is shown; what the storage refused stays in sight, and
			// takes no number: the next write goes on from what is stored.
			if (err instanceof OtherTab && (refused.get(slot.sheet) || 0) === refusals) {
				elsewhere.add(slot.sheet);
				slots.set(slot.sheet, await store.slot(slot.sheet));
			} else {
				broken = true;
				refused.set(slot.sheet, (refused.get(slot.sheet) || 0) + 1);
				const now = /** @type {Slot} */ (slots.get(slot.sheet));
				slots.set(slot.sheet, { ...now, rev: now.rev - 1, dseq: now.dseq - (kept ? 1 : 0), edited: true });
			}
			if (kept) ops.set(slot.sheet, opsOf(slot.sheet).filter((k) => k !== kept));
			throw err;
		} finally {
			writing.set(slot.sheet, writing.get(slot.sheet) - 1);
			changed();
		}
	}

	/** @param {string} sheet @param {string} rubric @param {import('../lib/types.js').Rubric} shape @returns {Slot} */
	function fresh(sheet, rubric, shape) {
		const body = emptyBody(shape);
		return { sheet, dev: device.dev, rubric, body, hash: hashOf(body), base: {}, dseq: 0, edited: false, rev: 0 };
	}

	return {
		slots,
		opsOf,
		/** All ops of this device, each sheet's in order. */
		all: () => Array.from(ops.values()).reduce((list, part) => list.concat(part), /** @type {Kept[]} */ ([])),
		isWriting: (/** @type {string} */ sheet) => (writing.get(sheet) || 0) > 0,
		isElsewhere: (/** @type {string} */ sheet) => elsewhere.has(sheet),
		isBroken: () => broken,
		fresh,

		/** A new content of the sheet. @param {Slot} slot @param {import('../lib/types.js').Body} body */
		edit(slot, body) {
			return write({ ...slot, body, hash: hashOf(body), edited: true, rev: slot.rev + 1 });
		},

		/**
		 * Ops of other devices were shown to the judge; with take, the slot now holds that one's content.
		 * @param {Slot} slot @param {OpView[]} shown @param {OpView} [take]
		 */
		show(slot, shown, take) {
			const base = afterShowing(slot.base, shown, device.dev);
			const body = take ? take.body : slot.body;
			return write({ ...slot, base, body, hash: hashOf(body), edited: take ? false : slot.edited, rev: slot.rev + 1 });
		},

		/**
		 * Cuts an op: the whole sheet as it stands, with the next number of this device.
		 * @param {Slot} slot @param {import('../lib/types.js').OpKind} kind @param {string} [reason]
		 */
		cut(slot, kind, reason) {
			/** @type {import('../lib/types.js').Op} */
			const op = {
				op: newId(), sheet: slot.sheet, dev: device.dev, dseq: slot.dseq + 1, base: slot.base, kind,
				rubric: slot.rubric, body: slot.body, bodyHash: slot.hash, clientTime: now().toISOString(),
			};
			if (reason !== undefined) op.reason = reason;
			/** @type {Kept} */
			const kept = { op: sealed(op, device.secret), receipt: null, epoch: '', receivedAt: '', aside: null, problem: null };
			if (kind === 'submit' && slot.body.sign && slot.strokes) kept.sign = slot.strokes;
			return write({ ...slot, dseq: op.dseq, edited: false, rev: slot.rev + 1 }, kept);
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
			if (told.length > 0) await store.putAnswers(told);
		},

		/** The server has an op. @param {Kept} kept @param {any} result @param {string} epoch @param {string} at */
		async received(kept, result, epoch, at) {
			if (kept.epoch !== epoch || !kept.receivedAt) kept.receivedAt = at;
			kept.epoch = epoch;
			kept.receipt = result.receipt;
			kept.problem = result.problem || null;
			await store.putAnswers([kept]);
		},

		/**
		 * The server refused an op: it and those after it are kept aside, their
		 * numbers are free, and the slot waits to be cut anew.
		 * @param {Kept} refused @param {{code: string, title?: string}} problem
		 */
		async putAside(refused, problem) {
			const aside = opsOf(refused.op.sheet).filter((k) => !k.aside && k.op.dseq >= refused.op.dseq);
			for (const k of aside) k.aside = problem.code;
			refused.problem = problem;
			const slot = slots.get(refused.op.sheet);
			const after = slot && { ...slot, dseq: refused.op.dseq - 1, edited: true, rev: slot.rev + 1 };
			if (after) slots.set(after.sheet, after);
			await store.putAnswers(aside, after ? [after] : []);
		},

		/**
		 * Another storage uses this device's numbers, or it was revoked: unsent ops stay
		 * aside under the old id, and their slots go on under the new one, which knows
		 * of the old what has receipts. What does not count for the device's sake waits
		 * to be cut under the new one. Returns what was decided and not sent.
		 * @param {Device} fresh
		 */
		async moveTo(fresh) {
			const anew = [];
			const moved = [];
			const aside = [];
			for (const slot of slots.values()) {
				const line = opsOf(slot.sheet).filter((k) => !k.aside);
				const lost = line.filter((k) => !k.receipt);
				const known = line.filter((k) => k.receipt).map((k) => k.op);
				const doubted = line.some((k) => k.receipt && k.receipt.status === 'quarantined');
				const next = { ...slot, dev: fresh.dev, dseq: 0, base: afterShowing(slot.base, known, fresh.dev),
					edited: slot.edited || lost.length > 0 || doubted, rev: slot.rev + 1 };
				moved.push(next);
				for (const k of lost) k.aside = 'device-cloned';
				aside.push(...lost);
				const decided = lost.map((k) => k.op).filter((op) => op.kind !== 'draft').pop();
				if (decided && decided.bodyHash === slot.hash) anew.push({ slot: next, kind: decided.kind, reason: decided.reason });
			}
			await store.putAnswers(aside, moved);
			return anew;
		},
	};
}
