package scoring

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRoundRobinCircle(t *testing.T) {
	for n := 2; n <= 64; n++ {
		p := Plan{Format: RoundRobin, Groups: [][]string{robots(n)}}
		met, sides, rounds := map[string]int{}, map[string]int{}, 0
		for _, m := range p.Meetings(nil, nil) {
			met[min(m.A, m.B)+max(m.A, m.B)]++
			sides[m.A]++
			sides[m.B]--
			rounds = max(rounds, m.Round)
		}
		if len(met) != n*(n-1)/2 || slices.Max(slices.Collect(maps.Values(met))) != 1 {
			t.Errorf("%d robots: %d pairs of %d, or one twice", n, len(met), n*(n-1)/2)
		}
		if rounds != n-1+n%2 {
			t.Errorf("%d robots: %d rounds", n, rounds)
		}
		for entry, more := range sides {
			if more < -1 || more > 1 {
				t.Errorf("%d robots: %s has side A %+d times oftener", n, entry, more)
			}
		}
	}
}

// Those who meet twice have each side once.
func TestRoundRobinTwice(t *testing.T) {
	for n := 2; n <= 64; n++ {
		p := Plan{Format: RoundRobin, Groups: [][]string{robots(n)}, Rounds: 2}
		met, rounds := map[string]int{}, 0
		for _, m := range p.Meetings(nil, nil) {
			met[m.A+" "+m.B]++
			rounds = max(rounds, m.Round)
		}
		if len(met) != n*(n-1) || slices.Max(slices.Collect(maps.Values(met))) != 1 || rounds != 2*(n-1+n%2) {
			t.Errorf("%d robots: %d pairs of %d with sides, or one twice, in %d rounds", n, len(met), n*(n-1), rounds)
		}
	}
}

// Up to eight robots every Swiss round is compared with all pairings there are:
// it repeats as few meetings as one of them.
func TestSwissRepeatsOnlyWhatItMust(t *testing.T) {
	tournaments(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "robots")
		c := &tournament{t, Plan{Format: Swiss, Groups: [][]string{robots(n)}, Rounds: 9, Points: [3]Number{Int(2), Int(1), Int(0)}},
			rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "dice"), 0)), map[string]Result{}, map[string]int{}}
		for c.wave(true) {
		}
		met, rested := map[string]bool{}, map[string]bool{}
		for round := 1; round <= 9; round++ {
			repeats, least, rests := 0, n, ""
			here := slices.DeleteFunc(c.meetings(), func(m Meeting) bool { return m.Round != round })
			for _, m := range here {
				if m.Bye {
					rests = m.A
				} else {
					repeats += btoi(met[pairName(m.A, m.B)])
				}
			}
			for _, r := range append(robots(n), "") {
				all := len(rested) == n
				if (r == "") == (n%2 == 0) && (all || !rested[r]) {
					left := slices.DeleteFunc(robots(n), func(e string) bool { return e == r })
					least = min(least, fewest(left, met))
				}
			}
			if repeats != least || rested[rests] && len(rested) < n {
				t.Fatalf("round %d repeats %d meetings where %d would do, %q rests", round, repeats, least, rests)
			}
			for _, m := range here {
				if m.Bye {
					rested[m.A] = true
				} else {
					met[pairName(m.A, m.B)] = true
				}
			}
		}
	})
}

// Whoever has met whom: those who are paired repeat as few meetings as any
// pairing would.
func TestPairAll(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 1))
	for range 3000 {
		n, often := 2*(1+dice.IntN(5)), 1+dice.IntN(9)
		var here []*player
		met := map[string]bool{}
		for i, entry := range robots(n) {
			x := &player{entry: entry, seed: i, met: map[int]bool{}}
			for _, y := range here {
				if dice.IntN(10) < often {
					x.met[y.seed], y.met[x.seed], met[pairName(x.entry, y.entry)] = true, true, true
				}
			}
			here = append(here, x)
		}
		repeats, paired := 0, map[*player]bool{}
		for _, pair := range pairAll(here) {
			repeats += btoi(pair[0].met[pair[1].seed])
			paired[pair[0]], paired[pair[1]] = true, true
		}
		if least := fewest(robots(n), met); repeats != least || len(paired) != n {
			t.Fatalf("%d of %d paired, %d repeated where %d would do: %v", len(paired), n, repeats, least, met)
		}
	}
}

