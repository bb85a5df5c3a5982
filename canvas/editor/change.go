package editor

import (
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
)

// ChangeEntries returns the change-type menu of what is selected: switches
// first, then the types.
func (ed *Editor) ChangeEntries() []Entry {
	ref, ok := ed.selection.Single()
	if !ok || ref.Label {
		return nil
	}
	var out []Entry
	el := ref.DI.Semantic()
	if modeling.CanLoop(ref.DI).OK {
		for _, l := range loopSwitches {
			now := el.Loop()
			to := l.loop
			if now == to {
				to = bpmn.NoLoop
			}
			out = append(out, Entry{ID: l.id, Label: l.label, Group: "switches", Icon: notation.Icon(bpmn.Task, 0, notation.Traits{Loop: l.loop}),
				On: now == l.loop, Run: func() { ed.SetLoop(to) }})
		}
	}
	out = append(out, ed.flagEntries(ref.DI)...)
	for _, v := range modeling.MorphVariants(ref.DI) {
		out = append(out, Entry{ID: "change:" + v.Key(), Label: shortTitle(v), Group: groupOf(v.Kind), Icon: VariantIcon(v), Run: func() { ed.Morph(v) }})
	}
	return out
}

// shortTitle returns the title of a variant for a menu of its like: where all
// are boundary events the words would push aside what tells them apart.
func shortTitle(v modeling.Variant) string {
	t := v.Title()
	if v.Kind == bpmn.BoundaryEvent && v.Definition != bpmn.NoDefinition {
		t = strings.Replace(t, " boundary event", "", 1)
	}
	return t
}

var loopSwitches = []struct {
	id, label string
	loop      bpmn.Loop
}{
	{"loop:parallel", "Parallel multi-instance", bpmn.ParallelMultiInstance},
	{"loop:sequential", "Sequential multi-instance", bpmn.SequentialMultiInstance},
	{"loop:standard", "Loop", bpmn.StandardLoop},
}

// flagEntries returns the switches for single attributes.
func (ed *Editor) flagEntries(di bpmn.Element) []Entry {
	el := di.Semantic()
	flag := func(id, label string, icon paint.List, on bool, set func(tx *bpmn.Tx)) []Entry {
		return []Entry{{ID: id, Label: label, Group: "switches", Icon: icon, On: on, Run: func() {
			ed.edit(label, func(tx *bpmn.Tx) error { set(tx); return nil })
		}}}
	}
	switch k := el.Kind(); {
	case k == bpmn.Participant:
		on := !el.Child("participantMultiplicity").IsZero()
		vertical := !di.AsShape().IsHorizontal()
		return append(flag("multiplicity", "Several participants", notation.Icon(k, 0, notation.Traits{Multiple: true}), on, func(tx *bpmn.Tx) { modeling.SetMultiplicity(tx, el, !on) }),
			Entry{ID: "vertical", Label: "Vertical", Group: "switches", Icon: notation.Icon(k, 0, notation.Traits{Vertical: true}), On: vertical, Run: ed.FlipPool})
	case k == bpmn.Association && modeling.CanDirect(di).OK:
		return ed.directionEntries(el)
	case k == bpmn.DataObjectReference:
		on := el.Ref("dataObjectRef").Bool("isCollection", false)
		return flag("collection", "Collection", notation.Icon(k, 0, notation.Traits{Collection: true}), on, func(tx *bpmn.Tx) { modeling.SetCollection(tx, el, !on) })
	}
	return nil
}

var directions = []struct {
	label string
	to    modeling.Direction
}{
	{"No arrow head", modeling.Undirected},
	{"Arrow head at the end", modeling.Directed},
	{"Arrow heads at both ends", modeling.BothWays},
}

// directionEntries returns the arrow heads that an association can get; what it
// has already is left out.
func (ed *Editor) directionEntries(association bpmn.Element) []Entry {
	var out []Entry
	for _, d := range directions {
		if d.to != modeling.DirectionOf(association) {
			out = append(out, Entry{ID: "direction:" + string(d.to), Label: d.label, Group: "Arrow heads", Icon: directionIcon(d.to),
				Run: func() { ed.SetDirection(d.to) }})
		}
	}
	return out
}

// SetDirection gives the selected association its arrow heads.
func (ed *Editor) SetDirection(to modeling.Direction) {
	if ref, ok := ed.selection.Single(); ok && !ed.refuse(modeling.CanDirect(ref.DI)) {
		ed.edit("Change the arrow heads", func(tx *bpmn.Tx) error { return modeling.SetDirection(tx, ref.DI, to) })
	}
}
