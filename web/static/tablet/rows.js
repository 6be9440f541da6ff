// @ts-check
// A judge's sheets as screens read them: what hello said, what this tablet
// holds, and what may be done now, in one row.

import { modeOf, standing, toSend, unseen, whereabouts } from './heads.js';
import { emptyBody, fitted, isBlank, total } from './sheet.js';
import { gistOf } from './gist.js';

/** @typedef {import('../lib/types.js').Hello} Hello */
/** @typedef {import('../lib/types.js').HelloSheet} HelloSheet */
/** @typedef {import('./store.js').Kept} Kept */
/** @typedef {import('./store.js').Slot} Slot */
/** @typedef {{device: import('./store.js').Device, hello: Hello, journal: any, sending: Set<string>}} Held */

/** Has this judge signed in on another tablet since? Then this one only reads. @param {Hello} hello */
export function signedInElsewhere(hello) {
	return hello.messages.some((m) => m.key === 'signed-in-elsewhere');
}

/** One sheet. @param {Held} held @param {HelloSheet} sheet */
function rowOf({ device, hello, journal, sending }, sheet) {
	const stage = hello.stages.find((s) => s.id === sheet.stage);
	const rubric = stage && stage.rubric ? hello.rubrics[stage.rubric] : undefined;
	const entry = hello.entries[sheet.entry];
	if (!stage || !rubric || !entry) return null;
	/** @type {Kept[]} */
	const kept = journal.opsOf(sheet.sheet);
	/** @type {Slot | undefined} */
	const slot = journal.slots.get(sheet.sheet);
	const head = standing(sheet, kept, device.dev);
	const listed = head || sheet.drafts[0];
	const told = slot ? slot.body : listed ? listed.body : null;
	const shaped = slot && slot.rubric !== stage.rubric && told ? fitted(rubric, told) : told;
	const body = shaped && rubric.kind ? { ...emptyBody(rubric), ...shaped } : shaped; // what another client leaves out is empty
	return {
		id: sheet.sheet, sheet, stage, entry, rubric, slot, head, body,
		against: sheet.against ? hello.entries[sheet.against] : undefined, gist: rubric.kind ? gistOf(rubric, body || emptyBody(rubric)) : '',
		mode: modeOf(sheet, stage.state, head),
		blank: !body || isBlank(body),
		place: whereabouts(slot, kept, sheet, device.epoch, sending.has(sheet.sheet)),
		waits: (slot !== undefined && slot.edited) || toSend(kept, device.epoch).length > 0,
		unseen: unseen(sheet, slot, device.dev),
		problems: kept.filter((k) => k.problem),
		reformed: kept.some((k) => k.op.rubric !== stage.rubric) || (slot !== undefined && slot.rubric !== stage.rubric),
		readOnly: journal.isElsewhere(sheet.sheet) || signedInElsewhere(hello),
		writing: journal.isWriting(sheet.sheet),
		total: total(rubric, body || emptyBody(rubric), entry.members),
	};
}

/** @typedef {NonNullable<ReturnType<typeof rowOf>>} Row */

/** The sheets of a referee's queue, then a judge's: by stage in running order, each in the order it was given out. @param {Held} held @returns {Row[]} */
export function rowsOf(held) {
	const rows = /** @type {Row[]} */ (held.hello.sheets.map((sheet) => rowOf(held, sheet)).filter((row) => row !== null));
	const turn = (/** @type {Row} */ r) => held.hello.stages.indexOf(r.stage);
	rows.sort((a, b) => turn(a) - turn(b) || a.sheet.ord - b.sheet.ord || a.sheet.attempt - b.sheet.attempt || (a.id < b.id ? -1 : 1));
	return rows.filter((r) => r.rubric.kind).concat(rows.filter((r) => !r.rubric.kind));
}
