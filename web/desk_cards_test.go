package web_test

// Judges, cards, tablets and reminders of the desk over HTTP.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// fill posts a form of the desk.
func (s *site) fill(role judging.Role, path string, form url.Values) reply {
	s.t.Helper()
	return s.as(role, "POST", path, form.Encode(), "Content-Type", formType, "Accept-Language", "en")
}

// rows counts the rows of a kind in the event's journal.
func (s *site) rows(kind judging.RowKind) (n int) {
	s.t.Helper()
	all, err := s.service.JournalOf(s.ctx, judging.Scope{Event: s.event.ID}, 0)
	s.ok(err)
	for _, r := range all {
		if r.Kind == kind {
			n++
		}
	}
	return n
}

// heard makes the site's own address the event's, so that cards can be printed.
func heard(t *testing.T) *site {
	s := newSite(t)
	s.Listening = listening(s.url)
	_, err := s.service.AmendEvent(s.ctx, s.system, s.event.ID, judging.NewEvent{Address: s.url})
	s.ok(err)
	return s
}

func TestPrintedCards(t *testing.T) {
	s := heard(t)
	judges, err := s.service.AddJudges(s.ctx, s.system, s.event.ID, []judging.Judge{
		{Name: "Саидова Нигора"}, {Name: "<b>Smith</b>", Languages: []string{"en"}}, {Name: "Иванов Пётр", Languages: []string{"ru", "tg"}},
	})
	s.ok(err)
	path := "/organizer/events/" + s.event.ID + "/judges/cards"
	form := url.Values{"judge": {judges[1].ID, judges[0].ID, judges[2].ID}}
	r := s.fill(judging.Secretary, path, form)
	page := string(r.body)
	if r.StatusCode != http.StatusOK || r.Header.Get("Cache-Control") != "no-store" || s.rows(judging.RowCard) != 3 {
		t.Fatalf("%d %s, %d rows", r.StatusCode, r.Header.Get("Cache-Control"), s.rows(judging.RowCard))
	}
	for _, want := range []string{
		"&lt;b&gt;Smith&lt;/b&gt;", web.Words("en", "desk.cards.once"),
		`lang="tg"`, web.Words("tg", "card.step.pin"), `lang="en"`, web.Words("en", "card.step.pin"), `lang="ru"`, web.Words("ru", "card.step.pin"),
		"http, not encrypted, 127.0.0.1, port " + s.url[strings.LastIndex(s.url, ":")+1:] + ", then /j", s.url + "/j",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	secrets := regexp.MustCompile(`<small>[^<]*</small><span>(\w+)</span><span>(\w+)</span>`).FindAllStringSubmatch(page, -1)
	if len(secrets) != 6 {
		t.Fatalf("%d secrets on three cards", len(secrets))
	}
	enrol := func(pin, code []string) reply {
		return s.send("POST", "/api/v1/enrol", map[string]any{"code": code[1] + code[2], "pin": pin[1] + pin[2], "device": map[string]string{"id": judging.NewID()}})
	}
	var in judging.Enrolled
	s.ok(json.Unmarshal(enrol(secrets[0], secrets[1]).body, &in))
	if in.Judge.ID != judges[1].ID {
		t.Errorf("the first card signs %q in", in.Judge.Name)
	}

	// What signs in is not kept anywhere: nobody can read it again.
	for _, part := range []string{secrets[1][1] + secrets[1][2], secrets[0][1] + secrets[0][2]} {
		for _, path := range []string{"/organizer/events/" + s.event.ID + "/judges", "/api/v1/events/" + s.event.ID + "/journal", "/api/v1/events/" + s.event.ID + "/judges"} {
			if strings.Contains(string(s.as(judging.Owner, "GET", path, nil).body), part) {
				t.Errorf("%s shows a secret", path)
			}
		}
	}
	again := string(s.fill(judging.Organizer, path, form).body)
	if strings.Contains(again, secrets[1][1]+"</span><span>"+secrets[1][2]) {
		t.Error("printing again shows the old code")
	}
	if r := enrol(secrets[0], secrets[1]); r.problem() != "card-replaced" {
		t.Errorf("the card before: %d %s", r.StatusCode, r.body)
	}

	// Nobody ticked, a judge of another event, and an address that is not ours.
	if r := s.fill(judging.Organizer, path, url.Values{}); r.StatusCode != 422 || !strings.Contains(string(r.body), web.Words("en", "problem.cards-nobody")) {
		t.Errorf("nobody: %d", r.StatusCode)
	}
	other, err := s.service.CreateEvent(s.ctx, s.system, judging.NewEvent{Title: s.event.Title, Starts: "2025-10-20", Ends: "2025-10-24", Address: s.url})
	s.ok(err)
	if r := s.fill(judging.Organizer, "/organizer/events/"+other.ID+"/judges/cards", form); r.StatusCode != http.StatusNotFound {
		t.Errorf("judges of another event: %d", r.StatusCode)
	}
	before := s.rows(judging.RowCard)
	_, err = s.service.AmendEvent(s.ctx, s.system, s.event.ID, judging.NewEvent{Address: "http://127.0.0.1:1"})
	s.ok(err)
	r = s.fill(judging.Organizer, path, url.Values{"judge": {judges[2].ID}})
	if r.StatusCode != http.StatusConflict || !strings.Contains(string(r.body), `value="`+judges[2].ID+`" aria-label="`) || strings.Count(string(r.body), " checked>") != 1 || s.rows(judging.RowCard) != before {
		t.Errorf("an address out of reach: %d, ticked %d, rows %d", r.StatusCode, strings.Count(string(r.body), " checked>"), s.rows(judging.RowCard)-before)
	}
	if r := s.as(judging.Organizer, "POST", "/api/v1/judges/"+judges[2].ID+"/card", `{}`); r.problem() != "address-unreachable" || s.rows(judging.RowCard) != before {
		t.Errorf("the API: %d %s", r.StatusCode, r.body)
	}
}

func TestDeskJudges(t *testing.T) {
	s := newSite(t)
	at := "/organizer/events/" + s.event.ID + "/judges"
	form := url.Values{"name": {"Умаров Сино"}, "school": {"Мактаби №7"}, "district": {"Хуҷанд"}, "first": {"ru"}, "also": {"tg", "ru"}}
	if r := s.fill(judging.Secretary, at+"/add", form); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	judges, err := s.service.JudgesOf(s.ctx, s.event.ID)
	s.ok(err)
	if j := judges[0]; j.Name != "Умаров Сино" || fmt.Sprint(j.Languages) != "[ru tg]" || j.District != "Хуҷанд" {
		t.Errorf("%+v", j)
	}
	form.Set("name", " ")
	r := s.fill(judging.Secretary, at+"/add", form)
	for _, want := range []string{`id="error-name"`, `value="Мактаби №7"`, `<option value="ru" selected>`, `value="tg" checked`} {
		if r.StatusCode != 422 || !strings.Contains(string(r.body), want) {
			t.Errorf("a refused form: %d, lacks %s", r.StatusCode, want)
		}
	}
	if r := s.fill(judging.Secretary, at+"/spares", url.Values{"number": {"2"}}); r.StatusCode != http.StatusSeeOther {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
	if r := s.fill(judging.Secretary, at+"/spares", url.Values{"number": {"x"}}); r.StatusCode != 422 {
		t.Errorf("%d", r.StatusCode)
	}
	judges, err = s.service.JudgesOf(s.ctx, s.event.ID)
	s.ok(err)
	page := string(s.as(judging.Secretary, "GET", at, nil, "Accept-Language", "en").body)
	if len(judges) != 3 || strings.Index(page, "Умаров") > strings.Index(page, "Эҳтиётӣ 1") || strings.Count(page, web.Words("en", "state.card.none")) != 3 {
		t.Errorf("the list of %d judges", len(judges))
	}
	if page := s.page(judging.Auditor, at); page.has("checkbox") || !page.has("Умаров") {
		t.Error("who may only look is offered to do")
	}
	one := "/organizer/judges/" + judges[1].ID
	if r := s.fill(judging.Secretary, one, url.Values{"name": {"Латипов Сорбон"}}); r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != one {
		t.Errorf("%d %s", r.StatusCode, r.Header.Get("Location"))
	}
	if j, err := s.service.Judge(s.ctx, judges[1].ID); err != nil || j.Name != "Латипов Сорбон" || j.Spare {
		t.Errorf("%+v %v", j, err)
	}
	if r := s.fill(judging.Secretary, one+"/revoke", url.Values{"reason": {"lost"}}); r.StatusCode != http.StatusConflict {
		t.Errorf("no card to revoke: %d", r.StatusCode)
	}
}

// A secretary prints and revokes cards, but shuts no tablet out.
func TestRevokeFromTheDesk(t *testing.T) {
	s := newSite(t)
	judges, err := s.service.AddJudges(s.ctx, s.system, s.event.ID, []judging.Judge{{Name: "Саидова Нигора"}})
	s.ok(err)
	card, err := s.service.MakeCard(s.ctx, s.system, judges[0].ID)
	s.ok(err)
	var in judging.Enrolled
	dev := judging.NewID()
	s.ok(json.Unmarshal(s.send("POST", "/api/v1/enrol", map[string]any{"code": card.Code, "pin": card.PIN, "device": map[string]string{"id": dev, "name": "iPad"}}).body, &in))
	hello := func(query string) reply {
		return s.send("GET", "/api/v1/hello?dev="+dev+query, nil, "Authorization", "Bearer "+in.Token)
	}
	hello("")
	form := url.Values{"reason": {"lost"}, "tablets": {"1"}}
	if r := s.fill(judging.Secretary, "/organizer/judges/"+judges[0].ID+"/revoke", form); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	if r := hello(""); r.StatusCode != 200 || !strings.Contains(string(r.body), `"card-revoked"`) {
		t.Errorf("a secretary shut the tablet out: %d", r.StatusCode)
	}

	// A reminder over HTTP: to the tablet, seen, and on the wall.
	at := "/organizer/devices/" + dev
	if r := s.fill(judging.Secretary, at+"/remind", url.Values{"text": {"x"}}); r.StatusCode != http.StatusForbidden {
		t.Errorf("a secretary reminds: %d", r.StatusCode)
	}
	if r := s.fill(judging.Chair, at+"/remind", url.Values{"text": {"Лутфан шитоб кунед"}}); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	var said judging.Hello
	s.ok(json.Unmarshal(hello("").body, &said))
	var id any
	for _, m := range said.Messages {
		if m.Key == "reminder" && m.Args["text"] == "Лутфан шитоб кунед" {
			id = m.Args["id"]
		}
	}
	type line struct {
		JudgeName, Name string
		Silent          int
		Reminder        struct{ Text, Seen string }
	}
	wall := func() (out []line) {
		s.made(judging.Chair, "GET", "/api/v1/events/"+s.event.ID+"/devices", nil, &out)
		return out
	}
	if w := wall(); len(w) != 1 || w[0].JudgeName != "Саидова Нигора" || w[0].Name != "iPad" || w[0].Reminder.Text == "" || w[0].Reminder.Seen != "" {
		t.Errorf("%+v", w)
	}
	s.ok(json.Unmarshal(hello("&seen="+fmt.Sprint(id)).body, &said))
	if w := wall(); w[0].Reminder.Seen == "" || strings.Contains(fmt.Sprint(said.Messages), "шитоб") {
		t.Errorf("%+v %v", w, said.Messages)
	}
	r := s.fill(judging.Chair, at+"/remind", url.Values{"text": {strings.Repeat("а", 201)}})
	if r.StatusCode != 422 || !strings.Contains(string(r.body), strings.Repeat("а", 201)) {
		t.Errorf("what was typed is gone: %d", r.StatusCode)
	}
	if r := s.fill(judging.Chair, at+"/revoke", url.Values{"reason": {"stolen"}}); r.StatusCode != http.StatusSeeOther {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
	if r := hello(""); r.problem() != "device-revoked" {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
}

// A list of judges over HTTP: looked at, added, added again, and its template read
// back as a list without rows.
func TestImportJudgesOverHTTP(t *testing.T) {
	s := newSite(t)
	at := "/api/v1/events/" + s.event.ID + "/judges/"
	send := func(role judging.Role, query, list string) reply {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		part, err := form.CreateFormFile("file", "judges.csv")
		s.ok(err)
		fmt.Fprint(part, list)
		s.ok(form.Close())
		return s.as(role, "POST", at+"import"+query, body.String(), "Content-Type", form.FormDataContentType(), "Accept-Language", "ru")
	}
	const list = "Фамилия;Имя;Школа;Языки\nСаидова;Нигора;Мактаби №1;ru\n;Карим;;\n"
	for i, want := range []judging.Imported{{Rows: 2, Ready: 1, Open: 1}, {Rows: 2, Ready: 1, Added: 1, Open: 1}, {Rows: 2, Skipped: 1, There: 1, Open: 1}} {
		query := ""
		if i == 0 {
			query = "?dryRun=true"
		}
		r := send(judging.Secretary, query, list)
		var got judging.Imported
		s.ok(json.Unmarshal(r.body, &got))
		if r.StatusCode != 200 || got.Rows != want.Rows || got.Ready != want.Ready || got.Added != want.Added || got.There != want.There || got.Open != want.Open {
			t.Fatalf("%d: %d %s", i, r.StatusCode, r.body)
		}
		if p := got.Problems[0]; p.Row != 3 || p.Message != web.Words("ru", "problem.row-surname") {
			t.Errorf("%+v", p)
		}
	}
	if r := send(judging.Auditor, "", list); r.StatusCode != http.StatusForbidden {
		t.Errorf("an auditor adds judges: %d", r.StatusCode)
	}
	r := s.as(judging.Auditor, "GET", at+"template.xlsx", nil, "Accept-Language", "tg")
	if r.StatusCode != 200 {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	again := send(judging.Secretary, "?dryRun=true", string(r.body))
	var got judging.Imported
	s.ok(json.Unmarshal(again.body, &got))
	var fields []string
	for _, c := range got.Columns {
		fields = append(fields, c.Field)
	}
	if fmt.Sprint(fields) != "[surname given patronymic school district languages]" || got.Rows != 0 {
		t.Errorf("%d %s", again.StatusCode, again.body)
	}
}

// listening is the address of a server in a URL.
func listening(base string) net.Addr {
	at, err := net.ResolveTCPAddr("tcp", strings.TrimPrefix(base, "http://"))
	if err != nil {
		panic(err)
	}
	return at
}
