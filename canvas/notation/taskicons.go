package notation

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// taskIcons has one row per kind of task with an icon in its upper left corner. Coordinates
// are the task's own: 0, 0 is that corner.
var taskIcons = map[bpmn.Kind]func(f *Figure, k inks) paint.List{
	bpmn.SendTask:         func(_ *Figure, k inks) paint.List { return sendLetter(k, true) },
	bpmn.ReceiveTask:      receiveIcon,
	bpmn.UserTask:         userIcon,
	bpmn.ManualTask:       manualIcon,
	bpmn.ServiceTask:      serviceIcon,
	bpmn.ScriptTask:       scriptIcon,
	bpmn.BusinessRuleTask: ruleIcon,
}

var (
	sendLetter    = envelope(paint.Polygon(6.5, 5.5, 26.5, 5.5, 26.5, 18.5, 6.5, 18.5), new(paint.Builder).Move(6.5, 5.5).Line(16.5, 11.6).Line(26.5, 5.5).Path())
	receiveLetter = envelope(paint.Polygon(6.5, 5.5, 25.5, 5.5, 25.5, 18.5, 6.5, 18.5), new(paint.Builder).Move(6.5, 5.5).Line(16, 11.2).Line(25.5, 5.5).Path())
	startLetter   = envelope(paint.Polygon(7.5, 9.5, 20.5, 9.5, 20.5, 18.5, 7.5, 18.5), new(paint.Builder).Move(7.5, 9.5).Line(14, 13.5).Line(20.5, 9.5).Path())
)

func receiveIcon(f *Figure, k inks) paint.List {
	if !f.Traits.Instantiating {
		return receiveLetter(k, false)
	}
	return append(paint.List{paint.Shape{Path: paint.Circle(geom.Pt(14, 14), 10), Fill: k.fill, Stroke: paint.Pen(k.line, 1)}}, startLetter(k, false)...)
}

var (
	userBody = new(paint.Builder).Move(4.5, 23).Line(4.5, 17.6).Cubic(4.5, 14.6, 7.6, 13.3, 10, 12.4).
			Line(15, 12.4).Cubic(17.4, 13.3, 20.5, 14.6, 20.5, 17.6).Line(20.5, 23).Close().Path()
	userNeck = new(paint.Builder).Move(9.4, 12.65).Cubic(10, 16.2, 15, 16.2, 15.6, 12.65).Path()
	userArms = paint.Lines(8, 18, 8, 23, 17, 18, 17, 23)
	userHead = new(paint.Builder).Circle(geom.Pt(12.5, 8.4), 4.4, false).Path()
	userHair = new(paint.Builder).Move(8.13, 8.6).Arc(geom.Pt(12.5, 8.4), 4.4, 177, 363).
			Cubic(15.6, 8.8, 14.2, 7.9, 12.7, 7.2).Cubic(11.4, 6.6, 9.8, 7.2, 8.13, 8.6).Close().Path()
)

func userIcon(_ *Figure, k inks) paint.List {
	st := paint.Pen(k.line, 0.8)
	return paint.List{
		icon(userBody, k.fill, st), icon(userArms, paint.Colour{}, st), icon(userNeck, paint.Colour{}, st),
		icon(userHead, k.fill, st), icon(userHair, k.line, st),
	}
}

// hand points to the right: the palm with the thumb above it, four fingers stacked.
var hand, fingers = func() (paint.Path, paint.Path) {
	const top, thick, r = 8.7, 2.6, 1.3
	tips := [4]float64{25.6, 27, 26, 23.8}
	var outline, between paint.Builder
	outline.Move(14.2, top)
	for i, x := range tips {
		y := top + thick*float64(i)
		outline.Line(x-r, y).Arc(geom.Pt(x-r, y+r), r, -90, 90)
		if i < len(tips)-1 {
			between.Move(math.Min(x, tips[i+1])-r, y+thick).Line(17.6, y+thick)
		}
	}
	bottom := top + 4*thick
	outline.Line(13.4, bottom).Cubic(10.2, bottom, 8.1, 16.9, 8.1, 14).Cubic(8.1, 11.6, 9, 10.1, 10.6, 9.1).
		Line(16, 5.4).Cubic(17, 4.7, 18.3, 5.2, 18.2, 6.2).Cubic(18.1, 7, 16.6, 7.5, 14.2, top).Close()
	return outline.Path(), between.Path()
}()

func manualIcon(_ *Figure, k inks) paint.List {
	st := paint.Pen(k.line, 0.8)
	return paint.List{icon(hand, k.fill, st), icon(fingers, paint.Colour{}, st)}
}

// gear returns a wheel with eight teeth, and its hub.
func gear(x, y float64) (wheel, hub paint.Path) {
	const outer, root, hole, teeth = 7, 5.3, 3, 8
	var b paint.Builder
	c := geom.Pt(x, y)
	at := func(r, deg float64) geom.Point {
		s, co := math.Sincos(deg * math.Pi / 180)
		return geom.Pt(x+r*co, y+r*s)
	}
	for i := range teeth {
		mid := float64(i) * 360 / teeth
		b.Arc(c, outer, mid-9, mid+9)
		p := at(root, mid+13)
		b.Line(p.X, p.Y)
		b.Arc(c, root, mid+13, mid+360/teeth-13)
	}
	b.Close()
	return b.Path(), new(paint.Builder).Circle(c, hole, false).Path()
}

var (
	backGear, backHub   = gear(11, 11)
	frontGear, frontHub = gear(16.5, 15.5)
)

func serviceIcon(_ *Figure, k inks) paint.List {
	st := paint.Pen(k.line, 1)
	return paint.List{
		icon(backGear, k.fill, st), icon(backHub, paint.Colour{}, st),
		icon(frontGear, k.fill, st), icon(frontHub, paint.Colour{}, st),
	}
}

var (
	scroll = new(paint.Builder).Move(15.2, 20.5).Cubic(24.6, 14.2, 7.6, 12, 18, 5.5).Line(9.2, 5.5).
		Cubic(-1.2, 12, 15.8, 14.2, 6.4, 20.5).Close().Path()
	scrollLines = paint.Lines(8.6, 8.5, 13.4, 8.5, 9.2, 11.5, 14, 11.5, 10.6, 14.5, 15.4, 14.5, 11, 17.5, 15.8, 17.5)
)

func scriptIcon(_ *Figure, k inks) paint.List {
	st := paint.Pen(k.line, 1)
	return paint.List{icon(scroll, k.fill, st), icon(scrollLines, paint.Colour{}, st)}
}

var (
	ruleTable  = paint.Polygon(8.5, 8.5, 28.5, 8.5, 28.5, 20.5, 8.5, 20.5)
	ruleHeader = paint.Polygon(8.5, 8.5, 28.5, 8.5, 28.5, 12.5, 8.5, 12.5)
	ruleLines  = paint.Lines(8.5, 16.5, 28.5, 16.5, 15.5, 12.5, 15.5, 20.5)
)

func ruleIcon(_ *Figure, k inks) paint.List {
	st := paint.Pen(k.line, 1)
	return paint.List{icon(ruleTable, k.fill, st), icon(ruleHeader, k.line, st), icon(ruleLines, paint.Colour{}, st)}
}
