package notation

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

const activityRadius = 10

func activity(f *Figure, k inks) paint.List {
	l := paint.List{activityBody(f, k)}
	b := f.Bounds
	if f.Kind == bpmn.Transaction {
		l = append(l, paint.Shape{Path: paint.RoundRect(b.Grown(-3), activityRadius-3), Stroke: f.border(k, 1.5), Sharp: true})
	}
	if k.far {
		return l
	}
	k.fill = f.ground(k) // icons lie on it
	if icon := taskIcons[f.Kind]; icon != nil {
		l = append(l, detail(b.Min(), icon(f, k)))
	}
	if f.Traits.Collapsed && f.Traits.EventSubProcess && f.Traits.HasStart {
		l = append(l, startIcon(f, k))
	}
	l = append(l, activityName(f, k))
	if markers := markersOf(f, k); len(markers) > 0 {
		l = append(l, detail(geom.Pt(b.Center().X, b.Bottom()), markers))
	}
	return append(l, scriptBadges(f, k)...)
}

// borderWidths are those of kinds whose border is not 2 wide.
var borderWidths = map[bpmn.Kind]float64{bpmn.CallActivity: 5, bpmn.Transaction: 1.5}

func activityBody(f *Figure, k inks) paint.Shape {
	width := borderWidths[f.Kind]
	if width == 0 {
		width = 2
	}
	st := f.border(k, width)
	if f.Traits.EventSubProcess {
		around := 2*(f.Bounds.W+f.Bounds.H) - (8-2*math.Pi)*activityRadius
		st = f.border(k, 2.5, fitted(around, 0, 5.5)...)
	}
	return paint.Shape{Path: paint.RoundRect(f.Bounds, activityRadius), Fill: f.ground(k), Stroke: st, Sharp: true}
}

// activityName sets the name: in the middle, or at the top of what shows its content. A long
// name keeps clear of the markers and of the icon.
func activityName(f *Figure, k inks) paint.Text {
	set := func(align paint.Align, pad paint.Padding) paint.Text {
		return paint.InsideStyle.InBox(f.Name, f.Bounds, align, pad, k.text)
	}
	pad := paint.Pad(paint.TextPadding)
	if !f.Traits.Collapsed && (f.Kind.IsSubProcess() || f.Kind == bpmn.CallActivity && f.Bounds.H >= 120) {
		return set(paint.Align{H: paint.Middle}, pad)
	}
	_, h := paint.InsideStyle.SizeOf(f.Name, f.Bounds.W-2*paint.TextPadding)
	if h > f.Bounds.H-2*paint.TextPadding {
		pad.Top, pad.Bottom = tightPadding, tightPadding
	}
	if f.hasMarkers() && h > f.Bounds.H-2*markerRoom {
		// Below the markers' strip there is only room for them; a name that needs all of
		// the box matters more.
		switch room := f.Bounds.H - markerRoom; {
		case h <= room-paint.TextPadding:
			pad.Bottom = markerRoom
		case h <= room-tightPadding:
			pad.Top, pad.Bottom = tightPadding, markerRoom
		}
	}
	name := set(center, pad)
	if _, ok := taskIcons[f.Kind]; !ok || !overlaps(name, geom.R(f.Bounds.X, f.Bounds.Y, iconRoom+3, iconRoom)) {
		return name
	}
	pad.Top = iconRoom
	below := set(center, pad)
	switch last := len(below.Lines) - 1; {
	case len(below.Lines) != len(name.Lines):
		return name // too long: all of it matters more than the icon
	case f.Traits.EventsAttached && below.Lines[last].At.Y > f.Bounds.Bottom()-eventRoom:
		return name // boundary events would hide more of it than the icon does
	}
	return below
}

// tightPadding is what a name that is long keeps to the upper and lower border.
const tightPadding = 3

// eventRoom is how far boundary events reach into what they stand at.
const eventRoom = 18

// iconRoom is the side of the corner that icons of tasks take.
const iconRoom = 24

func overlaps(t paint.Text, r geom.Rect) bool {
	for _, l := range t.Lines {
		if l.At.X < r.Right() && l.At.Y-t.Size*paint.XHeight < r.Bottom() {
			return true
		}
	}
	return false
}

// markerRoom is the height of the strip with the markers.
const markerRoom = 21

// startIcon shows what starts a collapsed event sub-process, as a small event in the corner.
func startIcon(f *Figure, k inks) paint.Group {
	const side = 22
	st := paint.Pen(k.line, 1)
	if !f.Traits.StartInterrupts {
		st = paint.Pen(k.line, 1.2).Dashed(fitted(20*math.Pi, 3, 3)...)
	}
	l := paint.List{paint.Shape{Path: paint.Circle(geom.Pt(side/2, side/2), 10), Fill: k.fill, Stroke: st}}
	if icon := definitionIcons[f.Traits.Start]; icon != nil {
		small := paint.Scale(side/float64(eventSide), side/float64(eventSide))
		l = append(l, paint.Group{Transform: &small, Ops: icon(k, false)})
	}
	return detail(f.Bounds.Min().Add(geom.Pt(4, 4)), l)
}
