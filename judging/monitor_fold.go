package judging

// What the live map keeps of a contest while its journal is folded: the state
// of every sheet, and nothing of what is in it. No mark reaches a watch.

import (
	"cmp"
	"slices"
	"time"
)

// A watch is what a Picture keeps for the monitor.
type watch struct {
	sheets map[string]*watched
	stages map[string][]*watched // by slug, in the order assigned
	seats  map[string][]seat     // by slug: the columns, in the order assigned
	laid   map[string]int64      // by slug: n of the newest row that changed rows or columns; "" for all stages
	rooms  []Room
	panels map[string]Panel
	ids    map[string]string // one copy of each id

	timetables map[string]Timetable // by slug
	runs       map[string]bool      // by slug: referees fill its sheets, and all of an entry lie in one cell
	turned     map[string]time.Time // by slug: when its state last changed
}

// A seat is one column of a map: a judge, and the attempt where there are several
// that each have a column.
type seat struct {
	judge   string
	attempt int
}

// A watched sheet: its state, since when, and what its rules ask of its ops.
type watched struct {
	id, stage, entry, judge, panel string
	attempt, seat, ord             int
	turn                           Turn
	expected, back                 bool // back: its pair was taken back

	ops    []trace
	acts   []int64 // rows that returned, excluded or accepted
	state  string  // as [Sheet.state] says
	flags  []string
	aside  []string // ops to be accepted or left, by id
	counts bool
	unsure bool
	reason string // of excluded, returned or declined

	since time.Time // of what a cell shows
	n     int64     // the row that changed what a cell shows
}

// A trace is an op as the rules see it, without its content.
type trace struct {
	op, dev string
	base    map[string]int
	dseq    int
	kind    OpKind
	status  OpStatus
	reason  string
	let     bool // accepted
	unsure  bool
	at      time.Time
}

func newWatch() watch {
	return watch{
		sheets: map[string]*watched{}, stages: map[string][]*watched{}, seats: map[string][]seat{}, laid: map[string]int64{},
		panels: map[string]Panel{}, ids: map[string]string{}, timetables: map[string]Timetable{},
		runs: map[string]bool{}, turned: map[string]time.Time{},
	}
}

// one returns the kept copy of an id.
func (w *watch) one(id string) string {
	if kept, ok := w.ids[id]; ok {
		return kept
	}
	w.ids[id] = id
	return id
}

// assign makes or takes back the sheets of a row.
func (w *watch) assign(row Row, stage string, b RowAssignBody, expected bool) {
	w.laid[stage] = row.N
	for _, x := range b.Sheets {
		sh := w.sheet(x.ID, stage, x.Entry, x.Judge, x.Attempt)
		sh.expected, sh.back, sh.since, sh.n, sh.ord, sh.turn = expected, !expected, row.At, row.N, x.Ord, x.Turn
		if b.Panel != "" {
			sh.panel = w.one(b.Panel)
		}
	}
}

func (w *watch) sheet(id, stage, entry, judge string, attempt int) *watched {
	if sh := w.sheets[id]; sh != nil {
		return sh
	}
	at := seat{w.one(judge), attempt}
	if w.runs[stage] {
		at.attempt = 0
	}
	i := slices.Index(w.seats[stage], at)
	if i < 0 {
		i = len(w.seats[stage])
		w.seats[stage] = append(w.seats[stage], at)
	}
	sh := &watched{
		id: w.one(id), stage: stage, entry: w.one(entry), judge: at.judge, attempt: attempt, seat: i, state: sheetEmpty,
	}
	w.sheets[sh.id] = sh
	w.stages[stage] = append(w.stages[stage], sh)
	return sh
}

// order moves sheets in their queues; a map does not show it.
func (w *watch) order(b RowOrderBody) {
	for _, place := range b.Sheets {
		if sh := w.sheets[place.ID]; sh != nil {
			sh.ord = place.Ord
		}
	}
}

func (w *watch) panel(row Row, b RowPanelBody) {
	w.laid[""] = row.N
	b.Panel.Gone = b.Gone
	w.panels[b.Panel.ID] = b.Panel
}

func (w *watch) room(row Row, r Room) {
	w.laid[""] = row.N
	if i := slices.IndexFunc(w.rooms, func(x Room) bool { return x.ID == r.ID }); i >= 0 {
		w.rooms[i] = r
		return
	}
	w.rooms = append(w.rooms, r)
}

// stored, accepted and changed take the rows that carry an Effect.
func (w *watch) stored(row Row, b RowOpBody) {
	w.see(row, b.Effect, func(sh *watched) {
		sh.add(w.trace(row, b))
	})
}

func (w *watch) accepted(row Row, b RowAcceptBody) {
	w.see(row, b.Effect, func(sh *watched) {
		sh.acts = append(sh.acts, row.N)
		for i := range sh.ops {
			if sh.ops[i].op == b.Op {
				sh.ops[i].let = true
			}
		}
	})
}

func (w *watch) changed(row Row, f Effect) {
	w.see(row, f, func(sh *watched) { sh.acts = append(sh.acts, row.N) })
}

