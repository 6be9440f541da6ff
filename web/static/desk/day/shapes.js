// @ts-check
// The shapes of cells: taken from the page's sprite and given to the style sheet
// as masks, so that a cell is one element and the shapes are drawn once.

const used = {
	empty: 's-empty', draft: 's-draft', received: 's-received', returned: 's-returned', declined: 'i-close',
	excluded: 's-excluded', conflict: 's-conflict', held: 's-held',
};

export function shapes() {
	for (const [name, id] of Object.entries(used)) {
		const symbol = document.getElementById(id);
		if (!symbol) continue;
		const inside = Array.from(symbol.childNodes).map((node) => new XMLSerializer().serializeToString(node)).join('');
		const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22" fill="none" color="#000" stroke="#000" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">' + inside + '</svg>';
		document.documentElement.style.setProperty('--shape-' + name, 'url("data:image/svg+xml,' + encodeURIComponent(picture) + '")');
	}
}
