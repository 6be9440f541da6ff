// @ts-check
// Which rows a phone keeps in view.

/** @param {string} store name under which the phone remembers them */
export function pins(store) {
	const kept = new Set(remembered(store));

	/** Keeps a row in view, or no more. @param {string} entry */
	function turn(entry) {
		if (!kept.delete(entry)) kept.add(entry);
		try {
			localStorage.setItem(store, JSON.stringify(Array.from(kept)));
		} catch (refused) {
			// a phone that keeps nothing still shows it now
		}
	}

	return { kept, turn };
}

/** @param {string} store @returns {string[]} */
function remembered(store) {
	try {
		return JSON.parse(localStorage.getItem(store) || '[]');
	} catch (refused) {
		return [];
	}
}
