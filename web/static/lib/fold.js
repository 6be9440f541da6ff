// @ts-check
// Names as a Russian keyboard types them, so that Ҷамшед is found as Джамшед:
// the same letters as judging.FoldName.

/** @type {Object<string, string>} */
const letters = { ҷ: 'дж', ӣ: 'и', ӯ: 'у', қ: 'к', ғ: 'г', ҳ: 'х', ё: 'е' };

/** @param {string} name */
export function fold(name) {
	return name.trim().replace(/\s+/g, ' ').toLowerCase().replace(/[ҷӣӯқғҳё]/g, (c) => letters[c]);
}
