// @ts-check
// The map itself: only what stands in the window is drawn, in both directions.
// The grid keeps the focus and names its active cell, so that scrolling never
// takes the focus away.

import { html } from '../../vendor/html.js';
import { useEffect, useLayoutEffect, useRef, useState } from '../../vendor/hooks.js';
import { t } from '../../lib/i18n.js';
import { Line, line } from './line.js';
import { fit } from './fit.js';
import { move } from './keys.js';

/**
 * One direction of the map. @typedef {Object} Axis
 * @property {number} length
 * @property {(i: number) => {key: string, strong: string, text: string, title: string, count: string, all: boolean}} head
 */
/**
 * @typedef {Object} Grid
 * @property {Axis} rows
 * @property {Axis} columns
 * @property {(r: number, c: number) => {letter: string, label: string} | null} cell
 * @property {(r: number) => number} version changes with a cell of the row
 * @property {string} key changes with rows and columns
 */

const chunk = 6;

/** @param {{grid: Grid, label: string, open: (r: number, c: number) => void}} props */
export function MapGrid({ grid, label, open }) {
	const box = useRef(/** @type {HTMLElement | null} */ (null));
	const [size, setSize] = useState({ width: 0, height: 0 });
	const [at, setAt] = useState({ top: 0, left: 0 });
	const [active, setShown] = useState({ r: 0, c: 0 });
	const newest = useRef(active); // keys come faster than drawing
	/** @param {{r: number, c: number}} a */
	function setActive(a) {
		newest.current = a;
		setShown(a);
	}

	useLayoutEffect(() => {
		const measure = () => box.current && setSize({ width: box.current.clientWidth, height: box.current.clientHeight });
		measure();
		window.addEventListener('resize', measure);
		return () => window.removeEventListener('resize', measure);
	}, [grid.rows.length, grid.columns.length]);

	const { first, pitch, wide, top } = measures(size.width, grid.columns.length);
	const room = size.width - first;
	const rows = windowOf(at.top, size.height - top, line, grid.rows.length);
	const columns = windowOf(at.left, room, pitch, grid.columns.length);

	useEffect(() => {
		const a = newest.current;
		setActive({ r: Math.min(a.r, Math.max(0, grid.rows.length - 1)), c: Math.min(a.c, Math.max(0, grid.columns.length - 1)) });
	}, [grid.key]);

	function scrolled() {
		const e = /** @type {HTMLElement} */ (box.current);
		const next = { top: Math.floor(e.scrollTop / line / chunk) * line * chunk, left: Math.floor(e.scrollLeft / pitch / chunk) * pitch * chunk };
		if (next.top !== at.top || next.left !== at.left) setAt(next);
	}

	/** @param {KeyboardEvent} e */
	function key(e) {
		if (e.key === 'Enter' || e.key === ' ') {
			e.preventDefault();
			open(newest.current.r, newest.current.c);
			return;
		}
		const next = move(e, newest.current, grid.rows.length, grid.columns.length, Math.max(1, Math.floor((size.height - top) / line) - 1));
		if (!next) return;
		e.preventDefault();
		setActive(next);
		reveal(/** @type {HTMLElement} */ (box.current), next, first, top, pitch);
	}

	/** @param {number} r @param {number} c */
	const press = (r, c) => {
		setActive({ r, c });
		open(r, c);
	};
	const lines = [];
	for (let r = rows.from; r < rows.to; r++) {
		lines.push(html`<${Line} key=${r} grid=${grid} gridKey=${grid.key} version=${grid.version(r)} r=${r} from=${columns.from} to=${columns.to}
			pitch=${pitch} first=${first} active=${active.r === r ? active.c : -1} press=${press} />`);
	}
	const heads = [];
	for (let c = columns.from; c < columns.to; c++) {
		const head = grid.columns.head(c);
		heads.push(html`<div key=${head.key} role="columnheader" class="judge" aria-colindex=${c + 2} title=${head.title}
			style=${{ left: first + c * pitch + 'px', width: pitch + 'px' }}><span><b>${fit(head.strong, wide ? pitch - 12 : upright - 56)}</b> <small class=${head.all ? 'num all' : 'num'}>${head.count}</small></span></div>`);
	}
	const width = first + grid.columns.length * pitch;
	return html`<div class=${wide ? 'grid' : 'grid upright'} role="grid" tabindex="0" ref=${box} aria-label=${label} aria-rowcount=${grid.rows.length + 1}
		aria-colcount=${grid.columns.length + 1} aria-activedescendant=${grid.rows.length && grid.columns.length ? 'c' + active.r + '-' + active.c : undefined} onKeyDown=${key} onScroll=${scrolled} onMouseOver=${hint}>
		<div class="heads" role="row" aria-rowindex="1" style=${{ width: width + 'px', height: top + 'px' }}>
			<div role="columnheader" class="corner" aria-colindex="1" style=${{ width: first + 'px' }}>${t('desk.day.rows', { count: grid.rows.length })}</div>
			${heads}
		</div>
		<div class="tracks" role="presentation" style=${{ width: width + 'px', height: grid.rows.length * line + 'px' }}>${lines}</div>
	</div>`;
}

/** A cell is told in words under the mouse too. @param {{target: any}} e */
function hint({ target }) {
	if (!target.title) target.title = target.getAttribute('aria-label') || '';
}

const upright = 176;

/**
 * Widths of the head of a row and of a column: names lie where each column has
 * room for one, else they stand.
 * @param {number} width @param {number} columns
 */
function measures(width, columns) {
	const count = Math.max(1, columns);
	const phone = width < 560;
	if (!phone && count * 112 <= width - 320) {
		const pitch = Math.min(150, Math.floor((width - 320) / count));
		return { first: Math.min(520, width - count * pitch), pitch, wide: true, top: 56 };
	}
	const first = phone ? 150 : Math.max(280, Math.min(480, width - count * 44));
	return { first, pitch: Math.max(line, Math.min(56, Math.floor((width - first - 4) / count))), wide: false, top: upright };
}

/** The part of a direction to draw: the window, and a step that scrolling may take. @param {number} at @param {number} size @param {number} pitch @param {number} length */
function windowOf(at, size, pitch, length) {
	const from = Math.min(length, Math.floor(at / pitch));
	return { from, to: Math.min(length, from + Math.ceil(Math.max(0, size) / pitch) + chunk + 1) };
}

/** Scrolls as little as shows the cell. @param {HTMLElement} e @param {{r: number, c: number}} at @param {number} first @param {number} top @param {number} pitch */
function reveal(e, at, first, top, pitch) {
	const y = at.r * line;
	const x = at.c * pitch;
	if (y < e.scrollTop) e.scrollTop = y;
	else if (y + line > e.scrollTop + e.clientHeight - top) e.scrollTop = y + line - e.clientHeight + top;
	if (x < e.scrollLeft) e.scrollLeft = x;
	else if (x + pitch > e.scrollLeft + e.clientWidth - first) e.scrollLeft = x + pitch - e.clientWidth + first;
}
