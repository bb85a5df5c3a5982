package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// Create makes a new element of the variant in a container (a plane, pool, lane
// or expanded sub-process, as shape or semantic element), centred at a point.
// The first pool of a process wraps what is there. An intermediate event
// becomes a boundary event through Attach.
func Create(tx *bpmn.Tx, v Variant, target bpmn.Element, center geom.Point) (bpmn.Shape, error) {
	w, h := v.Size()
	return CreateSized(tx, v, target, geom.RectAround(center, w, h).Round())
}

// CreateSized is Create with bounds of one's own, for elements that are drawn
// by dragging.
func CreateSized(tx *bpmn.Tx, v Variant, target bpmn.Element, r geom.Rect) (bpmn.Shape, error) {
	if err := CanCreate(v, target).Err(); err != nil {
		return bpmn.Shape{}, fmt.Errorf("create %s: %w", v.Kind, err)
	}
	c := ContainerAt(target)
	switch {
	case v.Kind == bpmn.Participant:
		return createPool(tx, v, c, r)
	case v.Kind == bpmn.BoundaryEvent:
		v.Kind = detached[v.Definition]
	}
	el, err := newElement(tx, v, c)
	if err != nil {
		return bpmn.Shape{}, err
	}
	s := addShape(tx, v, c.Plane, el, r)
	if v.Kind.IsSubProcess() {
		fillSubProcess(tx, v, s)
	}
	tx.Hint(placed, s.Element)
	tx.Hint(dropped, s.Element)
	return s, nil
}

// CreateAttached makes a new boundary event on the border of an activity, at the
// point of the border that is nearest to at. The variant is a boundary event or
// an intermediate event that can become one.
func CreateAttached(tx *bpmn.Tx, v Variant, host bpmn.Element, at geom.Point) (bpmn.Shape, error) {
	if err := CanAttachVariant(v, host).Err(); err != nil {
		return bpmn.Shape{}, fmt.Errorf("create %s: %w", v.Kind, err)
	}
	hs := shapeOf(host)
	h := hs.Semantic()
	el := tx.Add(h.Parent(), bpmn.BoundaryEvent.Info().Tag, bpmn.Attribute{Name: "id", Value: tx.NewID(bpmn.BoundaryEvent.Info().IDPrefix)},
		bpmn.Attribute{Name: "attachedToRef", Value: h.ID()})
	setDefinition(tx, el, v.Definition)
	SetInterrupting(tx, el, !v.NonInterrupting)
	w, ht := v.Size()
	s := tx.AddShape(hs.Plane(), el, geom.RectAround(onBorder(hs.Bounds(), at), w, ht))
	tx.Hint(placed, s.Element)
	return s, nil
}

// placed is the hint that a shape was put somewhere, or its element somewhere
// else: lanes and containers are brought in step with it.
const placed = "placed"

// addShape adds the shape of a new element with the attributes that its kind
// wants.
func addShape(tx *bpmn.Tx, v Variant, plane, el bpmn.Element, r geom.Rect) bpmn.Shape {
	s := tx.AddShape(plane, el, r)
	switch {
	case v.Kind == bpmn.ExclusiveGateway:
		tx.SetAttr(s.Element, "isMarkerVisible", "true")
	case v.Kind.IsSubProcess():
		tx.SetAttr(s.Element, "isExpanded", boolText(!v.Collapsed))
	case v.Kind == bpmn.Participant:
		tx.SetAttr(s.Element, "isHorizontal", boolText(!v.Vertical))
	}
	return s
}

func boolText(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// newElement makes the semantic element of a variant in a container.
func newElement(tx *bpmn.Tx, v Variant, c Container) (bpmn.Element, error) {
	info := v.Kind.Info()
	id := bpmn.Attribute{Name: "id", Value: tx.NewID(info.IDPrefix)}
	switch {
	case v.Kind == bpmn.Group:
		group := tx.Add(c.artifactParent(), info.Tag, id)
		newCategoryValue(tx, group)
		return group, nil
	case info.Class == bpmn.ArtifactClass:
		return tx.Add(c.artifactParent(), info.Tag, id), nil
	case v.Kind == bpmn.DataStoreReference && c.Scope().IsZero():
		return tx.Add(firstProcess(c.Plane.Semantic()), info.Tag, id), nil
	case v.Kind == bpmn.DataInput || v.Kind == bpmn.DataOutput:
		return newDataPort(tx, v.Kind, c.Scope(), id), nil
	}
	scope := c.Scope()
	if scope.IsZero() {
		return bpmn.Element{}, fmt.Errorf("create %s: no process to put it into", v.Kind)
	}
	el := tx.Add(scope, info.Tag, id)
	switch {
	case info.Class == bpmn.EventClass:
		setDefinition(tx, el, v.Definition)
	case v.EventSubProcess:
		tx.SetAttr(el, "triggeredByEvent", "true")
	case v.Kind == bpmn.DataObjectReference:
		shareDataObject(tx, el, scope)
	}
	return el, nil
}

// setDefinition gives an event that has no definition one.
func setDefinition(tx *bpmn.Tx, event bpmn.Element, d bpmn.Definition) bpmn.Element {
	info := bpmn.EventDefinitions[d]
	if info.Tag == "" {
		return bpmn.Element{}
	}
	prefix := string(info.Tag[0]-'a'+'A') + info.Tag[1:]
	def := tx.Add(event, info.Tag, bpmn.Attribute{Name: "id", Value: tx.NewID(prefix)})
	switch d {
	case bpmn.ConditionalDefinition:
		tx.Add(def, "condition")
	case bpmn.LinkDefinition:
		tx.SetAttr(def, "name", "")
	}
	return def
}

// fillSubProcess gives a new sub-process what it needs: a start event inside,
// or a plane of its own when it is collapsed.
func fillSubProcess(tx *bpmn.Tx, v Variant, s bpmn.Shape) {
	el := s.Semantic()
	if v.Collapsed {
		addPlane(tx, el)
		return
	}
	if v.Kind == bpmn.AdHocSubProcess {
		return
	}
	start := tx.Add(el, "startEvent", bpmn.Attribute{Name: "id", Value: tx.NewID("StartEvent")})
	r := s.Bounds()
	tx.AddShape(s.Plane(), start, geom.R(r.X+40, r.Center().Y-18, 36, 36).Round())
}

// addPlane makes the diagram that shows the content of a collapsed sub-process.
func addPlane(tx *bpmn.Tx, el bpmn.Element) bpmn.Element {
	defs := tx.Document().Definitions()
	diagram := tx.AddNS(defs, bpmn.NSDI, "BPMNDiagram", bpmn.Attribute{Name: "id", Value: tx.NewID("BPMNDiagram")})
	return tx.AddNS(diagram, bpmn.NSDI, "BPMNPlane", bpmn.Attribute{Name: "id", Value: tx.NewID("BPMNPlane")},
		bpmn.Attribute{Name: "bpmnElement", Value: el.ID()})
}
