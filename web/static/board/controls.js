// @ts-check
// What the person at the projector may change. The bar and the cursor show
// while the mouse moves or the keyboard is in it; the address keeps the choice,
// so that a reload shows the same board.

import { t, lang } from '../lib/i18n.js';
import { el, languages } from './page.js';

const restFor = 2000; // ms without the mouse until bar and cursor hide
const root = document.documentElement;

/** Builds the bar. */
export function controls() {
	const asked = new URLSearchParams(location.search);
	if (asked.get('motion') === 'off') root.dataset.motion = 'off';
	const bar = el('nav', 'controls',
		choice('theme', ['hall', 'paper'].map((theme) => ({ value: theme, text: t('board.theme.' + theme) })), root.dataset.theme || 'hall', (theme) => {
			root.dataset.theme = theme;
			keep('theme', theme);
		}),
		toggle(t('board.motion'), root.dataset.motion !== 'off', (on) => {
			if (on) delete root.dataset.motion;
			else root.dataset.motion = 'off';
			keep('motion', on ? '' : 'off');
		}),
		choice('lang', Object.keys(languages).map((value) => ({ value, text: languages[value] })), lang, (value) => {
			keep('lang', value);
			location.reload();
		}),
	);
	if (root.requestFullscreen) {
		bar.append(toggle(t('board.fullscreen'), false, (on) => (on ? root.requestFullscreen() : document.exitFullscreen())));
	}
	bar.setAttribute('aria-label', t('board.controls'));
	wakeOnMouse();
	return bar;
}

/**
 * @param {string} name @param {{value: string, text: string}[]} options
 * @param {string} chosen @param {(value: string) => void} choose
 */
function choice(name, options, chosen, choose) {
	const box = el('span', 'choices');
	for (const { value, text } of options) {
		const b = el('button', '', text);
		if (name === 'lang') b.lang = value;
		b.setAttribute('aria-pressed', String(value === chosen));
		b.addEventListener('click', () => {
			for (const other of box.children) other.setAttribute('aria-pressed', String(other === b));
			choose(value);
		});
		box.append(b);
	}
	return box;
}

/** @param {string} text @param {boolean} on @param {(on: boolean) => void} set */
function toggle(text, on, set) {
	const b = el('button', 'button', text);
	b.setAttribute('aria-pressed', String(on));
	b.addEventListener('click', () => {
		const now = b.getAttribute('aria-pressed') !== 'true';
		b.setAttribute('aria-pressed', String(now));
		set(now);
	});
	return b;
}

/** @param {string} name @param {string} value "" for the usual */
function keep(name, value) {
	const url = new URL(location.href);
	if (value) url.searchParams.set(name, value);
	else url.searchParams.delete(name);
	history.replaceState(null, '', url.href);
}

function wakeOnMouse() {
	let rest = 0;
	const sleep = () => document.body.classList.remove('awake');
	document.addEventListener('mousemove', () => {
		document.body.classList.add('awake');
		clearTimeout(rest);
		rest = setTimeout(sleep, restFor);
	});
}