func pairName(a, b string) string { return min(a, b) + " " + max(a, b) }

// fewest tries all pairings.
func fewest(entries []string, met map[string]bool) int {
	if len(entries) == 0 {
		return 0
	}
	least := len(entries)
	for i := 1; i < len(entries); i++ {
		rest := slices.Delete(slices.Clone(entries), i, i+1)[1:]
		least = min(least, btoi(met[pairName(entries[0], entries[i])])+fewest(rest, met))
	}
	return least
}

// lines writes meetings as "id A-B".
func lines(meetings []Meeting) string {
	var out []string
	for _, m := range meetings {
		out = append(out, m.ID+" "+m.A+"-"+m.B)
	}
	return strings.Join(out, ", ")
}

// favourites plays every open meeting for the entry that sorts first.
func favourites(p Plan, but ...string) []Meeting {
	results := map[string]Result{}
	for more := true; more; {
		more = false
		for _, m := range p.Meetings(results, nil) {
			if playable(m) {
				r := Result{A: m.A, B: m.B, Winner: min(m.A, m.B)}
				if slices.Contains(but, m.ID) {
					r.Winner = max(m.A, m.B)
				}
				results[m.ID], more = r, true
			}
		}
	}
	return p.Meetings(results, nil)
}

func TestBrackets(t *testing.T) {
	for _, c := range []struct {
		plan     Plan
		but      []string // meetings that the lesser robot wins
		meetings string
		finishes string
	}{
		{Plan{Format: Single, Third: true, Groups: [][]string{robots(6)}}, nil,
			"w1-1 r01-, w1-2 r04-r05, w1-3 r02-, w1-4 r03-r06, w2-1 r01-r04, w2-2 r02-r03, third r04-r03, final r01-r02",
			"r01:1-1 r02:2-2 r03:3-3 r04:4-4 r05:5-6 r06:5-6"},
		{Plan{Format: Single, Groups: [][]string{robots(5)}}, nil,
			"w1-1 r01-, w1-2 r04-r05, w1-3 r02-, w1-4 r03-, w2-1 r01-r04, w2-2 r02-r03, final r01-r02",
			"r01:1-1 r02:2-2 r03:3-4 r04:3-4 r05:5-5"},
		{Plan{Format: Single, Third: true, Groups: [][]string{robots(3)}}, nil,
			"w1-1 r01-, w1-2 r02-r03, third -r03, final r01-r02", "r01:1-1 r02:2-2 r03:3-3"},
		{Plan{Format: Double, Groups: [][]string{robots(2)}}, nil, "w1-1 r01-r02, final r01-r02", "r01:1-1 r02:2-2"},
		{Plan{Format: Double, Groups: [][]string{robots(4)}}, []string{"final"},
			"w1-1 r01-r04, w1-2 r02-r03, l1-1 r04-r03, w2-1 r01-r02, l2-1 r03-r02, final r01-r02, final-2 r01-r02",
			"r01:1-1 r02:2-2 r03:3-3 r04:4-4"},
		{Plan{Format: Double, Groups: [][]string{robots(9)}}, nil, "",
			"r01:1-1 r02:2-2 r03:3-3 r04:4-4 r05:5-6 r06:5-6 r07:7-8 r08:7-8 r09:9-9"},
		{Plan{Format: Double, Groups: [][]string{robots(16)}}, nil, "",
			"r01:1-1 r02:2-2 r03:3-3 r04:4-4 r05:5-6 r06:5-6 r07:7-8 r08:7-8 r09:9-12 r10:9-12 r11:9-12 r12:9-12 r13:13-16 r14:13-16 r15:13-16 r16:13-16"},
	} {
		meetings := favourites(c.plan, c.but...)
		if got := lines(meetings); c.meetings != "" && got != c.meetings {
			t.Errorf("%s of %d\ngot  %s\nwant %s", c.plan.Format, len(c.plan.Groups[0]), got, c.meetings)
		}
		var finishes []string
		f := c.plan.Finishes(meetings)
		for _, entry := range slices.Sorted(maps.Keys(f)) {
			finishes = append(finishes, fmt.Sprintf("%s:%d-%d", entry, f[entry].From, f[entry].To))
		}
		if got := strings.Join(finishes, " "); got != c.finishes {
			t.Errorf("%s of %d\ngot  %s\nwant %s", c.plan.Format, len(c.plan.Groups[0]), got, c.finishes)
		}
	}
}

