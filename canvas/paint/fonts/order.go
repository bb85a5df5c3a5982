package fonts

import (
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/text/unicode/bidi"
)

// inSight returns the runs of a line from left to right (Unicode Standard Annex 9, rule L2).
// The runs know only which way they read; the depths to which they are nested follow from
// that, as names have no explicit embeddings.
func inSight(runs []shaping.Input, rtl bool) []shaping.Input {
	var out []shaping.Input
	var depths []int
	add := func(r shaping.Input, depth int) { out, depths = append(out, r), append(depths, depth) }
	for i, r := range runs {
		switch {
		case r.Direction.Progression() == di.TowardTopLeft:
			add(r, 1)
		case rtl:
			add(r, 2)
		default:
			// A number after letters that run from right to left stands to their left.
			if n := numberAt(r.Text[r.RunStart:r.RunEnd]); n > 0 && i > 0 && depths[len(depths)-1] > 0 {
				number := r
				number.RunEnd = r.RunStart + n
				add(number, 2)
				r.RunStart = number.RunEnd
			}
			if r.RunStart < r.RunEnd {
				add(r, 0)
			}
		}
	}
	for depth := 2; depth > 0; depth-- {
		for i := 0; i < len(out); i++ {
			j := i
			for j < len(out) && depths[j] >= depth {
				j++
			}
			slices.Reverse(out[i:j])
			slices.Reverse(depths[i:j])
			i = max(i, j-1)
		}
	}
	return out
}

// numberAt returns how many of the first characters are a number.
func numberAt(text []rune) int {
	n := 0
	for i, r := range text {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.EN, bidi.AN:
			n = i + 1
		case bidi.ES, bidi.CS, bidi.ET, bidi.NSM, bidi.BN:
		default:
			return n
		}
	}
	return n
}
