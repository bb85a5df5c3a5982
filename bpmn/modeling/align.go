package modeling

import (
	"fmt"
	"math"
	"sort"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// Alignment is a line that shapes are brought to.
type Alignment uint8

// The alignments.
const (
	AlignLeft Alignment = iota
	AlignCenter
	AlignRight
	AlignTop
	AlignMiddle
	AlignBottom
)

// Axis is a direction in which shapes are distributed.
type Axis uint8

// The axes.
const (
	Horizontally Axis = iota
	Vertically
)

// arrangeable returns the shapes that can be aligned: no labels, boundary
// events or lanes, and of a container with its content only the container.
func arrangeable(elements []bpmn.Element) []bpmn.Shape {
	var out []bpmn.Shape
	for _, s := range newMover(elements).roots {
		switch s.Semantic().Kind() {
		case bpmn.BoundaryEvent, bpmn.Lane:
		default:
			out = append(out, s)
		}
	}
	return out
}

// CanAlign says whether there is something to align.
func CanAlign(elements []bpmn.Element) Verdict {
	if len(arrangeable(elements)) < 2 {
		return No("select at least two shapes to align")
	}
	return Yes()
}

// CanDistribute says whether there is something to distribute.
func CanDistribute(elements []bpmn.Element) Verdict {
	if len(arrangeable(elements)) < 3 {
		return No("select at least three shapes to distribute")
	}
	return Yes()
}

// Align brings shapes to a common line.
func Align(tx *bpmn.Tx, elements []bpmn.Element, how Alignment) error {
	if err := CanAlign(elements).Err(); err != nil {
		return err
	}
	shapes := arrangeable(elements)
	at := alignmentLine(shapes, how)
	shift := map[bpmn.Shape]geom.Point{}
	for _, s := range shapes {
		r := s.Bounds()
		switch how {
		case AlignLeft:
			shift[s] = geom.Pt(at-r.X, 0)
		case AlignCenter:
			shift[s] = geom.Pt(math.Round(at-r.W/2)-r.X, 0)
		case AlignRight:
			shift[s] = geom.Pt(at-r.Right(), 0)
		case AlignTop:
			shift[s] = geom.Pt(0, at-r.Y)
		case AlignMiddle:
			shift[s] = geom.Pt(0, math.Round(at-r.H/2)-r.Y)
		case AlignBottom:
			shift[s] = geom.Pt(0, at-r.Bottom())
		}
	}
	shiftAll(tx, shapes, shift)
	return nil
}

func alignmentLine(shapes []bpmn.Shape, how Alignment) float64 {
	lo, hi := geom.Pt(math.Inf(1), math.Inf(1)), geom.Pt(math.Inf(-1), math.Inf(-1))
	for _, s := range shapes {
		r := s.Bounds()
		lo.X, lo.Y = math.Min(lo.X, r.X), math.Min(lo.Y, r.Y)
		hi.X, hi.Y = math.Max(hi.X, r.Right()), math.Max(hi.Y, r.Bottom())
	}
	switch how {
	case AlignLeft:
		return lo.X
	case AlignRight:
		return hi.X
	case AlignTop:
		return lo.Y
	case AlignBottom:
		return hi.Y
	case AlignCenter:
		return commonCenter(shapes, func(r geom.Rect) float64 { return r.Center().X }, (lo.X+hi.X)/2)
	}
	return commonCenter(shapes, func(r geom.Rect) float64 { return r.Center().Y }, (lo.Y+hi.Y)/2)
}

// commonCenter returns the centre that most shapes share already, or else.
func commonCenter(shapes []bpmn.Shape, center func(geom.Rect) float64, otherwise float64) float64 {
	count := map[float64]int{}
	best, n := otherwise, 1
	for _, s := range shapes {
		c := center(s.Bounds())
		if count[c]++; count[c] > n {
			best, n = c, count[c]
		}
	}
	return best
}

// shiftAll moves each shape, with what belongs to it, by its own distance.
func shiftAll(tx *bpmn.Tx, shapes []bpmn.Shape, shift map[bpmn.Shape]geom.Point) {
	a := arrange(tx)
	for _, s := range shapes {
		if d := shift[s]; d != (geom.Point{}) {
			for _, part := range newMover([]bpmn.Element{s.Element}).shapes {
				a.place(part, part.Bounds().Moved(d))
			}
		}
	}
	a.finish()
}

// Distribute gives shapes equal gaps. Shapes that overlap in that direction
// count as one; the outer ones stay.
func Distribute(tx *bpmn.Tx, elements []bpmn.Element, axis Axis) error {
	if err := CanDistribute(elements).Err(); err != nil {
		return err
	}
	groups := rangesOf(arrangeable(elements), axis)
	if len(groups) < 3 {
		return fmt.Errorf("distribute: the shapes overlap in this direction")
	}
	first, last := groups[0], groups[len(groups)-1]
	var inner float64
	for _, g := range groups[1 : len(groups)-1] {
		inner += g.hi - g.lo
	}
	gap := (last.lo - first.hi - inner) / float64(len(groups)-1)
	at := first.hi
	shift := map[bpmn.Shape]geom.Point{}
	var all []bpmn.Shape
	for _, g := range groups[1 : len(groups)-1] {
		at += gap
		d := math.Round(at) - g.lo
		for _, s := range g.shapes {
			if shift[s] = geom.Pt(d, 0); axis == Vertically {
				shift[s] = geom.Pt(0, d)
			}
			all = append(all, s)
		}
		at += g.hi - g.lo
	}
	shiftAll(tx, all, shift)
	return nil
}

// shapeRange is a run of shapes that overlap along an axis.
type shapeRange struct {
	lo, hi float64
	shapes []bpmn.Shape
}

func rangesOf(shapes []bpmn.Shape, axis Axis) []shapeRange {
	const tolerance = 5
	span := func(s bpmn.Shape) (lo, hi float64) {
		r := s.Bounds()
		if axis == Horizontally {
			return r.X, r.Right()
		}
		return r.Y, r.Bottom()
	}
	sorted := append([]bpmn.Shape(nil), shapes...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, _ := span(sorted[i])
		b, _ := span(sorted[j])
		return a < b
	})
	var out []shapeRange
	for _, s := range sorted {
		lo, hi := span(s)
		if n := len(out); n > 0 && lo < out[n-1].hi-tolerance {
			out[n-1].shapes = append(out[n-1].shapes, s)
			out[n-1].hi = math.Max(out[n-1].hi, hi)
			continue
		}
		out = append(out, shapeRange{lo, hi, []bpmn.Shape{s}})
	}
	return out
}
