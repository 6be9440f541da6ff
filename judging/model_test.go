package judging

// The model test explores every state that two tablets and a server can reach
// and asks in each for the invariants of the sheet protocol, by their numbers; the
// mutants show that simpler designs break them. Invariant 10, no clock of a
// tablet in any rule, is in the world: its clocks run backwards.

import (
	"fmt"
	"hash/maphash"
	"os"
	"slices"
	"testing"
)

// A scope bounds an exploration.
type scope struct {
	ops     [2]int // per tablet
	kinds   int    // of modelKinds; decline and recall differ only for a returned sheet
	restore bool
	close   bool // the stage may close and become final
	revoke  bool // a tablet may be revoked
}

// explore visits every state and returns how many there are, and the first
// violation.
func explore(s scope, r rules) (states int, violation error) {
	seed := maphash.MakeSeed()
	seen := map[uint64]struct{}{}
	var todo []world
	visit := func(w world) {
		w = w.forget(s, r)
		key := maphash.Comparable(seed, w)
		if _, ok := seen[key]; !ok {
			seen[key] = struct{}{}
			todo = append(todo, w)
		}
	}
	visit(world{})
	for len(todo) > 0 && violation == nil {
		w := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if violation = w.check(r); violation == nil {
			violation = w.next(s, r, visit)
		}
	}
	return len(seen), violation
}

// next calls yield with each state that may come next, and asks for what must
// hold across an arrival.
func (w world) next(s scope, r rules, yield func(world)) error {
	for t := range 2 {
		if w.number(t) < s.ops[t] {
			for kind := range modelKinds[:s.kinds] {
				yield(w.cut(t, uint8(kind+1), r))
			}
		}
		for i := range w.number(t) {
			if w.keeps(t, i, r) {
				after := w.deliver(t, i, r)
				if err := delivered(w, after, t, i, r); err != nil {
					return fmt.Errorf("%w\nby %s\nfrom %+v\nto   %+v", err, modelNames[arrivalOf(t, i)], w, after)
				}
				yield(after)
			}
			if f := fates[w.now.fate[t][i]]; w.now.stage < 2 && f.status.aside() && !f.accepted && modelKinds[w.cuts[t][i].kind-1].decisive() {
				yield(w.accept(t, i))
			}
		}
		w.answers(t, r, yield)
		if s.revoke && w.now.revoked>>t&1 == 0 {
			after := w
			after.now.revoked |= 1 << t
			yield(after)
		}
	}
	if s.close && w.now.stage < 2 {
		after := w
		after.now.stage++
		yield(after)
	}
	if s.restore && !w.restored {
		for a := range count(w.stored(0)) + 1 {
			for b := range count(w.stored(1)) + 1 {
				held := [2]int{int(a), int(b)}
				yield(w.restore(held, 0, r))
				yield(w.restore(held, 1, r))
			}
		}
	}
	return nil
}

// answers are all that may reach tablet t: what the server stores, or stored at
// an earlier time.
func (w world) answers(t int, r rules, yield func(world)) {
	own, other := w.stored(t), w.stored(1-t)
	for n := range modelOps {
		upTo := uint8(1)<<(n+1) - 1
		if own>>n&1 == 1 {
			yield(w.hear(t, own&upTo, 0, r))
		}
		if other>>n&1 == 1 {
			yield(w.hear(t, 0, other&upTo, r))
		}
	}
}

// delivered asks for what must hold across one arrival.
func delivered(before, after world, t, i int, r rules) error {
	hb, ha := before.history(), after.history()
	lb, la := r.leaves(&before, hb), r.leaves(&after, ha)
	moved := before.now.counts != after.now.counts || !same(lb, la)
	op := after.op(t, i, 0)
	switch {
	case before.stored(0)&^after.stored(0) != 0 || before.stored(1)&^after.stored(1) != 0:
		return fmt.Errorf("1: an acknowledged op is not stored")
	case len(ha) > len(hb)+1 || before.now.fate[t][i] != 0 && after.now != before.now:
		return fmt.Errorf("3: an op twice")
	case op.Kind == OpDraft && moved:
		return fmt.Errorf("8: a draft moved the head")
	case before.now.stage > 0 && moved:
		return fmt.Errorf("9: the head moved after the stage closed")
	case before.now.revoked>>t&1 == 1 && moved:
		return fmt.Errorf("a revoked tablet moved the head")
	case len(la) > 1 && before.now.counts != after.now.counts:
		return fmt.Errorf("what counts changed in a conflict")
	}
	return nil
}

