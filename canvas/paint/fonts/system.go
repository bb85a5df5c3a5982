// Package fonts sets what the embedded faces can't: characters that they lack, such as
// Chinese ones and emoji, and text that runs from right to left. It takes the system's fonts,
// found and loaded only when such a text is to be painted for the first time.
//
// Layout knows nothing of these fonts: package paint measures the characters with usual
// widths, so a file's labels have the same bounds on every machine and before and after the
// fonts are loaded. Painters bring a line into the room that was measured.
package fonts

import (
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/shaping"

	"spiffmodeler/canvas/paint"
)

// System is the fonts of the system. One is enough for a program; it is safe for several
// goroutines.
type System struct {
	begin sync.Once
	ready chan struct{} // closed when loading has ended

	mu      sync.Mutex
	waiting []func()
	loaded  bool
	found   *fontscan.FontMap // nil when there are no fonts
	own     map[paint.Face]*font.Face
	faces   []*font.Face // by Glyph.Font - 1
	numbers map[*font.Face]int
	split   shaping.Segmenter
	shaper  shaping.HarfbuzzShaper
	lines   map[lineKey]*Line
}

// NewSystem returns the fonts, not loaded yet.
func NewSystem() *System {
	return &System{ready: make(chan struct{}), own: map[paint.Face]*font.Face{}, numbers: map[*font.Face]int{}, lines: map[lineKey]*Line{}}
}

// Load begins to look for the fonts, when nobody did so before, and returns at once. done is
// called in another goroutine when they are there, or when there are none to be found.
func (s *System) Load(done func()) {
	s.begin.Do(func() { go s.load() })
	s.mu.Lock()
	if !s.loaded {
		s.waiting = append(s.waiting, done)
		done = nil
	}
	s.mu.Unlock()
	if done != nil {
		go done()
	}
}

// Wait loads the fonts and reports whether this ended within a while.
func (s *System) Wait(atMost time.Duration) bool {
	s.begin.Do(func() { go s.load() })
	select {
	case <-s.ready:
		return true
	case <-time.After(atMost):
		return false
	}
}

func (s *System) load() {
	found := fontscan.NewFontMap(quiet{})
	// Without a place for the index it is made anew each time.
	dir, err := os.UserCacheDir()
	if err == nil {
		dir = filepath.Join(dir, "spiff-modeler")
		err = os.MkdirAll(dir, 0o755)
	}
	if err != nil {
		dir = os.TempDir()
	}
	if found.UseSystemFonts(dir) != nil {
		found = nil // the characters stay boxes
	}
	s.mu.Lock()
	s.found, s.loaded = found, true
	waiting := s.waiting
	s.waiting = nil
	s.mu.Unlock()
	close(s.ready)
	for _, f := range waiting {
		f()
	}
}

// quiet keeps what the library notes about odd font files to itself.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
