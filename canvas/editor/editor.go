// Package editor is the diagram editor without a window: it owns selection,
// viewport and active tool of an open document, and does what keys, menus and
// the context pad ask for. A window feeds it with events and shows what it says.
package editor

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// Update says what a window has to show anew.
type Update uint8

// The parts of an update.
const (
	Painted   Update = 1 << iota // parts of the diagram look different: see TakeDamage
	Viewed                       // another part of the plane is shown
	Selected                     // something else is selected
	Hinted                       // feedback of the tool
	Replaced                     // another plane: everything is different
	Committed                    // the document changed
)

// Has reports whether the update contains a part.
func (u Update) Has(x Update) bool { return u&x != 0 }

// Window is what shows an editor.
type Window interface {
	// Update is called after events and changes, once for all that they did.
	Update(u Update)
	// SetStatus shows a sentence in the status bar; warning says that something
	// isn't possible.
	SetStatus(text string, warning bool)
	// EditLabel opens the text of a shape or edge for editing in place; the
	// window begins with Editor.LabelField.
	EditLabel(r tools.Ref)
	// OpenMenu opens a menu at a place of the diagram.
	OpenMenu(m tools.Menu, at geom.Point)
}

// Clipboard is the system's clipboard.
type Clipboard interface {
	Content() string
	SetContent(text string)
}

// Editor edits one document.
type Editor struct {
	doc       *bpmn.Document
	scene     *scene.Scene
	selection tools.Selection
	view      tools.Viewport
	tool      tools.Tool
	context   tools.Context
	window    Window
	clipboard Clipboard

	views     map[bpmn.Element]tools.Viewport // of planes that were left
	marks     map[string]notation.Mark
	lineJumps bool // see SetLineJumps
	looks     map[bpmn.Element]scene.Look
	// editing is the element whose text is being edited.
	editing  tools.Ref
	steps    []stepSelection
	at       int  // steps of the document when it was last heard of
	touched  bool // somebody chose what the view shows
	edited   bool // the document got a step since the window was told
	handling int
	working  bool // the tool handles an event
	after    []func()
	pending  Update
	last     tools.Event
	pointed  bool          // last is an event that happened
	steered  bool          // last was made by a key
	came     bpmn.Element  // what walking came from
	preview  paint.List    // of the entry that is pointed at
	reading  []*scene.Item // in reading order; nil when it has to be found anew
	cancel   func()
}

// FirstScene makes the scene that the editor of a document shows first. It takes
// most of the time of New, and may run in another goroutine before the document
// belongs to an editor.
func FirstScene(doc *bpmn.Document) *scene.Scene {
	var first bpmn.Element
	if planes := doc.Planes(); len(planes) > 0 {
		first = planes[0]
	}
	return scene.NewForEditing(doc, first)
}

// New returns the editor of a document, showing its first plane. The document
// gets the behaviors of the editor.
func New(doc *bpmn.Document, clipboard Clipboard) *Editor {
	return NewShowing(FirstScene(doc), clipboard)
}

// NewShowing is New for a scene that was made before.
func NewShowing(first *scene.Scene, clipboard Clipboard) *Editor {
	doc := first.Document()
	ed := &Editor{doc: doc, scene: first, clipboard: clipboard, window: noWindow{}, tool: &tools.Select{}, views: map[bpmn.Element]tools.Viewport{}}
	ed.view = tools.Viewport{Zoom: 1}
	doc.SetBehaviors(modeling.Behaviors(paint.Measurer{}))
	ed.context = tools.Context{Doc: doc, Scene: ed.scene, Selection: &ed.selection, View: &ed.view, Host: host{ed}, Grid: true}
	ed.at = doc.Steps()
	ed.steps = make([]stepSelection, ed.at+1)
	ed.cancel = doc.Subscribe(ed.documentChanged)
	return ed
}

// Close ends the editor; the document stays as it is.
func (ed *Editor) Close() { ed.cancel() }

// SetWindow sets who shows the editor.
func (ed *Editor) SetWindow(w Window) { ed.window = w }

// Document returns the document that is edited.
func (ed *Editor) Document() *bpmn.Document { return ed.doc }

// Scene returns what is shown.
func (ed *Editor) Scene() *scene.Scene { return ed.scene }

// Selection returns what is selected; change it with Select.
func (ed *Editor) Selection() *tools.Selection { return &ed.selection }

// Selected returns the elements that are selected; for a text beside an element
// the element. Nothing selected gives nil.
func (ed *Editor) Selected() []bpmn.Element {
	var out []bpmn.Element
	for _, it := range ed.selection.Items(ed.scene) {
		out = append(out, it.Element)
	}
	return out
}

// Tool returns the active tool.
func (ed *Editor) Tool() tools.Tool { return ed.tool }

// Feedback returns what the tool shows beside the diagram.
func (ed *Editor) Feedback() tools.Feedback {
	f := ed.tool.Feedback(&ed.context)
	f.Figures = append(f.Figures, ed.preview...)
	return f
}

// Handle gives an event to the active tool.
func (ed *Editor) Handle(e tools.Event) {
	ed.last, ed.pointed, ed.steered = e, true, false
	ed.touched = ed.touched || e.Kind == tools.Press
	ed.do(func() {
		was := ed.working
		ed.working = true
		ed.tool = ed.tool.Handle(&ed.context, e)
		ed.working = was
		ed.pending |= Hinted
	})
}

// do runs what may change several things and tells the window once.
func (ed *Editor) do(f func()) {
	ed.handling++
	f()
	ed.handling--
	if ed.handling > 0 {
		return
	}
	ed.tell()
	// A window closes what lies over the diagram when another part of it comes
	// into view, so what is to be opened comes last.
	for len(ed.after) > 0 {
		f := ed.after[0]
		ed.after = ed.after[1:]
		f()
	}
}

