package ui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/workspace"
)

// keepWait is how long edits are collected before they are kept aside.
const keepWait = 2 * time.Second

// keeper keeps the unsaved changes of a tab aside.
type keeper struct {
	key     int    // in the journal
	waiting func() // takes back the writing that is to come; nil: none is
	busy    bool   // the journal is being written
	kept    bool   // there is an entry
	failed  bool   // the person was told that nothing can be kept
	cost    time.Duration
}

// keepAside writes unsaved changes into the journal, soon and in the
// background; what is saved is dropped from it.
func (t *editorTab) keepAside() {
	k := &t.keeper
	if t.a.journal == nil || k.busy || k.waiting != nil {
		return
	}
	if k.key == 0 {
		t.a.journalled++
		k.key = t.a.journalled
	}
	// Serialising a large model takes its time: it gets a tenth of it at most.
	k.waiting = t.a.jobs.After(max(keepWait, 10*k.cost), t.keepNow)
}

func (t *editorTab) keepNow() {
	k := &t.keeper
	k.waiting = nil
	a, version := t.a, t.version
	if !t.isDirty() || t.gone || !a.store.Settings.Recovery {
		t.dropKept()
		return
	}
	begin := time.Now()
	raw := slices.Clone(t.doc.Bytes())
	k.cost = time.Since(begin)
	note := workspace.Kept{Path: t.path(), Title: t.name(), Time: time.Now()}
	k.busy, k.kept = true, true
	a.jobs.Wait(func() error { return a.journal.Keep(k.key, note, raw) }, func(err error) {
		k.busy = false
		if err != nil && !k.failed {
			k.failed = true
			a.output.Add("Unsaved changes of " + t.name() + " can't be kept aside: " + sentence(err.Error()))
		}
		switch {
		case t.gone || !t.isDirty():
			t.dropKept()
		case t.version != version:
			t.keepAside()
		}
	})
}

// dropKept takes the tab's entry out of the journal.
func (t *editorTab) dropKept() {
	k := &t.keeper
	if !k.kept || k.busy { // what is being written is looked at again when it is done
		return
	}
	k.kept, k.busy = false, true
	t.a.jobs.Wait(func() error { return t.a.journal.Drop(k.key) }, func(err error) {
		k.busy = false
		if err != nil {
			t.a.log.Warn("drop unsaved changes", "error", err)
		}
		if !t.gone && t.isDirty() {
			t.keepAside()
		}
	})
}

func (a *App) recoveryChanged() {
	for _, t := range a.open {
		if t.isDirty() {
			t.keepAside()
		}
	}
}

// offerRecovery asks what is to become of the changes that a crash has left.
func (a *App) offerRecovery() {
	if a.journal == nil {
		return
	}
	var left []workspace.Kept
	a.jobs.Wait(func() error { left = a.journal.Left(); return nil }, func(error) {
		if len(left) == 0 {
			return
		}
		var lines []string
		for _, k := range left {
			line := fmt.Sprintf("%s, %s", k.Title, k.Time.Format("2 January 15:04"))
			if k.Path != "" {
				line += ", in " + displayPath(k.Path)
			}
			if k.IsOutdated() {
				line += " (the file was changed since)"
			}
			lines = append(lines, line)
		}
		a.ask(question{
			title:   "There are unsaved changes from the last time",
			message: strings.Join(lines, "\n") + "\n\nRestoring shows them; the files stay as they are until you save.",
			choices: []choice{
				{label: "Restore", safe: true, do: func() { a.restore(left) }},
				{label: "Discard", danger: true, do: func() { a.discard(left) }},
				{label: "Ask Again Next Time"},
			},
		})
	})
}

func (a *App) discard(left []workspace.Kept) {
	a.jobs.Wait(func() error {
		for _, k := range left {
			if err := k.Discard(); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			a.status.Say(sentence(err.Error()), true)
		}
	})
}

// restore opens what was kept aside, one after the other.
func (a *App) restore(left []workspace.Kept) {
	if len(left) == 0 {
		return
	}
	k := left[0]
	o := &opened{}
	a.jobs.Wait(func() error {
		raw, err := k.Read()
		if err != nil {
			return err
		}
		name := k.Path
		if name == "" {
			name = k.Title
		} else if file, _, err := workspace.Open(k.Path); err == nil {
			o.file = file
		}
		if o.doc, err = bpmn.Parse(name, raw); err == nil {
			o.prepare()
		}
		return err
	}, func(err error) {
		if err != nil {
			a.say(k.Title+" can't be restored", sentence(err.Error()))
		} else {
			a.showRestored(k, o)
		}
		a.restore(left[1:])
	})
}

// showRestored shows a document that was kept aside, in the tab of its file
// where that is open.
func (a *App) showRestored(k workspace.Kept, o *opened) {
	var t *editorTab
	for _, x := range a.open {
		if k.Path != "" && x.path() != "" && workspace.SamePath(x.path(), k.Path) {
			t = x
		}
	}
	switch {
	case t != nil && t.isDirty():
		a.say(k.Title+" is not restored", "The file is open and has other unsaved changes. What was kept stays for the next start.")
		return
	case t != nil:
		t.setDocument(o)
		a.selectTab(t)
	default:
		t = newEditorTab(a, o, filepath.Base(k.Title))
		a.addTab(t)
	}
	t.doc.MarkUnsaved()
	t.keepAside()
	message := "The changes of " + k.Time.Format("2 January 15:04") + " are restored. They are not saved yet."
	var b *banner
	b = newBanner(a.host, "info", colorAccent, message,
		newTextButton("Save", plainButton, func() { a.save(t, func() { t.removeBanner(b) }) }),
		newTextButton("Close This Notice", plainButton, func() { t.removeBanner(b) }))
	t.addBanner(b)
	a.discard([]workspace.Kept{k})
	a.refresh()
}
