package judging

// Rooms apart: what a stage that falls apart is refused with, and what the
// chair may declare instead.

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// together refuses to open a stage whose ranking falls apart, and names the
// parts. Problem: "rooms-apart" (Conflict).
func together(tx Tx, c Contest, st Stage) error {
	if !ranked(c.Def, st) || c.Def.Rank.Sharing().Use == RoomsAccepted {
		return nil
	}
	parts, err := partsOf(tx, c, st)
	if err != nil || len(parts) == 0 {
		return err
	}
	names, err := islandNames(tx, c, parts)
	if err != nil {
		return err
	}
	return Fail(Conflict, "rooms-apart", "parts", strings.Join(names, " | "), "n", len(parts))
}

// apartIn names the parts of each stage in setup that together would refuse.
func apartIn(tx Tx, v ContestView) (out []string, err error) {
	for _, st := range v.Stages {
		var apart *Error
		if st.State != StageSetup {
			continue
		}
		switch err := together(tx, v.Contest, st); {
		case errors.As(err, &apart) && apart.Code == "rooms-apart":
			out = append(out, apart.Args["parts"].(string))
		case err != nil:
			return nil, err
		}
	}
	return out, nil
}

// partsOf are the islands of a stage by the sheets that are assigned now.
func partsOf(tx Tx, c Contest, st Stage) ([]Island, error) {
	entries, err := tx.Entries(c.ID)
	if err != nil {
		return nil, err
	}
	panels, err := panelsOf(tx, c.ID, "")
	if err != nil {
		return nil, err
	}
	rooms := map[string]string{}
	if c.Def.Rank.Within() {
		if rooms, err = seatedIn(tx, c, panels); err != nil {
			return nil, err
		}
	}
	of, at := map[string]rankingOf{}, map[string]int{}
	for i, e := range entries {
		if at[e.ID] = i; e.State == EntryActive {
			of[e.ID] = rankingOf{e.Division, rooms[e.ID]}
		}
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: c.ID, Stage: st.ID})
	pairs := pairsOf(sheets)
	slices.SortStableFunc(pairs, func(a, b Pair) int { return at[a.Entry] - at[b.Entry] })
	return islands(panels, pairs, func(entry string) (rankingOf, bool) {
		r, active := of[entry]
		return r, active
	}), err
}

// seatedIn finds the room of each entry as the fold of the journal does.
func seatedIn(tx Tx, c Contest, panels []Panel) (map[string]string, error) {
	stages, err := tx.Stages(c.ID)
	if err != nil {
		return nil, err
	}
	var pairs [][]Pair
	for _, st := range stages {
		if !ranked(c.Def, st) {
			continue
		}
		sheets, err := tx.Sheets(SheetFilter{Contest: c.ID, Stage: st.ID})
		if err != nil {
			return nil, err
		}
		var of []Pair
		for _, sh := range sheets {
			if sh.Expected {
				of = append(of, Pair{sh.Entry, sh.Judge, sh.Panel})
			}
		}
		pairs = append(pairs, of)
	}
	return entryRooms(pairs, panels), nil
}

// islandNames names each part by its rooms, or by its judges where it has none:
// at most so many of each.
func islandNames(tx Tx, c Contest, parts []Island) (out []string, err error) {
	rooms, err := tx.Rooms(c.ID)
	if err != nil {
		return nil, err
	}
	panels, err := tx.Panels(c.ID)
	if err != nil {
		return nil, err
	}
	judges, err := tx.Judges(c.Event)
	if err != nil {
		return nil, err
	}
	const parted, named = 6, 3
	for _, part := range parts[:min(len(parts), parted)] {
		var names []string
		for _, r := range rooms {
			if slices.ContainsFunc(panels, func(p Panel) bool { return p.Room == r.ID && slices.Contains(part.Panels, p.ID) }) {
				names = append(names, r.Name)
			}
		}
		if len(names) == 0 {
			for _, j := range judges {
				if slices.Contains(part.Judges, j.ID) {
					names = append(names, j.Name)
				}
			}
		}
		if len(names) > named {
			names = append(names[:named], "…")
		}
		out = append(out, strings.Join(names, ", "))
	}
	if len(parts) > parted {
		out = append(out, "…")
	}
	return out, nil
}

// A Shared is how rooms share the ranking of a stage, for its page.
type Shared struct {
	RoomsDef          // what is declared, or "linked"
	Declared bool     // the contest says so itself
	Begun    bool     // a stage has begun: another declaration needs a second person
	Parts    []string // of the stage's ranking, by name, where it falls apart
	Blocks   bool     // ... and may not open so
}

