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

/** @param {Fraction} a @param {Fraction} b */
export function add(a, b) {
	return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** @param {Fraction} a @param {Fraction} b */
export function subtract(a, b) {
	return add(a, { n: -b.n, d: b.d });
}

/** @param {Fraction} a @param {Fraction} b */
export function times(a, b) {
	return fraction(a.n * b.n, a.d * b.d);
}

/** a / b; b is not 0. @param {Fraction} a @param {Fraction} b */
export function over(a, b) {
	return b.n < 0 ? fraction(-a.n * b.d, a.d * -b.n) : fraction(a.n * b.d, a.d * b.n);
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
	const scale = Math.pow(10, places);
	const n = Math.abs(a.n) * scale;
	if (!Number.isSafeInteger(n * 2 + a.d)) throw new RangeError('number too large');
	const rest = n % a.d;
	const units = (n - rest) / a.d + (2 * rest >= a.d ? 1 : 0);
	const digits = String(units).padStart(places + 1, '0');
	const whole = digits.slice(0, digits.length - places);
	const part = digits.slice(digits.length - places).replace(/0+$/, '');
	return (a.n < 0 && units > 0 ? '-' : '') + whole + (part && '.' + part);
}
