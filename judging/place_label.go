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
	first, last := placesTaken(style, place, shared)
	if first == last {
		return strconv.Itoa(place)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}

// placesTaken are the first and the last place that so many entries take.
func placesTaken(style string, place, shared int) (first, last int) {
	more := max(0, shared-1)
	switch style {
	case "1223":
		return place, place
	case "1334":
		return place - more, place
	}
	return place, place + more
}
