package judging

import (
	"strings"
	"testing"
)

// TestModelMutants: each simpler design breaks the invariant that the true one
// exists for. A model that let one through would prove nothing.
func TestModelMutants(t *testing.T) {
	lastWins := trueRules()
	lastWins.ordered = true
	lastWins.leaves = func(_ *world, h history) history {
		for i := len(h) - 1; i >= 0; i-- {
			if h[i].stands() {
				return h[i : i+1]
			}
		}
		return nil
	}
	lastWins.take = func(sh Sheet, h history, op StoredOp, f facts) (Sheet, history) {
		_, h = sh.take(h, op, f)
		sh.Counts = ""
		if head := lastWins.leaves(nil, h); len(head) > 0 && head[0].Kind == OpSubmit {
			sh.Counts = head[0].Op.Op
		}
		return sh, h
	}

	// One revision instead of a version map: an op joins the chain when its
	// tablet knew of everything that was stored before it.
	chain := trueRules()
	chain.ordered, chain.chain = true, true
	chain.leaves = func(w *world, h history) history {
		var leaves history
		for n, x := range h {
			t, i := nth(x.Op.Op).op()
			switch {
			case !x.stands():
			case int(w.cuts[t][i].rev) == n:
				leaves = history{x}
			default:
				leaves = append(leaves, x)
			}
		}
		return leaves
	}

	anyOrder := trueRules()
	anyOrder.turn = func(h history, op Op) (stored, refused bool) { return h.find(op.Op) != nil, false }

	drafts := trueRules()
	drafts.take = func(sh Sheet, h history, op StoredOp, f facts) (Sheet, history) {
		if op.Kind == OpDraft {
			op.Kind = OpRecall // counts nothing, like a recall, but decides
		}
		return sh.take(h, op, f)
	}

	deletes := trueRules()
	deletes.deletes = true

	for _, m := range []struct {
		name     string
		rules    rules
		scope    scope
		breaches []string // invariants of which one must be named
	}{
		{"last write wins", lastWins, scope{}, []string{"4:", "5:"}},
		{"single base chain", chain, scope{}, []string{"4:", "5:", "6:"}},
		{"accepted out of order", anyOrder, scope{}, []string{"5:"}},
		{"draft counted", drafts, scope{}, []string{"8:"}},
		{"delete on acknowledgement", deletes, scope{restore: true}, []string{"2:"}},
	} {
		t.Run(m.name, func(t *testing.T) {
			m.scope.ops, m.scope.kinds = [2]int{2, 2}, 3
			states, err := explore(m.scope, m.rules)
			if err == nil {
				t.Fatalf("no violation in %d states", states)
			}
			t.Logf("after %d states: %v", states, err)
			for _, breach := range m.breaches {
				if strings.HasPrefix(err.Error(), breach) {
					return
				}
			}
			t.Errorf("another violation than %v", m.breaches)
		})
	}
}
