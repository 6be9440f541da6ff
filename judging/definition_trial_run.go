package judging

// One attempt at tasks or against time in the tests of a definition: the
// formulas are those of scoring.TaskSheet.

import "dovar/scoring"

// attempt is what one attempt at tasks or against time gives.
func (tr *trial) attempt(r TestRun, at where) scoring.Run {
	sheet, given := tr.def.form(tr.stage).sheet(), tr.given(r, at)
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
