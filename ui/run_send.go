package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn"
	"spiffmodeler/properties/form"
	"spiffmodeler/runner"
	"spiffmodeler/runner/scenario"
)

// sendDialog sends a message or signal of the model, or any other.
func (a *App) sendDialog() {
	r := a.current.run
	kinds := newPicker(a, []string{"Message", "Signal"}, 0)
	name := form.NewLineInput(a.fieldStyle())
	payload := newJSONField(a)
	payload.input.SetText("{}")
	known := a.eventNames(r)
	suggest := func() {
		name.SetPlaceholder("Name, such as " + strings.Join(known[kinds.chosen], ", "))
		if len(known[kinds.chosen]) == 0 {
			name.SetPlaceholder("Name")
		} else if !slices.Contains(known[kinds.chosen], name.Text()) {
			name.SetText(known[kinds.chosen][0])
		}
	}
	kinds.changed = func(int) { suggest() }
	for _, w := range r.view.Waits {
		if w.Kind == runner.WaitSignal || w.Kind == runner.WaitMessage {
			if w.Kind == runner.WaitSignal {
				kinds.choose(1)
			}
			name.SetText(w.Event)
			break
		}
	}
	suggest()
	var p *popup
	send := newTextButton("Send", primaryButton, func() {
		if !payload.check() {
			return
		}
		p.Close()
		if kinds.chosen == 1 {
			r.sendSignal(name.Text(), payload.input.Text())
		} else {
			r.sendMessage(name.Text(), payload.input.Text())
		}
	})
	no := newTextButton("Cancel", plainButton, func() { p.Close() })
	for _, b := range []*button{send, no} {
		b.host = &host{key: func(e *fyne.KeyEvent) { p.key(e) }}
	}
	body := container.New(&columnLayout{gap: unit}, kinds.object, newText("Name", smallText), name.Object(),
		newText("Payload, as JSON", smallText), container.New(&fixedTall{120}, payload.object))
	p = a.showPopup("Send to the run", body, container.New(&rowLayout{gap: 2 * unit}, newSpring(), no, send), 460)
	name.Escaped, payload.input.Escaped = p.Close, p.Close
	name.Submitted, payload.input.Submitted = send.press, send.press
	a.win.Canvas().Focus(payload.input.Focusable())
}

// eventNames returns the names of the messages and of the signals that the
// model of a run has, those that are waited for first.
func (a *App) eventNames(r *run) (names [2][]string) {
	add := func(i int, s string) {
		if s != "" && !slices.Contains(names[i], s) {
			names[i] = append(names[i], s)
		}
	}
	for _, w := range r.view.Waits {
		switch w.Kind {
		case runner.WaitMessage:
			add(0, w.Event)
		case runner.WaitSignal:
			add(1, w.Event)
		}
	}
	for _, e := range r.t.doc.Definitions().Children() {
		switch e.Kind() {
		case bpmn.Message:
			add(0, e.Name())
		case bpmn.Signal:
			add(1, e.Name())
		}
	}
	return names
}

// advanceDialog moves the clock of the run.
func (a *App) advanceDialog() {
	r := a.current.run
	field, fault := form.NewLineInput(a.fieldStyle()), newText("", smallText.in(colorDanger))
	field.SetPlaceholder("PT1H, P3D, or 90s, 2h")
	for _, w := range r.view.Waits {
		if w.Kind == runner.WaitTimer && w.Due.After(r.view.Now) {
			// Whole seconds, past the moment at which it is due.
			field.SetText(isoDuration(w.Due.Sub(r.view.Now).Truncate(time.Second) + time.Second))
			break
		}
	}
	var p *popup
	ok := newTextButton("Advance", primaryButton, func() {
		d, err := readDuration(field.Text())
		if err != nil {
			fault.Set(sentence(err.Error()))
			field.SetFault(true, 1, 1)
			return
		}
		p.Close()
		r.keepTime()
		r.advanceBy(d)
		r.goOn()
	})
	no := newTextButton("Cancel", plainButton, func() { p.Close() })
	for _, b := range []*button{ok, no} {
		b.host = &host{key: func(e *fyne.KeyEvent) { p.key(e) }}
	}
	now := newText("The clock of the run says "+r.view.Now.Format(time.DateTime)+".", bodyText)
	body := container.New(&columnLayout{gap: unit}, now, newText("Move it by", smallText), field.Object(), fault)
	p = a.showPopup("Advance the clock", body, container.New(&rowLayout{gap: 2 * unit}, newSpring(), no, ok), 400)
	field.Escaped, field.Submitted = p.Close, ok.press
	a.win.Canvas().Focus(field.Focusable())
}

// readDuration reads ISO 8601, or Go's way of writing durations.
func readDuration(s string) (time.Duration, error) {
	s = strings.TrimSpace(s)
	if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return d, nil
	}
	d, err := scenario.ParseDuration(strings.ToUpper(s))
	if err != nil {
		return 0, fmt.Errorf("%q is no duration; one looks like PT1H, P3D, 90s or 2h", s)
	}
	return d, nil
}
