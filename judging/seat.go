package judging

// Whose sheet stands in for another one.

// seatFor is the sheet with which a judge takes the place of one: of the sheets
// of its stage the judge's own of that attempt, or of that match as long as
// nothing of it counts, with all it holds; else a new one. The attempts of matches
// number what their referee has of an entry.
func seatFor(sheets []Sheet, of Sheet, judge string) Sheet {
	attempt := of.Attempt
	for _, sh := range sheets {
		switch {
		case sh.Entry != of.Entry || sh.Judge != judge:
		case of.Meeting == "" && sh.Attempt == of.Attempt:
			sh.Turn = of.Turn
			return sh
		case of.Meeting != "" && sh.Turn == of.Turn && sh.Excluded == "" && sh.Counts == "":
			return sh
		case of.Meeting != "":
			attempt = max(attempt, sh.Attempt+1)
		}
	}
	return Sheet{Contest: of.Contest, Stage: of.Stage, Entry: of.Entry, Judge: judge, Attempt: attempt, Turn: of.Turn}.named()
}
