// @ts-check
// A column of rows on a phone: kept by entry, brought into order without
// travelling, tinted for a while when they changed.

import { called, el, sheets, total } from './page.js';

/** @typedef {import('./frame.js').Row} Row */

const glowFor = 3000; // ms

/** Keeps rows in parent. @param {HTMLElement} parent @param {(entry: string) => void} touch */
export function column(parent, touch) {
	/** @type {Map<string, HTMLElement>} */
	const lines = new Map();

	/** Shows these rows, in their order. @param {Row[]} rows @param {Set<string>} pinned */
	function arrange(rows, pinned) {
		const wanted = new Set(rows.map((row) => row.entry));
		for (const [entry, line] of lines) if (!wanted.has(entry)) line.remove();
		rows.forEach((row, index) => {
			const line = lines.get(row.entry) || fresh(row.entry);
			fill(line, row);
			line.firstElementChild.setAttribute('aria-pressed', String(pinned.has(row.entry)));
			if (parent.children[index] !== line) parent.insertBefore(line, parent.children[index] || null);
		});
	}

	/** @param {string} entry */
	function fresh(entry) {
		const button = el('button', 'row', el('span', 'cells',
			el('span', 'place num'), el('span', 'words', el('b', 'name'), el('span', 'school')), el('b', 'total num')));
		button.addEventListener('click', () => touch(entry));
		const line = el('li', '', button);
		lines.set(entry, line);
		return line;
	}

	/** @param {string} entry */
	function glow(entry) {
		const line = lines.get(entry);
		if (!line) return;
		clearTimeout(Number(line.dataset.glow));
		line.classList.add('glow');
		line.dataset.glow = String(setTimeout(() => line.classList.remove('glow'), glowFor));
	}

	return { arrange, glow };
}

/** @param {HTMLElement} line @param {Row} row */
function fill(line, row) {
	const text = (/** @type {string} */ name, /** @type {string} */ value) => {
		const e = line.querySelector('.' + name);
		if (e.textContent !== value) e.textContent = value;
	};
	text('place', row.place ? String(row.place) : '–');
	text('name', called(row));
	text('school', [row.school, row.place ? '' : sheets(row)].filter(Boolean).join(' · '));
	text('total', total(row.total));
	line.classList.toggle('waiting', !row.place);
}
