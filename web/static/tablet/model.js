// @ts-check
// The tablet as one thing: who is signed in, what hello said, every sheet with
// its state, and what a judge can do with it. Screens read rows() and call the
// verbs; each verb ends in a change that is drawn.

import { openJournal } from './journal.js';
import { createSync } from './sync.js';
import { rebind, signIn } from './enrol.js';
import { unsent } from './heads.js';
import { stillListed, unread } from './messages.js';
import { rowsOf, signedInElsewhere } from './rows.js';
import { withoutWord } from './forms.js';
import { clockOf, watchOf } from './stopwatch.js';
import { emptyBody } from './sheet.js';

/** @typedef {import('./store.js').Device} Device */
/** @typedef {import('../lib/types.js').OpView} OpView */

const draftEvery = 10000;

/** @param {{store: any, changed: () => void, now: () => Date, random: () => number}} of */
export async function openModel({ store, changed, now, random }) {
	/** @type {Device | null} */
	let device = null;
	/** @type {any} */
	let journal = null;
	/** @type {any} */
	let sync = null;
	/** @type {Object<string, any>} */
	const drafts = {};
	/** @type {Object<string, any[]>} */
	const past = {};

	/** @param {Device} next */
	async function use(next) {
		if (sync) sync.stop();
		await store.putDevice(next, true);
		device = next;
		journal = await openJournal(store, next, changed, now);
		sync = createSync({
			device: next, journal, changed, random,
			heard: async (hello) => {
				next.hello = hello;
				next.seen = stillListed(next, hello);
				await store.putDevice(next);
				for (const slot of journal.slots.values()) {
					draftLater(slot);
					// A start that waited for the server is told anew, with the time run since.
					if (watchOf(slot.sheet) && unsent(journal.opsOf(slot.sheet), next.epoch).length > 0) model.stamp(slot.sheet);
				}
			},
			cloned: () => clone(next),
		});
		sync.wake();
		changed();
	}

	/** Cuts a draft of an edited sheet in a while, at most one every ten seconds and only online. @param {import('./store.js').Slot} slot */
	function draftLater(slot) {
		if (!slot.edited || drafts[slot.sheet] !== undefined || journal.isElsewhere(slot.sheet)) return;
		drafts[slot.sheet] = setTimeout(() => {
			delete drafts[slot.sheet];
			if (sync.state.contact === 'ok') model.leaveSheet(slot.sheet);
		}, draftEvery);
	}

	/** Unsent sheets of judges who used this tablet before go out on their own. */
	async function carryOthers() {
		for (const other of await store.devices()) {
			if (other.retired || (device && other.dev === device.dev)) continue;
			const kept = await openJournal(store, other, () => undefined, now);
			if (unsent(kept.all(), other.epoch).length === 0) continue;
			const courier = createSync({
				device: other, journal: kept, random,
				heard: (hello) => store.putDevice({ ...other, epoch: hello.epoch }),
				cloned: async () => courier.stop(),
				changed: () => {
					if (unsent(kept.all(), other.epoch).length === 0) courier.stop();
				},
			});
			courier.wake();
		}
	}

	/** @param {Device} old */
	async function clone(old) {
		for (const { slot, kind, reason } of await goOn(journal, old, await rebind(old))) {
			await journal.cut(journal.slots.get(slot.sheet), kind, reason);
		}
		sync.wake();
	}

	/** The sheets of a device go on under a fresh id of the same judge. @param {any} from its journal @param {Device} old @param {Device} fresh */
	async function goOn(from, old, fresh) {
		const sheets = await from.moveTo(fresh);
		old.retired = true;
		await store.putDevice(old);
		await use(fresh);
		return sheets;
	}

	/** What the one signed in holds; verbs and rows exist only with a hello. */
	function held() {
		if (!device || !device.hello) throw new Error('nobody is signed in');
		return { device, hello: device.hello, journal, sending: sync.state.sending };
	}

	/** @param {string} id */
	function rowOf(id) {
		const row = rowsOf(held()).find((r) => r.id === id);
		if (!row) throw new Error('no sheet ' + id);
		return row;
	}

	/** @param {string} id @returns {import('./store.js').Slot} */
	function slotOf(id) {
		const row = rowOf(id);
		return row.slot || journal.fresh(id, row.stage.rubric, row.rubric);
	}

	/** @param {Promise<any>} write */
	const quiet = (write) => write.catch(() => undefined);

	/** @param {string} id @param {import('../lib/types.js').OpKind} kind @param {string} [reason] */
	async function cut(id, kind, reason) {
		clearTimeout(drafts[id]);
		delete drafts[id];
		await quiet(journal.cut(slotOf(id), kind, reason));
		sync.wake();
	}

	const model = {
		get device() { return device; },
		get hello() { return device && device.hello ? device.hello : null; },
		get contact() { return sync ? sync.state.contact : 'start'; },
		get refused() { return sync ? sync.state.refused : ''; },
		get broken() { return journal ? journal.isBroken() : false; },
		get elsewhere() { return device && device.hello ? signedInElsewhere(device.hello) : false; },

		rows: () => rowsOf(held()),
		canUndo: (/** @type {string} */ id) => (past[id] || []).length > 0,

		/** @param {string} code @param {string} pin */
		async signIn(code, pin) {
			const came = await signIn(code, pin, await store.devices());
			if (!came.revoked) return use(came.device);
			// Who held a revoked tablet is not known: what was decided on it waits for its judge.
			if (sync) sync.stop();
			const here = device !== null && device.dev === came.revoked.dev;
			await goOn(here ? journal : await openJournal(store, came.revoked, () => undefined, now), came.revoked, came.device);
		},
		async signOut() {
			await model.leaveSheets();
			sync.stop();
			await store.leave();
			device = null;
			await carryOthers();
			changed();
		},

		/** Messages that the judge has still to see. */
		unread: () => (device ? unread(device) : []),
		/** The judge has seen messages. @param {string[]} ids */
		async saw(ids) {
			const mine = held().device;
			mine.seen = (mine.seen || []).concat(ids);
			changed();
			await quiet(store.putDevice(mine));
			sync.wake();
		},

		/** The judge looks at a sheet, and the tablet asks whether it may go on: what other devices of the judge left is shown, if nothing of this one is in its way. @param {string} id */
		open(id) {
			sync.wake();
			const { unseen: shown, waits, mode } = rowOf(id);
			if (shown.length === 0 || waits || mode === 'conflict') return;
			const newest = shown.slice().sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))[0];
			quiet(journal.show(slotOf(id), shown, newest));
		},

		/** Changes a sheet; typing names the field of a text, so that undo takes words, not letters. @param {string} id @param {(body: any) => any} change @param {string} [typing] */
		edit(id, change, typing) {
			const slot = slotOf(id);
			const steps = (past[id] = past[id] || []);
			const last = steps[steps.length - 1];
			if (!typing || !last || last.typing !== typing) steps.push({ body: slot.body, typing });
			quiet(journal.edit(slot, change(slot.body)));
			draftLater(journal.slots.get(id));
		},
		/** @param {string} id */
		undo(id) {
			const step = (past[id] || []).pop();
			if (step) quiet(journal.edit(slotOf(id), step.body.clock ? { ...step.body, clock: clockOf(id) } : step.body));
		},
		/** Cuts a draft of what was edited. @param {string} id */
		async leaveSheet(id) {
			const slot = journal.slots.get(id);
			if (!slot || !slot.edited || journal.isElsewhere(id)) return;
			if (watchOf(id)) await model.stamp(id);
			else await cut(id, 'draft');
		},
		/** @returns {Promise<any>} */
		leaveSheets: () => Promise.all(journal ? Array.from(journal.slots.keys(), (id) => model.leaveSheet(id)) : []),

		/** Tells the server how long the watch of a run has gone. @param {string} id */
		async stamp(id) {
			const slot = slotOf(id);
			quiet(journal.edit(slot, { ...slot.body, clock: clockOf(id) }));
			await cut(id, 'draft');
		},
		/** A team confirms a sheet: nothing else of it changes. @param {string} id @param {(body: any) => any} change @param {string} [strokes] of a drawn signature */
		confirm: (id, change, strokes) => quiet(journal.edit({ ...slotOf(id), strokes }, change(slotOf(id).body))),
		/**
		 * Two runs were entered for each other's team: their contents change places, and
		 * what was decided waits to be confirmed anew, or is decided again where no team
		 * confirms. @param {string} id @param {string} other @param {string} reason
		 */
		async swap(id, other, reason) {
			const rows = [rowOf(id), rowOf(other)];
			const bodies = rows.map((r) => withoutWord(r.body || emptyBody(r.rubric)));
			// In memory at once, on the disk in this order.
			const writes = [];
			for (let i = 0; i < rows.length; i++) {
				const sheet = rows[i].id;
				past[sheet] = [];
				if (rows[i].mode === 'review') writes.push(cut(sheet, 'recall', reason));
				writes.push(quiet(journal.edit(slotOf(sheet), bodies[1 - i])));
				writes.push(cut(sheet, rows[1 - i].mode === 'review' && !rows[i].rubric.signs ? 'submit' : 'draft'));
			}
			await Promise.all(writes);
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
			await quiet(journal.show(slotOf(id), seen, chosen || undefined));
			const from = chosen || rowOf(id).head;
			if (from && from.kind !== 'draft') await cut(id, from.kind, from.reason);
		},
		wake() {
			if (sync) sync.wake();
		},
	};

	const current = await store.current();
	const known = (await store.devices()).find((/** @type {Device} */ d) => d.dev === current && !d.retired);
	if (known) await use(known);
	await carryOthers();
	return model;
}