// SharingOf a stage of a contest.
func (s *Service) SharingOf(ctx context.Context, contest, stage string) (Shared, error) {
	return view(ctx, s, func(tx Tx) (out Shared, err error) {
		c, err := tx.Contest(contest)
		if err != nil {
			return out, err
		}
		v, err := viewContest(tx, c)
		if err != nil {
			return out, err
		}
		st, err := stageOf(tx, contest, stage)
		if err != nil {
			return out, err
		}
		out = Shared{RoomsDef: c.Def.Rank.Sharing(), Declared: c.Def.Rank.Rooms != nil}
		if out.Begun, err = begun(tx, v); err != nil || !ranked(c.Def, st) {
			return out, err
		}
		parts, err := partsOf(tx, c, st)
		if err != nil {
			return out, err
		}
		out.Blocks = len(parts) > 0 && out.Use != RoomsAccepted
		out.Parts, err = islandNames(tx, c, parts)
		return out, err
	})
}

// declaring is a declaration as it is asked for.
type declaring struct {
	RoomsDef
	Reason string `json:"reason,omitempty"`
}

// DeclareRooms says how rooms share a ranking, and for quota how many of each go
// through. Once a stage has begun it needs a reason and waits for ApproveAct; a
// result that is final keeps its declaration. Problems: "rooms-use",
// "rooms-quota", "reason-missing" (Invalid), "stage-final" (Closed).
func (s *Service) DeclareRooms(ctx context.Context, by Actor, contest string, to RoomsDef, reason string) (out Staged, err error) {
	reason, ok := cleanText(reason, 500)
	switch {
	case !ok:
		return out, Fail(Invalid, "reason-missing", "field", "reason")
	case !slices.Contains(RoomUses, to.Use):
		return out, Fail(Invalid, "rooms-use", "field", "use")
	case to.Use != RoomsQuota:
		to.Quota = nil
	case to.Quota == nil || *to.Quota < 1 || *to.Quota > 9999:
		return out, Fail(Invalid, "rooms-quota", "field", "quota")
	}
	return out, s.change(ctx, contest, func(tx Tx) error {
		out, err = s.declare(tx, by, contest, declaring{to, reason}, "")
		return err
	})
}

// RoomUses are all there are, in the order in which they are offered.
var RoomUses = []string{RoomsLinked, "within", RoomsQuota, RoomsAccepted}

func (s *Service) declare(tx Tx, by Actor, contest string, ask declaring, second string) (Staged, error) {
	c, err := tx.Contest(contest)
	if err != nil {
		return Staged{}, err
	}
	v, err := viewContest(tx, c)
	if err != nil {
		return Staged{}, err
	}
	begun, err := begun(tx, v)
	if err != nil {
		return Staged{}, err
	}
	was := c.Def.Rank.Sharing()
	switch {
	case was.same(ask.RoomsDef) && c.Def.Rank.Rooms != nil:
		return Staged{Rooms: &was}, nil
	case v.Decided():
		return Staged{}, Fail(Closed, "stage-final")
	case begun && second == "" && ask.Reason == "":
		return Staged{}, Fail(Invalid, "reason-missing", "field", "reason")
	case begun && second == "":
		return s.propose(tx, by, contest, "rooms", "rooms-open", ask)
	}
	c.Def.Rank.Rooms = &ask.RoomsDef
	if err := tx.PutContest(c); err != nil {
		return Staged{}, err
	}
	row := RowDeclaredBody{Rooms: ask.RoomsDef, Was: was, Reason: ask.Reason, Second: second}
	return Staged{Rooms: &ask.RoomsDef}, s.write(tx, Scope{Contest: contest}, RowDeclared, by, everyone(c.Board), row)
}

func (ask declaring) tell(tx Tx, c Contest, p *Proposal) (bool, error) {
	p.Rooms, p.Reason = ask.RoomsDef, ask.Reason
	v, err := viewContest(tx, c)
	return !c.Def.Rank.Sharing().same(ask.RoomsDef) && !v.Decided(), err
}

func (r RoomsDef) same(o RoomsDef) bool { return r.Use == o.Use && r.Count() == o.Count() }

// Count is how many of each room go through; 0 without a quota.
func (r RoomsDef) Count() int {
	if r.Quota == nil {
		return 0
	}
	return *r.Quota
}

// opened reports whether a stage has left its set-up.
func (v ContestView) opened() bool {
	return slices.ContainsFunc(v.Stages, func(st Stage) bool { return st.State != StageSetup })
}

// begun reports whether what was declared stands, and changes with a second
// person only: a stage is open, or went back with marks.
func begun(tx Tx, v ContestView) (bool, error) {
	if v.opened() {
		return true, nil
	}
	return marked(tx, v.Contest.ID)
}

// declares reports whether two definitions declare the same of rooms and of
// judges who leave.
func (d Definition) declares(o Definition) bool {
	return d.Rank.Sharing().same(o.Rank.Sharing()) && d.Judges.Leaving() == o.Judges.Leaving()
}
