package judging

// Judges of an event: added, read from a list, amended, and spare ones whose
// cards are printed ahead.

import (
	"context"
	"fmt"
	"slices"
)

// clean brings a judge's texts into order and returns the field that it cannot:
// "name", "school", "district" or "languages"; "" for none.
func (j *Judge) clean() (field string) {
	for _, f := range []struct {
		name string
		text *string
		most int
	}{{"name", &j.Name, 300}, {"school", &j.School, 300}, {"district", &j.District, 300}} {
		clean, ok := cleanText(*f.text, f.most)
		if !ok {
			return f.name
		}
		*f.text = clean
	}
	if j.Name == "" {
		return "name"
	}
	for i, l := range j.Languages {
		if !slices.Contains([]string{"tg", "ru", "en"}, l) || slices.Contains(j.Languages[:i], l) {
			return "languages"
		}
	}
	return ""
}

// AddJudges adds judges to an event, all or none. Problems name the row, from
// 1: "judge-name", "judge-languages".
func (s *Service) AddJudges(ctx context.Context, by Actor, event string, in []Judge) ([]Judge, error) {
	out := slices.Clone(in)
	for i := range out {
		out[i].ID, out[i].Event = NewID(), event
		switch out[i].clean() {
		case "":
		case "languages":
			return nil, Fail(Invalid, "judge-languages", "row", i+1)
		default:
			return nil, Fail(Invalid, "judge-name", "row", i+1)
		}
	}
	return out, s.Store.Update(ctx, func(tx Tx) error {
		if _, err := tx.Event(event); err != nil {
			return err
		}
		return s.putJudges(tx, by, out)
	})
}

// AddJudge adds one judge. Problem: "judge-fields" {field}.
func (s *Service) AddJudge(ctx context.Context, by Actor, event string, j Judge) (Judge, error) {
	if field := j.clean(); field != "" {
		return j, Fail(Invalid, "judge-fields", "field", field)
	}
	added, err := s.AddJudges(ctx, by, event, []Judge{j})
	if err != nil {
		return j, err
	}
	return added[0], nil
}

func (s *Service) putJudges(tx Tx, by Actor, judges []Judge) error {
	for _, j := range judges {
		if err := tx.PutJudge(j); err != nil {
			return err
		}
		if err := s.write(tx, Scope{Event: j.Event}, RowJudge, by, "", j); err != nil {
			return err
		}
	}
	return nil
}

// JudgesOf lists an event's judges in the order of the Tajik alphabet.
func (s *Service) JudgesOf(ctx context.Context, event string) ([]Judge, error) {
	return view(ctx, s, func(tx Tx) ([]Judge, error) {
		if _, err := tx.Event(event); err != nil {
			return nil, err
		}
		return tx.Judges(event)
	})
}

// AmendJudge replaces what is known of a judge, and names a spare one: who was
// spare is so no longer once the name has changed. Problem: "judge-fields"
// {field}.
func (s *Service) AmendJudge(ctx context.Context, by Actor, judge string, to Judge) (out Judge, err error) {
	if field := to.clean(); field != "" {
		return out, Fail(Invalid, "judge-fields", "field", field)
	}
	err = s.Store.Update(ctx, func(tx Tx) error {
		was, err := tx.Judge(judge)
		if err != nil {
			return err
		}
		out = to
		out.ID, out.Event, out.Spare = was.ID, was.Event, was.Spare && was.Name == to.Name
		return s.putJudges(tx, by, []Judge{out})
	})
	return out, err
}

// SparesMost is how many spare judges one call makes at most.
const SparesMost = 40

// spareNames count on where an event's spares end, in its first language.
var spareNames = map[string]string{"tg": "Эҳтиётӣ", "ru": "Запасной", "en": "Spare"}

// AddSpares makes n spare judges, "Spare 1" and so on in the event's first
// language, whose cards can be printed ahead and are named on the spot by
// [Service.AmendJudge]. Problem: "spares-number" {field, most}.
func (s *Service) AddSpares(ctx context.Context, by Actor, event string, n int) (out []Judge, err error) {
	if n < 1 || n > SparesMost {
		return nil, Fail(Invalid, "spares-number", "field", "number", "most", SparesMost)
	}
	err = s.Store.Update(ctx, func(tx Tx) error {
		e, err := tx.Event(event)
		if err != nil {
			return err
		}
		there, err := tx.Judges(event)
		if err != nil {
			return err
		}
		taken := map[string]bool{}
		for _, j := range there {
			taken[j.Name] = true
		}
		out = nil
		for i := 1; len(out) < n; i++ {
			name := fmt.Sprint(spareNames[e.Languages[0]], " ", i)
			if !taken[name] {
				out = append(out, Judge{ID: NewID(), Event: event, Name: name, Languages: e.Languages[:1], Spare: true})
			}
		}
		return s.putJudges(tx, by, out)
	})
	return out, err
}
