package form

import (
	"strings"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// line is one line of text that ends in an ellipsis where there is no room.
type line struct {
	widget.BaseWidget
	text    string
	role    role
	natural bool // asks for the room that the whole text takes
}

func newLine(text string, r role) *line {
	l := &line{text: text, role: r}
	l.ExtendBaseWidget(l)
	return l
}

func newNaturalLine(text string, r role) *line {
	l := newLine(text, r)
	l.natural = true
	return l
}

func (l *line) set(text string, r role) {
	if l.text != text || l.role != r {
		l.text, l.role = text, r
		l.Refresh()
	}
}

// tip is the tooltip of a line with a help text: where the line ends in an
// ellipsis, the whole text comes first.
func (l *line) tip(help string) string {
	switch {
	case l.role.measure(l.text).Width <= l.Size().Width+0.5:
		return help
	case help == "":
		return l.text
	}
	return l.text + ": " + help
}

func (l *line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{l: l, text: fynecanvas.NewText("", nil)}
	r.Refresh()
	return r
}

type lineRenderer struct {
	l    *line
	text *fynecanvas.Text
}

func (r *lineRenderer) MinSize() fyne.Size {
	s := r.l.role.measure(either2(r.l.text, "x"))
	if !r.l.natural {
		s.Width = 0
	}
	return s
}

func either2(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (r *lineRenderer) Layout(size fyne.Size) {
	if s := fit(strings.Join(strings.Fields(r.l.text), " "), size.Width, r.l.role); r.text.Text != s {
		r.text.Text = s
		r.text.Refresh()
	}
	h := r.text.MinSize().Height
	r.text.Resize(fyne.NewSize(size.Width, h))
	r.text.Move(fyne.NewPos(0, whole((size.Height-h)/2)))
}

func (r *lineRenderer) Refresh() {
	r.l.role.set(r.text)
	r.Layout(r.l.Size())
	r.text.Refresh()
}

func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *lineRenderer) Destroy()                     {}

// fit shortens a text to a width.
func fit(s string, width float32, r role) string {
	if s == "" || r.measure(s).Width <= width+0.5 {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if r.measure(string(runes[:mid])+"…").Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return string(runes[:low]) + "…"
}

func whole(v float32) float32 { return float32(int(v + 0.5)) }

// paragraph is text that wraps; its height follows from the width that it was
// last given.
type paragraph struct {
	widget.BaseWidget
	text  string
	role  role
	width float32
}

func newParagraph(text string, r role) *paragraph {
	p := &paragraph{text: text, role: r}
	p.ExtendBaseWidget(p)
	return p
}

func (p *paragraph) set(text string, r role) {
	if p.text != text || p.role != r {
		p.text, p.role = text, r
		p.Refresh()
	}
}

func (p *paragraph) Resize(size fyne.Size) {
	p.width = size.Width
	p.BaseWidget.Resize(size)
}

func (p *paragraph) lines() []string {
	var out []string
	for _, s := range strings.Split(p.text, "\n") {
		out = append(out, wrapWords(s, p.width, p.role)...)
	}
	return out
}

// wrapWords cuts a line of text between words.
func wrapWords(s string, width float32, r role) []string {
	var out []string
	row := ""
	for _, w := range strings.Fields(s) {
		next := strings.TrimPrefix(row+" "+w, " ")
		if row != "" && r.measure(next).Width > width {
			out = append(out, row)
			next = w
		}
		row = next
	}
	return append(out, row)
}

func (p *paragraph) CreateRenderer() fyne.WidgetRenderer {
	return &paragraphRenderer{p: p}
}

type paragraphRenderer struct {
	p     *paragraph
	texts []*fynecanvas.Text
}

func (r *paragraphRenderer) pitch() float32 { return whole(r.p.role.measure("x").Height) + 2 }

func (r *paragraphRenderer) MinSize() fyne.Size {
	if r.p.text == "" {
		return fyne.Size{}
	}
	return fyne.NewSize(0, float32(len(r.p.lines()))*r.pitch())
}

func (r *paragraphRenderer) Layout(fyne.Size) { r.Refresh() }

func (r *paragraphRenderer) Refresh() {
	lines := r.p.lines()
	for len(r.texts) < len(lines) {
		r.texts = append(r.texts, fynecanvas.NewText("", nil))
	}
	r.texts = r.texts[:len(lines)]
	for i, s := range lines {
		t := r.texts[i]
		r.p.role.set(t)
		t.Text = fit(s, max(r.p.width, 1), r.p.role)
		t.Move(fyne.NewPos(0, float32(i)*r.pitch()))
		t.Resize(fyne.NewSize(r.p.width, r.pitch()))
		t.Refresh()
	}
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(r.texts))
	for i, t := range r.texts {
		out[i] = t
	}
	return out
}

func (r *paragraphRenderer) Destroy() {}

// hint is a text that a tooltip explains.
type hint struct {
	widget.BaseWidget
	style *Style
	line  *line
	tip   string
}

func newHint(style *Style, l *line, tip string) *hint {
	h := &hint{style: style, line: l, tip: tip}
	h.ExtendBaseWidget(h)
	return h
}

// MouseIn asks for the tooltip.
func (h *hint) MouseIn(*desktop.MouseEvent) { h.style.enter(h, h.line.tip(h.tip)) }

// MouseMoved is part of desktop.Hoverable.
func (h *hint) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes it away.
func (h *hint) MouseOut() { h.style.leave(h) }

func (h *hint) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.line) }

