package tools

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/scene"
)

// Paste hangs copied elements on the pointer until they are put somewhere.
type Paste struct {
	text  string
	label string // of the step of the history
	hung

	ghost    *Ghost
	anchors  anchors // where the ghost was made
	snap     *snapper
	at       geom.Point // of the middle
	drop     drop
	guides   []guide
	verdicts map[bpmn.Element]modeling.Verdict // asking reads the whole text
	made     []bpmn.Element                    // by the last run of the operation
}

// NewPaste returns the tool that pastes a text that holds a BPMN document;
// label names the step of the history. The verdict says why not, when the text
// can't be pasted anywhere on the plane.
func NewPaste(c *Context, text, label string) (*Paste, modeling.Verdict) {
	plane := c.Scene.Plane()
	t := &Paste{text: text, label: label, verdicts: map[bpmn.Element]modeling.Verdict{}}
	if v := t.allowed(plane); !v.OK && !t.fitsSomewhere(c) {
		return nil, v
	}
	// What hangs on the pointer is what pasting would make.
	target := plane
	if !t.allowed(plane).OK {
		target = t.somewhere(c).DI
	}
	var items []*scene.Item
	var box geom.Rect
	err := c.Doc.Preview(func(tx *bpmn.Tx) error {
		var err error
		t.made, err = modeling.Paste(tx, text, target, geom.Point{})
		return err
	}, func(change *bpmn.Change) {
		for _, it := range c.Scene.Peek(change) {
			if c.Scene.Item(it.DI) == nil {
				items = append(items, it)
			}
		}
		t.ghost = ghostOf(items)
		top := map[bpmn.Element]bool{}
		for _, di := range t.made {
			top[di] = true
		}
		var first *scene.Item
		for _, it := range items {
			if it.IsEdge() || !top[it.DI] {
				continue
			}
			box = box.Union(it.Bounds)
			if first == nil || it.Bounds.X < first.Bounds.X {
				first = it
			}
		}
		if first != nil { // the whole comes to lie so that its first element is aligned
			t.anchors = anchorsOf(first.Kind, first.Bounds, first.IsContainer())
		}
	})
	if err != nil || t.ghost == nil || box.Empty() {
		return nil, modeling.No("there is nothing to paste")
	}
	t.anchors.bounds = box
	return t, modeling.Yes()
}

func (t *Paste) allowed(target bpmn.Element) modeling.Verdict {
	v, ok := t.verdicts[target]
	if !ok {
		v = modeling.CanPaste(t.text, target)
		t.verdicts[target] = v
	}
	return v
}

// somewhere returns a container that takes what is pasted, or nil.
func (t *Paste) somewhere(c *Context) *scene.Item {
	for _, it := range c.Scene.Items() {
		if it.IsContainer() && t.allowed(it.DI).OK {
			return it
		}
	}
	return nil
}

func (t *Paste) fitsSomewhere(c *Context) bool { return t.somewhere(c) != nil }

// Handle implements Tool.
func (t *Paste) Handle(c *Context, e Event) Tool { return t.handle(c, e, t) }

func (t *Paste) follow(c *Context, e Event) {
	t.over = true
	if t.snap == nil {
		t.snap = newSnapper(c, func(*scene.Item) bool { return false })
	}
	if e.Mods.Has(Command) {
		t.at, t.guides = e.At.Round(), nil
	} else {
		t.at, t.guides = t.snap.snap(t.anchors, e.At)
	}
	handle, target := c.dropTarget(e.At, nil)
	at := t.at
	t.drop = drop{verdict: t.allowed(handle), target: target, op: func(tx *bpmn.Tx) (err error) {
		t.made, err = modeling.Paste(tx, t.text, handle, at)
		return err
	}}
	c.Say(t.drop.verdict, "A click or Enter pastes here, Esc gives it up")
}

// put pastes.
func (t *Paste) put(c *Context, e Event) Tool {
	t.pressed = false
	if !t.drop.verdict.OK {
		return t
	}
	if !c.Edit(t.label, t.drop.op) {
		return settle(c, e)
	}
	next := settle(c, e)
	c.SelectShapes(t.made...)
	return next
}

// Feedback implements Tool.
func (t *Paste) Feedback(c *Context) Feedback {
	f := Feedback{Cursor: MoveCursor}
	if !t.over {
		return f
	}
	f.Ghost, f.Offset = t.ghost, t.at
	if !t.drop.verdict.OK {
		f.Cursor, f.Reason = ForbiddenCursor, sentence(t.drop.verdict.Reason)
	}
	if t.drop.target != nil {
		f.Figures = append(f.Figures, c.targetFigure(t.drop.target, t.drop.verdict.OK))
	}
	f.Figures = append(f.Figures, c.guideFigures(t.guides)...)
	return f
}
