package raster

import (
	"fmt"
	"image"
	"math"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// maxPixels bounds the pictures that Picture makes (400 MB of pixels).
const maxPixels = 100_000_000

// Picture paints the lists into a new image that shows box at a scale. The zero ground leaves
// it transparent. It fails when the picture would be empty or too large for memory.
func Picture(box geom.Rect, scale float64, palette *paint.Palette, ground paint.Colour, lists ...paint.List) (*image.RGBA, error) {
	w, h := math.Ceil(box.W*scale-1e-6), math.Ceil(box.H*scale-1e-6)
	if !(w >= 1 && h >= 1) {
		return nil, fmt.Errorf("paint a picture of %v x %v pixels: nothing to show", w, h)
	}
	if w*h > maxPixels {
		return nil, fmt.Errorf("paint a picture of %.0f x %.0f pixels: too large, choose a smaller scale", w, h)
	}
	img := image.NewRGBA(image.Rect(0, 0, int(w), int(h)))
	if ground.A > 0 {
		Clear(img, palette, ground)
	}
	New().Paint(img, View{Origin: box.Min(), Scale: scale}, palette, lists...)
	return img, nil
}
