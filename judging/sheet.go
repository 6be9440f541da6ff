package judging

// The rules of the sheet protocol, pure: what an arriving op becomes, and what
// of a sheet counts. The model test explores these very functions, and a
// rule changes only together with it.

import (
	"cmp"
	"maps"
	"slices"
)

// A history is the set of stored ops of one sheet. Its order means nothing to
// any rule: versions decide, never arrival.
type history []*StoredOp

// decisive ops can become the head; drafts neither cover nor count.
func (k OpKind) decisive() bool { return k == OpSubmit || k == OpRecall || k == OpDecline }

// aside statuses are facts of arrival that keep an op from counting.
func (s OpStatus) aside() bool {
	return s == OpLate || s == OpStale || s == OpInvalid || s == OpQuarantined
}

// stands reports whether x takes part in choosing the head.
func (x *StoredOp) stands() bool {
	return x.Kind.decisive() && x.Status != OpDrafted && (x.Accepted || !x.Status.aside())
}

// covers reports whether who cut y had gone on from x, or had seen it.
func (y *Op) covers(x *Op) bool {
	return x.Dev == y.Dev && x.Dseq < y.Dseq || x.Dseq <= y.Base[x.Dev]
}

// leaves are the standing ops that no other of them covers, by device: one is
// the head, several are a conflict.
func (h history) leaves() history {
	var leaves history
	for _, x := range h {
		covered := func(y *StoredOp) bool { return y.stands() && y.covers(&x.Op) }
		if x.stands() && !slices.ContainsFunc(h, covered) {
			leaves = append(leaves, x)
		}
	}
	slices.SortFunc(leaves, byDevice)
	return leaves
}

func byDevice(a, b *StoredOp) int {
	return cmp.Or(cmp.Compare(a.Dev, b.Dev), cmp.Compare(a.Dseq, b.Dseq))
}

// drafts are the drafts to show, at most one per device: its newest, unless a
// leaf covers it or the device had decided before it and not recalled.
func (h history) drafts() history {
	newest, decided := map[string]*StoredOp{}, map[string]*StoredOp{}
	h = slices.SortedFunc(slices.Values(h), byDevice)
	for _, x := range h {
		if x.Status == OpDrafted {
			newest[x.Dev], decided[x.Dev] = x, nil
		}
	}
	leaves, drafts := h.leaves(), history{}
	for _, x := range h {
		if draft := newest[x.Dev]; x.stands() && draft != nil && x.Dseq < draft.Dseq {
			decided[x.Dev] = x
		}
	}
	for dev, x := range newest {
		covered := func(y *StoredOp) bool { return y.covers(&x.Op) }
		d := decided[dev]
		if (d == nil || d.Kind == OpRecall) && !slices.ContainsFunc(leaves, covered) {
			drafts = append(drafts, x)
		}
	}
	slices.SortFunc(drafts, byDevice)
	return drafts
}

// aside are the ops that arrived late, stale, invalid or quarantined and that
// nobody accepted.
func (h history) aside() history {
	var aside history
	for _, x := range h {
		if x.Status.aside() && !x.Accepted {
			aside = append(aside, x)
		}
	}
	slices.SortFunc(aside, byDevice)
	return aside
}

// have is the number of ops stored of a device: all up to it are there.
func (h history) have(dev string) int {
	n := 0
	for _, x := range h {
		if x.Dev == dev {
			n = max(n, x.Dseq)
		}
	}
	return n
}

// knows reports whether all that op claims to have seen is stored.
func (h history) knows(op Op) bool {
	for dev, n := range op.Base {
		if n > h.have(dev) {
			return false
		}
	}
	return true
}

// sheetBytes is what the ops of one sheet may take together: more than an hour of
// editing without a pause. All are read when the next arrives.
const sheetBytes = 4 << 20

// room reports whether the sheet can take op; the last half is for what decides.
func (h history) room(op Op) bool {
	size := len(op.Raw)
	for _, x := range h {
		size += len(x.Raw)
	}
	if op.Kind == OpDraft {
		size *= 2
	}
	return size <= sheetBytes
}

// find returns the op with that id, or nil.
func (h history) find(op string) *StoredOp {
	i := slices.IndexFunc(h, func(x *StoredOp) bool { return x.Op.Op == op })
	if i < 0 {
		return nil
	}
	return h[i]
}

// turn says what an arriving op is: the resending of a stored one (same), or
// refused by a problem code, or else the next of its device.
//
//   - "device-cloned": another op has its number, or its id
//   - "out-of-order": ops of its device before it are missing
func (h history) turn(op Op) (same *StoredOp, code string) {
	for _, x := range h {
		if x.Op.Op != op.Op && (x.Dev != op.Dev || x.Dseq != op.Dseq) {
			continue
		}
		if x.Op.Op != op.Op || x.Mac != op.Mac {
			return nil, "device-cloned"
		}
		return x, ""
	}
	if op.Dseq != h.have(op.Dev)+1 {
		return nil, "out-of-order"
	}
	return nil, ""
}

