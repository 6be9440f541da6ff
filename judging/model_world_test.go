package judging

// The world of the protocol model: one sheet, two tablets of its judge, a
// server that may be restored once, and a network that loses, doubles, delays
// and reorders. The server decides with the functions of sheet.go.
//
// A network that does all that needs no messages in the state: whatever was
// once sent may arrive at any time, any number of times, or never. So any op
// that is cut may arrive at the server at any time, and any answer that a
// server could once give may reach a tablet at any later time.

import (
	"fmt"
	"time"
)

const modelOps = 3 // of one tablet, at most

// A world is one state. It is comparable, and holds nothing that no later event
// or check can ask for.
type world struct {
	cuts     [2][modelOps]cut
	tablets  [2]tabletState
	now      serverState
	restored bool
	covered  [2]uint8              // decisive ops that were not leaves before the restore
	order    [2 * modelOps]arrival // only for rules that ask for the order of arrival
}

// A cut is an op on its tablet; the zero cut is none.
type cut struct {
	kind uint8 // 1 + index in modelKinds
	base uint8 // of the other tablet
	saw  uint8 // set of the other tablet's ops that the judge was really shown
	rev  uint8 // stored ops the tablet knew of, for the mutant with one base
}

var modelKinds = []OpKind{OpDraft, OpSubmit, OpRecall, OpDecline}

// What a tablet's judge was shown. It is forgotten with the tablet's last op.
// The true protocol never asks what was acknowledged: it deletes nothing, and a
// store that only grows within an epoch keeps invariant 1. An answer from before
// the restore reaches a tablet before it: the tablet drops answers of an older
// epoch, and until it hears of the new one nothing that it does depends on it.
type tabletState struct {
	base, saw uint8
	acked     uint8 // set of own ops known to be stored, for the mutants that ask
}

type serverState struct {
	stage   uint8 // 0 open, 1 closed, 2 final
	revoked uint8 // set of tablets
	counts  arrival
	fate    [2][modelOps]uint8 // see fates
}

// An arrival names an op: 1 + 3*tablet + index; 0 is none.
type arrival uint8

func arrivalOf(t, i int) arrival      { return arrival(1 + modelOps*t + i) }
func (a arrival) op() (tablet, i int) { return int(a-1) / modelOps, int(a-1) % modelOps }

// fates of an op at the server; 0 is not stored.
var fates = []struct {
	status   OpStatus
	accepted bool
}{{}, {OpApplied, false}, {OpDrafted, false}, {OpLate, false}, {OpLate, true}, {OpQuarantined, false}, {OpQuarantined, true}}

func fateOf(status OpStatus, accepted bool) uint8 {
	if status == OpSuperseded || status == OpConflict {
		status = OpApplied // the three differ in no rule
	}
	for i, f := range fates {
		if f.status == status && f.accepted == accepted {
			return uint8(i)
		}
	}
	panic(status)
}

var (
	modelDevs  = [2]string{"A", "B"}
	modelNames [1 + 2*modelOps]string
	modelBases [2][1 + modelOps]map[string]int
)

func init() {
	for t := range 2 {
		for i := range modelOps {
			modelNames[arrivalOf(t, i)] = fmt.Sprint(modelDevs[t], i+1)
		}
		for n := 1; n <= modelOps; n++ {
			modelBases[t][n] = map[string]int{modelDevs[1-t]: n}
		}
	}
}

// modelStored keeps the ops made by op, by arrival, kind, base, rev and fate.
var modelStored [1 + 2*modelOps][5][1 + modelOps][1 + 2*modelOps][7]*StoredOp

// op is a cut as the server gets or has it. Its times run backwards: a rule that
// read a clock would be caught.
func (w *world) op(t, i int, fate uint8) *StoredOp {
	c := w.cuts[t][i]
	kept := &modelStored[arrivalOf(t, i)][c.kind][c.base][c.rev][fate]
	if *kept == nil {
		*kept = &StoredOp{
			Op: Op{
				Op: modelNames[arrivalOf(t, i)], Dev: modelDevs[t], Dseq: i + 1, Base: modelBases[t][c.base],
				Kind: modelKinds[c.kind-1], ClientTime: fmt.Sprint(2100 - i),
			},
			Status: fates[fate].status, Accepted: fates[fate].accepted,
			ReceivedAt: time.Unix(int64(9-i), 0),
		}
	}
	return *kept
}

// history is what the server holds, in order of arrival if that is kept.
func (w *world) history() history {
	h := make(history, 0, 2*modelOps)
	if w.order[0] != 0 {
		for _, a := range w.order {
			if a != 0 {
				t, i := a.op()
				h = append(h, w.op(t, i, w.now.fate[t][i]))
			}
		}
		return h
	}
	for t := range 2 {
		for i := range modelOps {
			if w.now.fate[t][i] != 0 {
				h = append(h, w.op(t, i, w.now.fate[t][i]))
			}
		}
	}
	return h
}

