// @ts-check
// What a sheet of a referee comes to, line by line, for the team and the record.

import { html } from '../vendor/html.js';
import { number } from '../lib/format.js';
import { say, t } from '../lib/i18n.js';
import { standOf } from './bouts.js';
import { duration, titlesOf } from './gist.js';
import { Findings } from './inspect.js';
import { sideOf, wonBy } from './match.js';
import { outcomeOf, resultOf } from './run.js';

/** The sum of any kind. @param {{row: any, body: any}} props */
export function Sum({ row, body }) {
	if (row.rubric.run) return html`<${RunSum} form=${row.rubric.run} body=${body} />`;
	return row.rubric.match ? html`<${MatchSum} row=${row} body=${body} />` : html`<${Findings} row=${row} body=${body} />`;
}

/** @param {{form: import('../lib/types.js').RunForm, body: any}} props */
function RunSum({ form, body }) {
	const run = resultOf(form, body);
	const tasks = form.tasks.length > 0;
	const times = (body.times || []).filter((/** @type {any} */ x) => x !== null);
	return html`<table class="review sum-lines"><caption class="aside-text">${t('tablet.sum')}</caption><tbody>
		${run.lines.map((line) => {
		const [title, how, value] = words(form, body, line, times);
		return html`<tr key=${line.kind + line.id} class=${'line-' + line.kind}><th scope="row">${title}</th><td class="review-band num">${how}</td><td class="review-mark num"><b>${value}</b></td></tr>`;
	})}
		<tr class="sum"><th scope="row">${t('tablet.sum')}</th><td></td><td class="review-mark num"><b>${run.none ? t('tablet.run.none') : tasks ? number(run.points) : duration(run.time || '0')}</b></td></tr>
	</tbody></table>`;
}

/** Title, working and value of a line. @param {import('../lib/types.js').RunForm} form @param {any} body @param {import('../lib/types.js').RunLine} line @param {string[]} times @returns {string[]} */
function words(form, body, line, times) {
	const task = form.tasks.find((x) => x.id === line.id);
	const value = number(line.points);
	const given = task ? body.tasks[task.id] : null;
	switch (line.kind) {
	case 'count':
		return [say(task && task.title), given === null ? '' : t('tablet.sum.count', { n: given, each: number(/** @type {any} */ (task).counter.each) }), given === null ? '–' : value];
	case 'choice':
		return [say(task && task.title), say((/** @type {any} */ (task).choice.find((/** @type {any} */ c) => c.value === given) || {}).label), given === null ? '–' : value];
	case 'needed':
		return [say(task && task.title), t('tablet.task.needs', { names: titlesOf(form, task && task.needs) }), value];
	case 'outcome':
		return [say((outcomeOf(form, line.id) || { title: null }).title), '', form.tasks.length === 0 ? '' : line.none ? t('tablet.run.none') : value];
	case 'time':
		return [t('tablet.run.time'), times.length > 1 ? t('tablet.sum.mean', { times: times.map((x) => number(x)).join('; ') }) : '', duration(line.points)];
	}
	return [say((form.modifiers.find((m) => m.id === line.id) || { title: null }).title), t('tablet.run.halve'), value];
}

/** @param {{row: any, body: any}} props */
function MatchSum({ row, body }) {
	const stand = standOf(row.rubric.match, body);
	const said = body.outcome !== 'ok' ? t('tablet.match.' + body.outcome.slice(2)) + ': ' + sideOf(row, body.outcome.charAt(0)).name : '';
	return html`<table class="review sum-lines"><caption class="aside-text">${t('tablet.sum')}</caption><tbody>
		${(/** @type {('a'|'b')[]} */ (['a', 'b'])).map((side) => html`<tr key=${side}><th scope="row"><span class="num">${sideOf(row, side).code}</span> ${sideOf(row, side).name}</th>
			<td></td><td class="review-mark num"><b>${stand[side]}</b></td></tr>`)}
		${said && html`<tr><th scope="row">${said}</th><td></td><td></td></tr>`}
		${body.decision && html`<tr><th scope="row">${t('tablet.match.decision')}</th><td>${body.notes.decision}</td><td></td></tr>`}
		<tr class="sum"><th scope="row">${t('tablet.match.winner')}</th><td></td><td class="review-mark"><b>${wonBy(row, body)}</b></td></tr>
	</tbody></table>`;
}
