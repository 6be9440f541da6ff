// @ts-check
// One line of the map; drawn again only when one of its cells has changed.

import { Component, html } from '../../vendor/html.js';
import { fit } from './fit.js';
import { classOf } from './words.js';

export const line = 36;

/** A column this wide has room for a count beside the shape. */
const roomy = 100;
const watched = ['gridKey', 'version', 'r', 'from', 'to', 'pitch', 'first', 'active'];

export class Line extends Component {
	/** @param {any} next */
	shouldComponentUpdate(next) {
		return watched.some((name) => next[name] !== this.props[name]);
	}

	/** @param {any} props */
	render({ grid, r, from, to, pitch, first, active, press }) {
		const head = grid.rows.head(r);
		const cells = [];
		for (let c = from; c < to; c++) {
			const cell = grid.cell(r, c);
			const on = c === active ? ' active' : '';
			cells.push(cell
				? html`<div key=${c} id=${'c' + r + '-' + c} role="gridcell" class=${classOf(cell.letter) + on} aria-colindex=${c + 2} aria-label=${cell.label}
					style=${{ left: first + c * pitch + (pitch - 28) / 2 + 'px' }} onClick=${() => press(r, c)}>${cell.part && pitch >= roomy && html`<small class="part num">${cell.part}</small>`}</div>`
				: on && html`<div key=${c} id=${'c' + r + '-' + c} role="gridcell" class="cell none active" aria-colindex=${c + 2} style=${{ left: first + c * pitch + (pitch - 28) / 2 + 'px' }}></div>`);
		}
		return html`<div role="row" class="line" aria-rowindex=${r + 2} style=${{ top: r * line + 'px' }}>
			<div role="rowheader" class="entry" aria-colindex="1" title=${head.title} style=${{ width: first + 'px' }}><b>${head.strong}</b><span>${fit(head.text, first - 132)}</span><small class=${head.all ? 'num all' : 'num'}>${head.count}</small></div>${cells}</div>`;
	}
}
