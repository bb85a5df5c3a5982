package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"spiffmodeler/runner"
)

func hasRun(a *App) bool { return hasDocument(a) && a.current.run != nil }

// canGoOn reports whether a run can be begun or gone on with.
func canGoOn(a *App) bool {
	return hasDocument(a) && !a.current.compiling && (a.current.run == nil || !a.current.run.isOver())
}

// canAct reports whether something can be done to the run from outside.
func canAct(a *App) bool {
	return hasRun(a) && a.current.run.view != nil && !a.current.run.isRunning()
}

func canReset(a *App) bool {
	if !canAct(a) || a.runs.selected == 0 {
		return false
	}
	row, ok := a.current.run.view.Row(a.runs.selected)
	return ok && row.Element != "" && row.State.Is(runner.Finished|runner.Ready|runner.Started|runner.Waiting)
}

func speedAction(i int) action {
	return action{id: "speed." + strconv.Itoa(i), label: speeds[i].label, group: "Speed", enabled: hasDocument,
		on:  func(a *App) bool { return hasDocument(a) && a.current.setup.speed == i },
		run: func(a *App) { a.current.setSpeed(i) }}
}

func runActions() []action {
	list := []action{
		{id: "run", label: "Run", icon: "run", keys: keys{fyne.KeyF5, 0}, also: keys{fyne.KeyR, ctrl}, enabled: canGoOn,
			name: func(a *App) string {
				if hasRun(a) && a.current.run.isRunning() {
					return "Pause"
				}
				return "Run"
			},
			run: func(a *App) {
				a.withRun(func(r *run) {
					if r.isRunning() {
						r.session.Stop()
					} else {
						r.runOn()
					}
				})
			}},
		{id: "step", label: "Step", icon: "step", keys: keys{fyne.KeyF10, 0}, also: keys{fyne.KeyPeriod, ctrl},
			enabled: func(a *App) bool { return canGoOn(a) && (a.current.run == nil || !a.current.run.isRunning()) },
			run:     func(a *App) { a.withRun((*run).step) }},
		{id: "back", label: "Step Back", icon: "back", keys: keys{fyne.KeyF9, 0}, also: keys{fyne.KeyComma, ctrl},
			enabled: func(a *App) bool { return hasRun(a) && a.current.run.view != nil && a.current.run.view.Back > 0 },
			run:     func(a *App) { a.current.run.back() }},
		{id: "forward", label: "Step Forward Again", keys: keys{fyne.KeyF9, shift},
			enabled: func(a *App) bool { return hasRun(a) && a.current.run.view != nil && a.current.run.view.Ahead > 0 },
			run:     func(a *App) { a.current.run.forward() }},
		{id: "stop", label: "Stop", icon: "stop", keys: keys{fyne.KeyF5, shift}, also: keys{fyne.KeyF5, ctrl}, enabled: hasRun,
			run: func(a *App) { a.current.endRun() }},
		{id: "restart", label: "Restart", icon: "restart", keys: keys{fyne.KeyF5, ctrl | shift}, enabled: hasRun, run: (*App).restart},
		{id: "run.setup", label: "Run with Data…", icon: "settings", keys: keys{fyne.KeyF5, alt}, enabled: func(a *App) bool { return hasDocument(a) && !a.current.compiling },
			run: (*App).setupRun},
		{id: "run.send", label: "Send Message or Signal…", icon: "send", enabled: canAct, run: (*App).sendDialog},
		{id: "run.advance", label: "Advance the Clock…", icon: "advance", enabled: canAct, run: (*App).advanceDialog},
		{id: "run.reset", label: "Reset to the Selected Task", enabled: canReset, run: func(a *App) { a.current.run.reset(a.runs.selected) }},
		{id: "run.realTime", label: "Timers in Real Time", enabled: hasDocument, on: func(a *App) bool { return hasDocument(a) && a.current.setup.realTime },
			run: (*App).toggleRealTime},
		{id: "breakpoint", label: "Breakpoint", keys: keys{fyne.KeyF8, 0}, enabled: canBreak, on: isBreakpoint, run: (*App).toggleBreakpoint},
		{id: "breakpoint.clear", label: "Remove All Breakpoints", enabled: func(a *App) bool { return hasDocument(a) && len(a.current.breakpoints) > 0 },
			run: (*App).clearBreakpoints},
		{id: "scenario.save", label: "Save the Run as a Scenario…", enabled: canAct, run: (*App).saveScenario},
		{id: "scenario.play", label: "Play a Scenario…", run: (*App).playScenario},
		{id: "view.run", label: "Tasks of the Run", keys: keys{fyne.KeyR, ctrl | shift}, enabled: hasDocument, run: func(a *App) { a.dock.Open(a.runs.page) }},
	}
	for i := range speeds {
		list = append(list, speedAction(i))
	}
	return list
}

// withRun does something with the run of the current file, which is begun when
// there is none.
func (a *App) withRun(f func(*run)) {
	if r := a.current.run; r != nil {
		f(r)
		return
	}
	a.current.setup.script = nil
	a.startRun(a.current, f)
}

// restart begins anew with the model as it is now.
func (a *App) restart() {
	greedy := a.current.run.greedy
	a.startRun(a.current, func(r *run) {
		if greedy {
			r.runOn()
		}
	})
}
