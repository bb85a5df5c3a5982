package ui

import (
	"image"
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
)

// The measures of the small map in the corner of the canvas.
const (
	mapWidth, mapHeight = 184, 120
	mapMargin           = 12 // from the edges of the canvas
	mapPad              = 8  // around the diagram in it
	// mapWait is how long edits are collected before the map is painted anew.
	mapWait = 200 * time.Millisecond
)

// minimap shows the whole plane in a corner of the canvas, and which part of it
// the window shows; that part can be dragged. While all of the diagram can be
// seen the map stays away. The picture is painted in the background after edits;
// panning only moves a frame.
type minimap struct {
	widget.BaseWidget
	t       *editorTab
	ground  *surface
	image   *canvas.Image
	frame   *canvas.Rectangle
	hide    *button
	content *fyne.Container

	on      bool      // the person wants it
	bounds  geom.Rect // of the diagram, when the map was looked at last
	area    geom.Rect // of the plane that the picture shows
	painter *raster.Painter
	waiting func() // takes back the painting that is to come; nil: none is
	busy    bool   // a picture is being painted
	stale   bool   // the picture is not the one of the plane as it is
	missed  bool   // the painting that ended last had boxes: the system's fonts were not there yet
	cost    time.Duration
	grip    geom.Point // from the pointer to the middle of the view, while dragging
	held    bool
}

func newMinimap(t *editorTab) *minimap {
	m := &minimap{t: t, painter: raster.New(), ground: newFrame(colorPopup, colorLine, corner), stale: true}
	m.painter.Fonts = t.a.fonts
	m.painter.Waiting = func() { m.missed = true }
	m.image = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}
	m.frame = canvas.NewRectangle(nil)
	m.frame.StrokeWidth, m.frame.CornerRadius = 1.5, 2
	m.hide = newIconButton(t.a.host, "chevron-down", "Close the map", "", func() { t.a.do("view.minimap") })
	m.hide.height, m.hide.withoutFocus = 20, true
	m.content = container.New(&mapLayout{m}, m.ground, m.image, m.frame, m.hide)
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer is part of fyne.Widget.
func (m *minimap) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.content) }

// Toggle switches the map on or off, as the window's state says.
func (m *minimap) Toggle() {
	m.on = m.t.a.store.State.Panels.Minimap
	m.follow()
	if m.on && m.stale {
		m.paintSoon(0)
	}
}

// Changed is told that the plane looks different, or is another one.
func (m *minimap) Changed() {
	m.stale = true
	if m.on && m.t.a.current == m.t {
		// Painting a large plane takes its time: it gets a tenth of it at most.
		m.paintSoon(max(mapWait, 10*m.cost))
	}
}

// isNeeded reports whether a part of the diagram is out of sight.
func (m *minimap) isNeeded() bool {
	if !m.on || m.t.editor == nil || m.bounds.Empty() {
		return false
	}
	v := m.t.editor.View()
	seen := v.Visible()
	b := m.bounds
	return b.X < seen.X || b.Y < seen.Y || b.Right() > seen.Right() || b.Bottom() > seen.Bottom()
}

func (m *minimap) paintSoon(after time.Duration) {
	if m.waiting != nil || m.busy {
		return
	}
	m.waiting = m.t.a.jobs.After(after, m.paint)
}

// paint makes the picture in the background, from a snapshot of the scene.
func (m *minimap) paint() {
	m.waiting = nil
	if m.t.gone || m.t.editor == nil || !m.on {
		return
	}
	m.bounds = m.t.editor.Scene().Bounds()
	if !m.isNeeded() {
		m.follow()
		return
	}
	m.busy, m.stale, m.missed = true, false, false
	snapshot := m.t.editor.Scene().Snapshot()
	area := m.fit(m.bounds)
	ratio := float64(m.t.a.win.Canvas().Scale())
	palette := paint.Light()
	if isDark() {
		palette = paint.Dark()
	}
	img := image.NewRGBA(image.Rect(0, 0, int(mapWidth*ratio), int(mapHeight*ratio)))
	begin := time.Now()
	m.t.a.jobs.Wait(func() error {
		raster.Clear(img, palette, paint.Of(paint.Ground))
		m.painter.Paint(img, raster.View{Origin: area.Min(), Scale: float64(img.Rect.Dx()) / area.W}, palette, snapshot.Lists(area, float64(img.Rect.Dx())/area.W)...)
		return nil
	}, func(error) {
		m.busy, m.cost = false, time.Since(begin)
		m.area, m.image.Image = area, img
		m.image.Refresh()
		m.follow()
		if m.stale {
			m.Changed()
		}
		if m.missed {
			m.t.a.fonts.Load(func() { m.t.a.jobs.do(m.Changed) })
		}
	})
}

