package main

// A robot is a judge's tablet without a screen: it keeps the sheet protocol of
// a tablet - ops numbered per sheet, never changed, never deleted, sent again
// from what the server has - and speaks it over HTTP. The demo, the kill test
// and the benches judge through it.

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"net/url"
	"strconv"
	"time"

	"dovar/judging"
)

type robot struct {
	api    *client // with the device's bearer
	dev    string
	secret []byte
	judge  judging.Named
	now    func() time.Time

	seen   judging.Hello             // the last hello
	outbox map[string][]*keptOp      // by sheet, in order of dseq; kept for ever
	base   map[string]map[string]int // by sheet: what was shown of other devices
	order  []string                  // sheets in the order first written
}

// A keptOp is an op once cut, and the receipt once it is stored.
type keptOp struct {
	id      string
	kind    judging.OpKind
	body    judging.Body
	raw     json.RawMessage
	receipt json.RawMessage
	dseq    int
	sent    bool // stored in the current epoch, by answer or by hello
	aside   bool // refused as broken or foreign: kept, not sent again
}

// The size limit of one POST /ops.
const opsPerRequest = 50

// signIn enrols a new device with a judge's card.
func signIn(ctx context.Context, c *client, card judging.NewCard, device string, now func() time.Time) (*robot, error) {
	r := &robot{
		dev:    judging.NewID(),
		now:    now,
		outbox: map[string][]*keptOp{},
		base:   map[string]map[string]int{},
	}
	ask := map[string]any{
		"code": card.Code, "pin": card.PIN,
		"device": map[string]string{"id": r.dev, "name": device},
	}
	var got judging.Enrolled
	if err := c.as("").post(ctx, "/enrol", ask, &got); err != nil {
		return nil, err
	}
	secret, err := base64.RawURLEncoding.DecodeString(got.Secret)
	if err != nil {
		return nil, err
	}
	r.api, r.secret, r.judge = c.as(got.Token), secret, got.Judge
	r.seen.Epoch = got.Epoch
	return r, r.hello(ctx)
}

// hello asks what the server has and learns it; in a new epoch every op above
// that is to be sent again, acknowledged or not.
func (r *robot) hello(ctx context.Context) error {
	query := url.Values{"dev": {r.dev}, "epoch": {r.seen.Epoch}, "unsent": {strconv.Itoa(len(r.unsent()))}}
	var h judging.Hello
	if err := r.api.get(ctx, "/hello?"+query.Encode(), &h); err != nil {
		return err
	}
	r.seen = h
	for _, s := range h.Sheets {
		for _, k := range r.outbox[s.Sheet] {
			k.sent = k.dseq <= s.Have[r.dev]
		}
		r.show(s)
	}
	return nil
}

// show raises the sheet's version map to what hello lists of other devices,
// with the bases of those ops; it never goes down.
func (r *robot) show(s judging.HelloSheet) {
	base := r.base[s.Sheet]
	if base == nil {
		base = map[string]int{}
		r.base[s.Sheet] = base
	}
	raise := func(dev string, n int) {
		if dev != r.dev && n > base[dev] {
			base[dev] = n
		}
	}
	listed := append(append(append([]judging.OpView{}, s.Leaves...), s.Drafts...), s.Aside...)
	if s.Head != nil {
		listed = append(listed, *s.Head)
	}
	for _, op := range listed {
		raise(op.Dev, op.Dseq)
		for dev, n := range op.Base {
			raise(dev, n)
		}
	}
}

// cut makes the next op of a sheet and keeps it. reason is for recall and
// decline, "" for the others.
func (r *robot) cut(sheet, rubric string, kind judging.OpKind, reason string, body judging.Body) (*keptOp, error) {
	canonical, err := judging.Canon(body)
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256(canonical)
	kept := r.outbox[sheet]
	op := judging.Op{
		Op: judging.NewID(), Sheet: sheet, Dev: r.dev, Dseq: len(kept) + 1,
		Base: maps.Clone(r.base[sheet]), Kind: kind, Rubric: rubric,
		Body: body, BodyHash: hex.EncodeToString(hash[:]),
		ClientTime: r.now().UTC().Format(time.RFC3339Nano),
	}
	if op.Base == nil {
		op.Base = map[string]int{}
	}
	if kind == judging.OpRecall || kind == judging.OpDecline {
		op.Reason = &reason
	}
	unsigned, err := judging.Canon(op)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, r.secret)
	mac.Write(unsigned)
	op.Mac = hex.EncodeToString(mac.Sum(nil))
	raw, err := json.Marshal(op)
	if err != nil {
		return nil, err
	}
	k := &keptOp{id: op.Op, kind: kind, body: body, raw: raw, dseq: op.Dseq}
	if kept == nil {
		r.order = append(r.order, sheet)
	}
	r.outbox[sheet] = append(kept, k)
	return k, nil
}

// unsent lists the ops not known to be stored, per sheet in order.
func (r *robot) unsent() []*keptOp {
	var waiting []*keptOp
	for _, sheet := range r.order {
		for _, k := range r.outbox[sheet] {
			if !k.sent && !k.aside {
				waiting = append(waiting, k)
			}
		}
	}
	return waiting
}

// send posts everything unsent. On an error nothing is lost: the ops wait for
// the next call. An op that the server finds broken is an error and set aside.
func (r *robot) send(ctx context.Context) error {
	waiting := r.unsent()
	for len(waiting) > 0 {
		batch := waiting[:min(opsPerRequest, len(waiting))]
		waiting = waiting[len(batch):]
		if err := r.post(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

func (r *robot) post(ctx context.Context, batch []*keptOp) error {
	ask := struct {
		Device string           `json:"device"`
		Epoch  string           `json:"epoch"`
		Ops    []judging.SentOp `json:"ops"`
	}{Device: r.dev, Epoch: r.seen.Epoch}
	for _, k := range batch {
		ask.Ops = append(ask.Ops, judging.SentOp{Op: k.raw, Receipt: k.receipt})
	}
	var got judging.Submitted
	if err := r.api.post(ctx, "/ops", ask, &got); err != nil {
		return err
	}
	if len(got.Results) != len(batch) {
		return errors.New("the server answered another number of ops than it was sent")
	}
	for i, result := range got.Results {
		k := batch[i]
		if result.Receipt == nil {
			k.aside = true
			return errors.New("op refused: " + result.Problem.Code)
		}
		k.receipt, k.sent = result.Receipt, true
	}
	return nil
}
