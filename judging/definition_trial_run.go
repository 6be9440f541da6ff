package judging

// One attempt at tasks or against time in the tests of a definition: the
// formulas are those of scoring.TaskSheet.

import "dovar/scoring"

// TaskSheet returns the formula of one attempt of a stage of kind tasks or time.
func (s StageDef) TaskSheet() scoring.TaskSheet {
	sheet := scoring.TaskSheet{}
	for _, t := range s.Tasks {
		task := scoring.Task{ID: t.ID, Needs: t.Needs}
		if t.Counter != nil {
			task.Each, task.Max = t.Counter.Each.number(), t.Counter.Max
		}
		for _, c := range t.Choice {
			task.Choices = append(task.Choices, c.Value.number())
		}
		sheet.Tasks = append(sheet.Tasks, task)
	}
	for _, g := range s.Exclusive {
		sheet.Exclusive = append(sheet.Exclusive, scoring.Exclusive(g))
	}
	for _, o := range s.Outcomes {
		sheet.Outcomes = append(sheet.Outcomes, scoring.Outcome{ID: o.ID, Points: scoring.Kept(o.Points), Time: scoring.Kept(o.Time)})
	}
	for _, m := range s.Modifiers {
		sheet.Modifiers = append(sheet.Modifiers, scoring.Modifier{ID: m.ID, Op: scoring.ModifierOp(m.Op)})
	}
	if s.Attempts != nil && s.Attempts.Seconds != nil {
		sheet.Limit = scoring.Int(int64(*s.Attempts.Seconds))
	}
	if s.Time != nil {
		sheet.Timers, sheet.Decimals = s.Time.Timers, s.Time.Decimals
	}
	return sheet
}

// runs returns the stage as package scoring sees it whose results of attempts
// are at hand.
func (s StageDef) runs() scoring.Stage {
	a := s.Attempts
	stage := scoring.Stage{ID: s.ID, Weight: s.Weight.number(), Runs: &scoring.Runs{N: a.N, Count: a.Count, ByTime: s.Kind == "time"}}
	if s.Max != nil {
		stage.Max = s.Max.number()
	}
	if a.K != nil {
		stage.Params.K = *a.K
	}
	for _, t := range s.Ties {
		stage.Ties = append(stage.Ties, t.scoring())
	}
	return stage
}

// attempt is what one attempt at tasks or against time gives.
func (tr *trial) attempt(r TestRun, at where) scoring.Run {
	sheet, given := tr.stage.TaskSheet(), tr.given(r, at)
	for _, f := range sheet.Faults(given) {
		at := at.field(f.In)
		switch {
		case f.Code == "time-given" && tr.stage.Kind == "tasks":
			continue // an example may be about the points alone
		case f.ID != "":
			at = at.field(f.ID)
		case f.At > 0:
			at = at.item(f.At - 1)
		}
		tr.must(false, at, f.Code, f.Args...)
	}
	run, _ := sheet.Run(given)
	return run
}

// given is the input of an example; a count where a choice belongs, or the
// other way round, is impossible.
func (tr *trial) given(r TestRun, at where) scoring.Given {
	given := scoring.Given{Values: map[string]scoring.Number{}, Outcome: r.Outcome, Modifiers: r.Modifiers}
	choice := map[string]bool{}
	for _, t := range tr.stage.Tasks {
		choice[t.ID] = t.Choice != nil
	}
	for id, value := range sorted(r.Tasks) {
		at := at.field("tasks").field(id)
		switch x := value.(type) {
		case int:
			tr.must(!choice[id], at, "choice-unknown")
			given.Values[id] = scoring.Int(int64(x))
		case Decimal:
			tr.must(choice[id], at, "count-unknown")
			given.Values[id] = x.number()
		}
	}
	for _, t := range r.Times {
		given.Times = append(given.Times, t.number())
	}
	return given
}
