package canvas

import (
	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
)

// pad is the context pad: the actions for what is selected, beside it.
type pad struct {
	entries []editor.Entry
	sheet   *sheet
	at      geom.Point // of the upper left corner, in screen units
	w, h    float64
	hover   int  // index of the entry under the pointer; -1 for none
	down    int  // index of the entry on which the button went down; -1 for none
	over    bool // the pointer is
	keyed   bool // the arrow keys walk through the entries

	stopPreview func()
}

// Sizes of the pad in screen units.
const (
	padButton  = 28
	padColumns = 4
	padMargin  = 4
	padGap     = 16 // from the selection, clear of its handles
)

func newPad() *pad { return &pad{sheet: newSheet(), hover: -1, down: -1} }

func (p *pad) visible() bool { return len(p.entries) > 0 && p.sheet.visible }

// hide takes the pad away.
func (p *pad) hide() {
	p.entries, p.hover, p.down, p.keyed, p.sheet.visible = nil, -1, -1, false, false
}

// tipAt returns where the tooltip stands: above the pad, for what an entry would
// make is shown at the right of it or below.
func (p *pad) tipAt() geom.Point {
	if y := p.at.Y - tipHeight - 4; y >= 4 {
		return geom.Pt(p.at.X, y)
	}
	return geom.Pt(p.at.X, p.at.Y+p.h+4)
}

// show puts entries beside a rectangle of the window.
func (p *pad) show(entries []editor.Entry, beside geom.Rect, w, h float64, palette *paint.Palette, painter *raster.Painter, ratio float64) {
	same := sameEntries(p.entries, entries)
	p.entries = entries
	rows := (len(entries) + padColumns - 1) / padColumns
	p.w = float64(min(len(entries), padColumns))*padButton + 2*padMargin
	p.h = float64(rows)*padButton + 2*padMargin
	at := geom.Pt(beside.Right()+padGap, beside.Y)
	if at.X+p.w > w { // no room at the right: then at the left, or inside
		if left := beside.X - padGap - p.w; left >= 0 {
			at.X = left
		} else {
			at.X = max(0, w-p.w-padGap)
		}
	}
	at.Y = max(4, min(at.Y, h-p.h-4))
	p.at = at
	if !same || !p.sheet.visible {
		p.hover, p.keyed = -1, false
	}
	p.paint(palette, painter, ratio)
}

func sameEntries(a, b []editor.Entry) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].ID != b[i].ID {
			return false
		}
	}
	return true
}

func (p *pad) paint(palette *paint.Palette, painter *raster.Painter, ratio float64) {
	frame := geom.R(0.5, 0.5, p.w-1, p.h-1)
	list := paint.List{paint.Shape{Path: paint.RoundRect(frame, 6), Fill: paint.Of(paint.Ground), Stroke: paint.Pen(paint.Of(paint.Rule), 1)}}
	for i, e := range p.entries {
		b := p.box(i)
		if i == p.hover {
			mark := paint.Shape{Path: paint.RoundRect(b.Grown(-1), 4), Fill: paint.Of(paint.ActiveFill)}
			if p.keyed {
				mark.Stroke = paint.Pen(paint.Of(paint.Accent), 1.5)
			}
			list = append(list, mark)
		}
		inset := (padButton - notation.IconSize) / 2.0
		list = append(list, paint.At(geom.Pt(b.X+inset, b.Y+inset), e.Icon))
	}
	p.sheet.panel(list, p.at, p.w, p.h, palette, painter, ratio)
}

// box returns the place of an entry in the pad.
func (p *pad) box(i int) geom.Rect {
	return geom.R(padMargin+float64(i%padColumns)*padButton, padMargin+float64(i/padColumns)*padButton, padButton, padButton)
}

// contains reports whether a position of the window lies on the pad.
func (p *pad) contains(at geom.Point) bool {
	return p.visible() && geom.R(p.at.X, p.at.Y, p.w, p.h).Contains(at)
}

// entryAt returns the index of the entry at a position of the window, or -1.
func (p *pad) entryAt(at geom.Point) int {
	if !p.contains(at) {
		return -1
	}
	q := at.Sub(p.at)
	for i := range p.entries {
		if p.box(i).Contains(q) {
			return i
		}
	}
	return -1
}

func (p *pad) objects(out []fyne.CanvasObject) []fyne.CanvasObject {
	if p.visible() {
		out = append(out, p.sheet.raster)
	}
	return out
}
