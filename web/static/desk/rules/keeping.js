// @ts-check
// The rules page and the server: a draft is asked about, kept, or refused
// because somebody was faster.

import { t } from '../../lib/i18n.js';
import { copy } from './path.js';
import { placed } from './problems.js';

/** @param {any} m */
function address(m) {
	return '/api/v1/contests/' + m.page.contest;
}

/** @param {string} method @param {string} url @param {any} body @param {string} [etag] */
function send(method, url, body, etag) {
	/** @type {Object<string, string>} */
	const headers = { 'Content-Type': 'application/json' };
	if (etag) headers['If-Match'] = etag;
	return fetch(url, { method, headers, body: JSON.stringify(body) });
}

let asked = 0;

/** Asks about the draft; only the newest answer counts. Is it right? @param {any} m @returns {Promise<boolean>} */
export async function check(m) {
	asked++;
	const turn = asked;
	const sent = m.sent();
	try {
		const response = await send('POST', address(m) + '/check', sent);
		const answer = await response.json();
		if (turn !== asked) return false;
		if (!response.ok) {
			m.notice = { need: true, text: answer.title || t('desk.rules.offline') };
			return false;
		}
		const begun = answer.problems.find((/** @type {any} */ p) => p.code === 'contest-begun');
		if (begun) stop(m, begun.message);
		m.problems = placed(answer.problems.filter((/** @type {any} */ p) => p !== begun), sent, m.def);
		m.rubrics = answer.rubrics;
		m.fresh = answer.ok;
		if (answer.ok) m.listed = false;
		if (answer.ok) m.rules = answer.rules;
		return answer.ok;
	} catch (err) {
		if (turn === asked) m.notice = { need: true, text: t('desk.rules.offline') };
		return false;
	} finally {
		m.changed();
	}
}

/** Keeps the draft; what is wrong with it is the answer. @param {any} m */
export async function save(m) {
	m.saving = true;
	m.notice = null;
	m.changed();
	try {
		if (await check(m)) await put(m);
		else if (!m.notice) m.notice = { need: true, text: t('desk.rules.wrong', { count: m.problems.length }) };
		m.listed = m.problems.length > 0;
	} catch (err) {
		m.notice = { need: true, text: t('desk.rules.offline') };
	}
	m.saving = false;
	m.changed();
	return m.problems;
}

/** Nothing more is kept, and what was typed stays to be read. @param {any} m @param {string} why @param {boolean} [begun] */
function stop(m, why, begun = true) {
	m.begun = begun;
	m.notice = { need: true, text: why };
}

/** @param {any} m */
async function put(m) {
	const draft = m.def;
	const response = await send('PUT', address(m), m.sent(), m.etag);
	const answer = await response.json();
	if (response.ok) {
		m.base = answer;
		m.etag = response.headers.get('ETag') || '';
		for (const list of ['divisions', 'stages']) m.page.fixed[list] = answer[list].map((/** @type {any} */ x) => x.id);
		if (m.def === draft) m.def = copy(answer); // else somebody went on typing
		m.notice = { text: t('desk.rules.kept') };
		m.keep();
	} else if (response.status === 412) {
		const now = await fetch(address(m));
		m.theirs = { def: await now.json(), etag: now.headers.get('ETag') };
		m.notice = { need: true, text: t('desk.rules.conflict'), act: 'conflict' };
	} else {
		stop(m, answer.title, answer.code === 'contest-begun');
	}
}
