package modeling

import (
	"math"

	"spiffmodeler/bpmn"
)

// FitAnnotations makes a text annotation as high as its text needs when the
// text changes.
func FitAnnotations(m Measurer) bpmn.Behavior {
	return func(tx *bpmn.Tx, c *bpmn.Change) error {
		for _, el := range touched(c, renamed, tx) {
			if el.Kind() != bpmn.TextAnnotation {
				continue
			}
			a := arrange(tx)
			for _, s := range tx.Document().ShapesOf(el) {
				r := s.Bounds()
				if need := math.Ceil(m.AnnotationHeight(el.Name(), r.W)); need > r.H {
					r.H = need
					a.place(s, r)
				}
			}
			a.finish()
		}
		return nil
	}
}
