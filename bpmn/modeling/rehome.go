package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/layout"
)

// rehome puts the model elements of what was moved into the container where
// the shapes lie now, and puts their connections right.
func rehome(tx *bpmn.Tx, m *mover, c Container) error {
	var changed []bpmn.Element
	for _, s := range m.roots {
		el := s.Semantic()
		if el.Kind() == bpmn.Participant || el.Kind() == bpmn.Lane {
			continue
		}
		to := homeFor(el, c)
		if to.IsZero() || to == el.Parent() {
			continue
		}
		if el.Kind() == bpmn.BoundaryEvent && !m.in[layout.ShapeOn(el.AttachedTo(), s.Plane()).Element] {
			continue // Attach and Detach change hosts
		}
		leaveLanes(tx, el)
		tx.Move(el, to)
		tx.Hint(placed, el)
		changed = append(changed, el)
		for _, b := range el.BoundaryEvents() {
			leaveLanes(tx, b)
			tx.Move(b, to)
			tx.Hint(placed, b)
			changed = append(changed, b)
		}
	}
	for _, el := range changed {
		for _, con := range el.Connections() {
			if err := revalidate(tx, con); err != nil {
				return err
			}
		}
		normalise(tx, el)
	}
	return nil
}

// homeFor returns the element that holds el when its shape lies in c.
func homeFor(el bpmn.Element, c Container) bpmn.Element {
	switch k := el.Kind(); {
	case k.Is(bpmn.ArtifactClass):
		return c.artifactParent()
	case k == bpmn.DataInput || k == bpmn.DataOutput:
		return el.Parent()
	case k == bpmn.DataStoreReference && c.Scope().IsZero():
		return el.Parent()
	}
	return c.Scope()
}

// leaveLanes takes a flow node out of every lane that names it.
func leaveLanes(tx *bpmn.Tx, el bpmn.Element) {
	for _, r := range tx.Document().References(el.ID()) {
		if r.Name == "flowNodeRef" {
			tx.RemoveReference(r)
		}
	}
}

// revalidate puts a connection right after one of its ends changed what it may
// do: it stays, becomes another kind, or goes.
func revalidate(tx *bpmn.Tx, con bpmn.Element) error {
	if !con.IsLive() {
		return nil
	}
	a, b := con.Source(), con.Target()
	v := CanReconnect(con, a, b)
	if !v.OK {
		return Delete(tx, con)
	}
	setEnds(tx, con, v.Connection, a, b)
	return nil
}

// normalise makes an element fit the scope that it came into: events that only
// mean something elsewhere become plain ones.
func normalise(tx *bpmn.Tx, el bpmn.Element) {
	scope := el.Scope()
	d := el.Definition()
	plain := false
	switch el.Kind() {
	case bpmn.StartEvent:
		if scope.IsEventSubProcess() {
			return
		}
		tx.RemoveAttr(el, "isInterrupting")
		plain = scope.Kind().IsSubProcess() || d == bpmn.ErrorDefinition || d == bpmn.EscalationDefinition || d == bpmn.CompensateDefinition
	case bpmn.EndEvent, bpmn.BoundaryEvent:
		plain = d == bpmn.CancelDefinition && !cancelFits(el)
	}
	if plain {
		for _, def := range el.DefinitionElements() {
			if def.Parent() == el {
				tx.Remove(def)
			}
		}
	}
}

func cancelFits(el bpmn.Element) bool {
	if el.Kind() == bpmn.BoundaryEvent {
		return el.AttachedTo().Kind() == bpmn.Transaction
	}
	return el.Scope().Kind() == bpmn.Transaction
}

// Attach puts an event on the border of an activity, at the point of the border
// that is nearest to its centre. An intermediate event becomes a boundary event.
func Attach(tx *bpmn.Tx, event, host bpmn.Element) error {
	e, h := event.Semantic(), host.Semantic()
	if err := CanAttach(e, h).Err(); err != nil {
		return fmt.Errorf("attach %s: %w", e.Title(), err)
	}
	s := shapeOf(event)
	hs := layout.ShapeOn(h, s.Plane())
	if hs.IsZero() {
		return fmt.Errorf("attach %s: %s is not drawn in the same diagram", e.Title(), h.Title())
	}
	if e.Kind() != bpmn.BoundaryEvent {
		tx.SetTag(e, bpmn.BoundaryEvent.Info().Tag)
	}
	tx.SetAttr(e, "attachedToRef", h.ID())
	if e.Parent() != h.Parent() {
		leaveLanes(tx, e)
		tx.Move(e, h.Parent())
		tx.Hint(placed, e)
	}
	a := arrange(tx)
	r := s.Bounds()
	at := onBorder(hs.Bounds(), r.Center())
	r.X, r.Y = at.X-r.W/2, at.Y-r.H/2
	a.place(s, r)
	for _, con := range e.Connections() {
		if err := revalidate(tx, con); err != nil {
			return err
		}
	}
	normalise(tx, e)
	a.finish()
	return nil
}

// Detach makes a boundary event an intermediate event inside a container.
func Detach(tx *bpmn.Tx, event, target bpmn.Element) error {
	e := event.Semantic()
	v := CanDetach(e.Definition(), !e.IsInterrupting())
	if err := v.Err(); err != nil {
		return fmt.Errorf("detach %s: %w", e.Title(), err)
	}
	c := ContainerAt(target)
	if c.Scope().IsZero() {
		return fmt.Errorf("detach %s: no process here", e.Title())
	}
	tx.RemoveAttr(e, "attachedToRef")
	tx.RemoveAttr(e, "cancelActivity")
	tx.SetTag(e, detached[e.Definition()].Info().Tag)
	tx.Move(e, c.Scope())
	tx.Hint(placed, e)
	for _, con := range e.Connections() {
		if err := revalidate(tx, con); err != nil {
			return err
		}
	}
	return nil
}
