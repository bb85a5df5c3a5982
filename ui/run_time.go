package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/runner"
)

// travel goes to where so many steps were done. While one journey is under way
// only the last wish counts.
func (r *run) travel(to int) {
	r.wanted = to
	if !r.travelling {
		r.goTravel()
	}
}

func (r *run) goTravel() {
	by := r.wanted - r.view.Back
	if by == 0 {
		return
	}
	r.greedy, r.travelling = false, true
	if by < 0 {
		r.session.Back(-by)
	} else {
		r.session.Forward(by)
	}
	r.rewindScript()
}

// arrived goes on to where the slider stands by now.
func (r *run) arrived() {
	if !r.travelling {
		return
	}
	r.travelling = false
	if r.wanted >= 0 && r.wanted <= r.view.Back+r.view.Ahead {
		r.goTravel()
	}
}

// timeline is the slider that goes through the steps of a run.
type timeline struct {
	object *fyne.Container
	slider *keySlider
	label  *text
	quiet  bool
	v      *runView
}

func newTimeline(v *runView) *timeline {
	l := &timeline{v: v, slider: newKeySlider(v.a.host), label: newLabel("", smallText)}
	l.slider.OnChanged = func(x float64) {
		if r := v.run(); !l.quiet && r != nil && r.view != nil && !r.isRunning() {
			r.travel(int(x + 0.5))
		}
	}
	l.object = container.New(&rowLayout{gap: unit}, container.New(&fixedWidth{150}, l.slider), l.label)
	return l
}

// update shows where the run stands.
func (l *timeline) update(view *runner.View) {
	l.quiet = true
	defer func() { l.quiet = false }()
	r := l.v.run()
	all := view.Back + view.Ahead
	l.slider.Max = float64(max(1, all))
	if r == nil || !r.travelling {
		l.slider.SetValue(float64(view.Back))
	}
	l.slider.Refresh()
	words := fmt.Sprintf("step %d", view.Back)
	if view.Ahead > 0 {
		words = fmt.Sprintf("step %d of %d", view.Back, all)
	}
	l.label.Set(words)
}

// watchClock lets timers fire by themselves, after as much time as the model
// says.
func (r *run) watchClock() {
	if r.stopTimer != nil {
		r.stopTimer()
		r.stopTimer = nil
	}
	if !r.t.setup.realTime || !r.atRest() {
		return
	}
	var due time.Time
	for _, w := range r.view.Waits {
		if w.Kind == runner.WaitTimer && !w.Due.IsZero() && (due.IsZero() || w.Due.Before(due)) {
			due = w.Due
		}
	}
	if due.IsZero() {
		return
	}
	passed := time.Since(r.rested)
	left := max(0, due.Sub(r.view.Now)-passed)
	r.stopTimer = r.t.a.jobs.After(left, func() {
		if !r.closed && r.atRest() {
			r.advance(due)
		}
	})
}

// keepTime moves the run's clock by the real time that has passed since the run
// came to rest, before something else happens to it.
func (r *run) keepTime() {
	if d := time.Since(r.rested); r.t.setup.realTime && r.atRest() && d > time.Millisecond {
		r.advanceBy(d.Truncate(time.Millisecond))
	}
}

func (a *App) toggleRealTime() {
	t := a.current
	t.setup.realTime = !t.setup.realTime
	if t.run != nil {
		t.run.rested = time.Now()
		t.run.watchClock()
	}
}
