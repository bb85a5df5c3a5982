package canvas

import (
	"image"
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/notation"
)

// desk is a diagram in a window without a screen, with a clock that a test
// turns.
type desk struct {
	t      *testing.T
	doc    *bpmn.Document
	ed     *editor.Editor
	d      *Diagram
	window fyne.Window
	timers map[int]func()
	next   int
}

type noClipboard struct{}

func (noClipboard) Content() string     { return "" }
func (noClipboard) SetContent(s string) {}

func newDesk(t *testing.T) *desk {
	t.Helper()
	test.NewTempApp(t)
	doc, err := bpmn.New("desk.bpmn", "Process_1")
	if err != nil {
		t.Fatal(err)
	}
	k := &desk{t: t, doc: doc, ed: editor.New(doc, noClipboard{})}
	err = doc.Edit("set the scene", func(tx *bpmn.Tx) error {
		tx.SetBounds(doc.ByID("StartEvent_1").Shape(), geom.R(40, 82, 36, 36))
		s, err := modeling.Create(tx, modeling.Variant{Kind: bpmn.Task}, doc.Planes()[0], geom.Pt(200, 100))
		if err != nil {
			return err
		}
		return tx.Rename(s.Semantic(), "Task")
	})
	if err != nil {
		t.Fatal(err)
	}
	k.d = New(k.ed, Options{Synchronous: true, Do: func(f func()) { f() }, After: k.after})
	k.window = test.NewTempWindow(t, k.d)
	k.window.SetPadded(false)
	k.window.Resize(fyne.NewSize(400, 300))
	k.ed.ZoomTo(1)
	k.ed.CenterOn(geom.Pt(200, 150)) // the corner of the window shows 0, 0
	return k
}

func (k *desk) after(_ time.Duration, f func()) (stop func()) {
	if k.timers == nil {
		k.timers = map[int]func(){}
	}
	k.next++
	i := k.next
	k.timers[i] = f
	return func() { delete(k.timers, i) }
}

// tick runs the timers that are due.
func (k *desk) tick() {
	due := k.timers
	k.timers = nil
	for _, f := range due {
		f()
	}
}

func (k *desk) at(x, y float32) desktop.MouseEvent {
	return desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary}
}

func (k *desk) down(x, y float32) { e := k.at(x, y); k.d.MouseMoved(&e); k.d.MouseDown(&e) }
func (k *desk) up(x, y float32)   { e := k.at(x, y); k.d.MouseUp(&e) }
func (k *desk) move(x, y float32) { e := k.at(x, y); k.d.MouseMoved(&e) }

func (k *desk) drag(x, y float32) {
	k.d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
}

func (k *desk) click(x, y float32) { k.down(x, y); k.up(x, y) }

// pixel returns what the window shows.
func (k *desk) pixel(x, y int) color.NRGBA {
	img := k.window.Canvas().Capture()
	return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
}

func dark(c color.NRGBA) bool { return int(c.R)+int(c.G)+int(c.B) < 300 }

func TestTheDiagramIsPaintedAndFollowsEdits(t *testing.T) {
	k := newDesk(t)
	if !dark(k.pixel(200, 60)) {
		t.Errorf("the border of the task is %v", k.pixel(200, 60))
	}
	if k.pixel(200, 80) != (color.NRGBA{255, 255, 255, 255}) {
		t.Errorf("the inside of the task is %v", k.pixel(200, 80))
	}
	k.down(200, 100)
	k.drag(204, 130)
	k.drag(200, 200)
	k.up(200, 200)
	k.d.DragEnd()
	if got := k.doc.ByID("Task").Shape().Bounds(); got != geom.R(150, 160, 100, 80) {
		t.Errorf("the task lies at %v", got)
	}
	if dark(k.pixel(200, 60)) || !dark(k.pixel(150, 200)) {
		t.Error("the tiles don't show the move")
	}
}

