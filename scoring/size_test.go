package scoring

import (
	"math/big"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// uneven is a rubric of the ranges 7, 9, 11 and 13 with weights of four decimals.
func uneven() *Rule {
	rule := &Rule{By: Points, Decimals: 2, MinSheets: 1,
		Stages: []Stage{{ID: "uneven", Weight: Int(1), Sheet: Percent, Panel: Mean}}}
	for i, weight := range []string{"0.1237", "0.2341", "0.3019", "0.3407"} {
		rule.Stages[0].Criteria = append(rule.Stages[0].Criteria,
			Criterion{ID: string(rune('a' + i)), Max: Int(int64(7 + 2*i)), Step: Int(1), Weight: num(weight)})
	}
	return rule
}

func TestBits(t *testing.T) {
	unlimited := contest(Points, "1")
	unlimited.Stages[0].Penalties = []Penalty{{ID: "late", Per: Int(-1)}}
	limited := contest(Points, "1")
	limited.Stages[0].Penalties = []Penalty{{ID: "late", Per: Int(-1), MaxCount: 10}}
	attempts := &Rule{By: Points, MinSheets: 1, Stages: []Stage{{ID: "1", Weight: Int(1), Runs: &Runs{N: 3, Count: "best"}}}}
	for _, c := range []struct {
		name string
		rule *Rule
		fits bool
	}{
		{"science fair", fair(), true}, {"halves, weights of a tenth", contest(Percent, "0.3", "0.5", "0.2"), true},
		{"7, 9, 11, 13", uneven(), false}, {"ten penalties", limited, true}, {"any penalty", unlimited, false}, {"attempts", attempts, false},
	} {
		if err := c.rule.Check(); err != nil {
			t.Fatal(c.name, err)
		}
		if bits := c.rule.Bits(400, 5); (bits <= 31) != c.fits {
			t.Errorf("%s: %d bits", c.name, bits)
		}
	}
	if one, more := fair().Bits(400, 1), fair().Bits(400, 7); one >= more {
		t.Errorf("%d bits for one sheet, %d for seven", one, more)
	}
	// 100 points of a sheet, five sheets: at most 500 fifths.
	if bits := fair().Bits(1, 5); bits != 9 {
		t.Errorf("the science fair needs %d bits", bits)
	}
	// Two means of up to five half points: at most 20, in parts of 1/(2 x 5 x 5).
	if bits := contest(Points, "1", "1").Bits(1, 5); bits != 10 {
		t.Errorf("two stages need %d bits", bits)
	}
	// Three: at most 30, in parts of 1/(2 x 60), as 60 is what all numbers up to 5 divide.
	if bits := contest(Points, "1", "1", "1").Bits(1, 5); bits != 12 {
		t.Errorf("three stages need %d bits", bits)
	}
}

// What Bits promises holds for every number of every drawn table.
func TestBitsHold(t *testing.T) {
	fits := 0
	rapid.Check(t, func(t *rapid.T) {
		f := drawField(t)
		bits := f.rule.Bits(len(f.entries), len(f.sheets)+1)
		if bits <= 31 {
			fits++
		}
		numbers(reflect.ValueOf(f.rank()), func(n Number) {
			if got := max(n.rat().Num().BitLen(), n.rat().Denom().BitLen()); got > bits {
				t.Fatalf("%s has %d bits, of at most %d", n, got, bits)
			}
		})
	})
	if fits == 0 {
		t.Error("no drawn rule fits")
	}
}

// numbers shows every Number that v holds.
func numbers(v reflect.Value, see func(Number)) {
	if n, ok := v.Interface().(Number); ok {
		see(n)
		return
	}
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			numbers(v.Index(i), see)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			numbers(v.Field(i), see)
		}
	}
}

// Where figures leave 31 bits the totals are those of plain big.Rat arithmetic,
// and so on the other build, where all of them are big.Rat.
func TestUnevenRanges(t *testing.T) {
	rule := uneven()
	criteria := rule.Stages[0].Criteria
	large := false
	rapid.Check(t, func(t *rapid.T) {
		var sheets []Sheet
		mean, weights := new(big.Rat), new(big.Rat)
		for _, c := range criteria {
			weights.Add(weights, rat(t, c.Weight))
		}
		judges := rapid.IntRange(1, 5).Draw(t, "judges")
		for j := range judges {
			sheet := Sheet{Stage: "uneven", Entry: "a", Judge: string(rune('p' + j)), Marks: map[string]Number{}}
			for i, c := range criteria {
				mark := rapid.Int64Range(0, int64(7+2*i)).Draw(t, "mark")
				sheet.Marks[c.ID] = Int(mark)
				share := new(big.Rat).Mul(rat(t, c.Weight), big.NewRat(100*mark, int64(7+2*i)))
				mean.Add(mean, share.Quo(share, weights))
			}
			sheets = append(sheets, sheet)
		}
		mean.Quo(mean, big.NewRat(int64(judges), 1))
		total := Rank(rule, []Entry{{ID: "a"}}, sheets, nil)[0].Total
		if total.rat().Cmp(mean) != 0 {
			t.Fatalf("%s, want %s", total, mean)
		}
		large = large || total.big != nil
	})
	if !large {
		t.Error("every total stayed small")
	}
}

func rat(t *rapid.T, n Number) *big.Rat {
	r, ok := new(big.Rat).SetString(n.String())
	if !ok {
		t.Fatal(n)
	}
	return r
}