// trace reads of an op what the rules ask, by exact names as [Keys.readOp] does.
func (w *watch) trace(row Row, b RowOpBody) trace {
	x := trace{dev: w.one(b.Dev), dseq: b.Dseq, kind: b.Kind, status: b.Status, at: row.At}
	sent, _ := exact(b.Op) // it was read when it arrived
	var body object
	var flags []string
	sent.read("op", &x.op, "base", &x.base, "reason", &x.reason, "body", &body)
	body.read("flags", &flags)
	x.unsure = len(flags) > 0
	if len(x.base) == 0 {
		x.base = nil
	}
	return x
}

// see folds one row about a sheet and notes whether its cell looks different.
func (w *watch) see(row Row, f Effect, edit func(*watched)) {
	known := w.sheets[f.Sheet] != nil
	sh := w.sheet(f.Sheet, f.Stage, f.Entry, f.Judge, f.Attempt)
	if !known { // it was never assigned, and makes a column all the same
		w.laid[f.Stage] = row.N
	}
	was := sh.letter(false)
	edit(sh)
	sh.settle(f)
	if sh.back = sh.back && f.Counts == ""; sh.back { // an op on a pair taken back waits for a person
		sh.expected = false
	}
	if sh.letter(false) != was || !known {
		sh.since, sh.n = row.At, row.N
	}
}

// add keeps an op. Of the drafts of one device with one status only the newest
// is asked for by any rule.
func (sh *watched) add(x trace) {
	if x.kind == OpDraft {
		sh.ops = slices.DeleteFunc(sh.ops, func(y trace) bool {
			return y.kind == OpDraft && y.dev == x.dev && y.status == x.status && y.dseq < x.dseq
		})
	}
	sh.ops = append(sh.ops, x)
}

// settle asks the rules of sheet.go what the sheet is now.
func (sh *watched) settle(f Effect) {
	h := sh.history()
	s := Sheet{Head: f.Head, Counts: f.Counts, Conflict: f.Conflict, Excluded: f.Excluded, Returned: f.Returned}
	sh.state, sh.flags, sh.counts, sh.expected = s.state(h), s.flags(h, false), f.Counts != "", f.Excluded == ""
	sh.aside, sh.reason, sh.unsure = nil, cmp.Or(f.Excluded, f.Returned), false
	for _, x := range h.waiting() {
		sh.aside = append(sh.aside, x.Op.Op)
	}
	for _, x := range h.drafts() {
		sh.unsure = sh.unsure || sh.find(x.Op.Op).unsure
	}
	if i := slices.IndexFunc(sh.ops, func(x trace) bool { return x.op == f.Head }); i >= 0 {
		sh.unsure = sh.unsure || sh.ops[i].unsure
		if sh.state == sheetDeclined {
			sh.reason = sh.ops[i].reason
		}
	}
}

// history is what the rules of sheet.go are asked about.
func (sh *watched) history() history {
	h := make(history, len(sh.ops))
	for i, x := range sh.ops {
		h[i] = &StoredOp{Op: Op{Op: x.op, Dev: x.dev, Dseq: x.dseq, Base: x.base, Kind: x.kind}, Status: x.status, Accepted: x.let}
	}
	return h
}

func (sh *watched) find(op string) trace {
	return sh.ops[slices.IndexFunc(sh.ops, func(x trace) bool { return x.op == op })]
}

// The letters of cells. Small differences matter: C and A count, K and L do not.
const (
	cellNone      = '.' // no sheet
	cellEmpty     = 'E'
	cellDraft     = 'D'
	cellDoubt     = 'V' // a draft of which the judge is unsure
	cellSubmitted = 'S'
	cellUnsure    = 'U' // submitted, and the judge is unsure of a mark
	cellReturned  = 'R'
	cellDeclined  = 'N'
	cellExcluded  = 'X'
	cellClash     = 'C' // conflict; what counted before goes on counting
	cellDispute   = 'K' // conflict; nothing counts
	cellAside     = 'A' // an op came late, stale, invalid or quarantined; another counts
	cellHeld      = 'L' // the same; nothing counts
	cellOut       = 'O' // the entry is not active
)

var letters = map[string]byte{
	sheetEmpty: cellEmpty, sheetDraft: cellDraft, sheetSubmitted: cellSubmitted,
	sheetReturned: cellReturned, sheetDeclined: cellDeclined, sheetExcluded: cellExcluded,
}

// letter is what the cell of the sheet shows. While the event collects after a
// restore there is no conflict.
func (sh *watched) letter(collecting bool) byte {
	pick := func(counts, not byte) byte {
		if sh.counts {
			return counts
		}
		return not
	}
	switch {
	case sh.state == sheetEmpty && !sh.expected:
		return cellNone
	case sh.state == sheetExcluded:
		return cellExcluded
	case slices.Contains(sh.flags, "conflict") && !collecting:
		return pick(cellClash, cellDispute)
	case len(sh.aside) > 0:
		return pick(cellAside, cellHeld)
	case sh.unsure && sh.state == sheetSubmitted:
		return cellUnsure
	case sh.unsure && sh.state == sheetDraft:
		return cellDoubt
	}
	return letters[sh.state]
}
