package web

// One stage's figures in words, lines and a picture.

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dovar/judging"
)

func (w whoIsWho) part(p judging.QualityPart) *qualityPart {
	if p.Scale < 20 {
		w.digits = 2
	}
	out := &qualityPart{QualityPart: p, Title: stageTitle(w.Contest.Contest.Def, p.Slug)}
	for _, is := range p.Islands {
		line := islandLine{}
		for _, id := range is.Entries {
			line.Entries = append(line.Entries, w.entries[id])
		}
		var names []string
		for _, id := range is.Judges {
			names = append(names, w.judges[id].Name)
		}
		line.Judges = strings.Join(names, ", ")
		out.Islands = append(out.Islands, line)
	}
	for _, j := range p.Judges {
		out.Lines = append(out.Lines, w.habitLine(j))
	}
	out.Picture = w.picture(p.Judges)
	for _, f := range p.Flagged {
		out.Sheets = append(out.Sheets, w.flagged(p, f))
	}
	out.Cut = len(p.Disagreed) > disagreedRows
	for _, e := range p.Disagreed[:min(disagreedRows, len(p.Disagreed))] {
		out.Apart = append(out.Apart, apartLine{w.entries[e.Entry], e.Sheets, w.points(e.SD), w.points(e.Range)})
	}
	w.trust(out)
	return out
}

func (w whoIsWho) habitLine(j judging.JudgeQuality) habitLine {
	line := habitLine{Name: w.judges[j.Judge].Name, URL: "/organizer/judges/" + j.Judge, Sheets: j.Sheets, Few: j.Few}
	if j.Few {
		return line
	}
	line.Severity = w.severity(j.Severity)
	line.Range = w.between(j)
	line.Extremes = w.percent(j.Extremes)
	line.Uneven, line.Halo, line.Spread = w.known(j.Consistency, 1), w.known(j.Halo, 1), w.known(j.Spread, 1)
	for _, n := range j.Notices {
		if n == "severity" && j.Severity > 0 {
			n = "strict"
		} else if n == "severity" {
			n = "mild"
		}
		line.Notices = append(line.Notices, w.Text("desk.quality.notice."+n))
	}
	return line
}

// between writes the limits in the direction of what is said of the judge: for
// one who is milder, how much milder at least and at most.
func (w whoIsWho) between(j judging.JudgeQuality) string {
	from, to := j.Low(), j.High()
	if j.Severity < 0 {
		from, to = -j.High(), -j.Low()
	}
	return w.Text("desk.quality.range", "from", w.points(from), "to", w.points(to))
}

func (w whoIsWho) flagged(p judging.QualityPart, f judging.FlaggedSheet) flaggedLine {
	line := flaggedLine{
		Entry: w.entries[f.Entry], Judge: w.judges[f.Judge].Name, JudgeURL: "/organizer/judges/" + f.Judge,
		Score: w.points(f.Score), Expected: w.points(f.Expected), Returned: f.Returned,
	}
	to := func(act string) string {
		q := url.Values{"stage": {p.Stage}, "entry": {f.Entry}, "judge": {f.Judge}, "attempt": {strconv.Itoa(f.Attempt)}}
		if act != "" {
			q.Set("act", act)
		}
		return w.URL("day") + "?" + q.Encode()
	}
	line.Look = to("")
	if w.May(judging.Run) {
		line.Return, line.DoNotUse = to("return"), to("exclude")
	}
	return line
}

