// @ts-check
// Names that are longer than their room: shortened so that no two robots look
// alike. Pure but for fit().

const sign = '…';
const headLeast = 4; // letters that stay of the beginning

/**
 * A name in so many letters. Its beginning stays where that tells it from all
 * others, «Тезрави Хуҷанд…»; else what cannot be read as another stays too,
 * first of all the word in which it differs: «Роботи… «Сомониён-2»».
 * @param {string} name @param {number} letters @param {string[]} others it may be among them
 */
export function shortened(name, letters, others) {
	const all = Array.from(name);
	if (all.length <= letters) return name;
	const rivals = others.filter((other) => other !== name);
	const at = Math.min(all.length - 1, Math.max(0, ...rivals.map((other) => sameLetters(all, Array.from(other)))));
	const most = Math.max(3, letters - headLeast - 1);
	const words = all.map((_, i) => i).filter((i) => i > 0 && all[i - 1] === ' ');
	const from = [words.filter((i) => i <= at).pop() || at, all.length - most, ...words, at - Math.floor(most / 2)].filter((i) => i > 0);
	const texts = [all.slice(0, letters - 1).join('').trimEnd() + sign].concat(from.map((i) => around(all, i, most, letters)));
	return texts.find((text) => !rivals.some((other) => reads(text, other))) || texts[1];
}

/** The beginning of a name, and what stands from a letter on. @param {string[]} all @param {number} from @param {number} most @param {number} letters */
function around(all, from, most, letters) {
	const to = all.length - from > most ? from + most - 1 : all.length;
	const tail = (all[from - 1] === ' ' ? ' ' : '') + all.slice(from, to).join('').trimEnd() + (to < all.length ? sign : '');
	return all.slice(0, Math.max(1, letters - Array.from(tail).length - 1)).join('').trimEnd() + sign + tail;
}

/** Whether a shortened name may be read as another. @param {string} text @param {string} name */
function reads(text, name) {
	const [head, ...rest] = text.split(sign);
	const tail = rest[0].trim();
	return name.startsWith(head) && (rest.length > 1 || !tail ? name.indexOf(tail, head.length) >= 0 : name.length >= head.length + tail.length && name.endsWith(tail));
}

/** How many letters two names have in common before they differ. @param {string[]} a @param {string[]} b */
function sameLetters(a, b) {
	let n = 0;
	while (n < a.length && a[n] === b[n]) n++;
	return n;
}

/**
 * Writes a name at the largest step at which it is whole, and shortens it where
 * none is. Whoever does not see it still reads all of it.
 * @param {HTMLElement} e @param {string} name @param {string[]} steps classes @param {string[]} others
 * @param {HTMLElement} [box] that takes the classes and is the limit too
 */
export function fit(e, name, steps, others, box = e) {
	e.textContent = name;
	e.removeAttribute('role');
	e.removeAttribute('aria-label');
	for (const step of steps) {
		box.className = step;
		if (whole(e, box)) return;
	}
	let least = headLeast, most = Array.from(name).length;
	while (most - least > 1) {
		const letters = Math.floor((least + most) / 2);
		e.textContent = shortened(name, letters, others);
		if (whole(e, box)) least = letters;
		else most = letters;
	}
	e.textContent = shortened(name, least, others);
	e.setAttribute('role', 'img'); // read as one name
	e.setAttribute('aria-label', name);
}

/** @param {HTMLElement} e @param {HTMLElement} box */
function whole(e, box) {
	return e.scrollWidth <= e.clientWidth + 1 && box.scrollWidth <= box.clientWidth + 1 && box.scrollHeight <= box.clientHeight * (e === box ? 1.2 : 1) + 1; // what hangs below a line is no line
}
