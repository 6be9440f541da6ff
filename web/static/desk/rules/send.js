// @ts-check
// What is sent of a draft: texts trimmed, maxima computed, new things named,
// what nothing uses left out.

import { highest, highestTasks, isNewborn, isText } from './draft.js';
import { orderOf } from './methods.js';
import { copy } from './path.js';

/** The definition as the server takes it. @param {any} draft */
export function prepared(draft) {
	const def = copy(draft);
	trim(def);
	name(def);
	/** @type {Object<string, boolean>} */
	const used = {};
	const combine = { points: 'points', percent: 'percent', ranks: 'rank' }[/** @type {string} */ (def.rank.by)] || 'none';
	def.rank.order = orderOf(def);
	const judged = def.stages.some((/** @type {any} */ s) => s.kind === 'rubric' || s.kind === 'places');
	if (judged !== (def.judges.scheme !== 'referee')) def.judges.scheme = judged ? 'all' : 'referee';
	for (const stage of def.stages) {
		stage.combine = stage.weight === '0' ? 'none' : combine;
		if (stage.kind === 'tasks' && stage.tasks.length > 0) stage.max = highestTasks(stage) || '0';
		if (stage.kind !== 'rubric') continue;
		stage.max = highest(stage) || '0';
		for (const c of stage.criteria) if (c.bands) used[c.bands] = true;
	}
	for (const ladder of Object.keys(def.bands)) if (!used[ladder]) delete def.bands[ladder];
	return def;
}

/** @param {any} node */
function trim(node) {
	if (node === null || typeof node !== 'object') return;
	for (const key of Object.keys(node)) {
		const value = node[key];
		if (isText(value)) for (const l of ['en', 'ru', 'tg']) value[l] = value[l].replace(/\s+/g, ' ').trim();
		else trim(value);
	}
}

/** Names new things after their titles, and follows with what refers to them. @param {any} def */
function name(def) {
	rename(def.divisions);
	const stages = rename(def.stages);
	const chains = def.stages.reduce((/** @type {any[]} */ all, /** @type {any} */ s) => all.concat(s.ties || []), def.ties);
	for (const tie of chains) if (tie.stage) tie.stage = stages[tie.stage] || tie.stage;
	for (const cut of def.rank.cuts || []) cut.after = stages[cut.after] || cut.after;
	for (const award of def.awards) if (award.stage) award.stage = stages[award.stage] || award.stage;
	rename(def.awards);
	for (const stage of def.stages) {
		for (const list of [stage.penalties, stage.modifiers]) if (list) rename(list);
		if (stage.tasks) nameTasks(stage);
		if (stage.items) {
			const items = rename(stage.items);
			for (const tie of chains) if (tie.stage === stage.id && tie.field) tie.field = items[tie.field] || tie.field;
		}
		if (!stage.criteria) continue;
		const criteria = rename(stage.criteria);
		for (const tie of chains) if (tie.stage === stage.id && tie.criterion) tie.criterion = criteria[tie.criterion] || tie.criterion;
	}
}

/** @param {any} stage */
function nameTasks(stage) {
	const tasks = rename(stage.tasks);
	const now = (/** @type {string} */ id) => tasks[id] || id;
	const there = (/** @type {string} */ id) => stage.tasks.some((/** @type {any} */ x) => x.id === id);
	for (const task of stage.tasks) {
		if (task.needs) task.needs = task.needs.map(now).filter(there);
		if (task.needs && task.needs.length === 0) delete task.needs;
	}
	for (const group of stage.exclusive || []) group.tasks = group.tasks.map(now).filter(there);
}

/** @param {any[]} list @returns {Object<string, string>} the new names by the old */
function rename(list) {
	/** @type {Object<string, string>} */
	const names = {};
	for (const item of list) {
		if (!isNewborn(item.id)) continue;
		const base = slug(item.title.en || item.title.ru || item.title.tg) || 'item';
		let id = base;
		for (let n = 2; list.some((other) => other.id === id); n++) id = base + '-' + n;
		names[item.id] = id;
		item.id = id;
	}
	return names;
}

/** @type {Object<string, string>} */
const latin = {
	а: 'a', б: 'b', в: 'v', г: 'g', ғ: 'gh', д: 'd', е: 'e', ё: 'yo', ж: 'zh', з: 'z', и: 'i', ӣ: 'i', й: 'y', к: 'k', қ: 'q',
	л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ӯ: 'u', ф: 'f', х: 'kh', ҳ: 'h', ц: 'ts', ч: 'ch',
	ҷ: 'j', ш: 'sh', щ: 'sch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
};

/** a-z, 0-9 and single hyphens, at most 40. @param {string} title */
export function slug(title) {
	const letters = title.toLowerCase().split('').map((x) => (latin[x] === undefined ? x : latin[x])).join('');
	return letters.replace(/[^a-z0-9]+/g, '-').slice(0, 40).replace(/^-+|-+$/g, '');
}
