package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"dovar/judging"
)

// A demo under way, as its printed doors show it.
type playing struct {
	t        *testing.T
	start    string
	password string
	doors    map[string]map[string]string // by title, then by screen
	took     time.Duration                // until the doors stood
	stop     func() error
}

func playDemo(t *testing.T, speed float64) *playing {
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	began := time.Now()
	ended := make(chan error, 1)
	go func() {
		c := demoCmd{Listen: "127.0.0.1:0", Speed: speed}
		ended <- c.play(ctx, process{out: in, errs: os.Stderr})
		in.Close()
	}()
	p := &playing{t: t, doors: map[string]map[string]string{}, stop: func() error { stop(); return <-ended }}
	title, link := "", regexp.MustCompile(`^( *)(\w[\w ]*?)  +(http://\S+)`)
	lines := bufio.NewScanner(out)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "Ctrl-C") {
		switch m := link.FindStringSubmatch(lines.Text()); {
		case m == nil:
			title = lines.Text()
			p.doors[title] = map[string]string{}
		case m[1] != "":
			p.doors[title][m[2]] = m[3]
		case m[2] == "start here":
			p.start = m[3]
		default:
			p.password = regexp.MustCompile(`password ([\w-]+)`).FindStringSubmatch(lines.Text())[1]
		}
	}
	p.took = time.Since(began)
	go io.Copy(io.Discard, out)
	if p.start == "" {
		t.Fatal(p.stop())
	}
	return p
}

// contest is the id of a contest, by its English title.
func (p *playing) contest(title string) string {
	p.t.Helper()
	_, id, ok := strings.Cut(p.doors[title]["projector"], "/board/")
	if !ok {
		p.t.Fatalf("no board of %s: %v", title, p.doors)
	}
	return id
}

// watch opens a board's socket for a minute.
func (p *playing) watch(contest string) *websocket.Conn {
	p.t.Helper()
	base := strings.TrimSuffix(p.start, "/")
	socket, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(base, "http")+"/api/v1/boards/"+contest+"/live", http.Header{"Origin": {base}})
	if err != nil {
		p.t.Fatal(err)
	}
	socket.SetReadDeadline(time.Now().Add(time.Minute))
	return socket
}

// until waits for the rows of a board, as place, name, total and sheets that count.
func (p *playing) until(title string, state judging.BoardState, want ...string) {
	p.t.Helper()
	contest := p.contest(title)
	socket := p.watch(contest)
	defer socket.Close()
	for {
		var board judging.Frame
		if err := newClient(strings.TrimSuffix(p.start, "/"), "").get(p.t.Context(), "/boards/"+contest, &board); err != nil {
			p.t.Fatal(err)
		}
		var got []string
		for _, row := range board.Rows {
			place := row.Label
			if place == "" && row.Place > 0 {
				place = strconv.Itoa(row.Place)
			}
			got = append(got, fmt.Sprintf("%s %s %s (%d)", place, row.Name, row.Total, row.Counted))
		}
		if board.State == string(state) && slices.Equal(got, want) {
			return
		}
		var frame judging.Frame
		if err := socket.ReadJSON(&frame); err != nil {
			p.t.Errorf("%s is %s, not %s: %q, want %q", title, board.State, state, got, want)
			return
		}
	}
}

// A told row of a journal is what the oddities of the script are seen by.
type told struct {
	Kind string `json:"kind"`
	Body struct {
		Kind    judging.OpKind `json:"kind"`
		Outcome string         `json:"outcome"`
		Reason  string         `json:"reason"`
		Op      judging.Op     `json:"op"`
		Sheets  []judging.Turn `json:"sheets"`
	} `json:"body"`
}

// journal reads a contest's journal as its organizer does in a browser.
func (p *playing) journal(title string) (rows []told) {
	p.t.Helper()
	jar, _ := cookiejar.New(nil)
	browser := &http.Client{Jar: jar}
	base := strings.TrimSuffix(p.start, "/")
	form := url.Values{"name": {organizerName}, "password": {p.password}, "next": {"/organizer"}}
	ask, _ := http.NewRequest(http.MethodPost, base+"/signin", strings.NewReader(form.Encode()))
	ask.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {base}}
	for _, do := range []func() (*http.Response, error){
		func() (*http.Response, error) { return browser.Do(ask) },
		func() (*http.Response, error) {
			return browser.Get(base + "/api/v1/contests/" + p.contest(title) + "/journal?after=0")
		},
	} {
		res, err := do()
		if err != nil {
			p.t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != http.StatusOK {
			p.t.Fatal(res.StatusCode, err)
		}
		_ = json.Unmarshal(body, &rows) // the desk's page is none
	}
	return rows
}

// holds reports an oddity that the journal does not have so often.
func (p *playing) holds(title string, rows []told, what string, least int, is func(told) bool) {
	p.t.Helper()
	n := 0
	for _, r := range rows {
		if is(r) {
			n++
		}
	}
	if n < least {
		p.t.Errorf("%s: %s %d times, at least %d are promised", title, what, n, least)
	}
}

func ends(outcome string) func(told) bool {
	return func(r told) bool { return r.Body.Kind == judging.OpSubmit && r.Body.Outcome == outcome }
}

func absent(r told) bool {
	return r.Body.Kind == judging.OpDecline && r.Body.Op.Reason != nil && *r.Body.Op.Reason == absentReason
}

