// @ts-check
// Sections about people: texts of the contest, who takes part, who judges,
// divisions.

import { html } from '../../vendor/html.js';
import { t } from '../../lib/i18n.js';
import { newborn, noText } from './draft.js';
import { Check, Choice, Num, Words, Wrong } from './fields.js';
import { Acts, Add, append, lineId, titled } from './lists.js';
import { idOf } from './path.js';

/** @param {{m: any}} props */
export function Texts({ m }) {
	return html`<${Words} m=${m} path="title" label=${t('desk.rules.title')} />
		<${Words} m=${m} path="about.notes" label=${t('desk.rules.notes')} hint=${t('desk.rules.notes.hint')} optional />`;
}

/** @param {string[]} names @returns {[string, string][]} */
function worded(names, /** @type {string} */ prefix) {
	return names.map((name) => /** @type {[string, string]} */ ([name, t(prefix + name)]));
}

const known = ['school', 'district', 'region', 'supervisor', 'coach', 'subject', 'category', 'section', 'robot', 'number', 'abstract', 'repository-url'];

/** @param {{m: any}} props */
export function Who({ m }) {
	const entry = m.def.entry;
	const fields = known.concat(entry.fields.filter((/** @type {string} */ f) => known.indexOf(f) < 0));
	const kind = (/** @type {any} */ def, /** @type {string} */ type) => {
		def.entry.type = type;
		if (type === 'person') def.entry.members = [1, 1];
	};
	return html`<div class="pair">
			<${Choice} m=${m} path="entry.type" label=${t('desk.rules.entry')} options=${worded(['person', 'project', 'team'], 'desk.rules.entry.')} set=${kind} />
			${entry.type !== 'person' && html`<div class="range" role="group" aria-label=${t('desk.rules.members')}>
				<${Num} m=${m} path="entry.members[0]" label=${t('desk.rules.members.from')} whole /><${Num} m=${m} path="entry.members[1]" label=${t('desk.rules.members.to')} whole /></div>`}
		</div>
		<${Wrong} m=${m} path="entry.members" />
		<${Check} m=${m} path="minors" label=${t('desk.rules.minors')} hint=${t('desk.rules.minors.hint')} off=${false} />
		<table class="table asked"><caption class="label">${t('desk.rules.asked')}</caption>
			<thead><tr><th scope="col">${t('desk.rules.asked.field')}</th><th scope="col">${t('desk.rules.asked.asked')}</th><th scope="col">${t('desk.rules.asked.public')}</th></tr></thead>
			<tbody>${['name', 'code'].concat(fields).map((f) => html`<${Asked} key=${f} m=${m} field=${f} />`)}</tbody></table>
		<${Wrong} m=${m} path="entry.public" />`;
}

/** @param {{m: any, field: string}} props */
function Asked({ m, field }) {
	const entry = m.def.entry;
	const always = field === 'name' || field === 'code';
	const asked = always || entry.fields.indexOf(field) >= 0;
	const key = 'rules.field.' + field;
	const word = t(key) === key ? field : t(key);
	const turn = (/** @type {'fields'|'public'} */ list) => (/** @type {any} */ e) => m.edit((/** @type {any} */ def) => {
		const without = def.entry[list].filter((/** @type {string} */ f) => f !== field);
		def.entry[list] = e.target.checked ? without.concat(field) : without;
		if (list === 'fields' && !e.target.checked) def.entry.public = def.entry.public.filter((/** @type {string} */ f) => f !== field);
	});
	return html`<tr><th scope="row">${word}</th>
		<td><input type="checkbox" aria-label=${t('desk.rules.asked.asked') + ': ' + word} checked=${asked} disabled=${always} onChange=${turn('fields')} /></td>
		<td><input type="checkbox" aria-label=${t('desk.rules.asked.public') + ': ' + word} checked=${entry.public.indexOf(field) >= 0} disabled=${!asked} onChange=${turn('public')} /></td></tr>`;
}

