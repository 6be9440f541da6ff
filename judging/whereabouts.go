package judging

// What a page is about: from the id in its address to its contest and event.

import "context"

// Whereabouts are the event and the contest that something belongs to.
type Whereabouts struct {
	Event    *Event
	Contest  *ContestView
	Contests []ContestView // of the event
}

// Whereabouts finds the event and contest of what the ids name, by the names of
// path parameters: event, contest, stage, entry, judge, device, sheet. NotFound
// for an id that nobody made.
func (s *Service) Whereabouts(ctx context.Context, ids map[string]string) (Whereabouts, error) {
	return view(ctx, s, func(tx Tx) (at Whereabouts, err error) {
		event, contest, err := home(tx, ids)
		if err != nil || event == "" {
			return at, err
		}
		e, err := tx.Event(event)
		if err != nil {
			return at, err
		}
		at.Event = &e
		contests, err := tx.Contests(event)
		if err != nil {
			return at, err
		}
		for _, c := range contests {
			v, err := viewContest(tx, c)
			if err != nil {
				return at, err
			}
			at.Contests = append(at.Contests, v)
			if c.ID == contest {
				at.Contest = &v
			}
		}
		return at, nil
	})
}

// home is the event, and the contest if it is of one, of the first id that is
// in another thing.
func home(tx Tx, ids map[string]string) (event, contest string, err error) {
	finders := []struct {
		param string
		find  func(id string) error
	}{
		{"event", func(id string) error { event = id; return nil }},
		{"contest", func(id string) error { contest = id; return nil }},
		{"stage", func(id string) error { st, err := tx.Stage(id); contest = st.Contest; return err }},
		{"entry", func(id string) error { e, err := tx.Entry(id); contest = e.Contest; return err }},
		{"sheet", func(id string) error { sh, err := tx.Sheet(id); contest = sh.Contest; return err }},
		{"judge", func(id string) error { j, err := tx.Judge(id); event = j.Event; return err }},
		{"device", func(id string) error { d, err := tx.Device(id); event = d.Event; return err }},
	}
	for _, f := range finders {
		if id, ok := ids[f.param]; ok {
			if err := f.find(id); err != nil {
				return "", "", err
			}
		}
	}
	if contest != "" {
		c, err := tx.Contest(contest)
		if err != nil {
			return "", "", err
		}
		event = c.Event
	}
	return event, contest, nil
}
