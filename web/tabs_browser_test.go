package web

// A judge who has the tablet's page open twice.

import (
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/web/browsertest"
)

// What one tab wrote stays: another one that did not see it writes nothing more
// to the sheet, though it had two writes under way, nor when an op of it is refused.
func TestBrowserTwoTabs(t *testing.T) {
	ctx := browsertest.Open(t)
	browsertest.Run(t, ctx, chromedp.Navigate(modules(t)))
	got := browsertest.Eval[string](t, ctx, `Promise.all(['store', 'journal'].map((m) => import('/static/x/tablet/' + m + '.js'))).then(async ([{openStore}, {openJournal}]) => {
		const store = await openStore(), device = {dev: 'd', secret: 'AAAA'};
		const open = () => openJournal(store, device, () => {}, () => new Date(0));
		const one = await open(), other = await open(), empty = one.fresh('s', 'r', {criteria: [], penalties: []});
		await other.edit(empty, {...empty.body, flags: ['first']});
		await other.edit(other.slots.get('s'), {...empty.body, flags: ['kept']});
		const writes = [one.edit({...empty, rev: 1}, {...empty.body, flags: ['lost']})];
		writes.push(one.cut(one.slots.get('s'), 'submit'));
		const ended = await Promise.allSettled(writes);
		const told = [ended.map((e) => e.status), (await store.slot('s')).body.flags, (await store.ops('d')).length, one.isElsewhere('s'), one.opsOf('s').length, one.slots.get('s').body.flags].join(' ');
		const before = await open();
		await before.cut(before.slots.get('s'), 'submit');
		const after = await open();
		await after.edit(after.slots.get('s'), {...empty.body, flags: ['newest']});
		await before.putAside(before.opsOf('s')[0], {code: 'stage-closed'});
		return told + ', ' + (await store.slot('s')).body.flags + ' ' + (await store.ops('d'))[0].aside;
	})`)
	if want := "rejected,rejected kept 0 true 0 kept, newest stage-closed"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
