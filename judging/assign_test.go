package judging

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A flow gives every item all it can get, moves nothing that stands, and has
// the least sum of squared loads of all choices, and with that sum the fewest
// warnings: compared with all choices.
func TestFlowIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, seed := drawnFlow(t), rapid.Uint64().Draw(t, "seed")
		stood := make([][]int, len(f.of))
		for i, of := range f.of {
			stood[i] = slices.Clone(of)
		}
		again := flow{need: f.need, pairs: f.pairs, load: slices.Clone(f.load)}
		for _, of := range stood {
			again.of = append(again.of, slices.Clone(of))
		}
		f.fill(rand.New(rand.NewPCG(seed, 0)))
		again.fill(rand.New(rand.NewPCG(seed, 0)))
		if !reflect.DeepEqual(f.of, again.of) {
			t.Fatalf("seed %d gives %v and %v", seed, f.of, again.of)
		}
		loads := make([]int, len(f.load))
		for i, of := range f.of {
			can := 0
			for b, state := range f.pairs[i] {
				if state != pairRefused {
					can++
				}
				if state == pairStands && !slices.Contains(of, b) {
					t.Fatalf("item %d left bin %d, where it stands", i, b)
				}
			}
			if len(of) != max(len(stood[i]), min(can, f.need[i])) {
				t.Fatalf("item %d has %v, needs %d of %v", i, of, f.need[i], f.pairs[i])
			}
			for n, b := range of {
				if f.pairs[i][b] == pairRefused || slices.Contains(of[:n], b) {
					t.Fatalf("item %d has %v of %v", i, of, f.pairs[i])
				}
				loads[b]++
			}
		}
		if !slices.Equal(loads, f.load) {
			t.Fatalf("loads %v, said %v", loads, f.load)
		}
		if got, best := f.worth(), f.least(0, make([]int, len(loads))); got != best {
			t.Fatalf("%v: squares and warnings %v, possible are %v", f.of, got, best)
		}
	})
}

func drawnFlow(t *rapid.T) *flow {
	bins := rapid.IntRange(1, 5).Draw(t, "bins")
	f := &flow{load: make([]int, bins)}
	states := rapid.SampledFrom([]pairState{pairFree, pairFree, pairWarned, pairRefused, pairStands})
	for range rapid.IntRange(1, 6).Draw(t, "items") {
		row := make([]pairState, bins)
		var of []int
		for b := range row {
			row[b] = states.Draw(t, "pair")
			if row[b] == pairStands {
				of = append(of, b)
				f.load[b]++
			}
		}
		f.need = append(f.need, rapid.IntRange(0, bins).Draw(t, "need"))
		f.pairs, f.of = append(f.pairs, row), append(f.of, of)
	}
	return f
}

// worth is the sum of squared loads and the warnings.
func (f *flow) worth() [2]int {
	var w [2]int
	for _, n := range f.load {
		w[0] += n * n
	}
	for i, of := range f.of {
		for _, b := range of {
			if f.pairs[i][b] == pairWarned {
				w[1]++
			}
		}
	}
	return w
}

// least tries every choice of bins for the items from i on.
func (f *flow) least(i int, load []int) [2]int {
	if i == len(f.of) {
		var w [2]int
		for _, n := range load {
			w[0] += n * n
		}
		return w
	}
	best := [2]int{1 << 30, 0}
	for set := range 1 << len(load) {
		n, warned, ok := 0, 0, true
		for b := range load {
			if in := set>>b&1 == 1; in {
				n++
				ok = ok && f.pairs[i][b] != pairRefused
				if f.pairs[i][b] == pairWarned {
					warned++
				}
			} else if f.pairs[i][b] == pairStands {
				ok = false
			}
		}
		if !ok || n != len(f.of[i]) {
			continue
		}
		for b := range load {
			load[b] += set >> b & 1
		}
		w := f.least(i+1, load)
		if w[1] += warned; w[0] < best[0] || w[0] == best[0] && w[1] < best[1] {
			best = w
		}
		for b := range load {
			load[b] -= set >> b & 1
		}
	}
	return best
}

// A draw of panels spreads the entries of each division as evenly as can be
// among the panels that can give them their judges, refuses the own school and
// the own pupils however their names are written, and names who has too few.
func TestDrawOfPanels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		schools := rapid.SampledFrom([]string{"", "Мактаби №1", " мактаби  №1", "Мактаби Ҷомӣ", "Мактаби Джоми", "№3"})
		names := rapid.SampledFrom([]string{"Саидова Нигора", "Раҳимов Ҷамшед", "Каримов А."})
		d := &draw{}
		for i := range rapid.IntRange(1, 9).Draw(t, "entries") {
			d.Entries = append(d.Entries, Entry{
				ID: fmt.Sprint("e", i), School: schools.Draw(t, "school"), Division: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "division"),
				Supervisor: rapid.SampledFrom([]string{"", "Джамшед Рахимов", "Каримов А., Саидова  нигора"}).Draw(t, "supervisor"),
			})
		}
		for i := range rapid.IntRange(1, 6).Draw(t, "judges") {
			d.Judges = append(d.Judges, Judge{ID: fmt.Sprint("j", i), Name: names.Draw(t, "name"), School: schools.Draw(t, "school")})
		}
		for i := range rapid.IntRange(1, 4).Draw(t, "panels") {
			p := Panel{ID: fmt.Sprint("p", i), Stage: "s", Division: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "division")}
			for _, j := range d.Judges {
				if rapid.Bool().Draw(t, "sits") {
					p.Judges = append(p.Judges, j.ID)
				}
			}
			p.PerEntry = rapid.IntRange(0, len(p.Judges)).Draw(t, "per entry")
			d.Panels = append(d.Panels, p)
		}
		d.lay()
		if err := d.random(Assignment{Seed: rapid.Int64().Draw(t, "seed")}); err != nil {
			t.Fatal(err)
		}
		checkDrawOfPanels(t, d)
	})
}

