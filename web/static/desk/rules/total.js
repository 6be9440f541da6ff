// @ts-check
// How the total is made, who goes on, what decides between level entries, and
// what the public sees.

import { html } from '../../vendor/html.js';
import { number } from '../../lib/format.js';
import { t } from '../../lib/i18n.js';
import { modes } from './counting.js';
import { highestOf } from './draft.js';
import { Choice, Num, Wrong } from './fields.js';
import { Acts, Add, append, lineId, titled } from './lists.js';
import { waysOf } from './methods.js';
import { idOf } from './path.js';
import { Rooms } from './rooms.js';
import { Ties } from './ties.js';

/** @param {string[]} names @param {string} prefix @returns {[any, string][]} */
const words = (names, prefix) => names.map((n) => /** @type {[any, string]} */ ([n, t(prefix + n)]));

/** @param {{m: any}} props */
export function Total({ m }) {
	const rank = m.def.rank;
	const max = highestOf(m.def);
	const ways = waysOf(m.def);
	const cut = m.def.stages.length > 1 || rank.cuts;
	return html`<${Choice} m=${m} path="rank.by" label=${t('desk.rules.total')} options=${words(ways.indexOf(rank.by) < 0 ? ways.concat(rank.by) : ways, 'rules.total.')} />
		${max && html`<p class="sum num">${t('desk.rules.total.max')} <b>${number(max)}</b></p>`}
		<div class="numbers">
			<${Num} m=${m} path="rank.decimals" label=${t('desk.rules.decimals')} whole />
			<${Num} m=${m} path="rank.min_sheets" label=${t('desk.rules.least')} whole />
		</div>
		${!rank.round && html`<p class="hint">${t('desk.rules.decimals.hint')}</p>`}
		<${Round} m=${m} round=${rank.round} />
		<${Choice} m=${m} path="rank.unfinished" label=${t('desk.rules.unfinished')} options=${words(['none', 'last'], 'rules.unfinished.')} />
		${m.def.judges.scheme !== 'referee' && html`<${Adjust} m=${m} adjust=${rank.adjust} /><${Rooms} m=${m} />`}
		${cut && html`<${Cuts} m=${m} cuts=${rank.cuts || []} />`}
		<h3 id="ties-title">${t('desk.rules.ties')}</h3>
		<p class="hint">${t('desk.rules.ties.hint')}</p>
		<${Ties} m=${m} list="ties" stages=${m.def.stages} />
		<${Choice} m=${m} path="rank.style" label=${t('desk.rules.style')} options=${words(['1224', '1223', '1334'], 'rules.style.')} />
		<h3>${t('desk.rules.privacy')}</h3>
		<${Choice} m=${m} path="privacy" label=${t('rules.privacy')} quiet options=${words(['full', 'top', 'own'], 'rules.privacy.')} />`;
}

/** Totals rounded before they are compared. @param {{m: any, round: any}} props */
function Round({ m, round }) {
	const set = (/** @type {any} */ def, /** @type {any} */ mode) => {
		if (mode === undefined) delete def.rank.round;
		else def.rank.round = { decimals: round ? round.decimals : def.rank.decimals, mode };
	};
	return html`<div class=${round ? 'pair' : ''}>
			<${Choice} m=${m} path="rank.round" label=${t('desk.rules.round')} value=${round && round.mode} set=${set}
				options=${[/** @type {[any, string]} */ ([undefined, t('desk.rules.round.none')])].concat(words(modes, 'desk.rules.mode.'))} />
			${round && html`<${Num} m=${m} path="rank.round.decimals" label=${t('desk.rules.decimals')} whole />`}
		</div>
		${round && html`<p class="hint">${t('desk.rules.round.hint')}</p>`}`;
}

const corrections = ['judge.beside', 'judge.counts', 'room.beside', 'room.counts'];

/** Totals corrected for strictness. @param {{m: any, adjust: any}} props */
function Adjust({ m, adjust }) {
	const set = (/** @type {any} */ def, /** @type {any} */ chosen) => {
		if (chosen === undefined) delete def.rank.adjust;
		else def.rank.adjust = { for: chosen.split('.')[0], use: chosen.split('.')[1] };
	};
	return html`<${Choice} m=${m} path="rank.adjust" label=${t('desk.rules.adjust')} value=${adjust && adjust.for + '.' + adjust.use} set=${set}
		hint=${adjust && adjust.use === 'counts' ? t('desk.rules.adjust.counts.hint') : ''}
		options=${[/** @type {[any, string]} */ ([undefined, t('desk.rules.adjust.none')])].concat(words(corrections, 'desk.rules.adjust.'))} />`;
}

/** Who goes on to the stages that follow. @param {{m: any, cuts: any[]}} props */
function Cuts({ m, cuts }) {
	const list = 'rank.cuts';
	const before = m.def.stages.slice(0, -1);
	const options = before.map((/** @type {any} */ s) => [s.id, titled(s.title)]);
	const add = () => {
		const free = before.find((/** @type {any} */ s) => !cuts.some((c) => c.after === s.id)) || before[0];
		append(m, list, { after: free.id, top: 10 }, idOf(list + '[' + cuts.length + '].after'));
	};
	return html`<h3>${t('desk.rules.cuts')}</h3>
		<p class="hint">${t('desk.rules.cuts.hint')}</p>
		<ol class="items">${cuts.map((c, i) => html`<li key=${i} class="item">
			<div class="item-head"><b id=${lineId(list, i, 'head')} tabindex="-1">${t('desk.rules.cuts.no', { no: i + 1 })}</b>
				<${Acts} m=${m} list=${list} i=${i} name=${t('desk.rules.cuts.no', { no: i + 1 })} empties /></div>
			<div class="pair"><${Choice} m=${m} path=${list + '[' + i + '].after'} label=${t('desk.rules.cuts.after')}
					options=${before.some((/** @type {any} */ s) => s.id === c.after) ? options : [[c.after, t('desk.rules.ties.choose')]].concat(options)} />
				<${Num} m=${m} path=${list + '[' + i + '].top'} label=${t('desk.rules.cuts.top')} whole /></div>
		</li>`)}</ol>
		<${Wrong} m=${m} path=${list} />
		${before.length > 0 && html`<${Add} list=${list} word=${t('desk.rules.cuts.add')} add=${add} />`}`;
}
