package web

// Ties in words, for the desk: on the page of standings and before publishing.

import (
	"strconv"

	"dovar/judging"
)

// A noticeLine is one of them; Orders are set where the jury's vote is asked.
type noticeLine struct {
	judging.Notice
	Text   string
	Orders []option // 1, 2, …
}

// noticesOf are those of a division, what must be decided first.
func noticesOf(d *desk, v judging.ResultsView, division judging.DivisionResults) (out []noticeLine) {
	names := namesOf(v)
	for _, n := range v.Notices(division) {
		line := noticeLine{Notice: n, Text: noticeSaid(d, v.Contest.Def, names, n)}
		for k := range n.Entries {
			if n.Vote {
				line.Orders = append(line.Orders, option{strconv.Itoa(k + 1), strconv.Itoa(k + 1)})
			}
		}
		out = append(out, line)
	}
	return out
}

func noticeSaid(d *desk, def judging.Definition, names names, n judging.Notice) string {
	total := func(r judging.EntryResult) string {
		return showTotal(r.Standing.Total.Round(def.Rank.Decimals), def.Rank.Decimals, d.Lang)
	}
	above, entry := names.Entries[n.Entries[0].Entry.ID], names.Entries[n.Entries[1].Entry.ID]
	switch n.Kind {
	case judging.NoticeParted:
		by := def.Ties[n.Key].Title.In(d.Lang)
		if n.Count != "" {
			by = d.Text("desk.standings.counted", "by", by, "votes", n.Count)
		}
		return d.Text("desk.standings.apart", "above", above, "entry", entry, "by", by)
	case judging.NoticeRounded:
		mine, theirs := apart(n.Entries[0].Standing.Total.String(), n.Entries[1].Standing.Total.String(), def.Rank.Decimals, d.Lang)
		return d.Text("desk.standings.rounded", "above", above, "entry", entry, "shown", total(n.Entries[0]), "mine", mine, "theirs", theirs)
	}
	said := d.Text("desk.standings.shared", "places", n.Label, "total", total(n.Entries[0])) + " " + d.Codes(entriesOf(n.Entries)) + ". "
	if n.Urgent() {
		said += d.Text("desk.standings.edge") + " "
	}
	if n.Vote {
		return said + d.Text("desk.standings.byvote")
	}
	return said + d.Text("desk.standings.stays")
}

func entriesOf(results []judging.EntryResult) []judging.Entry {
	return mapped(results, func(r judging.EntryResult) judging.Entry { return r.Entry })
}
