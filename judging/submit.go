package judging

// Submit: ops arrive. What needs no memory is checked first, then one
// transaction locks the contests, decides by the rules of sheet.go and stores.

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Submit stores 1 to 50 ops of the judge and answers after the commit, one
// result per op in order. An error is for the whole request, which then stored
// nothing: keep everything and come back. epoch is the tablet's; ops of an
// older one are as welcome, but a server behind the tablet's epoch is not the
// one to store them.
//
// Problems of the request: "ops-number" (Invalid), "server-behind"
// (Unavailable). Problems of an op that is refused and not stored:
// "op-malformed", "wrong-hash", "wrong-mac", "not-your-sheet",
// "device-cloned", "out-of-order", "stage-not-open", "sheet-full". A stored op has a problem
// only when it is invalid: that of [Rubric.Check].
func (s *Service) Submit(ctx context.Context, by Actor, epoch string, ops []SentOp) (out Submitted, err error) {
	if len(ops) < 1 || len(ops) > opsMost {
		return out, Fail(Invalid, "ops-number", "most", opsMost)
	}
	parcels := make([]parcel, len(ops))
	for i, sent := range ops {
		parcels[i] = s.open(sent, by.ID)
	}
	if err := s.Store.View(ctx, func(tx Tx) error { return s.address(tx, by, parcels) }); err != nil {
		return out, err
	}
	contests := map[string]bool{}
	for _, p := range parcels {
		if p.contest != "" {
			contests[p.contest] = true
		}
	}
	touched := slices.Sorted(maps.Keys(contests))
	err = s.Store.Update(ctx, func(tx Tx) (err error) {
		out, err = s.receive(tx, by, epoch, touched, parcels)
		return err
	})
	if err == nil && s.Wake != nil {
		for _, c := range touched {
			s.Wake(c)
		}
	}
	return out, err
}

// A parcel is one sent op with all that was found out before the transaction.
type parcel struct {
	op      Op
	refused *OpProblem // broken or foreign
	kept    Receipt    // a valid receipt that came with it
	given   []byte     // the same as it was given
	contest string     // of its sheet, when the sheet is the judge's
	sign    string     // a drawn signature that came with it
	problem *OpProblem // what its own rubric has against its body
}

func (s *Service) open(sent SentOp, judge string) (p parcel) {
	p.sign = sent.Sign
	p.op, p.refused = s.Keys.readOp(sent.Op, judge)
	if r, given, ok := s.Keys.readReceipt(sent.Receipt, p.op); ok && p.refused == nil {
		p.kept, p.given = r, given
	}
	return p
}

// address finds the contest of each op, and asks the op's own rubric about its
// body. A sheet never changes its judge or contest, nor a rubric its content,
// so this holds in the transaction too.
func (s *Service) address(tx Tx, by Actor, parcels []parcel) error {
	for i := range parcels {
		p := &parcels[i]
		if !CheckID(p.op.Sheet) {
			continue
		}
		sh, err := tx.Sheet(p.op.Sheet)
		if missing(err) || err == nil && sh.Judge != by.ID {
			p.refused = cmp.Or(p.refused, &OpProblem{Code: "not-your-sheet"})
			continue
		}
		if err != nil {
			return err
		}
		p.contest = sh.Contest
		if p.refused != nil {
			continue
		}
		if p.problem, err = s.against(tx, p.op.Rubric, p.op); err != nil {
			return err
		}
	}
	return nil
}

// against asks the rubric with that hash about an op. An unknown hash is
// nobody's rubric, and has nothing against it.
func (s *Service) against(tx Tx, hash string, op Op) (*OpProblem, error) {
	r, err := s.rubric(tx, hash)
	if missing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if e := r.Check(op.Body, op.Kind == OpSubmit); e != nil {
		return &OpProblem{Code: e.Code, Args: e.Args}, nil
	}
	return nil, nil
}

// rubric reads a rubric once: under its hash it never changes, and an event has
// a few.
func (s *Service) rubric(tx Tx, hash string) (Rubric, error) {
	if r, ok := s.rubrics.Load(hash); ok {
		return r.(Rubric), nil
	}
	text, err := tx.Rubric(hash)
	if err != nil {
		return Rubric{}, err
	}
	r, err := ParseRubric(text)
	if err == nil {
		s.rubrics.Store(hash, r)
	}
	return r, err
}

func missing(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == NotFound
}

// receive is the transaction. It may run again from the start.
func (s *Service) receive(tx Tx, by Actor, epoch string, contests []string, parcels []parcel) (out Submitted, err error) {
	if err := tx.Lock(contests...); err != nil {
		return out, err
	}
	d := desk{Service: s, tx: tx, by: by, sheets: map[string]*openSheet{}, moved: map[string]Stage{}}
	if d.epoch, err = tx.Meta("epoch"); err != nil {
		return out, err
	}
	if seconds(epoch) > seconds(d.epoch) {
		return out, Fail(Unavailable, "server-behind", "epoch", d.epoch)
	}
	out = Submitted{Epoch: d.epoch, ServerTime: Stamp(s.Now()), Results: make([]OpResult, len(parcels))}
	if out.ServerID, err = tx.Meta("server"); err != nil {
		return out, err
	}
	if err := d.load(parcels); err != nil {
		return out, err
	}
	for i, p := range parcels {
		if out.Results[i], err = d.store(p); err != nil {
			return out, err
		}
	}
	if err := d.advanceAll(); err != nil {
		return out, err
	}
	mine, err := tx.Device(by.Dev)
	if err != nil && !missing(err) {
		return out, err
	}
	if !mine.Revoked {
		if out.Hello, err = news(tx, mine); err != nil {
			return out, err
		}
	}
	for i, p := range parcels { // the head as it is now, after all of them; a revoked tablet hands in and reads nothing
		if sh := d.sheets[p.op.Sheet]; sh != nil && out.Results[i].Receipt != nil && !mine.Revoked {
			out.Results[i].Head = sh.headView()
		}
	}
	return out, nil
}