// facts decide an op's status beside the sheet's history.
type facts struct {
	kept    OpStatus   // of its valid receipt, when it comes back after a restore
	revoked bool       // its device, or the pair was taken back
	feigned bool       // it claims to have seen what was never stored
	stage   StageState // open, closed or final
	rubric  string     // of the stage
	problem *OpProblem // what the rubric has against its body
}

// status is the fact of op's arrival, the same for ever.
func (h history) status(op StoredOp, f facts) OpStatus {
	switch {
	case f.kept != "" && (f.stage != StageFinal || !op.Kind.decisive()):
		return f.kept // what is final is changed by no tablet, whatever it was told before a restore
	case f.revoked, f.feigned:
		return OpQuarantined
	case f.stage != StageOpen:
		return OpLate
	case f.rubric != op.Rubric:
		return OpStale
	case f.problem != nil:
		return OpInvalid
	case op.Kind == OpDraft:
		return OpDrafted
	}
	op.Status = OpApplied
	leaves := append(slices.Clip(h), &op).leaves()
	if leaves.find(op.Op.Op) == nil {
		return OpSuperseded
	}
	if len(leaves) > 1 {
		return OpConflict
	}
	return OpApplied
}

// take stores an op whose turn it is, and returns the sheet and its history,
// with the op last, as they are then.
func (sh Sheet) take(h history, op StoredOp, f facts) (Sheet, history) {
	op.Status, op.Rev = h.status(op, f), len(h)+1
	h = append(slices.Clip(h), &op)
	return sh.settle(h), h
}

// accept lets an op that was set aside stand.
func (sh Sheet) accept(h history, op string) (Sheet, history) {
	h = slices.Clone(h)
	for i, x := range h {
		if x.Op.Op == op {
			accepted := *x
			accepted.Accepted = true
			h[i] = &accepted
		}
	}
	return sh.settle(h), h
}

// settle finds the head and what counts. With one leaf a submit counts, a
// decline and a recall count nothing, but a returned sheet goes on counting
// until it is submitted anew. With several, what counted goes on counting.
func (sh Sheet) settle(h history) Sheet {
	leaves := h.leaves()
	sh.Rev, sh.Head, sh.Conflict = len(h), "", len(leaves) > 1
	if len(leaves) != 1 {
		return sh
	}
	head := leaves[0]
	sh.Head = head.Op.Op
	switch {
	case head.Kind == OpSubmit:
		if sh.Counts != sh.Head {
			sh.Counts, sh.Returned = sh.Head, ""
		}
	case head.Kind == OpDecline:
		sh.Counts, sh.Returned = "", ""
	case sh.Returned == "":
		sh.Counts = ""
	}
	return sh
}

// The states of a sheet.
const (
	sheetEmpty     = "empty"
	sheetDraft     = "draft"
	sheetSubmitted = "submitted"
	sheetReturned  = "returned"
	sheetDeclined  = "declined"
	sheetExcluded  = "excluded"
)

// state is the word for the sheet.
func (sh Sheet) state(h history) string {
	var kind OpKind
	if head := h.find(sh.Head); head != nil {
		kind = head.Kind
	}
	switch {
	case sh.Excluded != "":
		return sheetExcluded
	case sh.Returned != "":
		return sheetReturned
	case kind == OpDecline:
		return sheetDeclined
	case kind == OpSubmit, sh.Conflict && sh.Counts != "":
		return sheetSubmitted
	case kind == OpRecall, sh.Conflict, len(h.drafts()) > 0:
		return sheetDraft
	}
	return sheetEmpty
}

// flags are the sheet's open matters: conflict, and the kinds of ops aside that
// no leaf covers. While the event collects there is no conflict alarm.
func (sh Sheet) flags(h history, collecting bool) []string {
	set := map[string]bool{}
	if len(h.leaves()) > 1 && !collecting {
		set["conflict"] = true
	}
	for _, x := range h.open() {
		set[string(x.Status)] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// open are the ops aside that no leaf covers.
func (h history) open() history {
	leaves := h.leaves()
	return slices.DeleteFunc(h.aside(), func(x *StoredOp) bool {
		return slices.ContainsFunc(leaves, func(y *StoredOp) bool { return y.covers(&x.Op) })
	})
}

// waiting are those of them that decide, and so wait for a person: an
// organizer accepts them, or their judge sends them right.
func (h history) waiting() history {
	return slices.DeleteFunc(h.open(), func(x *StoredOp) bool { return !x.Kind.decisive() })
}
