package canvas

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// tokens are discs that glide along flows when somebody steps through a run.
type tokens struct {
	d         *Diagram
	routes    []geom.Polyline
	discs     []*fynecanvas.Circle
	share     float64
	animation *fyne.Animation
}

// TokenTime is how long a token takes along a flow.
const TokenTime = 200 * time.Millisecond

// tokenRadius is that of a token in diagram units.
const tokenRadius = 6

func newTokens(d *Diagram) *tokens { return &tokens{d: d} }

// AnimateTokens lets tokens glide along flows, given by their ids, and then
// calls done. Flows that are not shown here, and all when animations are off,
// take no time.
func (d *Diagram) AnimateTokens(flows []string, done func()) {
	t := d.tokens
	t.finish()
	var routes []geom.Polyline
	for _, id := range flows {
		if it := d.ed.Scene().ItemOf(d.ed.Document().ByID(id)); it != nil && it.Kind == bpmn.SequenceFlow {
			routes = append(routes, it.Route)
		}
	}
	if len(routes) == 0 || d.options.Still {
		call(done)
		return
	}
	t.begin(routes)
	t.animation = fyne.NewAnimation(TokenTime, func(share float32) {
		t.share = float64(share)
		t.place()
		d.repaint()
		if share == 1 {
			t.finish()
			call(done)
		}
	})
	t.animation.Curve = fyne.AnimationEaseInOut
	t.animation.Start()
}

// begin puts a disc at the start of each route: the window may be painted before
// the first frame of the animation.
func (t *tokens) begin(routes []geom.Polyline) {
	t.routes, t.share = routes, 0
	t.place()
}

// place puts the discs where they belong now.
func (t *tokens) place() {
	v := t.d.ed.View()
	for len(t.discs) < len(t.routes) {
		t.discs = append(t.discs, fynecanvas.NewCircle(color.Transparent))
	}
	for i, r := range t.routes {
		c := t.discs[i]
		c.FillColor = t.d.palette.Resolve(paint.Of(paint.Accent))
		b := v.RectToScreen(geom.RectAround(r.At(t.share), 2*tokenRadius, 2*tokenRadius))
		c.Resize(fyne.NewSize(float32(b.W), float32(b.H)))
		c.Move(fyne.NewPos(float32(b.X), float32(b.Y)))
	}
	t.d.stale = true
}

func (t *tokens) finish() {
	if t.animation != nil {
		t.animation.Stop()
	}
	t.animation, t.routes, t.share = nil, nil, 0
	t.d.stale = true
}

func (t *tokens) objects(out []fyne.CanvasObject) []fyne.CanvasObject {
	for i := range t.routes {
		out = append(out, t.discs[i])
	}
	return out
}
