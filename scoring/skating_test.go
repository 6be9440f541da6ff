package scoring

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// rows reads "1 5 1, 2 2 5" as two entries of three marks.
func rows(s string) [][]Number {
	var table [][]Number
	for line := range strings.SplitSeq(s, ", ") {
		var row []Number
		for _, word := range strings.Fields(line) {
			row = append(row, num(word))
		}
		table = append(table, row)
	}
	return table
}

// written is "1/5 2.5/7 2.5/7": place and rule of each entry.
func written(skated []Skated) string {
	var words []string
	for _, s := range skated {
		words = append(words, s.Place.String()+"/"+strconv.Itoa(s.Rule))
	}
	return strings.Join(words, " ")
}

func TestSkatingDance(t *testing.T) {
	for _, c := range []struct{ name, marks, want string }{
		// jUdge, CalculatorTest: examples A and E of the booklet.
		{"example A", "1 5 1 1 2, 2 2 5 4 1, 3 3 3 2 3, 4 4 2 3 4, 5 1 4 5 5, 6 6 6 6 6", "1/5 2/5 3/5 4/5 5/5 6/5"},
		{"example E, shared", "2 1 5 1 1, 1 2 2 5 5, 5 5 1 2 2, 3 3 3 3 6, 4 4 4 6 4, 6 6 6 4 3", "1/5 2.5/7 2.5/7 4/5 5/5 6/5"},
		// "Tabulating DanceSport Competition Marks", dancepartner.com, rule 6.
		{"larger majorities", "1 1 2 1 4 2 1, 6 2 1 5 2 1 2, 2 4 3 3 6 3 3, 3 3 5 2 1 5 4, 4 5 6 4 3 6 5, 5 6 4 6 5 4 6", "1/5 2/5 3/6 4/6 5/6 6/6"},
		{"nobody has most firsts", "1 2 2, 2 4 3, 3 1 4, 4 3 1", "1/8 4/7 2.5/7 2.5/7"},
		{"one entry", "1", "1/5"},
		{"two of two judges are no majority", "1 2, 2 1", "1.5/7 1.5/7"},
		{"half places", "1.5 1.5, 1.5 1.5, 3 3", "1.5/7 1.5/7 3/5"},
	} {
		if got := written(SkatingDance(rows(c.marks))); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestSkatingFinal(t *testing.T) {
	for _, c := range []struct{ name, places, marks, want string }{
		// rubys/showcase, heat_test.rb; of the totals in 10A as jUdge has it.
		{"sums", "1 1, 2 3, 3 2.5", "", "1/9 2/9 3/9"},
		{"10A", "1 1 3, 2 2 1, 6 4 2, 5 3 4, 4 5 5, 3 6 6", "", "1/10 2/10 3/10 4/10 5/9 6/9"},
		{"no marks to ask", "1 2, 2 1, 3 3", "", "1.5/10 1.5/10 3/9"},
		// jUdge, CalculatorTest: example "edge 2", one judge and five dances.
		{"rule 11 shares", "1 2 3 4 5, 2 3 4 5 1, 3 4 5 1 2, 4 5 1 2 3, 5 1 2 3 4", "1 2 3 4 5, 2 3 4 5 1, 3 4 5 1 2, 4 5 1 2 3, 5 1 2 3 4", "3/11 3/11 3/11 3/11 3/11"},
		{"rule 11 places both", "1 2, 2 1, 3 3", "1 1 2 1 2 2, 2 2 1 2 1 1, 3 3 3 3 3 3", "1.5/11 1.5/11 3/9"},
		{"a wider majority", "1 2, 2 1, 3 3", "1 1 1 1 2 2, 2 2 2 2 1 1, 3 3 3 3 3 3", "1/11 2/11 3/9"},
		{"from the column of the place", "1 1, 2 3, 3 2", "3 3 3 1 1 1, 1 1 1 1 4 4, 2 2 2 2 2 2", "1/9 3/11 2/11"},
		// First is for a or b, by their marks for a; then b is second, though c has more of "second or higher".
		{"no way back to rule 10", "1 4 4, 1 4 4, 2 2 5", "1 1 4 4 4 4, 1 2 4 4 4 4, 2 2 2 2 5 5", "1/11 2/11 3/10"},
		{"of three level ones two go back", "1 2 3, 2 3 1, 3 1 2", "1 1 2 2 3 3, 2 3 3 3 1 1, 3 2 1 2 2 3", "1/11 3/11 2/11"},
	} {
		var marks [][]Number
		if c.marks != "" {
			marks = rows(c.marks)
		}
		if got := written(SkatingFinal(rows(c.places), marks)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// byColumns is rules 5 to 8 as they are written: column after column, whoever
// has a majority is placed, the larger first, then the lower sum, then by the
// next columns among the equal ones.
func byColumns(marks [][]Number, group []int, column, columns, first int, sure bool, places []Number) {
	var best []int
	bestCount, bestSum := 0, Number{}
	for _, i := range group {
		count, sum := 0, Number{}
		for _, m := range marks[i] {
			if m.Cmp(Int(int64(column))) <= 0 {
				count, sum = count+1, sum.Add(m)
			}
		}
		switch {
		case !sure && 2*count <= len(marks[i]):
			continue
		case best == nil || count > bestCount || count == bestCount && sum.Cmp(bestSum) < 0:
			best, bestCount, bestSum = []int{i}, count, sum
		case count == bestCount && sum.Cmp(bestSum) == 0:
			best = append(best, i)
		}
	}
	switch {
	case best == nil:
		byColumns(marks, group, column+1, columns, first, sure, places)
		return
	case len(best) == 1:
		places[best[0]] = Int(int64(first))
	case column < columns:
		byColumns(marks, best, column+1, columns, first, true, places)
	default:
		for _, i := range best {
			places[i] = Int(int64(2*first + len(best) - 1)).Quo(Int(2))
		}
	}
	if rest := slices.DeleteFunc(slices.Clone(group), func(i int) bool { return slices.Contains(best, i) }); len(rest) > 0 {
		byColumns(marks, rest, column, columns, first+len(best), sure, places)
	}
}

// drawDance draws each judge's order of the entries: few, so that majorities tie.
func drawDance(t *rapid.T, entries, judges int) [][]Number {
	marks := make([][]Number, entries)
	for range judges {
		for i, place := range rapid.Permutation(all(entries)).Draw(t, "judge") {
			marks[i] = append(marks[i], Int(int64(place+1)))
		}
	}
	return marks
}

func TestSkatingIsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "entries")
		marks := drawDance(t, n, rapid.IntRange(1, 6).Draw(t, "judges"))
		want := make([]Number, n)
		byColumns(marks, all(n), 1, n, 1, false, want)
		for i, s := range SkatingDance(marks) {
			if s.Place.Cmp(want[i]) != 0 {
				t.Fatalf("%v: entry %d is %s, want %s", marks, i, s.Place, want[i])
			}
		}
	})
}

// final places several dances and their final, as a contest does.
func final(dances [][][]Number) (skated []Skated) {
	n := len(dances[0])
	places, marks := make([][]Number, n), make([][]Number, n)
	for _, dance := range dances {
		for i, s := range SkatingDance(dance) {
			places[i] = append(places[i], s.Place)
			marks[i] = append(marks[i], dance[i]...)
		}
	}
	return SkatingFinal(places, marks)
}

// Places add up to 1 + 2 + ... + n, in dances and finals; the order of judges,
// of dances and of entries changes nothing; judges who agree have their way.
func TestSkatingProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, judges := rapid.IntRange(1, 6).Draw(t, "entries"), rapid.IntRange(1, 5).Draw(t, "judges")
		dances := make([][][]Number, rapid.IntRange(1, 4).Draw(t, "dances"))
		for d := range dances {
			dances[d] = drawDance(t, n, judges)
		}
		skated := final(dances)
		for _, result := range [][]Skated{SkatingDance(dances[0]), skated} {
			sum := Number{}
			for _, s := range result {
				sum = sum.Add(s.Place)
			}
			if sum.Cmp(Int(int64(n*(n+1)/2))) != 0 {
				t.Fatalf("%s add up to %s", written(result), sum)
			}
		}

		order, seats := rapid.Permutation(all(n)).Draw(t, "order"), rapid.Permutation(all(judges)).Draw(t, "seats")
		moved := make([][][]Number, len(dances))
		for to, d := range rapid.Permutation(all(len(dances))).Draw(t, "programme") {
			moved[to] = make([][]Number, n)
			for i, from := range order {
				for _, seat := range seats {
					moved[to][i] = append(moved[to][i], dances[d][from][seat])
				}
			}
		}
		for i, s := range final(moved) {
			if fmt.Sprint(s) != fmt.Sprint(skated[order[i]]) {
				t.Fatalf("entry %d is %v, and %v in another order", order[i], skated[order[i]], s)
			}
		}

		one := rapid.Permutation(all(n)).Draw(t, "one order")
		for d := range dances {
			for i := range dances[d] {
				for j := range dances[d][i] {
					dances[d][i][j] = Int(int64(one[i] + 1))
				}
			}
		}
		for i, s := range final(dances) {
			if s.Place.Cmp(Int(int64(one[i]+1))) != 0 {
				t.Fatalf("all say %d, and entry %d is %s", one[i]+1, i, s.Place)
			}
		}
	})
}
