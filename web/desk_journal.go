package web

// The journals of an event and of a contest, in words.

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// journalPageRows is how many rows a page shows.
const journalPageRows = 100

type journalData struct {
	Lines           []toldLine
	Zone            string
	Kinds, People   []option
	Kind, Who       string // chosen
	Older, Newest   string // addresses; "" where there is no such page
	Narrowed, Marks bool
}

// journalPage is the contest's journal, or the event's where the page is about
// no contest. Marks of an open stage are results: telling them is itself a row.
func (s *Server) journalPage(c echo.Context, d *desk) (any, error) {
	data := journalData{Kind: c.QueryParam("kind"), Who: c.QueryParam("who"), Marks: d.May(judging.Results)}
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	ask := judging.JournalAsk{Before: max(0, before), Actor: data.Who, Limit: journalPageRows}
	scope, hidden := judging.Scope{Event: d.Event.ID}, []string{"sheets", "entries"}
	if d.Contest != nil {
		scope, hidden = judging.Scope{Contest: d.Contest.Contest.ID}, []string{"people"}
	}
	data.Kinds = []option{{"", d.Text("journal.group.all")}}
	for _, g := range journalGroups {
		if slices.Contains(hidden, g.Name) {
			continue
		}
		data.Kinds = append(data.Kinds, option{g.Name, d.Text("journal.group." + g.Name)})
		if g.Name == data.Kind {
			ask.Kinds = g.Kinds
		}
	}
	v, err := s.Service.ReadJournal(c.Request().Context(), scope, ask)
	if err != nil {
		return nil, err
	}
	if data.Marks && showsMarks(v) {
		if err := s.Service.Looked(c.Request().Context(), d.By, d.Contest.Contest.ID, "journal"); err != nil {
			return nil, err
		}
	}
	data.Lines, data.Zone, data.People = journalLines(d.Lang, v, data.Marks), zoneLabel(v.Event.Timezone), journalPeople(d.Lang, v)
	data.pages(d.Here, before, v)
	return data, nil
}

// pages finds the addresses of the pages beside this one.
func (j *journalData) pages(here string, before int64, v judging.JournalView) {
	q := url.Values{}
	for key, value := range map[string]string{"kind": j.Kind, "who": j.Who} {
		if value != "" {
			q.Set(key, value)
			j.Narrowed = true
		}
	}
	if before > 0 {
		j.Newest = here + "?" + q.Encode()
	}
	if v.More {
		q.Set("before", strconv.FormatInt(v.Rows[len(v.Rows)-1].N, 10))
		j.Older = here + "?" + q.Encode()
	}
}

// journalPeople are those who can have acted: accounts, judges, scripts.
func journalPeople(lang string, v judging.JournalView) []option {
	t := teller{lang: lang, v: v}
	out := []option{}
	for id := range v.Accounts {
		out = append(out, option{"account:" + id, t.accountName(id)})
	}
	for id := range v.Tokens {
		out = append(out, option{"token:" + id, t.who("token:" + id)})
	}
	for id, judge := range v.Judges {
		if !judge.Spare {
			out = append(out, option{"device:" + id, judge.Name})
		}
	}
	slices.SortFunc(out, func(a, b option) int { return cmp.Compare(judging.SortKey(a.Label), judging.SortKey(b.Label)) })
	return append([]option{{"", words.say(lang, "desk.journal.anyone")}}, out...)
}

// After is the address of the row's own page: the row stands first on it.
func (l toldLine) After() int64 { return l.N + 1 }