// trust says how sure order and lead are, in plain words.
func (w whoIsWho) trust(out *qualityPart) {
	if r := out.QualityPart.Reliability; r != nil {
		state, key, goal := "sure", "good", judging.Figure(judging.GoodReliability)
		switch {
		case r.Absolute < judging.PoorReliability:
			state, key = "poor", "more"
		case r.Absolute < goal:
			state, key = "fair", "more"
		}
		if key == "more" && r.Needed == 0 {
			key = "never"
		}
		args := []any{"value", w.number(r.Absolute, 2), "goal", w.number(goal, 2), "judges", r.Judges}
		if key == "more" { // the one that has forms of number
			args = append(args, "count", max(1, r.More()))
		}
		out.Sure = append(out.Sure, trust{w.State("order", state), w.Text("desk.quality.order."+key, args...)})
	}
	if l := out.QualityPart.Lead; l != nil {
		state := "sure"
		if l.Ahead < judging.SureLead {
			state = "open"
		}
		out.Sure = append(out.Sure, trust{w.State("lead", state), w.Text("desk.quality.lead", "leader", w.entry(l.Leader), "next", w.entry(l.RunnerUp),
			"chance", w.percent(l.Ahead), "gap", w.points(l.Gap), "error", w.points(2*l.GapSE))})
		for _, c := range l.Chances {
			out.Chances = append(out.Chances, chanceLine{w.entries[c.Entry], w.percent(c.First), w.percent(c.Top)})
		}
	}
	if a := out.QualityPart.Agreement; a != nil {
		for _, x := range []struct {
			key string
			f   *judging.Figure
		}{{"one", &a.OneJudge}, {"panel", &a.Panel}, {"ranks", &a.Order}, {"kendall", a.KendallW}, {"krippendorff", a.Krippendorff}, {"cronbach", a.CronbachAlpha}} {
			out.Indices = append(out.Indices, indexLine{w.Text("desk.quality.index." + x.key), w.known(x.f, 2), w.Text("desk.quality.index." + x.key + ".about")})
		}
	}
}

func (w whoIsWho) entry(id string) string {
	e := w.entries[id]
	return strings.TrimSpace(e.Code + " " + e.Name)
}

// A severityPicture is drawn over the full width: places from left to right are
// parts of it in percent, heights are px. So letters keep their size on every
// screen, and stand above their line, where they cannot meet another.
type severityPicture struct {
	Height int
	Ticks  []severityTick
	Rows   []severityRow
}

type severityTick struct{ X, Anchor, Label string }

type severityRow struct {
	Name          []severityName
	Said          string
	Text, Top     int // px from the top: of what is said, of the band
	Line, Bottom  int // of the interval, of the band's end
	Low, High, At string
	Few, Notice   bool
}

// severityName is one line of a name.
type severityName struct {
	Y    int
	Text string
}

const (
	severityHead = 52
	severityLine = 21 // of a name
	severityBand = 38 // with the space after it
	nameRunes    = 22 // a line this long has room beside what is said, on a phone too
)

// picture places judges by severity: the stricter the further left.
func (w whoIsWho) picture(judges []judging.JudgeQuality) severityPicture {
	widest := 0.0
	for _, j := range judges {
		if !j.Few {
			widest = max(widest, math.Abs(float64(j.Low())), math.Abs(float64(j.High())))
		}
	}
	edge := niceEdge(widest)
	x := func(f judging.Figure) string {
		return strconv.FormatFloat(50-48*float64(f)/edge, 'f', 2, 64) + "%"
	}
	p := severityPicture{Height: severityHead}
	for _, part := range []float64{1, .5, 0, -.5, -1} {
		p.Ticks = append(p.Ticks, severityTick{x(judging.Figure(part * edge)), "middle", showTotal(strconv.FormatFloat(math.Abs(part)*edge, 'f', -1, 64), 0, w.Lang)})
	}
	p.Ticks[0].Anchor, p.Ticks[4].Anchor = "start", "end"
	for _, j := range judges {
		row := severityRow{Text: p.Height + 20, Few: j.Few, Said: w.Text("desk.quality.few.short")}
		for i, line := range brokenName(w.judges[j.Judge].Name) {
			row.Name = append(row.Name, severityName{row.Text + severityLine*i, line})
		}
		row.Top = p.Height + severityLine*len(row.Name) + 7
		row.Line, row.Bottom = row.Top+11, row.Top+22
		if p.Height = row.Top + severityBand; !j.Few {
			row.Said = w.severity(j.Severity)
			row.Low, row.High, row.At = x(j.High()), x(j.Low()), x(j.Severity)
			row.Notice = slices.Contains(j.Notices, "severity")
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

// brokenName breaks a name between words into lines of at most nameRunes, a
// longer word alone.
func brokenName(name string) (lines []string) {
	for _, word := range strings.Fields(name) {
		last := len(lines) - 1
		if last >= 0 && utf8.RuneCountInString(lines[last]+" "+word) <= nameRunes {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// niceEdge is the least of 1, 2, 5, 10, 20 … that is not below v; 1 for 0.
func niceEdge(v float64) float64 {
	if v <= 0 {
		return 1
	}
	ten := math.Pow(10, math.Floor(math.Log10(v)))
	for _, k := range []float64{1, 2, 5} {
		if v <= k*ten {
			return k * ten
		}
	}
	return 10 * ten
}
