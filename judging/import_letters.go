package judging

// Letters that look alike: a Latin o in a Cyrillic name is not found by who
// types it, and sorts elsewhere.

import (
	"strings"
	"unicode"
)

// lookAlikes are Latin letters with the Cyrillic ones that look the same.
var lookAlikes = func() map[rune]rune {
	m := map[rune]rune{}
	latin, cyrillic := []rune("ABCEHKMOPTXYaceokpxyīūĪŪ"), []rune("АВСЕНКМОРТХУасеокрхуӣӯӢӮ")
	for i, r := range latin {
		m[r] = cyrillic[i]
	}
	return m
}()

// composed are Tajik letters written as a letter and a macron.
var composed = strings.NewReplacer("и\u0304", "ӣ", "у\u0304", "ӯ", "И\u0304", "Ӣ", "У\u0304", "Ӯ")

// repairLetters writes words that mix Cyrillic and Latin letters in Cyrillic
// where every Latin letter has one that looks the same.
func repairLetters(s string) string {
	s = composed.Replace(s)
	if !hasLatin(s) {
		return s
	}
	var out, word strings.Builder
	cyrillic, foreign := false, false
	end := func() {
		w := word.String()
		if cyrillic && !foreign {
			w = strings.Map(func(r rune) rune {
				if c, ok := lookAlikes[r]; ok {
					return c
				}
				return r
			}, w)
		}
		out.WriteString(w)
		word.Reset()
		cyrillic, foreign = false, false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) {
			end()
			out.WriteRune(r)
			continue
		}
		cyrillic = cyrillic || unicode.Is(unicode.Cyrillic, r)
		if _, same := lookAlikes[r]; !same && unicode.Is(unicode.Latin, r) {
			foreign = true
		}
		word.WriteRune(r)
	}
	end()
	return out.String()
}

func hasLatin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}
