package raster

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

var (
	black = paint.Of(paint.Ink)
	pale  = paint.RGB(200, 220, 255, paint.AsFill)
)

func picture(t testing.TB, w, h, scale float64, l ...paint.Op) *image.RGBA {
	t.Helper()
	img, err := Picture(geom.R(0, 0, w, h), scale, paint.Light(), paint.Of(paint.Ground), paint.List(l))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// darkness adds up how much of the image is ink, in pixels.
func darkness(img *image.RGBA) float64 {
	var sum float64
	for i := 1; i < len(img.Pix); i += 4 {
		sum += float64(255-img.Pix[i]) / (255 - 0x24)
	}
	return sum
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance*math.Max(1, math.Abs(b)) }

// Each case says how much ink geometry asks for.
func TestCoverageIsTheArea(t *testing.T) {
	star := paint.Polygon(50, 10, 60, 45, 90, 50, 60, 55, 50, 90, 40, 55, 10, 50, 40, 45)
	var ring paint.Builder
	ring.Circle(geom.Pt(50, 50), 30, false).Circle(geom.Pt(50, 50), 20, true)
	for _, c := range []struct {
		name string
		op   paint.Op
		want float64
	}{
		{"disc", paint.Shape{Path: paint.Circle(geom.Pt(50, 50), 30), Fill: black}, math.Pi * 900},
		{"ring", paint.Shape{Path: ring.Path(), Fill: black}, math.Pi * 500},
		{"circle line", paint.Shape{Path: paint.Circle(geom.Pt(50, 50), 30), Stroke: paint.Pen(black, 4)}, 2 * math.Pi * 30 * 4},
		{"box", paint.Shape{Path: paint.Rect(geom.R(10.5, 10.25, 60, 40)), Fill: black}, 2400},
		{"round box", paint.Shape{Path: paint.RoundRect(geom.R(10, 10, 60, 40), 10), Fill: black, Sharp: true}, 2400 - (4-math.Pi)*100},
		{"round box line", paint.Shape{Path: paint.RoundRect(geom.R(10, 10, 60, 40), 10), Stroke: paint.Pen(black, 2), Sharp: true}, 2 * (2*(40+20) + math.Pi*20)},
		{"the same, not sharp", paint.Shape{Path: paint.RoundRect(geom.R(10, 10, 60, 40), 10), Stroke: paint.Pen(black, 2)}, 2 * (2*(40+20) + math.Pi*20)},
		{"star", paint.Shape{Path: star, Fill: black, Stamp: true}, 1200},
		{"diagonal", paint.Shape{Path: paint.Lines(10, 10, 90, 90), Stroke: paint.Stroke{Colour: black, Width: 3, Cap: paint.ButtCap}}, 3 * 80 * math.Sqrt2},
		{"miter square", paint.Shape{Path: paint.Polygon(20, 20, 80, 20, 80, 80, 20, 80), Stroke: paint.Stroke{Colour: black, Width: 4, Join: paint.MiterJoin}}, 64*64 - 56*56},
		{"flow", paint.Shape{Path: paint.Polyline([]geom.Point{{X: 10, Y: 10}, {X: 50, Y: 10}, {X: 50, Y: 80}}, 5), Stroke: paint.Stroke{Colour: black, Width: 2, Cap: paint.ButtCap}, Sharp: true}, 2 * (110 - 10 + 8.1)},
		{"dashes", paint.Shape{Path: paint.Lines(10, 50, 90, 50), Stroke: paint.Stroke{Colour: black, Width: 2, Cap: paint.ButtCap, Dash: []float64{10, 10}}}, 2 * 40},
		{"dots", paint.Shape{Path: paint.Lines(10, 50, 90, 50), Stroke: paint.Stroke{Colour: black, Width: 4, Dash: []float64{0, 10}}}, 8 * math.Pi * 4},
	} {
		for _, scale := range []float64{1, 1.25, 2, 3.7} {
			got := darkness(picture(t, 100, 100, scale, c.op)) / scale / scale
			if !near(got, c.want, 0.035) {
				t.Errorf("%s at %v: %.1f units of black, want %.1f", c.name, scale, got, c.want)
			}
		}
	}
}

func TestSharpLinesCoverWholePixels(t *testing.T) {
	for _, scale := range []float64{1, 2} {
		img := picture(t, 100, 60, scale,
			paint.Shape{Path: paint.Rect(geom.R(10, 10, 80, 40)), Stroke: paint.Pen(black, 1), Sharp: true},
			paint.Shape{Path: paint.Polyline([]geom.Point{{X: 20, Y: 30}, {X: 50, Y: 30}, {X: 50, Y: 50}}, 0), Stroke: paint.Stroke{Colour: black, Width: 1, Cap: paint.ButtCap}, Sharp: true})
		for i := 0; i < len(img.Pix); i += 4 {
			if v := img.Pix[i+1]; v != 0xFF && v != 0x24 {
				t.Fatalf("scale %v: grey pixel %d at %d", scale, v, i/4)
			}
		}
	}
}

// The picture must not depend on how it is cut into tiles.
func TestTilesFitTogether(t *testing.T) {
	l := sample()
	for _, scale := range []float64{1, 1.25, 0.4} {
		whole := picture(t, 400, 300, scale, l...)
		tiled := image.NewRGBA(whole.Rect)
		p := New()
		const size = 64
		for y := 0; y < whole.Rect.Dy(); y += size {
			for x := 0; x < whole.Rect.Dx(); x += size {
				tile := image.NewRGBA(image.Rect(0, 0, size, size))
				Clear(tile, paint.Light(), paint.Of(paint.Ground))
				p.Paint(tile, View{Origin: geom.Pt(float64(x)/scale, float64(y)/scale), Scale: scale}, paint.Light(), l)
				for ty := range min(size, whole.Rect.Dy()-y) {
					n := 4 * min(size, whole.Rect.Dx()-x)
					copy(tiled.Pix[tiled.PixOffset(x, y+ty):][:n], tile.Pix[tile.PixOffset(0, ty):][:n])
				}
			}
		}
		worst := 0
		for i := range whole.Pix {
			worst = max(worst, int(math.Abs(float64(whole.Pix[i])-float64(tiled.Pix[i]))))
		}
		if worst > 8 {
			t.Errorf("scale %v: tiles differ by %d of 255", scale, worst)
		}
	}
}

func TestSecondPaintingFromCachesIsTheSame(t *testing.T) {
	p, l := New(), sample()
	var got [2]*image.RGBA
	for i := range got {
		got[i] = image.NewRGBA(image.Rect(0, 0, 400, 300))
		p.Paint(got[i], View{Scale: 1}, paint.Dark(), l)
	}
	if !bytes.Equal(got[0].Pix, got[1].Pix) {
		t.Error("kept glyphs or icons look different")
	}
}

func TestImageBoundsMayBeginAnywhere(t *testing.T) {
	big := image.NewRGBA(image.Rect(0, 0, 500, 400))
	part := big.SubImage(image.Rect(60, 50, 460, 350)).(*image.RGBA)
	New().Paint(part, View{Scale: 1}, paint.Light(), sample())
	alone := image.NewRGBA(image.Rect(0, 0, 400, 300))
	New().Paint(alone, View{Scale: 1}, paint.Light(), sample())
	for y := range 300 {
		for x := range 400 {
			if big.RGBAAt(x+60, y+50) != alone.RGBAAt(x, y) {
				t.Fatalf("pixel %d, %d differs", x, y)
			}
		}
	}
	if big.RGBAAt(59, 60).A != 0 || big.RGBAAt(100, 49).A != 0 {
		t.Error("painted outside of the image's bounds")
	}
}

func TestOpacityAndClip(t *testing.T) {
	clip := geom.R(20, 20, 30, 30)
	img := picture(t, 100, 100, 1, paint.Group{Opacity: 0.5, Clip: &clip, Ops: paint.List{paint.Shape{Path: paint.Rect(geom.R(0, 0, 100, 100)), Fill: paint.RGB(0, 0, 0, paint.AsInk)}}})
	if c := img.RGBAAt(30, 30); c.R < 126 || c.R > 129 || c.A != 255 {
		t.Errorf("half black on white is %v", c)
	}
	if c := img.RGBAAt(60, 30); c != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("outside of the clip is %v", c)
	}
}

