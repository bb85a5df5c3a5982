package canvas

import (
	"testing"
	"time"
)

func TestWhichScalesOfAZoomArePainted(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	at := func(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }
	for _, c := range []struct {
		story string
		steps []int // ms
		look  int
		wait  time.Duration
	}{
		{"one step alone is painted at once", []int{0}, 0, 0},
		{"the second one waits for a third", []int{0, 30}, 30, zoomPause},
		{"and is painted when none comes", []int{0, 30}, 150, 0},
		{"steps far from each other don't wait", []int{0, 500, 1000}, 1000, 0},
		{"a long zoom is painted now and then", []int{0, 40, 80, 120, 160, 200, 240, 280, 320, 360}, 380, 10 * time.Millisecond},
		{"without an end of it", []int{0, 40, 80, 120, 160, 200, 240, 280, 320, 360, 390}, 390, 0},
	} {
		var z zooming
		for _, s := range c.steps {
			z.step(at(s))
		}
		if got := z.wait(at(c.look)); got != c.wait {
			t.Errorf("%s: waits %v, want %v", c.story, got, c.wait)
		}
	}
	// What was painted because it took too long doesn't make the next step wait less.
	var z zooming
	for ms := 0; ms <= 400; ms += 40 {
		z.step(at(ms))
		z.wait(at(ms))
	}
	z.step(at(440))
	if got := z.wait(at(440)); got == 0 {
		t.Error("the step after a painted one doesn't wait")
	}
}
