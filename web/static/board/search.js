// @ts-check
// Rows beyond the frame: a search asks the server for them.

const searchAfter = 300; // ms of rest before the server is asked
const frameRows = 100; // more rows than a frame has are found by the server

/**
 * @param {HTMLInputElement} field @param {() => import('./frame.js').Frame} now the frame that is shown
 * @param {() => void} changed called when something is typed, or found
 */
export function search(field, now, changed) {
	/** @type {import('./frame.js').Row[]} */
	let found = [];
	let asking = 0;

	field.addEventListener('input', () => {
		clearTimeout(asking);
		found = [];
		changed();
		if (now().rows.length >= frameRows && field.value.trim().length > 1) asking = setTimeout(ask, searchAfter);
	});

	async function ask() {
		const asked = field.value;
		const frame = now();
		const query = new URLSearchParams({ q: asked.trim() });
		if (frame.division) query.set('division', frame.division);
		try {
			const answer = await fetch('/api/v1/boards/' + encodeURIComponent(frame.contest) + '/entries?' + query);
			if (!answer.ok || field.value !== asked) return;
			found = await answer.json();
			changed();
		} catch (lost) {
			// what the frame holds stays shown
		}
	}

	return { found: () => found };
}
