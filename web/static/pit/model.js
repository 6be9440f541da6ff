// @ts-check
// The queue as the screen draws it. Pure.

/** @typedef {{entry: string, code?: string, name?: string, school?: string}} Team */
/** @typedef {Team & {against?: Team, meeting?: {part: string, round: number, of: number, group?: string}, state: string, attempt: number, repeats?: number, extra?: boolean, since?: string, at?: string}} Call */
/** @typedef {{attempt?: number, starts: string, minutes: number, handIn?: number}} Round */
/** @typedef {{field?: string, calls: Call[]}} Field */
/** @typedef {{stage: string, title: import('../lib/types.js').Text, kind: string, format?: string, attempts?: number, rounds: Round[], fields: Field[]}} Stage */
/** @typedef {{contest: string, stages: Stage[]}} Queue */

/**
 * A field with its first three places filled: now is empty while the field
 * waits for its next robot.
 * @typedef {{key: string, field: Field, stage: Stage, now: Call | null, next: Call | null, after: Call | null, rest: Call[]}} Lane
 */

/** @param {Queue | null} queue @returns {Lane[]} */
export function lanes(queue) {
	/** @type {Lane[]} */
	const out = [];
	for (const stage of queue ? queue.stages : []) {
		for (const field of stage.fields) {
			const running = field.calls.filter((c) => c.state === 'running');
			const waiting = field.calls.filter((c) => c.state !== 'running');
			out.push({
				key: stage.stage + (field.field || ''), field, stage,
				now: running[0] || null, next: waiting[0] || null, after: waiting[1] || null,
				rest: running.slice(1).concat(waiting.slice(2)),
			});
		}
	}
	return out;
}

/**
 * Rounds that are still to begin or to be handed in for, the soonest first.
 * @param {Queue | null} queue @param {number} now ms of Unix time
 * @returns {{stage: Stage, round: Round}[]}
 */
export function coming(queue, now) {
	/** @type {{stage: Stage, round: Round}[]} */
	const out = [];
	for (const stage of queue ? queue.stages : []) {
		for (const round of stage.rounds) {
			if (Date.parse(round.starts) > now) out.push({ stage, round });
		}
	}
	return out.sort((a, b) => Date.parse(a.round.starts) - Date.parse(b.round.starts));
}

/** When the robots of a round lie in quarantine; 0 where they do not. @param {Round} round */
export const quarantine = (round) => (round.handIn ? Date.parse(round.starts) - round.handIn * 60000 : 0);
