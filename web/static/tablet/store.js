// @ts-check
// The tablet's own memory: devices (token, secret), slots (the sheet as it is
// on the screen) and ops (versions once cut, never changed, never deleted).
// Every write is strict: done means on the disk, not in a buffer.

import { openDB } from '../vendor/idb.js';
import { canonical } from '../lib/canonical.js';
import { fromBase64url, hex, hmac } from '../lib/sha256.js';

/** @typedef {import('../lib/types.js').Body} Body */
/** @typedef {import('../lib/types.js').Op} Op */
/**
 * One (tablet, judge).
 * @typedef {Object} Device
 * @property {string} dev
 * @property {string} token
 * @property {string} secret
 * @property {{id: string, name: string}} judge
 * @property {string} epoch the newest epoch heard
 * @property {string} code of the card last used
 * @property {boolean} [retired] cloned, or revoked and gone on under a new id: only its record stays
 * @property {string[]} [seen] ids of messages that the judge has seen and hello still lists
 * @property {import('../lib/types.js').Hello} [hello] the last one
 */
/**
 * The sheet as the judge sees it. rev counts its writes: a tab that does not
 * hold the newest is read-only.
 * @typedef {Object} Slot
 * @property {string} sheet
 * @property {string} dev
 * @property {string} rubric
 * @property {Body} body
 * @property {string} hash
 * @property {Object<string, number>} base
 * @property {number} dseq number of the op last cut; the ops say it when the page opens
 * @property {boolean} edited since that op
 * @property {number} rev
 * @property {string} [strokes] of a drawn signature whose hash is in the body
 */
/**
 * An op and what the server said of it. epoch is the one in which the server
 * listed it; aside, why it will not be sent.
 * @typedef {Object} Kept
 * @property {Op} op
 * @property {import('../lib/types.js').Receipt | null} receipt
 * @property {string} epoch
 * @property {string} receivedAt
 * @property {string | null} aside
 * @property {{code: string, title?: string} | null} problem
 * @property {string} [sign] strokes of a drawn signature: they go beside the op
 */

/** Thrown when another tab of this tablet has written the sheet that the message names. */
export class OtherTab extends Error {}

/** Opens the memory; throws where the browser has none. */
export async function openStore() {
	const db = await openDB('dovar', 1, {
		upgrade(/** @type {any} */ fresh) {
			fresh.createObjectStore('devices', { keyPath: 'dev' });
			fresh.createObjectStore('slots', { keyPath: 'sheet' }).createIndex('dev', 'dev');
			fresh.createObjectStore('ops', { keyPath: 'op.op' }).createIndex('line', ['op.dev', 'op.sheet', 'op.dseq']);
			fresh.createObjectStore('settings');
		},
	});
	/** @type {(stores: string[]) => any} */
	const writing = (stores) => db.transaction(stores, 'readwrite', /** @type {any} */ ({ durability: 'strict' }));

	return {
		/** @returns {Promise<Device[]>} */
		devices: () => db.getAll('devices'),
		/** @returns {Promise<string | undefined>} */
		current: () => db.get('settings', 'current'),
		/** @param {string} dev @returns {Promise<Slot[]>} */
		slots: (dev) => db.getAllFromIndex('slots', 'dev', dev),
		/** @param {string} sheet @returns {Promise<Slot>} */
		slot: (sheet) => db.get('slots', sheet),
		/** Ops of a device, by sheet and number. @param {string} dev @returns {Promise<Kept[]>} */
		ops: (dev) => db.getAllFromIndex('ops', 'line', lineOf(dev)),

		/** Keeps a device, unless another tab retired it, and when asked makes it the one in use. @param {Device} device @param {boolean} [use] */
		async putDevice(device, use) {
			const tx = writing(['devices', 'settings']);
			if (!await isRetired(tx, device.dev)) tx.objectStore('devices').put(device);
			if (use) tx.objectStore('settings').put(device.dev, 'current');
			await tx.done;
		},

		/** Leaves the device in use; everything stays. */
		async leave() {
			const tx = writing(['settings']);
			tx.objectStore('settings').delete('current');
			await tx.done;
		},

		/**
		 * Writes slots over the versions before them and ops cut from them, all or
		 * nothing; throws OtherTab over any other version, for a sheet that this tab has
		 * lost since it asked, and for a device that another tab retired.
		 * @param {Slot[]} slots @param {Set<string>} lost @param {Kept[]} cuts
		 */
		async put(slots, lost, cuts) {
			const tx = writing(['devices', 'slots', 'ops']);
			for (const slot of slots) await guard(tx, slot, lost);
			for (const kept of cuts) tx.objectStore('ops').add(kept);
			for (const slot of slots) tx.objectStore('slots').put(slot);
			await finished(tx);
		},

		/** What the server said of ops. @param {Kept[]} kept */
		async putAnswers(kept) {
			const tx = writing(['ops']);
			for (const k of kept) tx.objectStore('ops').put(k);
			await tx.done;
		},

		/**
		 * Retires a device and puts a fresh one in its place and use, with what onward
		 * makes of all that tabs have written till now: all or nothing, and nothing where
		 * another tab has retired it.
		 * @param {Device} old @param {Device} fresh
		 * @param {(slots: Slot[], ops: Kept[]) => {slots: Slot[], ops: Kept[]}} onward
		 */
		async move(old, fresh, onward) {
			const tx = writing(['devices', 'settings', 'slots', 'ops']);
			if (await isRetired(tx, old.dev)) return;
			const slots = await tx.objectStore('slots').index('dev').getAll(old.dev);
			const next = onward(slots, await tx.objectStore('ops').index('line').getAll(lineOf(old.dev)));
			for (const slot of next.slots) tx.objectStore('slots').put(slot);
			for (const kept of next.ops) tx.objectStore('ops').put(kept);
			for (const device of [{ ...old, retired: true }, fresh]) tx.objectStore('devices').put(device);
			tx.objectStore('settings').put(fresh.dev, 'current');
			await finished(tx);
		},
	};
}

/** @param {string} dev */
function lineOf(dev) {
	return IDBKeyRange.bound([dev], [dev, []]);
}

/** @param {any} tx @param {string} dev */
async function isRetired(tx, dev) {
	const device = await tx.objectStore('devices').get(dev);
	return device !== undefined && device.retired === true;
}

/** Commits now, where the browser can: a page that closes would abort what is still open. @param {any} tx */
function finished(tx) {
	if (tx.commit) tx.commit();
	return tx.done;
}

/** @param {any} tx @param {Slot} slot @param {Set<string>} lost */
async function guard(tx, slot, lost) {
	const before = await tx.objectStore('slots').get(slot.sheet);
	const follows = (before ? before.rev : 0) === slot.rev - 1 && !await isRetired(tx, slot.dev);
	if (follows && !lost.has(slot.sheet)) return;
	tx.done.catch(() => undefined);
	tx.abort();
	throw new OtherTab(slot.sheet);
}

/**
 * An op as sent: its mac covers every other member, so whoever carries it
 * cannot change it.
 * @param {Op} op @param {string} secret base64url @returns {Op}
 */
export function sealed(op, secret) {
	return { ...op, mac: hex(hmac(fromBase64url(secret), canonical(op))) };
}
