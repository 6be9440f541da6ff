package judging

// From one frame to the next: the smallest message for a viewer that has the
// frame before, and how such a message is applied.

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sort"
)

// Diff returns the delta from prev to next, or nil when next must be sent as a
// snap: another stream, epoch, state or set of rows, reasons to be had or no
// more, or a delta that would be no smaller.
func Diff(prev, next *Frame) *Delta {
	if prev == nil || prev.Contest != next.Contest || prev.Division != next.Division ||
		prev.Epoch != next.Epoch || prev.State != next.State || prev.Reasons != next.Reasons || len(prev.Rows) != len(next.Rows) ||
		(prev.Coverage == nil) != (next.Coverage == nil) {
		return nil
	}
	before := make(map[int]int, len(prev.Rows)) // i -> index
	for index, row := range prev.Rows {
		before[row.I] = index
	}
	was := make([]int, len(next.Rows)) // index now -> index before
	var changes []map[string]any
	for index, row := range next.Rows {
		old, ok := before[row.I]
		if !ok {
			return nil
		}
		was[index] = old
		if change := changed(prev.Rows[old], row); change != nil {
			changes = append(changes, change)
		}
	}
	d := &Delta{
		T: "delta", Prev: prev.Hash, Hash: next.Hash, Pub: next.Pub, AsOf: next.AsOf,
		Coverage: next.Coverage, Changes: changes, Moves: moves(was, next.Rows), Extra: next.Extra,
	}
	if size(d) >= size(next) {
		return nil
	}
	return d
}

// changed names the fields in which to differs from from, none where they are
// equal; nil removes one.
func changed(from, to FrameRow) map[string]any {
	if from.equal(to) {
		return nil
	}
	old, change := from.fields(), map[string]any{"i": to.I}
	for name, value := range to.fields() {
		if !reflect.DeepEqual(old[name], value) {
			change[name] = value
		}
		delete(old, name)
	}
	for name := range old {
		change[name] = nil
	}
	return change
}

// equal compares all of two rows; most rows of most frames are.
func (r FrameRow) equal(o FrameRow) bool {
	return r.I == o.I && r.Entry == o.Entry && r.Code == o.Code && r.Name == o.Name && r.School == o.School && r.Robot == o.Robot && r.Room == o.Room &&
		r.Total == o.Total && r.Place == o.Place && r.Tie == o.Tie && r.Label == o.Label && r.Counted == o.Counted &&
		r.Expected == o.Expected && r.Best == o.Best && r.Worst == o.Worst && r.Through == o.Through &&
		slices.Equal(r.Runs, o.Runs) && (r.Judged == o.Judged || r.Judged != nil && o.Judged != nil && *r.Judged == *o.Judged)
}

// moves names the fewest rows: all but a longest run that keeps its order.
func moves(was []int, rows []FrameRow) [][2]int {
	stays := longestRising(was)
	var m [][2]int
	for index, row := range rows {
		if len(stays) > 0 && stays[0] == index {
			stays = stays[1:]
			continue
		}
		m = append(m, [2]int{row.I, index})
	}
	return m
}

// longestRising returns the positions of a longest rising subsequence of
// distinct numbers, by patience sorting (Fredman 1975).
func longestRising(s []int) []int {
	var ends []int // ends[k]: position where a rising run of length k+1 ends lowest
	before := make([]int, len(s))
	for p, v := range s {
		k := sort.Search(len(ends), func(k int) bool { return s[ends[k]] > v })
		if k == len(ends) {
			ends = append(ends, p)
		}
		ends[k] = p
		if k > 0 {
			before[p] = ends[k-1]
		}
	}
	if len(ends) == 0 {
		return nil
	}
	p := ends[len(ends)-1]
	for k := len(ends) - 1; k >= 0; k-- {
		ends[k], p = p, before[p]
	}
	return ends
}

func size(message any) int {
	text, err := json.Marshal(message)
	if err != nil {
		panic(err) // strings, ints, lists and nil always encode
	}
	return len(text)
}

// Apply returns the frame after d, as a viewer finds it. It is an error when d
// does not start at f, names a row that f does not have, or does not lead to its
// hash: then only a snap helps. f stays as it is.
func Apply(f *Frame, d *Delta) (*Frame, error) {
	if d.Prev != f.Hash {
		return nil, errors.New("the delta starts at another frame")
	}
	next := *f
	next.Hash, next.Pub, next.AsOf, next.Coverage, next.Extra = d.Hash, d.Pub, d.AsOf, d.Coverage, d.Extra
	next.Rows = slices.Clone(f.Rows)
	for _, change := range d.Changes {
		at := indexOf(next.Rows, change["i"])
		if at < 0 {
			return nil, fmt.Errorf("the delta names row %v, which is not there", change["i"])
		}
		row, err := next.Rows[at].with(change)
		if err != nil {
			return nil, fmt.Errorf("the delta of row %v: %w", change["i"], err)
		}
		next.Rows[at] = row
	}
	if !reorder(next.Rows, d.Moves) || HashFrame(next.State, next.Rows) != d.Hash {
		return nil, errors.New("the delta does not lead to its hash")
	}
	return &next, nil
}

// indexOf finds the row numbered i, an int or a number as JSON decodes it.
func indexOf(rows []FrameRow, i any) int {
	return slices.IndexFunc(rows, func(row FrameRow) bool { return i == row.I || i == float64(row.I) })
}

// with returns the row with the named fields changed.
func (r FrameRow) with(change map[string]any) (FrameRow, error) {
	fields := r.fields()
	for name, value := range change {
		fields[name] = value
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return r, err
	}
	var row FrameRow
	return row, json.Unmarshal(text, &row) // a null leaves the zero value
}

// reorder puts the named rows at their final indices and the others, in their
// order, into the free places. It reports whether moves fit the rows.
func reorder(rows []FrameRow, moves [][2]int) bool {
	old, free := slices.Clone(rows), make([]bool, len(rows))
	for index := range free {
		free[index] = true
	}
	for _, move := range moves {
		at := indexOf(old, move[0])
		if at < 0 || move[1] < 0 || move[1] >= len(rows) || !free[move[1]] {
			return false
		}
		rows[move[1]], free[move[1]] = old[at], false
		old = slices.Delete(old, at, at+1)
	}
	for index := range rows {
		if free[index] {
			rows[index], old = old[0], old[1:]
		}
	}
	return true
}
