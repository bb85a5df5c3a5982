package tools

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// resize drags a side or corner of a shape.
type resize struct {
	handle    handle
	snap      *snapper
	want      geom.Rect
	push      bool // a lane pushes its neighbours instead of taking room from them
	guides    []guide
	rehearsal rehearsal
}

func newResize(c *Context, h handle) *resize {
	it := h.item
	snap := newSnapper(c, func(o *scene.Item) bool { return o == it })
	for _, b := range snap.boxes { // sides align with sides, of whatever they are
		snap.xs = append(snap.xs, axisRef{b.X, b}, axisRef{b.Right(), b})
		snap.ys = append(snap.ys, axisRef{b.Y, b}, axisRef{b.Bottom(), b})
	}
	snap.sort()
	return &resize{handle: h, want: it.Bounds, snap: snap}
}

// Handle implements Tool.
func (r *resize) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion, Rest:
		r.follow(c, e)
		r.rehearsal.run(c, e.Kind == Rest, r.op)
	case Release:
		r.follow(c, e)
		if r.want != r.handle.item.Bounds {
			c.Edit("Resize "+r.handle.item.Kind.String(), r.op)
		}
		return settle(c, e)
	case Cancel:
		return settle(c, e)
	}
	return r
}

func (r *resize) op(tx *bpmn.Tx) error {
	it := r.handle.item
	if !r.push {
		return modeling.Resize(tx, it.DI, r.want)
	}
	old, length := it.Bounds, r.want // first along the pool, then across it
	before, by := r.handle.dy < 0, r.want.Bottom()-old.Bottom()
	if before {
		by = r.want.Y - old.Y
	}
	length.Y, length.H = old.Y, old.H
	if !it.Horizontal {
		before, by = r.handle.dx < 0, r.want.Right()-old.Right()
		if before {
			by = r.want.X - old.X
		}
		length = geom.R(old.X, r.want.Y, old.W, r.want.H)
	}
	if length != old {
		if err := modeling.Resize(tx, it.DI, length); err != nil {
			return err
		}
	}
	_, err := modeling.PushLane(tx, it.DI, before, by)
	return err
}

func (r *resize) follow(c *Context, e Event) {
	b := r.handle.item.Bounds
	// The corner follows the pointer as far from it as the handle stands off.
	gap := gapOf(r.handle.item)
	off := geom.Pt(float64(r.handle.dx)*gap, float64(r.handle.dy)*gap)
	p := e.At.Sub(off)
	r.guides = nil
	if !e.Mods.Has(Command) {
		p, r.guides = r.snapped(p, b)
	}
	lo, hi := b.Min(), b.Max()
	pull := func(d int, lo, hi *float64, at float64) {
		switch d {
		case -1:
			*lo = at
		case 1:
			*hi = at
		}
	}
	pull(r.handle.dx, &lo.X, &hi.X, p.X)
	pull(r.handle.dy, &lo.Y, &hi.Y, p.Y)
	want := geom.R(lo.X, lo.Y, max(1, hi.X-lo.X), max(1, hi.Y-lo.Y))
	if r.handle.dx < 0 && want.W == 1 {
		want.X = hi.X - 1
	}
	if r.handle.dy < 0 && want.H == 1 {
		want.Y = hi.Y - 1
	}
	r.push = r.handle.item.Kind == bpmn.Lane && e.Mods.Has(Command)
	if r.want = want.Round(); !r.push {
		r.want = modeling.LimitResize(r.handle.item.DI, want)
		if r.want != want.Round() {
			r.guides = nil // it doesn't come as far as what it would align with
		}
	}
	c.Host.SetStatus(sizeText(r.want), false)
}

func (r *resize) snapped(p geom.Point, b geom.Rect) (geom.Point, []guide) {
	a := anchors{bounds: b}
	if r.handle.dx != 0 {
		a.xs, a.gridX = []float64{p.X}, p.X
	}
	if r.handle.dy != 0 {
		a.ys, a.gridY = []float64{p.Y}, p.Y
	}
	d, guides := r.snap.snap(a, geom.Point{})
	return p.Add(d), guides
}

// Feedback implements Tool.
func (r *resize) Feedback(c *Context) Feedback {
	f := Feedback{Cursor: r.handle.cursor()}
	f.Figures = append(f.Figures, c.area(r.want, 0, paint.Of(paint.Accent), 0.04, 1.5))
	f.Figures = append(f.Figures, r.rehearsal.figures(c, map[bpmn.Element]bool{r.handle.item.DI: true})...)
	f.Figures = append(f.Figures, c.guideFigures(r.guides)...)
	return f
}

// labelWidth drags the left or right side of a text beside an element.
type labelWidth struct {
	handle handle
	want   geom.Rect
}

func newLabelWidth(_ *Context, h handle) *labelWidth {
	return &labelWidth{handle: h, want: h.item.Label}
}

// minLabelWidth is the narrowest that a text can be made, in diagram units.
const minLabelWidth = 30

// Handle implements Tool.
func (l *labelWidth) Handle(c *Context, e Event) Tool {
	b := l.handle.item.Label
	switch e.Kind {
	case Motion, Rest:
		if l.handle.dx < 0 {
			x := min(e.At.X, b.Right()-minLabelWidth)
			l.want = geom.R(x, b.Y, b.Right()-x, b.H).Round()
		} else {
			l.want = geom.R(b.X, b.Y, max(minLabelWidth, e.At.X-b.X), b.H).Round()
		}
	case Release:
		if l.want != b {
			c.Edit("Resize label", func(tx *bpmn.Tx) error {
				modeling.SetLabelWidth(tx, paint.Measurer{}, l.handle.item.DI, l.want.X, l.want.W)
				return nil
			})
		}
		return settle(c, e)
	case Cancel:
		return settle(c, e)
	}
	return l
}

// Feedback implements Tool.
func (l *labelWidth) Feedback(c *Context) Feedback {
	return Feedback{Cursor: ResizeEW, Figures: paint.List{c.area(l.want, 2, paint.Of(paint.Accent), 0.06, 1.5)}}
}
