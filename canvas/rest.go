package canvas

import (
	"image"
	"time"
)

// When nothing happens any more, the graphics card has the pictures of all tiles
// in the window, and they are kept here only for the next change. Packed they
// take a tenth of the memory, and unpacking one takes less than a millisecond.
const (
	restAfter = 1500 * time.Millisecond
	restStep  = 20 * time.Millisecond // between two tiles, for what somebody does meanwhile
)

// restSoon has the tiles packed when nothing happens for a while.
func (f *surface) restSoon() {
	if !f.patient {
		return
	}
	f.wake()
	f.wake = f.after(restAfter, f.rest)
}

// rest packs one of the tiles in the window, and the others in a moment.
func (f *surface) rest() {
	for _, s := range f.front {
		t := s.tile
		if _, full := t.img.(*image.RGBA); !full || !s.taken || !t.fresh() {
			continue
		}
		f.cache.putAway(t)
		s.shown = nil
		f.wake = f.after(restStep, f.rest)
		return
	}
	f.painters.rest()
	f.cache.scratch = nil
}
