package judging

// A judge who leaves, and what becomes of their work: what the contest declared
// before it opened, at once; anything else with a second person.

import (
	"cmp"
	"context"
	"slices"
)

// What may become of the work of a judge who leaves.
const (
	LeaveKeep    = "keep"    // what counts goes on counting, the rest is excluded or handed to another
	LeaveExclude = "exclude" // all sheets of a stage that the judge did not finish are excluded
	LeaveReplace = "replace" // the same, and another judge scores each of the entries again

	leaveBack = "count" // sheets excluded for the reason count again
)

// LeaveWays are the choices of a contest.
var LeaveWays = []string{LeaveKeep, LeaveExclude, LeaveReplace}

// Leaving is what the contest declares for a judge who leaves.
func (j JudgeRule) Leaving() string { return cmp.Or(j.Leaves, LeaveKeep) }

// A Leaving says what is to become of a judge's sheets. Without a Stage it is
// about all stages not closed; in an open one where the judge has finished
// everything the sheets go on counting whatever How says.
type Leaving struct {
	Judge  string `json:"judge"`
	How    string `json:"how"`
	Stage  string `json:"stage,omitempty"` // id: only there, and finished or not
	To     string `json:"to,omitempty"`    // the judge who takes over
	Reason string `json:"reason"`
}

// Left says what became of a judge's sheets.
type Left struct {
	Taken    []Pair        `json:"taken" doc:"pairs the other judge got"`
	Kept     int           `json:"kept" doc:"counted sheets that go on counting"`
	Back     int           `json:"back" doc:"sheets taken back before their stage opened"`
	Excluded int           `json:"excluded" doc:"sheets kept out with the reason"`
	Counted  int           `json:"counted" doc:"sheets that count again"`
	Refused  []RefusedPair `json:"refused" doc:"pairs the other judge could not get: the entry needs somebody else"`
}

// changed reports whether anything became of them.
func (l Left) changed() bool { return l.Back+l.Excluded+l.Counted+len(l.Taken) > 0 }

// JudgeLeaves takes a judge out of the stages that are not closed. A sheet of a
// stage in setup that nobody wrote on is taken back; in an open stage How
// decides, and To, who is needed for "replace" and may be given for "keep", gets
// a sheet in place of each that is taken back or excluded. A pair refused as in
// Assign ("same-school", "supervisor"), one that the other judge has already
// ("already"), and one whose sheet was excluded for them before ("excluded"),
// is named and left to do. Once the stage is open, another way than the declared
// one waits for ApproveAct. Problems: "reason-missing", "leave-how", "leave-to",
// "assign-judge", "replace-same" (Invalid).
func (s *Service) JudgeLeaves(ctx context.Context, by Actor, contest string, ask Leaving) (out Staged, err error) {
	ask.Stage = ""
	switch {
	case !slices.Contains(LeaveWays, ask.How):
		return out, Fail(Invalid, "leave-how", "field", "how")
	case ask.To == ask.Judge:
		return out, Fail(Invalid, "replace-same", "field", "to")
	case ask.How == LeaveReplace && ask.To == "", ask.How == LeaveExclude && ask.To != "":
		return out, Fail(Invalid, "leave-to", "field", "to")
	}
	return s.askToLeave(ctx, by, contest, ask)
}

// ExcludeJudge keeps all sheets of a judge in a stage out of the result with a
// reason, those with marks and those without. It is what "exclude" declares for
// a judge who did not finish; anything else waits for ApproveAct, the stage
// closed or not. Problems: "reason-missing" (Invalid), "stage-final" (Closed).
func (s *Service) ExcludeJudge(ctx context.Context, by Actor, stage, judge, reason string) (Staged, error) {
	return s.inStage(ctx, by, Leaving{Judge: judge, How: LeaveExclude, Stage: stage, Reason: reason})
}

