package layout

import (
	"math"
	"strings"
	"unicode/utf8"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// clearLabels places the labels of shapes that were added where a flow runs
// through their usual place.
func (m *filler) clearLabels() {
	for _, s := range m.added {
		el := s.Semantic()
		name := el.Name()
		if el.Kind().Info().Label != bpmn.ExternalLabel || name == "" || el.Kind() == bpmn.Group {
			continue
		}
		taken := TakenSides(s.Bounds(), RoutesOf(el, s.Plane()))
		if !taken[Bottom] {
			continue
		}
		w, h := estimate(name)
		m.tx.SetLabelBounds(s.Element, clearOf(el, isUpright(el, s.Plane()), taken, s.Bounds(), w, h))
	}
}

// clearOf returns a place for a label when a flow leaves below: above, or at a
// corner when that is taken too; beside the shape in vertical pools. A boundary event has its host above.
func clearOf(el bpmn.Element, upright bool, taken map[Side]bool, shape geom.Rect, w, h float64) geom.Rect {
	if el.Kind() == bpmn.BoundaryEvent {
		return geom.R(math.Round(shape.Center().X-w-LabelGap), shape.Bottom()+2, w, h)
	}
	if side := FreeSide(taken); side == Top || side == Bottom || upright && side != NoSide {
		return BesideShape(shape, side, w, h)
	}
	return geom.R(math.Round(shape.Center().X-w-LabelGap), math.Round(shape.Y-h), w, h)
}

// letter is about the width of a letter of a label, in diagram units.
const letter = 5.6

// estimate returns about the size of a label, for those who can't measure text.
func estimate(name string) (w, h float64) {
	lines, line := 1.0, 0.0
	for _, word := range strings.Fields(name) {
		l := letter * float64(utf8.RuneCountInString(word))
		if line > 0 && line+letter+l > 90 {
			lines, line = lines+1, 0
		}
		if line > 0 {
			line += letter
		}
		line += l
		w = math.Max(w, line)
	}
	return math.Ceil(math.Min(w, 90)), 14 * lines
}