func TestAReleaseOutsideOfTheWindowEndsTheDrag(t *testing.T) {
	k := newDesk(t)
	k.down(200, 100)
	k.drag(204, 130)
	k.drag(200, 200)
	k.d.DragEnd() // no MouseUp comes
	if got := k.doc.ByID("Task").Shape().Bounds(); got != geom.R(150, 160, 100, 80) {
		t.Errorf("the task lies at %v", got)
	}
}

func TestTheWheelScrollsAndZoomsAtThePointer(t *testing.T) {
	k := newDesk(t)
	scroll := func(dy float32) {
		k.d.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 100)}, Scrolled: fyne.Delta{DY: dy}})
	}
	scroll(-25)
	if o := k.ed.View().Origin; o != geom.Pt(0, wheelScroll) {
		t.Errorf("one notch down shows %v in the corner", o)
	}
	scroll(1e6)
	if o := k.ed.View().Origin; o.Y < -1000 {
		t.Errorf("a wild wheel scrolls to %v", o)
	}
	v := k.ed.View()
	under := v.ToDiagram(geom.Pt(100, 100))
	k.ed.ZoomAt(geom.Pt(100, 100), 3)
	v = k.ed.View()
	if now := v.ToDiagram(geom.Pt(100, 100)); !now.Near(under, 1e-6) || v.Zoom <= 1.2 {
		t.Errorf("at zoom %v the pointer is over %v, was over %v", v.Zoom, now, under)
	}
}

func TestTypingIntoALabel(t *testing.T) {
	k := newDesk(t)
	k.click(200, 100)
	k.down(200, 100)
	k.up(200, 100)
	if !k.d.field.isOpen() {
		t.Fatal("a double click doesn't open the text")
	}
	for _, r := range "Ask" {
		k.d.TypedRune(r)
	}
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	k.d.TypedRune('!')
	k.tick() // the caret blinks
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := k.doc.ByID("Task").Name(); got != "As!" {
		t.Errorf("the task is called %q", got)
	}
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	k.d.TypedRune('x')
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got := k.doc.ByID("Task").Name(); got != "As!" {
		t.Errorf("given up, the task is called %q", got)
	}
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	k.d.TypedRune('y')
	k.click(350, 250)
	if got := k.doc.ByID("Task").Name(); got != "y" {
		t.Errorf("after a click elsewhere the task is called %q", got)
	}
}

func TestThePopupNarrowsToWhatIsTyped(t *testing.T) {
	k := newDesk(t)
	k.click(200, 100)
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyR})
	k.d.TypedRune('r') // the key that opened it
	if !k.d.popup.open || k.d.popup.query != "" {
		t.Fatalf("popup open %v, query %q", k.d.popup.open, k.d.popup.query)
	}
	for _, r := range "service" {
		k.d.TypedRune(r)
	}
	if n := len(k.d.popup.shown); n != 1 {
		t.Errorf("%d entries match", n)
	}
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if kind := k.doc.ByID("Task").Kind(); kind != bpmn.ServiceTask {
		t.Errorf("the task is a %s", kind)
	}
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyR})
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if k.d.popup.open {
		t.Error("Escape doesn't close the popup")
	}
}

func TestThePadIsClickedAndDragged(t *testing.T) {
	k := newDesk(t)
	k.click(200, 100)
	if !k.d.pad.visible() {
		t.Fatal("no pad")
	}
	button := func(id string) (x, y float32) {
		for i, e := range k.d.pad.entries {
			if e.ID == id {
				c := k.d.pad.box(i).Center().Add(k.d.pad.at)
				return float32(c.X), float32(c.Y)
			}
		}
		t.Fatalf("no entry %s", id)
		return 0, 0
	}
	x, y := button("append:endEvent")
	k.move(x, y)
	k.tick()
	if !k.d.tip.sheet.visible {
		t.Error("no tooltip")
	}
	k.click(x, y)
	if n := len(k.doc.ByID("Task").Outgoing()); n != 1 {
		t.Errorf("the task has %d outgoing flows", n)
	}
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	k.ed.Select(k.doc.ByID("Task"))
	x, y = button("append:exclusiveGateway")
	k.down(x, y)
	k.drag(x+4, y)
	k.drag(200, 250)
	k.up(200, 250)
	if n := len(k.doc.ByID("Task").Outgoing()); n != 2 {
		t.Errorf("after the drag the task has %d outgoing flows", n)
	}
}

