// @ts-check
// A match of bouts: who leads, what may come next, who has won. Pure functions.

/** @typedef {import('../lib/types.js').MatchForm} MatchForm */
/** @typedef {import('../lib/types.js').Body} Body */

/**
 * Where a match stands. In a row of undecided bouts each is a replay of the
 * first; after the last replay no bout follows and the match is to be decided.
 * @param {MatchForm} form @param {Body} body
 */
export function standOf(form, body) {
	const bouts = body.bouts || [];
	const a = bouts.filter((x) => x === 'a').length;
	const b = bouts.filter((x) => x === 'b').length;
	let undecided = 0;
	for (let i = bouts.length - 1; i >= 0 && bouts[i] === 'none'; i--) undecided++;
	const replays = form.replays === undefined ? Infinity : form.replays;
	const won = a >= form.to ? 'a' : b >= form.to ? 'b' : '';
	const judged = form.undecided === 'referee' ? ['a', 'b'] : [];
	const verdicts = judged.concat(form.draws ? 'draw' : []);
	const last = undecided > replays;
	const decide = won === '' && verdicts.length > 0 && undecided > (form.replays || 0);
	return { a, b, undecided, replays, won, last, decide, verdicts, bout: bouts.length + 1 };
}

/** Who wins: "a", "b", "draw", or "" while it is open. @param {MatchForm} form @param {Body} body */
export function winnerOf(form, body) {
	if (body.outcome !== 'ok') return /^b-/.test(body.outcome || '') ? 'a' : 'b';
	return standOf(form, body).won || body.decision || '';
}

/** What a submit still needs. @param {MatchForm} form @param {Body} body @returns {{id: string}[]} */
export function gapsOf(form, body) {
	if (winnerOf(form, body) === '') return [{ id: standOf(form, body).decide ? 'decision' : 'bout' }];
	return body.decision && !(body.notes.decision || '').trim() ? [{ id: 'decision' }] : [];
}

/** A body with one bout more; none is added to a match that is decided. @param {MatchForm} form @param {Body} body @param {'a'|'b'|'none'} who @returns {Body} */
export function withBout(form, body, who) {
	const stand = standOf(form, body);
	if (stand.won || stand.last || body.outcome !== 'ok') return body;
	return { ...body, bouts: (body.bouts || []).concat(who) };
}

/** A body without its last bout. @param {Body} body @returns {Body} */
export function withoutBout(body) {
	return { ...body, bouts: (body.bouts || []).slice(0, -1), decision: '' };
}
