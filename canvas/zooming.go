package canvas

import (
	"time"

	"spiffmodeler/bpmn/geom"
)

// While somebody zooms, the tiles of a scale in between would be out of date
// before they are seen, and painting them takes the time from the frames. So
// only every now and then a scale is painted; meanwhile the tiles of an earlier
// one are shown, stretched.
const (
	// zoomPause is the time between two steps of one zoom, at most.
	zoomPause = 120 * time.Millisecond
	// zoomMost is how long stretched tiles are shown alone, at most.
	zoomMost = 350 * time.Millisecond
)

// zooming tells when a scale is worth being painted.
type zooming struct {
	last  time.Time // of the steps
	since time.Time // nothing was painted since
	held  bool      // the present scale waits
	timer bool      // somebody looks again
}

// step notes that there is another scale.
func (z *zooming) step(now time.Time) {
	follows := now.Sub(z.last) < zoomPause
	if follows && !z.held {
		z.since = now
	}
	z.held, z.last = follows, now
}

// wait returns how long the present scale has to wait before it is painted; 0
// is not at all. The first step after a rest doesn't wait.
func (z *zooming) wait(now time.Time) time.Duration {
	if !z.held {
		return 0
	}
	wait := min(zoomPause-now.Sub(z.last), zoomMost-now.Sub(z.since))
	if wait <= 0 {
		z.held = false
		return 0
	}
	return wait
}

// maxBack is how many stretched tiles are shown at the most.
const maxBack = 64

// shows reports whether one of the slots shows a point of the plane.
func shows(list []*slot, p geom.Point) bool {
	for _, s := range list {
		if s.area.Contains(p) {
			return true
		}
	}
	return false
}

// isCovered reports whether stretched tiles show nearly all of the view. Where
// they don't, who zooms out would see empty margins.
func (f *surface) isCovered() bool {
	const n = 8
	seen, missing := f.seenArea(), 0
	for i := range n * n {
		at := geom.Pt(seen.X+seen.W*(float64(i%n)+0.5)/n, seen.Y+seen.H*(float64(i/n)+0.5)/n)
		if !shows(f.back, at) {
			missing++
		}
	}
	return missing <= n
}

// updateAfter looks again after a while whether the tiles are to be painted.
func (f *surface) updateAfter(wait time.Duration) {
	if f.zooming.timer {
		return
	}
	f.zooming.timer = true
	f.after(wait, func() {
		f.zooming.timer = false
		f.update()
	})
}
