package ui

import (
	"fyne.io/fyne/v2"
)

func hasRun(a *App) bool { return hasDocument(a) && a.current.run != nil }

// canGoOn reports whether a run can be begun or gone on with.
func canGoOn(a *App) bool {
	return hasDocument(a) && !a.current.compiling && (a.current.run == nil || !a.current.run.isOver())
}

func runActions() []action {
	return []action{
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
		{id: "view.run", label: "Tasks of the Run", keys: keys{fyne.KeyR, ctrl | shift}, enabled: hasDocument, run: func(a *App) { a.dock.Open(a.runs.page) }},
	}
}

// withRun does something with the run of the current file, which is begun when
// there is none.
func (a *App) withRun(f func(*run)) {
	if r := a.current.run; r != nil {
		f(r)
		return
	}
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
