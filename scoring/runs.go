package scoring

// This file makes results of attempts and of games.

import (
	"cmp"
	"slices"
)

// record makes the panel of a stage whose sheets are runs or games.
func (s *Stage) record(m *Method, sheets []Sheet, e Entry) panel {
	p := panel{method: m, params: s.Params, members: e.Members}
	var extra []Run
	for _, sheet := range sheets {
		value, complete := s.score(sheet, e.Members)
		if sheet.Excluded != "" || sheet.Run == nil && sheet.Game == nil {
			continue
		}
		if sheet.Run != nil && sheet.Run.Extra {
			extra = append(extra, s.Runs.measure(*sheet.Run))
			continue
		}
		p.sheets = append(p.sheets, sheet)
		if sheet.Run != nil {
			p.runs = append(p.runs, s.Runs.measure(*sheet.Run))
		}
		if complete {
			p.scores = append(p.scores, value)
		}
	}
	if len(extra) > 0 {
		slices.SortStableFunc(extra, s.Runs.compare)
		p.extra = s.Runs.values(extra)
	}
	switch {
	case len(p.sheets) == 0:
	case s.Games:
		p.result, p.ok = sum(p.scores), true
	default:
		slices.SortStableFunc(p.runs, s.Runs.compare)
		if m.runs != nil {
			p.result, p.ok = m.runs(s, p.runs)
			p.result = s.round(RoundResult, p.result)
		}
	}
	return p
}

// score is what one sheet gives by itself, and whether it is complete.
func (s *Stage) score(sheet Sheet, members int) (Number, bool) {
	switch {
	case s.Games:
		if sheet.Game == nil {
			return Number{}, false
		}
		return sheet.Game.Points, true
	case s.Runs != nil:
		if sheet.Run == nil {
			return Number{}, false
		}
		run := s.Runs.measure(*sheet.Run)
		return s.Runs.value(run), !run.None
	}
	return s.SheetResult(sheet.Marks, sheet.Counts, members)
}

// measure turns a measured run into points where the stage has a scale.
func (r *Runs) measure(run Run) Run {
	if r.Scale != nil && !run.None {
		run.Points = r.Scale.Base.Add(run.Points.Sub(r.Scale.Zero).Mul(r.Scale.Each))
	}
	run.None = run.None || r.ByTime && !run.Timed
	return run
}

// value is what a run counts for.
func (r *Runs) value(run Run) Number {
	if r.ByTime {
		return run.Time
	}
	return run.Points
}

// compare puts the better run first: more points, then less time; against time
// less time. A run without a result is behind all others.
func (r *Runs) compare(a, b Run) int {
	if a.None || b.None {
		return cmp.Compare(btoi(a.None), btoi(b.None))
	}
	if !r.ByTime {
		if c := b.Points.Cmp(a.Points); c != 0 {
			return c
		}
	}
	if a.Timed && b.Timed {
		return a.Time.Cmp(b.Time)
	}
	return cmp.Compare(btoi(b.Timed), btoi(a.Timed))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// values are those of the runs with a result, best first.
func (r *Runs) values(runs []Run) (out []Number) {
	for _, run := range runs {
		if !run.None {
			out = append(out, r.value(run))
		}
	}
	return out
}

// bestRuns adds the best k runs, or Params.K for 0. A sum of times needs all k:
// fewer would be less.
func bestRuns(k int) func(*Stage, []Run) (Number, bool) {
	return func(s *Stage, runs []Run) (Number, bool) {
		k := max(k, s.Params.K)
		values := s.Runs.values(runs)
		if len(values) == 0 || s.Runs.ByTime && len(values) < k {
			return Number{}, false
		}
		return sum(values[:min(k, len(values))]), true
	}
}

// sumRuns adds all runs; a sum of times needs each of them.
func sumRuns(s *Stage, runs []Run) (Number, bool) {
	values := s.Runs.values(runs)
	if len(values) == 0 || s.Runs.ByTime && len(values) < s.Runs.N {
		return Number{}, false
	}
	return sum(values), true
}

// meanRuns is the mean of the runs with a result.
func meanRuns(s *Stage, runs []Run) (Number, bool) {
	values := s.Runs.values(runs)
	if len(values) == 0 {
		return Number{}, false
	}
	return mean(values), true
}

// averageRuns leaves out High of the best and Low of the worst of all N runs and
// takes the mean of the rest; a run without a result, made or not, is the worst.
// Where one is left there is no result (World Cube Association, regulation 9f).
func averageRuns(s *Stage, runs []Run) (Number, bool) {
	values := s.Runs.values(runs)
	if len(values) < s.Runs.N-s.Params.Low {
		return Number{}, false
	}
	return mean(values[s.Params.High : s.Runs.N-s.Params.Low]), true
}

// normalised divides each run by the best run of its field and takes the mean of
// the best K shares (RoboCupJunior Rescue): each new best run moves everybody.
func normalised(s *Stage, panels []*panel) {
	best := map[string]Number{}
	for _, p := range panels {
		for _, run := range p.runs {
			if v := s.Runs.value(run); !run.None && v.Cmp(best[run.Field]) > 0 {
				best[run.Field] = v
			}
		}
	}
	for _, p := range panels {
		var shares []Number
		for _, run := range p.runs {
			switch top := best[run.Field]; {
			case run.None || top.IsZero():
				shares = append(shares, Number{})
			default:
				shares = append(shares, s.Runs.value(run).Quo(top))
			}
		}
		if p.ok = len(shares) > 0; p.ok {
			slices.SortFunc(shares, func(a, b Number) int { return b.Cmp(a) })
			p.result = s.round(RoundResult, mean(shares[:min(s.Params.K, len(shares))]))
		}
	}
}
