package bpmn

import (
	"math"
	"strconv"
	"strings"

	"spiffmodeler/bpmn/geom"
)

// MaxCoordinate bounds coordinates and sizes (diagram units). What lies
// further out is a fault of the file and is brought to the bound for drawing;
// the text in the file stays as it is.
const MaxCoordinate = 1e7

// Shape is a handle on a BPMNShape.
type Shape struct{ Element }

// Edge is a handle on a BPMNEdge.
type Edge struct{ Element }

// AsShape returns the handle when the element is a BPMNShape, else the zero
// Shape.
func (e Element) AsShape() Shape {
	if e.Kind() == ShapeDI {
		return Shape{e}
	}
	return Shape{}
}

// AsEdge returns the handle when the element is a BPMNEdge, else the zero Edge.
func (e Element) AsEdge() Edge {
	if e.Kind() == EdgeDI {
		return Edge{e}
	}
	return Edge{}
}

// Semantic returns the element that a shape, edge or plane shows; any other
// element is returned as it is.
func (e Element) Semantic() Element {
	switch e.Kind() {
	case ShapeDI, EdgeDI, Plane:
		return e.Ref("bpmnElement")
	}
	return e
}

// Diagrams returns the diagrams of the document in order.
func (d *Document) Diagrams() []Element { return d.RootElements(Diagram) }

// Planes returns the plane of each diagram.
func (d *Document) Planes() []Element {
	var out []Element
	for _, x := range d.Diagrams() {
		if p := x.ChildNS(NSDI, "BPMNPlane"); !p.IsZero() {
			out = append(out, p)
		}
	}
	return out
}

// PlaneOf returns the plane whose subject is the element (a process,
// collaboration or collapsed sub-process).
func (d *Document) PlaneOf(e Element) Element {
	for _, r := range d.refs[e.ID()] {
		if p := (Element{r.node}); r.attr && r.name == "bpmnElement" && p.Kind() == Plane {
			return p
		}
	}
	return Element{}
}

// Plane returns the plane that a shape or edge lies on.
func (e Element) Plane() Element {
	for p := e; !p.IsZero(); p = p.Parent() {
		if p.Kind() == Plane {
			return p
		}
	}
	return Element{}
}

// ShapesOf returns the shapes of an element, over all planes.
func (d *Document) ShapesOf(e Element) []Shape {
	var out []Shape
	for _, r := range d.refs[e.ID()] {
		if r.attr && r.name == "bpmnElement" {
			if x := (Element{r.node}); x.Kind() == ShapeDI {
				out = append(out, Shape{x})
			}
		}
	}
	return out
}

// EdgesOf returns the edges of a connection, over all planes.
func (d *Document) EdgesOf(e Element) []Edge {
	var out []Edge
	for _, r := range d.refs[e.ID()] {
		if r.attr && r.name == "bpmnElement" {
			if x := (Element{r.node}); x.Kind() == EdgeDI {
				out = append(out, Edge{x})
			}
		}
	}
	return out
}

// Shape returns the first shape of the element, or the zero Shape.
func (e Element) Shape() Shape {
	if e.n == nil {
		return Shape{}
	}
	for _, r := range e.Document().refs[e.ID()] {
		if r.attr && r.name == "bpmnElement" {
			if x := (Element{r.node}); x.Kind() == ShapeDI {
				return Shape{x}
			}
		}
	}
	return Shape{}
}

// Edge returns the first edge of the connection, or the zero Edge.
func (e Element) Edge() Edge {
	if e.n == nil {
		return Edge{}
	}
	for _, r := range e.Document().refs[e.ID()] {
		if r.attr && r.name == "bpmnElement" {
			if x := (Element{r.node}); x.Kind() == EdgeDI {
				return Edge{x}
			}
		}
	}
	return Edge{}
}

// Bounds returns the place of a shape. A shape without bounds gives the zero
// Rect; see HasBounds.
func (s Shape) Bounds() geom.Rect {
	if s.n == nil {
		return geom.Rect{}
	}
	x, ok := s.n.Data.(*entry)
	if ok && x.geo != nil && s.n.IsLive() {
		return x.geo.rect
	}
	b := s.ChildNS(NSDC, "Bounds")
	if !ok || b.IsZero() {
		return geom.Rect{}
	}
	x.geo = &geometry{rect: readBounds(b)}
	return x.geo.rect
}

