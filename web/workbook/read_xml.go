package workbook

// XML of a stranger, element by element, in memory that does not grow with it.

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"dovar/judging"
)

const (
	maxRun   = 256 << 10 // bytes of one tag, or of one text
	maxDepth = 40        // elements in elements
)

var (
	errLong    = judging.Fail(judging.TooLarge, "table-long", "max", maxCell)
	errMarkup  = errors.New("a declaration, comment or CDATA section") // no spreadsheet writes them; entities come this way
	errDepth   = errors.New("elements too deep")
	errTooMany = judging.Fail(judging.TooLarge, "table-unpacked", "max", maxUnpacked>>20)
)

// A walker reads one part.
type walker struct {
	*reading
	in    *xml.Decoder
	depth int
	left  int // elements that may still come
}

// walk calls each for every element of a part, outside those that each read
// itself. Broken XML is an error, and so is a part whose checksum is wrong.
// It refuses more than most elements.
func (b *book) walk(part string, most int, each func(*walker, xml.StartElement) error) error {
	if err := b.weigh(part, most); err != nil {
		return err
	}
	from, err := b.open(part)
	if err != nil {
		return broken(err)
	}
	defer from.Close()
	w := &walker{reading: b.reading, in: xml.NewDecoder(&runs{from: from}), left: most}
	for {
		token, err := w.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := each(w, e); err != nil {
				return err
			}
		}
	}
}

// weigh counts the tags of a part before they are understood, which takes a
// tenth of the time: two for each element at most.
func (b *book) weigh(part string, most int) error {
	from, err := b.open(part)
	if err != nil {
		return broken(err)
	}
	defer from.Close()
	buf := make([]byte, 64<<10)
	for tags := 0; ; {
		n, err := from.Read(buf)
		if tags += bytes.Count(buf[:n], []byte("<")); tags > 2*most {
			return errTooMany
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return broken(err)
		}
	}
}

// next is the next token; its bytes are good until the one after it.
func (w *walker) next() (xml.Token, error) {
	token, err := w.in.Token()
	if err != nil {
		if errors.Is(err, io.EOF) {
			return nil, err
		}
		return nil, refusal(err)
	}
	switch token.(type) {
	case xml.StartElement:
		if w.depth++; w.depth > maxDepth {
			return nil, broken(errDepth)
		}
		if w.left--; w.left < 0 {
			return nil, errTooMany
		}
		return token, w.step()
	case xml.EndElement:
		w.depth--
	}
	return token, nil
}

// children calls each for the elements in the one just begun; each reads to the
// end of its own.
func (w *walker) children(each func(xml.StartElement) error) error {
	for end := w.depth; w.depth >= end; {
		token, err := w.next()
		if err != nil {
			return whole(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := each(e); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *walker) skip() error {
	return w.children(func(xml.StartElement) error { return w.skip() })
}

// text is the text in the element just begun.
func (w *walker) text() (string, error) {
	var s strings.Builder
	for end := w.depth; w.depth >= end; {
		token, err := w.next()
		if err != nil {
			return "", whole(err)
		}
		if letters, ok := token.(xml.CharData); ok {
			if s.Len()+len(letters) > maxRun {
				return "", errLong
			}
			s.Write(letters)
		}
	}
	return s.String(), nil
}

// texts is the text of a string item: of its t, or of the t of its runs; what
// tells how to pronounce it is not text (18.4.8).
func (w *walker) texts() (string, error) {
	out := ""
	var each func(e xml.StartElement) error
	each = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			s, err := w.text()
			if len(out)+len(s) > maxRun {
				return errLong
			}
			out += s
			return err
		case "r":
			return w.children(each)
		}
		return w.skip()
	}
	err := w.children(each)
	return out, err
}

// refusal keeps what is one, and makes of anything else a broken file.
func refusal(err error) error {
	var ours *judging.Error
	if errors.As(err, &ours) {
		return ours
	}
	return broken(err)
}

// whole makes an end inside an element an error.
func whole(err error) error {
	if errors.Is(err, io.EOF) {
		return broken(io.ErrUnexpectedEOF)
	}
	return err
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// runs lets XML through whose tags and texts have an end, so that the decoder
// never has to hold more than one of them.
type runs struct {
	from io.Reader
	run  int
	tag  bool // the byte before was <
}

func (r *runs) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	for _, c := range p[:n] {
		if r.tag && c == '!' {
			return 0, errMarkup
		}
		r.tag = c == '<'
		if r.run++; c == '<' || c == '>' {
			r.run = 0
		}
		if r.run > maxRun {
			return 0, errLong
		}
	}
	return n, err
}
