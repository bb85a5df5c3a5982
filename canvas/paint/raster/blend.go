package raster

import (
	"encoding/binary"
	"image"
	"math"
)

// ink is a premultiplied colour, each part 0 to 255.
type ink struct{ r, g, b, a uint32 }

func (k ink) opaque() bool { return k.a == 255 }

// scaled returns the ink at a coverage of 0 to 255.
func (k ink) scaled(cover uint32) ink {
	return ink{div255(k.r * cover), div255(k.g * cover), div255(k.b * cover), div255(k.a * cover)}
}

func div255(v uint32) uint32 {
	v += 128
	return (v + v>>8) >> 8
}

// over paints one pixel.
func (k ink) over(px []uint8) {
	_ = px[3]
	n := 255 - k.a
	px[0] = uint8(k.r + div255(uint32(px[0])*n))
	px[1] = uint8(k.g + div255(uint32(px[1])*n))
	px[2] = uint8(k.b + div255(uint32(px[2])*n))
	px[3] = uint8(k.a + div255(uint32(px[3])*n))
}

// fillRect replaces the pixels of r, which must lie inside of the image.
func fillRect(img *image.RGBA, r image.Rectangle, k ink) {
	if r.Empty() {
		return
	}
	first := img.Pix[img.PixOffset(r.Min.X, r.Min.Y):][: r.Dx()*4 : r.Dx()*4]
	first[0], first[1], first[2], first[3] = uint8(k.r), uint8(k.g), uint8(k.b), uint8(k.a)
	for n := 4; n < len(first); n *= 2 {
		copy(first[n:], first[:n])
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(img.Pix[img.PixOffset(r.Min.X, y):], first)
	}
}

// solid paints whole pixels.
func (p *Painter) solid(r image.Rectangle, clip image.Rectangle, k ink) {
	r = r.Intersect(clip)
	if r.Empty() || k.a == 0 {
		return
	}
	if k.opaque() {
		fillRect(p.img, r, k)
		return
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		k.overRow(p.img.Pix[p.img.PixOffset(r.Min.X, y):][:r.Dx()*4])
	}
}

// overRow paints a row of pixels. Most of a diagram is plain ground, so what a pixel
// becomes is mostly known from the one before.
func (k ink) overRow(row []uint8) {
	for len(row) >= 4 {
		before := binary.LittleEndian.Uint32(row)
		k.over(row[:4:4])
		after := binary.LittleEndian.Uint32(row)
		row = row[4:]
		two, becomes := uint64(before)<<32|uint64(before), uint64(after)<<32|uint64(after)
		for len(row) >= 8 && binary.LittleEndian.Uint64(row) == two {
			binary.LittleEndian.PutUint64(row, becomes)
			row = row[8:]
		}
	}
}

// box paints an axis-parallel rectangle given in device coordinates, its edges anti-aliased.
func (p *Painter) box(x0, y0, x1, y1 float64, clip image.Rectangle, k ink) {
	x0, y0 = math.Max(x0, float64(clip.Min.X)), math.Max(y0, float64(clip.Min.Y))
	x1, y1 = math.Min(x1, float64(clip.Max.X)), math.Min(y1, float64(clip.Max.Y))
	if !(x0 < x1 && y0 < y1) || k.a == 0 {
		return
	}
	// Whole pixels inside, and the share of the pixels around them that is covered.
	ix0, ix1 := int(math.Ceil(x0)), int(math.Floor(x1))
	iy0, iy1 := int(math.Ceil(y0)), int(math.Floor(y1))
	rows := func(y, h int, cy float64) {
		if ix0 > ix1 { // within one column
			p.solid(image.Rect(ix1, y, ix0, y+h), clip, k.scaled(cover(cy*(x1-x0))))
			return
		}
		p.solid(image.Rect(ix0, y, ix1, y+h), clip, k.scaled(cover(cy)))
		if l := float64(ix0) - x0; l > 0 {
			p.solid(image.Rect(ix0-1, y, ix0, y+h), clip, k.scaled(cover(cy*l)))
		}
		if r := x1 - float64(ix1); r > 0 {
			p.solid(image.Rect(ix1, y, ix1+1, y+h), clip, k.scaled(cover(cy*r)))
		}
	}
	if iy0 > iy1 { // within one row
		rows(iy1, 1, y1-y0)
		return
	}
	rows(iy0, iy1-iy0, 1)
	if t := float64(iy0) - y0; t > 0 {
		rows(iy0-1, 1, t)
	}
	if b := y1 - float64(iy1); b > 0 {
		rows(iy1, 1, b)
	}
}

func cover(share float64) uint32 { return uint32(share*255 + 0.5) }

// stamp is a kept picture of a glyph or an icon: its coverage, and where the upper left
// pixel lies from the origin.
type stamp struct {
	at     image.Point
	w, h   int
	pixels []uint8
}

// mask paints through a coverage of w by h pixels whose first pixel lies at at. lut, when
// given, maps coverage to what is painted.
func (p *Painter) mask(at image.Point, w, h int, pixels []uint8, clip image.Rectangle, k ink, lut *[256]uint8) {
	r := image.Rect(at.X, at.Y, at.X+w, at.Y+h).Intersect(clip)
	if r.Empty() || k.a == 0 {
		return
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from := pixels[(y-at.Y)*w+r.Min.X-at.X:][:r.Dx()]
		row := p.img.Pix[p.img.PixOffset(r.Min.X, y):][:r.Dx()*4]
		maskRow(row, from, k, lut)
	}
}

func maskRow(row, from []uint8, k ink, lut *[256]uint8) {
	for i := 0; i < len(from); i++ {
		m := uint32(from[i])
		if m == 0 {
			for i+8 < len(from) && binary.LittleEndian.Uint64(from[i+1:]) == 0 {
				i += 8
			}
			continue
		}
		px := row[i*4 : i*4+4 : i*4+4]
		if lut != nil {
			m = uint32(lut[m])
		}
		if m == 255 {
			if k.a == 255 {
				px[0], px[1], px[2], px[3] = uint8(k.r), uint8(k.g), uint8(k.b), 255
				continue
			}
			k.over(px)
			continue
		}
		a := div255(k.a * m)
		n := 255 - a
		px[0] = uint8(div255(k.r*m + uint32(px[0])*n))
		px[1] = uint8(div255(k.g*m + uint32(px[1])*n))
		px[2] = uint8(div255(k.b*m + uint32(px[2])*n))
		px[3] = uint8(div255(k.a*m + uint32(px[3])*n))
	}
}
