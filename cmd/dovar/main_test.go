package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
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
