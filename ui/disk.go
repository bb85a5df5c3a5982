package ui

import (
	"time"

	"spiffmodeler/workspace"
)

// reload reads a file again; unsaved changes are lost only when the person
// says so.
func (a *App) reload(t *editorTab) {
	if t.isDirty() {
		a.ask(question{
			title:   "Reload " + t.name() + "?",
			message: "Your unsaved changes are lost.",
			choices: []choice{
				{label: "Keep Mine", safe: true},
				{label: "Reload", danger: true, do: func() { a.reloadNow(t) }},
			},
		})
		return
	}
	a.reloadNow(t)
}

func (a *App) reloadNow(t *editorTab) {
	path := t.path()
	a.read(path, func(o *opened, err error) {
		if t.gone {
			return
		}
		if err != nil {
			if t.doc != nil { // what is in the window is worth more than an error
				a.say(t.name()+" can't be reloaded", sentence(err.Error()))
				return
			}
			t.setFailure(err)
		} else {
			back := t.viewport()
			t.setDocument(o)
			back()
			a.store.State.Remember(path)
		}
		if a.current == t {
			a.selectTab(t)
		}
	})
}

// checkDisk looks whether other programs changed the open files. It is called
// when the window gets the focus.
func (a *App) checkDisk() {
	a.updateIndex()
	for _, t := range a.open {
		t.checkDisk()
	}
}

func (t *editorTab) checkDisk() {
	if t.file == nil || t.doc == nil || t.saving {
		return
	}
	status, err := t.file.Status()
	if err != nil || status == t.conflict {
		return
	}
	if status == workspace.Changed && !t.isDirty() {
		t.a.reloadNow(t)
		t.a.status.Say(t.name()+" was changed by another program and has been reloaded.", false)
		return
	}
	t.settleDisk()
	t.conflict = status
	switch status {
	case workspace.Changed:
		t.onDisk = newBanner(t.a.host, "warning", colorWarning, t.name()+" was changed by another program. You have unsaved changes.",
			newTextButton("Keep Mine", plainButton, func() {
				if err := t.file.Accept(); err != nil {
					t.a.status.Say(err.Error(), true)
					return
				}
				t.doc.MarkUnsaved()
				t.settleDisk()
				t.a.refresh()
			}),
			newTextButton("Reload", plainButton, func() { t.a.reload(t) }))
	case workspace.Gone:
		t.doc.MarkUnsaved()
		t.onDisk = newBanner(t.a.host, "warning", colorWarning, t.name()+" is no longer on the disk. Save to write it again.",
			newTextButton("Save", plainButton, func() { t.a.save(t, nil) }),
			newTextButton("Close", plainButton, func() { t.a.closeTab(t, nil) }))
		t.a.refresh()
	default:
		return
	}
	t.addBanner(t.onDisk)
}

// settleDisk takes the notice about the disk away.
func (t *editorTab) settleDisk() {
	if t.onDisk != nil {
		t.removeBanner(t.onDisk)
		t.onDisk = nil
	}
	t.conflict = workspace.Unchanged
}

// watchEvery is how often the open files are looked at on the disk.
const watchEvery = 2 * time.Second

// watch looks at the open files from time to time, beside the window: a network
// disk may take its time to answer.
func (a *App) watch() {
	seen := map[string]workspace.Glance{}
	busy := false
	a.stopWatch = a.jobs.Every(watchEvery, func() {
		var paths []string
		for _, t := range a.open {
			if t.file != nil {
				paths = append(paths, t.file.Path())
			}
		}
		if busy || len(paths) == 0 {
			return
		}
		busy = true
		now := map[string]workspace.Glance{}
		a.jobs.Wait(func() error {
			for _, p := range paths {
				now[p] = workspace.Look(p)
			}
			return nil
		}, func(error) {
			busy = false
			for p, g := range now {
				if old, known := seen[p]; !known || old != g {
					a.checkDisk()
					break
				}
			}
			seen = now
		})
	})
}
