package judging

// Why an entry stands where it stands, for everyone: once a board is published
// with reasons. What everyone may read of it is a type of its own, so that no
// step of scoring reaches a phone because nobody thought of it.

import (
	"context"
	"slices"
	"strconv"

	"dovar/scoring"
)

// A PublicReason is the reason of one entry's place. Row is its row of the
// public frame; Epoch, Pub and Division are those of that frame.
type PublicReason struct {
	Def      Definition
	Epoch    string
	Pub      int64
	Division string
	Row      FrameRow
	Steps    []PublicStep
}

// A PublicStep is one line of it: a step of [scoring.Explain] with what it may
// say. Judges, single sheets and the reasons of what does not count are not in
// it. Numbers are exact unless said otherwise; ids are of the definition.
type PublicStep struct {
	Key       string // uncounted, left, run, norun, stage, waiting, adjusted, total, cut, rounded, tie, shared
	Stage     string
	Criterion string
	By        string // of tie: what was compared, with N and Field
	N         string
	Field     string
	Verdict   string // of tie: above, below, level
	Counted   int    // sheets; of uncounted those that do not count, of left those the rule leaves out
	Needed    int    // of waiting: sheets needed at least
	Weight    string
	InStage   string // the place in the stage, where totals are made of places
	Raw       string // of adjusted: before severity was corrected; of run: exact
	Time      string // of run: its seconds
	Shown     string // rounded for display
	Mine      string // "" where only the verdict is public
	Theirs    string
	Other     string // of rounded and tie: what is public of the other entry's name; "" for nothing
	Place     int    // of shared
	With      int    // of shared: how many others
}

// Reason says why a public entry stands where it stands. NotFound unless the
// board is published with reasons, for an entry that is not public, and for one
// below the places that are.
func (f *Follower) Reason(ctx context.Context, contest, entry string) (PublicReason, error) {
	return look(ctx, f, contest, func(fl *following) (PublicReason, error) {
		r, ok := fl.pic.publicReason(entry)
		if !ok {
			return r, Fail(NotFound, "not-found")
		}
		r.Epoch = fl.epoch
		return r, nil
	})
}

func (p *Picture) publicReason(entry string) (r PublicReason, ok bool) {
	e := p.entries[entry]
	if p.board.State != BoardPublished || !p.board.Reasons || e == nil || !e.public() || p.rule == nil {
		return r, false
	}
	d := p.division(e.Division)
	standings := d.shown.Standings()
	i := slices.IndexFunc(standings, func(s scoring.Standing) bool { return s.Entry == entry })
	if !p.def.lastPublicPlace().has(standings[i].Place) {
		return r, false
	}
	r = PublicReason{Def: p.def, Pub: d.pub, Division: d.ID, Row: p.placedRow(standings[i])}
	r.Row.Through = p.through(standings)[entry]
	r.Steps = p.setAside(e, &standings[i])
	for _, st := range scoring.Explain(p.rule, standings, i) {
		if open, ok := p.publicStep(st, standings, i); ok {
			r.Steps = append(r.Steps, open)
		}
	}
	return r, true
}

// setAside says of how many sheets with marks the result is not made, and never
// whose they are, nor why: a reason may name a person.
func (p *Picture) setAside(e *entryPicture, s *scoring.Standing) (out []PublicStep) {
	for _, r := range s.Stages {
		uncounted, left := 0, 0
		if c := e.cells[r.Stage]; c != nil {
			uncounted = len(c.sheets) - c.counted()
		}
		for _, sheet := range r.Sheets {
			switch {
			case sheet.Excluded != "": // of the cell already
			case sheet.Run != nil: // an attempt without a result is no sheet kept from counting
			case !sheet.Complete:
				uncounted++
			case sheet.Dropped:
				left++
			}
		}
		if uncounted > 0 {
			out = append(out, PublicStep{Key: "uncounted", Stage: r.Stage, Counted: uncounted})
		}
		if left > 0 {
			out = append(out, PublicStep{Key: "left", Stage: r.Stage, Counted: left})
		}
	}
	return out
}

// publicStep is what everyone may read of a step; nothing of one that is not
// named here.
func (p *Picture) publicStep(st scoring.Step, standings []scoring.Standing, i int) (out PublicStep, ok bool) {
	a := st.Args
	number := func(key string) int { n, _ := strconv.Atoi(a[key]); return n }
	switch st.Key {
	case "run": // what an attempt gave was seen; that one gave nothing is not said
		return PublicStep{Key: st.Key, Stage: a["stage"], N: a["n"], Shown: a["shown"], Raw: a["result"], Time: a["time"]}, a["none"] == "" && a["reason"] == ""
	case "norun":
		return PublicStep{Key: st.Key, Stage: a["stage"]}, true
	case "stage":
		return PublicStep{Key: st.Key, Stage: a["stage"], Counted: number("counted"), Shown: a["shown"],
			Weight: a["weight"], InStage: a["place"]}, true
	case "waiting":
		return PublicStep{Key: st.Key, Stage: a["stage"], Counted: number("counted"), Needed: number("needed")}, true
	case "adjusted":
		return PublicStep{Key: st.Key, Stage: a["stage"], Shown: a["shown"], Raw: a["raw"]}, true
	case "cut":
		return PublicStep{Key: st.Key, Stage: a["stage"]}, true
	case "total":
		return PublicStep{Key: st.Key, Shown: a["shown"]}, true
	case "shared":
		return PublicStep{Key: st.Key, Place: number("place"), With: number("with")}, true
	case "rounded", "tie":
		at := slices.IndexFunc(standings, func(s scoring.Standing) bool { return s.Entry == a["entry"] })
		return p.compared(st, &standings[i], &standings[at])
	}
	return out, false
}

// compared is what everyone may read of a comparison with another entry. One
// below the public places is not spoken of; of one that is not public neither
// name nor figures are told.
func (p *Picture) compared(st scoring.Step, mine, theirs *scoring.Standing) (out PublicStep, ok bool) {
	a, other := st.Args, p.entries[theirs.Entry]
	if !p.def.lastPublicPlace().has(theirs.Place) || st.Key == "rounded" && !other.public() {
		return out, false
	}
	out = PublicStep{Key: st.Key, Stage: a["stage"], Criterion: a["criterion"], By: a["by"], N: a["n"], Field: a["field"],
		Verdict: a["verdict"], Shown: a["shown"]}
	if !other.public() {
		return out, true
	}
	row := p.publicRow(other)
	out.Other = row.Name
	if out.Other == "" {
		out.Other = row.Code
	}
	if st.Key == "rounded" || p.openValues(a["by"], a["stage"], mine, theirs) {
		out.Mine, out.Theirs = a["mine"], a["theirs"]
	}
	return out, true
}

// openValues reports whether the figures that a key of the tie chain compared
// may be read by everyone: results of a stage, what referees recorded in front
// of everybody, and means over at least two judges. What else there is - the best sheet, sheets from high to low, the mark
// of an only judge - would tell what one judge gave.
func (p *Picture) openValues(by, stage string, of ...*scoring.Standing) bool {
	if def, _ := p.def.stage(stage); def.Refereed() {
		return true
	}
	switch scoring.TieKind(by) {
	case scoring.TieStage:
		return true
	case scoring.TieCriterion:
		return !slices.ContainsFunc(of, func(s *scoring.Standing) bool {
			return slices.ContainsFunc(s.Stages, func(r scoring.StageResult) bool { return r.Stage == stage && r.Counted < 2 })
		})
	}
	return false
}
