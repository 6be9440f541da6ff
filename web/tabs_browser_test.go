package web

// The tablet's memory where it is hardest on it: a page that is open twice or
// dies between two writes, a storage without room, a form that changes meanwhile.

import (
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/web/browsertest"
)

// tabs opens the memory's modules. open is a tab of device dev; judge gives the
// verbs of one who holds sheets of a form, whose hash is its name; full makes the
// storage refuse what is put into it, if it is in the named sheet's slot.
const tabs = `(async () => {
	const [{openStore}, {openJournal}, {createVerbs}, {toSend}] = await Promise.all(['store', 'journal', 'verbs', 'heads'].map((m) => import('/static/x/tablet/' + m + '.js')));
	const store = await openStore(), device = (dev) => ({dev, secret: 'AAAA', token: '', epoch: '', judge: {id: 'j', name: ''}, code: ''});
	const open = (dev = 'd') => openJournal(store, device(dev), () => {}, () => new Date(0));
	const form = {criteria: [], penalties: []}, empty = (j, sheet) => j.fresh(sheet, 'r', form);
	const rubric = (...ids) => ({sheet: 'points', criteria: ids.map((id) => ({id, min: '0', max: '9', step: '1'})), penalties: []});
	const judge = (j, rubrics, shown, ...sheets) => createVerbs({journal: () => j, online: () => true, wake() {}, held: () => ({device: device('d'), journal: j, sending: new Set(), hello: {
		messages: [], rubrics, entries: {e: {members: 1, state: 'active'}}, stages: [{id: 'st', state: 'open', rubric: shown}],
		sheets: sheets.map((sheet, ord) => ({sheet, stage: 'st', entry: 'e', attempt: 1, ord, state: 'empty', flags: [], head: null, leaves: [], drafts: [], have: {}}))}})});
	const full = async (sheet, act) => {
		const put = IDBObjectStore.prototype.put;
		IDBObjectStore.prototype.put = function (x, ...key) { const r = put.call(this, x, ...key); if (!sheet || x.sheet === sheet) this.transaction.abort(); return r; };
		await act().catch(() => 0).then(() => { IDBObjectStore.prototype.put = put; });
	};
	const flagged = (body, ...flags) => ({...body, flags}), mark = (m) => (b) => ({...b, marks: {...b.marks, x: m}});
`

