// @ts-check
// On narrow screens the pages' list is folded, so that a page begins with itself.

const list = document.querySelector('.rooms details');
const narrow = matchMedia('(max-width: 1023px)');

function fold() {
	if (list instanceof HTMLDetailsElement) list.open = !narrow.matches;
}

narrow.addListener(fold);
fold();