func (w *world) number(t int) (n int) {
	for n < modelOps && w.cuts[t][n].kind != 0 {
		n++
	}
	return n
}

func (w *world) stored(t int) (set uint8) {
	for i, f := range w.now.fate[t] {
		if f != 0 {
			set |= 1 << i
		}
	}
	return set
}

// set is the ops of a history that belong to a tablet.
func (h history) set(t int) (set uint8) {
	for _, x := range h {
		if x.Dev == modelDevs[t] {
			set |= 1 << (x.Dseq - 1)
		}
	}
	return set
}

// nth is the arrival with that name; "" is none.
func nth(name string) arrival {
	for a, n := range modelNames {
		if n == name {
			return arrival(a)
		}
	}
	panic(name)
}

// rules are what a mutant may replace.
type rules struct {
	turn    func(history, Op) (stored, refused bool)
	take    func(Sheet, history, StoredOp, facts) (Sheet, history)
	leaves  func(*world, history) history
	ordered bool // keeps the order of arrival
	deletes bool // a tablet deletes what is acknowledged
	chain   bool // an op names the number of stored ops that its tablet knew of
}

func trueRules() rules {
	return rules{
		turn: func(h history, op Op) (bool, bool) {
			same, code := h.turn(op)
			return same != nil, code != ""
		},
		take:   Sheet.take,
		leaves: func(_ *world, h history) history { return h.leaves() },
	}
}

// cut makes tablet t's next op.
func (w world) cut(t int, kind uint8, r rules) world {
	tab := w.tablets[t]
	c := cut{kind: kind, base: tab.base, saw: tab.saw}
	if r.chain {
		c.rev = count(tab.acked) + count(tab.saw)
	}
	w.cuts[t][w.number(t)] = c
	return w
}

func count(set uint8) (n uint8) {
	for ; set != 0; set &= set - 1 {
		n++
	}
	return n
}

// deliver brings op i of tablet t to the server.
func (w world) deliver(t, i int, r rules) world {
	h, op := w.history(), w.op(t, i, 0)
	if stored, refused := r.turn(h, op.Op); stored || refused {
		return w
	}
	f := facts{revoked: w.now.revoked>>t&1 == 1, stage: stageSteps[1+w.now.stage]}
	sh, after := r.take(Sheet{Counts: modelNames[w.now.counts]}, h, *op, f)
	w.now.counts = nth(sh.Counts)
	w.now.fate[t][i] = fateOf(after[len(after)-1].Status, false)
	if r.ordered {
		w.order[len(h)] = arrivalOf(t, i)
	}
	return w
}

// accept is the organizer's.
func (w world) accept(t, i int) world {
	sh, _ := Sheet{Counts: modelNames[w.now.counts]}.accept(w.history(), modelNames[arrivalOf(t, i)])
	w.now.counts = nth(sh.Counts)
	w.now.fate[t][i]++ // accepted follows the same status in fates
	return w
}

// hear lets an answer reach tablet t: own tells that the set of its ops is
// stored, other lists the set of the other tablet's.
func (w world) hear(t int, own, other uint8, r rules) world {
	tab := &w.tablets[t]
	if r.deletes || r.chain {
		tab.acked |= own
	}
	tab.saw |= other
	for n := tab.base; n < modelOps; n++ {
		if other>>n&1 == 1 {
			tab.base = n + 1
		}
	}
	return w
}

// keeps reports whether tablet t still has its op i.
func (w *world) keeps(t, i int, r rules) bool { return !r.deletes || w.tablets[t].acked>>i&1 == 0 }

// restore goes back to a backup that held the first ops of each tablet, when
// first's had arrived first.
func (w world) restore(held [2]int, first int, r rules) world {
	h := w.history()
	leaves := r.leaves(&w, h)
	for _, x := range h {
		t, i := nth(x.Op.Op).op()
		if x.stands() && leaves.set(t)>>i&1 == 0 {
			w.covered[t] |= 1 << i
		}
	}
	w.now, w.order, w.restored = serverState{}, [2 * modelOps]arrival{}, true
	for _, t := range []int{first, 1 - first} {
		for i := range held[t] {
			w = w.deliver(t, i, r)
		}
	}
	return w
}

// forget drops what no later event asks for.
func (w world) forget(s scope, r rules) world {
	for t := range 2 {
		if w.number(t) == s.ops[t] && !r.deletes {
			w.tablets[t] = tabletState{}
		}
	}
	return w
}
