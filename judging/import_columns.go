package judging

// Columns of a list: which heading is what.

import (
	"slices"
	"strings"
	"unicode"
)

// An ImportColumn is one column of an uploaded list.
type ImportColumn struct {
	Column  string `json:"column" doc:"its letter"`
	Heading string `json:"heading" doc:"as in the file"`
	Field   string `json:"field" doc:"what it is read as; \"\" when the heading is not known and the column is left out, \"-\" when it is left out on purpose"`
	at      int
}

// A ColumnKind is what a column of a contest's list may be.
type ColumnKind struct {
	Field string `json:"field"`
	Title Text   `json:"title"`
}

// headings that a list of this contest may have, its form's other fields first.
func (v ContestView) headings() (out []heading) {
	form := v.Contest.Def.Entry
	for _, field := range v.OwnFields() {
		h := heading{key: field, Title: Text{TG: field, RU: field, EN: field}}
		if i := slices.IndexFunc(fieldHeadings, func(x heading) bool { return x.key == field }); i >= 0 {
			h = fieldHeadings[i]
		}
		h.words = append(slices.Clone(h.words), field)
		out = append(out, h)
	}
	if v.divided() { // "Категория" over a column is then the division
		out = slices.DeleteFunc(out, func(h heading) bool { return h.key == "category" || h.key == "section" })
	}
	for _, h := range headings {
		switch h.key {
		case "title":
			if form.Type != "project" {
				continue
			}
		case "team":
			if form.Type != "team" {
				continue
			}
		case "members":
			if form.Members[1] == 1 && form.Type == "person" { // "Участник" over a column is then the name
				out[slices.IndexFunc(out, func(x heading) bool { return x.key == "name" })].words = slices.Concat(headings[0].words, h.words)
				continue
			}
		case "division":
			if !v.divided() {
				continue
			}
		}
		out = append(out, h)
	}
	return out
}

// OwnFields are the fields of the form that not every entry has.
func (v ContestView) OwnFields() []string {
	return slices.DeleteFunc(slices.Clone(v.Contest.Def.Entry.Fields), func(field string) bool {
		return slices.Contains([]string{"school", "district", "region", "supervisor"}, field)
	})
}

// divided reports whether an entry's division has to be said.
func (v ContestView) divided() bool { return len(v.Divisions) > 1 }

// ColumnKinds are what the columns of this contest's list may be, in the order
// of the template; "-" leaves a column out.
func (v ContestView) ColumnKinds() (out []ColumnKind) {
	for _, h := range v.headings() {
		out = append(out, ColumnKind{h.key, h.Title})
	}
	rank := []string{"code", "title", "team", "name", "surname", "given", "patronymic", "members", "division", "school", "district", "region", "supervisor"}
	at := func(k ColumnKind) int {
		if k.Field == "-" {
			return len(rank) + 1
		}
		if i := slices.Index(rank, k.Field); i >= 0 {
			return i
		}
		return len(rank)
	}
	slices.SortStableFunc(out, func(a, b ColumnKind) int { return at(a) - at(b) })
	return out
}

// TemplateColumns are the columns of a list to fill in.
func (v ContestView) TemplateColumns() []ColumnKind {
	kind := v.Contest.Def.Entry.Type
	return slices.DeleteFunc(v.ColumnKinds(), func(k ColumnKind) bool {
		switch k.Field {
		case "-":
			return true
		case "name": // in two columns, where it is a person's own
			return true
		case "surname", "given", "patronymic":
			return kind != "person"
		case "supervisor":
			return kind == "person" && !v.Contest.Def.Minors
		}
		return false
	})
}

// FieldTitle names a field of the form as a person would.
func FieldTitle(field string) Text {
	for _, h := range slices.Concat(fieldHeadings, headings) {
		if h.key == field {
			return h.Title
		}
	}
	return Text{TG: field, RU: field, EN: field}
}

// headRows is how many rows may stand above the headings: titles of the list.
const headRows = 10

