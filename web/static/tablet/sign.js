// @ts-check
// A drawn signature: strokes as a path of whole units, kept beside the op so
// that they can be erased; the op holds their hash.

import { html } from '../vendor/html.js';
import { useRef, useState } from '../vendor/hooks.js';
import { hex, sha256 } from '../lib/sha256.js';
import { t } from '../lib/i18n.js';
import { Panel } from './parts.js';

const width = 512;
const height = 256;
const longest = 30000;

/** @param {string} strokes */
export function signOf(strokes) {
	return hex(sha256(strokes));
}

/** @param {{title: string, give: (strokes: string) => void, close: () => void}} props */
export function Drawing({ title, give, close }) {
	const board = useRef(/** @type {any} */ (null));
	const path = useRef('');
	const drawing = useRef(false);
	const [drawn, setDrawn] = useState(false);
	/** @param {PointerEvent} e @param {'M'|'L'} how */
	const reach = (e, how) => {
		const box = board.current.getBoundingClientRect();
		const within = (/** @type {number} */ x, /** @type {number} */ most) => Math.max(0, Math.min(most, Math.round(x)));
		const x = within((e.clientX - box.left) * width / box.width, width);
		const y = within((e.clientY - box.top) * height / box.height, height);
		const point = how + x + ' ' + y;
		if (path.current.length > longest || how === 'L' && path.current.slice(-point.length + 1) === point.slice(1)) return;
		path.current += point;
		const pen = board.current.getContext('2d');
		pen.lineWidth = 3;
		pen.lineCap = 'round';
		pen.strokeStyle = getComputedStyle(board.current).color;
		if (how === 'M') pen.beginPath();
		if (how === 'M') pen.moveTo(x, y);
		pen.lineTo(x, y);
		pen.stroke();
	};
	const down = (/** @type {PointerEvent} */ e) => {
		drawing.current = true;
		board.current.setPointerCapture(e.pointerId);
		reach(e, 'M');
		setDrawn(true);
	};
	const again = () => {
		board.current.getContext('2d').clearRect(0, 0, width, height);
		path.current = '';
		setDrawn(false);
	};
	return html`<${Panel} title=${title} close=${close}><p>${t('tablet.sign.hint')}</p>
		<canvas class="sign" ref=${board} width=${width} height=${height} role="img" aria-label=${t('tablet.sign.field')} onPointerDown=${down}
			onPointerMove=${(/** @type {PointerEvent} */ e) => drawing.current && reach(e, 'L')} onPointerUp=${() => { drawing.current = false; }} onPointerCancel=${() => { drawing.current = false; }}></canvas>
		<button type="button" class="button" disabled=${!drawn} onClick=${again}>${t('tablet.sign.again')}</button>
		<button type="button" class="button primary wide" disabled=${!drawn} onClick=${() => give(path.current)}>${t('tablet.done')}</button>
	</${Panel}>`;
}
