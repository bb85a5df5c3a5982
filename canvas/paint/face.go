package paint

import (
	"sync"
	"unicode"

	"github.com/go-fonts/liberation/liberationmonoregular"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Face is one of the embedded type faces. They have the metrics of Arial and Courier New,
// so labels wrap where other BPMN editors wrap them.
type Face uint8

// Faces.
const (
	Sans Face = iota
	SansBold
	Mono
	faceCount
)

type faceInfo struct {
	data   []byte
	family string
	weight int
}

func (f Face) info() faceInfo {
	switch f {
	case SansBold:
		return faceInfo{liberationsansbold.TTF, "Arial, 'Liberation Sans', Helvetica, sans-serif", 700}
	case Mono:
		return faceInfo{liberationmonoregular.TTF, "'Courier New', 'Liberation Mono', monospace", 400}
	}
	return faceInfo{liberationsansregular.TTF, "Arial, 'Liberation Sans', Helvetica, sans-serif", 400}
}

// Data returns the TrueType file of the face.
func (f Face) Data() []byte { return f.info().data }

// Family returns the font families for documents that name fonts instead of embedding
// them, all with the same metrics, as CSS writes them.
func (f Face) Family() string { return f.info().family }

// Weight returns the CSS weight: 400 or 700.
func (f Face) Weight() int { return f.info().weight }

// Font returns the parsed face. It is safe for several goroutines, each with its own buffer.
func (f Face) Font() *sfnt.Font { return f.table().font }

// Glyph is one drawn character of a line.
type Glyph struct {
	// Index is the glyph in the face, 0 when the face has none for the character: a
	// painter draws a box instead.
	Index sfnt.GlyphIndex
	Rune  rune
	X     float64 // where it begins, from the beginning of the line
	Width float64 // advance
}

// faceTable holds what layout asks for thousands of times: glyphs and advances of the
// alphabets that the face covers, kerning of ASCII pairs. In font units.
type faceTable struct {
	font    *sfnt.Font
	upem    float64
	glyphs  [tableEnd]sfnt.GlyphIndex
	advance [tableEnd]int16
	kern    [kernEnd][kernEnd]int16
}

const (
	tableEnd = 0x2700
	kernEnd  = 128
)

// Parsed once and never changed afterwards.
var faceTables = [faceCount]func() *faceTable{
	Sans:     sync.OnceValue(func() *faceTable { return newFaceTable(Sans) }),
	SansBold: sync.OnceValue(func() *faceTable { return newFaceTable(SansBold) }),
	Mono:     sync.OnceValue(func() *faceTable { return newFaceTable(Mono) }),
}

func (f Face) table() *faceTable {
	if f >= faceCount {
		f = Sans
	}
	return faceTables[f]()
}

func newFaceTable(f Face) *faceTable {
	parsed, err := sfnt.Parse(f.Data())
	if err != nil {
		panic("embedded font is damaged: " + err.Error())
	}
	t := &faceTable{font: parsed, upem: float64(parsed.UnitsPerEm())}
	var buf sfnt.Buffer
	unit := fixed.I(int(parsed.UnitsPerEm()))
	for r := rune(' '); r < tableEnd; r++ {
		g, err := parsed.GlyphIndex(&buf, r)
		if err != nil || g == 0 {
			continue
		}
		a, err := parsed.GlyphAdvance(&buf, g, unit, font.HintingNone)
		if err != nil {
			continue
		}
		t.glyphs[r], t.advance[r] = g, int16(a.Round())
	}
	if f == Mono {
		return t
	}
	for a := range t.kern {
		for b := range t.kern[a] {
			if t.glyphs[a] == 0 || t.glyphs[b] == 0 {
				continue
			}
			if k, err := parsed.Kern(&buf, t.glyphs[a], t.glyphs[b], unit, font.HintingNone); err == nil {
				t.kern[a][b] = int16(k.Round())
			}
		}
	}
	return t
}

// glyph returns the glyph of a character and its advance in ems.
func (t *faceTable) glyph(r rune) (sfnt.GlyphIndex, float64) {
	if r >= 0x80 && unicode.In(r, unicode.Cc, unicode.Cf) {
		return 0, 0
	}
	if r >= 0 && r < tableEnd && t.glyphs[r] != 0 {
		if unicode.Is(unicode.Mn, r) {
			return t.glyphs[r], 0
		}
		return t.glyphs[r], float64(t.advance[r]) / t.upem
	}
	if r >= tableEnd {
		var buf sfnt.Buffer
		if g, err := t.font.GlyphIndex(&buf, r); err == nil && g != 0 {
			if a, err := t.font.GlyphAdvance(&buf, g, fixed.I(int(t.upem)), font.HintingNone); err == nil {
				return g, float64(a) / 64 / t.upem
			}
		}
	}
	return 0, Advance(r)
}

// kerning returns by how many ems the second character moves towards the first.
func (t *faceTable) kerning(a, b rune) float64 {
	if a <= 0 || b <= 0 || a >= kernEnd || b >= kernEnd {
		return 0
	}
	return float64(t.kern[a][b]) / t.upem
}

// Missing reports whether a painter draws a box for the glyph.
func (g Glyph) Missing() bool { return g.Index == 0 && g.Width > 0 }

// Glyphs calls yield for each visible character of the text, from left to right.
func (f Face) Glyphs(text string, size float64, yield func(Glyph)) {
	t := f.table()
	x, last, lastWidth := 0.0, rune(0), 0.0
	for _, r := range text {
		g, a := t.glyph(r)
		if g == 0 && a == 0 {
			continue
		}
		x += t.kerning(last, r) * size
		at := x
		if a == 0 { // a mark: centred over the character before it
			at -= (lastWidth + float64(t.advance[r])/t.upem*size) / 2
		} else {
			last, lastWidth = r, a*size
		}
		yield(Glyph{Index: g, Rune: r, X: at, Width: a * size})
		x += a * size
	}
}

// Width returns the advance width of a line of text at an em size.
func (f Face) Width(text string, size float64) float64 {
	t := f.table()
	var w float64
	last := rune(0)
	for _, r := range text {
		g, a := t.glyph(r)
		if g == 0 && a == 0 {
			continue
		}
		w += t.kerning(last, r) + a
		if a > 0 {
			last = r
		}
	}
	return w * size
}

// Heights of the faces in ems: capital letters, small letters, and the depth below the line.
const (
	CapHeight = 0.688
	XHeight   = 0.528
	Descent   = 0.212
)
