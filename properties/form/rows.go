package form

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/bpmn"
	"spiffmodeler/properties"
)

// item is a field of a group: a control, or a list of rows.
type item interface {
	canvasObject() fyne.CanvasObject
	update(b properties.Bound)
	commit() bool
}

func (c *control) canvasObject() fyne.CanvasObject { return c.object }

func (c *control) update(b properties.Bound) {
	c.src, c.info.help = b, b.Help
	c.refresh()
}

func newItem(o *owner, b properties.Bound, labelled bool) item {
	if b.Editor == properties.List {
		return newList(o, b, labelled)
	}
	return newControl(o, draftKey(b), info{label: b.Label, help: b.Help, editor: b.Editor, labelled: labelled,
		options: b.Editor == properties.Reference, actions: b.Field.Actions}, b)
}

// draftKey tells fields of different elements from each other.
func draftKey(b properties.Bound) string {
	var s strings.Builder
	s.WriteString(b.Key)
	for _, e := range b.Elements {
		s.WriteString(" " + itoa(e.Node().Number()))
	}
	return s.String()
}

// items are the fields of a group or of a row, kept while the same things are
// edited, so that a change elsewhere leaves the caret where it is.
type items struct {
	o     *owner
	byKey map[string]item
	list  []item
	keys  []string
}

// update takes over the fields as they are now. It reports whether there are
// others than before.
func (s *items) update(fields []properties.Bound, labelled func(properties.Bound) bool) bool {
	if s.byKey == nil {
		s.byKey = map[string]item{}
	}
	changed := len(fields) != len(s.keys)
	seen := map[string]bool{}
	var list []item
	var keys []string
	for i, b := range fields {
		key := b.Key + "|" + itoa(int(b.Editor))
		x := s.byKey[key]
		if x == nil {
			x = newItem(s.o, b, labelled(b))
			s.byKey[key] = x
			changed = true
		} else {
			x.update(b)
		}
		changed = changed || s.keys[i] != key
		seen[key] = true
		list, keys = append(list, x), append(keys, key)
	}
	for key := range s.byKey {
		if !seen[key] {
			delete(s.byKey, key)
		}
	}
	s.list, s.keys = list, keys
	return changed
}

func (s *items) commit() bool {
	ok := true
	for _, x := range s.list {
		ok = x.commit() && ok
	}
	return ok
}

// drop forgets what was typed and is not written. It reports whether one of the
// fields has the focus.
func (s *items) drop(focused fyne.Focusable) bool {
	found := false
	for _, x := range s.list {
		switch x := x.(type) {
		case *control:
			x.dirty = false
			found = found || focused != nil && x.focusable() == focused
		case *list:
			for _, v := range x.rows {
				found = v.items.drop(focused) || found
			}
		}
	}
	return found
}

// list is a field with rows.
type list struct {
	o       *owner
	bound   properties.Bound
	object  *fyne.Container
	rows    map[string]*rowView
	order   []string
	body    *fyne.Container
	empty   *paragraph
	plus    *button
	problem *problemView
}

func newList(o *owner, b properties.Bound, labelled bool) *list {
	gap := float32(2 * rowGap)
	if b.Field.Rows.Title != nil {
		gap = 0
	}
	l := &list{o: o, bound: b, rows: map[string]*rowView{}, body: container.New(stack{gap: gap})}
	l.empty = newParagraph(b.Field.Rows.Empty, o.style.small())
	l.problem = newProblemView(o.style, nil)
	l.plus = newIconButton(o.style, "plus", "Add "+b.Field.Rows.Noun, 22, l.add)
	rows := []fyne.CanvasObject{l.empty, l.body, l.problem.object}
	if labelled {
		head := append([]fyne.CanvasObject{newLine(b.Label, o.style.small())}, o.links(b.Field.Actions, func() { l.commit() })...)
		rows = append([]fyne.CanvasObject{container.New(ends{gap: 4, height: 24}, append(head, l.plus)...)}, rows...)
	}
	l.object = container.New(stack{gap: 2}, rows...)
	l.update(b)
	return l
}

