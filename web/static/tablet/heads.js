// @ts-check
// Which version of a sheet stands, seen from this tablet: covering by versions,
// what was shown, and the honest word for it. Pure functions; the rules are
// those of the sheet protocol, and no clock is read.

/** @typedef {import('../lib/types.js').Op} Op */
/** @typedef {import('../lib/types.js').OpView} OpView */
/** @typedef {import('../lib/types.js').HelloSheet} HelloSheet */
/** @typedef {import('./store.js').Slot} Slot */
/** @typedef {import('./store.js').Kept} Kept */

/** @param {{dev: string, dseq: number}} x @param {{dev: string, dseq: number, base: Object<string, number>}} y */
export function covers(y, x) {
	return (x.dev === y.dev && x.dseq < y.dseq) || x.dseq <= (y.base[x.dev] || 0);
}

/**
 * The version map after these ops were shown: it only grows, and never names
 * this device.
 * @param {Object<string, number>} base @param {{dev: string, dseq: number, base: Object<string, number>}[]} shown @param {string} dev
 */
export function afterShowing(base, shown, dev) {
	const next = { ...base };
	const raise = (/** @type {string} */ d, /** @type {number} */ n) => {
		if (d !== dev && n > (next[d] || 0)) next[d] = n;
	};
	for (const op of shown) {
		raise(op.dev, op.dseq);
		for (const d of Object.keys(op.base)) raise(d, op.base[d]);
	}
	return next;
}

/** Own ops the server did not list in this epoch, oldest first. @param {Kept[]} kept @param {string} epoch */
export function unsent(kept, epoch) {
	return kept.filter((k) => !k.aside && k.epoch !== epoch);
}

/** Own ops to send: unlisted, or listed while their receipt was lost on the way. @param {Kept[]} kept @param {string} epoch */
export function toSend(kept, epoch) {
	return kept.filter((k) => !k.aside && (k.epoch !== epoch || !k.receipt));
}

/**
 * The decisive op that stands for this tablet: its own newest while the server
 * has not listed it, else what the server says.
 * @param {HelloSheet} sheet @param {Kept[]} kept @param {string} dev
 * @returns {Op | OpView | null}
 */
export function standing(sheet, kept, dev) {
	const own = kept.filter((k) => !k.aside && k.op.kind !== 'draft').map((k) => k.op).pop();
	return own && own.dseq > (sheet.have[dev] || 0) ? own : sheet.head;
}

/** Ops of other devices that hello lists and this slot has not shown. @param {HelloSheet} sheet @param {Slot | undefined} slot @param {string} dev */
export function unseen(sheet, slot, dev) {
	const mine = { dev, dseq: slot ? slot.dseq : 0, base: slot ? slot.base : {} };
	return (sheet.head ? [sheet.head] : []).concat(sheet.leaves, sheet.drafts)
		.filter((op) => op.dev !== dev && !covers(mine, op));
}

/**
 * What may be done with a sheet now.
 * @param {HelloSheet} sheet @param {string} stage state of the stage @param {Op | OpView | null} head
 * @returns {'edit' | 'review' | 'declined' | 'excluded' | 'conflict' | 'closed' | 'waiting'}
 */
export function modeOf(sheet, stage, head) {
	if (sheet.flags.indexOf('conflict') >= 0 && sheet.leaves.length > 1) return 'conflict';
	if (sheet.state === 'excluded') return 'excluded';
	if (stage === 'setup') return 'waiting';
	if (stage !== 'open') return 'closed';
	if (head && head.kind === 'decline') return 'declined';
	if (head && head.kind === 'submit' && !(sheet.state === 'returned' && head === sheet.head)) return 'review';
	return 'edit';
}

/**
 * Where the content of the slot lies: on this tablet, on its way, or with the
 * server. Received only when a receipt of the current epoch, or an op that
 * hello lists, carries exactly this content and nothing newer waits.
 * @param {Slot | undefined} slot @param {Kept[]} kept @param {HelloSheet} sheet @param {string} epoch @param {boolean} sending
 * @returns {{word: 'none' | 'saved' | 'sending' | 'received', at: string}}
 */
export function whereabouts(slot, kept, sheet, epoch, sending) {
	const theirs = (sheet.head ? [sheet.head] : []).concat(sheet.drafts);
	if (!slot) return theirs.length > 0 ? { word: 'received', at: theirs[0].receivedAt } : { word: 'none', at: '' };
	const last = kept.filter((k) => !k.aside).pop();
	if (!slot.edited && unsent(kept, epoch).length === 0) {
		if (last && last.receipt && last.receipt.bodyHash === slot.hash) return { word: 'received', at: last.receivedAt };
		const listed = theirs.find((op) => op.bodyHash === slot.hash);
		if (listed) return { word: 'received', at: listed.receivedAt };
		if (!last) return { word: 'none', at: '' };
	}
	return { word: sending ? 'sending' : 'saved', at: '' };
}

/** Is epoch a older than b? Epochs begin with unix seconds. @param {string} a @param {string} b */
export function olderEpoch(a, b) {
	return parseInt(a, 10) < parseInt(b, 10);
}
