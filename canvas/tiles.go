package canvas

import (
	"image"
	"math"

	"spiffmodeler/bpmn/geom"
)

// tilePixels is the side of a tile in device pixels. A smaller tile costs more
// objects for each frame, a larger one more for each change.
const tilePixels = 512

// tileKey names a tile: a square of the plane at a scale.
type tileKey struct {
	scale float64 // device pixels per diagram unit
	x, y  int
}

// area returns the part of the plane that the tile shows.
func (k tileKey) area() geom.Rect {
	side := tilePixels / k.scale
	return geom.R(float64(k.x)*side, float64(k.y)*side, side, side)
}

// tile is the picture of a part of the plane.
type tile struct {
	key tileKey
	// img is the picture: an *image.RGBA, or an *image.Uniform where nothing is
	// drawn; nil until it was painted once, and while it is only packed. pack,
	// if there is one, is the same picture packed.
	img  image.Image
	pack *packed
	// version counts the changes of what the tile shows; painted is the version
	// that img shows, queued the one that a worker was asked for.
	version, painted, queued uint64
	used                     uint64 // when it was last wanted
}

func (t *tile) known() bool { return t.img != nil || t.pack != nil }

func (t *tile) fresh() bool { return t.known() && t.painted == t.version }

// tileCache keeps tiles by key and forgets those that were not wanted for long.
type tileCache struct {
	tiles   map[tileKey]*tile
	clock   uint64
	recycle func(*image.RGBA) // takes pictures that are no longer used
	scratch []uint32          // for packing
}

func newTileCache(recycle func(*image.RGBA)) *tileCache {
	return &tileCache{tiles: map[tileKey]*tile{}, recycle: recycle}
}

// get returns the tile, made when it is missing, and notes that it is wanted.
func (c *tileCache) get(k tileKey) *tile {
	t := c.tiles[k]
	if t == nil {
		t = &tile{key: k, version: 1}
		c.tiles[k] = t
	}
	t.used = c.clock
	return t
}

// invalidate notes that an area looks different. keep says which tiles are on
// the screen: they keep their old picture until there is a new one, all others
// are dropped.
func (c *tileCache) invalidate(areas []geom.Rect, keep func(*tile) bool) {
	for k, t := range c.tiles {
		if !touchesAny(k.area(), areas) {
			continue
		}
		t.version++
		if !keep(t) {
			c.drop(t)
		}
	}
}

// clear drops all tiles that are not kept and makes the others stale.
func (c *tileCache) clear(keep func(*tile) bool) {
	for _, t := range c.tiles {
		t.version++
		if !keep(t) {
			c.drop(t)
		}
	}
}

// trim drops the tiles that were not wanted for longest until at most limit
// are left. What is wanted now stays, and what is kept.
func (c *tileCache) trim(limit int, keep func(*tile) bool) {
	for len(c.tiles) > limit {
		var oldest *tile
		for _, t := range c.tiles {
			if t.used < c.clock && (oldest == nil || t.used < oldest.used) && !keep(t) {
				oldest = t
			}
		}
		if oldest == nil {
			return
		}
		c.drop(oldest)
	}
}

func (c *tileCache) drop(t *tile) {
	delete(c.tiles, t.key)
	c.replace(t, nil)
}

// replace gives a tile another picture.
func (c *tileCache) replace(t *tile, img image.Image) {
	if old, ok := t.img.(*image.RGBA); ok && t.img != img {
		c.recycle(old)
	}
	t.img, t.pack = img, nil
}

// putAway packs the picture of a tile that is no longer on the screen.
func (c *tileCache) putAway(t *tile) {
	img, ok := t.img.(*image.RGBA)
	if !ok {
		return
	}
	if t.pack == nil {
		t.pack, c.scratch = pack(img, c.scratch)
	}
	t.img = nil
	c.recycle(img)
}

// bring unpacks the picture of a tile that comes on the screen.
func (c *tileCache) bring(t *tile, blank func() *image.RGBA) {
	if t.img != nil || t.pack == nil {
		return
	}
	img := blank()
	t.pack.unpack(img)
	t.img = img
}

func touchesAny(r geom.Rect, areas []geom.Rect) bool {
	for _, a := range areas {
		if r.Intersects(a) {
			return true
		}
	}
	return false
}

// span is a block of tiles, the upper bounds excluded.
type span struct{ x0, y0, x1, y1 int }

// tilesOver returns the tiles that cover an area of the plane.
func tilesOver(area geom.Rect, scale float64) span {
	side := tilePixels / scale
	lo := func(v float64) int { return int(math.Floor(v / side)) }
	hi := func(v float64) int { return int(math.Ceil(v / side)) }
	return span{lo(area.X), lo(area.Y), hi(area.Right()), hi(area.Bottom())}
}

func (s span) count() int { return (s.x1 - s.x0) * (s.y1 - s.y0) }

// grown returns the block with n more tiles on each side.
func (s span) grown(n int) span { return span{s.x0 - n, s.y0 - n, s.x1 + n, s.y1 + n} }

// each calls f for the tiles of the block, row by row.
func (s span) each(f func(x, y int)) {
	for y := s.y0; y < s.y1; y++ {
		for x := s.x0; x < s.x1; x++ {
			f(x, y)
		}
	}
}
