// @ts-check
// What is given.

import { html } from '../../vendor/html.js';
import { t } from '../../lib/i18n.js';
import { newborn, noText } from './draft.js';
import { Choice, Num, Words, Wrong } from './fields.js';
import { Acts, Add, append, lineId, titled } from './lists.js';
import { idOf } from './path.js';

/** @param {{m: any}} props */
export function Awards({ m }) {
	const list = m.def.awards;
	const add = () => append(m, 'awards', { id: newborn(), title: noText(), give: 'nomination', quota: null, to: 'entry' },
		idOf('awards[' + list.length + '].title.' + (m.wide ? 'tg' : m.lang)));
	return html`<ol class="items">${list.map((/** @type {any} */ a, /** @type {number} */ i) => html`<li key=${a.id} class="item">
			<div class="item-head"><b id=${lineId('awards', i, 'head')} tabindex="-1">${titled(a.title)}</b>
				<${Acts} m=${m} list="awards" i=${i} name=${titled(a.title)} fixed=${list.length === 1} /></div>
			<${Words} m=${m} path=${'awards[' + i + '].title'} label=${t('desk.rules.name')} />
			<${Given} m=${m} a=${a} i=${i} />
		</li>`)}</ol>
		<${Add} list="awards" word=${t('desk.rules.awards.add')} add=${add} />`;
}

/** @param {{m: any, a: any, i: number}} props */
function Given({ m, a, i }) {
	const path = 'awards[' + i + ']';
	const gives = /** @type {[any, string][]} */ ((a.give === 'stage' ? ['stage'] : ['places', 'rest', 'nomination']).map((g) => [g, t('desk.rules.give.' + g)]));
	const give = (/** @type {any} */ def, /** @type {string} */ value) => {
		def.awards[i].give = value;
		if (value === 'places') def.awards[i].places = [1];
		else delete def.awards[i].places;
		if (value !== 'nomination') delete def.awards[i].scored;
	};
	const places = (/** @type {any} */ e) => m.edit((/** @type {any} */ def) => {
		def.awards[i].places = e.target.value.split(/[^\d]+/).filter(Boolean).map(Number);
	});
	return html`<div class="numbers">
		<${Choice} m=${m} path=${path + '.give'} label=${t('desk.rules.give')} options=${gives} set=${give} />
		${a.places && html`<div class="field"><label class="label" for=${idOf(path + '.places')}>${t('desk.rules.places')}</label>
			<input type="text" class="num" id=${idOf(path + '.places')} inputmode="numeric" value=${a.places.join(', ')} onChange=${places} />
			<${Wrong} m=${m} path=${path + '.places'} />${a.places.map((/** @type {number} */ p, /** @type {number} */ k) => html`<${Wrong} key=${k} m=${m} path=${path + '.places[' + k + ']'} />`)}</div>`}
		${a.give !== 'rest' && html`<${Num} m=${m} path=${path + '.quota'} label=${t('desk.rules.quota')} whole empty=${null} placeholder=${t('desk.rules.nolimit')} />`}
		${(m.def.entry.fields.indexOf('supervisor') >= 0 || a.to === 'supervisor') && html`<${Choice} m=${m} path=${path + '.to'} label=${t('desk.rules.award.to')}
			options=${[['entry', t('desk.rules.award.entry')], ['supervisor', t('desk.rules.award.supervisor')]]} />`}
	</div>`;
}
