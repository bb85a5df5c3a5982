package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"image"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

var update = flag.Bool("update", false, "rewrite golden files")

func write(t *testing.T, l ...paint.Op) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, Document{Box: geom.R(-5, -5, 210, 110), Palette: paint.Export(), Ground: paint.Of(paint.Ground), Title: "A & B", Lists: []paint.List{l}}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("not XML: %v\n%s", err, text)
		}
	}
}

func TestGolden(t *testing.T) {
	ink := paint.Of(paint.Ink)
	turn := paint.Rotate(-90).Then(paint.Translate(10, 90))
	clip := geom.R(0, 0, 50, 20)
	got := write(t,
		paint.Group{ID: "Task_1", Ops: paint.List{
			paint.Shape{Path: paint.RoundRect(geom.R(0, 0, 100, 80), 10), Fill: paint.Of(paint.Fill), Stroke: paint.Pen(ink, 2), Sharp: true},
			paint.InsideStyle.InBox("Check <stock> & reserve", geom.R(0, 0, 100, 80), paint.Align{H: paint.Middle, V: paint.Middle}, paint.Pad(7), ink),
		}},
		paint.Group{ID: "Task_1", Class: "label", Opacity: 0.5, Ops: paint.List{paint.LabelStyle.Free("twice", geom.R(0, 85, 0, 0), 90, ink)}},
		paint.Group{Transform: &turn, Clip: &clip, Ops: paint.List{paint.Text{Face: paint.SansBold, Size: 12, Colour: ink, Lines: []paint.Line{{At: geom.Pt(0, 12), Width: 30, Text: "a  b"}}}}},
		paint.Shape{Path: paint.Circle(geom.Pt(150, 30), 18), Stroke: paint.Pen(ink, 1).Dashed(6, 6)},
		paint.Shape{Path: paint.Polyline([]geom.Point{{X: 100, Y: 40}, {X: 120, Y: 40}, {X: 120, Y: 80}}, 5), Stroke: paint.Stroke{Colour: ink, Width: 1.5, Cap: paint.ButtCap, Join: paint.MiterJoin}},
		paint.Image{Box: geom.R(180, 60, 8, 8), Pixels: image.NewGray(image.Rect(0, 0, 1, 1))},
	)
	wellFormed(t, got)
	golden := filepath.Join("testdata", "operations.svg")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("differs from %s (-update rewrites it):\n%s", golden, got)
	}
}

func TestHostileTextAndNumbersStayValid(t *testing.T) {
	for _, text := range []string{"<script>&\"'", "\x00\x01\x1b", "\xff\xfe", "]]>", "a\ufffe"} {
		wellFormed(t, write(t, paint.Group{ID: text, Class: text, Ops: paint.List{
			paint.Text{Size: 12, Colour: paint.Of(paint.Ink), Lines: []paint.Line{{At: geom.Pt(math.NaN(), math.Inf(1)), Width: math.Inf(-1), Text: text}}},
			paint.Shape{Path: paint.Polygon(math.NaN(), 1, 1e300, -0.0001), Fill: paint.Of(paint.Ink)}}}))
	}
}

func TestAnIDIsWrittenOnce(t *testing.T) {
	got := write(t, paint.Group{ID: "A", Ops: nil}, paint.Group{ID: "A", Ops: nil}, paint.Group{ID: "1 bad", Ops: nil})
	if strings.Count(got, " id=\"A\"") != 1 || strings.Count(got, "data-element-id=\"A\"") != 1 || strings.Contains(got, " id=\"1") {
		t.Error(got)
	}
}

func TestDarkPaletteIsUsed(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, Document{Box: geom.R(0, 0, 9, 9), Palette: paint.Dark(), Lists: []paint.List{{paint.Shape{Path: paint.Rect(geom.R(0, 0, 9, 9)), Fill: paint.Of(paint.Ink)}}}}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "#dadde2") {
		t.Error(b.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestAFailedWriteIsReported(t *testing.T) {
	err := Write(full{}, Document{Box: geom.R(0, 0, 9, 9), Palette: paint.Light()})
	if err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}
