// Package qr draws QR codes as modules and as an SVG path. It is a room of its
// own because cards, boards and paper all print codes, and none of them should
// know the library that makes them.
package qr

import (
	"strconv"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// Quiet is the light border around a code, in modules: ISO/IEC 18004, 9.1.
const Quiet = 4

// A Code is a square of dark and light modules, without its quiet zone.
type Code struct {
	size int
	dark []bool
}

// Encode makes the smallest code of text with error correction M: 15 % of it may
// be worn away. It is an error when text is longer than a code holds.
func Encode(text string) (Code, error) {
	made, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return Code{}, err
	}
	size := made.Bounds().Dx()
	c := Code{size, make([]bool, size*size)}
	for y := range size {
		for x := range size {
			r, _, _, _ := made.At(x, y).RGBA()
			c.dark[y*size+x] = r == 0
		}
	}
	return c, nil
}

// Size is the number of modules of a side: 21 to 177.
func (c Code) Size() int { return c.size }

// Dark reports whether the module in column x of row y, both from 0, is dark;
// outside the code nothing is.
func (c Code) Dark(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.size && y < c.size && c.dark[y*c.size+x]
}

// Span is the side of the drawing in modules, quiet zone included.
func (c Code) Span() int { return c.size + 2*Quiet }

// Path is the data of an SVG path that fills the dark modules in a viewBox of
// 0 0 Span Span, one run of a row after the other.
func (c Code) Path() string {
	var b strings.Builder
	for y := range c.size {
		for x := 0; x < c.size; x++ {
			from := x
			for c.Dark(x, y) {
				x++
			}
			if n := strconv.Itoa(x - from); x > from {
				b.WriteString("M" + strconv.Itoa(from+Quiet) + " " + strconv.Itoa(y+Quiet) + "h" + n + "v1h-" + n + "z")
			}
		}
	}
	return b.String()
}