// fit widens the bounds of a diagram to what the map shows.
func (m *minimap) fit(b geom.Rect) geom.Rect {
	scale := math.Min((mapWidth-2*mapPad)/math.Max(b.W, 400), (mapHeight-2*mapPad)/math.Max(b.H, 260))
	w, h := mapWidth/scale, mapHeight/scale
	c := b.Center()
	return geom.R(c.X-w/2, c.Y-h/2, w, h)
}

// follow moves the frame to what the window shows. It costs nothing but the
// move of one object.
func (m *minimap) follow() {
	needed := m.isNeeded()
	if needed && m.stale {
		m.paintSoon(0)
	}
	if shown := needed && m.area.W > 0; shown != m.Visible() {
		show(m, shown)
	}
	if !needed || m.area.W == 0 {
		return
	}
	v := m.t.editor.View()
	s := mapWidth / m.area.W
	seen := v.Visible()
	left, top := math.Max(1, (seen.X-m.area.X)*s), math.Max(1, (seen.Y-m.area.Y)*s)
	right, bottom := math.Min(mapWidth-1, (seen.Right()-m.area.X)*s), math.Min(mapHeight-1, (seen.Bottom()-m.area.Y)*s)
	// What lies beside the map still shows as a sliver at its edge.
	left, top = math.Min(left, mapWidth-7), math.Min(top, mapHeight-7)
	m.frame.Move(fyne.NewPos(float32(left), float32(top)))
	m.frame.Resize(fyne.NewSize(float32(math.Max(6, right-left)), float32(math.Max(6, bottom-top))))
}

// pointAt returns the point of the plane at a position of the map.
func (m *minimap) pointAt(p fyne.Position) geom.Point {
	s := m.area.W / mapWidth
	return geom.Pt(m.area.X+float64(p.X)*s, m.area.Y+float64(p.Y)*s)
}

// MouseDown takes hold of the frame; beside it the view jumps to the pointer.
func (m *minimap) MouseDown(e *desktop.MouseEvent) {
	if m.area.W == 0 || e.Button != desktop.MouseButtonPrimary {
		return
	}
	v := m.t.editor.View()
	at, seen := m.pointAt(e.Position), v.Visible()
	m.held, m.grip = true, geom.Pt(0, 0)
	if seen.Contains(at) {
		m.grip = geom.Pt(seen.Center().X-at.X, seen.Center().Y-at.Y)
		return
	}
	m.t.editor.CenterOn(at)
}

// MouseUp lets go.
func (m *minimap) MouseUp(*desktop.MouseEvent) { m.held = false }

// Dragged moves the view along with the pointer.
func (m *minimap) Dragged(e *fyne.DragEvent) {
	if m.held {
		at := m.pointAt(e.Position)
		m.t.editor.CenterOn(geom.Pt(at.X+m.grip.X, at.Y+m.grip.Y))
	}
}

// DragEnd lets go, also outside of the map.
func (m *minimap) DragEnd() { m.held = false }

// Scrolled zooms around the middle of the view.
func (m *minimap) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DY > 0 {
		m.t.editor.ZoomBy(1)
	} else if e.Scrolled.DY < 0 {
		m.t.editor.ZoomBy(-1)
	}
}

// TappedSecondary keeps the menu of the canvas away.
func (m *minimap) TappedSecondary(*fyne.PointEvent) {}

// mapLayout: ground and picture over the whole map, the frame where it is, the
// button in the corner.
type mapLayout struct{ m *minimap }

func (*mapLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(mapWidth, mapHeight) }

func (l *mapLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	o[1].Move(fyne.NewPos(1, 1))
	o[1].Resize(size.SubtractWidthHeight(2, 2))
	b := fyne.NewSquareSize(20)
	o[3].Resize(b)
	o[3].Move(fyne.NewPos(size.Width-b.Width-2, 2))
	l.m.frame.StrokeColor = theme.Color(colorAccent)
	l.m.frame.FillColor = color.Transparent
	l.m.follow()
}

// cornerLayout stands its last object in the lower right corner of the others,
// while there is room.
type cornerLayout struct{}

func (cornerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(80, 60) }

func (cornerLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	last := len(o) - 1
	for _, x := range o[:last] {
		x.Resize(size)
	}
	o[last].Resize(fyne.NewSize(mapWidth, mapHeight))
	at := fyne.NewPos(size.Width-mapWidth-mapMargin, size.Height-mapHeight-mapMargin)
	if size.Width < 2*mapWidth || size.Height < 2*mapHeight { // out of sight: the canvas is too small for it
		at = fyne.NewPos(-2*mapWidth, 0)
	}
	o[last].Move(at)
}
