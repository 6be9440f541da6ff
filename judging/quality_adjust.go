package judging

// Totals corrected for severe judges or rooms, beside the raw ones: the
// contest's own rule, once without and once with the correction.

import (
	"errors"

	"dovar/scoring"
	"dovar/scoring/quality"
)

// adjust makes a division's table. Whichever of the two decides places, both are
// ranked here as if it did, tie chain and all.
func (s qualitySnapshot) adjust(d divisionSnapshot) AdjustedTable {
	declared := s.def.Rank.Adjust
	t := AdjustedTable{Division: d.id, For: declared.For, Decides: "raw", Says: QualityNone, Rows: []AdjustedRow{}}
	if declared.Use == "counts" {
		t.Decides = "adjusted"
	}
	raw, corrected := *s.rule, *s.rule
	raw.Correct, corrected.ByRoom = nil, declared.For == "room"
	corrected.Correct = func(stage string, scores []scoring.Score) (map[string]scoring.Number, bool) {
		results, err := quality.Correct(observed(scores))
		if said := correctable(err); err == nil || !errors.Is(err, quality.ErrSheets) && t.Stage == "" {
			if t.Says = said; err != nil {
				t.Stage = stage
			}
		}
		return results, err == nil
	}
	sheets := make([]scoring.Sheet, len(d.sheets))
	for i, sh := range d.sheets {
		sheets[i] = sh.Sheet
	}
	beside := map[string]scoring.Standing{}
	for _, st := range scoring.Rank(&corrected, d.entries, sheets, d.votes) {
		beside[st.Entry] = st
	}
	if t.Stage != "" || t.Says != QualityFigures {
		return t
	}
	for _, st := range scoring.Rank(&raw, d.entries, sheets, d.votes) {
		if st.Scored && !st.Out {
			by := beside[st.Entry]
			t.Rows = append(t.Rows, AdjustedRow{Entry: st.Entry, Raw: st.Total.Round(s.def.Rank.Decimals), RawPlace: st.Place,
				Adjusted: by.Total.Round(s.def.Rank.Decimals), AdjustedPlace: by.Place})
		}
	}
	return t
}

// correctable says why a stage cannot be corrected.
func correctable(err error) QualityOf {
	var islands *quality.Islands
	switch {
	case err == nil:
		return QualityFigures
	case errors.As(err, &islands):
		return QualityIslands
	}
	return QualityAlone
}
