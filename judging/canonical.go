package judging

// Canonical JSON: what every hash, mac and proof is computed over.

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// canonDepth bounds nesting, so that foreign bytes cannot exhaust the stack.
const canonDepth = 64

// Canon encodes v with encoding/json and brings it to the canonical form of
// RFC 8785. Fields are those of v's JSON; see [CanonRaw] for the form.
func Canon(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return CanonRaw(raw)
}

// CanonRaw brings one JSON text to the canonical form of RFC 8785 (JSON
// Canonicalization Scheme): no space, members sorted by the UTF-16 code units
// of their names, strings with the fewest escapes, numbers as ECMAScript
// prints an IEEE 754 double. Integers are exact up to 2^53.
//
// It refuses what RFC 7493 (I-JSON) refuses: duplicate names, invalid UTF-8,
// lone surrogates, numbers beyond a double; and nesting deeper than 64.
func CanonRaw(text []byte) ([]byte, error) {
	c := canoniser{in: text}
	out, err := c.value(make([]byte, 0, len(text)), 0)
	if err == nil && c.space() {
		err = errors.New("more than one value")
	}
	if err != nil {
		return nil, fmt.Errorf("json at byte %d: %w", c.at, err)
	}
	return out, nil
}

// A canoniser reads in from at and appends the canonical form to its argument.
type canoniser struct {
	in []byte
	at int
}

// space skips white space and reports whether anything is left.
func (c *canoniser) space() bool {
	for c.at < len(c.in) && bytes.IndexByte([]byte(" \t\r\n"), c.in[c.at]) >= 0 {
		c.at++
	}
	return c.at < len(c.in)
}

// take skips white space and then b, and reports whether b was there.
func (c *canoniser) take(b byte) bool {
	if !c.space() || c.in[c.at] != b {
		return false
	}
	c.at++
	return true
}

func (c *canoniser) value(out []byte, depth int) ([]byte, error) {
	if depth > canonDepth {
		return nil, errors.New("nested too deeply")
	}
	if !c.space() {
		return nil, errors.New("unexpected end")
	}
	switch b := c.in[c.at]; {
	case b == '{':
		return c.object(out, depth)
	case b == '[':
		return c.array(out, depth)
	case b == '"':
		s, err := c.text()
		return appendText(out, s), err
	case b == '-' || '0' <= b && b <= '9':
		return c.number(out)
	}
	for _, word := range []string{"null", "true", "false"} {
		if bytes.HasPrefix(c.in[c.at:], []byte(word)) {
			c.at += len(word)
			return append(out, word...), nil
		}
	}
	return nil, errors.New("not a value")
}

func (c *canoniser) object(out []byte, depth int) ([]byte, error) {
	type member struct {
		name []uint16
		text []byte
	}
	var members []member
	c.at++
	for more := !c.take('}'); more; more = !c.take('}') {
		if len(members) > 0 && !c.take(',') {
			return nil, errors.New("expected , or }")
		}
		if !c.space() || c.in[c.at] != '"' {
			return nil, errors.New("expected a name")
		}
		name, err := c.text()
		if err != nil {
			return nil, err
		}
		if !c.take(':') {
			return nil, errors.New("expected a colon")
		}
		text, err := c.value(append(appendText(nil, name), ':'), depth+1)
		if err != nil {
			return nil, err
		}
		members = append(members, member{utf16.Encode([]rune(name)), text})
	}
	slices.SortFunc(members, func(a, b member) int { return slices.Compare(a.name, b.name) })
	out = append(out, '{')
	for i, m := range members {
		if i > 0 {
			if slices.Equal(members[i-1].name, m.name) {
				return nil, fmt.Errorf("duplicate name %q", string(utf16.Decode(m.name)))
			}
			out = append(out, ',')
		}
		out = append(out, m.text...)
	}
	return append(out, '}'), nil
}

