package judging

// A list of judges, read as a list of entries is.

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// judgeHeadings are what the columns of a list of judges may be.
var judgeHeadings = func() (out []heading) {
	for _, key := range []string{"surname", "given", "patronymic", "name", "school", "district", "languages", "-"} {
		h := heading{"languages", Text{TG: "Забонҳо", RU: "Языки", EN: "Languages"}, []string{
			"Забон", "Забони доварӣ", "Язык", "Язык судейства", "Владение языками", "Language"}}
		if i := slices.IndexFunc(headings, func(x heading) bool { return x.key == key }); i >= 0 {
			h = headings[i]
		}
		if key == "name" {
			h.words = append(slices.Clone(h.words), "Довар", "Доварон", "Аъзои ҳайати доварон", "Судья", "Судьи", "Член жюри", "Члены жюри", "ФИО судьи", "ФИО эксперта", "Эксперт", "Judge", "Judges", "Juror")
		}
		out = append(out, h)
	}
	return out
}()

// JudgeColumnKinds are what the columns of a list of judges may be, in the order
// of the template; "-" leaves a column out.
func JudgeColumnKinds() (out []ColumnKind) {
	for _, h := range judgeHeadings {
		out = append(out, ColumnKind{h.key, h.Title})
	}
	return out
}

// ImportJudges reads a list and adds its good rows, all in one transaction, or
// none of them where dry is set. The same list twice adds nothing: a judge is the
// same as one that is there when name and school are.
//
// Problems of rows: "row-surname", "row-given", "judge-fields", "row-district",
// "row-languages", "row-repeats"; notices and problems of the list as a whole:
// those of [Service.ImportEntries].
func (s *Service) ImportJudges(ctx context.Context, by Actor, event string, in ImportList, dry bool) (Imported, error) {
	judges := func(tx Tx) ([]Judge, error) {
		if _, err := tx.Event(event); err != nil {
			return nil, err
		}
		return tx.Judges(event)
	}
	for range 5 {
		old, err := view(ctx, s, judges)
		if err != nil {
			return newImportPlan().Imported, err
		}
		p, ready, err := planJudges(old, event, in) // outside of any transaction, as entries are
		if err != nil || dry || len(ready) == 0 {
			return p.Imported, err
		}
		err = s.Store.Update(ctx, func(tx Tx) error {
			now, err := judges(tx)
			if err != nil {
				return err
			}
			if !reflect.DeepEqual(now, old) {
				return errMoved
			}
			return s.putJudges(tx, by, ready)
		})
		if !errors.Is(err, errMoved) {
			p.Added = p.Ready
			return p.Imported, err
		}
	}
	return newImportPlan().Imported, Fail(Stale, "contest-changed")
}

func planJudges(old []Judge, event string, in ImportList) (p *importPlan, ready []Judge, err error) {
	p = newImportPlan()
	known := slices.Clone(Districts)
	for _, j := range old {
		p.there[j.identity()] = true
		known = append(known, Place{Name: j.District, others: []string{FoldName(j.District)}})
	}
	p.districts, p.regions = newPlaceList(known), newPlaceList(nil)
	head, err := p.readHead(in, judgeHeadings)
	if err != nil {
		return p, nil, err
	}
	for _, row := range in.Table.Rows[head+1:] {
		r := p.begin(row, in.Fixes)
		if r == nil {
			continue
		}
		j := r.judge()
		if r.settle(r.knownJudge(j)) {
			j.ID, j.Event = NewID(), event
			ready = append(ready, j)
		}
	}
	p.Ready = len(ready)
	return p, ready, nil
}

// identity is what makes a judge the same as another.
func (j Judge) identity() string { return plainName(j.Name) + "\x00" + plainName(j.School) }

// judge makes a judge of the row.
func (r *rowReading) judge() (j Judge) {
	for _, field := range slices.Sorted(maps.Keys(r.values)) {
		if field != "languages" {
			r.repair(field, r.values[field])
		}
	}
	j.Name, _ = r.name()
	j.School = oneLine(r.values["school"])
	j.District, _ = r.places()
	j.Languages = r.languages()
	if field := j.clean(); field != "" && len(r.problems) == 0 {
		r.problem(field, "judge-fields", "", map[string]any{"field": field})
	}
	return j
}

// languages are those that the cell names, the card's first.
func (r *rowReading) languages() (out []string) {
	split := func(c rune) bool { return strings.ContainsRune(",;/+ \n", c) }
	for _, word := range strings.FieldsFunc(strings.ToLower(r.values["languages"]), split) {
		switch lang := languageWords[strings.Trim(word, ".()")]; {
		case lang != "" && !slices.Contains(out, lang):
			out = append(out, lang)
		case lang == "" && word != "ва" && word != "и" && word != "and":
			r.problem("languages", "row-languages", "", map[string]any{"value": word})
			return out
		}
	}
	return out
}

func (r *rowReading) knownJudge(j Judge) bool {
	return j.Name != "" && r.knownAs(j.identity())
}
