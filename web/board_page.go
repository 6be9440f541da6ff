package web

// What the board pages draw: templates/board.html for the projector,
// templates/phone.html for phones, templates/plain.html inside both for
// whatever runs no script of ours.

import (
	"strings"

	"dovar/judging"
)

// A boardPage is one public board with its first picture inside. The three
// templates belong to one set.
type boardPage struct {
	Lang   string         // of the page: tg, ru, en
	Assets string         // "/static/<hash>"
	Theme  string         // of the projector, ?theme=: paper or hall
	Texts  map[string]any // texts of Lang whose keys begin with "board."
	Info   boardInfo
	Frame  *judging.Frame
}

// A boardInfo is what the scripts need beside the frame.
type boardInfo struct {
	Contest  string       `json:"contest"`
	Division string       `json:"division"` // "" where the contest has one
	Title    judging.Text `json:"title"`    // of the contest
	Part     judging.Text `json:"part"`     // of the division; empty texts where it has none
	Decimals int          `json:"decimals"` // of a total
	Timezone string       `json:"timezone"` // IANA name
	Address  string       `json:"address"`  // where all boards are listed, short, as people type it
	Now      string       `json:"now"`      // RFC 3339: the server's clock, for the age of the picture
	Second   boardSecond  `json:"second"`
	Boards   []boardLink  `json:"boards"` // the event's other boards
}

// A boardSecond is the second language of a projector, Lang "" for none.
type boardSecond struct {
	Lang  string         `json:"lang"`
	Texts map[string]any `json:"texts"`
}

type boardLink struct {
	Title string `json:"title"` // in the page's language
	URL   string `json:"url"`
}

// Words is the element #i18n of the page, as lib/i18n.js reads it.
func (p boardPage) Words() any {
	return map[string]any{"lang": p.Lang, "texts": p.Texts}
}

// Text returns a text without arguments and plural.
func (p boardPage) Text(key string) string {
	text, ok := p.Texts[key].(string)
	if !ok {
		return key
	}
	return text
}

// Title is the contest's and, where there are several, the division's.
func (p boardPage) Title() string {
	title := p.Info.Title.In(p.Lang)
	if part := p.Info.Part.In(p.Lang); part != "" {
		title += " · " + part
	}
	return title
}

// Total is a row's total as people of the page's language write it.
func (p boardPage) Total(row judging.FrameRow) string {
	return showTotal(row.Total, p.Info.Decimals, p.Lang)
}

// showTotal pads a decimal string to the places of the contest and writes the
// decimal comma of Tajik and Russian: "81" is 81,00. "" stays "".
func showTotal(total string, decimals int, lang string) string {
	if total == "" {
		return ""
	}
	whole, part, _ := strings.Cut(strings.Replace(total, "-", "−", 1), ".")
	if len(part) < decimals {
		part += strings.Repeat("0", decimals-len(part))
	}
	if part == "" {
		return whole
	}
	if lang == "en" {
		return whole + "." + part
	}
	return whole + "," + part
}
