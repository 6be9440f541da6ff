// @ts-check
// The live map: asks for the picture, draws it, and keeps what was chosen.

import { html, render } from '../../vendor/html.js';
import { useEffect, useMemo, useState } from '../../vendor/hooks.js';
import { t } from '../../lib/i18n.js';
import { axes, everything } from './axes.js';
import { gridOf } from './view.js';
import { MapGrid } from './grid.js';
import { Needs } from './needs.js';
import { Panel } from './panel.js';
import { poll } from './poll.js';
import { shapes } from './shapes.js';
import { Strip } from './strip.js';
import { Legend, Stages, Tools } from './tools.js';
import { about } from './words.js';

/** @typedef {import('./poll.js').Contact} Contact */

const root = /** @type {HTMLElement} */ (document.getElementById('day'));

/** @param {{contact: Contact, again: () => void}} props */
function Day({ contact, again }) {
	const [filter, setFilter] = useState(everything);
	const [open, setOpen] = useState(/** @type {any} */ (about.spot || null));
	const picture = contact.picture;
	const shown = useMemo(() => picture && axes(picture, filter),
		[picture && picture.layout, filter, filter.missing && picture]);
	const names = picture ? picture.answer.judges.map((j) => j.name).join() : '';
	const grid = useMemo(() => picture && shown && gridOf(picture, shown, filter.turned), [picture && picture.layout, shown, names, filter.turned]);
	useEffect(() => {
		if (location.hash === '#missing') setFilter(Object.assign({}, filter, { missing: true }));
	}, []);
	if (!picture || !grid || !shown) {
		return html`<p class="nothing" role="status">${t(contact.out ? 'desk.day.out' : contact.lost ? 'desk.day.nothing' : 'desk.day.loading')}</p>`;
	}
	grid.picture = picture;
	const many = picture.answer.judges.length > picture.entries.length;
	return html`
		<${Stages} answer=${picture.answer} />
		<${Strip} contact=${contact} missing=${() => setFilter(Object.assign({}, filter, { missing: true }))} />
		<div class="sides">
			<section class="hall" aria-label=${t('desk.day.map')}>
				<${Tools} picture=${picture} filter=${filter} set=${setFilter} many=${many} />
				${picture.entries.length === 0 || picture.answer.judges.length === 0
					? html`<p class="nothing">${t('desk.day.unassigned')} ${about.links.panels && html`<a href=${about.links.panels}>${t('desk.day.assign')}</a>`}</p>`
					: shown.entries.length === 0
						? html`<p class="nothing" role="status">${t(filter.missing && !filter.find ? 'desk.day.complete' : 'desk.day.found.none')}</p>`
						: html`<${MapGrid} grid=${grid} tick=${picture} label=${t('desk.day.map')} open=${(/** @type {number} */ r, /** @type {number} */ c) => setOpen(grid.spot(r, c))} />`}
				<${Legend} />
			</section>
			<${Needs} answer=${picture.answer} open=${setOpen} />
		</div>
		${open && html`<${Panel} key=${open.key} spot=${open} picture=${picture} close=${() => setOpen(null)} done=${again} />`}`;
}

// Names are measured, so their letters come first.
(document.fonts ? document.fonts.ready : Promise.resolve()).then(() => {
	shapes();
	const asked = poll(about.contest, about.stage, (contact) => {
		render(html`<${Day} contact=${contact} again=${() => asked.now()} />`, root);
	});
});
