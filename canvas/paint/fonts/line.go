package fonts

import (
	"bytes"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"spiffmodeler/canvas/paint"
)

// Line is a line of text as it is drawn, in ems.
type Line struct {
	Width  float64
	Glyphs []Glyph // from left to right
}

// Glyph is a drawn form, of one character or of several.
type Glyph struct {
	// Font is 0 for the embedded face; others are asked for with System.Form.
	Font int
	// ID is the glyph in its font.
	ID uint32
	// X and Y are where it is drawn, from the line's beginning at its baseline, Y downwards.
	X, Y float64
	// Width is its advance.
	Width float64
	// Missing says that no font has it: a painter draws a box.
	Missing bool
}

type lineKey struct {
	face paint.Face
	text string
}

// keptLines bounds the lines that are kept (about 1 KB each).
const keptLines = 2048

// unit is the em size at which lines are shaped: the finest that matters.
const unit = 1024

// Line returns a line in a face, or in other fonts where the face lacks characters. It runs
// the way that paint.FromRight says. It is false until the fonts are loaded.
func (s *System) Line(face paint.Face, text string) (*Line, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.loaded {
		return nil, false
	}
	key := lineKey{face, text}
	if l, ok := s.lines[key]; ok {
		return l, true
	}
	l := s.set(face, text)
	if len(s.lines) >= keptLines {
		clear(s.lines)
	}
	s.lines[key] = l
	return l, true
}

func (s *System) set(face paint.Face, text string) *Line {
	own := s.embedded(face)
	direction := di.DirectionLTR
	if paint.FromRight(text) {
		direction = di.DirectionRTL
	}
	runes := []rune(text)
	// Line ends have no place in a line, and the rules of direction end at them.
	for i, r := range runes {
		if r < ' ' || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			runes[i] = ' '
		}
	}
	runs := s.split.Split(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: direction, Size: fixed.I(unit), Language: language.DefaultLanguage(),
	}, &chooser{s: s, own: own, face: face, han: hanOf(text)})
	l := &Line{}
	for _, run := range inSight(runs, direction == di.DirectionRTL) {
		s.add(l, run, own)
	}
	return l
}

// add shapes a run and appends it.
func (s *System) add(l *Line, run shaping.Input, own *font.Face) {
	out := s.shaper.Shape(run)
	em := func(v fixed.Int26_6) float64 { return float64(v) / (64 * unit) }
	number := 0
	if run.Face != own {
		number = s.number(run.Face)
	}
	for _, g := range out.Glyphs {
		r := run.Text[g.ClusterIndex]
		drawn := Glyph{Font: number, ID: uint32(g.GlyphID), X: l.Width + em(g.XOffset), Y: -em(g.YOffset), Width: em(g.XAdvance)}
		switch {
		case r == ' ': // as wide as measured; fonts of emoji have none
			l.Width += float64(own.HorizontalAdvance(s.space(own))) / float64(own.Upem())
			continue
		case g.XAdvance == 0 && unicode.Is(unicode.Cf, r): // marks of direction and the like
			continue
		case g.GlyphID == 0:
			drawn.Width = paint.Advance(r)
			if drawn.Width == 0 {
				continue
			}
			drawn.Missing = true
		}
		l.Glyphs = append(l.Glyphs, drawn)
		l.Width += drawn.Width
	}
}

func (s *System) space(f *font.Face) font.GID {
	g, _ := f.NominalGlyph(' ')
	return g
}

func (s *System) number(f *font.Face) int {
	n := s.numbers[f]
	if n == 0 {
		s.faces = append(s.faces, f)
		n = len(s.faces)
		s.numbers[f] = n
	}
	return n
}

func (s *System) embedded(f paint.Face) *font.Face {
	face := s.own[f]
	if face == nil {
		parsed, err := font.ParseTTF(bytes.NewReader(f.Data()))
		if err != nil {
			panic("embedded font is damaged: " + err.Error())
		}
		face = parsed
		s.own[f] = face
	}
	return face
}
