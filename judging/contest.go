package judging

// A contest from its definition; its board; the jury's vote.

import (
	"context"
	"slices"
)

// ContestView is a contest with what belongs to it.
type ContestView struct {
	Contest   Contest
	Divisions []Division
	Stages    []Stage
}

// CreateContest makes a contest from a definition that the loader accepted.
func (s *Service) CreateContest(ctx context.Context, by Actor, event string, def Definition) (ContestView, error) {
	v := ContestView{Contest: Contest{
		ID: NewID(), Event: event, Def: def, At: s.Now(),
		Board: Board{State: BoardHidden, Show: ShowComplete},
	}}
	err := s.Store.Update(ctx, func(tx Tx) error {
		if _, err := tx.Event(event); err != nil {
			return err
		}
		if err := tx.PutContest(v.Contest); err != nil {
			return err
		}
		v.Divisions, v.Stages = nil, nil // f may run again
		return s.lay(tx, by, &v)
	})
	if err == nil && s.Wake != nil {
		s.Wake(v.Contest.ID)
	}
	return v, err
}

// CreateContestTitled makes a contest from a preset under its own title. A
// language without a title takes the first given. Problem: "title-missing".
func (s *Service) CreateContestTitled(ctx context.Context, by Actor, event string, def Definition, title Text) (ContestView, error) {
	var ok bool
	if def.Title, ok = filled(title); !ok {
		return ContestView{}, Fail(Invalid, "title-missing", "field", "title.tg")
	}
	return s.CreateContest(ctx, by, event, def)
}

// lay brings divisions and stages in line with the definition, keeping the ids
// of those that stay, and writes the journal row.
func (s *Service) lay(tx Tx, by Actor, v *ContestView) error {
	def, contest := v.Contest.Def, v.Contest.ID
	had, hadStages := v.Divisions, v.Stages
	v.Divisions, v.Stages = nil, nil
	for _, d := range def.divisions() {
		div := Division{ID: NewID(), Contest: contest, Slug: d.ID, Title: d.Title}
		if i := slices.IndexFunc(had, func(x Division) bool { return x.Slug == d.ID }); i >= 0 {
			div.ID = had[i].ID
		}
		if err := tx.PutDivision(div); err != nil {
			return err
		}
		v.Divisions = append(v.Divisions, div)
	}
	for i, d := range def.Stages {
		st := Stage{ID: NewID(), Contest: contest, Slug: d.ID, Kind: d.Kind, Ord: i, State: StageSetup}
		if i := slices.IndexFunc(hadStages, func(x Stage) bool { return x.Slug == d.ID }); i >= 0 {
			st.ID, st.State = hadStages[i].ID, hadStages[i].State
		}
		if r, ok := def.Rubric(d.ID); ok {
			st.Rubric = r.Hash()
			if err := tx.PutRubric(st.Rubric, r.JSON()); err != nil {
				return err
			}
		}
		if err := tx.PutStage(st); err != nil {
			return err
		}
		v.Stages = append(v.Stages, st)
	}
	return s.write(tx, Scope{Contest: contest}, RowContest, by, everyone(v.Contest.Board),
		RowContestBody{Event: v.Contest.Event, Def: def, Divisions: v.Divisions, Stages: v.Stages})
}

// Contests lists the contests of an event.
func (s *Service) Contests(ctx context.Context, event string) ([]ContestView, error) {
	return view(ctx, s, func(tx Tx) ([]ContestView, error) {
		if _, err := tx.Event(event); err != nil {
			return nil, err
		}
		contests, err := tx.Contests(event)
		if err != nil {
			return nil, err
		}
		out := make([]ContestView, len(contests))
		for i, c := range contests {
			if out[i], err = viewContest(tx, c); err != nil {
				return nil, err
			}
		}
		return out, nil
	})
}

// Contest reads one contest.
func (s *Service) Contest(ctx context.Context, id string) (ContestView, error) {
	return view(ctx, s, func(tx Tx) (ContestView, error) {
		c, err := tx.Contest(id)
		if err != nil {
			return ContestView{}, err
		}
		return viewContest(tx, c)
	})
}

func viewContest(tx Tx, c Contest) (v ContestView, err error) {
	v.Contest = c
	if v.Divisions, err = tx.Divisions(c.ID); err != nil {
		return v, err
	}
	v.Stages, err = tx.Stages(c.ID)
	return v, err
}

// PutContest replaces the definition while n is the contest's N (Stale
// "contest-changed" otherwise) and no sheet has a stored op (Conflict
// "contest-begun"); from the first stage opened on it declares of rooms and of
// judges who leave what it did (Conflict "declared"). Divisions and stages may be added and changed; one that
// exists may not be left out (Conflict "division-kept", "stage-kept").
func (s *Service) PutContest(ctx context.Context, by Actor, id string, n int64, def Definition) (v ContestView, err error) {
	err = s.change(ctx, id, func(tx Tx) error {
		c, err := tx.Contest(id)
		if err != nil {
			return err
		}
		if c.N != n {
			return Fail(Stale, "contest-changed", "n", c.N)
		}
		if v, err = viewContest(tx, c); err != nil {
			return err
		}
		if refusal, err := replaceable(tx, v, def); err != nil {
			return err
		} else if refusal != nil {
			return refusal
		}
		v.Contest.Def = def
		if err := tx.PutContest(v.Contest); err != nil {
			return err
		}
		if err := s.lay(tx, by, &v); err != nil {
			return err
		}
		v.Contest, err = tx.Contest(id)
		return err
	})
	return v, err
}