func (c *canoniser) array(out []byte, depth int) (_ []byte, err error) {
	out = append(out, '[')
	c.at++
	for first := true; !c.take(']'); first = false {
		if !first {
			if !c.take(',') {
				return nil, errors.New("expected , or ]")
			}
			out = append(out, ',')
		}
		if out, err = c.value(out, depth+1); err != nil {
			return nil, err
		}
	}
	return append(out, ']'), nil
}

// text reads a string literal and returns what it means.
func (c *canoniser) text() (string, error) {
	var s []byte
	for c.at++; c.at < len(c.in); {
		switch b := c.in[c.at]; {
		case b == '"':
			c.at++
			return string(s), nil
		case b < 0x20:
			return "", errors.New("control character in a string")
		case b == '\\':
			r, err := c.escape()
			if err != nil {
				return "", err
			}
			s = utf8.AppendRune(s, r)
		default:
			r, n := utf8.DecodeRune(c.in[c.at:])
			if r == utf8.RuneError && n == 1 {
				return "", errors.New("invalid UTF-8")
			}
			s = append(s, c.in[c.at:c.at+n]...)
			c.at += n
		}
	}
	return "", errors.New("unexpected end of a string")
}

// escape reads one escape, or the two of a surrogate pair.
func (c *canoniser) escape() (rune, error) {
	rest := c.in[c.at+1:]
	if len(rest) > 0 {
		if i := bytes.IndexByte([]byte(`"\/bfnrt`), rest[0]); i >= 0 {
			c.at += 2
			return rune("\"\\/\b\f\n\r\t"[i]), nil
		}
	}
	r, err := c.unit()
	if err != nil || !utf16.IsSurrogate(r) {
		return r, err
	}
	low, err := c.unit()
	if pair := utf16.DecodeRune(r, low); err == nil && pair != utf8.RuneError {
		return pair, nil
	}
	return 0, errors.New("lone surrogate")
}

// unit reads \uXXXX.
func (c *canoniser) unit() (rune, error) {
	rest := c.in[c.at:]
	var b [2]byte
	if len(rest) < 6 || rest[0] != '\\' || rest[1] != 'u' {
		return 0, errors.New("unknown escape")
	}
	if _, err := hex.Decode(b[:], rest[2:6]); err != nil {
		return 0, errors.New("unknown escape")
	}
	c.at += 6
	return rune(b[0])<<8 | rune(b[1]), nil
}

// appendText writes a string as ECMAScript's JSON.stringify does (RFC 8785, 3.2.2.2).
func appendText(out []byte, s string) []byte {
	out = append(out, '"')
	for i := range len(s) {
		switch b := s[i]; {
		case b == '"' || b == '\\':
			out = append(out, '\\', b)
		case b >= 0x20:
			out = append(out, b)
		case b >= '\b' && b <= '\r' && b != '\v':
			out = append(out, '\\', "btn_fr"[b-'\b'])
		default:
			out = fmt.Appendf(out, `\u%04x`, b)
		}
	}
	return append(out, '"')
}

// number writes a number as ECMAScript's Number.prototype.toString does (RFC
// 8785, 3.2.2.3): the shortest digits that read back as the same double,
// without exponent from 1e-6 to below 1e21.
func (c *canoniser) number(out []byte) ([]byte, error) {
	end := c.at
	for end < len(c.in) && bytes.IndexByte([]byte("+-.0123456789Ee"), c.in[end]) >= 0 {
		end++
	}
	literal := c.in[c.at:end]
	if !json.Valid(literal) {
		return nil, errors.New("not a number")
	}
	f, err := strconv.ParseFloat(string(literal), 64)
	if err != nil {
		return nil, errors.New("number beyond a double")
	}
	c.at = end
	if f == 0 {
		return append(out, '0'), nil // -0 too
	}
	if abs := math.Abs(f); abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(out, f, 'f', -1, 64), nil
	}
	digits := strconv.AppendFloat(nil, f, 'e', -1, 64)
	return append(out, bytes.Replace(digits, []byte("e-0"), []byte("e-"), 1)...), nil
}
