package canvas

import (
	"bytes"
	"image"
	"math/rand/v2"
	"testing"

	"spiffmodeler/canvas/paint/raster"
)

func TestPackedPicturesComeBackPixelForPixel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	blank := func(w, h int) *image.RGBA { return image.NewRGBA(image.Rect(0, 0, w, h)) }
	var scratch []uint32
	for round := range 300 {
		img := blank(1+r.IntN(40), 1+r.IntN(20))
		colours := 1 + r.IntN(4)
		for i := range img.Pix {
			switch {
			case i >= 4 && r.IntN(8) > 0: // like the pixel before
				img.Pix[i] = img.Pix[i-4]
			case i >= img.Stride && r.IntN(3) > 0: // like the one above
				img.Pix[i] = img.Pix[i-img.Stride]
			default:
				img.Pix[i] = byte(r.IntN(colours))
			}
		}
		var p *packed
		p, scratch = pack(img, scratch)
		back := blank(img.Rect.Dx(), img.Rect.Dy())
		p.unpack(back)
		if !bytes.Equal(img.Pix, back.Pix) {
			t.Fatalf("round %d: a picture of %v differs", round, img.Rect)
		}
	}
}

// BenchmarkPack packs and unpacks a tile at 100 % and at the least zoom, and
// tells what of its bytes is left.
func BenchmarkPack(b *testing.B) {
	for _, scale := range []float64{1, 0.2} {
		_, d := benchDesk(b, 20000, false)
		j := job{key: tileKey{scale, 2, 1}, ratio: 1, ground: d.surface.ground, scene: d.surface.scene.Snapshot()}
		img := asPicture(j.picture(raster.New(), d.surface.painters.blank))
		p, scratch := pack(img, nil)
		name := map[float64]string{1: "near", 0.2: "far"}[scale]
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				p, scratch = pack(img, scratch)
			}
			b.ReportMetric(100*float64(4*len(p.words))/float64(len(img.Pix)), "%left")
		})
		b.Run(name+"/back", func(b *testing.B) {
			for b.Loop() {
				p.unpack(img)
			}
		})
	}
}
