package cases

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// A tolerance says how near the figures of a case must be: its type is "exact",
// "abs" or "mixed", the other keys are distances.
type tolerance map[string]any

// differences returns what keeps got from being want, one line each. Both are
// JSON decoded with json.Number. A key too many is a difference like a key too
// few, a string is never a number, and null is equal to null only. Strings that
// are decimals or fractions are compared as rationals ("62.50" is "62.5"), all
// others letter by letter, whatever the tolerance.
func (t tolerance) differences(want, got any) []string {
	w, ok := want.(map[string]any)
	if !ok {
		return []string{"an object is expected"}
	}
	g, ok := got.(map[string]any)
	if !ok {
		return []string{fmt.Sprintf("got %T for an object", got)}
	}
	var found []string
	for _, field := range union(w, g) {
		near, err := t.near(field, w)
		if err != nil {
			return []string{err.Error()}
		}
		if line, ok := lacks(field, w, g); !ok {
			found = append(found, line)
		} else {
			found = append(found, compare(field, w[field], g[field], near)...)
		}
	}
	return found
}

// A nearness says whether a number found may stand for the number expected.
type nearness func(want, got json.Number) bool

func compare(path string, want, got any, near nearness) (found []string) {
	differ := []string{fmt.Sprintf("%s: got %v (%T), want %v (%T)", path, got, got, want, want)}
	switch want := want.(type) {
	case map[string]any:
		got, ok := got.(map[string]any)
		if !ok {
			return differ
		}
		for _, key := range union(want, got) {
			if line, ok := lacks(key, want, got); !ok {
				found = append(found, path+": "+line)
			} else {
				found = append(found, compare(path+"/"+key, want[key], got[key], near)...)
			}
		}
	case []any:
		got, ok := got.([]any)
		if !ok || len(got) != len(want) {
			return differ
		}
		for i := range want {
			found = append(found, compare(fmt.Sprintf("%s/%d", path, i), want[i], got[i], near)...)
		}
	case json.Number:
		if got, ok := got.(json.Number); !ok || !near(want, got) {
			return differ
		}
	case string:
		if got, ok := got.(string); !ok || !sameText(want, got) {
			return differ
		}
	default: // null, true, false
		if want != got {
			return differ
		}
	}
	return found
}

func union(a, b map[string]any) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

// lacks says which of the two has no such key; ok means both have it.
func lacks(key string, want, got map[string]any) (line string, ok bool) {
	if _, here := got[key]; !here {
		return fmt.Sprintf("%q is missing", key), false
	}
	if _, here := want[key]; !here {
		return fmt.Sprintf("%q is not asked for", key), false
	}
	return "", true
}

var rational = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+|/0*[1-9][0-9]*)?$`)

func sameText(a, b string) bool {
	if !rational.MatchString(a) || !rational.MatchString(b) {
		return a == b
	}
	return sameNumber(json.Number(a), json.Number(b))
}

func sameNumber(a, b json.Number) bool {
	x, okA := new(big.Rat).SetString(a.String())
	y, okB := new(big.Rat).SetString(b.String())
	return okA && okB && x.Cmp(y) == 0
}

// near returns how near the numbers of a field of expect must be.
func (t tolerance) near(field string, expect map[string]any) (nearness, error) {
	switch t["type"] {
	case "exact":
		return sameNumber, nil
	case "abs":
		for key := range t { // "ci" is for "ci95", "gap" for "gap" and "gapSE"
			if key != "abs" && key != "type" && strings.HasPrefix(field, key) {
				return within(t.distance(key)), nil
			}
		}
		return within(t.distance("abs")), nil
	case "mixed":
		return t.mixed(field, expect), nil
	}
	return nil, fmt.Errorf("the tolerance %v is not known", t["type"])
}

// mixed is the tolerance of the mixed models. What it does not name must be
// equal. The intraclass correlations are made of the variances and stand under
// their tolerance.
func (t tolerance) mixed(field string, expect map[string]any) nearness {
	switch field {
	case "remlCriterion":
		return within(t.distance("remlCriterion_abs"))
	case "mean", "meanSE":
		return within(t.distance("mean_abs"))
	case "entryBLUP", "judgeBLUP", "adjusted":
		return within(t.distance("blup_abs"))
	case "entryPEV":
		return relative(t.distance("pev_rel"))
	case "entryCovariance":
		return within(t.distance("pev_rel") * largest(expect["entryPEV"]))
	case "varEntry", "varJudge", "varResidual":
		return func(want, got json.Number) bool {
			if float(want) < 1e-3 {
				return within(1e-6)(want, got)
			}
			return relative(t.distance("variance_rel"))(want, got)
		}
	case "icc_agreement_1", "icc_consistency_1":
		return relative(t.distance("variance_rel"))
	}
	return sameNumber
}

// distance returns the distance named key, 0 when the case names none.
func (t tolerance) distance(key string) float64 {
	n, _ := t[key].(json.Number)
	return float(n)
}

func within(distance float64) nearness {
	return func(want, got json.Number) bool { return math.Abs(float(got)-float(want)) <= distance }
}

func relative(share float64) nearness {
	return func(want, got json.Number) bool {
		return math.Abs(float(got)-float(want)) <= share*math.Abs(float(want))
	}
}

func largest(variances any) (most float64) {
	byEntry, _ := variances.(map[string]any)
	for _, v := range byEntry {
		n, _ := v.(json.Number)
		most = max(most, float(n))
	}
	return most
}

// float returns NaN for what is no number, which is near to nothing.
func float(n json.Number) float64 {
	f, err := n.Float64()
	if err != nil {
		return math.NaN()
	}
	return f
}
