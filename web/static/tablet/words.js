// @ts-check
// Every state in words and shape, once: what a row of the list and the badge of
// a sheet say.

import { clock } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { idOf, lasts } from './messages.js';

/** How the content is kept. @param {any} row @param {any} model @returns {{shape: string, word: string, more: string}} */
export function badgeOf(row, model) {
	const waiting = model.rows().filter((/** @type {any} */ r) => r.waits).length;
	const more = t(model.contact === 'lost' ? 'tablet.waiting.lost' : 'tablet.waiting', { count: waiting });
	if (model.broken) return { shape: 'held', word: t('tablet.place.broken'), more: t('tablet.place.broken.more') };
	if (row.writing) return { shape: 'draft', word: t('tablet.place.writing'), more: '' };
	switch (row.place.word) {
	case 'received':
		return { shape: 'received', word: t('tablet.place.received'), more: clock(row.place.at, model.hello.event.timezone, true) };
	case 'sending':
		return { shape: 'sending', word: t('tablet.place.sending'), more };
	case 'saved':
		return { shape: 'saved', word: t('tablet.place.saved'), more: waiting ? more : '' };
	}
	return { shape: 'empty', word: t(row.rubric.kind ? 'tablet.run.empty' : 'tablet.place.none'), more: model.contact === 'lost' ? t('tablet.lost') : '' };
}

/** That a sheet was declined. @param {any} row */
export function declinedOf(row) {
	return t(row.rubric.kind ? 'tablet.run.declined' : 'tablet.state.declined');
}

/** A reason as people read it: also one that a button gave. @param {any} row @param {string} why */
export function reasonOf(row, why) {
	return why === 'absent' || why === 'conflict' ? t((row.rubric.kind ? 'tablet.run.' : 'tablet.decline.') + why) : why;
}

/** What a sheet is. @param {any} row @param {any} model @returns {{shape: string, word: string, more: string}} */
export function stateOf(row, model) {
	const kept = badgeOf(row, model);
	const place = row.place.word === 'none' ? '' : kept.word;
	if (row.mode === 'conflict') return { shape: 'conflict', word: t('tablet.state.conflict'), more: t('tablet.state.conflict.more') };
	if (row.mode === 'excluded') return { shape: 'excluded', word: t('tablet.state.excluded'), more: reasonOf(row, row.sheet.reason || '') };
	if (row.entry.state !== 'active') return { shape: 'excluded', word: t('tablet.entry.' + row.entry.state), more: '' };
	if (row.problems.length > 0) return { shape: 'held', word: t('tablet.state.problem'), more: row.problems[0].problem.title || '' };
	if (row.mode === 'declined') return { shape: 'excluded', word: declinedOf(row), more: place };
	if (row.mode === 'waiting') return { shape: 'empty', word: t('tablet.state.waiting'), more: '' };
	if (row.head && row.head.kind === 'submit' && row.mode !== 'edit') {
		return { shape: kept.shape, word: t('tablet.state.submitted'), more: [place, kept.shape === 'received' ? kept.more : ''].join(' ').trim() };
	}
	if (row.mode === 'closed') return { shape: 'frozen', word: t('tablet.state.closed'), more: place };
	if (row.sheet.state === 'returned') return { shape: 'returned', word: t('tablet.state.returned'), more: row.sheet.reason || '' };
	if (row.blank) return { shape: 'empty', word: t('tablet.state.empty'), more: '' };
	return { shape: 'draft', word: t('tablet.state.draft'), more: place };
}

/** The sentence over the list, and its shape. @param {any} model */
export function summaryOf(model) {
	const rows = model.rows().filter((/** @type {any} */ r) => r.mode !== 'excluded' && r.entry.state === 'active');
	const done = rows.filter((/** @type {any} */ r) => r.head && r.head.kind !== 'recall' && r.place.word === 'received').length;
	const waiting = rows.filter((/** @type {any} */ r) => r.waits).length;
	const args = { done, all: rows.length, count: waiting };
	if (waiting > 0) return { shape: model.contact === 'lost' ? 'saved' : 'sending', text: t('tablet.summary.waiting', args) };
	return { shape: rows.length > 0 && done === rows.length ? 'received' : 'empty', text: t(rows.length > 0 && done === rows.length ? 'tablet.summary.all' : 'tablet.summary', args) };
}

/**
 * What must be told above a sheet or the list, the weightiest first; null when
 * nothing must. brief stands for a text too long for its line.
 * @param {any} model @param {any} [row]
 * @returns {{need: boolean, text: string, act?: 'compare' | 'signin' | 'reload' | 'seen', ids?: string[], brief?: string} | null}
 */
export function noticeOf(model, row) {
	if (model.broken) return { need: true, text: t('tablet.place.broken.more') };
	if (model.refused === 'signed-out') return { need: true, text: t('tablet.refused.signed-out'), act: 'signin' };
	if (model.refused) return { need: true, text: t('tablet.refused.' + model.refused) };
	const told = model.unread()[0];
	if (told && told.key === 'reminder') return toldOf(model.unread());
	if (model.elsewhere) return { need: true, text: t('tablet.elsewhere'), act: 'signin' };
	if (row && row.readOnly) return { need: true, text: t('tablet.othertab'), act: 'reload' };
	if (row && row.problems.length > 0) return { need: true, text: row.problems[0].problem.title || t('tablet.problem', row.problems[0].problem) };
	if (row && row.mode === 'conflict') return { need: true, text: t('tablet.unseen') };
	if (row && row.unseen.length > 0) return { need: true, text: t('tablet.unseen'), act: 'compare' };
	if (row && row.reformed && row.mode === 'edit') return { need: true, text: t('tablet.reformed') };
	if (row && row.sheet.state === 'returned' && row.mode === 'edit') return { need: true, text: t('tablet.returned', { reason: row.sheet.reason || '' }) };
	if (row && row.mode === 'closed') return { need: false, text: t(row.rubric.kind ? 'tablet.run.closed' : 'tablet.closed') };
	if (model.hello && model.hello.collecting) return { need: false, text: t('tablet.collecting') };
	if (model.contact === 'lost') return { need: false, text: t('tablet.lost.more') };
	return told ? toldOf(model.unread()) : null;
}

/**
 * The first message; older tablets without unsent sheets are done with at once.
 * @param {import('./messages.js').Message[]} unread
 * @returns {{need: boolean, text: string, act?: 'seen', ids?: string[], brief?: string}}
 */
function toldOf(unread) {
	const m = unread[0];
	const clear = m.key === 'signed-in-before' && !lasts(m);
	const text = t(clear ? 'message.signed-in-before.clear' : 'message.' + m.key, m.args);
	if (lasts(m)) return { need: false, text };
	return { need: false, text, act: 'seen', ids: (clear ? unread.filter((x) => x.key === m.key && !lasts(x)) : [m]).map(idOf), brief: t(m.key === 'reminder' ? 'tablet.reminder' : 'tablet.message') };
}
