// @ts-check
// Signing in: a card's code and PIN bind this tablet to a judge. One device id
// per (tablet, judge): a known card, or a new card of a known judge, comes back
// to the id it had, and so to its unsent sheets.

import { newId } from '../lib/sha256.js';

/** A refusal that a person can read. */
export class Refused extends Error {
	/** @param {{code: string, title: string}} problem */
	constructor(problem) {
		super(problem.title);
		this.problem = problem;
	}
}

/** Code and PIN of a card's link: #CODE or #CODE.PIN. @param {string} hash */
export function cardOf(hash) {
	const m = /^#([0-9A-Za-z-]{4,40})(?:\.(\d{4,10}))?$/.exec(hash);
	return m ? { code: m[1], pin: m[2] === undefined ? '' : m[2] } : { code: '', pin: '' };
}

/** What the organizer reads on the wall of devices. @param {string} agent */
export function deviceName(agent) {
	const system = /iPad|iPhone|Android|Windows|Macintosh|CrOS|Linux/.exec(agent);
	const browser = /(Firefox|Edg|OPR|Chrome|Version)\/(\d+)/.exec(agent);
	const maker = browser && browser[1] === 'Version' ? 'Safari' : browser && browser[1];
	return [system && system[0], browser && maker + ' ' + browser[2]].filter(Boolean).join(' · ').slice(0, 60);
}

/**
 * Signs in. known are the devices this tablet has; the one that used the card
 * before is tried first, then the others, then a new one: an id that belongs to
 * another judge is answered with device-taken. revoked is the device of the same
 * judge that was shut out here, if one was: its sheets go on under the new id.
 * @param {string} code @param {string} pin @param {import('./store.js').Device[]} known
 * @returns {Promise<{device: import('./store.js').Device, revoked?: import('./store.js').Device}>}
 */
export async function signIn(code, pin, known) {
	const used = known.filter((d) => !d.retired);
	const tried = used.filter((d) => d.code === code).concat(used.filter((d) => d.code !== code));
	let revoked;
	for (const device of tried) {
		try {
			const answer = await enrol({ code, pin, device: { id: device.dev } }, '');
			if (answer) return { device: { ...device, ...answer, code, epoch: device.epoch } };
		} catch (err) {
			if (!(err instanceof Refused) || err.problem.code !== 'device-revoked') throw err;
			revoked = device;
		}
	}
	const dev = newId();
	const answer = await enrol({ code, pin, device: { id: dev } }, '');
	if (!answer) throw new Refused({ code: 'device-taken', title: '' });
	return { device: { dev, code, ...answer }, revoked };
}

/** A new device id of the same judge. @param {import('./store.js').Device} device @returns {Promise<import('./store.js').Device>} */
export async function rebind(device) {
	const dev = newId();
	const answer = await enrol({ device: { id: dev } }, device.token);
	if (!answer) throw new Refused({ code: 'device-taken', title: '' });
	return { dev, code: device.code, ...answer };
}

/** @param {any} body @param {string} bearer @returns {Promise<any>} null where the id is another judge's */
async function enrol(body, bearer) {
	body.device.name = deviceName(navigator.userAgent);
	/** @type {Object<string, string>} */
	const headers = { 'Content-Type': 'application/json' };
	if (bearer) headers.Authorization = 'Bearer ' + bearer;
	const answer = await fetch('/api/v1/enrol', { method: 'POST', cache: 'no-store', headers, body: JSON.stringify(body) });
	const value = await answer.json().catch(() => ({ code: 'unreadable', title: '' }));
	if (answer.ok) return { token: value.token, secret: value.secret, judge: value.judge, epoch: value.epoch };
	if (value.code === 'device-taken') return null;
	throw new Refused({ code: value.code, title: value.title });
}
