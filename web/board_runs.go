package web

// Runs on a board without a script: the best and the last, a line a stage.

import (
	"strings"

	"dovar/judging"
	"dovar/scoring"
)

// Runs are the stages with runs; empty where there is nothing to tell of them.
func (p boardPage) Runs() (stages []judging.ExtraStage) {
	if p.Frame.Extra == nil {
		return nil
	}
	for _, s := range p.Frame.Extra.Stages {
		if s.Kind != "matches" {
			stages = append(stages, s)
		}
	}
	return stages
}

// BestOf and LastOf are an entry's best and last run of each stage in words.
func (p boardPage) BestOf(row judging.FrameRow) []string { return p.runsOf(row, better) }

func (p boardPage) LastOf(row judging.FrameRow) []string {
	return p.runsOf(row, func(judging.ExtraStage, judging.FrameRun, judging.FrameRun) bool { return true })
}

// runsOf are of each stage the run that beats those before it.
func (p boardPage) runsOf(row judging.FrameRow, beats func(judging.ExtraStage, judging.FrameRun, judging.FrameRun) bool) (out []string) {
	for _, s := range p.Runs() {
		var top *judging.FrameRun
		for _, run := range row.Runs {
			if run.Stage == s.Stage && (top == nil || beats(s, run, *top)) {
				top = &run
			}
		}
		if top != nil {
			out = append(out, p.run(s, *top))
		}
	}
	return out
}

// better reports whether run a is better than b: less time, or more points and
// then less time. One without a result is better than none, and one for a tie
// alone than no other.
func better(s judging.ExtraStage, a, b judging.FrameRun) bool {
	if a.Extra || b.Extra {
		return b.Extra
	}
	if a.None || b.None {
		return b.None && !a.None
	}
	if s.Kind == "time" {
		return decimalOf(a.V).Cmp(decimalOf(b.V)) < 0
	}
	if c := decimalOf(a.V).Cmp(decimalOf(b.V)); c != 0 {
		return c > 0
	}
	return a.T != "" && (b.T == "" || decimalOf(a.T).Cmp(decimalOf(b.T)) < 0)
}

// decimalOf reads a value of a frame; what is none counts as 0.
func decimalOf(text string) scoring.Number {
	n, _ := scoring.ParseDecimal(text)
	return n
}

// run is a run in words; where there are several stages with the stage's title.
func (p boardPage) run(s judging.ExtraStage, run judging.FrameRun) string {
	var parts []string
	if len(p.Runs()) > 1 {
		parts = append(parts, s.Title.In(p.Lang))
	}
	switch {
	case run.None:
		parts = append(parts, "–")
	case s.Kind == "time":
		parts = append(parts, showTotal(run.V, s.Decimals, p.Lang))
	default:
		parts = append(parts, showTotal(run.V, 0, p.Lang))
		if run.T != "" {
			parts = append(parts, showTotal(run.T, s.Decimals, p.Lang))
		}
	}
	return strings.Join(parts, " · ")
}