func same(a, b history) bool {
	return a.set(0) == b.set(0) && a.set(1) == b.set(1)
}

// check asks for what must hold in a state.
func (w world) check(r rules) error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf(format+"\nin %+v", append(args, w)...)
	}
	h := w.history()
	leaves := r.leaves(&w, h)
	for t := range 2 {
		if count(leaves.set(t)) > 1 {
			return fail("6: a device conflicts with itself")
		}
	}
	for _, x := range h {
		if leaf := leaves.find(x.Op.Op) != nil; x.stands() && leaf == w.passed(x, h) {
			return fail("5: %s is covered by nobody who saw it, or a leaf although somebody did (leaf: %v)", x.Op.Op, leaf)
		}
	}
	if err := counted(w.now.counts, leaves); err != nil {
		return fail("%w", err)
	}
	a, b := w.finish(0, r), w.finish(1, r)
	la, lb := r.leaves(&a, a.history()), r.leaves(&b, b.history())
	for t := range 2 {
		if a.stored(t) != 1<<w.number(t)-1 {
			return fail("2: an op never gets into the store")
		}
		if la.set(t)&w.covered[t] != 0 {
			return fail("7: a covered op is a leaf again")
		}
	}
	if !same(la, lb) {
		return fail("4: the head depends on the order of arrival")
	}
	return nil
}

// passed: the op's own device went on, or a judge who was shown it decided.
func (w world) passed(x *StoredOp, h history) bool {
	return slices.ContainsFunc(h, func(y *StoredOp) bool {
		if !y.stands() {
			return false
		}
		if y.Dev == x.Dev {
			return y.Dseq > x.Dseq
		}
		t, i := nth(y.Op.Op).op()
		return w.cuts[t][i].saw>>(x.Dseq-1)&1 == 1
	})
}

// counted: one leaf alone says what counts.
func counted(counts arrival, leaves history) error {
	if len(leaves) == 0 && counts != 0 {
		return fmt.Errorf("an op counts without a head")
	}
	if len(leaves) != 1 {
		return nil
	}
	want := ""
	if leaves[0].Kind == OpSubmit {
		want = leaves[0].Op.Op
	}
	if modelNames[counts] != want {
		return fmt.Errorf("%q counts, the head says %q", modelNames[counts], want)
	}
	return nil
}

// finish lets both tablets send all they keep, first's first.
func (w world) finish(first int, r rules) world {
	for _, t := range []int{first, 1 - first} {
		for i := range w.number(t) {
			if w.keeps(t, i, r) {
				w = w.deliver(t, i, r)
			}
		}
	}
	return w
}

func TestModel(t *testing.T) {
	scopes := map[string]scope{
		"restore": {ops: [2]int{2, 2}, kinds: 4, restore: true},
		"late":    {ops: [2]int{2, 2}, kinds: 4, close: true},
		"revoked": {ops: [2]int{2, 2}, kinds: 4, revoke: true},
	}
	if os.Getenv("DOVAR_PROVE") != "" {
		scopes = map[string]scope{
			"restore": {ops: [2]int{3, 3}, kinds: 3, restore: true},
			"late":    {ops: [2]int{3, 2}, kinds: 3, close: true},
			"revoked": {ops: [2]int{3, 2}, kinds: 3, revoke: true},
		}
	}
	for name, s := range scopes {
		t.Run(name, func(t *testing.T) {
			states, err := explore(s, trueRules())
			t.Logf("%v ops of %d kinds: %d states", s.ops, s.kinds, states)
			if err != nil {
				t.Error(err)
			}
		})
	}
}
