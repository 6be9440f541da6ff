package judging

// How a place is written: once for boards, pages, workbooks and paper.

import "strconv"

// PlaceLabel is a place as people read it. Where it is shared by several
// entries the protocols of this country name every place that they take: two
// second ones are 2–3. place is that of the standing, from 1, and shared how
// many entries have it; style is the ranking's: "1334" gives the last of the
// places taken, "1223" (dense) takes one however many share it, any other gives
// the first. Without a place it is "".
func PlaceLabel(style string, place, shared int) string {
	if place < 1 {
		return ""
	}
	first := place
	if style == "1334" {
		first -= max(0, shared-1)
	}
	if shared < 2 || style == "1223" {
		return strconv.Itoa(place)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(first+shared-1)
}
