package modeling

import "spiffmodeler/bpmn"

// ColorChoice is a pair of colours that is offered for elements.
type ColorChoice struct{ Name, Fill, Stroke string }

// ColorChoices returns the colours that are offered; the first one is the
// default, which is written as no colour at all.
func ColorChoices() []ColorChoice {
	return []ColorChoice{
		{"Default", "", ""},
		{"Blue", "#BBDEFB", "#0D4372"},
		{"Orange", "#FFE0B2", "#6B3C00"},
		{"Green", "#C8E6C9", "#205022"},
		{"Red", "#FFCDD2", "#831311"},
		{"Purple", "#E1BEE7", "#5B176D"},
	}
}

// SetColors colours shapes and edges, in the attributes of the BPMN in Color
// standard and in those of bpmn.io. Empty colours remove them. Edges take the
// stroke only.
func SetColors(tx *bpmn.Tx, elements []bpmn.Element, fill, stroke string) {
	for _, e := range elements {
		di := diOf(e)
		if di.IsZero() {
			continue
		}
		if di.Kind() == bpmn.ShapeDI {
			tx.SetAttrNS(di, bpmn.NSBioc, "fill", fill)
			tx.SetAttrNS(di, bpmn.NSColor, "background-color", fill)
		}
		tx.SetAttrNS(di, bpmn.NSBioc, "stroke", stroke)
		tx.SetAttrNS(di, bpmn.NSColor, "border-color", stroke)
		if label := di.ChildNS(bpmn.NSDI, "BPMNLabel"); !label.IsZero() {
			tx.SetAttrNS(label, bpmn.NSColor, "color", stroke)
		}
	}
}
