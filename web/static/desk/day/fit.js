// @ts-check
// Names cut to the room they have, by the width of the page's own letters.

const pen = document.createElement('canvas').getContext('2d');
let font = '';
/** @type {Object<string, string>} */
const known = {};

/** @param {string} text @param {number} width px of the hint's size @returns {string} */
export function fit(text, width) {
	const key = width + ' ' + text;
	if (known[key] === undefined) known[key] = measure(text, width);
	return known[key];
}

/** @param {string} text @param {number} width */
function measure(text, width) {
	if (!pen) return text;
	if (!font) pen.font = font = '15px ' + getComputedStyle(document.body).fontFamily; // once: asking for a style in mid-drawing makes the page lay itself out
	if (pen.measureText(text).width <= width) return text;
	const letters = Array.from(text);
	let most = letters.length - 1;
	for (let least = 0; least < most;) {
		const half = (least + most + 1) >> 1;
		if (pen.measureText(letters.slice(0, half).join('').trim() + '…').width <= width) least = half;
		else most = half - 1;
	}
	return letters.slice(0, most).join('').trim() + '…';
}
