// @ts-check
// A page of matches over the rows: tables or a part of a bracket.

import { el } from './page.js';
import { bracket } from './bracket.js';
import { groups } from './groups.js';

/** Builds the place of the pages. @param {HTMLElement} table */
export function scene(table) {
	const box = el('section', 'scene');
	table.append(box);

	/** @param {import('./matches.js').Page | undefined} page none clears it @param {import('./frame.js').Frame} frame */
	function draw(page, frame) {
		box.textContent = '';
		box.hidden = !page;
		if (!page) return;
		const drawing = page.kind === 'bracket' ? bracket(page, frame) : groups(page, frame);
		box.append(drawing.box);
		for (const name of Array.from(box.querySelectorAll('.fits'))) fit(/** @type {HTMLElement} */ (name), drawing.steps);
	}

	return { box, draw };
}

/** The largest step at which a name is whole. @param {HTMLElement} name @param {string[]} steps */
function fit(name, steps) {
	for (const step of steps) {
		name.className = 'fits ' + step;
		if (name.scrollWidth <= name.clientWidth + 1 && name.scrollHeight <= name.clientHeight * 1.2 + 1) return; // what hangs below a line is no line
	}
}
