package layout

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// leafLanes returns the innermost lanes of a process, in order.
func leafLanes(el bpmn.Element) []bpmn.Element {
	var out []bpmn.Element
	for _, l := range el.Lanes() {
		if inner := leafLanes(l); len(inner) > 0 {
			out = append(out, inner...)
		} else {
			out = append(out, l)
		}
	}
	return out
}

func laneDepth(el bpmn.Element) int {
	d := 0
	for _, l := range el.Lanes() {
		d = max(d, 1+laneDepth(l))
	}
	return d
}

func laneIndex(lanes []bpmn.Element, el bpmn.Element) int {
	own := el.Lane()
	for i, l := range lanes {
		if l == own {
			return i
		}
	}
	return 0
}

// addLanes draws the lanes around content whose leaf lanes are as high as
// bands says, and moves the content into them.
func (s *sheet) addLanes(process bpmn.Element, bands []float64) {
	const thin = 120
	leaves := leafLanes(process)
	shift := make([]float64, len(bands)+1) // how far the content of each band moves down
	tops := make([]float64, len(bands)+1)
	old := 0.0
	for i, b := range bands {
		h := math.Max(thin, b+padding)
		if i == len(bands)-1 {
			h = math.Max(h, s.h-old+padding) // what hangs on nothing lies below the last one
		}
		shift[i] = tops[i] + math.Round((h-b)/2) - old
		if i == len(bands)-1 && s.h-old > b {
			shift[i] = tops[i] + padding/2 - old
		}
		tops[i+1] = tops[i] + h
		old += b
	}
	band := func(y float64) int {
		edge := 0.0
		for i, b := range bands {
			if edge += b; y < edge {
				return i
			}
		}
		return len(bands) - 1
	}
	content := s.items
	for i := range content {
		at := band(content[i].r.Center().Y)
		content[i].r.Y += shift[at]
	}
	s.w += padding
	s.h = tops[len(bands)]
	var lanes []item
	var draw func(parent bpmn.Element, x float64)
	draw = func(parent bpmn.Element, x float64) {
		for _, l := range parent.Lanes() {
			first, last := len(leaves), -1
			for i, leaf := range leaves {
				if leaf == l || inLane(leaf, l) {
					first, last = min(first, i), max(last, i)
				}
			}
			if last < 0 {
				continue
			}
			lanes = append(lanes, item{el: l, r: geom.R(x, tops[first], s.w-x, tops[last+1]-tops[first])})
			draw(l, x+header)
		}
	}
	draw(process, 0)
	s.items = append(lanes, content...)
}

func inLane(leaf, lane bpmn.Element) bool {
	for p := leaf.Parent(); !p.IsZero(); p = p.Parent() {
		if p == lane {
			return true
		}
	}
	return false
}
