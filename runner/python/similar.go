package python

import (
	"slices"
	"sort"
)

// Similar returns the three names nearest to an unknown one by edit distance, nearest first: the ones SpiffWorkflow asks
// about with "Did you mean". Names of equal distance keep their order.
func Similar(name string, names []string) []string {
	type ranked struct {
		name     string
		distance int
	}
	all := make([]ranked, len(names))
	for i, n := range names {
		all[i] = ranked{n, Distance(name, n)}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].distance < all[j].distance })
	var out []string
	for _, r := range all[:min(3, len(all))] {
		out = append(out, r.name)
	}
	return out
}

// Distance is the number of letters to insert, delete or replace to make one word of the other.
func Distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		last := row[0]
		row[0] = i + 1
		for j := range y {
			cost := last
			if x[i] != y[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, last+1)
		}
	}
	return row[len(y)]
}

// DidYouMean words a hint in SpiffWorkflow's way; it is empty without names.
func DidYouMean(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return " Did you mean '" + names[0] + "'?"
	}
	quoted := slices.Clone(names)
	for i, n := range quoted {
		quoted[i] = quote(n)
	}
	s := " Did you mean one of '["
	for i, n := range quoted {
		if i > 0 {
			s += ", "
		}
		s += n
	}
	return s + "]'?"
}
