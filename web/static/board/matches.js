// @ts-check
// Groups and brackets as a frame tells them, cut into pages that a hall can
// read. Pure; see judging/frame_extra.go.

/**
 * @typedef {{id: string, part: 'group'|'swiss'|'winners'|'losers'|'final'|'third', round: number, group?: number, a?: string, b?: string,
 *   fromA?: string, fromB?: string, scoreA?: string, scoreB?: string, winner?: string, over?: boolean, bye?: boolean}} Meeting
 */
/** @typedef {{entry: string, played: number, won: number, points: string, difference: string, place?: number}} Line */
/** @typedef {{name?: string, rows: Line[]}} Group */
/** @typedef {{stage: string, format: string, groups?: Group[], meetings: Meeting[]}} Matches */
/** One column of a bracket: meetings of one round. @typedef {{part: string, round: number, of: number, meetings: Meeting[]}} Column */
/**
 * A page of the projector: tables, or a part of a bracket with the finals beside.
 * @typedef {{kind: 'groups', matches: Matches, groups: {group: Group, at: number}[], wide: boolean} |
 *   {kind: 'bracket', matches: Matches, columns: Column[], finals: Meeting[]}} Page
 */

const boxes = 8; // meetings one above the other
const columnsBeside = 3; // of a bracket, left of the finals; one fewer on a narrow picture
const finalsAtMost = 4;
const crossAtMost = 10; // robots of a table with a column for each
const pieces = { above: 88, cross: 76, line: 80 }; // u of a table: its heads, a row against each, a row of a long one

/** @param {Matches} matches */
function isBracket(matches) {
	return matches.meetings.some(({ part }) => part !== 'group' && part !== 'swiss');
}

/** The rounds of one part. @param {Matches} matches @param {string} part @returns {Column[]} */
function rounds(matches, part) {
	/** @type {Column[]} */
	const columns = [];
	for (const meeting of matches.meetings) {
		if (meeting.part !== part) continue;
		let column = columns.find(({ round }) => round === meeting.round);
		if (!column) columns.push(column = { part, round: meeting.round, of: 0, meetings: [] });
		column.meetings.push(meeting);
		column.of++;
	}
	return columns.sort((a, b) => a.round - b.round);
}

/**
 * The pages of a bracket. What is decided by few stands on every page.
 * @param {Matches} matches @param {boolean} narrow @returns {Page[]}
 */
function bracketPages(matches, narrow) {
	const beside = columnsBeside - (narrow ? 1 : 0);
	const finals = ['final', 'third'].reduce((all, last) => all.concat(matches.meetings.filter(({ part }) => part === last)), /** @type {Meeting[]} */ ([]));
	const winners = rounds(matches, 'winners');
	const losers = rounds(matches, 'losers');
	if (!finals.length && winners.length) finals.push(...winners.pop().meetings);
	while (winners.length > beside && finals.length + winners[winners.length - 1].of <= finalsAtMost) {
		finals.unshift(...winners.pop().meetings);
	}
	if (losers.length) finals.unshift(...losers.pop().meetings);
	const page = (/** @type {Column[]} */ columns) => /** @type {Page} */ ({ kind: 'bracket', matches, columns, finals });
	const pages = [].concat(...shared(winners, beside).concat(shared(losers, beside)).map(parts)).map(page);
	return pages.length ? pages : [page([])];
}

/** Columns on as few pages as they need, as even as can be. @param {Column[]} columns @param {number} beside */
function shared(columns, beside) {
	const pages = Math.ceil(columns.length / beside);
	const each = Math.ceil(columns.length / (pages || 1));
	return Array.from({ length: pages }, (_, n) => columns.slice(n * each, (n + 1) * each));
}

/** A bracket too high for one page, in halves, quarters and so on. @param {Column[]} columns @returns {Column[][]} */
function parts(columns) {
	if (!columns.length) return [];
	const n = Math.ceil(Math.max(...columns.map(({ meetings }) => meetings.length)) / boxes);
	return Array.from({ length: n }, (_, at) => columns.map((column) => {
		const each = column.meetings.length / n;
		return Object.assign({}, column, { meetings: column.meetings.slice(Math.floor(at * each), Math.floor((at + 1) * each)) });
	}));
}

/**
 * The pages of tables: small groups beside and above each other, each robot
 * against each; a long table alone, a page at a time.
 * @param {Matches} matches @param {import('./paging.js').Room} room @returns {Page[]}
 */
function groupPages(matches, { narrow, high }) {
	const groups = (matches.groups || []).map((group, at) => ({ group, at }));
	const longest = Math.max(0, ...groups.map(({ group }) => group.rows.length));
	if (!longest) return [];
	if (matches.format === 'swiss' || longest > crossAtMost) {
		const lines = Math.floor((high - (groups.length > 1 ? pieces.above : pieces.above / 2)) / pieces.line);
		return [].concat(...groups.map(({ group, at }) => Array.from({ length: Math.ceil(group.rows.length / lines) }, (_, n) => (
			{ kind: 'groups', matches, wide: true, groups: [{ group: Object.assign({}, group, { rows: group.rows.slice(n * lines, (n + 1) * lines) }), at }] }))));
	}
	const across = narrow || longest > 5 || groups.length < 3 ? 1 : 2;
	const each = across * Math.max(1, Math.floor(high / (pieces.above + pieces.cross * longest)));
	return Array.from({ length: Math.ceil(groups.length / each) }, (_, n) => (
		{ kind: 'groups', matches, groups: groups.slice(n * each, (n + 1) * each), wide: across === 1 }));
}

/** Whether a table shows each robot against each. @param {Page} page */
export function crossed(page) {
	return page.kind === 'groups' && page.matches.format !== 'swiss' &&
		(page.matches.groups || []).every(({ rows }) => rows.length <= crossAtMost);
}

/**
 * What the hall should see now: the bracket once it is drawn, the tables before.
 * @param {import('./frame.js').Frame} frame @param {import('./paging.js').Room} room @returns {Page[]}
 */
export function matchPages(frame, room) {
	const all = frame.extra && frame.extra.matches || [];
	const now = all.filter(({ meetings }) => meetings.length).pop();
	if (!now) return [];
	return isBracket(now) ? bracketPages(now, room.narrow) : groupPages(now, room);
}

/** The meeting of two robots in a table, whoever is named first. @param {Matches} matches @param {string} one @param {string} other */
export function between(matches, one, other) {
	return matches.meetings.filter(({ part }) => part === 'group')
		.find(({ a, b }) => a === one && b === other || a === other && b === one);
}

/** What the round of a meeting is called, as roundName. @param {Meeting} meeting @param {Matches} matches */
export function roundOf({ part, round }, matches) {
	return roundName({ part, round, of: matches.meetings.filter((m) => m.part === part && m.round === round).length }, matches);
}

/** The key of a round's name and what it takes. @param {{part: string, round: number, of: number}} column @param {Matches} matches */
export function roundName({ part, round, of }, matches) {
	if (part === 'final' || part === 'third') return { key: 'board.match.' + part, args: {} };
	if (part === 'losers') return { key: 'board.match.losers', args: { n: round } };
	if (part !== 'winners' || matches.format === 'double') return { key: 'board.match.' + (part === 'winners' ? 'winners' : 'round'), args: { n: round } };
	if (of === 2) return { key: 'board.match.semi', args: {} };
	if (of === 4) return { key: 'board.match.quarter', args: {} };
	return { key: 'board.match.part', args: { n: of } };
}
