// @ts-check
// The shapes of cells: taken from the page's sprite and put into its style sheet
// as masks, so that a cell is one element and a shape is drawn once.

/** @type {Object<string, string[]>} */
const used = {
	's-empty': ['empty'], 's-draft': ['draft', 'doubt'], 's-received': ['submitted', 'unsure'], 's-returned': ['returned'],
	'i-close': ['declined'], 's-excluded': ['excluded', 'out'], 's-conflict': ['conflict'], 's-held': ['aside'],
};

export function shapes() {
	const link = /** @type {HTMLLinkElement} */ (document.querySelector('link[href$="desk-day.css"]'));
	const sheet = /** @type {CSSStyleSheet} */ (link.sheet);
	for (const id of Object.keys(used)) {
		const symbol = /** @type {Element} */ (document.getElementById(id));
		const inside = Array.from(symbol.childNodes).map((node) => new XMLSerializer().serializeToString(node)).join('');
		const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22" fill="none" color="#000" stroke="#000" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">' + inside + '</svg>';
		const url = 'url("data:image/svg+xml,' + encodeURIComponent(picture) + '")';
		const cells = used[id].map((name) => '.cell.' + name + '::before').join();
		sheet.insertRule(cells + '{-webkit-mask-image:' + url + ';mask-image:' + url + '}', sheet.cssRules.length);
	}
}
