package ui

import (
	"maps"
	"sync/atomic"

	"spiffmodeler/bpmn"
	"spiffmodeler/runner"
)

// breaker pauses a run where a task with a breakpoint becomes READY. What it is
// asked comes from the goroutine of the session.
type breaker struct {
	file   string
	points atomic.Pointer[map[string]bool] // ids of elements of the file
	seen   map[runner.TaskID]bool          // paused at, or there when the run went on
	hit    atomic.Pointer[string]          // name of the element that the run paused at
}

// set changes the breakpoints.
func (b *breaker) set(points map[string]bool) {
	own := maps.Clone(points)
	b.points.Store(&own)
}

// pass lets the run go on past the tasks that are READY now.
func (b *breaker) pass(in *runner.Instance) {
	b.seen = map[runner.TaskID]bool{}
	b.hit.Store(nil)
	b.look(in)
	b.hit.Store(nil)
}

// look reports whether a task with a breakpoint has become READY.
func (b *breaker) look(in *runner.Instance) bool {
	points := b.points.Load()
	if points == nil || len(*points) == 0 {
		return false
	}
	found := false
	for _, t := range in.Tasks(runner.Ready) {
		s := t.Spec()
		if !(*points)[s.ID] || b.seen[t.ID] || t.Process().File != b.file {
			continue
		}
		b.seen[t.ID] = true
		name := s.Title
		if name == "" {
			name = s.ID
		}
		b.hit.Store(&name)
		found = true
	}
	return found
}

// toggleBreakpoint sets or takes away the breakpoints of what is selected.
func (a *App) toggleBreakpoint() {
	t := a.current
	if t.breakpoints == nil {
		t.breakpoints = map[string]bool{}
	}
	on := !isBreakpoint(a)
	for _, e := range t.editor.Selected() {
		switch {
		case !e.Kind().IsFlowNode():
		case on:
			t.breakpoints[e.ID()] = true
		default:
			delete(t.breakpoints, e.ID())
		}
	}
	t.breakpointsChanged()
}

func (a *App) clearBreakpoints() {
	a.current.breakpoints = nil
	a.current.breakpointsChanged()
}

func (t *editorTab) breakpointsChanged() {
	if t.run != nil {
		t.run.breaker.set(t.breakpoints)
	}
	t.updateMarks()
}

// isBreakpoint reports whether all that is selected has a breakpoint.
func isBreakpoint(a *App) bool {
	if !canBreak(a) {
		return false
	}
	for _, e := range a.current.editor.Selected() {
		if e.Kind().IsFlowNode() && !a.current.breakpoints[e.ID()] {
			return false
		}
	}
	return true
}

func canBreak(a *App) bool { return hasSelection(a) && anyNode(a.current.editor.Selected()) }

func anyNode(list []bpmn.Element) bool {
	for _, e := range list {
		if e.Kind().IsFlowNode() {
			return true
		}
	}
	return false
}
