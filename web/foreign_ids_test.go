package web_test

// What is of another contest or event is not there for acts on robots, by the API
// and by forms, and nothing is changed by asking.

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

// A robotFair is an event with line followers on two fields and mini-sumo to draw.
type robotFair struct {
	event            judging.Event
	runs, sumo       judging.ContestView
	runner, wrestler []judging.Entry
	judges           []judging.Judge
	rooms            []judging.Room
	sheets           []judging.Sheet
}

func (s *site) robotFair() (f robotFair) {
	s.t.Helper()
	var err error
	f.event, err = s.service.CreateEvent(s.ctx, s.system, judging.NewEvent{Title: judging.Text{EN: "Robots"}, Starts: "2025-10-20", Ends: "2025-10-24"})
	s.ok(err)
	f.judges, err = s.service.AddJudges(s.ctx, s.system, f.event.ID, []judging.Judge{{Name: "Азимов"}, {Name: "Бобоев"}, {Name: "Ғафуров"}})
	s.ok(err)
	for preset, to := range map[string]*judging.ContestView{"line-follower": &f.runs, "mini-sumo": &f.sumo} {
		def, _ := judging.Preset(preset)
		*to, err = s.service.CreateContest(s.ctx, s.system, f.event.ID, def)
		s.ok(err)
		entries, err := s.service.AddEntries(s.ctx, s.system, to.Contest.ID, []judging.Entry{{Name: "Барқ"}, {Name: "Тундар"}, {Name: "Раъд"}, {Name: "Шамол"}})
		s.ok(err)
		if preset == "mini-sumo" {
			f.wrestler = entries
			continue
		}
		f.runner = entries
		_, err = s.service.MakeFields(s.ctx, s.system, to.Contest.ID, judging.FieldsAsk{Stage: "runs", Number: 2, Referees: []string{f.judges[0].ID, f.judges[1].ID}})
		s.ok(err)
		_, err = s.service.Assign(s.ctx, s.system, to.Contest.ID, judging.Assignment{Stage: "runs", Seed: 1})
		s.ok(err)
		_, err = s.service.SetStage(s.ctx, s.system, to.Stages[0].ID, judging.StageOpen, "")
		s.ok(err)
		f.rooms, _, err = s.service.Rooms(s.ctx, to.Contest.ID)
		s.ok(err)
		f.sheets, err = s.service.SheetsOf(s.ctx, judging.SheetFilter{Contest: to.Contest.ID})
		s.ok(err)
	}
	return f
}

// changes counts what the journals of a fair hold, but for looks at results.
func (s *site) changes(f robotFair) (n int) {
	s.t.Helper()
	for _, scope := range []judging.Scope{{Event: f.event.ID}, {Contest: f.runs.Contest.ID}, {Contest: f.sumo.Contest.ID}} {
		rows, err := s.service.JournalOf(s.ctx, scope, 0)
		s.ok(err)
		n += len(slices.DeleteFunc(rows, func(r judging.Row) bool { return r.Kind == judging.RowLook }))
	}
	return n
}

