package judging_test

import (
	"slices"
	"testing"

	"dovar/judging"
)

// finished is a venue whose entries were scored by both judges, all final.
func finished(t *testing.T, change func(*judging.Definition)) *venue {
	v := newVenue(t)
	if change != nil {
		c, err := v.s.Contest(ctx, v.contest.Contest.ID)
		v.must(err)
		change(&c.Contest.Def)
		v.contest, err = v.s.PutContest(ctx, boss, c.Contest.ID, c.Contest.N, c.Contest.Def)
		v.must(err)
	}
	for _, e := range v.entries {
		_, err := v.s.AmendEntry(ctx, boss, e.ID, judging.EntryChange{State: new(judging.EntryAbsent)}, "did not come")
		v.must(err)
	}
	v.stage(judging.StageClosed)
	v.stage(judging.StageFinal)
	return v
}

// Who won does not change by other codes, by more members in a team, by another
// entry, or without a reason.
func TestEntriesOfAFinalResultStand(t *testing.T) {
	v := finished(t, nil)
	contest, entry := v.contest.Contest.ID, v.entries[0]
	amend := func(to judging.EntryChange, reason string) error {
		_, err := v.s.AmendEntry(ctx, boss, entry.ID, to, reason)
		return err
	}
	fails(t, amend(judging.EntryChange{Code: new("P-77")}, "a slip"), judging.Closed, "stage-final")
	fails(t, amend(judging.EntryChange{Members: &[]string{"Farzona", "Sitora"}}, "a slip"), judging.Closed, "stage-final")
	fails(t, amend(judging.EntryChange{Name: new("Solar oven")}, ""), judging.Invalid, "reason-missing")
	v.must(amend(judging.EntryChange{Name: new("Water filters"), Members: &[]string{"Farzonai"}}, "a slip on the diploma"))

	_, err := v.s.AddEntries(ctx, boss, contest, []judging.Entry{{Name: "Late", Members: []string{"Sitora"}}})
	fails(t, err, judging.Closed, "stage-final")
	list := func(names ...string) judging.ImportList {
		rows := []judging.TableRow{{N: 1, Cells: []string{"Name", "Code", "Members"}}}
		for i, name := range names {
			rows = append(rows, judging.TableRow{N: i + 2, Cells: []string{name, "", "Sitora"}})
		}
		return judging.ImportList{Table: judging.Table{Rows: rows}}
	}
	for _, dry := range []bool{true, false} {
		_, err = v.s.ImportEntries(ctx, boss, contest, list("Late"), dry)
		fails(t, err, judging.Closed, "stage-final")
	}
	all, err := v.s.Entries(ctx, contest)
	v.must(err)
	if len(all) != 2 {
		t.Errorf("%d entries", len(all))
	}
}

// A stage that gives no points and cannot be opened keeps no result open.
func TestAStageThatCannotOpenLeavesTheResultFinal(t *testing.T) {
	v := finished(t, func(def *judging.Definition) {
		check, _ := judging.Preset("maze")
		i := slices.IndexFunc(check.Stages, func(st judging.StageDef) bool { return st.Kind == "checklist" })
		def.Stages = append(slices.Clone(def.Stages), check.Stages[i])
	})
	if len(v.contest.Stages) != 2 || !v.contest.Contest.Def.Scored() {
		t.Fatalf("%+v", v.contest.Stages)
	}
	_, err := v.s.AmendEntry(ctx, boss, v.entries[0].ID, judging.EntryChange{State: new(judging.EntryActive)}, "came after all")
	fails(t, err, judging.Closed, "stage-final")
}