// tell tells the window what it has to show anew.
func (ed *Editor) tell() {
	if ed.pending == 0 {
		return
	}
	ed.outlineMany()
	if ed.edited {
		ed.edited = false
		ed.noteSelection()
	}
	u := ed.pending
	ed.pending = 0
	// A lasso selects something else at every movement; who listens to the
	// selection hears of the last.
	if tools.IsDragging(ed.tool) && u.Has(Selected) {
		u &^= Selected
		ed.pending = Selected
	}
	ed.window.Update(u)
}

// note remembers what the window has to show and tells it when nothing else is
// being done.
func (ed *Editor) note(u Update) { ed.do(func() { ed.pending |= u }) }

// Use makes a tool the active one; what the old one was doing is given up.
func (ed *Editor) Use(t tools.Tool) {
	ed.do(func() {
		if tools.IsDragging(ed.tool) {
			ed.tool = ed.tool.Handle(&ed.context, tools.Event{Kind: tools.Cancel, At: ed.last.At, Screen: ed.last.Screen})
		}
		ed.tool = t
		ed.pending |= Hinted
	})
}

// Cancel is Escape: it gives up what the tool is doing, returns to selecting,
// or deselects.
func (ed *Editor) Cancel() {
	steered := ed.steered
	ed.do(func() {
		ed.Handle(tools.Event{Kind: tools.Cancel, At: ed.last.At, Screen: ed.last.Screen})
		ed.steered = steered
		ed.forgetSteering()
	})
}

// documentChanged brings everything in step with a change.
func (ed *Editor) documentChanged(c *bpmn.Change) {
	ed.preview, ed.reading = nil, nil
	ed.do(func() {
		if tools.IsDragging(ed.tool) && !ed.working {
			// Somebody else changed what is being dragged: a panel, or a key.
			ed.tool = ed.tool.Handle(&ed.context, tools.Event{Kind: tools.Cancel, At: ed.last.At, Screen: ed.last.Screen})
		}
		before := ed.selection.Refs()
		ed.scene.Update(c)
		if ed.scene.Plane().IsZero() {
			ed.leaveDeadPlane()
		}
		if ed.selection.Prune(ed.scene) {
			ed.pending |= Selected
		}
		ed.remember(c, before)
		ed.pending |= Painted | Hinted | Committed
	})
}

// TakeDamage returns the parts of the plane that look different since it was
// last called.
func (ed *Editor) TakeDamage() []geom.Rect { return ed.scene.TakeDamage() }

// SetMarks sets what a run and the findings say about elements, by id.
func (ed *Editor) SetMarks(marks map[string]notation.Mark) {
	ed.do(func() {
		ed.marks = marks
		ed.scene.SetMarks(marks) // makes items anew
		ed.reading = nil
		ed.pending |= Painted
	})
}

// Select selects shapes and edges, given by themselves or as the elements that
// they show on this plane, and nothing else.
func (ed *Editor) Select(elements ...bpmn.Element) {
	var refs []tools.Ref
	for _, e := range elements {
		if it := ed.scene.Item(e); it != nil {
			refs = append(refs, tools.Ref{DI: it.DI})
		} else if it := ed.scene.ItemOf(e.Semantic()); it != nil {
			refs = append(refs, tools.Ref{DI: it.DI})
		}
	}
	ed.setSelection(refs)
}

func (ed *Editor) setSelection(refs []tools.Ref) {
	ed.do(func() {
		if ed.selection.Set(refs...) {
			ed.pending |= Selected | Hinted
		}
	})
}

// outlineMany lets the scene paint the outlines when too many elements are
// selected to draw them one by one.
func (ed *Editor) outlineMany() {
	looks := ed.looks
	if n := ed.selection.Len(); n > tools.MaxOutlines || ed.editing != (tools.Ref{}) {
		looks = make(map[bpmn.Element]scene.Look, n+len(ed.looks))
		for di, l := range ed.looks {
			looks[di] = l
		}
		if n > tools.MaxOutlines {
			for _, di := range ed.selection.Elements() {
				l := looks[di]
				l.Outlined = true
				looks[di] = l
			}
		}
		if di := ed.editing.DI; !di.IsZero() {
			l := looks[di]
			l.LabelAway = true
			looks[di] = l
		}
	}
	if ed.scene.SetLooks(looks) {
		ed.pending |= Painted
	}
}

// open runs what opens something over the diagram, when all else is shown.
func (ed *Editor) open(f func()) { ed.do(func() { ed.after = append(ed.after, f) }) }

// host is the editor as its tools see it.
type host struct{ ed *Editor }

func (h host) SetStatus(text string, warning bool) { h.ed.window.SetStatus(text, warning) }
func (h host) EditLabel(r tools.Ref)               { h.ed.open(func() { h.ed.window.EditLabel(r) }) }
func (h host) OpenMenu(m tools.Menu, at geom.Point) {
	h.ed.open(func() { h.ed.window.OpenMenu(m, at) })
}
func (h host) OpenPlane(e bpmn.Element)               { h.ed.Enter(e) }
func (h host) SelectionChanged()                      { h.ed.note(Selected | Hinted) }
func (h host) ViewChanged()                           { h.ed.note(Viewed) }
func (h host) SetLooks(l map[bpmn.Element]scene.Look) { h.ed.looks = l; h.ed.note(Hinted) }

// noWindow shows nothing.
type noWindow struct{}

func (noWindow) Update(Update)                   {}
func (noWindow) SetStatus(string, bool)          {}
func (noWindow) EditLabel(tools.Ref)             {}
func (noWindow) OpenMenu(tools.Menu, geom.Point) {}