/** @param {{m: any}} props */
export function Judges({ m }) {
	const schemes = m.def.judges.scheme === 'referee' ? ['referee'] : ['all', 'panels', 'assigned'];
	return html`<${Choice} m=${m} path="judges.scheme" label=${t('desk.rules.scheme')} options=${worded(schemes, 'rules.scheme.')} />
		<div class="numbers" role="group" aria-labelledby="judges-many"><span class="label whole" id="judges-many">${t('desk.rules.judges.many')}</span>
			<${Num} m=${m} path="judges.min" label=${t('desk.rules.judges.min')} whole />
			<${Num} m=${m} path="judges.recommended" label=${t('desk.rules.judges.recommended')} whole />
			<${Num} m=${m} path="judges.max" label=${t('desk.rules.judges.max')} whole empty=${undefined} placeholder=${t('desk.rules.nolimit')} />
		</div>
		<${Choice} m=${m} path="judges.order" label=${t('desk.rules.order')} options=${worded(['together', 'separately'], 'rules.order.')} />
		<${Choice} m=${m} path="judges.discussion" label=${t('desk.rules.discussion')}
			options=${[/** @type {[any, string]} */ ([undefined, t('desk.rules.discussion.unsaid')])].concat(worded(['never', 'after_sheets'], 'rules.discussion.'))} />
		${m.def.judges.scheme !== 'referee' && html`<${Choice} m=${m} path="judges.leaves" label=${t('desk.rules.leaves')}
			options=${[/** @type {[any, string]} */ ([undefined, t('rules.leaves.keep')])].concat(worded(['exclude', 'replace'], 'rules.leaves.'))} />`}
		<${Words} m=${m} path="judges.text" label=${t('desk.rules.judges.text')} optional />`;
}

/** @param {{m: any}} props */
export function Divisions({ m }) {
	const list = m.def.divisions;
	const add = () => {
		// The one division that a contest without divisions has becomes the first.
		const id = list.length === 0 && m.page.fixed.divisions.indexOf('all') >= 0 ? 'all' : newborn();
		append(m, 'divisions', { id, title: noText() }, idOf('divisions[' + list.length + '].title.' + (m.wide ? 'tg' : m.lang)));
	};
	return html`<p class="hint">${t(list.length === 0 ? 'desk.rules.divisions.none' : 'desk.rules.divisions.hint')}</p>
		<ol class="items">${list.map((/** @type {any} */ d, /** @type {number} */ i) => html`<li key=${d.id} class="item">
			<div class="item-head"><b id=${lineId('divisions', i, 'head')} tabindex="-1">${titled(d.title)}</b>
				<${Acts} m=${m} list="divisions" i=${i} name=${titled(d.title)} fixed=${m.page.fixed.divisions.indexOf(d.id) >= 0} /></div>
			<${Words} m=${m} path=${'divisions[' + i + '].title'} label=${t('desk.rules.name')} />
			<${Age} m=${m} path=${'divisions[' + i + '].age'} age=${d.age} />
		</li>`)}</ol>
		<${Add} list="divisions" word=${t('desk.rules.divisions.add')} add=${add} />`;
}

/** @param {{m: any, path: string, age: any[] | undefined}} props */
function Age({ m, path, age }) {
	const at = (/** @type {number} */ i) => (/** @type {any} */ def, /** @type {any} */ value) => {
		const division = def.divisions[Number(/\d+/.exec(path))];
		const next = division.age || ['', ''];
		next[i] = value;
		if (next[0] === '' && next[1] === '') delete division.age;
		else division.age = next;
	};
	return html`<div class="range" role="group" aria-label=${t('desk.rules.age')}>
		<${Num} m=${m} path=${path + '[0]'} label=${t('desk.rules.age.from')} whole set=${at(0)} /><${Num} m=${m} path=${path + '[1]'} label=${t('desk.rules.age.to')} whole set=${at(1)} />
		<${Wrong} m=${m} path=${path} /></div>`;
}
