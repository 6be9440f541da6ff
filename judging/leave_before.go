package judging

// What a judge's leaving would do, said before it is done: in numbers, of nobody
// whose.

import (
	"cmp"
	"context"
	"slices"
)

// A LeaveChoice is one way of a judge's work and what it would come to now.
type LeaveChoice struct {
	How      string `json:"how" enum:"keep,exclude,replace"`
	Declared bool   `json:"declared" doc:"the contest declares it"`
	Second   bool   `json:"second" doc:"it would wait for a second person"`
	Counted  int    `json:"counted" doc:"counted sheets of the judge in the stages it is about"`
	Open     int    `json:"open" doc:"sheets of the judge that do not count yet"`
	Excluded int    `json:"excluded" doc:"sheets that would be kept out"`
	Again    int    `json:"again" doc:"sheets that another judge would have to give"`
	Thin     int    `json:"thin" doc:"entries that would have fewer judges than the contest asks for"`
	Places   int    `json:"places" doc:"entries that would stand at another place at once"`
}

// LeaveChoices says what each way of a judge's leaving would come to, the
// declared one first.
func (f *Follower) LeaveChoices(ctx context.Context, contest, judge string) ([]LeaveChoice, error) {
	plans, err := view(ctx, f.Service, func(tx Tx) (plans []*handover, err error) {
		for _, how := range LeaveWays {
			h, err := leaving(tx, contest, Leaving{Judge: judge, How: how})
			if err != nil {
				return nil, err
			}
			plans = append(plans, h)
		}
		return plans, nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]LeaveChoice, len(plans))
	for i, h := range plans {
		out[i] = h.choice()
		slugs := h.excludes()
		if len(slugs) == 0 {
			continue
		}
		what, err := look(ctx, f, contest, func(fl *following) (WhatIf, error) {
			if fl.pic.rule == nil {
				return WhatIf{}, nil
			}
			return fl.pic.without(slugs, judge)
		})
		if err != nil {
			return nil, err
		}
		out[i].Places = what.Places
	}
	slices.SortStableFunc(out, func(a, b LeaveChoice) int { return rank(a.Declared, b.Declared) })
	return out, nil
}

// rank puts true before false.
func rank(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func (h *handover) choice() LeaveChoice {
	out := LeaveChoice{How: h.ask.How, Declared: h.ask.How == h.contest.Def.Judges.Leaving(), Second: h.deviates()}
	for i, p := range h.parts {
		for _, sh := range h.own(i) {
			switch {
			case sh.Excluded != "":
			case sh.Counts != "":
				out.Counted++
			default:
				out.Open++
			}
		}
		out.Excluded += len(p.excluded)
		if h.ask.How != LeaveExclude {
			out.Again += len(p.excluded) + len(p.back)
		}
		out.Thin += h.thin(i)
	}
	return out
}

// thin counts the entries of a stage that lose a sheet and keep fewer than the
// contest asks for.
func (h *handover) thin(i int) (n int) {
	goes := map[string]bool{} // entries that lose one
	for _, sh := range slices.Concat(h.parts[i].back, h.parts[i].excluded) {
		goes[sh.Entry] = true
	}
	left := map[string]int{}
	for _, sh := range h.sheets[i] {
		if sh.Expected && sh.Excluded == "" {
			left[sh.Entry]++
		}
	}
	for entry := range goes {
		if left[entry]-1 < h.contest.Def.Judges.Min {
			n++
		}
	}
	return n
}

// excludes are the slugs of stages in which counted sheets would be excluded.
func (h *handover) excludes() map[string]bool {
	out := map[string]bool{}
	for i, p := range h.parts {
		if slices.ContainsFunc(p.excluded, func(sh Sheet) bool { return sh.Counts != "" }) {
			out[h.stages[i].Slug] = true
		}
	}
	return out
}

// A Successor is a judge who could take over.
type Successor struct {
	Judge
	Load    int // sheets of theirs in the stages it is about
	Takes   int // sheets they would get
	Refused int // sheets they may not get, or have already
}

// Successors are the event's other judges, who could take over what a judge
// leaves: first those who may take most of it, of these the one with the least
// to do; spare ones, who have no name yet, come last.
func (s *Service) Successors(ctx context.Context, contest, judge, how string) ([]Successor, error) {
	return view(ctx, s, func(tx Tx) ([]Successor, error) {
		h, err := leaving(tx, contest, Leaving{Judge: judge, How: how})
		if err != nil {
			return nil, err
		}
		judges, err := tx.Judges(h.contest.Event)
		if err != nil {
			return nil, err
		}
		load := map[string]int{}
		for _, sheets := range h.sheets {
			for _, sh := range sheets {
				if sh.Expected && sh.Excluded == "" {
					load[sh.Judge]++
				}
			}
		}
		var out []Successor
		for _, j := range judges {
			if j.ID == judge {
				continue
			}
			h.to = &j
			x := Successor{Judge: j, Load: load[j.ID]}
			for i := range h.stages {
				p := h.part(i)
				x.Takes, x.Refused = x.Takes+len(p.given), x.Refused+len(p.refused)
			}
			out = append(out, x)
		}
		slices.SortStableFunc(out, func(a, b Successor) int { // judges come by name
			return cmp.Or(rank(!a.Spare, !b.Spare), cmp.Compare(a.Refused, b.Refused), cmp.Compare(a.Load, b.Load))
		})
		return out, nil
	})
}
