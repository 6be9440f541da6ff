package judging

// The order of names, and finding them.

import (
	"slices"
	"strings"
	"testing"
)

func TestNamesSortByTheTajikAlphabet(t *testing.T) {
	want := []string{
		"Гадоев", "Ғаниев", "Дадоев", "Ёров", "Жураев", "Иброҳимов", "Ӣдиев", "Йӯлдошев", "Каримов", "Қаримов",
		"Усмонов", "Ӯктамов", "Фозилов", "Хакимов", "Ҳакимов", "Чориев", "Ҷӯраев", "Шарифов",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(SortKey(a), SortKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("order %v", got)
	}
}

func TestFoldNameFindsHoweverTyped(t *testing.T) {
	for typed, name := range map[string]string{
		"Джамшед": "Ҷамшед", "рудаки": "Рӯдакӣ", "карим": "Қарим", "  Гафур ": "Ғафур", "холов": "Ҳолов", "еров": "Ёров",
	} {
		if FoldName(typed) != FoldName(name) {
			t.Errorf("%q does not find %q", typed, name)
		}
	}
}
