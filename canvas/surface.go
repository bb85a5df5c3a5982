package canvas

import (
	"image"
	"math"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint/fonts"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// surface shows the diagram as tiles. Its objects are a fixed pool of rasters:
// one that leaves the tree would keep its texture for a minute.
type surface struct {
	ratio float64 // device pixels per screen unit
	// ratioKnown says that the driver was seen to agree with the ratio.
	ratioKnown bool
	ground     ground
	scene      *scene.Scene
	view       tools.Viewport

	cache    *tileCache
	painters *painters
	front    map[tileKey]*slot // tiles of the present scale that have a picture
	back     []*slot           // tiles of an earlier scale, stretched, until front is whole
	idle     []*slot
	origin   image.Point // device position of the window's corner on the plane
	scale    float64
	// patient lets painters paint missing tiles in the background instead of at
	// once; tests and the first picture don't wait.
	patient bool
	budget  time.Duration // for painting at once, beside inlineTiles
	zooming zooming
	arrived arrivals
	changed func() // the list of objects differs
	do      func(func())
	after   func(time.Duration, func()) (stop func())
	wake    func() // takes back the rest that is to come
}

// inlineTiles is how many missing tiles are painted at once, without waiting
// for the background: about 2 ms each.
const inlineTiles = 2

func newSurface(s *scene.Scene, g ground, do func(func()), after func(time.Duration, func()) func()) *surface {
	f := &surface{ratio: 1, scene: s, ground: g, front: map[tileKey]*slot{}, changed: func() {}, do: do, after: after, wake: func() {}}
	f.painters = newPainters(f.arrive)
	f.cache = newTileCache(f.painters.recycle)
	return f
}

// objects returns what shows the diagram, from back to front.
func (f *surface) objects(out []fyne.CanvasObject) []fyne.CanvasObject {
	for _, s := range f.back {
		out = append(out, s.raster)
	}
	for _, s := range f.front {
		out = append(out, s.raster)
	}
	return out
}

// onScreen reports whether a tile is shown.
func (f *surface) onScreen(t *tile) bool {
	if s := f.front[t.key]; s != nil && s.tile == t {
		return true
	}
	for _, s := range f.back {
		if s.tile == t {
			return true
		}
	}
	return false
}

// setScene shows another plane.
func (f *surface) setScene(s *scene.Scene) {
	f.scene = s
	f.forget()
	f.release()
	for k, s := range f.front {
		f.free(s)
		delete(f.front, k)
	}
	f.cache.clear(f.onScreen)
	// The old plane must not be seen any longer: paint at once.
	patient := f.patient
	f.patient = false
	f.update()
	f.patient = patient
	f.changed()
}

// setFonts gives painters the system's fonts. When the first tile misses them they are loaded,
// and what was painted without them is painted again.
func (f *surface) setFonts(system *fonts.System) {
	again := func() {
		f.forget()
		f.cache.clear(f.onScreen)
		f.update()
	}
	var once sync.Once
	f.painters.fonts = system
	f.painters.waiting = func() {
		once.Do(func() { system.Load(func() { f.do(again) }) })
	}
}

// forget takes back what painters were asked for and did not begin.
func (f *surface) forget() {
	f.painters.forget()
	for _, t := range f.cache.tiles {
		t.queued = 0
	}
}

// setGround changes palette or grid.
func (f *surface) setGround(g ground) {
	if f.ground == g {
		return
	}
	f.ground = g
	f.forget()
	f.cache.clear(f.onScreen)
	f.update()
}

// setRatio tells how many device pixels a screen unit has.
func (f *surface) setRatio(r float64) {
	if r <= 0 || r == f.ratio {
		return
	}
	f.ratio = r
	f.update()
}

// setView shows another part of the plane.
func (f *surface) setView(v tools.Viewport) {
	f.view = v
	f.update()
}

// damaged tells that parts of the plane look different. now says that somebody
// waits for it: then as much as possible is painted at once, for the picture
// to change as a whole.
func (f *surface) damaged(areas []geom.Rect, now bool) {
	if len(areas) == 0 {
		return
	}
	f.cache.invalidate(areas, f.onScreen)
	f.repair(areas)
	if now {
		f.budget = editBudget
	}
	f.update()
	f.budget = 0
}

// editBudget is how long tiles are painted at once after an edit.
const editBudget = 25 * time.Millisecond

// repairPixels bounds the device pixels that are painted at once after a
// change.
const repairPixels = 4 * tilePixels * tilePixels

// repair paints small damages into the tiles on the screen at once.
func (f *surface) repair(areas []geom.Rect) {
	snapshot := f.scene.Snapshot()
	cost := 0.0
	for _, a := range areas {
		seen := f.view.Visible()
		w := math.Min(a.Right(), seen.Right()) - math.Max(a.X, seen.X)
		h := math.Min(a.Bottom(), seen.Bottom()) - math.Max(a.Y, seen.Y)
		if w > 0 && h > 0 {
			cost += w * h * f.scale * f.scale
		}
	}
	if len(areas) > 64 || cost > repairPixels {
		return
	}
	p := f.painters.painter()
	defer f.painters.giveBack(p)
	for k, s := range f.front {
		t := s.tile
		if t.painted+1 != t.version || !touchesAny(k.area(), areas) { // untouched, or something else is missing, too
			continue
		}
		f.cache.bring(t, f.painters.blank)
		img, ok := t.img.(*image.RGBA)
		if !ok {
			continue
		}
		j := f.job(t, snapshot)
		for _, a := range areas {
			if k.area().Intersects(a) {
				j.repair(p, img, a)
			}
		}
		t.painted, t.pack = t.version, nil
		f.show(s)
	}
}

func (f *surface) job(t *tile, s *scene.Snapshot) job {
	return job{key: t.key, version: t.version, ratio: f.ratio, ground: f.ground, scene: s}
}

// update brings the tiles on the screen in step with the view.
func (f *surface) update() {
	if f.view.W <= 0 || f.view.H <= 0 {
		return
	}
	f.collect()
	f.cache.clock++
	scale := f.view.Zoom * f.ratio
	if scale != f.scale {
		f.rescale(scale)
	}
	f.origin = image.Pt(int(math.Round(f.view.Origin.X*scale)), int(math.Round(f.view.Origin.Y*scale)))
	seen := tilesOver(f.seenArea(), scale)
	f.paintMissing(seen)
	f.assign(seen)
	f.place()
	f.putAway()
	f.cache.trim(2*seen.count()+8, f.onScreen) // the window and a ring around it
	f.restSoon()
}

// putAway has pictures packed that are not on the screen, in the background.
func (f *surface) putAway() {
	var jobs []job
	for _, t := range f.cache.tiles {
		img, full := t.img.(*image.RGBA)
		if !full || f.onScreen(t) {
			continue
		}
		if t.pack == nil && t.fresh() && f.patient {
			j := f.job(t, nil)
			j.away, j.aside = img, true
			jobs = append(jobs, j)
			t.img, t.queued = nil, t.version // until it is packed there is none
			continue
		}
		f.cache.putAway(t)
	}
	if len(jobs) > 0 {
		f.painters.add(false, jobs...)
	}
}

// seenArea returns the part of the plane in the window, brought to whole pixels.
func (f *surface) seenArea() geom.Rect {
	return geom.R(float64(f.origin.X)/f.scale, float64(f.origin.Y)/f.scale, f.view.W/f.view.Zoom, f.view.H/f.view.Zoom)
}

// rescale turns the tiles of the old scale into a stretched background.
func (f *surface) rescale(scale float64) {
	f.forget()
	// A background that is only half covered by newer tiles is worth more than
	// those, which only add what it lacks.
	old := f.back
	for k, s := range f.front {
		if len(old) == 0 || len(f.back) < maxBack && !shows(old, s.area.Center()) {
			f.back = append(f.back, s)
		} else {
			f.free(s)
		}
		delete(f.front, k)
	}
	f.scale = scale
	f.zooming.step(time.Now())
	f.changed()
}

// paintMissing paints what the window lacks, few tiles at once and many in the
// background.
func (f *surface) paintMissing(seen span) {
	var missing, around []*tile
	seen.each(func(x, y int) {
		if t := f.cache.get(tileKey{f.scale, x, y}); !t.fresh() {
			missing = append(missing, t)
		}
	})
	if f.patient {
		seen.grown(1).each(func(x, y int) {
			if x < seen.x0 || x >= seen.x1 || y < seen.y0 || y >= seen.y1 {
				if t := f.cache.get(tileKey{f.scale, x, y}); !t.fresh() {
					around = append(around, t)
				}
			}
		})
	}
	if len(missing) == 0 && len(around) == 0 {
		return
	}
	if f.patient && f.budget == 0 && f.isCovered() {
		if wait := f.zooming.wait(time.Now()); wait > 0 {
			f.updateAfter(wait)
			return
		}
	}
	snapshot := f.scene.Snapshot()
	if len(missing) <= inlineTiles || !f.patient || f.budget > 0 {
		p := f.painters.painter()
		until := time.Now().Add(f.budget)
		for len(missing) > 0 && (!f.patient || f.budget == 0 || time.Now().Before(until)) {
			t := missing[0]
			missing = missing[1:]
			f.cache.replace(t, f.job(t, snapshot).picture(p, f.painters.blank))
			t.painted = t.version
			if s := f.front[t.key]; s != nil {
				f.show(s)
			}
		}
		f.painters.giveBack(p)
	}
	f.enqueue(true, missing, snapshot)
	f.enqueue(false, around, snapshot)
}

func (f *surface) enqueue(urgent bool, tiles []*tile, s *scene.Snapshot) {
	var jobs []job
	for _, t := range tiles {
		if t.queued != t.version {
			t.queued = t.version
			j := f.job(t, s)
			j.aside = !urgent
			jobs = append(jobs, j)
		}
	}
	if len(jobs) > 0 {
		f.painters.add(urgent, jobs...)
	}
}