var memories = []struct{ promise, js, want string }{
	{"a tab that did not see what another wrote writes nothing more to the sheet, though it had two writes under way", `
		const one = await open(), other = await open(), begun = empty(one, 's');
		await other.edit(begun, flagged(begun.body, 'first'));
		await other.edit(other.slots.get('s'), flagged(begun.body, 'kept'));
		const writes = [one.edit({...begun, rev: 1}, flagged(begun.body, 'lost'))];
		writes.push(one.cut(one.slots.get('s'), 'submit'));
		const ended = await Promise.allSettled(writes);
		return [ended.map((e) => e.status), (await store.slot('s')).body.flags, (await store.ops('d')).length, one.isElsewhere('s'), one.opsOf('s').length, one.slots.get('s').body.flags].join(' ')`,
		"rejected,rejected kept 0 true 0 kept"},
	{"a refused op changes no content that another tab wrote, and its number is free for every page opened later", `
		const before = await open();
		await before.cut(empty(before, 'refused'), 'submit');
		const after = await open();
		await after.edit(after.slots.get('refused'), flagged({...after.slots.get('refused').body}, 'newest'));
		await after.cut(after.slots.get('refused'), 'draft');
		await before.putAside(before.opsOf('refused')[0], {code: 'wrong-hash'});
		await before.putAside(before.opsOf('refused')[0], {code: 'wrong-hash'});
		const gap = await open();
		await gap.putAside(gap.opsOf('refused')[1], {code: 'out-of-order'});
		const {dseq, edited, body} = (await open()).slots.get('refused');
		return [dseq, edited, body.flags].join(' ')`,
		"0 true newest"},
	{"an op is sent when the storage has it, not before", `
		const tab = await open(), write = tab.cut(empty(tab, 'sent'), 'submit'), sent = () => toSend(tab.all(), '').filter((k) => k.op.sheet === 'sent').length;
		const before = sent();
		await write;
		return before + ' ' + sent()`,
		"0 1"},
	{"what the server said is heard though the storage has no room", `
		const tab = await open();
		await tab.cut(empty(tab, 'heard'), 'submit');
		const [op] = tab.opsOf('heard');
		const heard = [];
		await full('', async () => {
			heard.push(await tab.listed({epoch: '1-a', sheets: [{sheet: 'heard', have: {d: 1}}]}).then(() => op.epoch, () => 'refused'));
			heard.push(await tab.received(op, {receipt: {status: 'applied'}}, '1-a', '').then(() => op.receipt.status, () => 'refused'));
		});
		return heard.join(' ')`,
		"1-a applied"},
	{"two sheets change places both or not at all", `
		const tab = await open(), verbs = judge(tab, {r: rubric('x')}, 'r', 'here', 'there');
		verbs.edit('here', mark('1'));
		await verbs.submit('here');
		verbs.edit('there', mark('2'));
		await verbs.submit('there');
		const now = async () => [tab.slots, (await open()).slots].map((s) => s.get('here').body.marks.x + s.get('there').body.marks.x + tab.opsOf('here').concat(tab.opsOf('there')).length).join('=');
		await full('there', () => verbs.swap('here', 'there', 'why'));
		const refused = await now();
		await verbs.swap('here', 'there', 'why');
		return refused + ' ' + await now() + ' ' + tab.opsOf('here').map((k) => k.op.dseq + k.op.kind + k.op.body.marks.x)`,
		"122=122 216=216 1submit1,2recall1,3submit2"},
	{"what is marked after a form was changed follows the form that is shown", `
		const tab = await open(), rubrics = {r: rubric('x', 'gone'), r2: rubric('x', 'new')};
		const before = judge(tab, rubrics, 'r', 'form');
		before.edit('form', mark('1'));
		before.edit('form', (b) => ({...b, marks: {...b.marks, gone: '5'}}));
		await before.submit('form');
		const verbs = judge(tab, rubrics, 'r2', 'form');
		verbs.edit('form', (b) => ({...b, marks: {...b.marks, new: '3'}}));
		await verbs.submit('form');
		return tab.opsOf('form').map((k) => k.op.rubric + JSON.stringify(k.op.body.marks)).join(' ')`,
		`r{"x":"1","gone":"5"} r2{"x":"1","new":"3"}`},
	{"what was marked and not cut when the form changed is cut under the form that it was marked in", `
		const tab = await open(), rubrics = {r: rubric('x', 'gone'), r2: rubric('x', 'new')}, ops = () => tab.opsOf('uncut').map((k) => k.op.dseq + k.op.kind + k.op.rubric + JSON.stringify(k.op.body.marks)).join(' ');
		const before = judge(tab, rubrics, 'r', 'uncut'), verbs = judge(tab, rubrics, 'r2', 'uncut');
		before.edit('uncut', (b) => ({...b, marks: {x: '1', gone: '5'}}));
		await full('uncut', async () => verbs.leaveSheet('uncut'));
		const refused = tab.slots.get('uncut').body.marks.gone + ops();
		await verbs.leaveSheet('uncut');
		return refused + ' ' + ops()`,
		`5 1draftr{"x":"1","gone":"5"} 2draftr2{"x":"1","new":null}`},
	{"of two versions none is lost: what was marked here and not cut is cut before the other one is taken", `
		const tab = await open(), verbs = judge(tab, {r: rubric('x')}, 'r', 'chosen');
		verbs.edit('chosen', mark('3'));
		const there = {...tab.slots.get('chosen'), dev: 'there', dseq: 4, kind: 'submit', body: {...tab.slots.get('chosen').body, marks: {x: '4'}}};
		await verbs.choose('chosen', there, [there]);
		return tab.opsOf('chosen').map((k) => k.op.dseq + k.op.kind + k.op.body.marks.x + '/' + (k.op.base.there || 0)).join(' ')`,
		"1draft3/0 2submit4/4"},
	{"a sheet that is no longer given out sends what was marked, and keeps nobody signed in", `
		const tab = await open();
		judge(tab, {r: rubric('x')}, 'r', 'taken').edit('taken', mark('4'));
		const left = await judge(tab, {r: rubric('x')}, 'r').leaveSheets().then(() => 'left', String);
		return left + ' ' + tab.opsOf('taken').map((k) => k.op.kind + k.op.body.marks.x)`,
		"left draft4"},
	{"all go on under a new device at once, with what another tab wrote; the other then writes nothing", `
		await store.putDevice(device('old'), true);
		const one = await open('old');
		await one.cut(empty(one, 'moved'), 'submit');
		await one.edit(empty(one, 'begun'), flagged(empty(one, 'begun').body, 'seen'));
		const other = await open('old');
		await other.edit(other.slots.get('begun'), flagged(other.slots.get('begun').body, 'newest'));
		await one.moveTo(device('new'), true);
		await store.putDevice({...device('old'), epoch: 'later'});
		const ended = await Promise.allSettled([other.edit(other.slots.get('begun'), other.slots.get('begun').body), other.edit(empty(other, 'none'), empty(other, 'none').body)]);
		await other.moveTo(device('third'), true);
		const current = await store.current(), next = await open(current);
		return [current, next.slots.get('begun').body.flags, next.opsOf('moved').map((k) => k.op.dseq + k.op.kind), ended.map((e) => e.status), other.slots.has('none'), (await store.devices()).find((d) => d.dev === 'old').retired].join(' ')`,
		"new newest 1submit rejected,rejected false true"},
	{"what a judge left is carried once, and by nobody once the judge is back", `
		await store.putDevice({...device('left'), epoch: '1-a'});
		await (await open('left')).cut(empty(await open('left'), 'carried'), 'submit');
		const {createCouriers} = await import('/static/x/tablet/courier.js'), there = window.fetch, asked = [];
		window.fetch = (path) => { if (path.includes('dev=left')) asked.push(path); return Promise.reject(new TypeError('no network')); };
		const couriers = createCouriers(store, () => new Date(0), () => 1e6);
		await Promise.all([couriers.carry('', '1-a'), couriers.carry('', '1-a')]);
		const once = asked.length;
		couriers.leave('left');
		await couriers.carry('left', '1-a');
		window.fetch = there;
		return once + ' ' + asked.length`,
		"1 1"},
}

func TestBrowserMemory(t *testing.T) {
	ctx := browsertest.Open(t)
	browsertest.Run(t, ctx, chromedp.Navigate(modules(t)))
	for _, m := range memories {
		got := browsertest.Eval[string](t, ctx, tabs+`try {`+m.js+`} catch (e) { return String(e.stack || e); }})()`)
		if got != m.want {
			t.Errorf("%s: %s, want %s", m.promise, got, m.want)
		}
	}
}