func (l *list) canvasObject() fyne.CanvasObject { return l.object }

func (l *list) update(b properties.Bound) {
	l.bound = b
	rows := b.List()
	var order []string
	changed := len(rows) != len(l.order)
	seen := map[string]bool{}
	for i, r := range rows {
		v := l.rows[r.Key]
		if v == nil {
			v = newRowView(l, r)
			l.rows[r.Key] = v
			changed = true
		} else {
			v.update(r)
		}
		changed = changed || l.order[i] != r.Key
		seen[r.Key] = true
		order = append(order, r.Key)
	}
	for key := range l.rows {
		if !seen[key] {
			delete(l.rows, key)
		}
	}
	l.order = order
	if changed {
		l.body.Objects = nil
		for _, key := range order {
			l.body.Objects = append(l.body.Objects, l.rows[key].object)
		}
		show(l.empty, len(order) == 0)
		show(l.body, len(order) > 0)
		l.o.layout()
	}
}

func (l *list) commit() bool {
	ok := true
	for _, key := range l.order {
		ok = l.rows[key].items.commit() && ok
	}
	return ok
}

// do runs a change of the rows and shows why it can't be made.
func (l *list) do(f func() error) {
	l.commit()
	var list []properties.Problem
	if err := f(); err != nil {
		list = []properties.Problem{{Severity: bpmn.Fault, Message: err.Error()}}
	}
	if l.problem.set(list, false) {
		l.o.layout()
	}
}

// add makes a row and puts the caret into it.
func (l *list) add() {
	l.do(func() error {
		row, err := l.bound.AddRow()
		if err != nil {
			return err
		}
		for _, r := range l.bound.List() {
			if r.Element == row && l.rows[r.Key] != nil {
				l.rows[r.Key].enter()
			}
		}
		return nil
	})
}

func (l *list) move(row bpmn.Element, by int) {
	for i, key := range l.order {
		if l.rows[key].row.Element == row {
			l.do(func() error { return l.bound.MoveRow(row, i+by) })
			return
		}
	}
}

// rowView is one row: either its fields in compact lines, or a heading that
// unfolds them.
type rowView struct {
	l      *list
	row    properties.BoundRow
	items  items
	object *fyne.Container
	fold   *foldHead
	body   *fyne.Container
	more   *button
}

func newRowView(l *list, r properties.BoundRow) *rowView {
	v := &rowView{l: l, row: r, items: items{o: l.o}, body: container.New(stack{gap: 4})}
	v.more = newIconButton(l.o.style, "more", "Move or delete", 22, v.menu)
	if v.isFolding() {
		v.body = container.New(stack{gap: rowGap})
		v.fold = newFoldHead(l.o.style, r.Title, func(open bool) {
			show(v.body, open)
			v.update(v.row)
			l.o.layout()
		})
		v.body.Hide()
		v.object = container.New(stack{gap: 4}, container.New(ends{gap: 4, height: 26}, v.fold, v.more),
			container.New(padded{left: 8, bottom: 4}, v.body))
	} else {
		v.object = container.New(barred{}, newFrame(l.o.style.line(), "", 1), v.body)
	}
	v.update(r)
	return v
}

func (v *rowView) isFolding() bool { return v.l.bound.Field.Rows.Title != nil }

func (v *rowView) update(r properties.BoundRow) {
	v.row = r
	if v.fold != nil {
		v.fold.set(r.Title)
		if !v.body.Visible() {
			return
		}
		if v.items.update(r.Fields, func(properties.Bound) bool { return true }) {
			v.body.Objects = objectsOf(v.items.list)
			v.l.o.layout()
		}
		return
	}
	if v.items.update(r.Fields, func(properties.Bound) bool { return false }) {
		v.body.Objects = v.lines()
		v.l.o.layout()
	}
}

