// @ts-check
// Four sentences over the map, each a link, and how old the picture is.

import { html } from '../../vendor/html.js';
import { useEffect, useState } from '../../vendor/hooks.js';
import { t } from '../../lib/i18n.js';
import { Shape } from '../../tablet/parts.js';
import { about, exactly, timeOf } from './words.js';

/** @param {{contact: import('./poll.js').Contact, missing: () => void}} props */
export function Strip({ contact, missing }) {
	const picture = /** @type {import('./picture.js').Picture} */ (contact.picture);
	const { received, expected, needs, silent, done } = picture.answer.strip;
	const links = about.links;
	return html`<div class="strip">
		<p><a href="#missing" onClick=${missing}>${expected > 0 && received === expected ? t('desk.day.all', { count: expected }) : t('desk.day.received', { received, count: expected })}</a></p>
		<p class=${needs ? 'need' : ''}><a href="#needs">${needs ? t('desk.day.needs', { count: needs }) : t('desk.day.needs.none')}</a></p>
		<p class=${silent ? 'wait' : ''}>${links.devices ? html`<a href=${links.devices}>${silentText(silent)}</a>` : silentText(silent)}</p>
		${done && html`<p>${links.stages ? html`<a href=${links.stages}>${t('desk.day.done', { time: timeOf(done) })}</a>` : t('desk.day.done', { time: timeOf(done) })}</p>`}
		<${Age} contact=${contact} />
	</div>`;
}

/** @param {number} count */
const silentText = (count) => (count ? t('desk.day.silent', { count }) : t('desk.day.silent.none'));

/** How old the picture is, once contact is lost. @param {{contact: import('./poll.js').Contact}} props */
function Age({ contact }) {
	const [now, setNow] = useState(Date.now());
	useEffect(() => {
		setNow(Date.now());
		if (!contact.lost) return undefined;
		const timer = setInterval(() => setNow(Date.now()), 1000);
		return () => clearInterval(timer);
	}, [contact]);
	if (contact.out) return html`<p class="age lost" role="status"><${Shape} name="s-lost" /> <a href=${'/signin?next=' + encodeURIComponent(location.pathname + location.search)}>${t('desk.day.out')}</a></p>`;
	if (!contact.lost) return html`<p class="age num">${t('desk.day.asof', { time: exactly(contact.at) })}</p>`;
	return html`<p class="age lost"><${Shape} name="s-lost" /><span><span role="status">${t('desk.day.lost', { time: exactly(contact.at) })}</span>${' '}<span class="num">${t('desk.day.old', { age: age(now - contact.at) })}</span></span></p>`;
}

/** @param {number} ms */
function age(ms) {
	const seconds = Math.max(0, Math.round(ms / 1000));
	return seconds < 100 ? t('desk.day.seconds', { count: seconds }) : t('desk.day.minutes', { count: Math.round(seconds / 60) });
}
