package judging

// Names: the order of the Tajik alphabet, and finding a name however typed.

import "strings"

// alphabet is the Tajik alphabet of 35 letters with the Russian letters it does
// not have at their Russian places. Collations of ICU and x/text sort ӣ and ӯ
// with и and у, so the order is ours.
const alphabet = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя"

var letterRank = func() map[rune]rune {
	m := map[rune]rune{}
	for i, r := range []rune(alphabet) {
		m[r] = 0xE000 + rune(i) // behind digits and Latin letters
	}
	return m
}()

// SortKey returns a key whose byte order is the alphabetical order of names,
// the same in Go and in every database.
func SortKey(name string) string {
	return strings.Map(func(r rune) rune {
		if k, ok := letterRank[r]; ok {
			return k
		}
		return r
	}, strings.ToLower(strings.Join(strings.Fields(name), " ")))
}

// CompareNames orders names by [SortKey].
func CompareNames(a, b string) int { return strings.Compare(SortKey(a), SortKey(b)) }

var folder = strings.NewReplacer("ҷ", "дж", "ӣ", "и", "ӯ", "у", "қ", "к", "ғ", "г", "ҳ", "х", "ё", "е")

// FoldName brings a name to the letters of a Russian keyboard, so that Ҷамшед
// is found as Джамшед.
func FoldName(name string) string {
	return folder.Replace(strings.ToLower(strings.Join(strings.Fields(name), " ")))
}

// soundFolder joins letters between which spellings waver.
var soundFolder = strings.NewReplacer("дж", "ч", "ж", "ч", "а", "о", "у", "о", "й", "и", "э", "е", "ъ", "", "ь", "", "щ", "ш", "-", " ")

// SoundName folds a name further than [FoldName]: Хоруғ is Хорог, Чамшед is
// Ҷамшед, Рахманов is Раҳмонов, doubled letters are one. Different names may
// sound the same, so it serves where nothing else was found.
func SoundName(name string) string {
	var out strings.Builder
	var before rune
	for _, r := range soundFolder.Replace(FoldName(name)) {
		if r != before {
			out.WriteRune(r)
		}
		before = r
	}
	return out.String()
}