// lines puts fields with a share of the width beside each other; the button of
// the row stands at the end of its first line.
func (v *rowView) lines() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := 0; i < len(v.row.Fields); {
		l := shares{}
		var objects []fyne.CanvasObject
		for total := float32(0); i < len(v.row.Fields); i++ {
			w := v.row.Fields[i].Width
			if w == 0 {
				w = 1
			}
			if total > 0 && total+w > 1.01 {
				break
			}
			total += w
			l.widths = append(l.widths, w)
			objects = append(objects, v.items.list[i].canvasObject())
		}
		line := container.New(l, objects...)
		if len(out) == 0 {
			line = container.New(ends{gap: 2, height: rowHeight}, line, v.more)
		}
		out = append(out, line)
	}
	return out
}

func objectsOf(list []item) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, x := range list {
		out = append(out, x.canvasObject())
	}
	return out
}

// enter unfolds the row and puts the caret into its first field.
func (v *rowView) enter() {
	if v.fold != nil {
		v.fold.open(true)
	}
	for _, x := range v.items.list {
		if c, ok := x.(*control); ok {
			v.l.o.focus(c.focusable())
			return
		}
	}
}

func (v *rowView) menu() {
	l, rows := v.l, v.l.bound.Field.Rows
	c := fyne.CurrentApp().Driver().CanvasForObject(v.more)
	if c == nil {
		return
	}
	var out []*fyne.MenuItem
	if rows.Ordered {
		up := fyne.NewMenuItem("Move up", func() { l.move(v.row.Element, -1) })
		up.Disabled = l.order[0] == v.row.Key
		down := fyne.NewMenuItem("Move down", func() { l.move(v.row.Element, 1) })
		down.Disabled = l.order[len(l.order)-1] == v.row.Key
		out = append(out, up, down, fyne.NewMenuItemSeparator())
	}
	out = append(out, fyne.NewMenuItem("Delete "+rows.Noun, func() {
		l.do(func() error { return l.bound.RemoveRow(v.row.Element) })
	}))
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", out...), c, v.more.last)
}

// barred draws a thin line at the left of a row, which holds its lines together
// without a box.
type barred struct{}

func (barred) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[1].MinSize().AddWidthHeight(9, 0)
}

func (barred) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(2, size.Height))
	o[1].Move(fyne.NewPos(9, 0))
	o[1].Resize(fyne.NewSize(size.Width-9, size.Height))
}

// shares lays objects beside each other by their share of the width.
type shares struct{ widths []float32 }

func (s shares) MinSize(o []fyne.CanvasObject) fyne.Size {
	out := fyne.Size{}
	for _, x := range o {
		m := x.MinSize()
		out.Width += m.Width
		out.Height = max(out.Height, m.Height)
	}
	return out
}

func (s shares) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const gap = 4
	total := float32(0)
	for _, w := range s.widths {
		total += w
	}
	room := size.Width - gap*float32(len(o)-1)
	x := float32(0)
	for i, c := range o {
		w := whole(room * s.widths[i] / total)
		if i == len(o)-1 {
			w = size.Width - x
		}
		c.Move(fyne.NewPos(x, 0))
		c.Resize(fyne.NewSize(w, size.Height))
		x += w + gap
	}
}

// foldHead is the heading of a row that folds.
type foldHead struct {
	headBase
	text string
	line *line
}

func newFoldHead(style *Style, text string, changed func(bool)) *foldHead {
	h := &foldHead{text: text, line: newLine(text, body())}
	h.init(style, changed)
	h.ExtendBaseWidget(h)
	return h
}

func (h *foldHead) set(text string) {
	if h.text != text {
		h.text = text
		h.line.set(text, body())
	}
}

func (h *foldHead) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(headLayout{height: 26, gap: 2}, h.ground, h.chevron, h.line, h.ring))
}

// accentDot marks a group that has values.
func newDot() *frame { return newFrame(theme.ColorNamePrimary, "", 3) }