func TestPremultipliedOnTransparentGround(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 40, 40))
	New().Paint(img, View{Scale: 1}, paint.Light(), paint.List{
		paint.Shape{Path: paint.Circle(geom.Pt(20, 20), 15), Fill: pale.Alpha(0.5), Stroke: paint.Pen(black.Alpha(0.7), 3)}})
	for i := 0; i < len(img.Pix); i += 4 {
		if a := img.Pix[i+3]; img.Pix[i] > a || img.Pix[i+1] > a || img.Pix[i+2] > a {
			t.Fatalf("pixel %v is not premultiplied", img.Pix[i:i+4])
		}
	}
}

func TestDetailsVanishFromAfar(t *testing.T) {
	l := paint.Group{MinScale: 0.35, Ops: paint.List{paint.Shape{Path: paint.Rect(geom.R(0, 0, 50, 50)), Fill: black}}}
	if d := darkness(picture(t, 100, 100, 0.3, l)); d != 0 {
		t.Errorf("a detail is shown at 0.3: %v", d)
	}
	if d := darkness(picture(t, 100, 100, 0.4, l)); d == 0 {
		t.Error("a detail is missing at 0.4")
	}
}

// Coordinates come from files.
func TestAbsurdCoordinatesEndSoon(t *testing.T) {
	for _, far := range []float64{1e4, 1e9, 1e300, math.Inf(1), math.NaN()} {
		pts := []geom.Point{{X: -far, Y: 20}, {X: 50, Y: 20}, {X: 50, Y: far}, {X: far, Y: -far}}
		for _, st := range []paint.Stroke{paint.Pen(black, 2), paint.Pen(black, far), paint.Pen(black, 2).Dashed(3, 3), paint.Pen(black, 2).Dashed(0, 0), paint.Pen(black, 2).Dashed(-1, far)} {
			for _, sharp := range []bool{true, false} {
				picture(t, 100, 100, 1,
					paint.Shape{Path: paint.Polyline(pts, 5), Stroke: st, Sharp: sharp},
					paint.Shape{Path: paint.RoundRect(geom.R(-far, -far, 2*far, 2*far), 10), Fill: pale, Stroke: st, Sharp: sharp},
					paint.Shape{Path: paint.Ellipse(geom.R(-far, 10, 2*far, 30)), Fill: pale, Stroke: st, Sharp: sharp},
					paint.Shape{Path: paint.Polygon(-far, 0, far, 0, 50, far), Fill: pale, Stroke: st, Stamp: sharp},
					paint.Text{Size: far, Colour: black, Lines: []paint.Line{{At: geom.Pt(far, far), Width: far, Text: "far"}}},
					paint.Text{Size: 12, Colour: black, Lines: []paint.Line{{At: geom.Pt(-far, 50), Width: far, Text: "far"}}},
					paint.Image{Box: geom.R(-far, far, far, far), Pixels: image.NewGray(image.Rect(0, 0, 2, 2))})
			}
		}
	}
}

