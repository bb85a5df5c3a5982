package form

import (
	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// layer is a part of a field that cuts off what reaches beyond it.
type layer struct {
	widget.BaseWidget
	objects []fyne.CanvasObject
}

func newLayer() *layer {
	l := &layer{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *layer) CreateRenderer() fyne.WidgetRenderer { return layerRenderer{l} }

type layerRenderer struct{ l *layer }

func (layerRenderer) IsClip()                        {}
func (layerRenderer) MinSize() fyne.Size             { return fyne.Size{} }
func (layerRenderer) Layout(fyne.Size)               {}
func (layerRenderer) Refresh()                       {}
func (layerRenderer) Destroy()                       {}
func (r layerRenderer) Objects() []fyne.CanvasObject { return r.l.objects }

func (t *textbox) CreateRenderer() fyne.WidgetRenderer {
	r := &textboxRenderer{t: t, frame: fynecanvas.NewRectangle(nil), text: newLayer(), numbers: newLayer(),
		caret: fynecanvas.NewRectangle(nil), bar: fynecanvas.NewRectangle(nil), fault: fynecanvas.NewRectangle(nil)}
	t.renderer = r
	r.paint()
	return r
}

// textboxRenderer draws the rows that are in view with as few objects as it
// can: one per run of one colour.
type textboxRenderer struct {
	t             *textbox
	frame         *fynecanvas.Rectangle
	text, numbers *layer
	caret, bar    *fynecanvas.Rectangle
	fault         *fynecanvas.Rectangle
	texts, digits []*fynecanvas.Text
	marks         []*fynecanvas.Rectangle

	coloured int // version of the text that the colours are of
	colours  [][]segment
}

func (r *textboxRenderer) MinSize() fyne.Size { return r.t.MinSize() }
func (r *textboxRenderer) Destroy()           {}

func (r *textboxRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.frame, r.numbers, r.text, r.bar}
}

func (r *textboxRenderer) Layout(fyne.Size) { r.paint() }

// Refresh takes a new theme as well.
func (r *textboxRenderer) Refresh() {
	r.t.layout.measure()
	r.t.layout.update(r.t.buf, r.t.wrapWidth())
	r.paint()
}

func (r *textboxRenderer) paint() {
	t := r.t
	size := t.Size()
	t.layout.update(t.buf, t.wrapWidth())
	r.paintFrame(size)
	gutter := t.gutter()
	area := fyne.NewSize(t.textWidth()+padX-4, size.Height-2*hairline)
	r.text.Move(fyne.NewPos(gutter+padX-2, hairline))
	r.text.Resize(area.AddWidthHeight(2, 0))
	origin := fyne.NewPos(2-t.scroll.X, t.padY()-hairline-t.scroll.Y)

	r.text.objects = r.text.objects[:0]
	from, to := t.visibleRows()
	r.paintSelection(origin, from, to)
	r.paintText(origin, from, to)
	r.paintFault(origin)
	r.paintCaret(origin)
	r.paintNumbers(gutter, from, to)
	r.paintBar(size)
	fynecanvas.Refresh(r.text)
}

func (r *textboxRenderer) paintFrame(size fyne.Size) {
	t, f := r.t, r.frame
	f.Resize(size)
	f.CornerRadius = corner
	f.FillColor = themed(t.style.canvas())
	border, width := t.style.line(), float32(hairline)
	switch {
	case t.focused && t.mark != "":
		border, width = t.mark, focusWidth
	case t.focused:
		border, width = theme.ColorNamePrimary, focusWidth
	case t.mark != "":
		border = t.mark
	case t.hovered:
		border = t.style.secondary()
	}
	if t.options.plain {
		f.FillColor, f.StrokeWidth = nil, 0
		f.Hide()
		return
	}
	f.StrokeColor, f.StrokeWidth = themed(border), width
	f.Refresh()
}

func (r *textboxRenderer) paintSelection(origin fyne.Position, from, to int) {
	t := r.t
	if !t.buf.hasSelection() || !t.focused {
		return
	}
	first, last := t.buf.selection()
	n := 0
	for i := from; i < to; i++ {
		row := t.layout.rows[i]
		a, b := place{row.line, row.from}, place{row.line, row.to}
		if last.before(a) || b.before(first) || last == a {
			continue
		}
		if a.before(first) {
			a = first
		}
		end := float32(4) // the line end is selected too
		if !b.before(last) {
			b, end = last, 0
		}
		x0, x1 := t.layout.x(t.buf, row, a.col), t.layout.x(t.buf, row, b.col)+end
		if n == len(r.marks) {
			r.marks = append(r.marks, fynecanvas.NewRectangle(nil))
		}
		m := r.marks[n]
		n++
		m.FillColor = themed(theme.ColorNameSelection)
		m.Move(origin.AddXY(x0, float32(i)*t.layout.pitch))
		m.Resize(fyne.NewSize(max(1, x1-x0), t.layout.pitch))
		r.text.objects = append(r.text.objects, m)
	}
}

func (r *textboxRenderer) paintText(origin fyne.Position, from, to int) {
	t := r.t
	n := 0
	add := func(s string, at fyne.Position, ro role) {
		if n == len(r.texts) {
			r.texts = append(r.texts, fynecanvas.NewText("", nil))
		}
		x := r.texts[n]
		n++
		ro.set(x)
		x.Text = s
		x.Move(at)
		x.Resize(x.MinSize())
		r.text.objects = append(r.text.objects, x)
	}
	down := whole((t.layout.pitch - t.layout.role.measure("M").Height) / 2)
	if t.buf.isEmpty() {
		ro := body().in(t.style.secondary())
		dy := whole((t.layout.pitch - ro.measure("M").Height) / 2)
		lines := []string{t.placeholder}
		if t.shownRows() > 1 {
			lines = wrapWords(t.placeholder, t.textWidth(), ro)
		}
		for i, s := range lines {
			if s != "" && i < t.shownRows() {
				add(fit(s, t.textWidth(), ro), origin.AddXY(t.scroll.X, dy+float32(i)*t.layout.pitch), ro)
			}
		}
		return
	}
	r.colour()
	for i := from; i < to; i++ {
		row := t.layout.rows[i]
		y := float32(i)*t.layout.pitch + down
		line := t.buf.lines[row.line]
		shown := row
		if row.to-row.from > longRow {
			shown.from, shown.to = t.layout.columns(t.buf, row, t.scroll.X, t.scroll.X+t.textWidth())
		}
		if !t.layout.code && (row.line >= len(r.colours) || len(r.colours[row.line]) == 0) {
			add(drawn(line[shown.from:shown.to]), origin.AddXY(t.layout.x(t.buf, row, shown.from), y), t.layout.role)
			continue
		}
		r.eachRun(shown, func(a, b int, class Class) {
			ro := t.layout.role.in(t.style.colorOf(class))
			if t.options.locked && class == PlainText {
				ro = ro.in(t.style.secondary())
			}
			add(drawn(line[a:b]), origin.AddXY(t.layout.x(t.buf, row, a), y), ro)
		})
	}
}

// eachRun calls f for the stretches of a row that one text object can show:
// of one colour and, in code, of characters that surely take one cell each.
func (r *textboxRenderer) eachRun(row row, f func(from, to int, class Class)) {
	t := r.t
	line := t.buf.lines[row.line]
	var segs []segment
	if row.line < len(r.colours) {
		segs = r.colours[row.line]
	}
	classAt := func(i int) Class {
		for len(segs) > 0 && segs[0].to <= i {
			segs = segs[1:]
		}
		if len(segs) > 0 && segs[0].from <= i {
			return segs[0].class
		}
		return PlainText
	}
	simple := func(c rune) bool { return c >= ' ' && c < 0x300 }
	for i := row.from; i < row.to; {
		if line[i] == '\t' || t.layout.code && line[i] == ' ' {
			i++
			continue
		}
		start, class := i, classAt(i)
		i++
		if t.layout.code && !simple(line[start]) { // may be wider than a cell: it stands alone
			for i < row.to && isMark(line[i]) {
				i++
			}
		} else {
			for i < row.to && classAt(i) == class && line[i] != '\t' && (!t.layout.code || simple(line[i])) {
				i++
			}
		}
		f(start, i, class)
	}
}

// maxColoured is the length of a text, in characters, up to which it is
// coloured.
const maxColoured = 200_000

func (r *textboxRenderer) colour() {
	t := r.t
	h := t.style.highlighter(t.options.language)
	if h == nil || r.coloured == t.buf.version && r.colours != nil {
		return
	}
	r.coloured = t.buf.version
	text := t.buf.text()
	if len(text) > maxColoured {
		r.colours = [][]segment{}
		return
	}
	r.colours = segments(text, h.Highlight(text), len(t.buf.lines))
}

// paintFault underlines the place of a problem.
func (r *textboxRenderer) paintFault(origin fyne.Position) {
	t := r.t
	if t.fault == nil || t.mark == "" {
		return
	}
	p := t.buf.clamp(*t.fault)
	i := t.layout.rowOf(p)
	x := t.layout.x(t.buf, t.layout.rows[i], p.col)
	w := t.layout.x(t.buf, t.layout.rows[i], p.col+1) - x
	r.fault.FillColor = themed(t.mark)
	r.fault.Move(origin.AddXY(x, float32(i+1)*t.layout.pitch-focusWidth))
	r.fault.Resize(fyne.NewSize(max(w, 6), focusWidth))
	r.text.objects = append(r.text.objects, r.fault)
}

func (r *textboxRenderer) paintCaret(origin fyne.Position) {
	t := r.t
	if !t.focused || t.options.locked {
		return
	}
	i := t.layout.rowOf(t.buf.caret)
	x := t.layout.x(t.buf, t.layout.rows[i], t.buf.caret.col)
	r.caret.FillColor = themed(theme.ColorNamePrimary)
	r.caret.Move(origin.AddXY(whole(x)-1, float32(i)*t.layout.pitch))
	r.caret.Resize(fyne.NewSize(focusWidth, t.layout.pitch))
	r.text.objects = append(r.text.objects, r.caret)
}

func (r *textboxRenderer) paintNumbers(gutter float32, from, to int) {
	t := r.t
	r.numbers.objects = r.numbers.objects[:0]
	if gutter == 0 {
		return
	}
	r.numbers.Move(fyne.NewPos(hairline, hairline))
	r.numbers.Resize(fyne.NewSize(gutter, t.Size().Height-2*hairline))
	n := 0
	for i := from; i < to; i++ {
		row := t.layout.rows[i]
		if row.from > 0 {
			continue
		}
		if n == len(r.digits) {
			r.digits = append(r.digits, fynecanvas.NewText("", nil))
		}
		d := r.digits[n]
		n++
		ro := t.layout.role.in(t.style.secondary())
		if !t.focused || row.line != t.buf.caret.line {
			ro = ro.in(theme.ColorNameDisabled)
		}
		ro.set(d)
		d.Text = itoa(row.line + 1)
		w := t.layout.cell * float32(len(d.Text))
		d.Move(fyne.NewPos(gutter-padX-w, t.padY()-hairline-t.scroll.Y+float32(i)*t.layout.pitch+2))
		d.Resize(d.MinSize())
		r.numbers.objects = append(r.numbers.objects, d)
	}
	fynecanvas.Refresh(r.numbers)
}

// paintBar shows which part of a long text is in view.
func (r *textboxRenderer) paintBar(size fyne.Size) {
	t := r.t
	all := float32(len(t.layout.rows)) * t.layout.pitch
	view := t.textHeight()
	if all <= view+1 || !t.options.lines && !t.focused {
		r.bar.Hide()
		return
	}
	track := size.Height - 4
	h := max(16, track*view/all)
	r.bar.FillColor = themed(theme.ColorNameScrollBar)
	r.bar.CornerRadius = 2
	r.bar.Resize(fyne.NewSize(4, h))
	r.bar.Move(fyne.NewPos(size.Width-6, 2+(track-h)*t.scroll.Y/max(1, all-view)))
	r.bar.Show()
	r.bar.Refresh()
}