func TestSeeds(t *testing.T) {
	a, b := []string{"A1", "A2", "A3", "A4"}, []string{"B1", "B2", "B3", "B4"}
	p := Plan{Format: Single, Groups: [][]string{Seeds([][]string{a, b}, 2)}}
	if got := lines(p.Meetings(nil, nil)[:2]); got != "w1-1 A1-B2, w1-2 B1-A2" {
		t.Error(got)
	}
	for groups := 1; groups <= 16; groups++ {
		for advance := 1; advance <= 4; advance++ {
			var of [][]string
			for g := range groups {
				of = append(of, nil)
				for place := range advance {
					of[g] = append(of[g], fmt.Sprintf("%c%d", 'A'+g, place+1))
				}
			}
			seeds := Seeds(of, advance)
			lines, upper := seeding(len(seeds)), map[string]bool{}
			for i, seed := range lines {
				if seed <= len(seeds) {
					upper[seeds[seed-1]] = i < len(lines)/2
				}
			}
			for g := range groups {
				if len(seeds) != groups*advance || seeds[g] != of[g][0] {
					t.Errorf("%d groups: %v", groups, seeds)
				}
				if advance > 1 && upper[of[g][0]] == upper[of[g][1]] {
					t.Errorf("%d of %d groups: winner and second of %c in one half: %v", advance, groups, 'A'+g, seeds)
				}
			}
		}
	}
	if got := fmt.Sprint(Deal(robots(9), 4)); got != "[[r01 r06 r07] [r02 r05 r08] [r03 r04 r09]]" {
		t.Error(got)
	}
	if got := fmt.Sprint(Deal(robots(5), 2)); got != "[[r01 r04 r05] [r02 r03]]" {
		t.Error(got)
	}
}

func TestPlanCheck(t *testing.T) {
	four := [][]string{robots(4)}
	points := [3]Number{Int(3), Int(1), Int(0)}
	for want, p := range map[string]Plan{
		"":        {Format: RoundRobin, Groups: [][]string{{"a", "b"}, {"c", "d", "e"}}, Points: points, Advance: 1},
		"format":  {Format: "ladder", Groups: four},
		"groups":  {Format: RoundRobin, Groups: [][]string{{"a", "b"}, {"c"}}, Points: points},
		"groups ": {Format: Single, Groups: [][]string{robots(65)}},
		"groups_": {Format: Single, Groups: [][]string{{"a", "a"}}},
		"groups:": {Format: Double, Groups: [][]string{{"a", "b"}, {"c", "d"}}},
		"third":   {Format: Double, Groups: four, Third: true},
		"rounds":  {Format: Swiss, Groups: four, Points: points},
		"rounds ": {Format: RoundRobin, Groups: four, Points: points, Rounds: MostTimes + 1},
		"rounds_": {Format: Single, Groups: four, Rounds: 1},
		"points":  {Format: RoundRobin, Groups: four},
		"advance": {Format: RoundRobin, Groups: four, Points: points, Advance: 4},
	} {
		err := p.Check()
		if want == "" && err != nil || want != "" && (err == nil || !strings.HasPrefix(err.Error(), strings.Trim(want, " _:")+":")) {
			t.Errorf("%q: %v", want, err)
		}
	}
}
