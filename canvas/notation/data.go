package notation

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

var (
	dataArrow = paint.Polygon(5, 9.5, 14, 9.5, 14, 6.5, 19, 11.5, 14, 16.5, 14, 13.5, 5, 13.5)
	dataBars  = paint.Lines(-3, -16, -3, -6, 0, -16, 0, -6, 3, -16, 3, -6)
)

func dataObject(f *Figure, k inks) paint.List {
	b := f.Bounds
	fold, drop := b.W*7/36, b.H*8/50
	var p paint.Builder
	p.Move(b.X, b.Y).Line(b.Right()-fold, b.Y).Line(b.Right(), b.Y+drop).Line(b.Right(), b.Bottom()).Line(b.X, b.Bottom()).Close()
	p.Move(b.Right()-fold, b.Y).Line(b.Right()-fold, b.Y+drop).Line(b.Right(), b.Y+drop)
	l := paint.List{paint.Shape{Path: p.Path(), Fill: f.ground(k), Stroke: f.border(k, 2)}}
	k.fill = f.ground(k)
	switch f.Kind {
	case bpmn.DataInput:
		l = append(l, detail(b.Min(), paint.List{icon(dataArrow, k.fill, paint.Pen(k.line, 1))}))
	case bpmn.DataOutput:
		l = append(l, detail(b.Min(), paint.List{icon(dataArrow, k.line, paint.Pen(k.line, 1))}))
	}
	if f.Traits.Collection {
		l = append(l, detail(geom.Pt(b.Center().X, b.Bottom()), paint.List{icon(dataBars, paint.Colour{}, paint.Pen(k.line, 2))}))
	}
	return l
}

func dataStore(f *Figure, k inks) paint.List {
	b := f.Bounds
	lid, bulge := b.H*0.133, b.H*0.164 // where the rim begins, and the depth of its control points
	rim := func(p *paint.Builder, y, depth float64) {
		p.Cubic(b.X+b.W*0.03, y+depth, b.Right()-b.W*0.03, y+depth, b.Right(), y)
	}
	top, bottom := b.Y+lid, b.Bottom()-lid
	var p paint.Builder
	p.Move(b.X, top)
	rim(&p, top, -bulge)
	p.Line(b.Right(), bottom).Cubic(b.Right()-b.W*0.03, bottom+bulge, b.X+b.W*0.03, bottom+bulge, b.X, bottom).Close()
	body := p.Path()
	var rims paint.Builder
	for i := range 3 {
		y := top + float64(i)*b.H*0.115
		rims.Move(b.X, y)
		rim(&rims, y, bulge)
	}
	st := f.border(k, 2)
	return paint.List{
		paint.Shape{Path: body, Fill: f.ground(k), Stroke: st},
		paint.Shape{Path: rims.Path(), Stroke: st},
	}
}

// message draws a message that a file shows as a shape of its own.
func message(f *Figure, k inks) paint.List {
	b := f.Bounds
	body := paint.Polygon(b.X, b.Y, b.Right(), b.Y, b.Right(), b.Bottom(), b.X, b.Bottom())
	var flap paint.Builder
	flap.Move(b.X, b.Y).Line(b.Center().X, b.Y+b.H*0.43).Line(b.Right(), b.Y)
	return paint.List{
		paint.Shape{Path: body, Fill: f.ground(k), Stroke: f.border(k, 1)},
		paint.Shape{Path: flap.Path(), Stroke: f.border(k, 1)},
	}
}
