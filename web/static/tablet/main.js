// @ts-check
// The judge's tablet starts here: memory, model, and the screen that the
// address names. #CODE or #CODE.PIN is a card, #/<sheet> a sheet, else the list.

import { html, render } from '../vendor/html.js';
import { t } from '../lib/i18n.js';
import { cardOf } from './enrol.js';
import { List } from './list.js';
import { openModel } from './model.js';
import { looks } from './parts.js';
import { Refereeing } from './refereeing.js';
import { Scoring } from './scoring.js';
import { SignIn } from './signin.js';
import { openStore } from './store.js';

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
/** @type {any} */
let model = null;

function draw() {
	if (model) render(html`<${App} />`, root);
}

/** @param {string} sheet */
function go(sheet) {
	history.pushState(null, '', '#/' + sheet);
	draw();
	window.scrollTo(0, 0);
}

function App() {
	if (cardOf(location.hash).code || !model.device || model.refused === 'revoked') {
		return html`<${SignIn} model=${model} done=${() => { history.replaceState(null, '', '#/'); draw(); }} />`;
	}
	if (!model.hello) {
		return html`<p class="nothing" role="status">${t(model.contact === 'lost' ? 'tablet.lost.more' : 'tablet.loading')}</p>`;
	}
	const sheet = location.hash.slice(2);
	const row = model.rows().find((/** @type {any} */ r) => r.id === sheet);
	if (row && row.rubric.kind) return html`<${Refereeing} key=${sheet} model=${model} id=${sheet} go=${go} />`;
	return sheet ? html`<${Scoring} key=${sheet} model=${model} id=${sheet} go=${go} />` : html`<${List} model=${model} changed=${draw} go=${go} />`;
}

async function start() {
	looks.apply();
	try {
		model = await openModel({ store: await openStore(), changed: draw, now: () => new Date(), random: Math.random });
	} catch (err) {
		root.textContent = t('tablet.nostore');
		return;
	}
	draw();
	window.addEventListener('popstate', draw);
	window.addEventListener('hashchange', draw);
	window.addEventListener('online', () => model.wake());
	window.addEventListener('storage', draw);
	window.addEventListener('pagehide', () => model.leaveSheets());
	document.addEventListener('visibilitychange', () => {
		if (document.hidden) model.leaveSheets();
		else model.wake();
	});
}

start();
