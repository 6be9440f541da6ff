package judging

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// A draw fills every entry that can be filled, never with the own school, and
// no single move could make the loads more even. Whether they are the evenest
// possible is checked against all draws of small contests.
func TestDrawIsBalanced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		school := rapid.SampledFrom([]string{"", "№1", "№2", "№3"})
		d := draw{seed: rapid.Int64().Draw(t, "seed"), stood: map[Pair]bool{}}
		for i := range rapid.IntRange(1, 5).Draw(t, "entries") {
			d.entries = append(d.entries, Entry{ID: fmt.Sprint("e", i), School: school.Draw(t, "school")})
		}
		for i := range rapid.IntRange(1, 4).Draw(t, "judges") {
			d.judges = append(d.judges, Judge{ID: fmt.Sprint("j", i), School: school.Draw(t, "school")})
			d.pool = append(d.pool, i)
		}
		d.of, d.load = make([][]int, len(d.entries)), make([]int, len(d.judges))
		perEntry := rapid.IntRange(1, len(d.judges)).Draw(t, "per entry")
		refused := map[string]bool{}
		for _, r := range d.balance(perEntry) {
			refused[r.Entry] = true
		}
		for e, judges := range d.of {
			free := 0
			for j := range d.judges {
				if !d.barred(e, j) {
					free++
				}
			}
			if want := min(free, perEntry); len(judges) != want || refused[d.entries[e].ID] != (free < perEntry) {
				t.Fatalf("entry %d has %d judges of %d free, refused %v", e, len(judges), free, refused)
			}
			for i, j := range judges {
				if d.barred(e, j) {
					t.Fatalf("entry %d is judged by its own school", e)
				}
				for _, k := range judges[:i] {
					if k == j {
						t.Fatalf("entry %d has judge %d twice", e, j)
					}
				}
			}
		}
		if got, least := squares(d.load), leastSquares(&d, perEntry, 0, make([]int, len(d.judges))); got != least {
			t.Fatalf("loads %v: squares sum to %d, %d is possible", d.load, got, least)
		}
	})
}

func squares(load []int) (sum int) {
	for _, n := range load {
		sum += n * n
	}
	return sum
}

// leastSquares tries every choice of judges for the entries from e on.
func leastSquares(d *draw, perEntry, e int, load []int) int {
	if e == len(d.entries) {
		return squares(load)
	}
	least := 1 << 30
	for set := range 1 << len(d.judges) {
		n, ok := 0, true
		for j := range d.judges {
			if set>>j&1 == 1 {
				n++
				ok = ok && !d.barred(e, j)
			}
		}
		if !ok || n != len(d.of[e]) {
			continue
		}
		for j := range load {
			load[j] += set >> j & 1
		}
		least = min(least, leastSquares(d, perEntry, e+1, load))
		for j := range load {
			load[j] -= set >> j & 1
		}
	}
	return least
}
