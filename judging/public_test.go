package judging_test

// What the public may read: of an entry, and of a panel that is not in yet.

import (
	"testing"

	"dovar/judging"
)

// board shows the contest so and returns the public frame.
func (v *venue) board(state judging.BoardState, show judging.BoardShow) *judging.Frame {
	v.t.Helper()
	_, err := v.s.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: state, Show: show})
	v.must(err)
	f, err := v.follower.Frame(ctx, v.contest.Contest.ID, "")
	v.must(err)
	return f
}

func TestAnEntryShowsWhatItsVisibilitySays(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	_, err := v.s.AddEntries(ctx, boss, v.contest.Contest.ID, []judging.Entry{
		{Name: "Обтозакунӣ", School: "Мактаби №1", Code: "P-1", Visibility: judging.ShowName},
		{Name: "Ғизои солим", School: "Мактаби №2", Code: "P-2", Visibility: judging.ShowCode},
		{Name: "Қатраи об", School: "Мактаби №3", Code: "P-3", Visibility: judging.ShowNothing},
		{Name: "Ҳавои пок", School: "Мактаби №4", Code: "P-4"}, // of children: the code
	})
	v.must(err)
	shown := map[string]judging.FrameRow{}
	for _, row := range v.board(judging.BoardLive, judging.ShowEverySheet).Rows {
		shown[row.Code] = row
	}
	if row := shown["P-1"]; row.Name != "Обтозакунӣ" || row.School != "Мактаби №1" {
		t.Errorf("with its name: %+v", row)
	}
	for _, code := range []string{"P-2", "P-4"} {
		if row, ok := shown[code]; !ok || row.Name != "" || row.School != "" {
			t.Errorf("by code only: %v %+v", ok, row)
		}
	}
	if len(shown) != 3 {
		t.Errorf("%d rows, want 3: %+v", len(shown), shown)
	}
}

// Two of three sheets are enough for a result, and not for the public, unless
// every sheet is shown or the results are published.
func TestATotalWaitsForThePanel(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	v.entries, v.judges = v.addEntries(1), v.addJudges(3)
	_, err := v.s.Assign(ctx, boss, v.contest.Contest.ID, judging.Assignment{Stage: v.contest.Stages[0].ID, PerEntry: 3})
	v.must(err)
	v.stage(judging.StageOpen)
	v.cardsFor(v.judges...)
	submit := func(judge int, interview string) {
		tab := v.tablet(judge)
		tab.stored(tab.cut(tab.hello(0).Sheets[0].Sheet, "submit", full(interview), nil), judging.OpApplied)
	}
	is := func(state judging.BoardState, show judging.BoardShow, total string, place int) {
		t.Helper()
		if row := v.board(state, show).Rows[0]; row.Total != total || row.Place != place {
			t.Errorf("%s %s: %+v, want %q in place %d", state, show, row, total, place)
		}
	}
	submit(0, "20")
	submit(1, "24")
	is(judging.BoardLive, judging.ShowComplete, "", 0)
	is(judging.BoardLive, judging.ShowEverySheet, "81", 1)
	is(judging.BoardPublished, judging.ShowComplete, "81", 1)
	submit(2, "25")
	is(judging.BoardLive, judging.ShowComplete, "82", 1)
}
