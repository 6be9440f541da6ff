package judging

// What the method of a panel must mean: its parameters, its maximum, and judges
// enough that it ever does what it says.

import (
	"slices"

	"dovar/scoring"
)

// checkPanel asks for the parameters that the panel's method takes, no others.
func (in *inspection) checkPanel(s StageDef, at where) {
	m, _ := scoring.MethodOf(scoring.PanelPart, s.Panel)
	given := s.Params.given()
	for _, name := range m.Params {
		in.must(slices.Contains(given, name), at.field("params").field(name), "missing")
	}
	for _, name := range given {
		in.must(slices.Contains(m.Params, name), at.field("params").field(name), "param-unused")
	}
	if p := s.Params.scoring(); slices.Contains(m.Params, "from") && slices.Contains(given, "from") {
		in.must(p.From > p.High+p.Low, at.field("params.from"), "drop-all", "high", p.High, "low", p.Low, "least", p.High+p.Low+1)
	}
}

// dropsFrom says how many sheets a panel asks for before it leaves any out or, of
// a sum, before it has a result; 1 for a panel that asks for none.
func (s StageDef) dropsFrom() int {
	if m, _ := scoring.MethodOf(scoring.PanelPart, s.Panel); slices.Contains(m.Params, "from") {
		return s.Params.scoring().From
	}
	if s.Panel == string(scoring.Drop1) {
		return 3
	}
	return 1
}

func (in *inspection) checkDrops() {
	judges := in.def.Judges
	for i, s := range in.def.Stages {
		at, from := where("stages").item(i).field("panel"), s.dropsFrom()
		if judges.Sheets == "joint" {
			in.must(from <= 1, at, "drop-joint")
			continue
		}
		in.must(from <= judges.Recommended, at, "drop-few", "from", from, "recommended", judges.Recommended)
	}
}

// highest is the best a rubric stage can give: of a sum, that of the sheets that
// count of the fewest that are needed; else that of one sheet.
func (s StageDef) highest() scoring.Number {
	highest, p := s.scoring().Highest(), s.Params.scoring()
	if m, _ := scoring.MethodOf(scoring.PanelPart, s.Panel); m.Sums() {
		return highest.Mul(scoring.Int(int64(p.From - p.High - p.Low)))
	}
	return highest
}
