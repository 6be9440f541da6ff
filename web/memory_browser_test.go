package web_test

// The tablet's memory against a real server.

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// memory opens the tablet's page with the modules of its memory: judgeOf keeps a
// device whose two sheets are submitted and not sent, opened makes the model.
func (s *site) memory(ctx context.Context) {
	s.t.Helper()
	browsertest.Run(s.t, ctx, chromedp.Navigate(s.url+"/judge"))
	browsertest.Eval[bool](s.t, ctx, `(async () => {
		const base = document.querySelector('script[type=module]').src.replace(/[^/]*$/, '');
		const [{openStore, sealed}, {openJournal}, {openModel}, {emptyBody}, {newId}] = await Promise.all(['store.js', 'journal.js', 'model.js', 'sheet.js', '../lib/sha256.js'].map((m) => import(base + m)));
		const store = globalThis.store = await openStore(), now = () => new Date(0), quiet = () => undefined;
		const ask = globalThis.ask = (device, path, body) => fetch('/api/v1' + path, {method: body ? 'POST' : 'GET', body: body && JSON.stringify(body), headers: {'Content-Type': 'application/json', Authorization: 'Bearer ' + device.token}}).then((r) => r.json());
		// judgeOf keeps a device whose two sheets are begun, one after the other.
		globalThis.judgeOf = async (device) => {
			const hello = await ask(device, '/hello?dev=' + device.dev + '&epoch=&unsent=0');
			const sheets = hello.sheets.map((s) => s.sheet).sort(), rubric = hello.stages[0].rubric;
			await store.putDevice({...device, code: '', epoch: hello.epoch}, true);
			const journal = await openJournal(store, device, quiet, now);
			for (const sheet of sheets) {
				const slot = journal.fresh(sheet, rubric, hello.rubrics[rubric]);
				await journal.edit(slot, {...slot.body, marks: Object.fromEntries(hello.rubrics[rubric].criteria.map((c) => [c.id, c.max]))});
				await journal.cut(journal.slots.get(sheet), 'submit');
			}
			const {mac, ...op} = journal.opsOf(sheets[0])[0].op;
			return {sheets, op, hello, journal, send: (op) => ask(device, '/ops', {device: device.dev, epoch: hello.epoch, ops: [{op: sealed(op, device.secret)}]}), newId};
		};
		globalThis.opened = async () => { globalThis.model = await openModel({store, changed: quiet, now, random: Math.random}); return true; };
		return true;
	})()`)
}

// tablet signs a judge in and returns the device as the memory keeps it.
func (s *site) tablet(judge judging.Judge) (device string) {
	s.t.Helper()
	card, err := s.service.MakeCard(s.ctx, s.system, judge.ID)
	s.ok(err)
	dev := judging.NewID()
	in, err := s.service.Enrol(s.ctx, judging.Enrolment{Code: card.Code, PIN: card.PIN, DeviceID: dev, DeviceName: "Tablet", From: "10.0.0.7"})
	s.ok(err)
	text, err := json.Marshal(map[string]any{"dev": dev, "token": in.Token, "secret": in.Secret, "judge": in.Judge})
	s.ok(err)
	return string(text)
}

// A storage without room keeps nothing from the server, a device whose number was
// taken on one sheet moves on without a clash on another, and what a judge marked
// before another one's card was read here goes out.
func TestBrowserSending(t *testing.T) {
	s := newSite(t)
	_, judges := s.judged()
	ctx := browsertest.Open(t)
	s.memory(ctx)
	begin := func(judge judging.Judge, then string) {
		t.Helper()
		device := s.tablet(judge)
		if got := browsertest.Eval[string](t, ctx, `judgeOf(`+device+`).then(async ({sheets, op, send, newId}) => { `+then+`; await opened(); return ''; }).catch((e) => String(e.stack))`); got != "" {
			t.Fatal(got)
		}
	}
	begin(judges[0], `const put = IDBObjectStore.prototype.put;
		IDBObjectStore.prototype.put = function (...x) { const r = put.apply(this, x); this.transaction.abort(); return r; };
		globalThis.emptied = () => { IDBObjectStore.prototype.put = put; return true; }`)
	browsertest.Until(t, ctx, "both sheets received", `model.hello && model.hello.sheets.length === 2 && model.hello.sheets.every((s) => s.head)`)
	browsertest.Eval[bool](t, ctx, `emptied()`)
	begin(judges[1], `const other = await send({...op, op: newId(), kind: 'draft'}); if (!other.results[0].receipt) throw new Error(JSON.stringify(other)); globalThis.old = op.dev`)
	browsertest.Until(t, ctx, "the new device", `model.device.dev !== old && model.hello && model.hello.sheets.some((s) => s.have[model.device.dev])`)
	if got := browsertest.Eval[string](t, ctx, `model.hello.sheets.map((s) => s.flags + (s.head && s.head.dev === old ? 'old' : s.head ? 'new' : '')).sort().join(' ')`); got != "new old" {
		t.Errorf("the sheets are %s, want a new one of the new device and one as it was sent", got)
	}
	card, err := s.service.MakeCard(s.ctx, s.system, judges[2].ID)
	s.ok(err)
	browsertest.Eval[bool](t, ctx, `(async () => {
		const {token, dev} = model.device, [{id}] = model.rows();
		globalThis.left = () => ask({token}, '/hello?dev=' + dev + '&epoch=&unsent=0').then((h) => h.sheets.some((s) => s.sheet === id && s.drafts.some((d) => d.body.flags[0] === 'last')));
		const there = window.fetch;
		window.fetch = (path, x) => (x.headers.Authorization === 'Bearer ' + token ? Promise.reject(new TypeError('no network')) : there(path, x));
		await model.recall(id, 'why');
		model.edit(id, (b) => ({...b, flags: ['last']}));
		await model.signIn('`+card.Code+`', '`+card.PIN+`');
		window.fetch = there;
		return true;
	})()`)
	browsertest.Until(t, ctx, "what the judge before left", `(left().then((is) => { globalThis.came = is; }), globalThis.came)`)
}

