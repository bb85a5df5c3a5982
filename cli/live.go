package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"spiffmodeler/runner"
	"spiffmodeler/runner/scenario"
	"spiffmodeler/runner/spec"
)

// liveTasks prints the tasks of a run whose state changed since the last look.
type liveTasks struct {
	out  io.Writer
	seen map[runner.TaskID]runner.State
	next int // the number of engine steps at which it is worth looking again
}

// told are the states that people want to hear of; predictions come and go.
const told = runner.Waiting | runner.Ready | runner.Started | runner.Completed | runner.Error | runner.Cancelled

func (l *liveTasks) look(in *runner.Instance) error {
	// A look goes through the whole tree, so large trees are looked at less often.
	if in.Runs() < l.next {
		return nil
	}
	if l.seen == nil {
		l.seen = map[runner.TaskID]runner.State{}
	}
	tasks := in.Tasks(told)
	l.next = in.Runs() + len(tasks)/500
	for _, t := range tasks {
		if !t.Spec().Visible() || l.seen[t.ID] == t.State() {
			continue
		}
		l.seen[t.ID] = t.State()
		lane := ""
		if t.Spec().Lane.Value != "" {
			lane = "  in " + t.Spec().Lane.Value
		}
		if _, err := fmt.Fprintf(l.out, "%-10s %s%s\n", t.State(), nameOf(t.Spec()), lane); err != nil {
			return err
		}
	}
	return nil
}

// nameOf is "Check the stock (ServiceTask CheckStock)".
func nameOf(t *spec.Task) string {
	title := strings.Join(strings.Fields(t.Title), " ")
	if title == "" || title == t.ID {
		return fmt.Sprintf("%s (%s)", t.ID, t.Kind)
	}
	return fmt.Sprintf("%s (%s %s)", title, t.Kind, t.ID)
}

// printEnd says how a run ended and what is left of it.
func printEnd(w io.Writer, t *scenario.Trace) {
	fmt.Fprintf(w, "\nThe run is %s.\n", endings[t.Status])
	if e := t.Error; e != nil {
		fmt.Fprintln(w, errorText(e))
	}
	for i, result := range t.Steps {
		if result != "ok" && result != "error" {
			fmt.Fprintf(w, "Step %d had no effect: %s.\n", i, outcomes[result])
		}
	}
	for _, u := range slices.Concat(t.Errors, t.Unfinished) {
		fmt.Fprintf(w, "%-10s %s (%s)\n", u.State, u.ID, u.Type)
	}
	for _, timer := range t.Timers {
		if timer.Due != nil {
			fmt.Fprintf(w, "The timer %s is due at %s.\n", timer.ID, *timer.Due)
		}
	}
	for _, c := range t.ServiceCalls {
		fmt.Fprintf(w, "%s called %s with %s\n", c.ID, c.Operator, oneLine(c.Params))
	}
	if len(t.Data) > 0 && string(t.Data) != "{}" {
		fmt.Fprintf(w, "Data: %s\n", oneLine(t.Data))
	}
}

var endings = map[string]string{
	"completed": "completed", "waiting": "waiting", "error": "stopped by an error", "refused": "refused",
	"aborted": "given up",
}

var outcomes = map[string]string{
	"no_task": "no such task is READY", "not_waiting": "nobody waits for it", "not_correlated": "its correlation can't be worked out",
}

func errorText(e *scenario.Error) string {
	at := ""
	if e.Task != "" {
		at = e.Task + ": "
	} else if e.ID != "" {
		at = e.ID + ": "
	}
	if e.File != "" {
		place := e.File
		if e.Line > 0 {
			place = fmt.Sprintf("%s:%d", e.File, e.Line)
		}
		at = place + ": " + at
	}
	return "error: " + at + strings.TrimSpace(e.Message)
}

// oneLine prints JSON on a line, with sorted names.
func oneLine(raw json.RawMessage) string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return string(raw)
	}
	if m, ok := v.(map[string]any); ok {
		names := make([]string, 0, len(m))
		for name := range m {
			names = append(names, name)
		}
		sort.Strings(names)
		parts := make([]string, len(names))
		for i, name := range names {
			value, _ := json.Marshal(m[name])
			parts[i] = name + "=" + string(value)
		}
		return strings.Join(parts, ", ")
	}
	return string(raw)
}