func TestADragFromThePaletteEndsOnTheDiagram(t *testing.T) {
	k := newDesk(t)
	k.d.Create(modeling.Variant{Kind: bpmn.EndEvent}, true)
	k.d.PointerAt(fyne.NewPos(300, 200))
	k.d.PointerAt(fyne.NewPos(300, 220))
	k.d.ReleaseAt(fyne.NewPos(300, 220))
	made := k.ed.Selected()
	if len(made) != 1 || made[0].Kind() != bpmn.EndEvent || made[0].Shape().Bounds().Center() != geom.Pt(300, 220) {
		t.Errorf("made is %v", made)
	}
}

func TestPaletteAndMarksChangeWhatIsPainted(t *testing.T) {
	k := newDesk(t)
	k.d.SetMarks(map[string]notation.Mark{"Task": {State: notation.Completed}})
	if c := k.pixel(170, 120); c.G <= c.R {
		t.Errorf("a completed task is %v inside", c)
	}
	k.d.SetPalette(true)
	if c := k.pixel(380, 280); !dark(c) {
		t.Errorf("the dark ground is %v", c)
	}
	k.d.SetPalette(false)
	if c := k.pixel(381, 281); dark(c) {
		t.Errorf("the light ground is %v", c)
	}
}

func TestOnlyTheDamagedTilesArePaintedAnew(t *testing.T) {
	k := newDesk(t)
	versions := func() map[tileKey]image.Image {
		m := map[tileKey]image.Image{}
		for key, s := range k.d.surface.front {
			m[key] = s.shown
		}
		return m
	}
	before := versions()
	k.ed.ScrollBy(geom.Pt(30, 20))
	k.ed.ScrollBy(geom.Pt(-30, -20))
	for key, img := range versions() {
		if before[key] != nil && before[key] != img {
			t.Errorf("tile %v was painted anew by scrolling", key)
		}
	}
	k.ed.ZoomBy(1)
	if len(k.d.surface.back) != 0 {
		t.Error("stretched tiles stay although the new ones are there")
	}
}