// A criterion is taken out while what a judge marked for it is only on the tablet:
// it goes to the server under the form that it was marked in, the judge is told and
// goes on under the new one.
func TestBrowserReformed(t *testing.T) {
	s := newSite(t)
	_, judges := s.judged()
	card, err := s.service.MakeCard(s.ctx, s.system, judges[0].ID)
	s.ok(err)
	ctx := browsertest.Open(t)
	press := func(selector string) {
		t.Helper()
		at := `document.querySelector('` + selector + `')`
		browsertest.Until(t, ctx, selector, at)
		browsertest.Eval[bool](t, ctx, `(`+at+`.click(), true)`)
	}
	browsertest.Run(t, ctx, chromedp.Navigate(s.url+"/judge?lang=en#"+card.Code+"."+card.PIN))
	press(".signin [type=submit]")
	press(".list .row")
	browsertest.Until(t, ctx, "the sheet", `document.querySelector('#c-poster .band')`)
	browsertest.Eval[bool](t, ctx, `(globalThis.there = window.fetch, window.fetch = () => Promise.reject(new TypeError('no network')), true)`)
	for _, id := range []string{"question", "poster"} {
		press("#c-" + id + " .band")
		press("#c-" + id + " .key")
		browsertest.Until(t, ctx, "the mark", `document.querySelector('#c-`+id+` .key[aria-pressed=true]')`)
	}
	c, err := s.service.Contest(s.ctx, s.contest.Contest.ID)
	s.ok(err)
	def := c.Contest.Def
	def.Stages = slices.Clone(def.Stages)
	def.Stages[0].Criteria = slices.DeleteFunc(slices.Clone(def.Stages[0].Criteria), func(c judging.CriterionDef) bool { return c.ID == "poster" })
	_, err = s.service.PutContest(s.ctx, s.system, c.Contest.ID, c.Contest.N, def)
	s.ok(err)
	browsertest.Eval[bool](t, ctx, `(window.fetch = there, dispatchEvent(new Event('online')))`)
	browsertest.Until(t, ctx, "that the form changed", `document.querySelector('.strip.need').textContent.startsWith('The form of this sheet changed')`)
	browsertest.Until(t, ctx, "the new form", `!document.querySelector('#c-poster') && document.querySelector('#c-question .mark .none') === null`)
	press(".sheet-bar .plain")
	browsertest.Until(t, ctx, "all received", `document.querySelector('.summary.empty')`)
	hello, err := s.service.Hello(s.ctx, judging.Actor{Kind: "device", ID: judges[0].ID, Dev: judging.NewID()}, judging.HelloAsk{})
	s.ok(err)
	var got []string
	for _, sh := range hello.Sheets {
		for _, op := range slices.Concat(sh.Aside, sh.Drafts) {
			var body judging.Body
			s.ok(json.Unmarshal(op.Body, &body))
			_, has := body.Marks["poster"]
			got = append(got, fmt.Sprint(op.Status, " ", *body.Marks["question"], " ", has, " ", has && body.Marks["poster"] != nil))
		}
	}
	if want := []string{"stale 0 true true", "draft 0 false false"}; !slices.Equal(got, want) {
		t.Errorf("the server has %q, want %q", got, want)
	}
}
