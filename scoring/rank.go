package scoring

// This file is the definition of the standings.

import (
	"cmp"
	"slices"
)

// Rank returns the standings of the entries under a rule that passed
// [Rule.Check]: by total from high to low, what is level by the tie chain, what
// is still level on a shared place, 1-2-2-4. Entries that are out or have no
// total follow without a place. Among entries that nothing tells apart the
// order of listing is that of entries; it is not a place.
//
// Entries have distinct ids. Of sheets with one identity the last counts;
// sheets of unknown entries and stages do not matter.
func Rank(rule *Rule, entries []Entry, sheets []Sheet, votes Votes) []Standing {
	of := map[string][]Sheet{}
	for _, s := range sheets {
		of[s.Entry] = put(of[s.Entry], s)
	}
	rows := make([]*Standing, len(entries))
	for i, e := range entries {
		rows[i] = rule.evaluate(e, of[e.ID])
	}
	slices.SortStableFunc(rows, rule.order)

	standings := make([]Standing, 0, len(rows))
	for lo := 0; lo < len(rows); lo = len(standings) {
		hi := lo + 1
		for hi < len(rows) && rule.level(rows[lo], rows[hi]) {
			hi++
		}
		var above *Standing
		if lo > 0 {
			above = rows[lo-1]
		}
		standings = append(standings, rule.settle(rows[lo:hi], lo, above, votes)...)
	}
	return standings
}

// put replaces the sheet of the same identity, or adds it.
func put(sheets []Sheet, s Sheet) []Sheet {
	if i := find(sheets, s.Stage, s.Judge, s.Attempt); i >= 0 {
		sheets[i] = s
		return sheets
	}
	return append(sheets, s)
}

// find returns the index of a sheet among those of one entry, or -1.
func find(sheets []Sheet, stage, judge string, attempt int) int {
	return slices.IndexFunc(sheets, func(s Sheet) bool {
		return s.Stage == stage && s.Judge == judge && s.Attempt == attempt
	})
}

// evaluate returns all of an entry's standing that the others have no part in:
// everything but Place, Shared and Decided.
func (r *Rule) evaluate(e Entry, sheets []Sheet) *Standing {
	s := &Standing{Entry: e.ID, Out: e.Out, Stages: make([]StageResult, len(r.Stages)), Keys: make([][]Number, len(r.Ties))}
	panels := make([]panel, len(r.Stages))
	weights := Number{}
	for i := range r.Stages {
		stage := &r.Stages[i]
		var own []Sheet
		for _, sheet := range sheets {
			if sheet.Stage == stage.ID {
				own = append(own, sheet)
			}
		}
		p := stage.judge(own, e.Members, r.MinSheets)
		panels[i] = p
		s.Counted += len(p.scores)
		s.Stages[i] = StageResult{Stage: stage.ID, Attempt: p.attempt, Counted: len(p.scores),
			Complete: p.ok, Result: p.result, Sheets: stage.scores(own, e.Members)}

		weights = weights.Add(stage.Weight)
		if !p.ok || stage.Weight.IsZero() {
			continue
		}
		s.Scored = true
		if r.By == Percent {
			p.result = hundred.Mul(p.result).Quo(stage.Max)
		}
		s.Total = s.Total.Add(stage.Weight.Mul(p.result))
	}
	if r.By == Percent {
		s.Total = s.Total.Quo(weights)
	}
	for i, t := range r.Ties {
		if at := r.stage(t.Stage); at >= 0 {
			s.Keys[i] = t.key(panels[at])
		}
	}
	return s
}

// key is what a tie compares, as a list: one value, several for the countback,
// none where the panel has no result.
func (t Tie) key(p panel) []Number {
	if !p.ok {
		return nil
	}
	switch t.By {
	case TieStage:
		return []Number{p.result}
	case TieCriterion:
		if m, ok := meanMark(p.sheets, t.Criterion); ok {
			return []Number{m}
		}
		return nil
	}
	scores := slices.SortedFunc(slices.Values(p.scores), func(a, b Number) int { return b.Cmp(a) })
	if t.By == TieBestSheet {
		return scores[:1]
	}
	return scores
}

// order sorts those with a place before those without, and those with one by
// total and chain.
func (r *Rule) order(a, b *Standing) int {
	switch {
	case a.ranked() && b.ranked():
		c, _ := r.compare(a, b)
		return c
	case a.ranked():
		return -1
	case b.ranked():
		return 1
	}
	return 0
}

func (s *Standing) ranked() bool { return s.Scored && !s.Out }

// compare compares the totals and then the keys of the chain; below 0 puts a
// first. decided is 1 + the index of the key that told them apart, 0 when the
// totals did or nothing does. The vote is not a key of this order: see settle.
func (r *Rule) compare(a, b *Standing) (c, decided int) {
	if c := b.Total.Cmp(a.Total); c != 0 {
		return c, 0
	}
	for i, t := range r.Ties {
		if c := t.compare(a.Keys[i], b.Keys[i]); c != 0 {
			return c, i + 1
		}
	}
	return 0, 0
}

// compare compares one by one; a longer list comes before its prefix, so that
// an entry without a value comes after those with one.
func (t Tie) compare(a, b []Number) int {
	for i := range min(len(a), len(b)) {
		c := b[i].Cmp(a[i])
		if t.Ascending {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(len(b), len(a))
}

// level reports whether only a vote could tell a and b apart.
func (r *Rule) level(a, b *Standing) bool {
	return a.ranked() && b.ranked() && r.order(a, b) == 0
}

// settle returns the final standings of one level group: first entries stand
// before it, and above is the last of them. Only a group as a whole can be put
// to the vote: an order by pairs, in which an entry without a number is level
// with all, would be none.
func (r *Rule) settle(level []*Standing, first int, above *Standing, votes Votes) []Standing {
	group := make([]Standing, len(level))
	for i, s := range level {
		group[i] = *s
	}
	if !group[0].ranked() {
		return group
	}
	voted := r.voted(group, votes)
	if voted {
		slices.SortStableFunc(group, func(a, b Standing) int {
			return cmp.Compare(votes[a.Entry], votes[b.Entry])
		})
	}
	group[0].Place = first + 1
	if above != nil {
		_, group[0].Decided = r.compare(above, &group[0])
	}
	for i := 1; i < len(group); i++ {
		above, s := &group[i-1], &group[i]
		if voted && votes[above.Entry] != votes[s.Entry] {
			s.Place, s.Decided = first+i+1, len(r.Ties)
			continue
		}
		s.Place = above.Place
		above.Shared, s.Shared = true, true
	}
	return group
}

// voted reports whether the rule asks for a vote and every entry has a number.
func (r *Rule) voted(group []Standing, votes Votes) bool {
	n := len(r.Ties)
	return n > 0 && r.Ties[n-1].By == TieVote && !slices.ContainsFunc(group, func(s Standing) bool {
		_, ok := votes[s.Entry]
		return !ok
	})
}
