package canvas

import (
	"image"
	"runtime"
	"slices"
	"sync"

	"spiffmodeler/canvas/paint/fonts"
	"spiffmodeler/canvas/paint/raster"
)

// freePictures bounds how many pictures wait to be painted on again.
const freePictures = 4

// painters paint tiles in the background. Goroutines run only while there is
// something to paint.
type painters struct {
	mu      sync.Mutex
	queue   []job // the most urgent first
	running int
	limit   int
	idle    []*raster.Painter // painters keep glyphs, so they are used again
	blanks  []*image.RGBA
	done    func(job, image.Image, *packed) // called in the painting goroutine; one is nil

	fonts   *fonts.System // of the system, for painters; nil for none
	waiting func()        // called in the painting goroutine when they are missed
}

func newPainters(done func(job, image.Image, *packed)) *painters {
	return &painters{limit: max(1, runtime.NumCPU()-1), done: done}
}

// add asks for pictures. urgent ones come before all others.
func (w *painters) add(urgent bool, jobs ...job) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if urgent {
		w.queue = append(slices.Clone(jobs), w.queue...)
	} else {
		w.queue = append(w.queue, jobs...)
	}
	for w.running < w.limit && w.running < len(w.queue) {
		w.running++
		go w.work()
	}
}

// forget takes back what nobody began to paint.
func (w *painters) forget() {
	w.mu.Lock()
	w.queue = nil
	w.mu.Unlock()
}

// recycle gives a picture that is no longer shown to the next job.
func (w *painters) recycle(img *image.RGBA) {
	w.mu.Lock()
	if len(w.blanks) < freePictures {
		w.blanks = append(w.blanks, img)
	}
	w.mu.Unlock()
}

// rest gives up the pictures that wait.
func (w *painters) rest() {
	w.mu.Lock()
	w.blanks = nil
	w.mu.Unlock()
}

func (w *painters) work() {
	p := w.painter()
	var scratch []uint32
	for {
		j, ok := w.take()
		if !ok {
			w.giveBack(p)
			return
		}
		img := j.picture(p, w.blank)
		if full, ok := img.(*image.RGBA); ok && j.aside {
			var aside *packed
			aside, scratch = pack(full, scratch)
			w.recycle(full)
			w.done(j, nil, aside)
			continue
		}
		w.done(j, img, nil)
	}
}

// painter returns a painter that nobody else uses.
func (w *painters) painter() *raster.Painter {
	w.mu.Lock()
	defer w.mu.Unlock()
	if n := len(w.idle); n > 0 {
		p := w.idle[n-1]
		w.idle = w.idle[:n-1]
		return p
	}
	p := raster.New()
	p.Fonts, p.Waiting = w.fonts, w.waiting
	return p
}

// giveBack lets others use a painter.
func (w *painters) giveBack(p *raster.Painter) {
	w.mu.Lock()
	w.idle = append(w.idle, p)
	w.mu.Unlock()
}

func (w *painters) take() (j job, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.queue) == 0 {
		w.running--
		return job{}, false
	}
	j = w.queue[0]
	w.queue = w.queue[1:]
	return j, true
}

// blank returns a picture to paint on, its pixels undefined.
func (w *painters) blank() *image.RGBA {
	w.mu.Lock()
	defer w.mu.Unlock()
	if n := len(w.blanks); n > 0 {
		p := w.blanks[n-1]
		w.blanks = w.blanks[:n-1]
		return p
	}
	return image.NewRGBA(image.Rect(0, 0, tilePixels, tilePixels))
}
