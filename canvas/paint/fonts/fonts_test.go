package fonts

import (
	"math"
	"slices"
	"testing"
	"time"

	"spiffmodeler/canvas/paint"
)

// loaded returns the system's fonts, for tests that any set of them passes.
func loaded(t testing.TB) *System {
	t.Helper()
	s := NewSystem()
	if !s.Wait(time.Minute) {
		t.Fatal("the fonts are not loaded after a minute")
	}
	return s
}

func line(t testing.TB, s *System, text string) *Line {
	t.Helper()
	l, ok := s.Line(paint.Sans, text)
	if !ok {
		t.Fatalf("%q: not loaded", text)
	}
	return l
}

// needs skips a test where no font has the characters.
func needs(t *testing.T, s *System, text string) {
	t.Helper()
	for _, g := range line(t, s, text).Glyphs {
		if g.Missing {
			t.Skipf("no font of this machine has %q", text)
		}
	}
}

func TestNothingIsLoadedUnasked(t *testing.T) {
	s := NewSystem()
	if _, ok := s.Line(paint.Sans, "检查"); ok {
		t.Error("a line before loading")
	}
	done := make(chan struct{})
	s.Load(func() { close(done) })
	<-done
	if _, ok := s.Line(paint.Sans, "检查"); !ok {
		t.Error("no line after loading")
	}
	again := make(chan struct{})
	s.Load(func() { close(again) })
	<-again
}

// Hebrew letters are in the embedded face, so their order can be seen on any machine.
func TestLinesStandInTheOrderOfReading(t *testing.T) {
	s := loaded(t)
	glyph := func(r string) uint32 { return line(t, s, r).Glyphs[0].ID }
	for _, c := range []struct{ text, seen string }{
		{"אבג", "גבא"},
		{"אב x גד", "דג x בא"},
		{"a אב z", "a בא z"},
		{"a אב 12 z", "a 12 בא z"}, // the number goes on in Hebrew
		{"אב 12 גד", "דג 12 בא"},   //
		{"\u200Fab גד", "דג ab"},   // a line of a paragraph that began in Hebrew
		{"\u200Eאב cd", "בא cd"},   // and of one that didn't
		{"plain text 1", "plain text 1"},
	} {
		var got, want []uint32
		for _, g := range line(t, s, c.text).Glyphs {
			got = append(got, g.ID)
		}
		for _, r := range c.seen {
			if r != ' ' {
				want = append(want, glyph(string(r)))
			}
		}
		if got = slices.DeleteFunc(got, func(id uint32) bool { return id == 0 }); !slices.Equal(got, want) {
			t.Errorf("%q: glyphs %v, want those of %q, %v", c.text, got, c.seen, want)
		}
	}
}

func TestGlyphsOfTheSystemHaveForms(t *testing.T) {
	s := loaded(t)
	for _, text := range []string{"检", "あ", "한", "ع", "ก", "🙂"} {
		t.Run(text, func(t *testing.T) {
			needs(t, s, text)
			g := line(t, s, text).Glyphs[0]
			if g.Font == 0 {
				t.Fatal("it is said to be in the embedded face")
			}
			f := s.Form(g.Font, g.ID)
			if len(f.Outline) == 0 && f.Picture == nil {
				t.Error("it leaves no trace")
			}
			if f.Picture != nil && !(f.Box.W > 0.5 && f.Box.W < 2 && f.Box.Y < 0) {
				t.Errorf("its picture stands at %v", f.Box)
			}
		})
	}
}

func TestArabicLettersJoin(t *testing.T) {
	s := loaded(t)
	needs(t, s, "عع")
	alone, two := line(t, s, "ع"), line(t, s, "عع")
	for _, g := range two.Glyphs {
		if g.ID == alone.Glyphs[0].ID {
			t.Error("a letter beside another looks as if it stood alone")
		}
	}
}

func TestAnySequenceOfCharactersIsALine(t *testing.T) {
	s := loaded(t)
	for _, text := range []string{"", " ", "\u200F", "\n\u2029א\n", "\u202Eabc", "א\u202C\u2066b\u2069", "\u0301\u05B0", "((א)", "\u200D\uFE0F", "12 א 34", "\U0010FFFF"} {
		l := line(t, s, text)
		if math.IsNaN(l.Width) || l.Width < 0 || l.Width > 20 {
			t.Errorf("%q is %v wide", text, l.Width)
		}
	}
	if f := s.Form(99, 1); f.Picture != nil || f.Outline != nil {
		t.Error("a font that nobody named has a form")
	}
}
