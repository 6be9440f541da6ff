package web

// The desk: totals corrected for severity, in a table of their own beside the
// places.

import (
	"context"
	"slices"

	"dovar/judging"
)

// adjustedData is the table of one division; without lines, Says tells why.
type adjustedData struct {
	For, Decides string // "judge" or "room"; "raw" or "adjusted"
	Says         string // "making" until the first figures are there, else as [judging.QualityOf]
	Stage        judging.Text
	N            int64  // the row of the journal they belong to
	When         string // of that row
	Lines        []adjustedLine
}

type adjustedLine struct {
	Code, Name                       string
	Raw, RawPlace, Total, TotalPlace string
}

// adjusted is nil where the contest declares no correction.
func (s *Server) adjusted(ctx context.Context, d *desk, division judging.DivisionResults) (*adjustedData, error) {
	def := d.Contest.Contest.Def
	if def.Rank.Adjust == nil {
		return nil, nil
	}
	out := &adjustedData{For: def.Rank.Adjust.For, Decides: "raw", Says: "making"}
	if def.Rank.Adjust.Use == "counts" {
		out.Decides = "adjusted"
	}
	view, err := s.Follower.Quality(ctx, d.Contest.Contest.ID)
	i := slices.IndexFunc(view.Adjusted, func(t judging.AdjustedTable) bool { return t.Division == division.ID })
	if err != nil || i < 0 {
		return out, err
	}
	table := view.Adjusted[i]
	out.N, out.When = view.N, d.When(view.At)
	shared, corrected := map[int]int{}, map[int]int{}
	for _, row := range table.Rows {
		shared[row.RawPlace]++
		corrected[row.AdjustedPlace]++
	}
	out.Says = string(table.Says)
	if table.Stage != "" {
		out.Stage = stageTitle(def, table.Stage)
	}
	entries := map[string]judging.Entry{}
	for _, r := range division.Entries {
		entries[r.Entry.ID] = r.Entry
	}
	digits := def.Rank.Decimals
	for _, row := range table.Rows {
		e := entries[row.Entry]
		out.Lines = append(out.Lines, adjustedLine{e.Code, e.Name,
			showTotal(row.Raw, digits, d.Lang), placeOrDash(def.Rank.Style, row.RawPlace, shared), showTotal(row.Adjusted, digits, d.Lang), placeOrDash(def.Rank.Style, row.AdjustedPlace, corrected)})
	}
	return out, nil
}

// placeOrDash writes a place as everywhere, 2–3 where it is shared.
func placeOrDash(style string, place int, shared map[int]int) string {
	if place == 0 {
		return "–"
	}
	return judging.PlaceLabel(style, place, shared[place])
}
