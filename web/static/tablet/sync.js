// @ts-check
// Between this tablet and the server: hello at the start, on reconnect and each
// minute; ops in the order they were cut, everything the server does not list,
// even what it once acknowledged. It never deletes on any answer.

import { olderEpoch, toSend, unsent } from './heads.js';
import { toTell } from './messages.js';

const minute = 60000;
const batch = 50;

/**
 * @param {Object} of
 * @param {import('./store.js').Device} of.device
 * @param {any} of.journal
 * @param {(hello: import('../lib/types.js').Hello) => Promise<void>} of.heard
 * @param {() => Promise<void>} of.cloned the server holds another op under this device's number; told when all that it received is settled
 * @param {() => void} of.changed
 * @param {() => number} of.random
 */
export function createSync({ device, journal, heard, cloned, changed, random }) {
	const state = {
		/** @type {'start' | 'ok' | 'lost'} */ contact: 'start',
		/** @type {'' | 'signed-out' | 'revoked' | 'older-server'} */ refused: '',
		/** Sheets with an op on its way. @type {Set<string>} */ sending: new Set(),
	};
	let tries = 0;
	/** @type {any} */
	let timer = 0;
	let busy = false;
	let again = false;
	let behind = false;
	let foreign = false;
	let stopped = false;
	let wait = 0;

	/** @param {string} path @param {any} [body] */
	async function call(path, body) {
		const abort = new AbortController();
		const limit = setTimeout(() => abort.abort(), 15000);
		try {
			const answer = await fetch('/api/v1' + path, {
				method: body ? 'POST' : 'GET', cache: 'no-store', signal: abort.signal,
				headers: { Authorization: 'Bearer ' + device.token, ...(body ? { 'Content-Type': 'application/json' } : {}) },
				body: body ? JSON.stringify(body) : undefined,
			});
			const after = Number(answer.headers.get('Retry-After'));
			wait = after > 0 ? after * 1000 : 0;
			return { status: answer.status, value: answer.status < 500 ? await answer.json().catch(() => null) : null };
		} finally {
			clearTimeout(limit);
		}
	}

	/** @returns {Promise<boolean>} whether sending may go on */
	async function hello() {
		const count = unsent(journal.all(), device.epoch).length;
		const seen = toTell(device);
		const { status, value } = await call('/hello?dev=' + device.dev +
			'&epoch=' + encodeURIComponent(device.epoch) + '&unsent=' + count + (seen.length > 0 ? '&seen=' + seen.join(',') : ''));
		if (status === 401) state.refused = 'signed-out';
		else if (status === 403) state.refused = 'revoked';
		else if (status === 200 && olderEpoch(value.epoch, device.epoch)) state.refused = 'older-server';
		else if (status === 200) state.refused = '';
		else throw new Error('hello ' + status);
		if (status === 200 && !state.refused) {
			await journal.listed(value);
			device.epoch = value.epoch;
			await heard(value);
		}
		return state.refused === '' || state.refused === 'revoked';
	}

	/** Sends all that waits; true when hello may now say something new. */
	async function send() {
		let went = false;
		const stuck = new Set();
		for (;;) {
			const next = toSend(journal.all(), device.epoch).filter((k) => !stuck.has(k.op.sheet)).slice(0, batch);
			if (next.length === 0) return went;
			state.sending = new Set(next.map((k) => k.op.sheet));
			changed();
			const ops = next.map((k) => ({ op: k.op, ...(k.receipt ? { receipt: k.receipt } : {}), ...(k.sign ? { sign: k.sign } : {}) }));
			const { status, value } = await call('/ops', { device: device.dev, epoch: device.epoch, ops });
			if (status === 401) state.refused = 'signed-out';
			if (status !== 200) throw new Error('ops ' + status);
			if (value.epoch !== device.epoch) {
				if (olderEpoch(value.epoch, device.epoch)) throw new Error('older epoch');
				again = state.refused !== 'revoked';
				if (again) return went;
				device.epoch = value.epoch; // no hello tells it to who is revoked
			}
			if (value.hello) again = true;
			went = went || value.results.some((/** @type {any} */ r) => !r.receipt || r.receipt.status !== 'draft');
			for (let i = 0; i < next.length; i++) {
				if (stuck.has(next[i].op.sheet)) continue;
				if (!await settle(next[i], value.results[i], value)) stuck.add(next[i].op.sheet);
			}
			if (foreign) {
				if (!stopped) await cloned();
				return false;
			}
			state.sending = new Set();
			changed();
		}
	}

	/** One result; false when the sheet's later ops must wait for the next round. */
	async function settle(/** @type {any} */ kept, /** @type {any} */ result, /** @type {any} */ answer) {
		if (!result) return false;
		if (result.receipt && result.receipt.op === kept.op.op && result.receipt.bodyHash === kept.op.bodyHash) {
			await journal.received(kept, result, answer.epoch, answer.serverTime);
			return true;
		}
		if (!result.problem) return false;
		if (result.problem.code === 'device-cloned') {
			foreign = true;
			return false;
		}
		// The server lacks ops before this one: the next hello lists what it has. A number
		// that none here has is filled by cutting anew.
		const lacks = (/** @type {any} */ k) => !k.aside && k.op.dseq === result.have + 1;
		if (result.have !== undefined && result.have < kept.op.dseq - 1 && journal.opsOf(kept.op.sheet).some(lacks)) {
			behind = true;
			return false;
		}
		// Acknowledged before a restore: its match or run may not be seated anew yet.
		if (result.problem.code === 'not-your-sheet' && kept.receipt) return false;
		await journal.putAside(kept, result.problem);
		return false;
	}

	async function round() {
		const before = device.epoch;
		if (!await hello()) return;
		if (await send() || before !== device.epoch) await hello();
	}

	async function run() {
		clearTimeout(timer);
		busy = true;
		again = false;
		behind = false;
		try {
			await round();
			state.contact = 'ok';
		} catch (err) {
			state.contact = 'lost';
			again = false;
		}
		const failed = behind || state.contact === 'lost';
		const next = failed ? wait || random() * Math.min(30000, 500 * Math.pow(2, tries)) : minute;
		tries = failed ? tries + 1 : 0;
		busy = false;
		state.sending = new Set();
		if (stopped) return;
		changed();
		if (!stopped) timer = setTimeout(run, again ? 0 : next);
	}

	return {
		state,
		/** Something waits, or the world came back. */
		wake() {
			if (busy) again = true;
			else if (!stopped) run();
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}
