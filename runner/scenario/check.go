package scenario

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/runner/spec"
)

// Missing names the files of the scenario that are not there, each with the line and member that names it.
func (s *Scenario) Missing() []string {
	var out []string
	for _, kind := range []struct {
		member string
		names  []string
	}{{"bpmn", s.BPMN}, {"dmn", s.DMN}} {
		for i, name := range kind.names {
			path := s.file(name)
			info, err := os.Stat(path)
			if err == nil && !info.IsDir() {
				continue
			}
			text := fmt.Sprintf("%q names the file %s, which is not there", field(kind.member, i), name)
			if err == nil {
				text = fmt.Sprintf("%q names %s, which is a folder", field(kind.member, i), name)
			}
			text += didYouMean(filepath.Base(path), beside(path))
			out = append(out, s.fault(fmt.Errorf("%s", text), kind.member, i).Error())
		}
	}
	return out
}

// beside lists the files of the same kind in the folder of a file.
func beside(path string) []string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if strings.EqualFold(filepath.Ext(e.Name()), filepath.Ext(path)) {
			out = append(out, e.Name())
		}
	}
	return out
}

// Notes names what the scenario refers to and its files do not have, each with the line and member: a process, tasks,
// operators, messages and signals. A run goes on without them, and has other outcomes than meant.
func (s *Scenario) Notes() []string {
	compiled, refused := s.compile()
	if refused == nil {
		return s.Check(compiled)
	}
	member, id := "process", s.Process
	if id == "" {
		member, id = "collaboration", s.Collaboration
	}
	var known []string
	for _, name := range s.BPMN {
		d, err := bpmn.Open(s.file(name))
		if err != nil {
			return nil // the refusal says so
		}
		kind := bpmn.Process
		if member == "collaboration" {
			kind = bpmn.Collaboration
		}
		bpmn.Walk(d.Definitions(), func(e bpmn.Element) bool {
			if e.Kind() == kind {
				known = append(known, e.ID())
			}
			return e.Kind() == bpmn.Definitions
		})
	}
	if slices.Contains(known, id) {
		return nil
	}
	text := fmt.Sprintf("no file has the %s %q%s", member, id, didYouMean(id, known))
	return []string{s.fault(fmt.Errorf("%s", text), member).Error()}
}

// Check names what the scenario refers to and the model does not have, each with the line in the scenario.
func (s *Scenario) Check(compiled *spec.Spec) []string {
	k := knownOf(compiled)
	var out []string
	add := func(text, name string, known map[string]bool, path ...any) {
		if known[name] {
			return
		}
		text += didYouMean(name, slices.Sorted(maps.Keys(known)))
		out = append(out, s.fault(fmt.Errorf("%s", text), path...).Error())
	}
	for i, a := range s.Steps {
		switch {
		case a.Action == "complete":
			add(fmt.Sprintf("step %d completes %q, which no process has", i+1, a.Task), a.Task, k.tasks, "steps", i, "task")
		case a.Action == "message" && a.Name != nil:
			add(fmt.Sprintf("step %d sends the message %q, which no process waits for", i+1, *a.Name), *a.Name, k.messages, "steps", i, "name")
		case a.Action == "signal" && a.Name != nil:
			add(fmt.Sprintf("step %d sends the signal %q, which no process waits for", i+1, *a.Name), *a.Name, k.signals, "steps", i, "name")
		}
	}
	for i, a := range s.Services {
		if a.Task != nil {
			add(fmt.Sprintf("there is an answer for the task %q, which no process has", *a.Task), *a.Task, k.tasks, "services", i, "task")
		}
		if a.Operator != nil {
			add(fmt.Sprintf("there is an answer of the operator %q, which no task calls", *a.Operator), *a.Operator, k.operators, "services", i, "operator")
		}
	}
	if x := s.Expect; x != nil {
		for _, list := range []struct {
			member string
			ids    []string
		}{{"completed", x.Completed}, {"not_completed", x.NotCompleted}} {
			for i, id := range list.ids {
				add(fmt.Sprintf("expect.%s[%d] is %q, which no process has", list.member, i, id), id, k.tasks, "expect", list.member, i)
			}
		}
	}
	return slices.Compact(out)
}

// known are the names that a model has.
type known struct{ tasks, operators, messages, signals map[string]bool }

func knownOf(compiled *spec.Spec) known {
	k := known{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, p := range append([]*spec.Process{compiled.Main}, compiled.Order...) {
		for _, t := range p.Tasks {
			k.tasks[t.ID] = true
			k.tasks[t.Name] = true
			if t.Service != nil {
				k.operators[t.Service.Operator] = true
			}
			k.event(t.Event)
		}
	}
	return k
}

func (k known) event(e *spec.Event) {
	if e == nil {
		return
	}
	switch e.Kind {
	case spec.MessageEvent:
		k.messages[e.Name.Value] = true
	case spec.SignalEvent:
		k.signals[e.Name.Value] = true
	}
	for _, part := range e.Members {
		k.event(part)
	}
}
