package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// statusBar tells at the left what the pointer is over or why a thing is not
// allowed, and at the right how things stand. Work in the background shows
// between them.
type statusBar struct {
	object  *fyne.Container
	message *text
	facts   *text
	work    *text
	bar     *progressLine
	cancel  *button
	jobs    *jobs
}

func newStatusBar(h *host, j *jobs) *statusBar {
	s := &statusBar{message: newText("", smallText), facts: newLabel("", smallText), work: newLabel("", smallText), bar: newProgressLine(), jobs: j}
	s.cancel = newTextButton("Cancel", quietButton, func() {
		if len(j.list) > 0 {
			j.list[0].cancel()
		}
	})
	s.cancel.height = statusHeight
	s.cancel.host = h
	s.object = container.New(s, newSurface(colorSurface), s.message, s.facts, s.work, s.bar.object, s.cancel)
	s.showWork()
	return s
}

// Say shows a message until the next one; danger says that a thing is not
// allowed.
func (s *statusBar) Say(message string, danger bool) {
	if danger {
		s.message.SetRole(smallText.in(colorDanger))
	} else {
		s.message.SetRole(smallText)
	}
	s.message.Set(message)
}

// SetFacts shows how things stand.
func (s *statusBar) SetFacts(facts string) {
	if s.facts.content != facts {
		s.facts.Set(facts)
		s.object.Layout.Layout(s.object.Objects, s.object.Size())
	}
}

// showWork shows the first job that is seen.
func (s *statusBar) showWork() {
	busy := len(s.jobs.list) > 0
	show(s.work, busy)
	show(s.bar.object, busy)
	show(s.cancel, busy && s.jobs.list[0].cancelable)
	if busy {
		name := s.jobs.list[0].name
		if n := len(s.jobs.list) - 1; n > 0 {
			name = fmt.Sprintf("%s (and %d more)", name, n)
		}
		s.work.Set(name)
		s.bar.Set(float32(s.jobs.list[0].progress.Load()) / 1000)
	}
	s.object.Layout.Layout(s.object.Objects, s.object.Size())
}

// MinSize leaves the height to the window.
func (s *statusBar) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, statusHeight)
}

// Layout stands the facts at the right, work beside them and the message in
// what is left.
func (s *statusBar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	x := size.Width - 3*unit
	w := min(s.facts.MinSize().Width, size.Width*0.6)
	x -= w
	s.facts.Resize(fyne.NewSize(w, size.Height))
	s.facts.Move(fyne.NewPos(x, 0))
	if s.work.Visible() {
		if s.cancel.Visible() {
			w := s.cancel.MinSize().Width
			x -= w + 2*unit
			s.cancel.Resize(fyne.NewSize(w, size.Height))
			s.cancel.Move(fyne.NewPos(x, 0))
		}
		x -= 20*unit + 4*unit
		s.bar.object.Resize(fyne.NewSize(20*unit, 3))
		s.bar.object.Move(fyne.NewPos(x, (size.Height-3)/2))
		w := s.work.MinSize().Width
		x -= w + 2*unit
		s.work.Resize(fyne.NewSize(w, size.Height))
		s.work.Move(fyne.NewPos(x, 0))
	}
	s.message.Resize(fyne.NewSize(max(0, x-7*unit), size.Height))
	s.message.Move(fyne.NewPos(3*unit, 0))
}

// progressLine is a thin bar.
type progressLine struct {
	object *fyne.Container
	part   float32
}

func newProgressLine() *progressLine {
	p := &progressLine{}
	p.object = container.New(p, newFrame(colorLine, "", 1.5), newFrame(colorAccent, "", 1.5))
	p.object.Objects[0].(*surface).border, p.object.Objects[1].(*surface).border = "", ""
	return p
}

// Set shows which part of the work is done; 0 when nothing is known of it.
func (p *progressLine) Set(part float32) {
	if part <= 0 {
		part = 0.35
	}
	p.part = part
	p.Layout(p.object.Objects, p.object.Size())
}

// MinSize is that of a thin line.
func (p *progressLine) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10*unit, 3) }

// Layout draws the part that is done over the whole.
func (p *progressLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[1].Resize(fyne.NewSize(size.Width*p.part, size.Height))
}
