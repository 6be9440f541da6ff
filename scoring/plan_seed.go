package scoring

// This file makes the order of seeds and the groups that a plan starts from.

import "slices"

// Deal deals entries in seed order into groups of at most size, first to last
// and back again, so that groups are as strong as each other. No group has one
// entry alone.
func Deal(entries []string, size int) [][]string {
	n := max(1, min((len(entries)+size-1)/size, len(entries)/2))
	groups := make([][]string, n)
	for i, entry := range entries {
		at := i % n
		if i/n%2 == 1 {
			at = n - 1 - at
		}
		groups[at] = append(groups[at], entry)
	}
	return groups
}

// Seeds makes the seed order of finals from the order in the groups, of which
// the first so many go on: winners of groups first, then the second ones, each
// in the other half of the bracket than the winner of its group, and so on, the
// third opposite the second, as far as that can be. Of two groups A1 meets B2 and
// B1 meets A2.
func Seeds(groups [][]string, advance int) []string {
	var seeds []string
	half := make([]bool, len(groups)) // where the one before of the group is
	for place := range advance {
		var left []int
		for i, group := range groups {
			if place < len(group) {
				left = append(left, i)
			}
		}
		for len(left) > 0 {
			lower := lowerHalf(len(seeds) + 1)
			at := max(0, slices.IndexFunc(left, func(g int) bool { return place%2 == 0 || half[g] != lower }))
			g := left[at]
			left = slices.Delete(left, at, at+1)
			half[g] = lower
			seeds = append(seeds, groups[g][place])
		}
	}
	return seeds
}

// lowerHalf reports in which half of a bracket a seed stands: 1, 4 and 5, 8 and
// 9, ... in the upper one, whatever the size.
func lowerHalf(seed int) bool { return seed%4 == 2 || seed%4 == 3 }