func TestTilesRestPackedAndComeBack(t *testing.T) {
	k := newDesk(t)
	k.d.surface.patient = true
	full := func() (n int) {
		for _, s := range k.d.surface.front {
			if s.tile.img != nil {
				n++
			}
		}
		return n
	}
	k.d.surface.update()
	k.pixel(0, 0) // the window takes the pictures
	all := full()
	for range all + 1 {
		k.tick()
	}
	if all == 0 || full() != 0 {
		t.Fatalf("of %d tiles %d don't rest", all, full())
	}
	if !dark(k.pixel(200, 60)) {
		t.Error("a window that takes the pictures again doesn't get them")
	}
	for range all + 1 {
		k.tick()
	}
	k.d.surface.patient = false
	if err := k.doc.Edit("move", func(tx *bpmn.Tx) error {
		tx.SetBounds(k.doc.ByID("Task").Shape(), geom.R(150, 160, 100, 80))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if dark(k.pixel(200, 60)) || !dark(k.pixel(150, 200)) {
		t.Error("tiles that rested don't show an edit")
	}
}

func TestAZoomIsPaintedWhenItEnds(t *testing.T) {
	k := newDesk(t)
	k.d.surface.patient = true
	k.d.surface.painters.done = func(job, image.Image, *packed) {}
	asked := func() (n int) {
		for _, t := range k.d.surface.cache.tiles {
			if t.key.scale == k.d.surface.scale && t.queued == t.version {
				n++
			}
		}
		return n
	}
	k.d.surface.zooming = zooming{last: time.Now(), since: time.Now()}
	k.ed.ZoomTo(1.7)
	k.ed.ZoomTo(2.5)
	if asked() > 0 {
		t.Error("a scale in the middle of a zoom is painted")
	}
	k.d.surface.zooming.last = time.Time{}
	k.tick()
	if asked() == 0 {
		t.Error("the last scale of a zoom isn't painted")
	}
	k.ed.ZoomTo(0.5)
	if asked() == 0 {
		t.Error("who zooms out in one go sees margins that nobody paints")
	}
}

func TestTilesArriveFromTheBackground(t *testing.T) {
	k := newDesk(t)
	arrived := make(chan func(), 1000)
	k.d.surface.do = func(f func()) { arrived <- f }
	k.d.surface.patient = true
	k.d.surface.zooming = zooming{} // it was some time ago
	k.ed.ZoomTo(2.5)
	if len(k.d.surface.back) == 0 {
		t.Fatal("the old tiles aren't stretched meanwhile")
	}
	deadline := time.After(10 * time.Second)
	for len(k.d.surface.back) > 0 {
		select {
		case f := <-arrived:
			f()
		case <-deadline:
			t.Fatal("the tiles of the new zoom don't arrive")
		}
	}
	if !dark(k.pixel(200+int((150-200)*2.5), 150+int((100-150)*2.5))) {
		t.Error("the new tiles don't show the task")
	}
}

func TestTokensGlideOrTakeNoTime(t *testing.T) {
	k := newDesk(t)
	done := 0
	k.d.AnimateTokens([]string{"nobody"}, func() { done++ })
	k.d.options.Still = true
	k.click(200, 100)
	k.ed.Append(modeling.Variant{Kind: bpmn.EndEvent})
	flow := k.doc.ByID("Task").Outgoing()[0].ID()
	k.d.AnimateTokens([]string{flow}, func() { done++ })
	if done != 2 {
		t.Errorf("done was told %d times, want 2", done)
	}
}

// The window may be painted between the start of an animation and its first
// frame.
func TestTokensAreThereBeforeTheirFirstFrame(t *testing.T) {
	k := newDesk(t)
	k.d.tokens.begin([]geom.Polyline{{{X: 0, Y: 0}, {X: 50, Y: 0}}, {{X: 0, Y: 0}, {X: 0, Y: 50}}})
	shown := 0
	for _, o := range test.WidgetRenderer(k.d).Objects() {
		if len(k.d.tokens.discs) == 2 && (o == k.d.tokens.discs[0] || o == k.d.tokens.discs[1]) {
			shown++
		}
	}
	if shown != 2 {
		t.Errorf("%d of 2 tokens are shown", shown)
	}
}

func TestStatusSelectionAndKeysAreToldOf(t *testing.T) {
	k := newDesk(t)
	var status []string
	selected, keys := 0, 0
	k.d.OnStatus = func(s string, _ bool) { status = append(status, s) }
	k.d.OnSelection = func() { selected++ }
	k.d.OnKey = func(*fyne.KeyEvent) { keys++ }
	k.click(200, 100)
	k.d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF5})
	if len(status) == 0 || selected != 1 || keys != 1 {
		t.Errorf("status %v, selections %d, keys %d", status, selected, keys)
	}
	k.d.TypedShortcut(&fyne.ShortcutSelectAll{})
	if n := k.ed.Selection().Len(); n != 2 {
		t.Errorf("select all selects %d", n)
	}
}

func TestWhatIsWantedIsNeverForgotten(t *testing.T) {
	c := newTileCache(func(*image.RGBA) {})
	old := c.get(tileKey{1, 0, 0})
	c.clock++
	for i := range 9 {
		c.get(tileKey{2, i, 0})
	}
	c.trim(4, func(*tile) bool { return false })
	if len(c.tiles) != 9 || c.tiles[old.key] != nil {
		t.Errorf("%d tiles are left, the old one among them: %v", len(c.tiles), c.tiles[old.key] != nil)
	}
}