// matchColumns finds the row of headings, the one of the first rows that knows
// most of them, and says what each column is. chosen names columns by letter
// and wins.
func matchColumns(t Table, known []heading, chosen map[string]string) (head int, columns []ImportColumn) {
	best := 0
	for i, row := range t.Rows[:min(headRows, len(t.Rows))] {
		n := 0
		for _, text := range row.Cells {
			if _, exact := headingOf(text, known); exact {
				n++
			}
		}
		if n > best {
			best, head = n, i
		}
	}
	taken := map[string]bool{}
	for at := range wide(t) {
		c := ImportColumn{Column: columnLetter(at), Heading: oneLine(t.Rows[head].Cell(at)), at: at}
		c.Field, _ = headingOf(c.Heading, known)
		if field, ok := chosen[c.Column]; ok {
			c.Field = field
		}
		if c.Field != "members" && c.Field != "-" && taken[c.Field] { // the first of two columns of one kind
			c.Field = ""
		}
		taken[c.Field] = true
		if c.Heading != "" || columnUsed(t, head, at) {
			columns = append(columns, c)
		}
	}
	return head, columns
}

func columnUsed(t Table, head, at int) bool {
	return slices.ContainsFunc(t.Rows[head+1:], func(r TableRow) bool { return r.Cell(at) != "" })
}

// wide is the number of columns.
func wide(t Table) (n int) {
	for _, r := range t.Rows {
		n = max(n, len(r.Cells))
	}
	return n
}

// headingOf finds what a heading means; exact is false for one with a slip.
func headingOf(text string, known []heading) (field string, exact bool) {
	bare, lang := headingLanguage(text)
	key := squeeze(bare)
	if key == "" {
		return "", false
	}
	numbered := strings.TrimRight(key, "0123456789")
	for slip := range 2 {
		for _, h := range known {
			for _, word := range append([]string{h.Title.TG, h.Title.RU, h.Title.EN}, h.words...) {
				word = squeeze(word)
				same := word == key || h.key == "members" && word == numbered
				if slip == 1 {
					same = len([]rune(word)) >= 6 && distance(word, key, 1) == 1
				}
				switch {
				case !same:
				case lang == "":
					return h.key, slip == 0
				case h.key == "name" || h.key == "title" || h.key == "team":
					return "name." + lang, slip == 0
				}
			}
		}
	}
	return "", false
}

// languageWords tell in which language the names of a column are.
var languageWords = map[string]string{
	"тоҷикӣ": "tg", "таджикский": "tg", "таджикском": "tg", "tajik": "tg", "tg": "tg",
	"русӣ": "ru", "русский": "ru", "русском": "ru", "russian": "ru", "ru": "ru",
	"англисӣ": "en", "английский": "en", "английском": "en", "english": "en", "en": "en",
}

// headingLanguage splits "ФИО (на русском)" into "ФИО" and "ru"; what else
// stands in brackets explains and does not count.
func headingLanguage(text string) (bare, lang string) {
	var words []string
	inside := false
	for _, w := range strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(strings.ToLower(text))) {
		switch is := languageWords[strings.Trim(w, ".,;:")]; {
		case w == "(" || w == ")":
			inside = w == "("
		case is != "":
			lang = is
		case !inside && !slices.Contains([]string{"на", "языке", "забони", "ба", "бо", "in"}, w):
			words = append(words, w)
		}
	}
	return strings.Join(words, " "), lang
}

// squeeze leaves the folded letters and digits of a heading.
func squeeze(s string) string {
	out := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, FoldName(s))
	if out == "" && strings.TrimSpace(s) != "" {
		return strings.TrimSpace(s) // "№"
	}
	return out
}

// columnLetter is the name of a column from 0 in a spreadsheet.
func columnLetter(at int) string {
	name := ""
	for at++; at > 0; at = (at - 1) / 26 {
		name = string(rune('A'+(at-1)%26)) + name
	}
	return name
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
