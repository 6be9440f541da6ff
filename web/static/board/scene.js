// @ts-check
// A page of matches over the rows: tables or a part of a bracket.

import { called, el } from './page.js';
import { bracket } from './bracket.js';
import { groups } from './groups.js';
import { fit } from './short.js';

/** Builds the place of the pages. @param {HTMLElement} table */
export function scene(table) {
	const box = el('section', 'scene');
	table.append(box);

	/** @param {import('./matches.js').Page | undefined} page none clears it @param {import('./frame.js').Frame} frame @param {number} high u of the picture */
	function draw(page, frame, high) {
		box.textContent = '';
		box.hidden = !page;
		if (!page) return;
		const drawing = page.kind === 'bracket' ? bracket(page, frame, high) : groups(page, frame);
		box.append(drawing.box);
		const all = frame.rows.map(called);
		for (const name of Array.from(box.querySelectorAll('.fits'))) {
			fit(/** @type {HTMLElement} */ (name), name.textContent, drawing.steps.map((step) => 'fits ' + step), all);
		}
	}

	return { box, draw };
}
