package quality

import (
	"cmp"
	"errors"
	"math"
	"runtime"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// ErrSheets: there is no sheet, or one whose result is no number up to 10^12.
var ErrSheets = errors.New("quality: no sheets, or a result that is no number")

// A grid is the sheets as a table of two sides. The long side (entries, unless
// there are more judges) is eliminated: each of its lines meets few sheets, so
// that only a system as large as the wide side is left to be factorised. That
// makes a fit O(sheets + wide^3).
type grid struct {
	long, wide []string // ids in order
	byJudge    bool     // the long side are the judges
	cells      []cell   // by long, wide, y
	start      []int    // long line i has the cells start[i]:start[i+1]
	mean       float64  // taken off every y: sums of squares keep their digits
	varies     bool     // some results differ
}

// A cell is one sheet.
type cell struct {
	long, wide int
	y          float64
}

// newGrid lays the sheets out; the same for any order of obs. It fails with
// ErrSheets.
func newGrid(obs []Obs) (*grid, error) {
	if len(obs) == 0 {
		return nil, ErrSheets
	}
	obs = ordered(obs)
	var sum float64
	entries, judges := make([]string, 0, len(obs)), make([]string, 0, len(obs))
	for _, o := range obs {
		if !(math.Abs(o.Y) <= 1e12) { // nor NaN
			return nil, ErrSheets
		}
		sum += o.Y
		entries, judges = append(entries, o.Entry), append(judges, o.Judge)
	}
	g := &grid{mean: sum / float64(len(obs))}
	g.long, g.wide = distinct(entries), distinct(judges)
	if g.byJudge = len(g.wide) > len(g.long); g.byJudge {
		g.long, g.wide = g.wide, g.long
	}
	at := numbers(g.long, g.wide)
	for _, o := range obs {
		long, wide := o.Entry, o.Judge
		if g.byJudge {
			long, wide = wide, long
		}
		g.cells = append(g.cells, cell{at[0][long], at[1][wide], o.Y - g.mean})
		g.varies = g.varies || o.Y != obs[0].Y
	}
	slices.SortStableFunc(g.cells, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.long, b.long), cmp.Compare(a.wide, b.wide))
	})
	g.start = make([]int, len(g.long)+1)
	for _, c := range g.cells {
		g.start[c.long+1]++
	}
	for i := range g.long {
		g.start[i+1] += g.start[i]
	}
	return g, nil
}

func distinct(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// numbers gives each id of a side its number.
func numbers(sides ...[]string) []map[string]int {
	all := make([]map[string]int, len(sides))
	for s, ids := range sides {
		all[s] = make(map[string]int, len(ids))
		for i, id := range ids {
			all[s][id] = i
		}
	}
	return all
}

// line returns the cells of one long line.
func (g *grid) line(i int) []cell { return g.cells[g.start[i]:g.start[i+1]] }

// eliminate takes the long side out of the normal equations. Of a line with n
// sheets, w of their sum is its effect, and keep = 1 - n w is left: 1/n and 0 for
// a fixed effect, ratio/(1 + n ratio) and 1/(1 + n ratio) for a random one. It
// returns the system of the wide side (upper triangle), its counts and sums.
func (g *grid) eliminate(share func(n int) (w, keep float64)) (s *mat.SymDense, count, y *mat.VecDense) {
	n := len(g.wide)
	s, count, y = mat.NewSymDense(n, nil), mat.NewVecDense(n, nil), mat.NewVecDense(n, nil)
	upper, counts, sums := s.RawSymmetric().Data, count.RawVector().Data, y.RawVector().Data
	for i := range g.long {
		if i%lines == 0 {
			giveWay()
		}
		line := g.line(i)
		w, keep := share(len(line))
		mean := w * lineSum(line)
		for p, a := range line {
			upper[a.wide*n+a.wide] += 1 - w
			counts[a.wide] += keep
			sums[a.wide] += a.y - mean
			for _, b := range line[p+1:] {
				if a.wide == b.wide { // two sheets of one pair
					upper[a.wide*n+a.wide] -= 2 * w
				} else {
					upper[a.wide*n+b.wide] -= w
				}
			}
		}
	}
	return s, count, y
}

// lines of the long side are worked through before others may go first.
const lines = 256

// giveWay lets whatever waits for a processor go first: these figures are made
// beside a server whose judges and boards never wait for them.
func giveWay() { runtime.Gosched() }

func lineSum(line []cell) (sum float64) {
	for _, c := range line {
		sum += c.y
	}
	return sum
}

// sides returns what belongs to the long and the wide side as that of entries
// and of judges, and back.
func sides[T any](g *grid, long, wide T) (entry, judge T) {
	if g.byJudge {
		return wide, long
	}
	return long, wide
}

// named gives each id its value, plus a constant.
func named(ids []string, values []float64, plus float64) map[string]float64 {
	m := make(map[string]float64, len(ids))
	for i, id := range ids {
		m[id] = values[i] + plus
	}
	return m
}
