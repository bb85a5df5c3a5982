package canvas

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"spiffmodeler/bpmn/geom"
)

// slot is a raster with the tile that it shows.
type slot struct {
	raster *fynecanvas.Raster
	tile   *tile
	area   geom.Rect // of the plane
	shown  image.Image
	taken  bool // the driver has the picture
}

// assign gives rasters to the tiles of the window that have a picture.
func (f *surface) assign(seen span) {
	differs := false
	for k, s := range f.front {
		if k.x < seen.x0 || k.x >= seen.x1 || k.y < seen.y0 || k.y >= seen.y1 {
			f.free(s)
			delete(f.front, k)
			differs = true
		}
	}
	whole := true
	seen.each(func(x, y int) {
		k := tileKey{f.scale, x, y}
		t := f.cache.tiles[k]
		if t == nil || !t.known() {
			whole = false
			return
		}
		if f.front[k] == nil {
			f.cache.bring(t, f.painters.blank)
			s := f.slot()
			s.tile, s.area = t, k.area()
			f.front[k] = s
			f.show(s)
			differs = true
		}
	})
	if whole && len(f.back) > 0 {
		f.release()
		differs = true
	}
	if differs {
		f.changed()
	}
}

// release gives up the background.
func (f *surface) release() {
	for _, s := range f.back {
		f.free(s)
	}
	f.back = nil
}

func (f *surface) slot() *slot {
	if n := len(f.idle); n > 0 {
		s := f.idle[n-1]
		f.idle = f.idle[:n-1]
		return s
	}
	s := &slot{}
	s.raster = fynecanvas.NewRaster(func(w, _ int) image.Image {
		f.learnRatio(s, w)
		if s.shown == nil && s.tile != nil { // it rests
			f.cache.bring(s.tile, f.painters.blank)
			s.shown = s.tile.img
			f.restSoon()
		}
		if s.shown == nil {
			return image.Transparent
		}
		s.taken = true
		return s.shown
	})
	s.raster.ScaleMode = fynecanvas.ImageScaleFastest
	return s
}

// learnRatio compares the width in device pixels with which the driver asks for
// a tile with what was expected: only there it tells the true ratio.
func (f *surface) learnRatio(s *slot, w int) {
	if s.tile == nil || s.tile.key.scale != f.scale {
		return
	}
	f.ratioKnown = true
	ratio := float64(w) / float64(s.raster.Size().Width)
	if math.Abs(ratio/f.ratio-1) < 0.01 {
		return
	}
	ratio = math.Round(ratio*100) / 100
	f.do(func() {
		f.setRatio(ratio)
		f.changed()
	})
}

// free puts a slot aside. Refreshing a raster gives up its texture, which the
// driver would keep for a minute.
func (f *surface) free(s *slot) {
	s.tile, s.shown, s.taken = nil, nil, false
	fynecanvas.Refresh(s.raster)
	f.idle = append(f.idle, s)
}

// show makes a raster show its tile's picture.
func (f *surface) show(s *slot) {
	s.shown, s.taken = s.tile.img, false
	fynecanvas.Refresh(s.raster)
}

// place puts the rasters where their tiles belong, on whole device pixels.
func (f *surface) place() {
	unit := func(px int) float32 { return float32(float64(px) / f.ratio) }
	side := unit(tilePixels)
	for k, s := range f.front {
		s.place(fyne.NewPos(unit(k.x*tilePixels-f.origin.X), unit(k.y*tilePixels-f.origin.Y)), fyne.NewSize(side, side))
	}
	for _, s := range f.back {
		r := f.view.RectToScreen(s.area)
		s.place(fyne.NewPos(float32(r.X), float32(r.Y)), fyne.NewSize(float32(r.W), float32(r.H)))
	}
}

// place puts the raster somewhere. Its picture stays the same and is only
// stretched: Raster.Resize would make the driver ask for it and hand it to the
// graphics card again, at each step of a zoom.
func (s *slot) place(at fyne.Position, size fyne.Size) {
	r := s.raster
	if r.Size() != size {
		sized := fynecanvas.NewRaster(r.Generator)
		sized.Translucency, sized.ScaleMode = r.Translucency, r.ScaleMode
		sized.Resize(size)
		sized.Move(at.AddXY(-1, 0)) // so that the next line moves it and has it painted
		*r = *sized
	}
	r.Move(at)
}
