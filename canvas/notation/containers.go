package notation

import (
	"math"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// HeaderSize is the thickness of the band of pools and lanes that holds their name.
const HeaderSize = 30

func participant(f *Figure, k inks) paint.List {
	b := f.Bounds
	st := f.border(k, 1.5)
	l := paint.List{paint.Shape{Path: paint.Rect(b), Fill: f.ground(k), Stroke: st, Sharp: true}}
	if f.Traits.Collapsed {
		if !k.far {
			l = append(l, bandText(f, b, k))
		}
	} else {
		from, to := geom.Pt(b.X+HeaderSize, b.Y), geom.Pt(b.X+HeaderSize, b.Bottom())
		if f.Traits.Vertical {
			from, to = geom.Pt(b.X, b.Y+HeaderSize), geom.Pt(b.Right(), b.Y+HeaderSize)
		}
		st.Cap, st.Dash = paint.ButtCap, nil
		l = append(l, paint.Shape{Path: paint.Polyline([]geom.Point{from, to}, 0), Stroke: st, Sharp: true})
		if !k.far {
			l = append(l, headerText(f, k))
		}
	}
	if f.Traits.Multiple {
		l = append(l, multiplicity(f, k))
	}
	return l
}

func lane(f *Figure, k inks) paint.List {
	// A lane only tints its pool.
	l := paint.List{paint.Shape{Path: paint.Rect(f.Bounds), Fill: f.ground(k).Alpha(0.25), Stroke: f.border(k, 1.5), Sharp: true}}
	if !k.far {
		l = append(l, headerText(f, k))
	}
	return l
}

// headerText sets the name into the band of a pool or lane, turned when the band stands.
func headerText(f *Figure, k inks) paint.Op {
	b := f.Bounds
	if f.Traits.Vertical {
		b.H = math.Min(HeaderSize, b.H)
		return paint.InsideStyle.InBox(f.Name, b, center, bandPadding, k.text)
	}
	b.W = math.Min(HeaderSize, b.W)
	return standing(f.Name, b, k.text)
}

// bandText sets the name of a pool without content along its length.
func bandText(f *Figure, b geom.Rect, k inks) paint.Op {
	if f.Traits.Vertical {
		return standing(f.Name, b, k.text)
	}
	return paint.InsideStyle.InBox(f.Name, b, center, paint.Pad(paint.TextPadding), k.text)
}

var bandPadding = paint.Padding{Left: 5, Right: 5}

// standing sets a text that reads from below.
func standing(text string, b geom.Rect, c paint.Colour) paint.Op {
	t := paint.Rotate(-90).Then(paint.Translate(b.X, b.Bottom()))
	return paint.Group{Transform: &t, Ops: paint.List{paint.InsideStyle.InBox(text, geom.R(0, 0, b.H, b.W), center, bandPadding, c)}}
}

// allLines is a height that no text needs: annotations show all of theirs, also below the
// bracket.
const allLines = 1e5

func annotation(f *Figure, k inks) paint.List {
	b := f.Bounds
	arm := math.Min(10, b.W)
	l := paint.List{}
	if f.Colors.Fill != "" {
		l = append(l, paint.Shape{Path: paint.Rect(b), Fill: k.fill})
	}
	bracket := []geom.Point{{X: b.X + arm, Y: b.Y}, {X: b.X, Y: b.Y}, {X: b.X, Y: b.Bottom()}, {X: b.X + arm, Y: b.Bottom()}}
	return append(l,
		paint.Shape{Path: paint.Polyline(bracket, 0), Stroke: paint.Pen(k.line, 2), Sharp: true},
		paint.InsideStyle.InBox(f.Name, geom.R(b.X, b.Y, b.W, allLines), paint.Align{}, paint.Pad(paint.TextPadding), k.text))
}

func group(f *Figure, k inks) paint.List {
	around := 2*(f.Bounds.W+f.Bounds.H) - (8-2*math.Pi)*activityRadius
	st := paint.Pen(k.line, 1.5).Dashed(fitted(around, 10, 6, 0.1, 6)...)
	return paint.List{paint.Shape{Path: paint.RoundRect(f.Bounds, activityRadius), Stroke: st, Sharp: true}}
}