// divisions of a contest; one without title where the definition has none.
func (d Definition) divisions() []DivisionDef {
	if len(d.Divisions) == 0 {
		return []DivisionDef{{ID: "all"}}
	}
	return d.Divisions
}

// division finds a division by id or slug; "" is the only one.
func (v ContestView) division(key string) (Division, error) {
	for _, d := range v.Divisions {
		if d.ID == key || d.Slug == key || key == "" && len(v.Divisions) == 1 {
			return d, nil
		}
	}
	return Division{}, Fail(NotFound, "not-found")
}

// SetBoard changes what the public sees. Problems: "board-state", "board-show",
// "not-scored".
func (s *Service) SetBoard(ctx context.Context, by Actor, contest string, b Board) (Board, error) {
	return s.setBoard(ctx, by, contest, b, "")
}

// HideBoard takes back what the public sees, with a reason for the journal.
// Problem: "reason-missing".
func (s *Service) HideBoard(ctx context.Context, by Actor, contest, reason string) error {
	reason, ok := cleanText(reason, 500)
	if !ok || reason == "" {
		return Fail(Invalid, "reason-missing", "field", "reason")
	}
	c, err := view(ctx, s, func(tx Tx) (Contest, error) { return tx.Contest(contest) })
	if err == nil {
		_, err = s.setBoard(ctx, by, contest, c.Board.In(BoardHidden), reason)
	}
	return err
}

// In is the board in another state, with its switches as they are.
func (b Board) In(state BoardState) Board {
	b.State = state
	return b
}

func (s *Service) setBoard(ctx context.Context, by Actor, contest string, b Board, reason string) (Board, error) {
	if b.Show == "" {
		b.Show = ShowComplete
	}
	switch b.State {
	case BoardHidden, BoardLive, BoardPublished:
	default:
		return b, Fail(Invalid, "board-state", "state", string(b.State))
	}
	if b.Show != ShowComplete && b.Show != ShowEverySheet {
		return b, Fail(Invalid, "board-show", "show", string(b.Show))
	}
	return b, s.change(ctx, contest, func(tx Tx) error {
		c, err := tx.Contest(contest)
		if err != nil || c.Board == b {
			return err
		}
		if !c.Def.Scored() && b.State != BoardHidden {
			return Fail(Conflict, "not-scored")
		}
		c.Board = b
		if err := tx.PutContest(c); err != nil {
			return err
		}
		return s.write(tx, Scope{Contest: contest}, RowBoard, by, "*", RowBoardBody{b, reason})
	})
}

// RecordVote keeps the jury's open vote between entries that are level on
// everything before it. Problems: "vote-order", "vote-count", "stage-final"
// (Closed).
func (s *Service) RecordVote(ctx context.Context, by Actor, contest string, v Vote) error {
	v.ID, v.Contest, v.At = NewID(), contest, s.Now()
	var ok bool
	if v.Count, ok = cleanText(v.Count, 100); !ok || v.Count == "" {
		return Fail(Invalid, "vote-count")
	}
	return s.change(ctx, contest, func(tx Tx) error {
		c, err := tx.Contest(contest)
		if err != nil {
			return err
		}
		cv, err := viewContest(tx, c)
		if err != nil {
			return err
		}
		d, err := cv.division(v.Division)
		if err != nil {
			return err
		}
		v.Division = d.ID
		for i, id := range v.Order {
			e, err := tx.Entry(id)
			if err != nil || e.Contest != contest || e.Division != d.ID || slices.Contains(v.Order[:i], id) {
				return Fail(Invalid, "vote-order", "entry", id)
			}
		}
		if len(v.Order) < 2 {
			return Fail(Invalid, "vote-order", "entry", "")
		}
		if err := undecided(tx, c); err != nil {
			return err
		}
		if err := tx.PutVote(v); err != nil {
			return err
		}
		pub := ""
		if c.Board.State != BoardHidden {
			pub = d.ID
		}
		return s.write(tx, Scope{Contest: contest}, RowVote, by, pub, v)
	})
}

// undecided refuses what would change a result of which every stage is final:
// a stage goes back first, and that takes two persons.
func undecided(tx Tx, c Contest) error {
	v, err := viewContest(tx, c)
	if err == nil && v.Decided() {
		return Fail(Closed, "stage-final")
	}
	return err
}

// Decided reports whether every stage of the result is final. An inspection, and
// a stage that cannot open, gives no points and is not waited for.
func (v ContestView) Decided() bool {
	live := slices.DeleteFunc(slices.Clone(v.Stages), func(st Stage) bool {
		def, _ := v.Contest.Def.stage(st.Slug)
		return !def.Live() || def.Kind == "checklist"
	})
	return len(live) > 0 && !slices.ContainsFunc(live, func(st Stage) bool { return st.State != StageFinal })
}
