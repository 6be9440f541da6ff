package web_test

// LibreOffice as the second program: it opens workbooks, computes every formula
// anew whatever value lies beside it, and saves what it got.

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// poison is put in place of every value that a formula gave: a cell that still
// shows it was not computed.
const poison = "987654321"

var formulaValue = regexp.MustCompile(`</f>(<v>[^<]*</v>)?`)

// poisoned is the workbook with poison beside every formula, and how many
// formulas there are.
func poisoned(t testing.TB, book []byte) ([]byte, int) {
	t.Helper()
	n := 0
	return rezipped(t, book, func(name string, text []byte) []byte {
		if !strings.HasPrefix(name, "xl/worksheets/") {
			return text
		}
		n += len(formulaValue.FindAll(text, -1))
		return formulaValue.ReplaceAll(text, []byte("</f><v>"+poison+"</v>"))
	}), n
}

// rezipped is the workbook with every part changed.
func rezipped(t testing.TB, book []byte, change func(name string, text []byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		part, err := w.Create(f.Name)
		if err == nil {
			_, err = part.Write(change(f.Name, text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Settings of LibreOffice: 0 computes on load, 1 believes the file.
const officeSettings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>MODE</value></prop></item>
</oor:items>`

// officeFiles are opened in one start of LibreOffice: it keeps handles of each, and
// stops without a word somewhere after 240.
const officeFiles = 100

// converted has LibreOffice open the files and save each as kind in a folder,
// which is returned. compute says whether formulas are computed or their stored
// values believed.
func converted(t testing.TB, kind string, compute bool, files ...string) string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice Calc is needed: .ci/setup installs it")
	}
	home, out := t.TempDir(), t.TempDir()
	mode := "1"
	if compute {
		mode = "0"
	}
	user := filepath.Join(home, "user")
	if err := os.MkdirAll(user, 0o755); err != nil {
		t.Fatal(err)
	}
	settings := strings.Replace(officeSettings, "MODE", mode, 1)
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	for batch := range slices.Chunk(files, officeFiles) {
		cmd := exec.CommandContext(t.Context(), office, append([]string{
			"-env:UserInstallation=file://" + home, "--headless", "--norestore", "--convert-to", kind, "--outdir", out}, batch...)...)
		cmd.Env = append(os.Environ(), "HOME="+home)
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("LibreOffice: %v\n%s", err, text)
		}
	}
	t.Logf("LibreOffice: %d files in %v", len(files), time.Since(begun).Round(time.Millisecond))
	return out
}

// opened reads a workbook; cells give what is stored, not how it is shown.
func opened(t testing.TB, path string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
