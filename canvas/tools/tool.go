package tools

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// Tool is a state of what the pointer does.
type Tool interface {
	// Handle handles an event and returns the tool that handles the next:
	// itself to stay.
	Handle(c *Context, e Event) Tool
	// Feedback returns what is shown beside the diagram while the tool is active.
	Feedback(c *Context) Feedback
}

// Feedback is what a tool shows.
type Feedback struct {
	Cursor Cursor
	// Ghost is a picture that follows the pointer. As long as it is the same
	// pointer, it was painted already and only its place has changed.
	Ghost  *Ghost
	Offset geom.Point // of the ghost from the place that it was made at
	// Figures are a few simple figures in diagram coordinates: outlines,
	// handles, guides, rubber bands.
	Figures paint.List
	// Reason says beside the pointer why letting go here would do nothing.
	Reason string
}

// Ghost is a picture of what is being dragged. It doesn't change.
type Ghost struct {
	List   paint.List
	Bounds geom.Rect
}

// Menu names a menu that a tool asks for.
type Menu uint8

// The menus.
const (
	ChangeMenu  Menu = iota // the change-type menu of the selection
	AppendMenu              // append anything to the selection
	CreateMenu              // create anything
	ContextMenu             // what the right button opens
	AlignMenu               // align and distribute the selection
	ColorMenu               // colours for the selection
	AttachMenu              // boundary events for the selection
	PadMenu                 // the context pad, for the keyboard
)

// Host is what an editor does for its tools.
type Host interface {
	// SetStatus shows a sentence in the status bar; warning says that something
	// isn't possible.
	SetStatus(text string, warning bool)
	// EditLabel opens the text of an element for editing in place.
	EditLabel(r Ref)
	// OpenMenu opens a menu at a place of the diagram.
	OpenMenu(m Menu, at geom.Point)
	// OpenPlane shows the plane of a collapsed sub-process.
	OpenPlane(subProcess bpmn.Element)
	// SelectionChanged is told after a tool selected something else.
	SelectionChanged()
	// ViewChanged is told after a tool moved the view.
	ViewChanged()
	// SetLooks says which items are painted differently while a tool is active.
	SetLooks(looks map[bpmn.Element]scene.Look)
}

// Context is what tools work on.
type Context struct {
	Doc       *bpmn.Document
	Scene     *scene.Scene
	Selection *Selection
	View      *Viewport
	Host      Host
	// Grid says that positions snap to the grid.
	Grid bool
	// Free says that nothing snaps, neither to the grid nor to other elements.
	Free bool

	refused bool // the last edit, whose reason is still to be read
}

// Edit runs an operation as one step. A refusal is shown in the status bar.
func (c *Context) Edit(label string, op func(tx *bpmn.Tx) error) bool {
	err := c.Doc.Edit(label, op)
	c.refused = err != nil
	if err != nil {
		c.Host.SetStatus(sentence(err.Error()), true)
		return false
	}
	return true
}

// Select selects these things and nothing else.
func (c *Context) Select(refs ...Ref) {
	if c.Selection.Set(refs...) {
		c.Host.SelectionChanged()
	}
}

// SelectShapes selects shapes or edges that an operation made.
func (c *Context) SelectShapes(list ...bpmn.Element) {
	var refs []Ref
	for _, di := range list {
		if c.Scene.Item(di) != nil {
			refs = append(refs, Ref{DI: di})
		}
	}
	c.Select(refs...)
}

// HitTolerance is how near to a line, in screen units, the pointer must be to
// mean it.
const HitTolerance = 7.5

// Hit returns what lies under a point.
func (c *Context) Hit(p geom.Point) scene.Hit {
	return c.Scene.HitAt(p, min(HitTolerance/c.View.Zoom, 20))
}

// Say shows a verdict: the reason of a refusal, else the text.
func (c *Context) Say(v modeling.Verdict, text string) {
	if v.OK {
		c.Host.SetStatus(text, false)
	} else {
		c.Host.SetStatus(sentence(v.Reason), true)
	}
}

// dropTarget returns the handle of the container that rules are asked about for
// a point: a container's shape, or the plane.
func (c *Context) dropTarget(p geom.Point, keep func(*scene.Item) bool) (bpmn.Element, *scene.Item) {
	if it := c.Scene.ContainerAt(p, keep); it != nil {
		return it.DI, it
	}
	return c.Scene.Plane(), nil
}

// IsDragging reports whether a tool is in the middle of something that Cancel
// would give up.
func IsDragging(t Tool) bool {
	switch t.(type) {
	case *Select, *Hand, *Lasso, *GlobalConnect, *SpaceTool, *Mark, *Grip:
		return false
	}
	return true
}

// Staying returns the tool that a stroke belongs to, which is active again when
// the stroke is done; the tool itself when it is no stroke of another.
func Staying(t Tool) Tool {
	var back Tool
	switch t := t.(type) {
	case *lasso:
		back = t.back
	case *space:
		back = t.back
	case *pan:
		back = t.back
	case *Connect:
		back = t.back
	}
	if back == nil {
		return t
	}
	return Staying(back)
}

// ScrollsAtEdge reports whether the view scrolls when the pointer is at the rim
// of the window while the tool is active: while something is dragged, and when
// something hangs on the pointer that was in the inner of the window before.
func ScrollsAtEdge(t Tool) bool {
	switch t := t.(type) {
	case *move, *resize, *segment, *bend, *reconnect, *lasso, *space:
		return true
	case *Create:
		return t.within
	case *Paste:
		return t.within
	case *Connect:
		return t.dragging || t.within
	}
	return false
}
