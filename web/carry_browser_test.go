package web_test

// What judges left on a tablet that another one uses now.

import (
	"testing"

	"dovar/web/browsertest"
)

// A server that was restored gets what those sent it before who are signed out now,
// and what another tab of theirs left since; a device that was revoked leaves what
// it has with a server of a newer epoch.
func TestBrowserCarried(t *testing.T) {
	s := newSite(t)
	_, judges := s.judged()
	ctx := browsertest.Open(t)
	s.memory(ctx)
	card, err := s.service.MakeCard(s.ctx, s.system, judges[2].ID)
	s.ok(err)
	sent, revoked := s.tablet(judges[0]), s.tablet(judges[1])
	browsertest.Eval[bool](t, ctx, `opened().then(() => model.signIn('`+card.Code+`', '`+card.PIN+`')).then(() => true)`)
	browsertest.Until(t, ctx, "the judge", `model.hello`)
	browsertest.Eval[bool](t, ctx, `(async () => {
		const me = await store.current(), {sheets, journal} = await judgeOf(`+sent+`);
		await journal.listed({epoch: '1-old', sheets: sheets.map((sheet) => ({sheet, have: {[`+sent+`.dev]: 1}}))});
		await judgeOf(`+revoked+`);
		for (const device of await store.devices()) await store.putDevice(device.dev === me ? device : {...device, epoch: '1-old'}, device.dev === me);
		return true;
	})()`)
	s.ok(s.service.Revoke(s.ctx, s.system, browsertest.Eval[string](t, ctx, `(`+revoked+`).dev`), "lost"))
	browsertest.Eval[bool](t, ctx, `(model.wake(), true)`)
	for _, device := range []string{sent, revoked} {
		browsertest.Until(t, ctx, "receipts of "+device, `(store.ops(`+device+`.dev).then((ops) => { globalThis.got = ops.length === 2 && ops.every((k) => k.receipt && k.receipt.status === (`+device+`.dev === `+sent+`.dev ? 'applied' : 'quarantined')); }), globalThis.got)`)
		browsertest.Eval[bool](t, ctx, `(globalThis.got = false, true)`)
	}
}

// Who signs out, or lets another one sign in, leaves nothing that the memory
// refused: it is on the screen and nowhere else.
func TestBrowserStays(t *testing.T) {
	s := newSite(t)
	_, judges := s.judged()
	ctx := browsertest.Open(t)
	s.memory(ctx)
	cards := [2][2]string{}
	for i := range cards {
		card, err := s.service.MakeCard(s.ctx, s.system, judges[i].ID)
		s.ok(err)
		cards[i] = [2]string{card.Code, card.PIN}
	}
	browsertest.Eval[bool](t, ctx, `opened().then(() => model.signIn('`+cards[0][0]+`', '`+cards[0][1]+`')).then(() => true)`)
	browsertest.Until(t, ctx, "the judge", `model.hello`)
	got := browsertest.Eval[string](t, ctx, `(async () => {
		const put = IDBObjectStore.prototype.put, {dev} = model.device, [{id}] = model.rows(), here = () => model.device && model.device.dev === dev && model.rows()[0].body.flags.join();
		IDBObjectStore.prototype.put = function (x, ...key) { const r = put.call(this, x, ...key); if (x.sheet === id) this.transaction.abort(); return r; };
		model.edit(id, (b) => ({...b, flags: ['kept']}));
		await model.signOut();
		const stays = [here()];
		stays.push(await model.signIn('`+cards[1][0]+`', '`+cards[1][1]+`').then(() => 'let in', (e) => e.problem ? 'refused' : String(e)), here());
		IDBObjectStore.prototype.put = put;
		await model.signOut();
		return stays.concat(model.device === null, (await store.slot(id)).body.flags).join(' ');
	})()`)
	if want := "kept refused kept true kept"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
