// Package notation says how BPMN looks: it turns shapes, edges and labels of a document into
// display lists. What a kind looks like is one row of the table drawings; what an event is
// about, one row of definitionIcons. Sizes are diagram units; the figures follow what BPMN
// editors draw, so that a diagram looks the same everywhere.
package notation

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// drawing draws a figure: its body, with icons and the text inside.
type drawing func(f *Figure, k inks) paint.List

// drawings has one row per kind. Kinds that diagrams never show as a shape have none.
var drawings = map[bpmn.Kind]drawing{
	bpmn.Unknown: plainBox,

	bpmn.Definitions: none, bpmn.Process: none, bpmn.Collaboration: none, bpmn.Choreography: none,
	bpmn.LaneSet: none, bpmn.Signal: none, bpmn.Error: none, bpmn.Escalation: none,
	bpmn.CorrelationKey: none, bpmn.CorrelationProperty: none, bpmn.Category: none, bpmn.CategoryValue: none,
	bpmn.ItemDefinition: none, bpmn.Diagram: none, bpmn.Plane: none, bpmn.ShapeDI: none, bpmn.EdgeDI: none,

	bpmn.Participant: participant,
	bpmn.Lane:        lane,

	bpmn.StartEvent:             event,
	bpmn.IntermediateCatchEvent: event,
	bpmn.IntermediateThrowEvent: event,
	bpmn.BoundaryEvent:          event,
	bpmn.EndEvent:               event,

	bpmn.Task:             activity,
	bpmn.UserTask:         activity,
	bpmn.ManualTask:       activity,
	bpmn.ScriptTask:       activity,
	bpmn.ServiceTask:      activity,
	bpmn.SendTask:         activity,
	bpmn.ReceiveTask:      activity,
	bpmn.BusinessRuleTask: activity,
	bpmn.CallActivity:     activity,
	bpmn.SubProcess:       activity,
	bpmn.Transaction:      activity,
	bpmn.AdHocSubProcess:  activity,

	bpmn.ExclusiveGateway:  gateway,
	bpmn.ParallelGateway:   gateway,
	bpmn.InclusiveGateway:  gateway,
	bpmn.EventBasedGateway: gateway,
	bpmn.ComplexGateway:    gateway,

	// Files of other tools draw data objects and stores themselves.
	bpmn.DataObject:          dataObject,
	bpmn.DataObjectReference: dataObject,
	bpmn.DataInput:           dataObject,
	bpmn.DataOutput:          dataObject,
	bpmn.DataStore:           dataStore,
	bpmn.DataStoreReference:  dataStore,
	bpmn.Message:             message,

	bpmn.TextAnnotation: annotation,
	bpmn.Group:          group,

	bpmn.ChoreographyTask: plainBox,
	bpmn.SubChoreography:  plainBox,
	bpmn.CallChoreography: plainBox,
	bpmn.ConversationNode: conversation,
}

// none draws a kind that has no notation.
func none(*Figure, inks) paint.List { return nil }

// Shape draws a shape of a document at its place, without the label beside it.
func Shape(s bpmn.Shape, m Mark) paint.List {
	f := FigureOf(s, m)
	return f.List()
}

// FarScale is the scale (device pixels per unit) below which screens show nothing of names,
// icons and markers.
const FarScale = 0.1

// List draws the figure at its place, in a group with its id.
func (f *Figure) List() paint.List { return f.list(false) }

// Far draws the figure as it looks below FarScale. Names need not be set for that, which makes
// up most of the work.
func (f *Figure) Far() paint.List { return f.list(true) }

func (f *Figure) list(far bool) paint.List {
	draw, ok := drawings[f.Kind]
	if !ok {
		draw = plainBox
	}
	k := f.inks()
	k.far = far
	ops := draw(f, k)
	if ops == nil {
		return nil
	}
	body := paint.Group{ID: f.ID, Class: f.Kind.Info().Tag, Ops: faded(ops, stateLooks[f.Mark.State].opacity)}
	return append(paint.List{body}, f.Mark.badges(f.Bounds, badgeInset(f))...)
}

// badgeInset says how far badges move inwards from the corners of the bounds.
func badgeInset(f *Figure) float64 {
	switch f.Kind.Info().Outline {
	case bpmn.Circle:
		return f.Bounds.W * 0.12
	case bpmn.Diamond:
		return f.Bounds.W * 0.22
	}
	return 2
}

// detail is a group that screens leave out from afar: icons and markers.
func detail(at geom.Point, ops paint.List) paint.Group {
	g := paint.At(at, ops)
	g.Class, g.MinScale = "icon", 0.3
	return g
}

// border gives the stroke of a body: as the notation says, or as the state of a run says.
func (f *Figure) border(k inks, width float64, dash ...float64) paint.Stroke {
	st := paint.Stroke{Colour: k.line, Width: width, Dash: dash}
	look := stateLooks[f.Mark.State]
	if look.line != paint.Explicit {
		st.Colour = paint.Of(look.line)
	}
	if look.width > st.Width {
		st.Width = look.width
	}
	if look.dash != nil && dash == nil {
		st.Dash = look.dash
	}
	return st
}

// ground gives the fill of a body.
func (f *Figure) ground(k inks) paint.Colour {
	if t := stateLooks[f.Mark.State].fill; t != paint.Explicit {
		return paint.Of(t)
	}
	return k.fill
}

// plainBox draws what has no notation here, with its kind above its name so that nobody takes
// it for a task.
func plainBox(f *Figure, k inks) paint.List {
	l := paint.List{
		paint.Shape{Path: paint.RoundRect(f.Bounds, 4), Fill: f.ground(k), Stroke: f.border(k, 1.5), Sharp: true},
		paint.InsideStyle.InBox(f.Name, f.Bounds, center, paint.Pad(paint.TextPadding), k.text),
	}
	if f.Kind != bpmn.Unknown && f.Bounds.H >= 40 {
		kind := paint.TextStyle{Face: paint.Sans, Size: 9}
		l = append(l, kind.InBox(f.Kind.String(), f.Bounds, paint.Align{H: paint.Middle}, paint.Pad(4), paint.Of(paint.Secondary)))
	}
	return l
}

func conversation(f *Figure, k inks) paint.List {
	b, in := f.Bounds, f.Bounds.H*0.29
	hexagon := paint.Polygon(b.X, b.Center().Y, b.X+in, b.Y, b.Right()-in, b.Y, b.Right(), b.Center().Y, b.Right()-in, b.Bottom(), b.X+in, b.Bottom())
	return paint.List{paint.Shape{Path: hexagon, Fill: f.ground(k), Stroke: f.border(k, 2)}}
}

var center = paint.Align{H: paint.Middle, V: paint.Middle}