// seconds is the time in an epoch's name, 0 for none.
func seconds(epoch string) int64 {
	at, _, _ := strings.Cut(epoch, "-")
	n, _ := strconv.ParseInt(at, 10, 64)
	return n
}

// A desk is one Submit inside its transaction.
type desk struct {
	*Service
	tx     Tx
	by     Actor
	epoch  string
	sheets map[string]*openSheet
	moved  map[string]Stage // in which other ops count than before
}

func (d *desk) load(parcels []parcel) (err error) {
	ids := map[string]bool{}
	for _, p := range parcels {
		if p.contest != "" {
			ids[p.op.Sheet] = true
		}
	}
	d.sheets, err = openSheets(d.tx, slices.Sorted(maps.Keys(ids)))
	return err
}

// store answers one op, and stores it when it is new and its turn.
func (d *desk) store(p parcel) (OpResult, error) {
	sh := d.sheets[p.op.Sheet]
	if sh == nil {
		zero := 0
		return OpResult{Op: p.op.Op, Problem: p.refused, Have: &zero}, nil
	}
	refuse := func(problem *OpProblem) (OpResult, error) {
		have := sh.h.have(p.op.Dev)
		return OpResult{Op: p.op.Op, Problem: problem, Have: &have}, nil
	}
	if p.refused != nil {
		return refuse(p.refused)
	}
	same, code := sh.h.turn(p.op)
	switch {
	case same != nil:
		return d.answer(same, p.given), nil
	case code != "":
		return refuse(&OpProblem{Code: code})
	case p.kept.Status == "" && sh.stage.State == StageSetup:
		return refuse(&OpProblem{Code: "stage-not-open"})
	case !sh.h.room(p.op):
		return refuse(&OpProblem{Code: "sheet-full"})
	}
	if _, err := d.tx.Op(p.op.Op); !missing(err) { // its id is taken on another sheet
		if err != nil {
			return OpResult{}, err
		}
		return refuse(&OpProblem{Code: "device-cloned"})
	}
	device, err := d.device(d.tx, d.by.ID, p.op.Dev)
	if err != nil {
		return OpResult{}, err
	}
	op := StoredOp{Op: p.op, Contest: sh.Contest, Judge: d.by.ID, Epoch: d.epoch, ReceivedAt: d.Now()}
	f := facts{kept: p.kept.Status, revoked: device.Revoked || !sh.Expected, stage: sh.stage.State, rubric: sh.stage.Rubric, problem: p.problem}
	if f.feigned, err = d.feigned(sh, p.op); err != nil {
		return OpResult{}, err
	}
	before := sh.effect(sh.stage, sh.h)
	sh.Sheet, sh.h = sh.take(sh.h, op, f)
	return d.keep(sh, sh.h[len(sh.h)-1], before, p)
}

// feigned reports whether op claims to have seen what was never stored: it would
// cover what its judge has yet to send. A tablet sees what hello lists, and only
// a restore takes that away.
func (d *desk) feigned(sh *openSheet, op Op) (bool, error) {
	if sh.h.knows(op) {
		return false, nil
	}
	restored, err := d.tx.Meta("restored")
	return restored == "", err
}

// keep writes what take decided: op, sheet and journal row, and the receipt.
func (d *desk) keep(sh *openSheet, op *StoredOp, before Effect, p parcel) (_ OpResult, err error) {
	effect := sh.effect(sh.stage, sh.h)
	if effect.Counts != before.Counts {
		d.moved[sh.Sheet.Stage] = sh.stage
	}
	op.N, err = d.record(d.tx, d.by, sh, RowOp, before, effect, RowOpBody{
		Effect: effect, Dev: op.Dev, Dseq: op.Dseq, Kind: op.Kind, Status: op.Status, Op: op.Raw,
	})
	if err != nil {
		return OpResult{}, err
	}
	if op.Receipt = p.given; op.Receipt == nil {
		op.Receipt, err = d.Keys.prove(Receipt{
			Op: op.Op.Op, Status: op.Status, Rev: op.Rev, BodyHash: op.BodyHash, N: op.N, Epoch: op.Epoch,
		})
		if err != nil {
			return OpResult{}, err
		}
	}
	if op.Status == OpInvalid && p.problem != nil {
		if op.Problem, err = json.Marshal(p.problem); err != nil {
			return OpResult{}, err
		}
	}
	if err := d.tx.AddOp(*op); err != nil {
		return OpResult{}, err
	}
	if signature, drawn := p.signature(); drawn {
		if err := d.tx.PutSignature(signature); err != nil {
			return OpResult{}, err
		}
	}
	return d.answer(op, nil), d.tx.PutSheet(sh.Sheet)
}

// answer is the result of a stored op: its receipt for ever, beside it what is
// current. A valid receipt that came back with it stays the one it has.
func (d *desk) answer(op *StoredOp, given []byte) OpResult {
	if given == nil {
		given = op.Receipt
	}
	r := OpResult{Receipt: given, Stored: &StoredAt{N: op.N, Epoch: op.Epoch}}
	if len(op.Problem) > 0 {
		r.Problem = new(OpProblem)
		if json.Unmarshal(op.Problem, r.Problem) != nil {
			r.Problem = nil
		}
	}
	return r
}
