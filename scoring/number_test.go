package scoring

// Number against big.Rat, and the one form of a decimal.

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseDecimal(t *testing.T) {
	for _, s := range []string{"0", "8", "-8", "10", "0.5", "-0.5", "12.05", "-100.001", "99999999999999999999", "0.000000000000000001"} {
		n, err := ParseDecimal(s)
		if err != nil || n.String() != s {
			t.Errorf("%q: %s, %v", s, n, err)
		}
	}
	for _, s := range []string{"", "-", "-0", "+1", "01", "-01", "00", "8.0", "8.", ".5", "-.5", "0.0", "-0.0", "0.50", "1e3", "1/2",
		"1_000", "0x1", " 1", "1 ", "--1", "1.2.3", "1,5", "٣", "Inf", "NaN", "100000000000000000000", "0.0000000000000000001"} {
		if n, err := ParseDecimal(s); err == nil {
			t.Errorf("%q was read as %s", s, n)
		}
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"0", "-0", "12.5", "8.0", "99999999999999999999", "1e9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseDecimal(s)
		if err == nil && n.String() != s {
			t.Errorf("%q became %q", s, n)
		}
	})
}

func TestRound(t *testing.T) {
	for _, c := range []struct {
		n        Number
		decimals int
		want     string
	}{
		{num("0.005"), 2, "0.01"}, {num("1.005"), 2, "1.01"}, {num("2.675"), 2, "2.68"}, {num("-2.675"), 2, "-2.68"},
		{num("2.5"), 0, "3"}, {num("-2.5"), 0, "-3"}, {num("9.995"), 2, "10"}, {num("100"), 0, "100"}, {num("100"), 2, "100"},
		{num("-0.004"), 2, "0"}, {num("0.1"), 0, "0"}, {Int(1).Quo(Int(3)), 2, "0.33"}, {Int(281).Quo(Int(3)), 2, "93.67"},
		{num("99.9949999999999999"), 2, "99.99"}, {num("99999999999999999.5"), 0, "100000000000000000"},
	} {
		if got := c.n.Round(c.decimals); got != c.want {
			t.Errorf("%s to %d decimals: %s, want %s", c.n, c.decimals, got, c.want)
		}
	}
}

func TestString(t *testing.T) {
	for want, n := range map[string]Number{
		"0": {}, "260/3": Int(260).Quo(Int(3)), "-1/3": Int(1).Quo(Int(-3)), "60.2": Int(301).Quo(Int(5)), "0.125": Int(1).Quo(Int(8)),
		"9223372036854775807": Int(1<<63 - 1), "-9223372036854775808": Int(-1 << 63),
	} {
		if got := n.String(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Every operation agrees with big.Rat, on both sides of what fits into 31 bits.
func TestNumberIsRat(t *testing.T) {
	term := rapid.OneOf(rapid.Int64Range(-12, 12), rapid.Int64Range(1<<31-3, 1<<31+3), rapid.Int64Range(-1<<31-3, -1<<31+3), rapid.Int64())
	rapid.Check(t, func(t *rapid.T) {
		a, b := Int(term.Draw(t, "a")), Int(term.Draw(t, "b"))
		if d := Int(term.Draw(t, "d")); !d.IsZero() {
			a = a.Quo(d)
		}
		x, y := new(big.Rat).Set(a.rat()), new(big.Rat).Set(b.rat())
		same := func(op string, got Number, want *big.Rat) {
			if got.rat().Cmp(want) != 0 || got.Sign() != want.Sign() || got.IsZero() != (want.Sign() == 0) {
				t.Fatalf("%s %s %s: %s, want %s", x, op, y, got, want)
			}
			if fits := got.IsZero() || got.rat().Num().CmpAbs(big.NewInt(limit)) <= 0 && got.rat().Denom().Cmp(big.NewInt(limit)) <= 0; fits != (got.big == nil) {
				t.Fatalf("%s is kept in the wrong form", got)
			}
		}
		same("+", a.Add(b), new(big.Rat).Add(x, y))
		same("-", a.Sub(b), new(big.Rat).Sub(x, y))
		same("x", a.Mul(b), new(big.Rat).Mul(x, y))
		same("neg", a.Neg(), new(big.Rat).Neg(x))
		if !b.IsZero() {
			same("/", a.Quo(b), new(big.Rat).Quo(x, y))
		}
		if a.Cmp(b) != x.Cmp(y) {
			t.Fatalf("%s against %s: %d", x, y, a.Cmp(b))
		}
		same("kept", a, x)
		same("kept", b.Add(Int(0)), y)
	})
}

// One wish, three modes; the definition is that of each neighbour's distance.
func TestRoundTo(t *testing.T) {
	for _, c := range []struct {
		n                    Number
		decimals             int
		halfUp, halfEven, to string
	}{
		{num("0.005"), 2, "0.01", "0", "0"}, {num("-0.005"), 2, "-0.01", "0", "0"}, {num("0.015"), 2, "0.02", "0.02", "0.01"},
		{num("2.5"), 0, "3", "2", "2"}, {num("3.5"), 0, "4", "4", "3"}, {num("-2.5"), 0, "-3", "-2", "-2"},
		{num("99.994999999999999"), 2, "99.99", "99.99", "99.99"}, {num("9.995"), 2, "10", "10", "9.99"},
		{Int(2).Quo(Int(3)), 2, "0.67", "0.67", "0.66"}, {Int(-1).Quo(Int(3)), 1, "-0.3", "-0.3", "-0.3"}, {num("7"), 2, "7", "7", "7"},
		{num("99999999999999999.5"), 0, "100000000000000000", "100000000000000000", "99999999999999999"},
	} {
		for mode, want := range map[RoundMode]string{HalfUp: c.halfUp, HalfEven: c.halfEven, Down: c.to} {
			if got := c.n.RoundTo(c.decimals, mode).String(); got != want {
				t.Errorf("%s to %d decimals, %s: %s, want %s", c.n, c.decimals, mode, got, want)
			}
		}
	}
}

func TestFixed(t *testing.T) {
	for want, n := range map[string]Number{
		"81.00": Int(81), "0.00": num("-0.004"), "-0.01": num("-0.005"), "93.67": Int(281).Quo(Int(3)), "10.00": num("9.995"), "-100.50": num("-100.5"),
	} {
		if got := n.Fixed(2); got != want {
			t.Errorf("%s: %s, want %s", n, got, want)
		}
	}
	if got := num("-0.4").Fixed(0); got != "0" {
		t.Error(got)
	}
}

// No mark passes through a float: the package has none.
func TestNoFloat(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(file, "_test.go") && (strings.Contains(string(text), "float"+"64") || strings.Contains(string(text), "float"+"32")) {
			t.Errorf("%s has a float", file)
		}
	}
}
