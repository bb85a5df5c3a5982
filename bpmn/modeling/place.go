package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/layout"
)

// diOf returns the shape or edge that a handle means: itself, or the first one
// of a semantic element.
func diOf(e bpmn.Element) bpmn.Element {
	if e.IsDI() {
		return e
	}
	if s := e.Shape(); !s.IsZero() {
		return s.Element
	}
	return e.Edge().Element
}

func shapeOf(e bpmn.Element) bpmn.Shape { return diOf(e).AsShape() }
func edgeOf(e bpmn.Element) bpmn.Edge   { return diOf(e).AsEdge() }

// Container is a place that holds elements: a plane, a pool, a lane or an
// expanded sub-process.
type Container struct {
	// Element is what the place shows: a process, collaboration, participant,
	// lane or sub-process.
	Element bpmn.Element
	// Shape is its shape; zero when it is the plane itself.
	Shape bpmn.Shape
	Plane bpmn.Element
}

// ContainerAt returns the container that a handle under the pointer stands
// for: a plane, pool, lane or expanded sub-process stands for itself, anything
// else for what it lies in.
func ContainerAt(target bpmn.Element) Container {
	switch target.Kind() {
	case bpmn.Diagram:
		return ContainerAt(target.ChildNS(bpmn.NSDI, "BPMNPlane"))
	case bpmn.Plane:
		return Container{Element: target.Semantic(), Plane: target}
	case bpmn.ShapeDI:
		s := target.AsShape()
		if holdsShapes(s) {
			return Container{Element: s.Semantic(), Shape: s, Plane: s.Plane()}
		}
		return HolderOf(s)
	case bpmn.EdgeDI:
		c := target.Semantic()
		if src := layout.ShapeOn(c.Source(), target.Plane()); !src.IsZero() {
			return HolderOf(src)
		}
		return ContainerAt(target.Plane())
	case bpmn.Process, bpmn.Collaboration:
		if p := target.Document().PlaneOf(target); !p.IsZero() {
			return ContainerAt(p)
		}
		if pool := target.Participant(); !pool.IsZero() {
			return ContainerAt(pool)
		}
		return Container{Element: target}
	}
	if target.Kind().IsSubProcess() && !target.Shape().IsExpanded() {
		if p := target.Document().PlaneOf(target); !p.IsZero() {
			return ContainerAt(p)
		}
	}
	if di := diOf(target); !di.IsZero() {
		return ContainerAt(di)
	}
	return Container{}
}

// holdsShapes reports whether other shapes can lie in a shape.
func holdsShapes(s bpmn.Shape) bool {
	k := s.Semantic().Kind()
	return k == bpmn.Participant || k == bpmn.Lane || k.IsSubProcess() && s.IsExpanded()
}

// HolderOf returns the container that a shape lies in, ignoring lanes: the
// expanded sub-process, the pool or the plane.
func HolderOf(s bpmn.Shape) Container {
	plane := s.Plane()
	el := s.Semantic()
	if el.Kind() != bpmn.Participant {
		scope := el.Scope()
		if scope.Kind().IsSubProcess() {
			if h := layout.ShapeOn(scope, plane); !h.IsZero() && h.IsExpanded() && h != s {
				return Container{Element: scope, Shape: h, Plane: plane}
			}
		} else if pool := layout.ShapeOn(el.Participant(), plane); !pool.IsZero() && scope.Kind() == bpmn.Process {
			return Container{Element: pool.Semantic(), Shape: pool, Plane: plane}
		}
	}
	return Container{Element: plane.Semantic(), Plane: plane}
}

// IsZero reports whether there is no container.
func (c Container) IsZero() bool { return c.Element.IsZero() }

// Scope returns the process or sub-process that new flow elements of the
// container belong to. It is zero for a black-box pool and for a
// collaboration.
func (c Container) Scope() bpmn.Element {
	switch k := c.Element.Kind(); {
	case k == bpmn.Process || k.IsSubProcess():
		return c.Element
	case k == bpmn.Participant:
		return c.Element.Ref("processRef")
	case k == bpmn.Lane:
		return c.Element.Scope()
	}
	return bpmn.Element{}
}

// IsVertical reports whether the container is a vertical pool or lane or lies
// in one.
func (c Container) IsVertical() bool {
	if k := c.Element.Kind(); k == bpmn.Participant || k == bpmn.Lane {
		return !c.Shape.IsHorizontal()
	}
	if pool := layout.ShapeOn(c.Element.Participant(), c.Plane); !pool.IsZero() {
		return !pool.IsHorizontal()
	}
	return false
}

// subjectOf returns the element that holds artifacts of a container: the scope,
// or the collaboration where there is none.
func (c Container) artifactParent() bpmn.Element {
	if s := c.Scope(); !s.IsZero() {
		return s
	}
	if c.Element.Kind() == bpmn.Participant {
		return c.Element.Parent()
	}
	return c.Element
}
