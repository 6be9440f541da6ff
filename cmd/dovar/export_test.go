package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The results go into a folder beside a running server: the same files that it
// gives for download.
func TestExport(t *testing.T) {
	dir := t.TempDir()
	server := startChild(t, dir, "127.0.0.1:0")
	code, token, errs := dovar("token", "--role", "owner", "--data", dir)
	if code != 0 {
		t.Fatal(errs)
	}
	c := newClient(server.address, strings.TrimSpace(token))
	var event made
	title := map[string]string{"tg": "Ҳафтаи ТИК", "ru": "Неделя ИКТ", "en": "ICT Week"}
	if err := c.post(t.Context(), "/events", map[string]any{"title": title, "starts": "2026-04-18", "ends": "2026-04-19", "languages": []string{"ru", "tg"}}, &event); err != nil {
		t.Fatal(err)
	}
	var contests []made
	for _, preset := range []string{"science-fair-science", "science-fair-science", "robot-league-4-level"} {
		var m made
		if err := c.post(t.Context(), "/events/"+event.ID+"/contests", map[string]string{"preset": preset}, &m); err != nil {
			t.Fatal(err)
		}
		contests = append(contests, m)
	}
	if err := c.post(t.Context(), "/contests/"+contests[0].ID+"/entries", []map[string]any{{"name": "Садои зилзила", "members": []string{"a"}}}, nil); err != nil {
		t.Fatal(err)
	}

	out := filepath.Join(t.TempDir(), "new", "folder")
	code, said, errs := dovar("export", "ICT Week", "--data", dir, "--out", out, "--json")
	if code != 0 {
		t.Fatal(errs)
	}
	var files []exported
	if err := json.Unmarshal([]byte(said), &files); err != nil || len(files) != 9 {
		t.Fatalf("%v %s", err, said)
	}
	seen := map[string]bool{}
	for i, f := range files {
		if f.Contest != contests[i/3].ID {
			t.Errorf("%+v out of order", f)
		}
		if i >= 6 {
			if f.File != "" || f.Skipped == "" {
				t.Errorf("a contest that is not scored: %+v", f)
			}
			continue
		}
		text, err := os.ReadFile(f.File)
		if err != nil || seen[f.File] || f.Version == "" {
			t.Errorf("%+v %v", f, err)
		}
		seen[f.File] = true
		if ext := filepath.Ext(f.File); ext != ".xlsx" {
			served := download(t, server.address+"/api/v1/contests/"+f.Contest+"/results"+ext+"?lang=ru", strings.TrimSpace(token))
			if !bytes.Equal(served, text) {
				t.Errorf("%s is not what the server gives:\n%s\n%s", f.File, text, served)
			}
		}
	}
	names, err := os.ReadDir(out)
	if err != nil || len(names) != 6 {
		t.Errorf("%v %v", names, err)
	}

	if code, said, _ := dovar("export", event.ID, "--data", dir, "--out", out, "--lang", "tg"); code != 0 || strings.Count(said, "\n") != 9 {
		t.Errorf("code %d, %q", code, said)
	}
	for _, args := range [][]string{{"export", "nothing", "--data", dir, "--out", out}, {"export", event.ID, "--data", dir, "--out", files[0].File}} {
		if code, _, errs := dovar(args...); code != 1 || strings.Count(errs, "\n") != 1 {
			t.Errorf("%q: code %d, %q", args, code, errs)
		}
	}
	for _, args := range [][]string{{"export", event.ID, "--data", dir}, {"export", event.ID, "--data", dir, "--out", out, "--lang", "fr"}, {"export", "--data", dir, "--out", out}} {
		if code, _, errs := dovar(args...); code != 2 || strings.Count(errs, "\n") != 1 {
			t.Errorf("%q: code %d, %q", args, code, errs)
		}
	}
}

func download(t *testing.T, url, bearer string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+bearer)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%d %v %s", response.StatusCode, err, text)
	}
	return text
}
