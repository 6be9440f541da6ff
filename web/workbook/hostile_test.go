package workbook_test

// Files made to hurt: refused with a code, in time, in memory.

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"hash/crc32"
	"io"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"dovar/web/workbook"
)

const (
	bookXML   = `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="x"/></sheets></workbook>`
	relsXML   = `<Relationships><Relationship Id="x" Target="worksheets/sheet1.xml"/></Relationships>`
	sheetHead = `<worksheet><sheetData>`
	sheetTail = `</sheetData></worksheet>`
)

// A part is the content of one part: repeat times between head and tail.
type part struct {
	head, repeat, tail string
	times              int
}

func (p part) reader() io.Reader {
	return io.MultiReader(strings.NewReader(p.head), &repeated{p.repeat, p.times, 0}, strings.NewReader(p.tail))
}

type repeated struct {
	s     string
	times int
	at    int
}

func (r *repeated) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if r.times == 0 || r.s == "" {
			return n, io.EOF
		}
		k := copy(p[n:], r.s[r.at:])
		n += k
		if r.at += k; r.at == len(r.s) {
			r.at, r.times = 0, r.times-1
		}
	}
	return n, nil
}

func xlsx(t *testing.T, parts map[string]part) []byte {
	t.Helper()
	for name, text := range map[string]string{"xl/workbook.xml": bookXML, "xl/_rels/workbook.xml.rels": relsXML} {
		if _, ok := parts[name]; !ok {
			parts[name] = part{head: text}
		}
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, p := range parts {
		w, err := z.Create(name)
		must(t, err)
		_, err = io.Copy(w, p.reader())
		must(t, err)
	}
	must(t, z.Close())
	return out.Bytes()
}

// lying writes a sheet whose index says that it is small.
func lying(t *testing.T) []byte {
	t.Helper()
	var packed, out bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	must(t, err)
	sum := crc32.NewIEEE()
	_, err = io.Copy(io.MultiWriter(w, sum), part{sheetHead, "<row/>", sheetTail, 100 << 20 / 6}.reader())
	must(t, err)
	must(t, w.Close())
	z := zip.NewWriter(&out)
	raw, err := z.CreateRaw(&zip.FileHeader{
		Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CRC32: sum.Sum32(),
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: 1000,
	})
	must(t, err)
	_, err = raw.Write(packed.Bytes())
	must(t, err)
	for name, text := range map[string]string{"xl/workbook.xml": bookXML, "xl/_rels/workbook.xml.rels": relsXML} {
		w, err := z.Create(name)
		must(t, err)
		_, err = io.WriteString(w, text)
		must(t, err)
	}
	must(t, z.Close())
	return out.Bytes()
}

func oneSheet(p part) map[string]part { return map[string]part{"xl/worksheets/sheet1.xml": p} }

func body(s string) map[string]part {
	return oneSheet(part{head: sheetHead + s + sheetTail})
}

func and(parts map[string]part, name string, p part) map[string]part {
	parts[name] = p
	return parts
}

func TestHostileFilesAreRefusedInTimeAndMemory(t *testing.T) {
	const row = `<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>`
	const shared = "xl/sharedStrings.xml"
	manyFiles := map[string]part{}
	for i := range 30_000 {
		manyFiles[fmt.Sprint("xl/worksheets/", i)] = part{}
	}
	wide := strings.Repeat(`<c t="s"><v>0</v></c>`, 60)
	files := map[string]struct {
		data []byte
		code string
	}{
		"a gigabyte in one part":        {xlsx(t, oneSheet(part{sheetHead, "<row></row>", sheetTail, 1 << 30 / 11})), "table-unpacked"},
		"an index that lies":            {lying(t), "table-broken"},
		"many small elements":           {xlsx(t, oneSheet(part{sheetHead, "<a/>", sheetTail, 7 << 20})), "table-unpacked"},
		"as many as pass the scales":    {xlsx(t, oneSheet(part{sheetHead, "<a/>", sheetTail, 2_900_000})), "table-unpacked"},
		"many cells":                    {xlsx(t, oneSheet(part{sheetHead + "<row>", "<c/>", "</row>" + sheetTail, 1 << 20})), "table-columns"},
		"many attributes":               {xlsx(t, oneSheet(part{sheetHead + "<row ", `a="" `, "/>" + sheetTail, 6 << 20})), "table-long"},
		"elements in elements":          {xlsx(t, oneSheet(part{sheetHead, "<a>", "", 1 << 20})), "table-broken"},
		"a text without end":            {xlsx(t, oneSheet(part{sheetHead + "<row><c><v>", "a", "</v></c></row>" + sheetTail, 31 << 20})), "table-long"},
		"a text in pieces":              {xlsx(t, oneSheet(part{sheetHead + "<row><c><v>", "aaaaaaaaaaaaaa<b/>", "</v></c></row>" + sheetTail, 31 << 20 / 18})), "table-long"},
		"a comment without end":         {xlsx(t, oneSheet(part{sheetHead + "<!--", "a>", "-->" + sheetTail, 15 << 20})), "table-broken"},
		"many strings":                  {xlsx(t, and(body(row), shared, part{"<sst>", "<si/>", "</sst>", 6 << 20})), "table-unpacked"},
		"four hundred thousand strings": {xlsx(t, and(oneSheet(part{sheetHead + `<row r="1048576">`, `<c t="s"><v>0</v></c>`, "</row>" + sheetTail, 1}), shared, part{"<sst>", "<si><t>a</t></si>", "</sst>", 390_000})), "table-rows"},
		"many styles":                   {xlsx(t, and(body(row), "xl/styles.xml", part{"<styleSheet><cellXfs>", "<xf/>", "</cellXfs></styleSheet>", 6 << 20})), "table-unpacked"},
		"one string a million times":    {xlsx(t, and(oneSheet(part{sheetHead, "<row>" + wide + "</row>", sheetTail, 20_000}), shared, part{"<sst><si><t>", "ab", "</t></si></sst>", 15_000})), "table-unpacked"},
		"row 1048576":                   {xlsx(t, body(`<row r="1048576"><c r="A1048576"><v>1</v></c></row>`)), "table-rows"},
		"row 99999999999":               {xlsx(t, body(`<row r="99999999999"><c><v>1</v></c></row>`)), "table-rows"},
		"rows backwards":                {xlsx(t, body(`<row r="9"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>`)), "table-broken"},
		"column XFD":                    {xlsx(t, body(`<row r="1"><c r="XFD1"><v>1</v></c></row>`)), "table-columns"},
		"a string that is not there":    {xlsx(t, body(`<row r="1"><c t="s"><v>5</v></c></row>`)), "table-broken"},
		"a megabyte in a cell":          {xlsx(t, body(`<row r="1"><c t="inlineStr"><is><t>`+strings.Repeat("a ", 1<<19)+`</t></is></c></row>`)), "table-long"},
		"forty thousand letters":        {xlsx(t, body(`<row r="1"><c t="inlineStr"><is><t>`+strings.Repeat("ф", 40_000)+`</t></is></c></row>`)), "table-cell"},
		"an entity from outside":        {xlsx(t, oneSheet(part{head: `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + sheetHead + `<row><c t="inlineStr"><is><t>&x;</t></is></c></row>` + sheetTail})), "table-broken"},
		"a sheet cut short":             {xlsx(t, oneSheet(part{head: sheetHead + row})), "table-broken"},
		"no sheet":                      {xlsx(t, map[string]part{}), "table-broken"},
		"another kind of zip":           {xlsx(t, map[string]part{"word/document.xml": {head: "<a/>"}, "xl/workbook.xml": {}}), "table-broken"},
		"a document":                    {zipOf(t, "word/document.xml", "<a/>"), "table-kind"},
		"thirty thousand files":         {xlsx(t, manyFiles), "table-broken"},
		"not a zip":                     {append([]byte("PK\x03\x04"), bytes.Repeat([]byte("z"), 4<<20)...), "table-broken"},
		"an old workbook":               {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4<<20)...), "table-xls"},
		"an encrypted workbook":         {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "table-encrypted"},
		"a picture":                     {append([]byte("\x89PNG\r\n\x1a\n\x00\x00"), make([]byte, 1<<20)...), "table-text"},
		"NUL in text":                   {[]byte("ФИО;Школа\nА\x00;Б\n"), "table-text"},
		"damaged UTF-8":                 {[]byte("ФИО;Школа\nРах\xd0имов;Б\n"), "table-text"},
		"half of UTF-16":                {[]byte("\xff\xfea\x00b"), "table-text"},
		"nothing":                       {nil, "table-empty"},
		"spaces":                        {[]byte(" \t\n\n"), "table-empty"},
		"six megabytes":                 {bytes.Repeat([]byte("a\n"), 3<<20), "table-bytes"},
		"two million rows":              {bytes.Repeat([]byte("a\n"), 2_500_000), "table-rows"},
		"two million columns":           {bytes.Repeat([]byte("a\t"), 2_500_000), "table-columns"},
		"a quote of five megabytes":     {append([]byte{'"'}, bytes.Repeat([]byte("a\n"), 2_500_000)...), "table-rows"},
		"a cell of five megabytes":      {bytes.Repeat([]byte("a "), 2_500_000), "table-cell"},
	}
	for name, f := range files {
		t.Run(name, func(t *testing.T) {
			took, extra, err := measured(f.data)
			if code(err) != f.code {
				t.Errorf("%v, want %s", err, f.code)
			}
			if took > 10*time.Second || extra > 100<<20 {
				t.Errorf("%v and %d MB", took, extra>>20)
			}
			t.Logf("%v, %d MB for %d KB", took.Round(time.Millisecond), extra>>20, len(f.data)>>10)
		})
	}
}

// A large honest file is read inside the same memory.
func TestALargeWorkbookIsReadInTimeAndMemory(t *testing.T) {
	cells := strings.Repeat(`<c t="s"><v>7</v></c>`, 20)
	data := xlsx(t, map[string]part{
		"xl/worksheets/sheet1.xml": {sheetHead, "<row>" + cells + "</row>", sheetTail, 20_000},
		"xl/sharedStrings.xml":     {"<sst>", "<si><t>Раҳимов Ҷамшед</t></si>", "</sst>", 100_000},
	})
	took, extra, err := measured(data)
	if err != nil || took > 10*time.Second || extra > 100<<20 {
		t.Fatalf("%v, %v and %d MB", err, took, extra>>20)
	}
	t.Logf("%v, %d MB", took, extra>>20)
}

func zipOf(t *testing.T, name, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	must(t, err)
	_, err = io.WriteString(w, text)
	must(t, err)
	must(t, z.Close())
	return out.Bytes()
}

// measured reads data and returns the most memory that the heap and the stacks
// took from the system beyond what they had.
func measured(data []byte) (took time.Duration, extra int64, err error) {
	debug.FreeOSMemory()
	before, peak := held(), int64(0)
	done, seen := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(seen)
		look := time.NewTicker(time.Millisecond) // a look stops the world: not more than needed
		defer look.Stop()
		for {
			peak = max(peak, held())
			select {
			case <-done:
				peak = max(peak, held())
				return
			case <-look.C:
			}
		}
	}()
	start := time.Now()
	_, err = workbook.ReadTable(context.Background(), data)
	took = time.Since(start)
	close(done)
	<-seen
	return took, peak - before, err
}

// held is what the runtime has of the system's memory and has not given back.
func held() int64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return int64(s[0].Value.Uint64()) - int64(s[1].Value.Uint64())
}
