package web

// The table of colours, computed: contrast of every pair that carries text or
// the edge of a control, by WCAG 2.2 (relative luminance, 1.4.3 and 1.4.11).

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestContrast(t *testing.T) {
	themes := colours(t)
	pairs := []struct {
		front, back string
		least       map[string]float64 // by theme
	}{
		{"ink", "ground", least(4.5, 7)},
		{"ink", "raised", least(4.5, 7)},
		{"ink", "sunk", least(4.5, 7)},
		{"ink", "lapis-soft", least(10.6, 10.6)},
		{"ink", "apricot-soft", least(10.6, 10.6)},
		{"ink", "plum-soft", least(10.6, 10.6)},
		{"ink2", "ground", least(4.5, 7)},
		{"ink2", "raised", least(4.5, 7)},
		{"ink2", "sunk", least(4.5, 7)},
		{"ink2", "lapis-soft", least(6.5, 7)},
		{"ink2", "apricot-soft", least(6.5, 7)},
		{"lapis", "ground", least(4.5, 7)},
		{"lapis", "raised", least(4.5, 7)},
		{"lapis", "lapis-soft", least(4.5, 7)},
		{"on-lapis", "lapis", least(4.5, 7)},
		{"apricot", "ground", least(4.5, 7)},
		{"apricot", "raised", least(4.5, 7)},
		{"apricot", "apricot-soft", least(4.5, 7)},
		{"plum", "ground", least(4.5, 7)},
		{"plum", "raised", least(4.5, 7)},
		{"plum", "plum-soft", least(4.5, 7)},
		{"edge", "ground", least(3, 3)},
		{"edge", "raised", least(3, 3)},
	}
	for theme, colour := range themes {
		for _, p := range pairs {
			if c := contrast(t, colour[p.front], colour[p.back]); c < p.least[theme] {
				t.Errorf("%s: %s on %s is %.2f, needs %.1f", theme, p.front, p.back, c, p.least[theme])
			}
		}
	}
}

// A phone that asks for dark gets hall, value for value.
func TestDarkIsHall(t *testing.T) {
	themes := colours(t)
	if !maps.Equal(themes["hall"], themes["dark"]) {
		t.Errorf("prefers-color-scheme: dark has %v, hall has %v", themes["dark"], themes["hall"])
	}
}

func least(easy, hard float64) map[string]float64 {
	return map[string]float64{"paper": easy, "hall": easy, "dark": easy, "sun": hard, "contrast": hard}
}

var token = regexp.MustCompile(`--([a-z0-9-]+):\s*(#[0-9a-f]{6})`)

// colours reads the themes of tokens.css: paper, hall, sun, contrast, and dark
// (what a page without a theme shows where dark is preferred).
func colours(t *testing.T) map[string]map[string]string {
	t.Helper()
	css := assets(t)["css/tokens.css"]
	themes := map[string]map[string]string{}
	for name, head := range map[string]string{
		"paper": `[data-theme="paper"] {`, "hall": `[data-theme="hall"] {`, "sun": `[data-theme="sun"] {`,
		"contrast": `[data-theme="contrast"] {`, "dark": `:root:not([data-theme]) {`,
	} {
		_, body, found := strings.Cut(css, head)
		body, _, closed := strings.Cut(body, "}")
		if !found || !closed {
			t.Fatalf("tokens.css has no %s", head)
		}
		themes[name] = map[string]string{}
		for _, m := range token.FindAllStringSubmatch(body, -1) {
			themes[name][m[1]] = m[2]
		}
		if len(themes[name]) < 14 {
			t.Fatalf("%s has only %d colours", name, len(themes[name]))
		}
	}
	return themes
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		t.Fatal(fmt.Errorf("colour %q: %w", colour, err))
	}
	linear := func(channel uint64) float64 {
		c := float64(channel&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n)
}
