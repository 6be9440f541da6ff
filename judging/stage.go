package judging

// The steps of a stage, and the second person that some of them need.

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// stageSteps is the order of a stage's states; a step to an earlier one needs a
// reason and a second person.
var stageSteps = []StageState{StageSetup, StageOpen, StageClosed, StageFinal}

// Staged is the answer to an act that may need a second person: done, with the
// stage's state, what became of a judge's sheets, or what was declared; or
// waiting for ApproveAct.
type Staged struct {
	State    StageState `json:"state,omitempty"`
	Left     *Left      `json:"left,omitempty"`
	Rooms    *RoomsDef  `json:"rooms,omitempty"`
	Approval string     `json:"approval,omitempty"`
	Why      string     `json:"why,omitempty" doc:"step-back, unsent-ops, uncorrected, leave-other or rooms-open; text: approval.<why>"`
}

// SetStage moves a stage one step. A step back, or closing while a known device
// of the stage reports unsent ops, is stored as proposed and waits for
// ApproveAct. Missing sheets alone do not block closing. Problems:
// "stage-state", "stage-step", "reason-missing", "not-scored", "matches-undrawn",
// "collecting", "sheet-conflicts", "judges-missing", "rooms-apart",
// "matches-undrawn" {division}, "matches-open" {meetings, count}.
func (s *Service) SetStage(ctx context.Context, by Actor, stage string, to StageState, reason string) (out Staged, err error) {
	reason, ok := cleanText(reason, 500)
	if !ok {
		return out, Fail(Invalid, "reason-missing")
	}
	st, err := view(ctx, s, func(tx Tx) (Stage, error) { return tx.Stage(stage) })
	if err != nil {
		return out, err
	}
	err = s.change(ctx, st.Contest, func(tx Tx) error {
		out, err = s.step(tx, by, st.Contest, RowStageBody{Stage: stage, State: to, Reason: reason}, "")
		return err
	})
	return out, err
}

// step decides and carries out; second is the approval that allows what needs
// one.
func (s *Service) step(tx Tx, by Actor, contest string, ask RowStageBody, second string) (Staged, error) {
	st, err := tx.Stage(ask.Stage)
	if err != nil {
		return Staged{}, err
	}
	c, err := tx.Contest(contest)
	if err != nil {
		return Staged{}, err
	}
	from, to := slices.Index(stageSteps, st.State), slices.Index(stageSteps, ask.State)
	switch {
	case to < 0:
		return Staged{}, Fail(Invalid, "stage-state", "state", string(ask.State))
	case to == from:
		return Staged{State: st.State}, nil
	case !oneStep(st.State, ask.State):
		return Staged{}, Fail(Conflict, "stage-step", "from", string(st.State), "to", string(ask.State))
	}
	why := ""
	if to < from {
		if ask.Reason == "" {
			return Staged{}, Fail(Invalid, "reason-missing")
		}
		why = "step-back"
	} else if why, err = s.ready(tx, c, st, ask.State); err != nil {
		return Staged{}, err
	}
	if why != "" && second == "" {
		return s.propose(tx, by, c.ID, "stage", why, ask)
	}
	ask.Second, ask.Was, st.State = second, st.State, ask.State
	if err := tx.PutStage(st); err != nil {
		return Staged{}, err
	}
	return Staged{State: st.State}, s.write(tx, Scope{Contest: c.ID}, RowStage, by, "", ask)
}

// ready refuses a step forward that cannot be made, and says why one needs a
// second person.
func (s *Service) ready(tx Tx, c Contest, st Stage, to StageState) (why string, err error) {
	if to == StageOpen {
		def, _ := c.Def.stage(st.Slug)
		if !c.Def.Scored() || !def.Live() {
			return "", Fail(Conflict, "not-scored")
		}
		if drawn, err := drawnStage(tx, c, st); err != nil || !drawn {
			return "", failOr(err, Conflict, "matches-undrawn")
		}
		return "", together(tx, c, st)
	}
	if collecting, err := tx.Meta("collecting"); err != nil || collecting != "" {
		return "", failOr(err, Conflict, "collecting")
	}
	if err := matchesOver(tx, c, st); err != nil {
		return "", err
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: c.ID, Stage: st.ID})
	if err != nil {
		return "", err
	}
	if to == StageFinal {
		if err := final(tx, c, st, sheets); err != nil {
			return "", err
		}
		return uncorrected(tx, c, st, sheets)
	}
	judges := map[string]bool{}
	for _, sh := range sheets {
		judges[sh.Judge] = true
	}
	devices, err := tx.Devices(c.Event)
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(devices, func(d Device) bool { return judges[d.Judge] && d.Unsent > 0 && !d.Revoked }) {
		return "unsent-ops", nil
	}
	return "", nil
}

// drawnStage reports whether a stage of matches is drawn; another kind needs no
// draw.
func drawnStage(tx Tx, c Contest, st Stage) (bool, error) {
	if st.Kind != "matches" {
		return true, nil
	}
	draws, err := tx.Draws(c.ID)
	return slices.ContainsFunc(draws, func(d Draw) bool { return d.Stage == st.ID }), err
}

// final: no sheet may be in conflict, and no active entry short of counted
// sheets; one that never came is absent or withdrawn first.
func final(tx Tx, c Contest, st Stage, sheets []Sheet) error {
	for _, sh := range sheets {
		if sh.Conflict {
			return Fail(Conflict, "sheet-conflicts", "sheet", sh.ID)
		}
	}
	entries, err := tx.Entries(c.ID)
	if err != nil {
		return err
	}
	if Refereed(st.Kind) {
		return ran(tx, c, st, entries, sheets)
	}
	missing := short(c, st, entries, sheets)
	if len(missing) == 0 {
		return nil
	}
	names := mappedTo(missing, func(e ShortEntry) string { return fmt.Sprintf("%s (%d)", e.Code, e.Have) })
	return Fail(Conflict, "judges-missing", "entries", listed(names), "count", len(missing), "need", c.Def.enough(st.Slug))
}

// listed names at most a dozen.
func listed(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + " …"
	}
	return strings.Join(names, ", ")
}

func failOr(err error, kind Kind, code string) error {
	if err != nil {
		return err
	}
	return Fail(kind, code)
}

func (d Definition) stage(slug string) (StageDef, bool) {
	i := slices.IndexFunc(d.Stages, func(st StageDef) bool { return st.ID == slug })
	if i < 0 {
		return StageDef{}, false
	}
	return d.Stages[i], true
}

// oneStep reports whether a stage may go from one state to the other.
func oneStep(from, to StageState) bool {
	d := slices.Index(stageSteps, to) - slices.Index(stageSteps, from)
	return slices.Contains(stageSteps, to) && (d == 1 || d == -1)
}
