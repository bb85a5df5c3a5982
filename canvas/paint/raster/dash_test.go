package raster

import (
	"image"
	"math/rand/v2"
	"testing"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// A part of a dashed line that is painted alone looks as it does in the whole.
func TestDashesOfAPartLieWhereThoseOfTheWholeDo(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 9))
	p := New()
	const side = 400
	for range 200 {
		n := 2 + r.IntN(4)
		pts := make([]geom.Point, n)
		at := geom.Pt(r.Float64()*side-side, r.Float64()*side)
		for i := range pts { // as flows run: never back over themselves
			pts[i] = at
			if i%2 == 0 {
				at.X += 40 + r.Float64()*2*side
			} else {
				at.Y += (r.Float64() - 0.5) * 6 * side
			}
		}
		st := paint.Stroke{Colour: paint.Of(paint.Ink), Width: 1.5, Dash: [][]float64{{10, 11}, {0, 5}, {7, 4, 5}, {10, 6, 0.1, 6}}[r.IntN(4)],
			Cap: []paint.Cap{paint.RoundCap, paint.ButtCap}[r.IntN(2)], Offset: float64(r.IntN(9))}
		list := paint.List{paint.Shape{Path: paint.Polyline(pts, float64(r.IntN(2)*5)), Stroke: st}}
		picture := func(part image.Rectangle) *image.RGBA {
			img := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
			Clear(img, paint.Light(), paint.Of(paint.Ground))
			p.Paint(img, View{Origin: geom.Pt(float64(part.Min.X), float64(part.Min.Y)), Scale: 1}, paint.Light(), list)
			return img
		}
		whole := picture(image.Rect(0, 0, side, side))
		corner := image.Pt(r.IntN(side-60), r.IntN(side-60))
		part := picture(image.Rectangle{corner, corner.Add(image.Pt(60, 60))})
		for y := range 60 {
			for x := range 60 {
				a, b := whole.RGBAAt(corner.X+x, corner.Y+y), part.RGBAAt(x, y)
				if d := int(a.R) - int(b.R); d > 4 || d < -4 {
					t.Fatalf("%v dashed %v from %v: pixel %d,%d of the part at %v is %v, in the whole %v", pts, st.Dash, st.Offset, x, y, corner, b, a)
				}
			}
		}
	}
}
