// @ts-check
// One box ticks all judges; without a script each has its own.

const all = /** @type {HTMLInputElement | null} */ (document.getElementById('all'));
const boxes = Array.from(document.querySelectorAll('input[name=judge]'), (e) => /** @type {HTMLInputElement} */ (e));

function tell() {
	if (!all) return;
	const on = boxes.filter((box) => box.checked).length;
	all.checked = on === boxes.length;
	all.indeterminate = on > 0 && on < boxes.length;
}

if (all) {
	all.hidden = false;
	all.addEventListener('change', () => boxes.forEach((box) => { box.checked = all.checked; }));
	boxes.forEach((box) => box.addEventListener('change', tell));
	tell();
}