// frame is a ground with or without a border, in colours of the theme.
type frame struct {
	widget.BaseWidget
	fill, border fyne.ThemeColorName
	width        float32
	radius       float32
}

func newFrame(fill, border fyne.ThemeColorName, radius float32) *frame {
	f := &frame{fill: fill, border: border, width: hairline, radius: radius}
	f.ExtendBaseWidget(f)
	return f
}

func (f *frame) set(fill, border fyne.ThemeColorName, width float32) {
	if f.fill != fill || f.border != border || f.width != width {
		f.fill, f.border, f.width = fill, border, width
		f.Refresh()
	}
}

func (f *frame) CreateRenderer() fyne.WidgetRenderer {
	r := &frameRenderer{f: f, rect: fynecanvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type frameRenderer struct {
	f    *frame
	rect *fynecanvas.Rectangle
}

func (r *frameRenderer) MinSize() fyne.Size           { return fyne.NewSize(hairline, hairline) }
func (r *frameRenderer) Layout(size fyne.Size)        { r.rect.Resize(size) }
func (r *frameRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *frameRenderer) Destroy()                     {}

func (r *frameRenderer) Refresh() {
	r.rect.FillColor, r.rect.StrokeColor = themed(r.f.fill), themed(r.f.border)
	r.rect.StrokeWidth, r.rect.CornerRadius = r.f.width, r.f.radius
	if r.f.border == "" {
		r.rect.StrokeWidth = 0
	}
	r.rect.Refresh()
}

// stack lays objects below each other, each as wide as there is room; heights
// may depend on the width.
type stack struct{ gap float32 }

func (s stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		h := o.MinSize().Height // a text that wraps knows only now
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + s.gap
	}
}

func (s stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	out := fyne.Size{}
	first := true
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		out.Width = max(out.Width, m.Width)
		out.Height += m.Height
		if !first {
			out.Height += s.gap
		}
		first = false
	}
	return out
}

// padded puts room around one object.
type padded struct{ left, top, right, bottom float32 }

func (p padded) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		w := size.Width - p.left - p.right
		o.Move(fyne.NewPos(p.left, p.top))
		o.Resize(fyne.NewSize(w, max(size.Height-p.top-p.bottom, o.MinSize().Height)))
	}
}

// MinSize takes no room at all for an object that isn't shown.
func (p padded) MinSize(objects []fyne.CanvasObject) fyne.Size {
	out := fyne.Size{}
	shown := false
	for _, o := range objects {
		if o.Visible() {
			out, shown = out.Max(o.MinSize()), true
		}
	}
	if !shown {
		return out
	}
	return out.AddWidthHeight(p.left+p.right, p.top+p.bottom)
}

// ends lays the last objects at the right end, each as wide as it asks for, and
// gives the first the rest of the line.
type ends struct {
	gap, height float32
}

func (l ends) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := size.Width
	for i := len(objects) - 1; i > 0; i-- {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		x -= m.Width
		h := min(m.Height, size.Height)
		o.Resize(fyne.NewSize(m.Width, h))
		o.Move(fyne.NewPos(x, whole((size.Height-h)/2)))
		x -= l.gap
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(max(0, x), size.Height))
}

func (l ends) MinSize(objects []fyne.CanvasObject) fyne.Size {
	out := fyne.NewSize(0, l.height)
	for i, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			out.Width += m.Width
			if i > 0 {
				out.Width += l.gap
			}
			out.Height = max(out.Height, m.Height)
		}
	}
	return out
}

// ring is the visible focus of a thing that has no border of its own.
func newRing() *frame {
	f := newFrame("", theme.ColorNamePrimary, corner)
	f.width = focusWidth
	f.Hide()
	return f
}
