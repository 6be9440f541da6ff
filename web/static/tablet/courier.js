// @ts-check
// Sheets of judges who used this tablet before and left some unsent, or sent them
// to a server that was restored since: they go out on their own, each with its own
// token.

import { unsent } from './heads.js';
import { openJournal } from './journal.js';
import { createSync } from './sync.js';

/** @param {any} store @param {() => Date} now @param {() => number} random */
export function createCouriers(store, now, random) {
	/** One for each device. @type {Map<string, any>} */
	const atWork = new Map();
	let inUse = '';

	/** @param {import('./store.js').Device} other @param {string} epoch */
	async function send(other, epoch) {
		const kept = await openJournal(store, other, () => undefined, now);
		const done = () => unsent(kept.all(), other.epoch).length === 0;
		if (other.dev === inUse || atWork.has(other.dev) || (other.epoch === epoch && done())) return;
		let heard = false;
		const courier = createSync({
			device: other, journal: kept, random,
			heard: async () => { heard = true; },
			cloned: async () => courier.stop(), // waits for its judge, who then goes on under a new id
			changed: () => {
				if (!done() || !heard && courier.state.refused !== 'revoked' || atWork.get(other.dev) !== courier) return;
				leave(other.dev);
				store.putDevice(other).catch(() => undefined); // with the epoch heard
			},
		});
		atWork.set(other.dev, courier);
		courier.wake();
	}

	/** @param {string} dev */
	function leave(dev) {
		if (atWork.has(dev)) atWork.get(dev).stop();
		atWork.delete(dev);
	}

	return {
		/** A device sends on its own from now. @param {string} dev */
		leave(dev) {
			inUse = dev;
			leave(dev);
		},
		/**
		 * Sends what all devices but the one in use did not tell the server of this epoch.
		 * @param {string} current id of the device in use, or "" @param {string} epoch the newest heard, or ""
		 */
		async carry(current, epoch) {
			inUse = current;
			for (const other of await store.devices()) {
				if (!other.retired) await send(other, epoch);
			}
		},
	};
}
