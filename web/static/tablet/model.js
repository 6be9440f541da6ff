// @ts-check
// The tablet as one thing: who is signed in, what hello said, every sheet with
// its state, and what a judge can do with it. Screens read rows() and call the
// verbs; each verb ends in a change that is drawn.

import { t } from '../lib/i18n.js';
import { createCouriers } from './courier.js';
import { rebind, Refused, signIn } from './enrol.js';
import { openJournal } from './journal.js';
import { stillListed, unread } from './messages.js';
import { rowsOf, signedInElsewhere } from './rows.js';
import { createSync } from './sync.js';
import { createVerbs } from './verbs.js';

/** @typedef {import('./store.js').Device} Device */

/** @param {{store: any, changed: () => void, now: () => Date, random: () => number}} of */
export async function openModel({ store, changed, now, random }) {
	/** @type {Device | null} */
	let device = null;
	/** @type {any} */
	let journal = null;
	/** @type {any} */
	let sync = null;
	const couriers = createCouriers(store, now, random);
	const verbs = createVerbs({ held, journal: () => journal, online: () => sync.state.contact === 'ok', wake: () => sync.wake() });

	/** @param {Device} next */
	async function use(next) {
		const mine = await openJournal(store, next, changed, now);
		if (sync) sync.stop();
		couriers.leave(next.dev);
		device = next;
		journal = mine;
		sync = createSync({
			device: next, journal: mine, changed, random,
			heard: async (hello) => {
				next.hello = hello;
				next.seen = stillListed(next, hello);
				await store.putDevice(next).catch(() => undefined); // a full storage keeps nothing from the server
				verbs.resume(next.epoch);
				if (device === next) await carry();
			},
			cloned: async () => goOn(mine, await rebind(next), true),
		});
		sync.wake();
		changed();
	}

	/** The device in use, if there is one. @returns {Promise<Device | undefined>} */
	async function inUse() {
		const current = await store.current();
		return (await store.devices()).find((/** @type {Device} */ d) => d.dev === current && !d.retired);
	}

	/**
	 * The sheets of a device go on under a fresh id of the same judge, or under that
	 * under which another tab has gone on before.
	 * @param {any} from its journal @param {Device} fresh @param {boolean} again what was decided and not sent is decided again
	 */
	async function goOn(from, fresh, again) {
		await from.moveTo(fresh, again);
		await use(await inUse() || fresh);
	}

	/** What the one signed in holds; verbs and rows exist only with a hello. */
	function held() {
		if (!device || !device.hello) throw new Error('nobody is signed in');
		return { device, hello: device.hello, journal, sending: sync.state.sending };
	}

	/** Others' sheets wait, whatever hinders them. */
	const carry = () => couriers.carry(device ? device.dev : '', device ? device.epoch : '').catch(() => undefined);

	/** Is every sheet cut and stored? What the storage refuses is on the screen and nowhere else. */
	async function isKept() {
		if (!device || !device.hello) return true;
		await verbs.leaveSheets();
		return Array.from(journal.slots.values()).every((slot) => !slot.edited || journal.isElsewhere(slot.sheet));
	}

	const model = {
		...verbs,
		get device() { return device; },
		get hello() { return device && device.hello ? device.hello : null; },
		get contact() { return sync ? sync.state.contact : 'start'; },
		get refused() { return sync ? sync.state.refused : ''; },
		get broken() { return journal ? journal.isBroken() : false; },
		get elsewhere() { return device && device.hello ? signedInElsewhere(device.hello) : false; },

		rows: () => rowsOf(held()),

		/** @param {string} code @param {string} pin */
		async signIn(code, pin) {
			const came = await signIn(code, pin, await store.devices());
			if (!await isKept()) throw new Refused({ code: 'not-kept', title: t('tablet.place.broken.more') });
			if (came.revoked) {
				// Who held a revoked tablet is not known: what was decided on it waits for its judge.
				if (sync) sync.stop();
				const here = device !== null && device.dev === came.revoked.dev;
				await goOn(here ? journal : await openJournal(store, came.revoked, () => undefined, now), came.device, false);
			} else {
				await store.putDevice(came.device, true);
				await use(came.device);
			}
			await carry();
		},
		async signOut() {
			if (!await isKept()) return;
			sync.stop();
			await store.leave();
			device = null;
			await carry();
			changed();
		},

		/** Messages that the judge has still to see. */
		unread: () => (device ? unread(device) : []),
		/** The judge has seen messages. @param {string[]} ids */
		async saw(ids) {
			const mine = held().device;
			mine.seen = (mine.seen || []).concat(ids);
			changed();
			await store.putDevice(mine).catch(() => undefined);
			sync.wake();
		},
		wake() {
			if (sync) sync.wake();
		},
	};

	const known = await inUse();
	if (known) await use(known);
	await carry();
	return model;
}
