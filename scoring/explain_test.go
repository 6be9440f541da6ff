package scoring

// The reason of a place, written out as "key name=value ...".

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func said(steps []Step) string {
	var lines []string
	for _, s := range steps {
		line := s.Key
		for _, name := range slices.Sorted(maps.Keys(s.Args)) {
			if value := s.Args[name]; value != "" {
				line += " " + name + "=" + value
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestExplain(t *testing.T) {
	rule := contest(Points, "1", "2")
	rule.MinSheets = 2
	rule.Ties = []Tie{{By: TieStage, Stage: "2"}, {By: TieCountback, Stage: "1"}, {By: TieVote}}
	entries, sheets := play("a 1 8 8 7", "b 1 9 6", "b 2 4 3.5", "c 1 6 9", "c 2 3.5 4", "d 1 10 5", "d 2 3.5 4", "e 1 3", "f 1 9 9", "g 1 7.5 7.5 8")
	entries[5].Out = true
	sheets[2].Excluded = "own pupil"
	votes := Votes{"b": 2, "c": 1}
	standings := Rank(rule, entries, sheets, votes)
	if got := places(standings); got != "d1 c2/2 b3/3 a4 g5 e- f-" {
		t.Fatal(got)
	}
	for i, want := range map[int]string{
		0: `stage counted=2 method=mean result=7.5 scores=10 5 shown=7.5 stage=1 weight=1
stage counted=2 method=mean result=3.75 scores=3.5 4 shown=3.75 stage=2 weight=2
total shown=15 total=15
tie by=stage entry=c mine=3.75 shown=15 stage=2 theirs=3.75 verdict=level
tie by=sheet_countback entry=c mine=10 5 shown=15 stage=1 theirs=9 6 verdict=above`,
		2: `stage counted=2 method=mean result=7.5 scores=9 6 shown=7.5 stage=1 weight=1
stage counted=2 method=mean result=3.75 scores=4 3.5 shown=3.75 stage=2 weight=2
total shown=15 total=15
tie by=stage entry=c mine=3.75 shown=15 stage=2 theirs=3.75 verdict=level
tie by=sheet_countback entry=c mine=9 6 shown=15 stage=1 theirs=9 6 verdict=level
tie by=vote entry=c shown=15 verdict=below`,
		3: `excluded judge=r reason=own pupil stage=1
stage counted=2 method=mean result=8 scores=8 8 shown=8 stage=1 weight=1
waiting counted=0 needed=2 stage=2
total shown=8 total=8`,
		4: `stage counted=3 method=mean result=23/3 scores=7.5 7.5 8 shown=7.67 stage=1 weight=1
waiting counted=0 needed=2 stage=2
total shown=7.67 total=23/3`,
		5: `waiting counted=1 needed=2 stage=1
waiting counted=0 needed=2 stage=2`,
		6: `stage counted=2 method=mean result=9 scores=9 9 shown=9 stage=1 weight=1
waiting counted=0 needed=2 stage=2
total shown=9 total=9
out`,
	} {
		if got := said(Explain(rule, standings, i)); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", standings[i].Entry, got, want)
		}
	}
}

func TestExplainRoundedAndShared(t *testing.T) {
	rule := contest(Points, "1")
	rule.Decimals = 0
	entries, sheets := play("a 1 8", "b 1 8", "c 1 7.5 8", "d 1 7.5 7.5 8", "e 1 8 7.5")
	delete(sheets[len(sheets)-3].Marks, "mark")
	entries[4].Out = true
	standings := Rank(rule, entries, sheets, nil)
	for i, want := range []string{
		`rounded entry=c mine=8 shown=8 theirs=7.75
shared place=1 with=1`,
		`rounded entry=c mine=8 shown=8 theirs=7.75
shared place=1 with=1`,
		`rounded entry=b mine=7.75 shown=8 theirs=8
rounded entry=d mine=7.75 shown=8 theirs=7.5`,
		`rounded entry=c mine=7.5 shown=8 theirs=7.75`,
	} {
		_, got, _ := strings.Cut(said(Explain(rule, standings, i)), "total ")
		if _, got, _ = strings.Cut(got, "\n"); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", standings[i].Entry, got, want)
		}
	}
	rule.Stages[0].Panel, rule.Stages[0].Params = DropSum, Params{High: 1, Low: 1, From: 3}
	if got := said(Explain(rule, Rank(rule, entries, sheets, nil), 3)); !strings.Contains(got, "waiting counted=2 needed=3") {
		t.Error(got)
	}
	if got := said(Explain(rule, standings, 3)); !strings.HasPrefix(got, "incomplete judge=r stage=1\nstage counted=2") {
		t.Error(got)
	}
}
