package quality

import "math"

// Reliability returns how alike the order would be with n other judges, for
// variances of entries, judges and residuals: 0 a lottery, 1 certain. The
// absolute index counts severity as error, as when entries meet different
// judges; the relative one does not, as when all judges see all entries.
// Phi and rho of generalizability theory, ve/(ve+(vj+vr)/n) and ve/(ve+vr/n)
// (Brennan, Generalizability Theory, 2001, 2.2). Both are 0 when ve is.
func Reliability(ve, vj, vr float64, n int) (absolute, relative float64) {
	if ve <= 0 || n < 1 {
		return 0, 0
	}
	return ve / (ve + (vj+vr)/float64(n)), ve / (ve + vr/float64(n))
}

// JudgesNeeded returns the least number of judges per entry that reaches the
// target, 0 to 1, of either reliability; 0 where no number does.
func JudgesNeeded(ve, vj, vr, target float64) (absolute, relative int) {
	return least(ve, vj+vr, target), least(ve, vr, target)
}

func least(ve, noise, target float64) int {
	if ve <= 0 || target >= 1 && noise > 0 {
		return 0
	}
	if noise <= 0 || target <= 0 {
		return 1
	}
	n := math.Ceil(target/(1-target)*noise/ve - 1e-9) // not one judge more for a last digit
	if n > math.MaxInt32 {
		return 0
	}
	return int(max(n, 1))
}
