package qr

// Codes read back: the reader here is made from ISO/IEC 18004 and shares nothing
// with the library that draws.

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// masks of the data, by their number: table 10 of the standard.
var masks = []func(x, y int) bool{
	func(x, y int) bool { return (x+y)%2 == 0 },
	func(x, y int) bool { return y%2 == 0 },
	func(x, y int) bool { return x%3 == 0 },
	func(x, y int) bool { return (x+y)%3 == 0 },
	func(x, y int) bool { return (y/2+x/3)%2 == 0 },
	func(x, y int) bool { return x*y%2+x*y%3 == 0 },
	func(x, y int) bool { return (x*y%2+x*y%3)%2 == 0 },
	func(x, y int) bool { return ((x+y)%2+x*y%3)%2 == 0 },
}

// blocks of versions 1 to 6 at level M (table 9): how many, the data words of
// each, and the words that correct them.
var blocks = map[int][3]int{1: {1, 16, 10}, 2: {1, 28, 16}, 3: {1, 44, 26}, 4: {2, 32, 18}, 5: {2, 43, 24}, 6: {4, 27, 16}}

// read decodes a code of versions 1 to 6 at level M.
func read(c Code) (string, error) {
	version := (c.size - 17) / 4
	shape, known := blocks[version]
	if !known || c.size != 17+4*version {
		return "", fmt.Errorf("version %d", version)
	}
	mask, err := format(c)
	if err != nil {
		return "", err
	}
	stream := words(c, version, mask)
	n, data, check := shape[0], shape[1], shape[2]
	if len(stream) != n*(data+check) {
		return "", fmt.Errorf("%d words", len(stream))
	}
	var content []byte
	for b := range n {
		var block []byte
		for i := range data + check {
			block = append(block, stream[i*n+b])
		}
		if !whole(block, check) {
			return "", fmt.Errorf("block %d has errors", b)
		}
		content = append(content, block[:data]...)
	}
	return text(content)
}

// format reads both copies of the 15 bits at the finders: level and mask under a
// BCH code (7.9).
func format(c Code) (mask int, err error) {
	var first, second int
	for i := range 15 { // the most significant bit is number 14
		x, y := 8, i
		switch {
		case i == 6:
			y = 7
		case i == 7:
			y = 8
		case i == 8:
			x, y = 7, 8
		case i > 8:
			x, y = 14-i, 8
		}
		if c.Dark(x, y) {
			first |= 1 << i
		}
		if i < 8 && c.Dark(c.size-1-i, 8) || i >= 8 && c.Dark(8, c.size-15+i) {
			second |= 1 << i
		}
	}
	if first != second {
		return 0, fmt.Errorf("formats %015b and %015b", first, second)
	}
	bits := first ^ 0b101010000010010
	rest := bits
	for i := 14; i >= 10; i-- {
		if rest>>i&1 == 1 {
			rest ^= 0b10100110111 << (i - 10)
		}
	}
	if rest != 0 {
		return 0, fmt.Errorf("format %015b is no word of the code", first)
	}
	if level := bits >> 13; level != 0 { // 00 is M
		return 0, fmt.Errorf("level %02b", level)
	}
	return bits >> 10 & 7, nil
}

// words takes the modules in pairs of columns from the right, up and down (7.7.3).
func words(c Code, version, mask int) (out []byte) {
	var bits []bool
	up := true
	for right := c.size - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for i := range c.size {
			y := i
			if up {
				y = c.size - 1 - i
			}
			for _, x := range []int{right, right - 1} {
				if !fixed(c, version, x, y) {
					bits = append(bits, c.Dark(x, y) != masks[mask](x, y))
				}
			}
		}
		up = !up
	}
	for i := 0; i+8 <= len(bits); i += 8 {
		var w byte
		for _, bit := range bits[i : i+8] {
			w <<= 1
			if bit {
				w |= 1
			}
		}
		out = append(out, w)
	}
	return out
}