func TestALargeShapeAroundThePictureFillsIt(t *testing.T) {
	img := picture(t, 100, 100, 1, paint.Shape{Path: paint.Ellipse(geom.R(-1e6, -1e6, 2e6, 2e6)), Fill: black})
	if d := darkness(img); !near(d, 100*100, 0.001) {
		t.Errorf("%.0f of 10000 pixels filled", d)
	}
}

func TestMissingCharactersShowABox(t *testing.T) {
	text := func(s string) float64 {
		return darkness(picture(t, 100, 40, 1, paint.InsideStyle.InBox(s, geom.R(0, 0, 100, 40), paint.Align{}, paint.Pad(5), black)))
	}
	for _, s := range []string{"检", "🙂", "ع"} {
		if text(s) < 15 {
			t.Errorf("%q leaves no trace", s)
		}
	}
	if text("\u200d\ufe0f") != 0 {
		t.Error("joiners and selectors show")
	}
}

func TestPictureRefusesAbsurdSizes(t *testing.T) {
	for _, box := range []geom.Rect{{}, {W: 1e6, H: 1e6}, {W: math.NaN(), H: 5}, {W: math.Inf(1), H: 5}} {
		if _, err := Picture(box, 1, paint.Light(), black); err == nil {
			t.Errorf("made a picture of %v", box)
		}
	}
}