func TestActsOnRobotsTakeNothingOfAnother(t *testing.T) {
	s := newSite(t)
	own, other := s.robotFair(), s.robotFair()
	runs, sumo, groups := own.runs.Contest.ID, own.sumo.Contest.ID, own.sumo.Stages[1].ID
	before := [2]int{s.changes(own), s.changes(other)}
	division := own.sumo.Divisions[0].ID
	type m = map[string]any
	for _, x := range []struct {
		method, path string
		body         m
		want         string
	}{
		{"POST", "/contests/" + sumo + "/draws", m{"stage": other.sumo.Stages[1].ID, "how": "random"}, "not-found"},
		{"POST", "/contests/" + sumo + "/draws", m{"stage": groups, "division": other.sumo.Divisions[0].ID, "how": "random"}, "not-found"},
		{"POST", "/contests/" + sumo + "/draws", m{"stage": groups, "how": "random", "judges": []string{other.judges[0].ID}}, "assign-judge"},
		{"POST", "/contests/" + sumo + "/draws", m{"stage": groups, "how": "given", "judges": []string{own.judges[0].ID}, "groups": [][]string{{own.wrestler[0].ID, own.runner[0].ID}}}, "draw-entries"},
		{"POST", "/contests/" + runs + "/fields", m{"stage": other.runs.Stages[0].ID, "number": 1, "referees": []string{own.judges[0].ID}}, "not-found"},
		{"POST", "/contests/" + runs + "/fields", m{"stage": "runs", "number": 1, "referees": []string{other.judges[0].ID}}, "panel-judges"},
		{"POST", "/contests/" + runs + "/fields", m{"stage": "runs", "number": 1, "referees": []string{own.judges[2].ID}, "divisions": []string{other.runs.Divisions[0].ID}}, "not-found"},
		{"POST", "/contests/" + runs + "/fields/hand", m{"stage": other.runs.Stages[0].ID, "room": own.rooms[0].ID, "to": own.judges[2].ID}, "not-found"},
		{"POST", "/contests/" + runs + "/fields/hand", m{"stage": "runs", "room": other.rooms[0].ID, "to": own.judges[2].ID}, "not-found"},
		{"POST", "/contests/" + runs + "/fields/hand", m{"stage": "runs", "room": own.rooms[0].ID, "to": other.judges[2].ID}, "panel-judges"},
		{"PUT", "/contests/" + runs + "/timetable", m{"stage": other.runs.Stages[0].ID, "rounds": []m{}}, "not-found"},
		{"POST", "/contests/" + sumo + "/inspection", m{"stage": other.sumo.Stages[0].ID, "inspector": own.judges[0].ID}, "not-found"},
		{"POST", "/contests/" + sumo + "/inspection", m{"stage": own.sumo.Stages[0].ID, "inspector": other.judges[0].ID}, "assign-judge"},
		{"POST", "/contests/" + runs + "/extra-runs", m{"stage": other.runs.Stages[0].ID, "entries": []string{own.runner[0].ID}}, "not-found"},
		{"POST", "/contests/" + runs + "/extra-runs", m{"stage": "runs", "entries": []string{other.runner[0].ID}}, "extra-entries"},
		{"POST", "/sheets/" + own.sheets[0].ID + "/move", m{"room": other.rooms[0].ID}, "field-other"},
		{"POST", "/sheets/nobody/move", m{"by": 1}, "not-found"},
		{"POST", "/sheets/nobody/absent", m{}, "not-found"},
		{"POST", "/sheets/nobody/rerun", m{"reason": "x"}, "not-found"},
		{"GET", "/contests/nobody/queue", nil, "not-found"},
		{"GET", "/contests/nobody/draws", nil, "not-found"},
		{"GET", "/contests/nobody/matches", nil, "not-found"},
	} {
		var body any
		if x.body != nil {
			body = x.body
		}
		if r := s.as(judging.Owner, x.method, "/api/v1"+x.path, body); r.problem() != x.want || x.want == "not-found" && r.StatusCode != http.StatusNotFound {
			t.Errorf("%s %s %v: %d %s, want %s", x.method, x.path, x.body, r.StatusCode, r.body, x.want)
		}
	}

	fields, matches := "/organizer/contests/"+runs+"/fields/", "/organizer/contests/"+sumo+"/matches/"
	sheet, theirs := other.sheets[0].ID, []string{"stage", other.runs.Stages[0].ID}
	for _, x := range []struct {
		path   string
		fields []string
		want   int
	}{
		{fields + "make", append(theirs, "number", "1", "referees", own.judges[2].ID), 404},
		{fields + "spread", theirs, 404},
		{fields + "move", []string{"sheet", sheet, "by", "1"}, 404},
		{fields + "move", []string{"sheet", sheet, "to", other.rooms[1].ID}, 404},
		{fields + "absent", []string{"sheet", sheet}, 404},
		{fields + "absent", []string{"sheet", sheet, "how", "all"}, 404},
		{fields + "absent", []string{"sheet", "nobody"}, 404},
		{fields + "rerun", []string{"sheet", sheet, "reason." + sheet, "x"}, 404},
		{fields + "hand", append(theirs, "field", own.rooms[0].ID, "to", own.judges[2].ID), 404},
		{fields + "extra", append(theirs, "entry", own.runner[0].ID), 404},
		{fields + "timetable", append(theirs, "starts.1", "2025-10-20T09:00", "minutes.1", "4"), 404},
		{fields + "plan", append(theirs, "starts.plan", "2025-10-20T09:00", "minutes.plan", "4", "pause", "5"), 404},
		{fields + "inspect", append(theirs, "inspector", own.judges[0].ID), 404},
		{matches + "draw", []string{"stage", other.sumo.Stages[1].ID, "division", division, "how", "random", "judges", own.judges[0].ID}, 404},
		{matches + "draw", []string{"stage", groups, "division", other.sumo.Divisions[0].ID, "how", "random", "judges", own.judges[0].ID}, 404},
		{matches + "out", []string{"stage", groups, "entry", other.wrestler[0].ID, "state", "withdrawn", "reason", "x"}, 404},
	} {
		if r := s.form(judging.Owner, x.path, x.fields...); r.StatusCode != x.want {
			t.Errorf("%s %v: %d, want %d", x.path, x.fields, r.StatusCode, x.want)
		}
	}
	if after := [2]int{s.changes(own), s.changes(other)}; after != before {
		t.Errorf("rows of both fairs %v, before %v", after, before)
	}

	// The same requests with what is the contest's own do something: it is the ids
	// that were refused.
	mine := own.sheets[0].ID
	for _, x := range [][]string{
		{fields + "move", "sheet", mine, "by", "1"},
		{fields + "absent", "sheet", mine},
		{fields + "absent", "sheet", mine, "how", "back"},
		{fields + "hand", "stage", own.runs.Stages[0].ID, "field", own.rooms[0].ID, "to", own.judges[2].ID},
		{fields + "timetable", "stage", own.runs.Stages[0].ID, "starts.1", "2025-10-20T09:00", "minutes.1", "4"},
		{fields + "plan", "stage", own.runs.Stages[0].ID, "starts.plan", "2025-10-20T09:00", "minutes.plan", "4", "pause", "5"},
		{matches + "draw", "stage", groups, "division", division, "how", "random", "judges", own.judges[0].ID},
	} {
		was := s.changes(own)
		if r := s.form(judging.Owner, x[0], x[1:]...); r.StatusCode != http.StatusSeeOther || s.changes(own) == was {
			t.Errorf("%v: %d, %d rows more", x, r.StatusCode, s.changes(own)-was)
		}
	}
}

