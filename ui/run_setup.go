package ui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/properties/form"
	"spiffmodeler/runner/arena"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/scenario"
)

// runSetup is what the runs of a file begin with, beside the model. It is kept
// while the file is open; the environment belongs to the folder and is kept in
// the settings.
type runSetup struct {
	data     string // a JSON object; empty: none
	seed     int64
	speed    int // index in speeds
	realTime bool
	script   *scenario.Scenario // that is played; nil: none
}

// environments are what the scripts of a model can see. The first is the
// default.
var environments = []struct {
	name, label string
	profile     func() *python.Profile
}{
	{"", "SpiffWorkflow engine", func() *python.Profile { return python.Plain() }},
	{"arena", "SpiffArena", func() *python.Profile { return arena.Profile(nil) }},
	{"box", "Engine, with a.b for a[\"b\"]", func() *python.Profile { return python.Plain(python.Box()) }},
}

// environmentOf returns the index in environments of the one that the models
// of a folder run in.
func (a *App) environmentOf(folder string) int {
	name := a.store.Settings.Environments[folder]
	return max(0, slices.IndexFunc(environments[:], func(e struct {
		name, label string
		profile     func() *python.Profile
	}) bool {
		return e.name == name
	}))
}

func (a *App) setEnvironment(folder string, i int) {
	if a.environmentOf(folder) == i {
		return
	}
	if a.store.Settings.Environments == nil {
		a.store.Settings.Environments = map[string]string{}
	}
	a.store.Settings.Environments[folder] = environments[i].name
	a.saveSettings()
}

// speeds are the waits between the steps of a run.
var speeds = []struct {
	label string
	delay time.Duration
}{{"Full speed", 0}, {"Fast", 100 * time.Millisecond}, {"Slow", 400 * time.Millisecond}, {"Very slow", time.Second}}

// setSpeed changes how fast the runs of a file go on, also the one that does.
func (t *editorTab) setSpeed(i int) {
	t.setup.speed = i
	if t.run != nil {
		t.run.session.SetDelay(speeds[i].delay)
	}
}

// setupRun asks what a run begins with, and begins it.
func (a *App) setupRun() {
	t := a.current
	data := newJSONField(a)
	data.input.SetText(orEmptyObject(t.setup.data))
	labels := make([]string, len(environments))
	for i, e := range environments {
		labels[i] = e.label
	}
	environment := newPicker(a, labels, a.environmentOf(t.folder()))
	seed := form.NewLineInput(a.fieldStyle())
	seed.SetText(fmt.Sprint(t.setup.seed))
	var p *popup
	keep := func() bool {
		n := int64(0)
		_, err := fmt.Sscan(strings.TrimSpace(seed.Text()), &n)
		seed.SetFault(err != nil, 1, 1)
		if !data.checkObject() || err != nil {
			return false
		}
		t.setup.data, t.setup.seed = data.input.Text(), n
		a.setEnvironment(t.folder(), environment.chosen)
		p.Close()
		return true
	}
	start := newTextButton("Run", primaryButton, func() {
		if keep() {
			t.setup.script = nil
			a.startRun(t, (*run).runOn)
		}
	})
	save := newTextButton("Keep for Later", plainButton, func() { keep() })
	no := newTextButton("Cancel", plainButton, func() { p.Close() })
	for _, b := range []*button{start, save, no} {
		b.host = &host{key: func(e *fyne.KeyEvent) { p.key(e) }}
	}
	where := "of this file"
	if f := t.folder(); f != "" {
		where = "of the folder " + filepath.Base(f)
	}
	body := container.New(&columnLayout{gap: unit},
		newText("Start data, as a JSON object", smallText), container.New(&fixedTall{150}, data.object),
		container.New(&fixedHeight{unit}),
		newText("Environment "+where, smallText), environment.object,
		container.New(&fixedHeight{unit}),
		newText("Seed of random numbers", smallText), seed.Object())
	p = a.showPopup("Run "+t.name(), body, container.New(&rowLayout{gap: 2 * unit}, newSpring(), no, save, start), 480)
	data.input.Escaped, seed.Escaped = p.Close, p.Close
	data.input.Submitted, seed.Submitted = start.press, start.press
	a.win.Canvas().Focus(data.input.Focusable())
}

func orEmptyObject(s string) string {
	if s == "" {
		return "{}"
	}
	return s
}

// picker is a button that shows one of a few choices and opens a menu of them.
type picker struct {
	object  *button
	labels  []string
	chosen  int
	changed func(int)
}

func newPicker(a *App, labels []string, chosen int) *picker {
	p := &picker{labels: labels, chosen: chosen}
	p.object = newTextButton(labels[chosen], plainButton, nil)
	p.object.icon, p.object.host, p.object.ends = "chevron-down", a.host, true
	p.object.tap = func() {
		var items []*fyne.MenuItem
		for i, l := range labels {
			it := fyne.NewMenuItem(l, func() { p.choose(i) })
			it.Checked = i == p.chosen
			items = append(items, it)
		}
		at := a.fyne.Driver().AbsolutePositionForObject(p.object)
		a.popUpMenu(items, at.AddXY(0, p.object.Size().Height))
	}
	return p
}

func (p *picker) choose(i int) {
	p.chosen = i
	p.object.SetText(p.labels[i])
	if p.changed != nil {
		p.changed(i)
	}
}
