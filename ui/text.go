package ui

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/properties/form"
)

// role says how a text looks.
type role struct {
	size  float32
	color fyne.ThemeColorName
	style fyne.TextStyle
	caps  bool
}

// The roles of text: no more than these.
var (
	bodyText    = role{size: textSize, color: colorText}
	strongText  = role{size: textSize, color: colorText, style: fyne.TextStyle{Bold: true}}
	smallText   = role{size: smallSize, color: colorSecondary}
	headingText = role{size: headingSize, color: colorSecondary, style: fyne.TextStyle{Bold: true}, caps: true}
	titleText   = role{size: titleSize, color: colorText, style: fyne.TextStyle{Bold: true}}
	codeText    = role{size: codeSize, color: colorText, style: fyne.TextStyle{Monospace: true}}
)

func (r role) in(c fyne.ThemeColorName) role { r.color = c; return r }

// text is one line that ends in an ellipsis where there is no room.
type text struct {
	widget.BaseWidget
	content string
	role    role
	align   fyne.TextAlign
	natural bool // asks for the room that the whole text takes
	tail    bool // the end matters more than the beginning, as in paths
	min     float32
}

// newText returns a line that takes what room it is given.
func newText(content string, r role) *text {
	t := &text{content: content, role: r}
	t.ExtendBaseWidget(t)
	return t
}

// newLabel returns a line that asks for the room that it takes.
func newLabel(content string, r role) *text {
	t := newText(content, r)
	t.natural = true
	return t
}

// Set changes the text.
func (t *text) Set(content string) {
	if t.content != content {
		t.content = content
		t.Refresh()
	}
}

// full returns the width of the whole text.
func (t *text) full() float32 {
	return form.MeasureText(t.shown(), t.role.size, t.role.style).Width + 1
}

// SetRole changes how the text looks.
func (t *text) SetRole(r role) {
	if t.role != r {
		t.role = r
		t.Refresh()
	}
}

func (t *text) shown() string {
	s := strings.Join(strings.Fields(t.content), " ")
	if t.role.style.Monospace {
		s = strings.ReplaceAll(strings.TrimRight(t.content, "\n"), "\n", " ")
	}
	if t.role.caps {
		s = strings.ToUpper(s)
	}
	return s
}

func (t *text) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewText("", nil)
	r := &textRenderer{t: t, line: line}
	r.Refresh()
	return r
}

type textRenderer struct {
	t    *text
	line *canvas.Text
}

func (r *textRenderer) MinSize() fyne.Size {
	s := form.MeasureText(r.t.shown(), r.t.role.size, r.t.role.style)
	if s.Height == 0 {
		s.Height = form.MeasureText("x", r.t.role.size, r.t.role.style).Height
	}
	if !r.t.natural {
		s.Width = r.t.min
	}
	return s
}

func (r *textRenderer) Layout(size fyne.Size) {
	fitted := fit(r.t.shown(), size.Width, r.t.role)
	if r.t.tail {
		fitted = fitTail(r.t.shown(), size.Width, r.t.role)
	}
	if r.line.Text != fitted {
		r.line.Text = fitted
		r.line.Refresh()
	}
	h := r.line.MinSize().Height
	r.line.Resize(fyne.NewSize(size.Width, h))
	r.line.Move(fyne.NewPos(0, (size.Height-h)/2))
}

func (r *textRenderer) Refresh() {
	r.line.TextSize = r.t.role.size
	r.line.TextStyle, r.line.FontSource = r.t.role.style, form.FontSource(r.t.role.style)
	r.line.Color = theme.Color(r.t.role.color)
	r.line.Alignment = r.t.align
	r.Layout(r.t.Size())
	r.line.Refresh()
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *textRenderer) Destroy()                     {}

// fit shortens a text to a width.
func fit(s string, width float32, r role) string {
	if s == "" || form.MeasureText(s, r.size, r.style).Width <= width+0.5 {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes) // the longest prefix that fits with an ellipsis
	for low < high {
		mid := (low + high + 1) / 2
		if form.MeasureText(string(runes[:mid])+"…", r.size, r.style).Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	if low == 0 {
		return ""
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// fitTail shortens a text to a width, keeping its end.
func fitTail(s string, width float32, r role) string {
	if s == "" || form.MeasureText(s, r.size, r.style).Width <= width+0.5 {
		return s
	}
	runes := []rune(s)
	i := sort.Search(len(runes), func(i int) bool {
		return form.MeasureText("…"+string(runes[i:]), r.size, r.style).Width <= width
	})
	if i == len(runes) {
		return ""
	}
	return "…" + string(runes[i:])
}

// newParagraph returns text of several lines that wraps at words, without the
// room that Fyne leaves around labels.
func newParagraph(content string, r role) *fyne.Container {
	style := widget.RichTextStyle{ColorName: r.color, SizeName: theme.SizeNameText, TextStyle: r.style}
	if r.size == smallSize {
		style.SizeName = theme.SizeNameCaptionText
	}
	t := widget.NewRichText(&widget.TextSegment{Text: content, Style: style})
	t.Wrapping = fyne.TextWrapWord
	return container.New(tightLayout{}, t)
}

// tightLayout takes the inner padding of a label away.
type tightLayout struct{}

func (tightLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().SubtractWidthHeight(2*theme.InnerPadding(), 2*theme.InnerPadding())
}

func (tightLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	p := theme.InnerPadding()
	o[0].Move(fyne.NewPos(-p, -p))
	o[0].Resize(size.AddWidthHeight(2*p, 2*p))
}
