// @ts-check
// The rules page starts here: sections of the editor, and the preview beside.

import { html, render } from '../../vendor/html.js';
import { useLayoutEffect } from '../../vendor/hooks.js';
import { t } from '../../lib/i18n.js';
import { useMedia } from '../../tablet/parts.js';
import { Awards } from './awards.js';
import { Bar, Conflict, Held } from './bar.js';
import { languages } from './draft.js';
import { Found } from './found.js';
import { openModel } from './model.js';
import { page } from './page.js';
import { idOf } from './path.js';
import { Divisions, Judges, Texts, Who } from './people.js';
import { Preview, Rules } from './preview.js';
import { sectionOf, viewOf } from './problems.js';
import { Stages } from './stages.js';
import { Total } from './total.js';
import { lang } from '../../lib/i18n.js';

const root = /** @type {HTMLElement} */ (document.getElementById('rules'));
const model = openModel(page, draw);

/** @type {Object<string, any>} */
const sections = { texts: Texts, who: Who, judges: Judges, divisions: Divisions, stages: Stages, total: Total, awards: Awards };

function draw() {
	render(html`<${App} m=${model} />`, root);
}

/** Opens what shows a place, and puts the focus there. @param {string} path */
function go(path) {
	const view = viewOf(path, model.def);
	model.focus = idOf(path);
	model.show(view);
	history.replaceState(null, '', '#' + view.section);
}

/**
 * What takes the focus for an id: itself, else the first field of what it
 * names, else of what that is a part of.
 * @param {string} id @returns {HTMLElement | null}
 */
function nearest(id) {
	const kinds = ['input', 'select', 'textarea', 'button', '[tabindex]'];
	for (let name = id; name.indexOf('-') > 0; name = name.replace(/-[^-]*$/, '')) {
		const found = document.querySelector(kinds.map((k) => k + '[id="' + name + '"],' + k + '[id^="' + name + '-"]').join());
		if (found) return /** @type {HTMLElement} */ (found);
	}
	return null;
}

/** @param {{m: any}} props */
function App({ m }) {
	m.wide = useMedia('(min-width: 1280px)');
	useLayoutEffect(() => {
		if (!m.focus) return;
		const at = nearest(m.focus);
		m.focus = '';
		if (at) {
			at.focus();
			at.scrollIntoView({ block: 'nearest' });
		}
	});
	if (!page.edits || page.begun) {
		return html`<div class="two"><div class="editor read">${page.edits && html`<p class="notice wait">${t('problem.contest-begun')}</p>`}<${Rules} lines=${m.rules[lang] || []} /></div><${Preview} m=${m} /></div>`;
	}
	const Section = sections[m.section];
	return html`<${Sections} m=${m} /><div class="two"><div class="editor">
			<${Found} m=${m} go=${go} />
			${m.held && html`<${Held} m=${m} />`}
			${m.theirs && html`<${Conflict} m=${m} />`}
			${!m.wide && html`<${Tongues} m=${m} />`}
			<fieldset disabled=${m.begun || m.held !== null} class="fields" id="section" aria-labelledby="section-title">
				<h2 id="section-title" class="aside-text">${t('desk.rules.section.' + m.section)}</h2>
				<${Section} m=${m} />
			</fieldset>
			<p class="aside-text" role="status">${m.said}</p>
			<${Bar} m=${m} go=${go} />
		</div><${Preview} m=${m} /></div>`;
}

/** @param {{m: any}} props */
function Sections({ m }) {
	return html`<nav class="parts" aria-label=${t('desk.rules.sections')}><ul class="tabs">${Object.keys(sections).map((name) => {
		const wrong = m.problems.filter((/** @type {any} */ p) => sectionOf(p.path) === name).length;
		return html`<li key=${name}><a href=${'#' + name} aria-current=${m.section === name ? 'true' : undefined} class=${wrong > 0 ? 'wrong' : ''}>
			${t('desk.rules.section.' + name)}${wrong > 0 && html`<span class="error"> ${t('desk.rules.errors', { count: wrong })}</span>`}</a></li>`;
	})}</ul></nav>`;
}

/** The language in which texts are shown where three do not fit. @param {{m: any}} props */
function Tongues({ m }) {
	const gone = m.missing();
	return html`<div class="tongues" role="group" aria-label=${t('desk.rules.tongue')}><span class="label">${t('desk.rules.tongue')}</span>
		<span class="choices">${languages.map((l) => html`<button key=${l} type="button" aria-pressed=${m.lang === l} onClick=${() => m.show({ lang: l })}>
			${t('desk.rules.lang.' + l)}${gone[l] > 0 && html`<span class="lack num"> −${gone[l]}</span>`}</button>`)}</span></div>`;
}

function follow() {
	const name = location.hash.slice(1);
	if (sections[name] && name !== model.section) model.show({ section: name });
}

root.textContent = '';
model.lang = lang;
if (sections[location.hash.slice(1)]) model.section = location.hash.slice(1);
window.addEventListener('hashchange', follow);
window.addEventListener('resize', draw);
window.addEventListener('beforeunload', (e) => {
	if (!page.edits || !model.dirty()) return;
	e.preventDefault();
	e.returnValue = '';
});
draw();
