package web

// Runs in the words of the journal.

import (
	"encoding/json"
	"strings"
	"testing"

	"dovar/judging"
)

// What a referee told is in the journal as it was told, and a correction says what
// the run gave before and gives now.
func TestRunsInTheJournal(t *testing.T) {
	submit := func(id, body string) judging.RowOpBody {
		b := opRow(judging.OpSubmit, judging.OpApplied, id, "", "18")
		b.Against = "q"
		b.Op = json.RawMessage(`{"op":"` + id + `","kind":"submit","rubric":"hash","body":` + body + `}`)
		return b
	}
	for _, c := range []struct{ preset, stage, was, is, first, changed string }{
		{"line-follower", "runs", `{"times":["41.2","41.25"],"outcome":"ok"}`, `{"times":[null,null],"outcome":"dsq"}`, "41,225 с", "Результат: 41,225 с → Дисквалификация"},
		{"mini-sumo", "groups", `{"bouts":["a","b","a"],"outcome":"ok"}`, `{"bouts":["none"],"outcome":"ok","decision":"b"}`, "P-07 – P-08 2 : 1", "Результат: P-07 – P-08 2 : 1 → P-07 – P-08 0 : 0, Решение судей: P-08"},
		{"mini-sumo", "groups", `{"bouts":[],"outcome":"b-absent"}`, `{"bouts":[],"outcome":"b-absent"}`, "P-07 – P-08 0 : 0, Не явился: P-08", "результат тот же"},
		{"mini-sumo", "check", `{"marks":{"mass":"480","size:1":"9","size:2":"9","auto":"1"}}`, `{"marks":{"mass":"520","size:1":"9","size:2":"9","auto":"1"}}`, "Прошёл", "Результат: Прошёл → Не прошёл"},
	} {
		def, _ := judging.Preset(c.preset)
		v := toldView(t, submit("o2", c.is), submit("o1", c.was))
		v.Rubrics["hash"], _ = def.Rubric(c.stage)
		v.Entries["q"] = judging.Entry{ID: "q", Code: "P-08"}
		before := judging.StoredOp{}
		if err := json.Unmarshal(submit("o1", c.was).Op, &before.Op); err != nil {
			t.Fatal(err)
		}
		v.Before["o2"] = before
		lines := journalLines("ru", v, true)
		if got := strings.Join(lines[1].Details, "; "); got != c.first {
			t.Errorf("%s: %q, want %q", c.stage, got, c.first)
		}
		if got := strings.Join(lines[0].Details, "; "); got != c.changed {
			t.Errorf("%s again: %q, want %q", c.stage, got, c.changed)
		}
		for _, line := range journalLines("ru", v, false) {
			if len(line.Details) > 0 {
				t.Errorf("%s for someone without the right: %q", c.stage, line.Details)
			}
		}
	}
}
