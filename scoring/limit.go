//go:build !rat

package scoring

import "math"

// limit is the largest numerator and denominator that is kept as it is. The
// build tag rat makes it 0, so that whatever is not 0 is a big.Rat: the tests
// of this package pass on either road.
const limit = math.MaxInt32
