// @ts-check
// SHA-256 (FIPS 180-4) and HMAC-SHA256 (RFC 2104) in plain JavaScript: on a
// plain HTTP page crypto.subtle does not exist. Input is bytes or text (UTF-8).

const k = new Uint32Array(64);
const initial = new Uint32Array(8);

// Section 4.2.2 and 5.3.3: the first 32 bits of the fractional parts of the
// cube roots of the first 64 primes and of the square roots of the first 8.
for (let prime = 2, found = 0; found < 64; prime++) {
	let divisor = 2;
	while (divisor * divisor <= prime && prime % divisor !== 0) divisor++;
	if (divisor * divisor <= prime) continue;
	if (found < 8) initial[found] = fraction(Math.sqrt(prime));
	k[found++] = fraction(Math.cbrt(prime));
}

/** @param {number} x */
function fraction(x) {
	return Math.floor((x - Math.floor(x)) * 0x100000000);
}

/** @param {Uint8Array | string} data */
function bytes(data) {
	return typeof data === 'string' ? new TextEncoder().encode(data) : data;
}

/** SHA-256 of data, 32 bytes. @param {Uint8Array | string} data */
export function sha256(data) {
	const input = bytes(data);
	const padded = new Uint8Array(((input.length + 8) >> 6 << 6) + 64);
	padded.set(input);
	padded[input.length] = 0x80;
	const view = new DataView(padded.buffer);
	view.setUint32(padded.length - 8, Math.floor(input.length / 0x20000000));
	view.setUint32(padded.length - 4, input.length << 3);

	const hash = initial.slice();
	const w = new Uint32Array(64);
	for (let at = 0; at < padded.length; at += 64) {
		for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + 4 * i);
		for (let i = 16; i < 64; i++) {
			const a = w[i - 15];
			const b = w[i - 2];
			w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) +
				w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
		}
		mix(hash, w);
	}
	const out = new DataView(new ArrayBuffer(32));
	hash.forEach((word, i) => out.setUint32(4 * i, word));
	return new Uint8Array(out.buffer);
}

/** One block, section 6.2.2. @param {Uint32Array} hash @param {Uint32Array} w */
function mix(hash, w) {
	let [a, b, c, d, e, f, g, h] = hash;
	for (let i = 0; i < 64; i++) {
		const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
		const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		h = g;
		g = f;
		f = e;
		e = (d + t1) | 0;
		d = c;
		c = b;
		b = a;
		a = (t1 + t2) | 0;
	}
	[a, b, c, d, e, f, g, h].forEach((x, i) => {
		hash[i] += x;
	});
}

/** @param {number} x @param {number} n */
function turn(x, n) {
	return (x >>> n) | (x << (32 - n));
}

/** HMAC-SHA256 of data under key, 32 bytes. @param {Uint8Array} key @param {Uint8Array | string} data */
export function hmac(key, data) {
	const block = new Uint8Array(64);
	block.set(key.length > 64 ? sha256(key) : key);
	const input = bytes(data);
	const inner = new Uint8Array(64 + input.length);
	inner.set(block.map((b) => b ^ 0x36));
	inner.set(input, 64);
	const outer = new Uint8Array(96);
	outer.set(block.map((b) => b ^ 0x5c));
	outer.set(sha256(inner), 64);
	return sha256(outer);
}

/** Lower-case hex. @param {Uint8Array} data */
export function hex(data) {
	return Array.from(data, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** Bytes of base64url without padding. @param {string} s */
export function fromBase64url(s) {
	return Uint8Array.from(atob(s.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
}

/** 128 random bits in base64url without padding: an id. */
export function newId() {
	const random = crypto.getRandomValues(new Uint8Array(16));
	return btoa(String.fromCharCode(...random)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
