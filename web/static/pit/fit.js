// @ts-check
// What of the queue stands whole on the picture of a hall: as many lanes as have
// room for their three places, and as many of the rest as fit below. Phones
// scroll and show all.

const most = 6; // lanes
const phone = matchMedia('(max-width: 760px)'); // as in pit.css

/**
 * Draws with as many lanes as fit.
 * @param {HTMLElement} root @param {(lanes: number) => void} draw with at most so many
 */
export function fitted(root, draw) {
	for (let lanes = most; ; lanes--) {
		draw(lanes);
		if (lanes === 1 || phone.matches || !tooHigh(root, lanes)) break;
	}
	for (const lane of Array.from(root.querySelectorAll('.lane'))) trim(lane);
}

/** Whether a lane, of this page or another, is higher than its share. @param {HTMLElement} root @param {number} lanes */
function tooHigh(root, lanes) {
	const box = /** @type {HTMLElement | null} */ (root.querySelector('.lanes'));
	if (!box) return false;
	const all = Array.from(box.querySelectorAll('.lane'));
	const share = (box.clientHeight - /** @type {HTMLElement} */ (box.firstElementChild).offsetHeight) / Math.min(lanes, all.length);
	box.classList.add('measured');
	const over = all.some((lane) => Array.from(lane.querySelectorAll('.place, h2'))
		.some((e) => e.getBoundingClientRect().bottom - lane.getBoundingClientRect().top > share));
	box.classList.remove('measured');
	return over;
}

/** Hides what of the rest is not whole. @param {Element} lane */
function trim(lane) {
	const rest = Array.from(lane.querySelectorAll('.rest > li'));
	for (const li of rest) li.classList.remove('beyond');
	while (!phone.matches && rest.length && lane.scrollHeight > lane.clientHeight + 1) rest.pop().classList.add('beyond');
}
