package main

import (
	"fmt"
	"image"
	"os"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// row is one measurement. Times are in ms.
type row struct {
	File       string  `json:"file"`
	Elements   int     `json:"elements"`
	What       string  `json:"what"`
	Frames     int     `json:"frames"`
	FPS        float64 `json:"fps"`
	Own        spread  `json:"ownMs"`          // update and paint, without handing the frame to the screen
	Whole      spread  `json:"frameMs"`        // input is looked at between frames: it waits for one at most
	Wait       float64 `json:"longestQueueMs"` // that something put into the window's queue by a goroutine waited
	Load       float64 `json:"load"`
	ResidentMB int     `json:"residentMB"`
}

// spread tells how durations are distributed, in ms.
type spread struct {
	Median  float64 `json:"median"`
	P95     float64 `json:"p95"`
	Longest float64 `json:"longest"`
}

func spreadOf(list []time.Duration) spread {
	if len(list) == 0 {
		return spread{}
	}
	s := slices.Sorted(slices.Values(list))
	return spread{ms(s[len(s)/2]), ms(s[min(len(s)-1, len(s)*95/100)]), ms(s[len(s)-1])}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// bench measures in one window. Its fields belong to the window's goroutine, but
// rows to that of run.
type bench struct {
	win  fyne.Window
	rows []row

	ed *editor.Editor
	// mark is painted last in each frame: when it is asked for its picture, all
	// the rest has been painted.
	mark *fynecanvas.Raster
	now  frame
}

// frame is when a frame began and was painted.
type frame struct{ from, painted time.Time }

func newBench(win fyne.Window) *bench {
	b := &bench{win: win}
	dot := image.NewRGBA(image.Rect(0, 0, 1, 1))
	b.mark = fynecanvas.NewRaster(func(int, int) image.Image {
		b.now.painted = time.Now()
		return dot
	})
	b.mark.Resize(fyne.NewSize(1, 1))
	return b
}

// run measures one file after the other.
func (b *bench) run(files []string) error {
	for _, f := range files {
		if err := b.file(f); err != nil {
			return err
		}
	}
	return nil
}

type memory struct{ text string }

func (m *memory) Content() string     { return m.text }
func (m *memory) SetContent(t string) { m.text = t }

func (b *bench) file(path string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("open a file to measure: %w", err)
	}
	began := time.Now()
	doc, err := bpmn.Parse(path, raw)
	if err != nil {
		return err
	}
	elements := 0
	fyne.DoAndWait(func() {
		b.ed = editor.New(doc, &memory{})
		elements = b.ed.Scene().Len()
		b.win.SetContent(container.NewStack(canvas.New(b.ed, canvas.Options{}), container.NewWithoutLayout(b.mark)))
	})
	note := func(what string, r row) {
		r.File, r.Elements, r.What, r.Load, r.ResidentMB = path, elements, what, load(), resident()
		b.rows = append(b.rows, r)
	}
	note("open", b.play(1, func(int) { b.ed.Fit() }))
	b.rows[len(b.rows)-1].Whole.Longest = ms(time.Since(began))
	b.rest()

	there := func(i, n int) int { return min(i, n-i) }
	scroll := func(dx float64) func(int) {
		return func(i int) {
			if i >= 30 {
				dx = -max(dx, -dx)
			}
			b.ed.ScrollBy(geom.Pt(dx, 0))
		}
	}
	note("pan, all in view", b.play(60, scroll(8)))
	var fitted float64
	fyne.DoAndWait(func() { b.ed.Fit(); fitted = b.ed.View().Zoom })
	note("zoom, all in view", b.play(40, func(i int) { b.ed.ZoomTo(fitted * (1 + 0.05*float64(there(i, 40)))) }))

	var of *scene.Item
	fyne.DoAndWait(func() {
		if of = b.target(); of != nil {
			b.ed.ZoomTo(1)
			b.ed.CenterOn(of.Bounds.Center())
		}
	})
	if of == nil {
		return fmt.Errorf("measure %s: the diagram has no activity with flows that could be dragged", path)
	}
	at := of.Bounds.Center()
	b.rest()
	note("pan at 100 %", b.play(60, scroll(12)))
	note("zoom about 100 %", b.play(40, func(i int) { b.ed.ZoomTo(1 + 0.03*float64(there(i, 40))) }))
	fyne.DoAndWait(func() { b.ed.ZoomTo(1); b.ed.CenterOn(at) })
	b.rest()

	fyne.DoAndWait(func() { b.send(tools.Motion, at); b.send(tools.Press, at) })
	last := at
	note("drag an element", b.play(60, func(i int) {
		last = at.Add(geom.Pt(float64(4*there(i, 60)+5), float64(i%7)))
		b.send(tools.Motion, last)
	}))
	note("drop it", b.play(1, func(int) { b.send(tools.Release, last) }))
	var moved bool
	fyne.DoAndWait(func() {
		now := b.ed.Scene().Item(of.DI)
		moved = now != nil && now.Bounds != of.Bounds
	})
	if !moved {
		return fmt.Errorf("measure %s: %s was dragged, but did not move", path, of.Element.ID())
	}
	note("undo that", b.play(1, func(int) { b.ed.Undo() }))
	note("fit", b.play(1, func(int) { b.ed.Fit() }))
	return nil
}

// target returns the activity with flows that is nearest to the middle of the
// diagram and holds nothing else; nil if there is none.
func (b *bench) target() *scene.Item {
	all := b.ed.Scene()
	middle := all.Bounds().Center()
	var best *scene.Item
	for _, it := range all.Items() {
		if !it.Kind.Is(bpmn.ActivityClass) || it.IsContainer() || len(it.Element.Incoming()) == 0 || len(it.Element.Outgoing()) == 0 {
			continue
		}
		if best == nil || it.Bounds.Center().Dist(middle) < best.Bounds.Center().Dist(middle) {
			best = it
		}
	}
	return best
}

func (b *bench) send(k tools.EventKind, at geom.Point) {
	v := b.ed.View()
	b.ed.Handle(tools.Event{Kind: k, At: at, Screen: v.ToScreen(at), Button: tools.Primary, Clicks: 1})
}

// rest lets what is painted in the background come to its end.
func (b *bench) rest() { time.Sleep(time.Second) }

// play makes one step in each frame and measures the frames. Besides it puts
// something into the window's queue all the time, as painters do, and measures
// how long that waits.
func (b *bench) play(n int, step func(i int)) row {
	var own, whole []time.Duration
	done := make(chan struct{})
	var start, end time.Time
	// over takes up a frame when it has been handed over, once.
	over := func() {
		f := b.now
		b.now = frame{}
		if f.from.IsZero() {
			return
		}
		end = time.Now()
		if f.painted.IsZero() { // nothing was painted
			f.painted = end
		}
		own, whole = append(own, f.painted.Sub(f.from)), append(whole, end.Sub(f.from))
	}
	i := 0
	var tick *fyne.Animation
	tick = &fyne.Animation{Duration: time.Hour, Curve: fyne.AnimationLinear, Tick: func(float32) {
		if i == n {
			return
		}
		over() // where the loop turned to the next frame at once
		b.now.from = time.Now()
		if i == 0 {
			start = b.now.from
		}
		step(i)
		i++
		fynecanvas.Refresh(b.mark)
		last := i == n
		fyne.Do(func() {
			over()
			if last {
				tick.Stop()
				close(done)
			}
		})
	}}
	longest := make(chan time.Duration)
	go probe(done, longest)
	fyne.Do(tick.Start)
	wait := <-longest
	r := row{Frames: n, Own: spreadOf(own), Whole: spreadOf(whole), Wait: ms(wait)}
	if d := end.Sub(start); d > 0 {
		r.FPS = float64(n) / d.Seconds()
	}
	return r
}

// probe returns the longest time that a call had to wait in the window's queue.
func probe(done <-chan struct{}, longest chan<- time.Duration) {
	var most time.Duration
	for {
		sent := time.Now()
		fyne.DoAndWait(func() { most = max(most, time.Since(sent)) })
		select {
		case <-done:
			longest <- most
			return
		case <-time.After(2 * time.Millisecond):
		}
	}
}
