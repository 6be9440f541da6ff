// @ts-check
// Places in a definition, written as the server's loader writes them:
// stages[0].criteria[2].title.ru

/** @param {string} path @returns {(string|number)[]} */
export function partsOf(path) {
	return path.split(/[.[\]]+/).filter(Boolean).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** What stands at a place; undefined where nothing does. @param {any} tree @param {string} path */
export function valueAt(tree, path) {
	return partsOf(path).reduce((at, part) => (at === undefined || at === null ? undefined : at[part]), tree);
}

/**
 * Puts a value at a place of the tree; undefined takes the field away.
 * @param {any} tree @param {string} path @param {any} value
 */
export function put(tree, path, value) {
	const parts = partsOf(path);
	const last = parts.pop();
	const at = parts.reduce((node, part) => node[part], tree);
	if (last === undefined) return;
	if (value === undefined) delete at[last];
	else at[last] = value;
}

/** @template T @param {T} tree @returns {T} */
export function copy(tree) {
	return JSON.parse(JSON.stringify(tree));
}

/** @param {any} a @param {any} b */
export function same(a, b) {
	return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Keys in one order, so that two trees compare as text. @param {any} tree @returns {any} */
function sorted(tree) {
	if (Array.isArray(tree)) return tree.map(sorted);
	if (tree === null || typeof tree !== 'object') return tree;
	/** @type {Object<string, any>} */
	const out = {};
	for (const key of Object.keys(tree).sort()) out[key] = sorted(tree[key]);
	return out;
}

/** The element that shows a place. @param {string} path */
export function idOf(path) {
	return 'at-' + path.replace(/[.[\]]+/g, '-').replace(/-$/, '');
}
