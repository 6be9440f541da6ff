// @ts-check
// The page that the team reads before the sheet goes: the sum explained, and
// the team's word under it.

import { html } from '../vendor/html.js';
import { useState } from '../vendor/hooks.js';
import { hex, sha256 } from '../lib/sha256.js';
import { t } from '../lib/i18n.js';
import { sidesOf } from './forms.js';
import { Keypad } from './keypad.js';
import { sideOf } from './match.js';
import { looks, Panel, Shape } from './parts.js';
import { Drawing, signOf } from './sign.js';
import { Sum } from './sum.js';

/** @typedef {import('../lib/types.js').TeamWord} TeamWord */

/** @param {{row: any, body: any, still: boolean, model: any}} props */
export function Confirm({ row, body, still, model }) {
	const give = (/** @type {string} */ side, /** @type {TeamWord} */ word, /** @type {string | undefined} */ strokes = undefined) =>
		model.confirm(row.id, (/** @type {any} */ b) => (side === '' ? { ...b, team: word, sign: strokes ? signOf(strokes) : '' } : { ...b, teams: { ...b.teams, [side]: word } }), strokes);
	return html`<${Sum} row=${row} body=${body} />
		${row.rubric.signs && sidesOf(body).map((side) => html`<${Team} key=${side} id=${!side || side === 'a' ? row.sheet.entry : row.sheet.against} entry=${side === '' ? row.entry : sideOf(row, /** @type {'a'} */ (side))}
			word=${side === '' ? body.team : body.teams[side]} still=${still} draws=${side === '' && looks.get('sign', 'off') === 'on'}
			give=${(/** @type {TeamWord} */ word, /** @type {string | undefined} */ strokes) => give(side, word, strokes)} />`)}`;
}

const refusals = ['disagrees', 'left'];

/** One team's word. @param {{id: string, entry: import('../lib/types.js').HelloEntry, word: TeamWord, still: boolean, draws: boolean, give: (word: TeamWord, strokes?: string) => void}} props */
function Team({ id, entry, word, still, draws, give }) {
	const [panel, setPanel] = useState('');
	const close = () => setPanel('');
	const say = (/** @type {TeamWord} */ next, /** @type {string | undefined} */ strokes = undefined) => {
		close();
		give(next, strokes);
	};
	if (word.how !== '') {
		return html`<section class="criterion team"><p class=${'state ' + (word.how === 'refused' ? 'held' : 'received')} role="status"><${Shape} name=${word.how === 'refused' ? 's-held' : 's-received'} />
			<span>${wordOf(word, entry)}</span></p><button type="button" class="button" disabled=${still} onClick=${() => give({ how: '', who: '', why: '' })}><${Shape} name="i-undo" /><span>${t('tablet.team.back')}</span></button></section>`;
	}
	return html`<section class="criterion team gap" id="c-team" role="group" aria-label=${t('tablet.team')}>
		<span class="criterion-head"><span class="criterion-title"><b>${t('tablet.team')}</b><span class="hint">${t('tablet.team.hint', { code: entry.code })}</span></span></span>
		<div class="cells">${(entry.people || []).map((name) => html`<button key=${name} type="button" class="band cell person" disabled=${still} onClick=${() => say({ how: 'name', who: name, why: '' })}><b>${name}</b></button>`)}
			${entry.pin && html`<button type="button" class="band cell" disabled=${still} onClick=${() => setPanel('pin')}><b>${t('tablet.team.pin')}</b></button>`}
			${draws && html`<button type="button" class="band cell" disabled=${still} onClick=${() => setPanel('draw')}><b>${t('tablet.sign')}</b></button>`}
			<button type="button" class="band cell refuses" disabled=${still} onClick=${() => setPanel('refuse')}><b>${t('tablet.team.refuses')}</b></button></div>
		${panel === 'pin' && html`<${Keypad} title=${t('tablet.team.pin')} hint=${t('tablet.team.pin.hint', { code: entry.code })} decimals=${0} digits=${4} close=${close}
			wrong=${(/** @type {string} */ pin) => (hex(sha256(id + ':' + pin)) === entry.pin ? '' : t('tablet.team.pin.wrong'))} give=${() => say({ how: 'pin', who: '', why: '' })} />`}
		${panel === 'draw' && html`<${Drawing} title=${t('tablet.sign')} close=${close} give=${(/** @type {string} */ strokes) => say({ how: 'drawn', who: '', why: '' }, strokes)} />`}
		${panel === 'refuse' && html`<${Reason} title=${t('tablet.team.refuses')} hint=${t('tablet.team.refuses.hint')} known=${refusals.map((why) => t('tablet.team.' + why))}
			act=${t('tablet.done')} close=${close} give=${(/** @type {string} */ why) => say({ how: 'refused', who: '', why })} />`}
	</section>`;
}

/** A team's word in a sentence. @param {TeamWord} word @param {import('../lib/types.js').HelloEntry} entry */
export function wordOf(word, entry) {
	return entry.code + ' · ' + t('tablet.team.' + (word.how === 'pin' ? 'bypin' : word.how || 'none'), word);
}

/** A panel that asks a reason: one of a few, or own words. @param {{title: string, hint: string, known: string[], act: string, give: (why: string) => void, close: () => void, children?: any}} props */
export function Reason({ title, hint, known, act, give, close, children }) {
	const [why, setWhy] = useState('');
	return html`<${Panel} title=${title} close=${close}>${children}<p>${hint}</p>
		<div class="reasons">${known.map((k) => html`<button key=${k} type="button" class="button" onClick=${() => give(k)}>${k}</button>`)}</div>
		<label class="field"><span class="label">${t('tablet.recall.other')}</span><textarea rows="2" value=${why} onInput=${(/** @type {any} */ e) => setWhy(e.target.value)}></textarea></label>
		<button type="button" class="button primary" disabled=${why.trim() === ''} onClick=${() => give(why.trim())}>${act}</button>
	</${Panel}>`;
}
