// @ts-check
// The keys of a grid (WAI-ARIA grid pattern).

/**
 * Where a key leads, or null when it is not one of ours.
 * @param {KeyboardEvent} e @param {{r: number, c: number}} at @param {number} rows @param {number} columns @param {number} page rows of a window
 */
export function move(e, at, rows, columns, page) {
	const { r, c } = at;
	/** @type {Object<string, [number, number]>} */
	const to = {
		ArrowUp: [r - 1, c], ArrowDown: [r + 1, c], ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1],
		PageUp: [r - page, c], PageDown: [r + page, c],
		Home: [e.ctrlKey ? 0 : r, 0], End: [e.ctrlKey ? rows - 1 : r, columns - 1],
	};
	const next = to[e.key];
	if (!next || e.altKey || e.metaKey) return null;
	return { r: Math.max(0, Math.min(rows - 1, next[0])), c: Math.max(0, Math.min(columns - 1, next[1])) };
}