// The demo opens at once in three languages, robots move its boards and end as
// the script says, and Ctrl-C ends it with its folder.
func TestDemo(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	p := playDemo(t, 500)
	if t.Logf("the doors stood after %v", p.took); p.took > 20*time.Second { // 5 s are promised; a busy machine and -race have slack
		t.Error("too late")
	}
	for lang, want := range map[string]string{"tg": demoEvent.TG, "ru": demoEvent.RU, "en": demoEvent.EN} {
		res, err := http.Get(p.start + "?lang=" + lang)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != 200 || !strings.Contains(string(page), want) || strings.Contains(string(page), ">start.") {
			t.Errorf("%s: %d, %v: %s", lang, res.StatusCode, err, page)
		}
	}
	p.juries()
	p.follower()
	p.vehicles()
	p.sumo()
	if err := p.stop(); err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(tmp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// juries: two boards move, and what was over before is published with a shared place.
func (p *playing) juries() {
	for _, title := range []string{"School science fair: science project", "IT teacher contest"} {
		if !strings.Contains(p.doors[title]["tablet"], "/judge#") {
			p.t.Errorf("no tablet for the visitor of %s", title)
		}
		socket := p.watch(p.contest(title))
		defer socket.Close()
		for pub, seen := int64(0), 0; seen < 3; {
			var frame judging.Frame
			if err := socket.ReadJSON(&frame); err != nil {
				p.t.Fatal(err)
			}
			if frame.Pub > pub {
				pub, seen = frame.Pub, seen+1
			}
		}
	}
	socket := p.watch(p.contest("School research conference"))
	defer socket.Close()
	var frame judging.Frame
	if err := socket.ReadJSON(&frame); err != nil {
		p.t.Fatal(err)
	}
	if frame.State != string(judging.BoardPublished) || !frame.Reasons || len(frame.Rows) < 3 || frame.Rows[1].Label != "2–3" || frame.Rows[2].Label != "2–3" {
		p.t.Errorf("the published board: %+v", frame)
	}
}

// follower: two with the same best time are told apart by the second best. The
// second field waits for the visitor after two rounds.
func (p *playing) follower() {
	const title = "Line follower"
	if !strings.Contains(p.doors[title]["tablet"], "/judge#") || p.doors[title]["pit"] == "" {
		p.t.Errorf("doors: %v", p.doors[title])
	}
	p.until(title, judging.BoardLive, "1 Аспакон 38.95 (5)", "2 Шоҳин 38.95 (5)", "3 Ситора 39.48 (2)", "4 Роҳи нав 40.1 (5)", "5 Бахт 40.31 (5)",
		"6 Навруз 42.64 (2)", "7 Барқ 46.12 (5)", "8 Қадам 53.17 (5)", "9 Сангпушт 69.84 (2)", " Памир  (0)", " Чашма  (2)")
	rows := p.journal(title)
	p.holds(title, rows, "disqualified", 3, ends("dsq"))
	p.holds(title, rows, "not finished", 6, ends("dnf"))
	p.holds(title, rows, "absent", 5, absent)
	p.holds(title, rows, "run again", 2, func(r told) bool {
		return r.Kind == "assign" && slices.ContainsFunc(r.Body.Sheets, func(turn judging.Turn) bool { return turn.Repeats > 0 })
	})
}

// vehicles: of two with the same total the better obstacle round comes first.
func (p *playing) vehicles() {
	const title = "Self-driving vehicle challenge"
	p.until(title, judging.BoardPublished, "1 Толеъ 117 (7)", "2 Корвон 112.33 (7)", "3 Саманд 112.33 (7)", "4 Лоиқ 84 (7)", "5 Дарё 81.5 (7)",
		"6 Оҳу 67.67 (6)", "7 Тундар 59 (7)", "8 Нақлиёт 53.67 (7)")
	rows := p.journal(title)
	p.holds(title, rows, "disqualified", 2, ends("dsq"))
	p.holds(title, rows, "absent", 1, absent)
	p.holds(title, rows, "halved by a repair", 2, func(r told) bool {
		return r.Body.Kind == judging.OpSubmit && slices.Contains(r.Body.Op.Body.Modifiers, "repair")
	})
	p.holds(title, rows, "not confirmed by the team", 1, func(r told) bool {
		return r.Body.Kind == judging.OpSubmit && r.Body.Op.Body.Team != nil && r.Body.Op.Body.Team.How == "refused"
	})
}

// sumo: the champion is the strongest; the second strongest fell in a group of
// three level ones by the difference of bouts; of the last two the lighter is ahead.
func (p *playing) sumo() {
	const title = "Mini sumo"
	p.until(title, judging.BoardPublished, "1 Рустам  (6)", "2 Шер  (6)", "3 Буз  (6)", "4 Оташ  (6)", "5 Паҳлавон  (4)", "6 Калид  (4)", "7 Мӯрча  (4)", "8 Ангишт  (4)")
	rows := p.journal(title)
	submits := func(is func(judging.Body) bool) func(told) bool {
		return func(r told) bool { return r.Body.Kind == judging.OpSubmit && is(r.Body.Op.Body) }
	}
	p.holds(title, rows, "drawn", 2, func(r told) bool { return r.Kind == "draw" })
	p.holds(title, rows, "bouts replayed", 5, submits(func(b judging.Body) bool { return slices.Contains(b.Bouts, "none") }))
	p.holds(title, rows, "decided by the referees", 2, submits(func(b judging.Body) bool { return b.Decision != "" }))
	p.holds(title, rows, "too heavy at first", 1, submits(func(b judging.Body) bool { return b.Marks["mass"] != nil && *b.Marks["mass"] == "506" }))
	p.holds(title, rows, "weighed again", 1, func(r told) bool { return r.Body.Kind == judging.OpRecall })
}
