package workbook

// The sheets that are read: rules, journal, legend.

import (
	"slices"

	"dovar/scoring"
)

// Columns of the stages on the rules, that totals are computed with.
const (
	rTitle = iota + 1
	rWeight
	rMax
	rLeast
	rSheet
	rPanel
)

func (b *output) writeRules(p *plan) error {
	s := b.begin(p.rules, b.lay(b.foot(p, page{name: p.rules})))
	s.columns(34, 10, 12, 14, 34, 46)
	s.text(style{bold: true, size: 14}, p.Contest.Def.Title.In(s.Lang))
	s.end(22)
	by := "workbook.by." + string(p.Rule.By)
	if p.low && p.Rule.By == scoring.Points {
		by += ".low"
	}
	s.text(style{}, s.Say(by))
	s.end(15)
	s.heads([]string{"stage", "weight", "max", "least", "how", "panel"})
	for _, st := range p.stages {
		s.text(wrapStyle, st.title)
		s.number(markStyle, st.Weight)
		if highest := st.highest(); highest.IsZero() {
			s.put(markStyle, "", nil)
		} else {
			s.number(markStyle, highest)
		}
		switch {
		case st.Runs != nil || st.Games:
			s.put(markStyle, "", nil)
		case st.whole != nil:
			s.text(midStyle, s.Say("workbook.every"))
		case st.sum:
			s.put(markStyle, "", max(p.Rule.MinSheets, st.Params.From))
		default:
			s.put(markStyle, "", p.Rule.MinSheets)
		}
		how, made := st.how()
		s.text(wrapStyle, s.Say(how))
		s.text(wrapStyle, s.Say(made, "high", st.Params.High, "low", st.Params.Low, "from", st.Params.From, "k", st.Params.K))
		s.end(0)
	}
	s.end(0)
	for _, rule := range s.Rules {
		s.text(style{wrap: true}, rule)
		s.merge(s.row, rTitle, rPanel)
		s.end(3 + 12.5*float64(linesOf(rule, 150)))
	}
	return s.flush()
}

// how are the texts of what a sheet gives and of what the sheets come to.
func (st stage) how() (sheet, made string) {
	switch {
	case st.played():
		return "workbook.how.matches", "workbook.panel.matches." + st.def.Matches.Format
	case !st.ran():
		return "workbook.how." + string(st.Sheet), "workbook.panel." + string(st.Panel)
	case st.Runs.ByTime:
		return "workbook.how.time", "workbook.runs." + st.Runs.Count + ".time"
	}
	return "workbook.how.tasks", "workbook.runs." + st.Runs.Count
}

// highest is what the stage's result is a part of in percent.
func (st stage) highest() scoring.Number {
	if !st.Max.IsZero() {
		return st.Max
	}
	return st.Highest()
}

func (b *output) writeJournal(p *plan) error {
	s := b.begin(p.journal, b.lay(b.foot(p, page{name: p.journal, from: 1, heads: 1})))
	s.columns(20, 34, 96)
	s.freeze(0, 1)
	s.heads([]string{"when", "who", "what"})
	for _, line := range s.Journal {
		s.time(timeStyle, line.At)
		s.text(wrapStyle, line.Who)
		s.text(wrapStyle, line.What)
		s.end(0)
	}
	return s.flush()
}

func (b *output) writeLegend(p *plan) error {
	s := b.begin(p.legend, b.lay(b.foot(p, page{name: p.legend})))
	s.columns(118)
	s.text(style{bold: true, size: 14}, s.Say("workbook.legend"))
	s.end(22)
	digits, places, raw := 0, "", ""
	keys := []string{"made"}
	if p.marks != "" {
		keys = append(keys, "change")
	}
	if p.attempts != "" {
		keys = append(keys, "attempts")
	}
	if p.matches != "" {
		keys = append(keys, "matches")
	}
	keys = append(keys, "audit", "dash")
	for _, d := range p.divisions {
		digits = max(digits, d.digits)
		if d.layout.left > 0 && !slices.Contains(keys, "dropped") {
			keys = append(keys, "dropped")
		}
		if d.work != nil {
			places = d.work.name
		}
		if d.raw != nil {
			raw = d.raw.name
		}
	}
	keys = append(keys, "place")
	for _, x := range []struct {
		there bool
		key   string
	}{{places != "", "places"}, {len(p.Rule.Cuts) > 0, "cut"}, {raw != "", "corrected"}} {
		if x.there {
			keys = append(keys, x.key)
		}
	}
	for _, key := range append(keys, "round", "time") {
		text := s.Say("workbook.legend."+key, "version", p.Version, "n", p.N, "digits", digits,
			"marks", p.marks, "attempts", p.attempts, "matches", p.matches, "rules", p.rules, "zone", p.Event.Timezone, "places", places, "raw", raw)
		s.text(style{wrap: true}, text)
		s.end(0)
	}
	if p.At.IsZero() {
		return s.flush()
	}
	s.time(style{format: "dd.mm.yyyy hh:mm:ss", align: "left"}, p.At)
	s.end(0)
	return s.flush()
}
