package canvas

import (
	"bytes"
	"encoding/binary"
	"image"
)

// packed is the picture of a tile that isn't on the screen. Diagrams are plain
// for the most part: most pixels look like the one before them or the one above
// them, so a packed picture takes a tenth of the room. It is a sequence of
// pieces: a word with kind and length, then the pixels that the kind needs.
type packed struct {
	words         []uint32
	width, height int
}

// The kinds of pieces, in the upper bits of their first word.
const (
	packedLiteral = iota << packedShift // all pixels follow
	packedRun                           // one pixel follows, which repeats
	packedAbove                         // as in the row above; none follow
)

const (
	packedShift  = 30
	packedLength = 1<<packedShift - 1
	// packedWorth is the least length of a run: shorter ones stay literal.
	packedWorth = 4
)

// pack packs a picture. scratch serves several calls; the result doesn't keep
// it.
func pack(img *image.RGBA, scratch []uint32) (p *packed, _ []uint32) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := scratch[:0]
	var above []byte
	for y := range h {
		row := img.Pix[y*img.Stride : y*img.Stride+4*w]
		literal := -1 // where the piece of literal pixels begins, or -1
		for x := 0; x < w; {
			kind, n := packedLiteral, 1
			if above != nil {
				if x == 0 && bytes.Equal(row, above) { // most rows, and in no time
					out = append(out, uint32(packedAbove|w))
					break
				}
				kind, n = packedAbove, sameLength(row[4*x:], above[4*x:])
			}
			if n < packedWorth {
				kind, n = packedRun, runLength(row[4*x:])
			}
			switch {
			case n >= packedWorth || n == w-x && kind == packedRun:
				literal = -1
				out = append(out, uint32(kind|n))
				if kind == packedRun {
					out = append(out, pixel(row, x))
				}
			case literal >= 0:
				n = 1
				out[literal]++
				out = append(out, pixel(row, x))
			default:
				n = 1
				literal = len(out)
				out = append(out, packedLiteral|1, pixel(row, x))
			}
			x += n
		}
		above = row
	}
	return &packed{words: append(make([]uint32, 0, len(out)), out...), width: w, height: h}, out
}

// unpack paints the picture on img, which has its size.
func (p *packed) unpack(img *image.RGBA) {
	words := p.words
	var above []byte
	for y := range p.height {
		row := img.Pix[y*img.Stride : y*img.Stride+4*p.width]
		for rest := row; len(rest) > 0; {
			n := int(words[0] & packedLength)
			piece := rest[:4*n]
			switch words[0] &^ packedLength {
			case packedAbove:
				from := len(row) - len(rest)
				copy(piece, above[from:from+4*n])
				words = words[1:]
			case packedRun:
				binary.LittleEndian.PutUint32(piece, words[1])
				for done := 4; done < len(piece); done *= 2 {
					copy(piece[done:], piece[:done])
				}
				words = words[2:]
			default:
				for i := range n {
					binary.LittleEndian.PutUint32(piece[4*i:], words[1+i])
				}
				words = words[1+n:]
			}
			rest = rest[4*n:]
		}
		above = row
	}
}

func pixel(row []byte, x int) uint32 { return binary.LittleEndian.Uint32(row[4*x:]) }

// sameLength returns how many pixels of two rows are the same.
func sameLength(a, b []byte) int {
	i := 0
	for i+8 <= len(a) && binary.LittleEndian.Uint64(a[i:]) == binary.LittleEndian.Uint64(b[i:]) {
		i += 8
	}
	if i+4 <= len(a) && pixel(a, i/4) == pixel(b, i/4) {
		i += 4
	}
	return i / 4
}

// runLength returns how often the first pixel of a row repeats, itself counted.
func runLength(row []byte) int {
	first := pixel(row, 0)
	two := uint64(first)<<32 | uint64(first)
	i := 0
	for i+8 <= len(row) && binary.LittleEndian.Uint64(row[i:]) == two {
		i += 8
	}
	if i+4 <= len(row) && binary.LittleEndian.Uint32(row[i:]) == first {
		i += 4
	}
	return i / 4
}
