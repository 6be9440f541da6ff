package judging_test

import (
	"testing"

	"dovar/judging"
)

func TestPlaceLabel(t *testing.T) {
	for _, c := range []struct {
		style         string
		place, shared int
		want          string
	}{
		{"1224", 1, 1, "1"},
		{"1224", 2, 2, "2–3"},
		{"1224", 102, 14, "102–115"},
		{"1334", 3, 2, "2–3"},
		{"1334", 4, 1, "4"},
		{"1334", 5, 5, "1–5"},
		{"1223", 2, 2, "2"},
		{"1223", 3, 0, "3"},
		{"fractional", 2, 2, "2–3"},
		{"1224", 0, 0, ""},
	} {
		if got := judging.PlaceLabel(c.style, c.place, c.shared); got != c.want {
			t.Errorf("%s, place %d shared by %d: %q, want %q", c.style, c.place, c.shared, got, c.want)
		}
	}
}
