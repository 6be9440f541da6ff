// @ts-check
// Examples that the changed rules no longer give: each is named, and may be
// taken out where the change is meant.

import { html } from '../../vendor/html.js';
import { number } from '../../lib/format.js';
import { t } from '../../lib/i18n.js';
import { lineId, titled } from './lists.js';
import { copy, idOf } from './path.js';

/** @param {{m: any}} props */
export function Examples({ m }) {
	const of = (/** @type {number} */ i) => m.problems.filter((/** @type {any} */ p) => p.path.indexOf('tests[' + i + ']') === 0);
	return m.def.tests.map((/** @type {any} */ test, /** @type {number} */ i) => of(i).length > 0 && html`<${Example} key=${test.name} m=${m} i=${i} test=${test} problems=${of(i)} />`);
}

/** @param {{m: any, i: number, test: any, problems: any[]}} props */
function Example({ m, i, test, problems }) {
	const stage = m.def.stages.findIndex((/** @type {any} */ s) => s.id === test.stage);
	const args = { name: test.name, stage: stage < 0 ? test.stage : titled(m.def.stages[stage].title), expect: number(test.expect) };
	const remove = () => {
		const before = copy(m.def);
		m.focus = stage < 0 ? idOf('stages') + '-add' : lineId('stages', stage, 'head');
		m.edit((/** @type {any} */ def) => def.tests.splice(i, 1));
		m.show({ notice: { text: t('desk.rules.removed', { name: test.name }), act: 'restore' }, before });
	};
	return html`<section class="notice need" aria-labelledby=${idOf('tests[' + i + ']') + '-what'}>
		<p><b id=${idOf('tests[' + i + ']') + '-what'}>${t('desk.rules.example.wrong', args)}</b></p>
		${problems.map((p) => html`<p key=${p.text} class="error">${p.text}</p>`)}
		<p class="hint">${t('desk.rules.example.why')}</p>
		<p class="answers"><button type="button" class="button small danger" id=${idOf('tests[' + i + ']') + '-remove'} onClick=${remove}>${t('desk.rules.example.remove')}</button></p>
	</section>`;
}
