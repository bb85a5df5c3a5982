package paint

import (
	"image/color"
	"math"
	"reflect"
	"strings"
	"testing"

	"spiffmodeler/bpmn/geom"
)

func TestWrapBreaksWhereReadersExpectIt(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"", 50, nil},
		{"Check stock", 200, []string{"Check stock"}},
		{"Check stock", 40, []string{"Check", "stock"}},
		{"one\ntwo\r\nthree", 200, []string{"one", "two", "three"}},
		{"above\n\nbelow", 200, []string{"above", "", "below"}},
		{"post-processing", 60, []string{"post-", "processing"}},
		{"in\u00ADvoice", 30, []string{"in-", "voice"}},
		{"in\u00ADvoice", 300, []string{"invoice"}},
		{"check_inventory_level", 100, []string{"check_inventory_", "level"}},
		{"  leading and trailing  ", 400, []string{"leading and trailing"}},
		{"检查库存", 25, []string{"检查", "库存"}},
		{"在庫、確認", 25, []string{"在", "庫、", "確認"}},
		{"재고를 확인하고", 60, []string{"재고를", "확인하고"}},
		{"👩\u200d💻👩\u200d💻", 40, []string{"👩\u200d💻", "👩\u200d💻"}},
		{"טופס order", 40, []string{"טופס", "\u200Forder"}}, // goes on from the right
	} {
		got := InsideStyle.Wrap(c.text, c.width)
		if len(got) > 0 {
			got[0] = strings.TrimLeft(got[0], " ")
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("Wrap(%q, %v) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestNoLineIsWiderThanAsked(t *testing.T) {
	texts := []string{"Review the purchase order and notify the requester", "Donaudampfschifffahrtsgesellschaft", "a-b-c-d-e-f-g-h", "x", "Ünïcode überall מילה", strings.Repeat("wide ", 200)}
	for _, text := range texts {
		for width := 14.0; width < 300; width += 7 {
			var letters int
			for _, line := range InsideStyle.Wrap(text, width) {
				letters += len(strings.NewReplacer(" ", "", string(leftMark), "", string(rightMark), "").Replace(line))
				if w := InsideStyle.Width(line); w > width+0.001 {
					t.Fatalf("line %q of %q is %.2f wide, asked for %v", line, text, w, width)
				}
			}
			if want := len(strings.ReplaceAll(text, " ", "")); letters != want {
				t.Fatalf("%q at %v: %d letters came out of %d", text, width, letters, want)
			}
		}
	}
}

func TestWrapEndsOnAnyWidthAndText(t *testing.T) {
	for _, width := range []float64{-5, 0, 1, math.Inf(1)} {
		for _, text := range []string{"word", "\u00AD", "\u200B\u200B", " ", "\xff\xfe", "e\u0301\u0301", "\n\n"} {
			if got := InsideStyle.Wrap(text, width); len(got) > 2*len(text)+1 {
				t.Errorf("Wrap(%q, %v): %d lines", text, width, len(got))
			}
		}
	}
}

func TestMeasuredWidthIsEnoughForOneLine(t *testing.T) {
	for _, text := range []string{"Order received", "AVATAR", "To: you"} {
		if got := LabelStyle.Wrap(text, LabelStyle.Width(text)); len(got) != 1 {
			t.Errorf("%q wraps at its own width: %q", text, got)
		}
	}
}

func TestTextOfATaskStaysInsideAndEndsWithEllipsis(t *testing.T) {
	box := geom.R(100, 100, 100, 80)
	op := InsideStyle.InBox(strings.Repeat("several words ", 30), box, Align{Middle, Middle}, Pad(TextPadding), Of(Ink))
	if n := len(op.Lines); n < 4 || n > 5 {
		t.Fatalf("%d lines in a task", n)
	}
	for _, l := range op.Lines {
		if l.At.X < box.X || l.At.X+l.Width > box.Right() || l.At.Y > box.Bottom() || l.At.Y-op.Size < box.Y {
			t.Errorf("line %+v leaves %v", l, box)
		}
	}
	if last := op.Lines[len(op.Lines)-1].Text; !strings.HasSuffix(last, "…") {
		t.Errorf("last line %q has no ellipsis", last)
	}
}

func TestHugeNamesCostWhatIsShown(t *testing.T) {
	huge := strings.Repeat("a very long name ", 1<<20)
	allocs := testing.AllocsPerRun(1, func() {
		InsideStyle.InBox(huge, geom.R(0, 0, 100, 80), Align{Middle, Middle}, Pad(TextPadding), Of(Ink))
	})
	if allocs > 100 {
		t.Errorf("%v allocations for four lines", allocs)
	}
}

func TestLabelSizeGrowsDownwards(t *testing.T) {
	w1, h1 := Measurer{}.LabelSize("Paid", 0)
	w2, h2 := Measurer{}.LabelSize("Paid by the customer within thirty days", 0)
	if w1 >= MinLabelWidth || h1 != 14 {
		t.Errorf("short label is %v x %v", w1, h1)
	}
	if w2 > MinLabelWidth || h2 < 2*h1-2 {
		t.Errorf("long label is %v x %v", w2, h2)
	}
}

func TestFilesColoursKeepContrastInTheDark(t *testing.T) {
	dark := Dark()
	ground := dark.Resolve(Of(Ground))
	var files []color.NRGBA
	for r := 0; r <= 255; r += 51 {
		for g := 0; g <= 255; g += 51 {
			for b := 0; b <= 255; b += 51 {
				files = append(files, color.NRGBA{uint8(r), uint8(g), uint8(b), 255})
			}
		}
	}
	brightest := ground
	for _, c := range files {
		fill := dark.Resolve(RGB(c.R, c.G, c.B, AsFill))
		if luminance(fill) > luminance(brightest) {
			brightest = fill
		}
	}
	for _, c := range files {
		ink := dark.Resolve(RGB(c.R, c.G, c.B, AsInk))
		if k := Contrast(ink, ground); k < 4.5 {
			t.Errorf("ink %v on the ground: %.2f", c, k)
		}
		if k := Contrast(ink, brightest); k < 4.45 {
			t.Errorf("ink %v on %v: %.2f", c, brightest, k)
		}
	}
	for _, p := range []*Palette{Light(), dark} {
		for _, fill := range []Token{Ground, Fill, DoneFill, ActiveFill, WaitingFill, ErrorFill, InactiveFill} {
			if k := Contrast(p.Resolve(Of(Ink)), p.Resolve(Of(fill))); k < 4.5 {
				t.Errorf("%s: ink on token %d: %.2f", p.Name, fill, k)
			}
			for _, stroke := range []Token{Accent, Danger, Warning, Good, Secondary} {
				if k := Contrast(p.Resolve(Of(stroke)), p.Resolve(Of(fill))); k < 3 {
					t.Errorf("%s: token %d on token %d: %.2f", p.Name, stroke, fill, k)
				}
			}
		}
	}
}

func TestParseColour(t *testing.T) {
	for text, want := range map[string]color.NRGBA{
		"#BBDEFB": {0xBB, 0xDE, 0xFB, 255}, " #fff ": {255, 255, 255, 255}, "rgb(1, 2,3)": {1, 2, 3, 255},
		"rgba(0,0,0,0.5)": {0, 0, 0, 128}, "hsl(225, 10%, 15%)": {0x22, 0x24, 0x2A, 255}, "Navy": {0, 0, 128, 255}, "#11223344": {0x11, 0x22, 0x33, 0x44},
	} {
		c, ok := ParseColour(text, AsInk)
		if got := (color.NRGBA{c.R, c.G, c.B, c.A}); !ok || got != want {
			t.Errorf("%q = %v %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "#12", "#12345", "rgb(1,2)", "nocolour", "rgb(a,b,c)", "#gggggg"} {
		if _, ok := ParseColour(text, AsInk); ok {
			t.Errorf("%q was taken for a colour", text)
		}
	}
}

func TestBoundsHoldStrokesAndFollowTransforms(t *testing.T) {
	turn := Rotate(-90).Then(Translate(100, 50))
	l := List{Group{Transform: &turn, Ops: List{Shape{Path: Rect(geom.R(0, 0, 40, 10)), Stroke: Pen(Of(Ink), 2)}}}}
	got := l.Bounds()
	want := geom.R(99, 9, 12, 42)
	if !got.Min().Near(want.Min(), 1e-9) || !got.Max().Near(want.Max(), 1e-9) {
		t.Errorf("bounds %v, want %v", got, want)
	}
}

func TestRoundedLineKeepsItsEnds(t *testing.T) {
	pts := []geom.Point{{X: 0, Y: 0}, {X: 4, Y: 0}, {X: 4, Y: 50}}
	segs := Polyline(pts, 5).Segments()
	if segs[0].P[0] != pts[0] || segs[len(segs)-1].End() != pts[2] {
		t.Errorf("ends moved: %+v", segs)
	}
	if from := segs[1].End(); from != (geom.Point{X: 2, Y: 0}) {
		t.Errorf("the rounding takes more than half of a short segment: %v", from)
	}
}

func BenchmarkWrapLabel(b *testing.B) {
	for b.Loop() {
		InsideStyle.InBox("Check inventory and reserve the items", geom.R(0, 0, 100, 80), Align{Middle, Middle}, Pad(TextPadding), Of(Ink))
	}
}
