package canvas

import (
	"image"
	"sync"
)

// arrivals are the pictures that painters have made and the window's goroutine
// has not taken yet. It takes all of them at once: between two calls from
// elsewhere the window may paint a frame, and twelve tiles that came one by one
// would take as many frames.
type arrivals struct {
	mu    sync.Mutex
	list  []arrival
	asked bool // the window's goroutine will come
}

type arrival struct {
	job   job
	img   image.Image
	aside *packed
}

// arrive is told by painters, in their goroutines, of a picture.
func (f *surface) arrive(j job, img image.Image, aside *packed) {
	f.arrived.mu.Lock()
	f.arrived.list = append(f.arrived.list, arrival{j, img, aside})
	ask := !f.arrived.asked
	f.arrived.asked = true
	f.arrived.mu.Unlock()
	if ask {
		f.do(f.takeArrived)
	}
}

// takeArrived shows the pictures that painters made.
func (f *surface) takeArrived() {
	if f.collect() {
		f.update()
	}
}

// collect gives tiles the pictures that painters made; it reports whether there
// were any. Every update does so: while frames follow each other closely, calls
// from elsewhere wait for long.
func (f *surface) collect() bool {
	f.arrived.mu.Lock()
	list := f.arrived.list
	f.arrived.list, f.arrived.asked = nil, false
	f.arrived.mu.Unlock()
	for _, a := range list {
		f.accept(a)
	}
	return len(list) > 0
}

// accept gives a tile its picture.
func (f *surface) accept(a arrival) {
	t := f.cache.tiles[a.job.key]
	if t == nil || a.job.version != t.version || a.job.ground != f.ground {
		if p, ok := a.img.(*image.RGBA); ok {
			f.painters.recycle(p)
		}
		if t != nil && !t.fresh() {
			t.queued = 0 // it came too late, but is still wanted as it is now
		}
		return
	}
	f.cache.replace(t, a.img)
	t.pack, t.painted = a.aside, a.job.version
	if s := f.front[t.key]; s != nil {
		f.cache.bring(t, f.painters.blank)
		f.show(s)
	}
}
