// @ts-check
// JSON Canonicalization Scheme, RFC 8785: the one text of a value that hashes
// and macs cover. Keys sort by UTF-16 code units, as JavaScript compares strings;
// numbers and strings are written as ECMAScript does (section 3.2.2).

/**
 * Throws on what JSON cannot say: NaN, infinities, lone surrogates, functions.
 * A member whose value is undefined is left out, as JSON.stringify does.
 * @param {any} value @returns {string}
 */
export function canonical(value) {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'number') {
		if (!isFinite(value)) throw new TypeError('no JSON for ' + value);
		return JSON.stringify(value);
	}
	if (typeof value === 'string') return text(value);
	if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
	if (typeof value !== 'object') throw new TypeError('no JSON for ' + typeof value);
	const members = [];
	for (const key of Object.keys(value).sort()) {
		if (value[key] !== undefined) members.push(text(key) + ':' + canonical(value[key]));
	}
	return '{' + members.join(',') + '}';
}

/** @param {string} s */
function text(s) {
	if (/[\ud800-\udbff](?![\udc00-\udfff])|(?:^|[^\ud800-\udbff])[\udc00-\udfff]/.test(s)) {
		throw new TypeError('lone surrogate');
	}
	return JSON.stringify(s);
}
