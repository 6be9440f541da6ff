// @ts-check
// The methods that the server has, and what follows from the one that is chosen.

import { page } from './page.js';

/**
 * @typedef {{name: string, params: string[], bounds: boolean, moves: boolean, low: boolean, sums: boolean, each: boolean}} Method
 * @typedef {{name: string, kinds?: string[], fields?: string[], of?: 'criteria'|'attempts', low?: boolean}} Key
 */

/** @type {{panel: Method[], runs: Method[], total: Method[], tie: Key[]}} */
export const methods = page.methods;

/** The method of a stage's panel; undefined for other kinds of stages. @param {any} stage */
export function panelOf(stage) {
	return stage.kind === 'rubric' ? methods.panel.find((m) => m.name === stage.panel) : undefined;
}

/** Is a lower result of the stage the better one? @param {any} stage */
export function low(stage) {
	const method = panelOf(stage);
	return stage.kind === 'time' || (method !== undefined && method.low);
}

/** The order of the total. @param {any} def @returns {'asc'|'desc'} */
export function orderOf(def) {
	const way = methods.total.find((m) => m.name === def.rank.by);
	const places = def.stages.some((/** @type {any} */ s) => s.kind === 'rubric' && s.weight !== '0' && low(s));
	return !way || way.low || places ? 'asc' : 'desc';
}

/** The ways to a total that the stages allow. @param {any} def @returns {string[]} */
export function waysOf(def) {
	const kinds = def.stages.filter((/** @type {any} */ s) => s.weight !== '0').map((/** @type {any} */ s) => s.kind);
	const all = (/** @type {string[]} */ of) => kinds.every((/** @type {string} */ kind) => of.indexOf(kind) >= 0);
	const adds = methods.total.map((m) => m.name).filter((name) => name !== 'bracket');
	if (all(['rubric', 'tasks'])) return adds;
	if (all(['matches'])) return ['bracket'];
	return (all(['rubric', 'tasks', 'time', 'places']) ? ['ranks'] : []).concat(kinds.length === 1 && kinds[0] === 'time' ? ['time'] : []);
}

/** Values to begin with: those of most sports. @type {Object<string, any>} */
const usual = { high: 1, low: 1, from: 3, table: ['12', '10', '8', '7', '6', '5', '4', '3', '2', '1'] };

/** Gives a stage the method with the parameters it takes; what it has of them stays. @param {any} stage @param {string} name */
export function choosePanel(stage, name) {
	const before = stage.params || {};
	stage.panel = name;
	delete stage.params;
	const method = panelOf(stage);
	if (!method || method.params.length === 0) return;
	stage.params = {};
	for (const param of method.params) stage.params[param] = before[param] === undefined ? usual[param] : before[param];
}
