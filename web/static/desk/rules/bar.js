// @ts-check
// The bar under the editor: what is not kept yet, what is wrong, and keeping it.

import { html } from '../../vendor/html.js';
import { t } from '../../lib/i18n.js';
import { languages } from './draft.js';
import { same } from './path.js';
import { sectionOf } from './problems.js';

/** @param {{m: any, go: (path: string) => void}} props */
export function Bar({ m, go }) {
	const dirty = m.dirty();
	const gone = m.missing();
	const lacks = languages.filter((l) => gone[l] > 0).map((l) => t('desk.rules.lacks', { language: t('desk.rules.lang.' + l), count: gone[l] }));
	const save = async () => {
		const problems = await m.save();
		if (problems.length > 0) go(problems[0].path);
	};
	return html`<div class="keep">
		<div class="keep-words" role="status">
			${m.notice ? html`<p class=${m.notice.need ? 'error' : 'good'}>${m.notice.text}</p>` : html`<p>${t(dirty ? 'desk.rules.unsaved' : 'desk.rules.saved')}</p>`}
			${lacks.length > 0 && html`<p class="hint">${lacks.join(' · ')}</p>`}
		</div>
		${dirty && !m.theirs && html`<button type="button" class="link plum" onClick=${() => m.undo()}>${t('desk.rules.undo')}</button>`}
		${m.notice && m.notice.act === 'restore' && html`<button type="button" class="link" onClick=${() => m.edit((/** @type {any} */ def) => Object.assign(def, m.before))}>${t('desk.rules.restore')}</button>`}
		<span class="room"></span>
		${m.problems.length > 0 && !m.notice && html`<button type="button" class="link plum" onClick=${() => go(m.problems[0].path)}>${t('desk.rules.errors', { count: m.problems.length })}</button>`}
		<button type="button" class="button primary" disabled=${m.saving || m.begun || (m.theirs !== null)} onClick=${save}>${t('desk.keep')}</button>
	</div>`;
}

const parts = ['title', 'about', 'entry', 'minors', 'judges', 'divisions', 'stages', 'bands', 'rank', 'ties', 'privacy', 'awards'];

/** Somebody else kept other rules meanwhile: what they changed, and what now. @param {{m: any}} props */
export function Conflict({ m }) {
	/** @type {string[]} */
	const changed = [];
	for (const part of parts) {
		const section = t('desk.rules.section.' + sectionOf(part));
		if (!same(m.theirs.def[part], m.base[part]) && changed.indexOf(section) < 0) changed.push(section);
	}
	return html`<section class="notice need" role="alert">
		<p><b>${t('desk.rules.conflict')}</b></p>
		<p>${t('desk.rules.conflict.what', { sections: changed.join(', ') || '–' })}</p>
		<p><a href=${location.pathname} target="_blank" rel="noopener">${t('desk.rules.conflict.see')}</a></p>
		<p class="answers"><button type="button" class="button small" onClick=${() => m.keepMine()}>${t('desk.rules.conflict.mine')}</button>
			<button type="button" class="button small danger" onClick=${() => m.takeTheirs()}>${t('desk.rules.conflict.theirs')}</button></p>
	</section>`;
}

/** What was typed before a reload. @param {{m: any}} props */
export function Held({ m }) {
	return html`<section class="notice wait">
		<p>${t('desk.rules.held')}</p>
		<p class="answers"><button type="button" class="button small" onClick=${() => m.resume()}>${t('desk.rules.held.resume')}</button>
			<button type="button" class="button small danger" onClick=${() => m.drop()}>${t('desk.rules.held.drop')}</button></p>
	</section>`;
}
