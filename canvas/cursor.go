package canvas

import (
	"image"

	"fyne.io/fyne/v2/driver/desktop"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
	"spiffmodeler/canvas/tools"
)

// cursors are the forms of the pointer. Those that the system's driver lacks
// are drawn; each is made once, because a driver makes a new one of every value.
type cursors map[tools.Cursor]desktop.Cursor

func newCursors() cursors {
	c := cursors{
		tools.DefaultCursor:   desktop.DefaultCursor,
		tools.PointerCursor:   desktop.PointerCursor,
		tools.CrosshairCursor: desktop.CrosshairCursor,
		tools.TextCursor:      desktop.TextCursor,
		tools.ResizeEW:        desktop.HResizeCursor,
		tools.ResizeNS:        desktop.VResizeCursor,
	}
	for kind, path := range cursorPaths {
		c[kind] = drawnCursor(
			paint.Shape{Path: path, Stroke: paint.Pen(cursorWhite, 2.4)},
			paint.Shape{Path: path, Fill: cursorBlack})
	}
	for kind, bent := range hands {
		c[kind] = drawnCursor(
			paint.Shape{Path: handPath(bent), Fill: cursorWhite, Stroke: paint.Pen(cursorBlack, 1.5)},
			paint.Shape{Path: paint.Lines(9, 6+bent, 9, 11+bent/2), Stroke: paint.Pen(cursorBlack, 0.9)},
			paint.Shape{Path: paint.Lines(11.8, 5.2+bent, 11.8, 11+bent/2), Stroke: paint.Pen(cursorBlack, 0.9)},
			paint.Shape{Path: paint.Lines(14.6, 6.2+bent, 14.6, 11+bent/2), Stroke: paint.Pen(cursorBlack, 0.9)})
	}
	return c
}

func (c cursors) of(k tools.Cursor) desktop.Cursor {
	if x := c[k]; x != nil {
		return x
	}
	return desktop.DefaultCursor
}

// cursorPaths are outlines in a square of 24 with the hot spot in the middle.
var cursorPaths = map[tools.Cursor]paint.Path{
	tools.MoveCursor: paint.Polygon(12, 1, 15.5, 5.5, 13.1, 5.5, 13.1, 10.9, 18.5, 10.9, 18.5, 8.5, 23, 12, 18.5, 15.5, 18.5, 13.1, 13.1, 13.1,
		13.1, 18.5, 15.5, 18.5, 12, 23, 8.5, 18.5, 10.9, 18.5, 10.9, 13.1, 5.5, 13.1, 5.5, 15.5, 1, 12, 5.5, 8.5, 5.5, 10.9, 10.9, 10.9, 10.9, 5.5, 8.5, 5.5),
	tools.ResizeNWSE: paint.Polygon(4, 4, 10.5, 4, 8.3, 6.2, 17.8, 15.7, 20, 13.5, 20, 20, 13.5, 20, 15.7, 17.8, 6.2, 8.3, 4, 10.5),
	tools.ResizeNESW: paint.Polygon(20, 4, 13.5, 4, 15.7, 6.2, 6.2, 15.7, 4, 13.5, 4, 20, 10.5, 20, 8.3, 17.8, 17.8, 8.3, 20, 10.5),
	tools.ForbiddenCursor: new(paint.Builder).Circle(geom.Pt(12, 12), 9, false).Circle(geom.Pt(12, 12), 6.4, true).
		Move(6.4, 8.2).Line(8.2, 6.4).Line(17.6, 15.8).Line(15.8, 17.6).Close().Path(),
}

// hands are drawn white, with lines between the fingers: in black they would
// be blots. The number says by how much the fingers are bent.
var hands = map[tools.Cursor]float64{tools.GrabCursor: 0, tools.GrabbingCursor: 3}

// handPath draws a hand seen from above; the fingers are bent by some units.
func handPath(bent float64) paint.Path {
	return new(paint.Builder).
		Move(6.2, 12.2+bent/2).Line(6.2, 6.4+bent).Quad(6.2, 4.9+bent, 7.6, 4.9+bent).Quad(9, 4.9+bent, 9, 6.4+bent).
		Line(9, 5+bent).Quad(9, 3.4+bent, 10.4, 3.4+bent).Quad(11.8, 3.4+bent, 11.8, 5+bent).
		Line(11.8, 4.2+bent).Quad(11.8, 2.8+bent, 13.2, 2.8+bent).Quad(14.6, 2.8+bent, 14.6, 4.2+bent).
		Line(14.6, 6+bent).Quad(14.6, 4.6+bent, 16, 4.6+bent).Quad(17.4, 4.6+bent, 17.4, 6+bent).
		Line(17.4, 14.5).Quad(17.4, 20.5, 12, 20.5).Quad(8.4, 20.5, 6.6, 17.2).Line(3.6, 12.6).
		Quad(2.8, 11.2, 4, 10.5).Quad(5.2, 9.9, 6.2, 12.2+bent/2).Close().Path()
}

// cursorImage is a drawn cursor.
type cursorImage struct{ img image.Image }

// Image implements desktop.Cursor.
func (c *cursorImage) Image() (image.Image, int, int) { return c.img, 12, 12 }

var (
	cursorWhite = paint.RGB(0xff, 0xff, 0xff, paint.AsInk)
	cursorBlack = paint.RGB(0x11, 0x11, 0x11, paint.AsInk)
)

func drawnCursor(list ...paint.Op) desktop.Cursor {
	img := image.NewRGBA(image.Rect(0, 0, 24, 24))
	raster.New().Paint(img, raster.View{Scale: 1}, paint.Light(), list)
	return &cursorImage{img}
}
