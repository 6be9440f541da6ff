package judging_test

// A day in a hall where things go wrong, for the live map.

import (
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"dovar/judging"
)

// A hallDay is a day in which more goes wrong: judges with two tablets, sheets
// declined and returned, ops of other rubrics and of tablets taken away.
type hallDay struct {
	*day
	second   []*tablet
	lost     []*tablet
	replaced int // marks and texts, by checkNoMark
}

func newHallDay(v *venue) *hallDay {
	d := &hallDay{day: newDay(v)}
	for _, j := range d.judges {
		card, err := v.s.MakeCard(ctx, boss, j.ID)
		v.must(err)
		for _, list := range []*[]*tablet{&d.second, &d.lost} {
			tb := &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}}
			v.must(tb.enrol(card.Code, card.PIN))
			*list = append(*list, tb)
		}
		v.must(v.s.Revoke(ctx, boss, d.lost[len(d.lost)-1].dev, "stolen"))
	}
	return d
}

func (d *hallDay) act(rt *rapid.T) {
	acts := map[string]func(*rapid.T){
		"day": d.step, "more": d.step, "clash": d.from(d.second, "submit", nil), "decline": d.decline, "return": d.giveBack,
		"stale": d.from(d.second, "submit", map[string]any{"rubric": strings.Repeat("ab", 32)}), "unsure": d.unsure,
		"stolen": d.from(d.lost, "submit", nil), "stolen draft": d.from(d.lost, "draft", nil), "accept": d.accept,
	}
	acts[rapid.SampledFrom(slices.Sorted(maps.Keys(acts))).Draw(rt, "what")](rt)
}

// from sends an op of a drawn sheet that has seen nothing of other tablets.
func (d *hallDay) from(tablets []*tablet, kind string, change map[string]any) func(*rapid.T) {
	return func(rt *rapid.T) {
		i := rapid.IntRange(0, len(tablets)-1).Draw(rt, "tablet")
		if sheets := d.tablets[i].hello(0).Sheets; len(sheets) > 0 {
			sh := rapid.SampledFrom(sheets).Draw(rt, "sheet").Sheet
			tablets[i].send(tablets[i].cut(sh, kind, d.score(2), change))
		}
	}
}

// unsure sends a draft or submit with a doubt, which ends a conflict.
func (d *hallDay) unsure(rt *rapid.T) {
	i := rapid.IntRange(0, len(d.second)-1).Draw(rt, "tablet")
	sheets := d.tablets[i].hello(0).Sheets
	if len(sheets) == 0 {
		return
	}
	h, base := sheets[0], map[string]int{}
	for dev, n := range h.Have {
		if dev != d.second[i].dev {
			base[dev] = n
		}
	}
	kind := rapid.SampledFrom([]string{"draft", "submit"}).Draw(rt, "kind")
	d.second[i].send(d.second[i].cut(h.Sheet, kind, d.score(1), map[string]any{"base": base, "body": body(map[string]any{"marks": d.score(1), "flags": []string{"unsure:question"}})}))
}

func (d *hallDay) decline(rt *rapid.T) {
	i := rapid.IntRange(0, len(d.tablets)-1).Draw(rt, "tablet")
	if sheets := d.tablets[i].hello(0).Sheets; len(sheets) > 0 {
		sh := rapid.SampledFrom(sheets).Draw(rt, "sheet").Sheet
		d.kind[sh] = "decline"
		d.tablets[i].send(d.tablets[i].cut(sh, "decline", map[string]any{}, nil))
	}
}

func (d *hallDay) giveBack(rt *rapid.T) {
	sheets, err := d.s.SheetsOf(ctx, judging.SheetFilter{Contest: d.contest.Contest.ID})
	d.must(err)
	if sh := rapid.SampledFrom(sheets).Draw(rt, "sheet"); sh.Head != "" && sh.Head == sh.Counts {
		d.must(d.s.Return(ctx, boss, sh.ID, "look again"))
	}
}

func (d *hallDay) accept(*rapid.T) {
	for _, need := range d.monitor(boss, 0).Needs {
		if need.Kind == "quarantined" {
			d.must(d.s.Accept(ctx, boss, need.Op, "the tablet was found"))
			return
		}
	}
}
