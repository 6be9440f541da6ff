// @ts-check
// What is left of a list, as a file for Excel: the columns of the list, and why.

import { t } from '../lib/i18n.js';

/** A cell that no spreadsheet takes for a formula, nor what one with other separators makes a cell of. @param {string} text */
function cell(text) {
	const plain = text.replace(/(^|[,;\t])([\s"]*)([=+\-@＝＋－＠])/g, '$1$2\'$3');
	return '"' + plain.replace(/"/g, '""') + '"';
}

/**
 * The lines of the file.
 * @param {any} look @param {Object<string, Object<string, string>>} rows @param {Object<string, Object<string, string> | null>} fixes
 */
export function lines(look, rows, fixes) {
	const columns = look.columns.filter((/** @type {any} */ c) => c.field && c.field !== '-');
	const head = columns.map((/** @type {any} */ c) => c.heading).concat([t('desk.entries.import.csv.row'), t('desk.entries.import.csv.reason')]);
	const out = [head.map(cell).join(';')];
	Object.keys(rows).map(Number).sort((a, b) => a - b).forEach((row) => {
		const problems = look.problems.filter((/** @type {any} */ p) => p.row === row);
		if (problems.length === 0 && fixes[row] !== null) return;
		const values = Object.assign({}, rows[row], fixes[row]);
		const why = fixes[row] === null ? t('desk.entries.import.csv.skip') : problems.map((/** @type {any} */ p) => p.message).join(' ');
		out.push(columns.map((/** @type {any} */ c) => cell(values[c.field] || '')).concat([cell(String(row)), cell(why)]).join(';'));
	});
	return out;
}

/**
 * Gives the file to the person.
 * @param {any} look @param {Object<string, Object<string, string>>} rows @param {Object<string, Object<string, string> | null>} fixes
 */
export function save(look, rows, fixes) {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob(['\ufeff' + lines(look, rows, fixes).join('\r\n') + '\r\n'], { type: 'text/csv' }));
	link.download = t('desk.entries.import.csv.name') + '.csv';
	document.body.appendChild(link);
	link.click();
	document.body.removeChild(link);
}
