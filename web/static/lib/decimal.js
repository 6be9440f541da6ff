// @ts-check
// Exact arithmetic on decimal strings: fractions of whole numbers, reduced at
// every step. BigInt is missing on old tablets; the numbers of a sheet stay far
// below 2^53, and what does not is refused instead of rounded.

/** @typedef {{n: number, d: number}} Fraction d is above 0; n and d have no common factor */

/** Fraction of a canonical decimal. @param {import('./types.js').Decimal} decimal @returns {Fraction} */
export function parse(decimal) {
	const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
	if (!m) throw new TypeError('not a decimal: ' + decimal);
	const part = m[3] === undefined ? '' : m[3];
	const n = Number(m[2] + part);
	return fraction(m[1] ? -n : n, Math.pow(10, part.length));
}

/** @param {number} n @param {number} d @returns {Fraction} */
export function fraction(n, d) {
	const f = factor(Math.abs(n), d);
	if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) throw new RangeError('number too large');
	return { n: n === 0 ? 0 : n / f, d: d / f };
}

/** @param {number} a @param {number} b @returns {number} */
function factor(a, b) {
	return b === 0 ? a : factor(b, a % b);
}

/** The common part of the denominators is not multiplied, so that sums stay short. @param {Fraction} a @param {Fraction} b */
export function add(a, b) {
	const f = factor(a.d, b.d);
	return fraction(a.n * (b.d / f) + b.n * (a.d / f), a.d * (b.d / f));
}

/** @param {Fraction} a @param {Fraction} b */
export function subtract(a, b) {
	return add(a, { n: -b.n, d: b.d });
}

/** @param {Fraction} a @param {Fraction} b */
export function times(a, b) {
	const f = factor(Math.abs(a.n), b.d);
	const g = factor(Math.abs(b.n), a.d);
	return fraction((a.n / f) * (b.n / g), (a.d / g) * (b.d / f));
}

/** a / b; b is not 0. @param {Fraction} a @param {Fraction} b */
export function over(a, b) {
	return times(a, b.n < 0 ? { n: -b.d, d: -b.n } : { n: b.d, d: b.n });
}

/** Below, at or above 0 as a is below, equal to or above b. @param {Fraction} a @param {Fraction} b */
export function compare(a, b) {
	return subtract(a, b).n;
}

/**
 * Canonical decimal of a, rounded half away from zero to at most `places`.
 * @param {Fraction} a @param {number} [places]
 */
export function decimal(a, places = 6) {
	const n = Math.abs(a.n);
	if (!Number.isSafeInteger(a.d * 10)) throw new RangeError('number too large');
	let whole = (n - (n % a.d)) / a.d;
	let part = 0;
	let rest = n % a.d;
	for (let i = 0; i < places; i++) {
		part = part * 10 + Math.floor((rest * 10) / a.d);
		rest = (rest * 10) % a.d;
	}
	if (2 * rest >= a.d) part++;
	if (part === Math.pow(10, places)) {
		whole++;
		part = 0;
	}
	const digits = String(part).padStart(places, '0').replace(/0+$/, '');
	return (a.n < 0 && (whole > 0 || part > 0) ? '-' : '') + whole + (digits && '.' + digits);
}
