package main

// Lists from the command line, beside a running server; and uploads that mean
// harm while judges work.

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dovar/judging"
)

func TestImportCommand(t *testing.T) {
	dir := t.TempDir()
	c := startChild(t, dir, "127.0.0.1:0")
	_, token, _ := dovar("token", "--role", "owner", "--data", dir)
	d := desk{newClient(c.address, strings.TrimSpace(token))}
	ctx := context.Background()
	event, err := d.newEvent(ctx, judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	if err != nil {
		t.Fatal(err)
	}
	contest, err := d.newContest(ctx, event, "it-teacher-contest")
	if err != nil {
		t.Fatal(err)
	}
	file := storyFile(t)
	ask := func(more ...string) (int, judging.Imported, string) {
		t.Helper()
		code, out, errs := dovar(append([]string{"import", "--data", dir, "--contest", contest.ID}, more...)...)
		var got judging.Imported
		if json.Unmarshal([]byte(out), &got) != nil {
			return code, got, out + errs
		}
		return code, got, errs
	}
	if code, got, errs := ask(file, "--dry-run", "--json"); code != 0 || got.Ready != 21 || got.Open != 3 || got.Added != 0 {
		t.Errorf("a look: %d %+v %s", code, got, errs)
	}
	code, _, out := ask(file, "--lang", "ru")
	for _, line := range []string{"A7: Нет фамилии.", "D12: Такого района нет в списке. Возможно, Рӯдакӣ?", "rows 24, ready 21, added 21, skipped 0, to fix 3"} {
		if code != 0 || !strings.Contains(out, line) {
			t.Errorf("import: %d, no %q in\n%s", code, line, out)
		}
	}
	if code, got, errs := ask(file, "--json"); code != 0 || got.Added != 0 || got.There != 22 {
		t.Errorf("again: %d %+v %s", code, got, errs)
	}
	var entries []judging.Entry
	if err := d.get(ctx, "/contests/"+contest.ID+"/entries", &entries); err != nil || len(entries) != 21 {
		t.Errorf("the running server has %d entries: %v", len(entries), err)
	}

	picture := filepath.Join(t.TempDir(), "picture.png")
	if err := os.WriteFile(picture, []byte("\x89PNG\r\n\x1a\n\x00"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{picture}, 1, "text of the file cannot be read"},
		{[]string{"nowhere.xlsx"}, 1, "no such file"},
		{[]string{file, "--contest", "nobody"}, 1, "dovar: "},
		{[]string{}, 2, "expected"},
		{[]string{file, "--lang", "fr"}, 2, "lang"},
	} {
		if code, _, out := ask(c.args...); code != c.code || !strings.Contains(out, c.says) {
			t.Errorf("%v: %d %s", c.args, code, out)
		}
	}
}

// bomb is an xlsx file whose sheet unpacks to thirty megabytes of small cells.
func bomb(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="x"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="x" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   "<worksheet><sheetData>" + strings.Repeat("<a/>", 30<<18) + "</sheetData></worksheet>",
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Four bombs at a time for some seconds: a judge submits once a second, and each
// submit is stored in time.
func TestAJudgeSubmitsWhileBombsAreUploaded(t *testing.T) {
	dir := t.TempDir()
	c := startChild(t, dir, "127.0.0.1:0")
	_, token, _ := dovar("token", "--role", "owner", "--data", dir)
	hall := newHall(t, c.address, strings.TrimSpace(token), 8, 1, 1)
	file := bomb(t)
	ctx, stop := context.WithCancel(context.Background())
	refused := make(chan int, 4)
	for range cap(refused) {
		go func() {
			n := 0
			for ctx.Err() == nil {
				code, took := upload(t, c.address, strings.TrimSpace(token), hall.contest.ID, file)
				if code != http.StatusRequestEntityTooLarge {
					t.Errorf("a bomb was answered %d", code)
					break
				}
				if took > 20*time.Second {
					t.Errorf("a bomb held its sender for %v", took)
				}
				n++
			}
			refused <- n
		}()
	}
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	judge, slowest := hall.robots[0], time.Duration(0)
	for range 5 {
		<-tick.C
		if err := judge.again(); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if err := judge.send(context.Background()); err != nil {
			t.Errorf("a submit failed: %v", err)
		}
		slowest = max(slowest, time.Since(began))
	}
	stop()
	bombs := 0
	for range cap(refused) {
		bombs += <-refused
	}
	if slowest > 2*time.Second || len(judge.unsent()) > 0 || bombs == 0 {
		t.Errorf("the slowest of 5 submits took %v, %d unsent, %d bombs refused", slowest, len(judge.unsent()), bombs)
	}
	t.Logf("slowest submit %v, %d bombs refused", slowest.Round(time.Millisecond), bombs)
}

// upload sends a file and returns the status and how long the answer took.
func upload(t *testing.T, address, token, contest string, file []byte) (int, time.Duration) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "list.xlsx")
	if err == nil {
		_, err = part.Write(file)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		t.Error(err)
		return 0, 0
	}
	ask, err := http.NewRequest(http.MethodPost, address+"/api/v1/contests/"+contest+"/entries/import", &body)
	if err != nil {
		t.Error(err)
		return 0, 0
	}
	ask.Header.Set("Content-Type", form.FormDataContentType())
	ask.Header.Set("Authorization", "Bearer "+token)
	began := time.Now()
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		t.Error(err)
		return 0, 0
	}
	io.Copy(io.Discard, answer.Body)
	answer.Body.Close()
	return answer.StatusCode, time.Since(began)
}