// fixed reports whether the module is part of a pattern, not of the data.
func fixed(c Code, version, x, y int) bool {
	last := c.size - 1
	finder := x <= 8 && y <= 8 || x >= last-7 && y <= 8 || x <= 8 && y >= last-7
	centre := 4*version + 10 // of the one alignment pattern that versions 2 to 6 have
	alignment := version > 1 && max(x, centre) <= centre+2 && min(x, centre) >= centre-2 && max(y, centre) <= centre+2 && min(y, centre) >= centre-2
	return finder || x == 6 || y == 6 || alignment
}

// whole reports whether a block is a word of its Reed-Solomon code: it vanishes
// at the first powers of 2 in GF(256) with 0x11d.
func whole(block []byte, check int) bool {
	root := byte(1)
	for range check {
		var sum byte
		for _, w := range block {
			sum = times(sum, root) ^ w
		}
		if sum != 0 {
			return false
		}
		root = times(root, 2)
	}
	return true
}

func times(a, b byte) (product byte) {
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			product ^= a
		}
		carry := a&0x80 != 0
		if a <<= 1; carry {
			a ^= 0x1d
		}
	}
	return product
}

// text reads one segment of bytes, or of letters of the alphanumeric mode (7.4).
func text(content []byte) (string, error) {
	var bits strings.Builder
	for _, w := range content {
		fmt.Fprintf(&bits, "%08b", w)
	}
	rest := bits.String()
	take := func(n int) int {
		v, _ := strconv.ParseInt(rest[:n], 2, 32)
		rest = rest[n:]
		return int(v)
	}
	var out []byte
	switch mode := take(4); mode {
	case 0b0100:
		for range take(8) {
			out = append(out, byte(take(8)))
		}
	case 0b0010:
		const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
		n := take(9)
		for ; n > 1; n -= 2 {
			pair := take(11)
			out = append(out, letters[pair/45], letters[pair%45])
		}
		if n == 1 {
			out = append(out, letters[take(6)])
		}
	default:
		return "", fmt.Errorf("mode %04b", mode)
	}
	if end := rest[:min(4, len(rest))]; strings.Contains(end, "1") {
		return "", fmt.Errorf("no end after the text: %s", end)
	}
	return string(out), nil
}

func TestCodesReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := []string{"A", "HELLO WORLD", "http://192.168.1.10:8080/judge#0A1B2C3D4E", "https://dovar.maktab.tj/judge#ZZZZZZZZZZ", "https://судья.tj/judge#7Q"}
	for n := 1; n <= 100; n++ {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('!' + random.IntN(94))
		}
		texts = append(texts, string(b))
	}
	versions := map[int]bool{}
	for _, want := range texts {
		c, err := Encode(want)
		if err != nil {
			t.Fatal(err)
		}
		versions[(c.Size()-17)/4] = true
		if got, err := read(c); err != nil || got != want {
			t.Errorf("%q reads %q, %v", want, got, err)
		}
	}
	if len(versions) != 6 {
		t.Errorf("only versions %v were read", versions)
	}
	if _, err := Encode(strings.Repeat("x", 3000)); err == nil {
		t.Error("3,000 letters fit into a code")
	}
}

// The path covers the dark modules and nothing else, inside its quiet zone.
func TestPathIsTheModules(t *testing.T) {
	c, err := Encode("http://192.168.1.10:8080/judge#0A1B2C3D4E")
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[[2]int]bool{}
	for _, run := range strings.SplitAfter(c.Path(), "z") {
		if run == "" {
			continue
		}
		var x, y, wide, back int
		if n, err := fmt.Sscanf(run, "M%d %dh%dv1h-%dz", &x, &y, &wide, &back); n != 4 || err != nil || wide != back {
			t.Fatalf("%s: %v", run, err)
		}
		for i := range wide {
			drawn[[2]int{x + i, y}] = true
		}
	}
	for y := range c.Span() {
		for x := range c.Span() {
			if drawn[[2]int{x, y}] != c.Dark(x-Quiet, y-Quiet) {
				t.Fatalf("module %d %d", x-Quiet, y-Quiet)
			}
		}
	}
	if c.Dark(-1, 0) || c.Dark(0, c.Size()) || !c.Dark(0, 0) {
		t.Error("the border is not light, or the corner not dark")
	}
}
