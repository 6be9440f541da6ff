// @ts-check
// A referee's sheet in a few words: what it is about, and what it gives.

import { number } from '../lib/format.js';
import { say, t } from '../lib/i18n.js';
import { standOf } from './bouts.js';
import { checkOf, isBlankForm } from './forms.js';
import { outcomeOf, resultOf } from './run.js';

/** Seconds for reading: 38,95 s, and 2:05,4 from a minute on. @param {string} seconds */
export function duration(seconds) {
	const [units, part] = seconds.split('.');
	const minutes = Math.floor(Number(units) / 60);
	const rest = String(Number(units) % 60);
	const written = number((minutes > 0 ? rest.padStart(2, '0') : rest) + (part === undefined ? '' : '.' + part));
	return minutes > 0 ? minutes + ':' + written : t('tablet.seconds', { n: written });
}

/** What a sheet gives so far. @param {import('../lib/types.js').Rubric} form @param {import('../lib/types.js').Body} body @returns {string} */
export function gistOf(form, body) {
	if (form.match) {
		const { a, b } = standOf(form.match, body);
		return a + ' : ' + b;
	}
	if (!form.run) return { passed: t('tablet.check.passed'), failed: t('tablet.check.failed'), '': '–' }[checkOf(form, body)];
	if (isBlankForm(body)) return '–';
	const run = resultOf(form.run, body);
	if (run.none) {
		const outcome = outcomeOf(form.run, body.outcome);
		return outcome && outcome.id !== 'ok' ? t('tablet.run.none') : '–';
	}
	return form.kind === 'time' ? duration(run.time || '0') : number(run.points);
}

/** Tasks by their titles. @param {import('../lib/types.js').RunForm} form @param {string[] | undefined} ids */
export function titlesOf(form, ids) {
	return form.tasks.filter((x) => (ids || []).indexOf(x.id) >= 0).map((x) => say(x.title)).join(', ');
}

/** Which turn of its entry a sheet is. @param {any} row */
export function turnOf(row) {
	const { sheet, stage, rubric } = row;
	if (sheet.extra) return t('tablet.turn.extra');
	if (sheet.repeats) return t('tablet.turn.again', { n: sheet.repeats });
	return stage.attempts > 1 ? t(rubric.kind ? 'tablet.turn' : 'tablet.turn.performance', { n: sheet.attempt, all: stage.attempts }) : '';
}

/** One code, or two that meet. @param {any} row */
export function codesOf(row) {
	return row.against ? row.entry.code + ' – ' + row.against.code : row.entry.code;
}

/** One name, or two that meet. @param {any} row */
export function namesOf(row) {
	return row.against ? row.entry.name + ' – ' + row.against.name : row.entry.name;
}
