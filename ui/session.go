package ui

import "time"

// sessionWait is how long changes of the tabs are collected before they are
// written.
const sessionWait = time.Second

// session returns the paths of the open files, and of the one that shows.
func (a *App) session() (paths []string, active string) {
	for _, t := range a.open {
		if p := t.path(); p != "" && t.doc != nil {
			paths = append(paths, p)
		}
	}
	if hasTab(a) {
		active = a.current.path()
	}
	return paths, active
}

// keepSession writes which files are open, soon and in the background, so that
// the next start after a crash opens them, too.
func (a *App) keepSession() {
	if a.keepingSession != nil {
		a.keepingSession()
	}
	a.keepingSession = a.jobs.After(sessionWait, a.keepSessionNow)
}

func (a *App) keepSessionNow() {
	a.keepingSession = nil
	switch {
	case a.quitting:
		return
	case len(a.opening) > 0: // the session of the last time is not complete yet
		a.keepSession()
		return
	}
	for _, t := range a.open {
		t.rememberView()
	}
	a.store.State.Session, a.store.State.Active = a.session()
	a.jobs.Wait(a.store.CopyState(), func(err error) {
		if err != nil {
			a.log.Warn("save state", "error", err)
		}
	})
}