// sample is a bit of everything.
func sample() paint.List {
	gear := paint.Polygon(0, 0, 8, 2, 10, 10, 2, 8)
	turn := paint.Rotate(-90).Then(paint.Translate(20, 280))
	l := paint.List{paint.Group{Transform: &turn, Ops: paint.List{paint.InsideStyle.InBox("Sales department", geom.R(0, 0, 200, 30), paint.Align{H: paint.Middle, V: paint.Middle}, paint.Padding{}, black)}}}
	for i := range 6 {
		x, y := 60+float64(i%3)*115, 20+float64(i/3)*130
		box := geom.R(x, y, 90, 70)
		l = append(l, paint.Shape{Path: paint.RoundRect(box, 10), Fill: pale, Stroke: paint.Pen(black, 2), Sharp: true},
			paint.InsideStyle.InBox("Check the order of the customer", box, paint.Align{H: paint.Middle, V: paint.Middle}, paint.Pad(7), black),
			paint.At(geom.Pt(x+5, y+5), paint.List{paint.Shape{Path: gear, Fill: black, Stroke: paint.Pen(black, 1), Stamp: true}}),
			paint.Shape{Path: paint.Circle(geom.Pt(x+45, y+70), 18), Fill: pale, Stroke: paint.Pen(black, 1.5)},
			paint.Shape{Path: paint.Circle(geom.Pt(x+45, y+70), 15), Stroke: paint.Pen(black, 1.5).Dashed(6, 6)},
			paint.Shape{Path: paint.Polyline([]geom.Point{{X: x + 90, Y: y + 35}, {X: x + 102, Y: y + 35}, {X: x + 102, Y: y + 100}, {X: x + 115, Y: y + 100}}, 5), Stroke: paint.Pen(black, 2), Sharp: true},
			paint.Shape{Path: paint.Polyline([]geom.Point{{X: x, Y: y}, {X: x + 80, Y: y + 110}}, 5), Stroke: paint.Pen(black, 2).Dashed(0, 5)})
	}
	return l
}

// Rows are painted pixel by pixel, however many of them are alike.
func TestARowIsPaintedAsItsPixelsAre(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		row := make([]uint8, 4*r.IntN(40))
		for i := 0; i < len(row); i += 4 {
			if i > 0 && r.IntN(4) > 0 {
				copy(row[i:i+4], row[i-4:i])
				continue
			}
			for j := range 4 {
				row[i+j] = uint8(r.Uint32())
			}
		}
		a := r.Uint32N(255)
		k := ink{r.Uint32N(a + 1), r.Uint32N(a + 1), r.Uint32N(a + 1), a}
		want := slices.Clone(row)
		for i := 0; i < len(want); i += 4 {
			k.over(want[i : i+4])
		}
		if k.overRow(row); !slices.Equal(row, want) {
			t.Fatalf("%v gives %v, want %v", k, row, want)
		}
	}
}
