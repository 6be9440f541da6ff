// @ts-check
// How rooms that share neither judges nor entries come to places.

import { html } from '../../vendor/html.js';
import { t } from '../../lib/i18n.js';
import { Choice, Num } from './fields.js';

const uses = ['linked', 'within', 'quota', 'accepted'];

/** @param {{m: any}} props */
export function Rooms({ m }) {
	const rooms = m.def.rank.rooms;
	const declare = (/** @type {any} */ def, /** @type {string} */ use) => {
		if (!use || use === 'linked') delete def.rank.rooms;
		else def.rank.rooms = use === 'quota' ? { use, quota: 1 } : { use };
	};
	const options = uses.map((use) => /** @type {[any, string]} */ ([use === 'linked' && !rooms ? undefined : use, t('desk.rules.rooms.use.' + use)]));
	return html`<${Choice} m=${m} path="rank.rooms.use" label=${t('desk.rules.rooms')} options=${options} set=${declare} />
		${rooms && rooms.use === 'quota' && html`<${Num} m=${m} path="rank.rooms.quota" label=${t('desk.rules.rooms.quota')} whole />`}`;
}