func checkDrawOfPanels(t *rapid.T, d *draw) {
	same := [][2]string{{"мактаби ҷомӣ", "мактаби джоми"}}
	school := func(a, b string) bool { // written out, not by the program's own fold
		a, b = plain(a), plain(b)
		return a != "" && (a == b || slices.Contains(same, [2]string{a, b}) || slices.Contains(same, [2]string{b, a}))
	}
	pupil := map[string][]string{"Джамшед Рахимов": {"Раҳимов Ҷамшед"}, "Каримов А., Саидова  нигора": {"Саидова Нигора", "Каримов А."}}
	may := func(e Entry, j Judge) bool {
		return !school(e.School, j.School) && !slices.Contains(pupil[e.Supervisor], j.Name)
	}
	// capacity is how many judges of a panel an entry may have, and needs.
	capacity := func(e Entry, p Panel) (can, need int) {
		for _, id := range p.Judges {
			if may(e, d.Judges[d.judge[id]]) {
				can++
			}
		}
		need = p.PerEntry
		if need == 0 {
			need = len(p.Judges)
		}
		return can, need
	}
	refused := map[string]string{}
	for _, r := range d.refused {
		refused[r.Entry] = r.Code
	}
	sizes := map[string][]int{}
	for e, judges := range d.of {
		entry := d.Entries[e]
		var mine []Panel
		whole := false
		for _, p := range d.Panels {
			if p.Division == entry.Division {
				mine = append(mine, p)
				can, need := capacity(entry, p)
				whole = whole || can >= need
			}
		}
		if len(mine) == 0 {
			if len(judges) > 0 || refused[entry.ID] != "no-panel" {
				t.Fatalf("%s has no panel and %d judges, refused %q", entry.ID, len(judges), refused[entry.ID])
			}
			continue
		}
		home := d.Panels[d.home[e]]
		can, need := capacity(entry, home)
		if home.Division != entry.Division || len(judges) != min(can, need) || whole && can < need {
			t.Fatalf("%s is in %+v with %d judges; it may have %d and needs %d", entry.ID, home, len(judges), can, need)
		}
		if (refused[entry.ID] == "too-few-judges") != (can < need) {
			t.Fatalf("%s: refused %q with %d of %d", entry.ID, refused[entry.ID], can, need)
		}
		for _, j := range judges {
			if !may(entry, d.Judges[j]) || !slices.Contains(home.Judges, d.Judges[j].ID) || d.panel[made{e, j}] != home.ID {
				t.Fatalf("%+v is judged by %+v of %+v", entry, d.Judges[j], home)
			}
		}
		if whole {
			sizes[entry.Division] = append(sizes[entry.Division], d.home[e])
		}
	}
	for division, homes := range sizes {
		if got, least := evenness(d, homes), leastEven(d, division, capacity, 0, nil); got > least && len(homes) == entriesOf(d, division) {
			t.Fatalf("division %s lies on panels %v: squares %d, %d is possible", division, homes, got, least)
		}
	}
}

func plain(s string) string {
	out := ""
	for i, word := range strings.Fields(strings.ToLower(s)) {
		if i > 0 {
			out += " "
		}
		out += word
	}
	return out
}

func entriesOf(d *draw, division string) (n int) {
	for _, e := range d.Entries {
		if e.Division == division {
			n++
		}
	}
	return n
}

func evenness(d *draw, homes []int) (sum int) {
	size := make([]int, len(d.Panels))
	for _, p := range homes {
		size[p]++
	}
	for _, n := range size {
		sum += n * n
	}
	return sum
}

// leastEven tries every panel that can give an entry its judges.
func leastEven(d *draw, division string, capacity func(Entry, Panel) (int, int), e int, homes []int) int {
	if e == len(d.Entries) {
		return evenness(d, homes)
	}
	if d.Entries[e].Division != division {
		return leastEven(d, division, capacity, e+1, homes)
	}
	best := 1 << 30
	for p, panel := range d.Panels {
		if can, need := capacity(d.Entries[e], panel); panel.Division == division && can >= need {
			best = min(best, leastEven(d, division, capacity, e+1, append(slices.Clone(homes), p)))
		}
	}
	return best
}
