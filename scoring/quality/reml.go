package quality

import "math"

// farthest is the largest root of a variance ratio that is looked at: noise of
// a thousandth of what entries or judges differ is no noise.
const farthest = 1000

// minimise returns the two roots of variance ratios at which the criterion is
// least. It walks in asinh of the roots: there the criterion is even and smooth
// at 0, so that a variance of 0 is a point like any other, and it is as wide as
// a logarithm far off. From the best of a coarse net it takes Newton steps, and
// then it tries what is 0 explicitly: one side, the other, both.
func minimise(criterion func(roots [2]float64) float64) [2]float64 {
	at := func(x [2]float64) float64 { return criterion([2]float64{math.Sinh(x[0]), math.Sinh(x[1])}) }
	best := point{f: math.Inf(1)}
	for _, a := range coarse {
		for _, b := range coarse {
			x := [2]float64{a, b}
			if f := at(x); f < best.f {
				best = point{x, f}
			}
		}
	}
	inside := newton(at, best, true, true)
	best = inside
	for _, edge := range [][2]bool{{true, false}, {false, true}, {false, false}} {
		start := inside.x
		for i, free := range edge {
			if !free {
				start[i] = 0
			}
		}
		p := newton(at, point{start, at(start)}, edge[0], edge[1])
		if p.f <= best.f+1e-8 { // of two that are as good, the one with fewer variances
			best = p
		}
	}
	return [2]float64{math.Sinh(best.x[0]), math.Sinh(best.x[1])}
}

// coarse are asinh roots of ratios 1/16, 1 and 16.
var coarse = [...]float64{math.Asinh(0.25), math.Asinh(1), math.Asinh(4)}

type point struct {
	x [2]float64
	f float64
}

// newton goes down from p with numerical derivatives, in the directions that
// are free, for at most 40 steps.
func newton(at func([2]float64) float64, p point, first, second bool) point {
	const h = 1e-4
	moved := func(a, b float64) float64 { return at([2]float64{p.x[0] + a*h, p.x[1] + b*h}) }
	for range 40 {
		var g0, g1, h01 float64
		h00, h11 := 1.0, 1.0
		if first {
			up, down := moved(1, 0), moved(-1, 0)
			g0, h00 = (up-down)/(2*h), (up+down-2*p.f)/(h*h)
		}
		if second {
			up, down := moved(0, 1), moved(0, -1)
			g1, h11 = (up-down)/(2*h), (up+down-2*p.f)/(h*h)
		}
		if first && second {
			h01 = (moved(1, 1) - moved(1, -1) - moved(-1, 1) + moved(-1, -1)) / (4 * h * h)
		}
		step := [2]float64{-g0, -g1} // downhill, where the criterion is not bowl-shaped
		if det := h00*h11 - h01*h01; h00 > 0 && det > 0 {
			step = [2]float64{(h01*g1 - h11*g0) / det, (h01*g0 - h00*g1) / det}
		}
		next := descend(at, p, step)
		gain := p.f - next.f
		if gain > 0 {
			p = next
		}
		if gain < 1e-9 {
			break
		}
	}
	return p
}

// descend goes along step, at most 1 far, and halves it until it goes down.
func descend(at func([2]float64) float64, p point, step [2]float64) point {
	limit := math.Asinh(farthest)
	length := max(math.Abs(step[0]), math.Abs(step[1]), 1)
	for range 20 {
		var x [2]float64
		for i := range x {
			x[i] = min(math.Abs(p.x[i]+step[i]/length), limit)
		}
		if f := at(x); f < p.f {
			return point{x, f}
		}
		length *= 2
	}
	return p
}
