package judging

// Comparisons that can never decide are refused.

// checkTiesDecide refuses the keys at which entries with the same total are
// always level.
func (in *inspection) checkTiesDecide() {
	whole, alone := in.def.total()
	voted := false
	for i, t := range in.def.Ties {
		at := where("ties").item(i)
		in.must(!voted, at, "tie-after-vote")
		in.must(!alone || t.Stage != whole.ID || !whole.repeats(t), at, "tie-total")
		in.checkSheetsDiffer(t, at)
		voted = voted || t.By == "vote"
	}
	for i, s := range in.def.Stages {
		for j, t := range s.Ties {
			at := where("stages").item(i).field("ties").item(j)
			in.must(t.Stage != s.ID || !s.repeats(t), at, "tie-total")
			in.checkSheetsDiffer(t, at)
		}
	}
}

// total returns the one stage whose result is the total, if there is one: no
// other has weight, and no correction or rounding comes between.
func (d Definition) total() (whole StageDef, alone bool) {
	weighted := 0
	for _, s := range d.Stages {
		if s.Weight != "0" {
			weighted, whole = weighted+1, s
		}
	}
	corrected := d.Rank.Adjust != nil && d.Rank.Adjust.Use == "counts"
	return whole, weighted == 1 && d.Rank.By != "bracket" && !corrected && d.Rank.Round == nil
}

// repeats reports whether a key of the stage is its result again: entries with
// the same result are then level in it. Where a penalty, the floor of a sheet at
// 0, a rounding or a mark left out may come between, a criterion is not the result.
func (s StageDef) repeats(t TieDef) bool {
	once := s.Attempts == nil || s.Attempts.N == 1
	best := s.Attempts != nil && s.Attempts.Count == "best" && t.N != nil && *t.N == 1
	switch t.By {
	case "stage":
		return true
	case "criterion":
		mean := s.Panel == "mean" || s.Panel == "mean_per_criterion"
		between := s.Penalties != nil || s.SkipAllowed || s.Rounding != nil
		return once && mean && !between && len(s.Criteria) == 1 && s.Criteria[0].Min.number().Sign() >= 0
	case "attempt":
		return best && s.Kind != "time"
	case "attempt_time":
		return best && s.Kind == "time"
	}
	return false
}

// checkSheetsDiffer asks for sheets to compare: a jury that fills one together
// has none, unless there is one of each attempt.
func (in *inspection) checkSheetsDiffer(t TieDef, at where) {
	s, _ := in.def.stage(t.Stage)
	bySheets := t.By == "sheet_best" || t.By == "sheet_countback"
	one := in.def.Judges.Sheets == "joint" && (s.Attempts == nil || s.Attempts.N == 1)
	in.must(!bySheets || !one, at, "tie-joint")
}
