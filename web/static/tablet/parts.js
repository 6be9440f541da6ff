// @ts-check
// Small parts of every screen: shapes, the choice of language and theme, panels.

import { html } from '../vendor/html.js';
import { useEffect, useLayoutEffect, useRef, useState } from '../vendor/hooks.js';
import { lang, t } from '../lib/i18n.js';

/** A shape of the sprite. @param {{name: string}} props */
export function Shape({ name }) {
	return html`<svg class="shape" aria-hidden="true" focusable="false"><use href=${'#' + name} /></svg>`;
}

/** Does the screen match a media query now? @param {string} query */
export function useMedia(query) {
	const media = window.matchMedia(query);
	const [matches, set] = useState(media.matches);
	useEffect(() => {
		const listen = () => set(media.matches);
		// Safari 13 knows only the older pair of names.
		media.addListener(listen);
		listen();
		return () => media.removeListener(listen);
	}, [query]);
	return matches;
}

/** What the browser's tab and a screen reader call this screen. @param {string} name */
export function useTitle(name) {
	useEffect(() => {
		document.title = name + ' · ' + t('page.product');
	}, [name]);
}

const languages = [['tg', 'Тоҷикӣ'], ['ru', 'Русский'], ['en', 'English']];

export function Languages() {
	return html`<div class="choices" role="group" aria-label=${t('tablet.language')}>
		${languages.map(([code, name]) => html`<a key=${code} lang=${code} href=${'?lang=' + code + location.hash}
			aria-current=${code === lang ? 'true' : undefined} onClick=${(/** @type {Event} */ e) => choose(e, code)}>${name}</a>`)}
	</div>`;
}

/** The hash alone would not load the page again. @param {Event} e @param {string} code */
function choose(e, code) {
	e.preventDefault();
	document.cookie = 'lang=' + code + '; path=/; max-age=31536000; samesite=strict';
	const url = location.pathname + '?lang=' + code + location.hash;
	if (location.search === '?lang=' + code) location.reload();
	else location.replace(url);
}

const themes = ['paper', 'hall', 'sun', 'contrast'];

/** Settings of this tablet that no judge's data depends on. */
export const looks = {
	/** @param {string} name @param {string} otherwise */
	get(name, otherwise) {
		const value = localStorage.getItem('dovar.' + name);
		return value === null ? otherwise : value;
	},
	/** @param {string} name @param {string} value */
	set(name, value) {
		localStorage.setItem('dovar.' + name, value);
		looks.apply();
	},
	apply() {
		const root = document.documentElement;
		root.dataset.theme = looks.get('theme', 'paper');
		root.dataset.hand = looks.get('hand', 'right');
	},
};

/** @param {{changed: () => void, referee: boolean, judge: boolean}} props */
export function Looks({ changed, referee, judge }) {
	const pick = (/** @type {string} */ name, /** @type {string} */ value) => () => {
		looks.set(name, value);
		changed();
	};
	const row = (/** @type {string} */ name, /** @type {string[]} */ values, /** @type {string} */ first) => html`
		<div class="setting"><span class="label" id=${'set-' + name}>${t('tablet.' + name)}</span>
			<div class="choices" role="group" aria-labelledby=${'set-' + name}>${values.map((value) => html`
				<button key=${value} type="button" aria-pressed=${looks.get(name, first) === value}
					onClick=${pick(name, value)}>${t('tablet.' + name + '.' + value)}</button>`)}
			</div></div>`;
	return html`${row('theme', themes, 'paper')}${judge && row('marking', ['bands', 'numbers'], 'bands')}${row('hand', ['right', 'left'], 'right')}${referee && row('sign', ['off', 'on'], 'off')}`;
}

/** A panel over the screen; Escape and the cross close it. @param {{title: string, close: () => void, children?: any}} props */
export function Panel({ title, close, children }) {
	const box = useRef(/** @type {any} */ (null));
	useEffect(() => {
		const before = /** @type {HTMLElement} */ (document.activeElement);
		box.current.focus();
		return () => before && before.focus && before.focus();
	}, []);
	const keys = (/** @type {KeyboardEvent} */ e) => {
		if (e.key === 'Escape') close();
		if (e.key !== 'Tab') return;
		const stops = box.current.querySelectorAll('button, a[href], textarea, input');
		const edge = e.shiftKey ? stops[0] : stops[stops.length - 1];
		if (document.activeElement !== edge && document.activeElement !== box.current) return;
		if (document.activeElement === box.current && !e.shiftKey) return;
		e.preventDefault();
		(e.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
	};
	return html`<div class="veil" onClick=${(/** @type {Event} */ e) => e.target === e.currentTarget && close()}>
		<div class="panel" role="dialog" aria-modal="true" aria-label=${title} tabindex="-1" ref=${box} onKeyDown=${keys}>
			<div class="panel-head"><h2>${title}</h2>
				<button type="button" class="button plain" aria-label=${t('tablet.close')} onClick=${close}><${Shape} name="i-close" /></button></div>
			<div class="panel-body">${children}</div>
		</div></div>`;
}

/**
 * One line that is always there, so that a message moves nothing: where we are,
 * or what must be told. What would take a second line is read in a panel.
 * @param {{notice: any, text: string, model: any, compare?: () => void}} props
 */
export function Strip({ notice, text, model, compare }) {
	const [read, setRead] = useState('');
	const wide = useMedia('(min-width: 1200px)');
	const narrow = useMedia('(max-width: 799px)');
	const long = Boolean(notice && notice.brief && notice.text.length > (wide ? 110 : narrow ? 26 : 70));
	const seen = () => {
		setRead('');
		model.saw(notice.ids);
	};
	const acts = { compare, signin: () => model.signOut(), reload: () => location.reload(), seen, read: () => setRead(notice.ids[0]) };
	const act = long ? 'read' : notice && notice.act;
	const line = useRef(/** @type {any} */ (null));
	// A message stays in sight under the bar, whatever its height.
	const place = () => { line.current.style.top = line.current.previousElementSibling.offsetHeight + 'px'; };
	useLayoutEffect(place);
	useEffect(() => {
		window.addEventListener('resize', place);
		return () => window.removeEventListener('resize', place);
	}, []);
	return html`<div ref=${line} class=${'strip' + (notice ? (notice.need ? ' need' : ' wait') + (notice.ids ? ' stays' : '') : '')} role="status"><span>${notice ? (long ? notice.brief : notice.text) : text}</span>
		${act && html`<button type="button" class="button" onClick=${acts[/** @type {'reload'} */ (act)]}>${t('tablet.act.' + act)}</button>`}</div>
		${long && read === notice.ids[0] && html`<${Panel} title=${notice.brief} close=${() => setRead('')}>
			<p>${notice.text}</p><button type="button" class="button primary" onClick=${seen}>${t('tablet.act.seen')}</button></${Panel}>`}`;
}