// Every row that changes something is closed to another site, and none that is
// read changes anything.
func TestOtherSitesAndReadersChangeNothing(t *testing.T) {
	s := newSite(t)
	f := s.robotFair()
	account, err := s.service.AddUser(s.ctx, s.system, "Соҳиб", judging.Owner, password)
	s.ok(err)
	cookie := s.session(account.ID)
	before := s.changes(f)
	ids := map[string]string{":event": f.event.ID, ":contest": f.runs.Contest.ID, ":stage": f.runs.Stages[0].ID, ":entry": f.runner[0].ID,
		":sheet": f.sheets[0].ID, ":judge": f.judges[0].ID, ":room": f.rooms[0].ID}
	for _, row := range s.Table() {
		path := row.Path
		for _, name := range slices.SortedFunc(maps.Keys(ids), func(a, b string) int { return len(b) - len(a) }) {
			path = strings.ReplaceAll(path, name, ids[name])
		}
		if row.Method == "GET" {
			for _, query := range []string{"", "?how=random&seed=5&stage=" + f.sumo.Stages[1].ID, "?view=timetable&act=leave"} {
				s.send("GET", path+query, nil, "Cookie", cookie)
				s.send("GET", strings.ReplaceAll(path, f.runs.Contest.ID, f.sumo.Contest.ID)+query, nil, "Cookie", cookie)
			}
			continue
		}
		if r := s.send(row.Method, path, "stage="+f.runs.Stages[0].ID, "Content-Type", formType, "Origin", "http://evil.example", "Cookie", cookie); r.StatusCode != http.StatusForbidden {
			t.Errorf("%s %s from another site: %d", row.Method, path, r.StatusCode)
		}
	}
	if after := s.changes(f); after != before {
		t.Errorf("%d rows, before %d", after, before)
	}
}

// Who may do what with robots: a chair runs the day and prepares nothing, a
// secretary prepares and decides nothing, PINs of teams are for those who print
// cards, and only the queue is everybody's.
func TestRightsOnRobots(t *testing.T) {
	s := newSite(t)
	want := map[judging.Right]string{
		judging.Prepare: `POST /contests/draws POST /contests/fields POST /contests/inspection PUT /contests/timetable POST /sheets/move
			GET /organizer/contests/fields/cards POST /organizer/contests/fields/inspect POST /organizer/contests/fields/make POST /organizer/contests/fields/move
			POST /organizer/contests/fields/plan POST /organizer/contests/fields/spread POST /organizer/contests/fields/timetable POST /organizer/contests/matches/draw`,
		judging.Run: `POST /contests/extra-runs POST /contests/fields/hand POST /sheets/absent POST /sheets/rerun
			POST /organizer/contests/fields/absent POST /organizer/contests/fields/extra POST /organizer/contests/fields/hand POST /organizer/contests/fields/rerun
			POST /organizer/contests/matches/out POST /organizer/contests/results/erase`,
		judging.Look:    `GET /contests/draws GET /contests/matches GET /organizer/contests/fields GET /organizer/contests/matches`,
		judging.Results: `GET /organizer/stages/protocol`,
		judging.Anyone:  `GET /contests/queue GET /pit`,
	}
	is := map[string]judging.Right{}
	for _, row := range s.Table() {
		var path []string
		for _, step := range strings.Split(strings.TrimPrefix(row.Path, "/api/v1"), "/") {
			if !strings.HasPrefix(step, ":") {
				path = append(path, step)
			}
		}
		is[row.Method+" "+strings.Join(path, "/")] = row.Right
	}
	for right, rows := range want {
		for list := strings.Fields(rows); len(list) > 0; list = list[2:] {
			if row := list[0] + " " + list[1]; is[row] != right {
				t.Errorf("%s is for %q, want %q", row, is[row], right)
			}
		}
	}
}
