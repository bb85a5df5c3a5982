package notation

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// Figure is all that the drawing of a shape depends on, as plain data: it can be kept, and
// drawn without the document. Ghosts and icons are figures that no document knows.
type Figure struct {
	ID         string
	Kind       bpmn.Kind
	Definition bpmn.Definition // of an event
	Traits     Traits
	Bounds     geom.Rect
	Name       string
	Colors     bpmn.Colors // as the file says, empty where it says nothing
	Mark       Mark
}

// Traits are what varies within a kind. The zero value is the plain one.
type Traits struct {
	Collapsed       bool // sub-process or call activity with a "+"; pool without content
	Vertical        bool // pool or lane from top to bottom
	NonInterrupting bool // boundary event, or start event of an event sub-process
	EventSubProcess bool
	Instantiating   bool // receive task or event-based gateway that starts the process
	ParallelEvents  bool // event-based gateway that waits for all events
	HideMarker      bool // exclusive gateway without its X
	Compensation    bool // activity that undoes another
	Collection      bool // data that are many
	Multiple        bool // pool that stands for several participants
	Dangling        bool // reference to nothing
	PreScript       bool
	PostScript      bool
	Loop            bpmn.Loop
	Start           bpmn.Definition // of the only start event of a collapsed event sub-process
	StartInterrupts bool
	HasStart        bool
	EventsAttached  bool // task with boundary events
}

// FigureOf reads the figure of a shape. Bounds that a file sets to nothing become the kind's
// usual size, so that the element can be seen and taken.
func FigureOf(s bpmn.Shape, m Mark) Figure {
	e := s.Semantic()
	f := Figure{ID: e.ID(), Kind: e.Kind(), Definition: e.Definition(), Bounds: s.Bounds(), Name: e.Name(), Colors: s.Colors(), Mark: m}
	if info := f.Kind.Info(); f.Bounds.W <= 0 || f.Bounds.H <= 0 {
		f.Bounds.W, f.Bounds.H = max(info.W, 10), max(info.H, 10)
	}
	f.Traits = traitsOf(s, e)
	return f
}

func traitsOf(s bpmn.Shape, e bpmn.Element) Traits {
	var t Traits
	switch k := e.Kind(); k.Info().Class {
	case bpmn.EventClass:
		t.NonInterrupting = !e.IsInterrupting()
	case bpmn.ActivityClass:
		t.Loop = e.Loop()
		t.Compensation = e.Bool("isForCompensation", false)
		t.Instantiating = e.Bool("instantiate", false)
		t.PreScript = !e.Extension("preScript").IsZero()
		t.PostScript = !e.Extension("postScript").IsZero()
		t.EventSubProcess = e.IsEventSubProcess()
		t.EventsAttached = taskIcons[k] != nil && len(e.BoundaryEvents()) > 0
		t.Collapsed = k == bpmn.CallActivity && !showsContent(s) || k.IsSubProcess() && !s.IsExpanded()
		if t.Collapsed && t.EventSubProcess {
			t.readStart(e)
		}
	case bpmn.GatewayClass:
		t.Instantiating = e.Bool("instantiate", false)
		t.ParallelEvents = e.Attr("eventGatewayType") == "Parallel"
		// Files that say nothing about the X show it.
		t.HideMarker = k == bpmn.ExclusiveGateway && s.HasAttr("isMarkerVisible") && !s.IsMarkerVisible()
	case bpmn.ContainerClass:
		t.Vertical = !s.IsHorizontal()
		t.Multiple = !e.Child("participantMultiplicity").IsZero()
		t.Collapsed = k == bpmn.Participant && isBlackBox(s, e)
	case bpmn.DataClass, bpmn.DefinitionClass:
		t.Collection = e.Bool("isCollection", false)
		if k == bpmn.DataObjectReference {
			object := e.Ref("dataObjectRef")
			t.Dangling = object.IsZero()
			t.Collection = object.Bool("isCollection", false)
		}
	}
	return t
}

// showsContent reports whether a file draws the called process inside of a call activity. Many
// tools write isExpanded without meaning it, so the shape must also be as large as one.
func showsContent(s bpmn.Shape) bool {
	b := s.Bounds()
	return s.Bool("isExpanded", false) && b.W >= 140 && b.H >= 120
}

// isBlackBox reports whether a pool shows nothing inside: it names no process, or the file
// says that it is not expanded.
func isBlackBox(s bpmn.Shape, e bpmn.Element) bool {
	if s.HasAttr("isExpanded") {
		return !s.Bool("isExpanded", true)
	}
	return e.Ref("processRef").IsZero()
}

func (t *Traits) readStart(e bpmn.Element) {
	n := 0
	for _, c := range e.ChildrenNamed(bpmn.StartEvent.Info().Tag) {
		t.Start, t.StartInterrupts = c.Definition(), c.IsInterrupting()
		n++
	}
	t.HasStart = n == 1
}

// inks are the colours of a drawing, and how much of it is drawn.
type inks struct {
	fill, line, text paint.Colour
	far              bool // without what can't be seen below FarScale
}

// inks resolves the colours of a file and the state of a run: a state fills the element and
// draws its border, while icons and names keep the colours of the file.
func (f *Figure) inks() inks {
	k := inks{fill: paint.Of(paint.Fill), line: paint.Of(paint.Ink)}
	if c, ok := paint.ParseColour(f.Colors.Fill, paint.AsFill); ok {
		k.fill = c
	}
	if c, ok := paint.ParseColour(f.Colors.Stroke, paint.AsInk); ok {
		k.line = c
	}
	if f.Traits.Dangling {
		k.line = paint.Of(paint.Danger)
	}
	k.text = k.line
	if c, ok := paint.ParseColour(f.Colors.Label, paint.AsInk); ok {
		k.text = c
	}
	return k
}
