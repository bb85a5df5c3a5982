package canvas

import (
	"image"
	"math"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
	"spiffmodeler/canvas/scene"
)

// ground is what tiles are painted on.
type ground struct {
	palette *paint.Palette
	grid    bool
}

// gridZoom is the zoom from which on the dots of the grid are shown, and
// fineGridZoom the one from which on all of them are.
const (
	gridStep     = 10.0
	gridZoom     = 0.6
	fineGridZoom = 1.5
)

// dots returns the distance of grid dots in diagram units at a scale; zero for
// none. ratio is device pixels per screen unit.
func (g ground) dots(scale, ratio float64) float64 {
	switch zoom := scale / ratio; {
	case !g.grid || zoom < gridZoom:
		return 0
	case zoom < fineGridZoom:
		return 2 * gridStep
	}
	return gridStep
}

// job is the painting of a tile, or of the parts of it that look different.
type job struct {
	key     tileKey
	version uint64
	ratio   float64
	ground  ground
	scene   *scene.Snapshot
	aside   bool // the tile isn't on the screen: its picture is packed
	// away is the picture, when it is there and only to be packed.
	away *image.RGBA
}

// picture paints a whole tile. blank gives an image to paint on; where nothing
// is to be seen the picture is a plain colour.
func (j job) picture(p *raster.Painter, blank func() *image.RGBA) image.Image {
	if j.away != nil {
		return j.away
	}
	lists := j.scene.Lists(j.key.area(), j.key.scale)
	step := j.ground.dots(j.key.scale, j.ratio)
	if len(lists) == 0 && step == 0 {
		return image.NewUniform(j.ground.palette.Resolve(paint.Of(paint.Ground)))
	}
	img := blank()
	raster.Clear(img, j.ground.palette, paint.Of(paint.Ground))
	if step > 0 {
		j.paintDots(img, image.Point{j.key.x * tilePixels, j.key.y * tilePixels}, step)
	}
	p.Paint(img, raster.View{Origin: j.key.area().Min(), Scale: j.key.scale}, j.ground.palette, lists...)
	return img
}

// repair paints the part of a tile's picture anew that shows area.
func (j job) repair(p *raster.Painter, img *image.RGBA, area geom.Rect) {
	k := j.key
	ox, oy := float64(k.x*tilePixels), float64(k.y*tilePixels)
	part := image.Rect(
		int(math.Floor(area.X*k.scale-ox))-1, int(math.Floor(area.Y*k.scale-oy))-1,
		int(math.Ceil(area.Right()*k.scale-ox))+1, int(math.Ceil(area.Bottom()*k.scale-oy))+1).Intersect(img.Rect)
	if part.Empty() {
		return
	}
	sub := img.SubImage(part).(*image.RGBA)
	raster.Clear(sub, j.ground.palette, paint.Of(paint.Ground))
	if step := j.ground.dots(k.scale, j.ratio); step > 0 {
		j.paintDots(sub, image.Point{k.x * tilePixels, k.y * tilePixels}, step)
	}
	origin := geom.Pt((ox+float64(part.Min.X))/k.scale, (oy+float64(part.Min.Y))/k.scale)
	seen := geom.R(origin.X, origin.Y, float64(part.Dx())/k.scale, float64(part.Dy())/k.scale)
	p.Paint(sub, raster.View{Origin: origin, Scale: k.scale}, j.ground.palette, j.scene.Lists(seen, k.scale)...)
}

// paintDots paints the dots of the grid; offset is the device position of the
// image's zero point.
func (j job) paintDots(img *image.RGBA, offset image.Point, step float64) {
	c := j.ground.palette.Resolve(paint.Of(paint.GridDot))
	size := max(1, int(math.Round(j.ratio*math.Min(1.5, j.key.scale/j.ratio))))
	d := step * j.key.scale
	first := func(from int) int { return int(math.Floor(float64(from)/d)) - 1 }
	for gy := first(offset.Y + img.Rect.Min.Y); ; gy++ {
		y := int(math.Round(float64(gy)*d)) - offset.Y - size/2
		if y >= img.Rect.Max.Y {
			break
		}
		for gx := first(offset.X + img.Rect.Min.X); ; gx++ {
			x := int(math.Round(float64(gx)*d)) - offset.X - size/2
			if x >= img.Rect.Max.X {
				break
			}
			for dy := range size {
				for dx := range size {
					if (image.Point{x + dx, y + dy}).In(img.Rect) {
						i := img.PixOffset(x+dx, y+dy)
						img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, 255
					}
				}
			}
		}
	}
}
