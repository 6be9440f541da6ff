package web

// The results as files: workbook, CSV and JSON, whole for those with the right,
// and the public part for everyone once the board is published. The program's
// command `export` writes the same.

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"dovar/judging"
	"dovar/web/workbook"
)

// A ResultsFile is one kind of file with a contest's results. Ext is its
// extension, Mime its media type; What names it in a [judging.RowLook].
type ResultsFile struct {
	Ext, Mime, What string
	full            func(io.Writer, judging.ResultsView, workbook.Texts) error
	public          func(io.Writer, judging.PublicResults, workbook.Texts) error
}

// ResultsFiles are all kinds.
var ResultsFiles = []ResultsFile{
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "workbook", workbook.Write, workbook.WritePublic},
	{"csv", "text/csv; charset=utf-8", "csv", workbook.WriteCSV, workbook.WritePublicCSV},
	{"json", "application/json", "json", workbook.WriteJSON, workbook.WritePublicJSON},
}

// Take writes the whole results of a contest in lang, as they are now, and
// returns what it wrote.
func (f ResultsFile) Take(ctx context.Context, follower *judging.Follower, w io.Writer, contest, lang string) (judging.ResultsView, error) {
	r, err := follower.Results(ctx, contest)
	if err != nil {
		return r, err
	}
	t := textsOf(lang, r.Event)
	t.Rules = rulesLines(lang, r.Contest.Def)
	t.Decided = func(e judging.EntryResult) string { return decidedBy(lang, r.Contest.Def, e.Standing) }
	if f.Ext == "xlsx" {
		t.Journal, err = extractJournal(ctx, follower.Service, lang, r)
	}
	if err != nil {
		return r, err
	}
	return r, f.full(w, r, t)
}

// WritePublic writes the public part in lang.
func (f ResultsFile) WritePublic(w io.Writer, lang string, r judging.PublicResults) error {
	return f.public(w, r, textsOf(lang, r.Event))
}

func textsOf(lang string, e judging.Event) workbook.Texts {
	return workbook.Texts{
		Lang: lang, Zone: zoneOf(e),
		Say: func(key string, args ...any) string { return words.say(lang, key, args...) },
	}
}

// Name is the name of the file under its title in lang, and the same in the
// letters of ASCII for what knows no others.
func (f ResultsFile) Name(lang string, title judging.Text, version string) (name, ascii string) {
	name = strings.TrimSpace(fileName(title.In(lang)) + " " + version)
	return name + "." + f.Ext, cmp.Or(strings.Trim(latin(name), "-. "), "results") + "." + f.Ext
}

// fileName leaves of a title what every system takes in the name of a file, at
// most 80 letters.
func fileName(title string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`<>:"/\|?*`, r) || unseen(r) {
			return ' '
		}
		return r
	}, title)
	runes := []rune(strings.Join(strings.Fields(clean), " "))
	return strings.Trim(string(runes[:min(len(runes), 80)]), ". ")
}

// unseen reports whether a letter changes how others read without being seen:
// marks of direction and joiners.
func unseen(r rune) bool {
	return r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff
}

// latins are the Cyrillic letters of Tajik and Russian in Latin ones.
var latins = strings.NewReplacer(slices.Collect(func(yield func(string) bool) {
	pairs := "а a б b в v г g ғ gh д d е e ё yo ж zh з z и i ӣ i й y к k қ q л l м m н n о o п p р r с s т t у u ӯ u ф f х kh ҳ h ц ts ч ch ҷ j ш sh щ shch ы y э e ю yu я ya"
	words := strings.Fields(pairs)
	for i := 0; i < len(words); i += 2 {
		for _, w := range []string{words[i], words[i+1], strings.ToUpper(words[i]), strings.ToUpper(words[i+1][:1]) + words[i+1][1:]} {
			if !yield(w) {
				return
			}
		}
	}
})...)

// latin writes a name with letters, digits, points and hyphens of ASCII.
func latin(name string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r == '.' || r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return r
		case r == 'ъ' || r == 'ь' || r == 'Ъ' || r == 'Ь':
			return -1
		}
		return ' '
	}, latins.Replace(name))
	return strings.Join(strings.Fields(plain), "-")
}