// CountJudge counts a judge's sheets in a stage again that were excluded for
// the reason. It undoes what "exclude" and "replace" declare, and waits for
// ApproveAct there. Problems as those of ExcludeJudge.
func (s *Service) CountJudge(ctx context.Context, by Actor, stage, judge, reason string) (Staged, error) {
	return s.inStage(ctx, by, Leaving{Judge: judge, How: leaveBack, Stage: stage, Reason: reason})
}

func (s *Service) inStage(ctx context.Context, by Actor, ask Leaving) (Staged, error) {
	st, err := view(ctx, s, func(tx Tx) (Stage, error) { return tx.Stage(ask.Stage) })
	if err != nil {
		return Staged{}, err
	}
	return s.askToLeave(ctx, by, st.Contest, ask)
}

func (s *Service) askToLeave(ctx context.Context, by Actor, contest string, ask Leaving) (out Staged, err error) {
	var ok bool
	if ask.Reason, ok = cleanText(ask.Reason, 500); !ok || ask.Reason == "" {
		return out, Fail(Invalid, "reason-missing", "field", "reason")
	}
	return out, s.change(ctx, contest, func(tx Tx) error {
		out, err = s.leave(tx, by, contest, ask, "")
		return err
	})
}

// leave carries out; second is the approval that allows what needs one.
func (s *Service) leave(tx Tx, by Actor, contest string, ask Leaving, second string) (Staged, error) {
	h, err := leaving(tx, contest, ask)
	if err != nil {
		return Staged{}, err
	}
	if ask.Stage != "" && h.stages[0].State == StageFinal {
		return Staged{}, Fail(Closed, "stage-final")
	}
	if second == "" && h.deviates() {
		return s.propose(tx, by, contest, "leave", "leave-other", ask)
	}
	for i, st := range h.stages {
		if err := s.hand(tx, by, h, st, h.parts[i]); err != nil {
			return Staged{}, err
		}
	}
	left := h.left()
	if ask.Stage == "" {
		if err := s.reseat(tx, by, h); err != nil {
			return Staged{}, err
		}
	}
	if left.changed() {
		row := RowLeaveBody{Leaving: ask, Declared: h.contest.Def.Judges.Leaving(), Second: second}
		if err := s.write(tx, Scope{Contest: contest}, RowLeave, by, "", row); err != nil {
			return Staged{}, err
		}
	}
	return Staged{Left: &left}, s.advance(tx, by, contest, h.stages...)
}

// deviates reports whether a second person is needed: the way is not the
// declared one, and it would touch a stage that has begun.
func (h *handover) deviates() bool {
	declared := h.contest.Def.Judges.Leaving()
	for i, p := range h.parts {
		asDeclared := h.ask.How == declared && (h.ask.Stage == "" || p.unfinished) || h.ask.How == leaveBack && declared == LeaveKeep
		if !asDeclared && begunIn(h.stages[i], h.sheets[i]) && p.touches() {
			return true
		}
	}
	return false
}

// begunIn reports whether a stage has begun: it left its set-up, or went back to
// it with marks.
func begunIn(st Stage, sheets []Sheet) bool {
	return st.State != StageSetup || slices.ContainsFunc(sheets, func(sh Sheet) bool { return sh.Rev > 0 })
}

// alone refuses to do sheet after sheet what ExcludeJudge and CountJudge do as a
// whole: once a stage has begun, more than half of a judge's sheets, or of those
// that count, two or more, are the judge, not a conflict of interest. Sheets
// given out for the purpose change nothing of the second. Conflict with the code.
func alone(tx Tx, sh *openSheet, code string) error {
	sheets, err := tx.Sheets(SheetFilter{Contest: sh.Contest, Stage: sh.Stage, Judge: sh.Judge})
	if err != nil || !begunIn(sh.stage, sheets) {
		return err
	}
	for _, marked := range []bool{false, true} {
		all, out := 0, 0
		for _, x := range sheets {
			if !x.Expected || marked && (x.Counts == "" || sh.Counts == "") {
				continue
			}
			if all++; x.Excluded != "" || x.ID == sh.ID {
				out++
			}
		}
		if out > 1 && 2*out > all {
			return Fail(Conflict, code, "out", out, "of", all)
		}
	}
	return nil
}
