package fonts

import (
	"bytes"
	"image"
	_ "image/jpeg" // some fonts keep their pictures so
	_ "image/png"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// Form is what a glyph looks like: an outline, or a picture such as that of an emoji. Both
// are in ems, y downwards, the baseline at 0.
type Form struct {
	Outline []paint.Seg
	Picture image.Image
	Box     geom.Rect // of the picture
}

// maxPictureBytes bounds the picture of a glyph that a font brings.
const maxPictureBytes = 4 << 20

// Form returns the form of a glyph of a font that is not embedded; the zero Form draws nothing.
func (s *System) Form(number int, id uint32) Form {
	s.mu.Lock()
	defer s.mu.Unlock()
	if number < 1 || number > len(s.faces) {
		return Form{}
	}
	f := s.faces[number-1]
	switch d := f.GlyphData(font.GID(id)).(type) {
	case font.GlyphOutline:
		return Form{Outline: outline(d, f)}
	case font.GlyphSVG:
		return Form{Outline: outline(d.Outline, f)}
	case font.GlyphBitmap:
		if form, ok := picture(d, f, font.GID(id)); ok {
			return form
		}
		if d.Outline != nil {
			return Form{Outline: outline(*d.Outline, f)}
		}
	}
	return Form{}
}

func outline(o font.GlyphOutline, f *font.Face) []paint.Seg {
	kinds := [...]paint.SegKind{ot.SegmentOpMoveTo: paint.MoveTo, ot.SegmentOpLineTo: paint.LineTo,
		ot.SegmentOpQuadTo: paint.QuadTo, ot.SegmentOpCubeTo: paint.CubicTo}
	upem := float64(f.Upem())
	out := make([]paint.Seg, 0, len(o.Segments))
	for _, s := range o.Segments {
		seg := paint.Seg{Kind: kinds[s.Op]}
		for i, a := range s.ArgsSlice() {
			seg.P[i] = geom.Pt(float64(a.X)/upem, -float64(a.Y)/upem)
		}
		out = append(out, seg)
	}
	return out
}

func picture(b font.GlyphBitmap, f *font.Face, id font.GID) (Form, bool) {
	e, ok := f.GlyphExtents(id)
	if !ok || b.Format != font.PNG && b.Format != font.JPG || len(b.Data) > maxPictureBytes {
		return Form{}, false
	}
	img, _, err := image.Decode(bytes.NewReader(b.Data))
	if err != nil {
		return Form{}, false
	}
	upem := float64(f.Upem())
	box := geom.Span(geom.Pt(float64(e.XBearing)/upem, -float64(e.YBearing)/upem),
		geom.Pt(float64(e.XBearing+e.Width)/upem, -float64(e.YBearing+e.Height)/upem))
	return Form{Picture: img, Box: box}, true
}
