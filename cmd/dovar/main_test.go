package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"dovar/judging"
)

func TestVersion(t *testing.T) {
	code, out, _ := dovar("--version")
	if code != 0 || !regexp.MustCompile(`^dovar \d+\.\d+ \(.+\)\n$`).MatchString(out) {
		t.Errorf("code %d, %q", code, out)
	}
}

// Wrong usage is 2, and says what is wrong in one line.
func TestUsage(t *testing.T) {
	for _, args := range [][]string{
		{},
		{"judge"},
		{"serve"},
		{"serve", "--data", "x", "--tls-cert", "x"},
		{"token", "--data", "x", "--role", "judge"},
		{"user", "add", "--data", "x", "--role", "owner"},
		{"demo", "--speed", "0"},
	} {
		code, _, errs := dovar(args...)
		if code != 2 || strings.Count(errs, "\n") != 1 || !strings.HasPrefix(errs, "dovar: ") {
			t.Errorf("%q: code %d, %q", args, code, errs)
		}
	}
}

// What cannot start says why in one line and ends with 1.
func TestRefusals(t *testing.T) {
	held := t.TempDir()
	startChild(t, held, "127.0.0.1:0")

	file := filepath.Join(t.TempDir(), "file")
	foreign := t.TempDir()
	for name, text := range map[string]string{file: "a file", filepath.Join(foreign, "dovar.db"): "not a database of ours, and long enough to see that"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for why, dir := range map[string]string{"another server": held, "not a directory": file, "not a database of this program": foreign} {
		code, _, errs := dovar("serve", "--data", dir, "--listen", "127.0.0.1:0")
		if code != 1 || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, why) || !strings.Contains(errs, dir) {
			t.Errorf("want %q: code %d, %q", why, code, errs)
		}
	}
}

// Accounts and tokens come before the first start and beside a running server.
func TestBeside(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := dovar("user", "add", "Раҳимова", "--role", "owner", "--data", dir); code != 0 {
		t.Fatal(errs)
	}
	server := startChild(t, dir, "127.0.0.1:0")
	code, token, errs := dovar("token", "--role", "organizer", "--data", dir)
	if code != 0 {
		t.Fatal(errs)
	}
	c := newClient(server.address, strings.TrimSpace(token))
	var events []made
	if err := c.get(t.Context(), "/events", &events); err != nil {
		t.Error(err)
	}
	if err := c.as("no such token").get(t.Context(), "/events", &events); err == nil {
		t.Error("any token opens the door")
	}
	if code, _, errs := dovar("user", "add", "Раҳимова", "--role", "owner", "--data", dir); code != 1 || strings.Count(errs, "\n") != 1 {
		t.Errorf("the same name twice: code %d, %q", code, errs)
	}
}

// The demo opens at once in three languages, robots move its boards, and Ctrl-C
// ends it with its folder.
func TestDemo(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, in := io.Pipe()
	began := time.Now()
	ended := make(chan error, 1)
	go func() {
		c := demoCmd{Listen: "127.0.0.1:0", Speed: 500}
		ended <- c.play(ctx, process{out: in, errs: os.Stderr})
		in.Close()
	}()
	var links []string
	lines := bufio.NewScanner(out)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "Ctrl-C") {
		links = append(links, regexp.MustCompile(`http://\S+`).FindAllString(lines.Text(), -1)...)
	}
	go io.Copy(io.Discard, out)
	took := time.Since(began) // 5 s are promised; a busy machine and -race have slack
	if t.Logf("the doors stood after %v", took); took > 20*time.Second {
		t.Error("too late")
	}
	if len(links) != 10 { // the start page, three doors of two contests, two of the one that is over, the organizer
		t.Fatalf("links: %q", links)
	}
	for lang, want := range map[string]string{"tg": demoEvent.TG, "ru": demoEvent.RU, "en": demoEvent.EN} {
		res, err := http.Get(links[0] + "?lang=" + lang)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != 200 || !strings.Contains(string(page), want) || strings.Contains(string(page), ">start.") {
			t.Errorf("%s: %d, %v: %s", lang, res.StatusCode, err, page)
		}
	}
	published := 0
	for _, link := range links {
		base, contest, isBoard := strings.Cut(link, "/board/")
		if !isBoard {
			continue
		}
		socket, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(base, "http")+"/api/v1/boards/"+contest+"/live", http.Header{"Origin": {base}})
		if err != nil {
			t.Fatal(err)
		}
		for pub, seen := int64(0), 0; seen < 3; {
			var frame judging.Frame
			if err := socket.ReadJSON(&frame); err != nil {
				t.Fatal(err)
			}
			if judging.BoardState(frame.State) == judging.BoardPublished { // was over before: nothing moves
				published++
				if !frame.Reasons || len(frame.Rows) < 3 || frame.Rows[1].Label != "2–3" || frame.Rows[2].Label != "2–3" {
					t.Errorf("the published board: %+v", frame)
				}
				break
			}
			if frame.Pub > pub {
				pub, seen = frame.Pub, seen+1
			}
		}
		socket.Close()
	}
	if published != 1 {
		t.Errorf("%d boards are published", published)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(tmp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
