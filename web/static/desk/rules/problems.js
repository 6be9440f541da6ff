// @ts-check
// Where a problem is shown: the loader points at the data, a person looks for
// the field.

/**
 * A problem at the place of its field. The server's field is that place in words.
 * @typedef {{path: string, field: string, code: string, text: string, args?: Object<string, any>}} Problem
 */

/**
 * Problems at the places of fields: a gap between levels belongs to the level
 * after it, and a ladder that several criteria share is told once.
 * @param {any[]} problems the server's @param {any} sent @param {any} draft
 * @returns {Problem[]}
 */
export function placed(problems, sent, draft) {
	/** @type {Problem[]} */
	const out = [];
	for (const p of problems) {
		const at = { path: fieldOf(p, sent, draft), field: p.field || '', code: p.code, text: p.message, args: p.args };
		if (!out.some((other) => other.path === at.path && other.text === at.text)) out.push(at);
	}
	return out;
}

/** @param {any} p @param {any} sent @param {any} draft @returns {string} */
function fieldOf(p, sent, draft) {
	const m = /^stages\[(\d+)\]\.criteria\[(\d+)\]\.bands$/.exec(p.location);
	if (p.code === 'band-order') return p.location + '.to';
	if (!m) return p.location;
	const c = sent.stages[m[1]].criteria[m[2]];
	const ladder = sent.bands[c.bands] || [];
	const from = p.args && p.args.from;
	const band = p.code === 'band-end' ? ladder.length - 1 : ladder.findIndex((/** @type {any} */ b) => b.from === from);
	if (band < 0 || !draft.bands[c.bands]) return p.location;
	return 'bands.' + c.bands + '[' + band + '].' + (p.code === 'band-end' || p.code === 'band-leaves' ? 'to' : 'from');
}

const sections = { title: 'texts', about: 'texts', entry: 'who', minors: 'who', judges: 'judges', divisions: 'divisions', stages: 'stages', bands: 'stages', rank: 'total', ties: 'total', privacy: 'total', awards: 'awards', tests: 'stages' };

/** The section that shows a place. @param {string} path */
export function sectionOf(path) {
	const root = /^[a-z]+/.exec(path);
	return /** @type {any} */ (sections)[root ? root[0] : ''] || 'texts';
}

/**
 * What must be open for a place to be seen: section, stage and criterion.
 * @param {string} path @param {any} def @returns {{section: string, stage?: number, line?: number}}
 */
export function viewOf(path, def) {
	const section = sectionOf(path);
	const stage = /^stages\[(\d+)\](?:\.criteria\[(\d+)\])?/.exec(path);
	if (stage) return { section, stage: Number(stage[1]), line: stage[2] === undefined ? -1 : Number(stage[2]) };
	const band = /^bands\.([^[]+)/.exec(path);
	if (!band) return { section };
	for (let s = 0; s < def.stages.length; s++) {
		const line = (def.stages[s].criteria || []).findIndex((/** @type {any} */ c) => c.bands === band[1]);
		if (line >= 0) return { section, stage: s, line };
	}
	return { section };
}
