// @ts-check
// Sheets of judges who used this tablet before and left some unsent: they go out
// on their own, each with its own token.

import { unsent } from './heads.js';
import { openJournal } from './journal.js';
import { createSync } from './sync.js';

/**
 * Sends what all devices but the one in use left unsent.
 * @param {any} store @param {string} current id of the device in use, or "" @param {() => Date} now @param {() => number} random
 */
export async function carryOthers(store, current, now, random) {
	for (const other of await store.devices()) {
		if (other.retired || other.dev === current) continue;
		const kept = await openJournal(store, other, () => undefined, now);
		if (unsent(kept.all(), other.epoch).length === 0) continue;
		const courier = createSync({
			device: other, journal: kept, random,
			heard: (hello) => store.putDevice({ ...other, epoch: hello.epoch }).catch(() => undefined),
			cloned: async () => courier.stop(),
			changed: () => {
				if (unsent(kept.all(), other.epoch).length === 0) courier.stop();
			},
		});
		courier.wake();
	}
}