// HasBounds reports whether the shape's bounds are there and are numbers.
func (s Shape) HasBounds() bool {
	b := s.ChildNS(NSDC, "Bounds")
	if b.IsZero() {
		return false
	}
	for _, k := range [...]string{"x", "y", "width", "height"} {
		if _, ok := Number(b.Attr(k)); !ok {
			return false
		}
	}
	return true
}

func boundsOf(b Element) geom.Rect {
	if b.IsZero() {
		return geom.Rect{}
	}
	// An element that changes gets another entry, one that is out of the
	// document doesn't.
	e, ok := b.n.Data.(*entry)
	if ok && e.geo != nil && b.n.IsLive() {
		return e.geo.rect
	}
	r := readBounds(b)
	if ok {
		e.geo = &geometry{rect: r}
	}
	return r
}

func readBounds(b Element) geom.Rect {
	num := func(k string) float64 { v, _ := Number(b.Attr(k)); return v }
	return geom.R(num("x"), num("y"), math.Max(0, num("width")), math.Max(0, num("height")))
}

// Number reads a coordinate. ok is false when the text is no finite number
// within ±MaxCoordinate; the value is then the nearest usable one.
func Number(s string) (v float64, ok bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	switch {
	case math.IsNaN(v):
		return 0, false
	case v > MaxCoordinate:
		return MaxCoordinate, false
	case v < -MaxCoordinate:
		return -MaxCoordinate, false
	}
	return v, err == nil
}

// LabelBounds returns where the file places the label of a shape or edge. ok is
// false when it says nothing.
func (e Element) LabelBounds() (r geom.Rect, ok bool) {
	b := e.ChildNS(NSDI, "BPMNLabel").ChildNS(NSDC, "Bounds")
	return boundsOf(b), !b.IsZero()
}

// IsExpanded reports whether a sub-process shape shows its content. Without a
// word in the file, a shape that holds other shapes is expanded.
func (s Shape) IsExpanded() bool {
	if s.HasAttr("isExpanded") {
		return s.Bool("isExpanded", true)
	}
	el := s.Semantic()
	if !el.Kind().IsSubProcess() {
		return true
	}
	if !s.Document().PlaneOf(el).IsZero() {
		return false
	}
	for _, c := range el.FlowElements() {
		if c.Shape().Plane() == s.Plane() && !c.Shape().IsZero() {
			return true
		}
	}
	return false
}

// IsHorizontal reports whether a pool or lane runs from left to right, which is
// also what a file without a word means.
func (s Shape) IsHorizontal() bool { return s.Bool("isHorizontal", true) }

// IsMarkerVisible reports whether an exclusive gateway shows its X.
func (s Shape) IsMarkerVisible() bool { return s.Bool("isMarkerVisible", false) }

// Waypoints returns the points of an edge.
func (e Edge) Waypoints() geom.Polyline {
	return append(geom.Polyline(nil), e.geometry().route...)
}

// Box returns the smallest rectangle around the points of an edge. It costs less
// than the points, for those who only want to know whether an edge is near.
func (e Edge) Box() geom.Rect { return e.geometry().rect }

// geometry returns what the points of an edge say; its route isn't to be
// written to.
func (e Edge) geometry() geometry {
	if e.n == nil {
		return geometry{}
	}
	x, ok := e.n.Data.(*entry)
	if ok && x.geo != nil && e.n.IsLive() {
		return *x.geo
	}
	g := &geometry{route: e.readWaypoints()}
	g.rect = g.route.Bounds()
	if ok {
		x.geo = g
	}
	return *g
}

func (e Edge) readWaypoints() geom.Polyline {
	var out geom.Polyline
	for c := range e.n.Children {
		if c.Is(NSDD, "waypoint") {
			w := Element{c}
			x, _ := Number(w.Attr("x"))
			y, _ := Number(w.Attr("y"))
			out = append(out, geom.Pt(x, y))
		}
	}
	return out
}

// Colors are the colours that a file gives a shape or edge, as written (#rrggbb
// or a CSS name); empty where it says nothing.
type Colors struct{ Fill, Stroke, Label string }

// Colors returns the colours of a shape or edge. The attributes of the BPMN in
// Color standard win over those of bpmn.io.
func (e Element) Colors() Colors {
	first := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	if e.n == nil {
		return Colors{}
	}
	return Colors{
		Fill:   first(e.AttrNS(NSColor, "background-color"), e.AttrNS(NSBioc, "fill")),
		Stroke: first(e.AttrNS(NSColor, "border-color"), e.AttrNS(NSBioc, "stroke")),
		Label:  e.ChildNS(NSDI, "BPMNLabel").AttrNS(NSColor, "color"),
	}
}
