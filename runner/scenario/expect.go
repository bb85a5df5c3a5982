package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Expectation says what must come of a run. What is not mentioned may be as it likes.
type Expectation struct {
	// Status is how the run ends: completed, waiting, error or refused. Without it, and without Error, it must not fail.
	Status string `json:"status,omitempty"`
	// Data are the data of the process at its end, those of the last completed task while it is not finished. Objects may
	// have more members than are mentioned; everything else must be equal.
	Data json.RawMessage `json:"data,omitempty"`
	// Tasks are data of tasks by BPMN id, of the last instance that was completed or is READY.
	Tasks map[string]json.RawMessage `json:"tasks,omitempty"`
	// Completed are BPMN ids of tasks, in the order in which they are completed; others may come between them.
	Completed []string `json:"completed,omitempty"`
	// NotCompleted are BPMN ids of tasks that must not be completed.
	NotCompleted []string `json:"not_completed,omitempty"`
	// Waiting are BPMN ids of the tasks that are READY or WAITING at the end: these and no others, each as often as named.
	Waiting *[]string `json:"waiting,omitempty"`
	// Error is the error that the run must end with.
	Error *ExpectedError `json:"error,omitempty"`
	// Steps are the outcomes of step 0 and of each stimulus. Without them, each must have an effect.
	Steps []string `json:"steps,omitempty"`
	// Calls are the calls of services, in order, with at least these parameters.
	Calls []ExpectedCall `json:"calls,omitempty"`
	// Trace is the file of a recorded trace that the run must give, besides; empty: the one beside the scenario, if any.
	Trace string `json:"trace,omitempty"`
}

// ExpectedError is what is known of an error. In a file a text alone means Message.
type ExpectedError struct {
	Task    string `json:"task,omitempty"`    // BPMN id
	Type    string `json:"type,omitempty"`    // Python class
	Message string `json:"message,omitempty"` // a part of the text
	Step    *int   `json:"step,omitempty"`
}

// UnmarshalJSON reads an object, or a text.
func (e *ExpectedError) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &e.Message)
	}
	type plain ExpectedError
	return strict(raw, (*plain)(e))
}

// UnmarshalJSON reads an expectation. A member that is not known is an error: it would expect nothing.
func (x *Expectation) UnmarshalJSON(raw []byte) error {
	type plain Expectation
	if err := strict(raw, (*plain)(x)); err != nil {
		return fmt.Errorf(`"expect": %w`, err)
	}
	return nil
}

// ExpectedCall is a call of a service; what is empty may be anything.
type ExpectedCall struct {
	Task     string          `json:"task,omitempty"` // BPMN id
	Operator string          `json:"operator,omitempty"`
	Params   json.RawMessage `json:"params,omitempty"`
}

// UnmarshalJSON reads a call, without members that are not known.
func (c *ExpectedCall) UnmarshalJSON(raw []byte) error {
	type plain ExpectedCall
	return strict(raw, (*plain)(c))
}

func strict(raw []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if err == nil {
		return nil
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return fmt.Errorf("unknown member %s", name)
	}
	return err
}

var statuses = []string{"completed", "waiting", "error", "refused"}

// checkExpect finds what is wrong with the expectation as such.
func (s *Scenario) checkExpect() error {
	x := s.Expect
	if x == nil {
		return nil
	}
	if x.Status != "" && !slices.Contains(statuses, x.Status) {
		return s.fault(fmt.Errorf("expect.status: unknown status %q%s", x.Status, didYouMean(x.Status, statuses)), "expect", "status")
	}
	if x.Error != nil && x.Status != "" && x.Status != "error" && x.Status != "refused" {
		return s.fault(fmt.Errorf("expect.error: a run that is %s has no error", x.Status), "expect", "error")
	}
	if x.empty() {
		return s.fault(errors.New("expect: nothing is expected"), "expect")
	}
	return nil
}

func (x *Expectation) empty() bool {
	return x.Status == "" && x.Data == nil && x.Tasks == nil && x.Completed == nil && x.NotCompleted == nil && x.Waiting == nil &&
		x.Error == nil && x.Steps == nil && x.Calls == nil && x.Trace == ""
}

// Compare returns how a run is not as expected; the trace file is not looked at.
func (x *Expectation) Compare(t *Trace) ([]Difference, error) {
	text, err := json.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("write the trace: %w", err)
	}
	a, err := traceObject(text)
	if err != nil {
		return nil, err
	}
	c := &comparison{}
	x.status(c, a)
	if len(c.found) > 0 {
		return c.found, nil // the rest would be said of another run
	}
	x.outcomes(c, t)
	x.tasks(c, a)
	x.order(c, t)
	x.waiting(c, t)
	x.calls(c, a)
	if x.Data != nil {
		c.subset("", "data", plainJSON(x.Data), endData(a))
	}
	return c.found, nil
}

// status compares how the run ended, and its error.
func (x *Expectation) status(c *comparison, a jsonObject) {
	got := fmt.Sprint(a["status"])
	e := asObject(a["error"])
	if e != nil {
		got += " (" + errorWords(e) + ")"
	}
	failed := a["status"] != "completed" && a["status"] != "waiting"
	switch {
	case x.Status != "" && x.Status != a["status"]:
		c.add(e["step"], "", "status", x.Status, got)
	case x.Status == "" && x.Error == nil && failed:
		c.add(e["step"], "", "status", "no error", got)
	case x.Status == "" && x.Error != nil && !failed:
		c.add(nil, "", "status", "an error", got)
	}
	if x.Error == nil || e == nil || len(c.found) > 0 {
		return
	}
	if want := x.Error.Task; want != "" && want != e["task"] {
		c.add(e["step"], "", "error.task", want, orWord(e["task"])+" ("+errorWords(e)+")")
	}
	if want := x.Error.Type; want != "" && want != e["type"] {
		c.add(e["step"], "", "error.type", want, fmt.Sprintf("%s (%s)", orWord(e["type"]), errorWords(e)))
	}
	if want := x.Error.Message; want != "" && !strings.Contains(orWord(e["message"]), want) {
		c.add(e["step"], "", "error.message", "a text with "+short(want), short(e["message"]))
	}
	if want := x.Error.Step; want != nil && !alike(json.Number(fmt.Sprint(*want)), e["step"]) {
		c.add(e["step"], "", "error.step", fmt.Sprint(*want), short(e["step"]))
	}
}

// outcomes compares the outcome of each step.
func (x *Expectation) outcomes(c *comparison, t *Trace) {
	if x.Steps != nil {
		c.steps(anyList(x.Steps), anyList(t.Steps))
		return
	}
	for i, result := range t.Steps {
		if result != "ok" && result != "error" {
			c.found = append(c.found, Difference{Step: &i, What: "outcome", Expected: "ok", Got: result})
		}
	}
}

func anyList(list []string) []any {
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = x
	}
	return out
}

// tasks compares data of tasks.
func (x *Expectation) tasks(c *comparison, a jsonObject) {
	for _, id := range slices.Sorted(maps.Keys(x.Tasks)) {
		var last jsonObject
		for _, v := range slices.Concat(list(a["completed"]), list(a["unfinished"])) {
			if o := asObject(v); o["id"] == id && o["data"] != nil {
				last = o
			}
		}
		if last == nil {
			c.add(nil, id, "task", "a task that was completed or is READY", "none")
			continue
		}
		c.subset(taskOf(last), "data", plainJSON(x.Tasks[id]), last["data"])
	}
}

// order compares which tasks were completed, in which order.
func (x *Expectation) order(c *comparison, t *Trace) {
	at, all := 0, map[string]bool{}
	for _, d := range t.Completed {
		all[d.ID] = true
		if at < len(x.Completed) && d.ID == x.Completed[at] {
			at++
		}
	}
	if at < len(x.Completed) {
		missing, got := x.Completed[at], "it is not completed"
		if at > 0 && all[missing] {
			got = "it is not completed after that"
		}
		want := "completed"
		if at > 0 {
			want += " after " + x.Completed[at-1]
		}
		c.add(nil, missing, "completed", want, got)
	}
	for _, id := range x.NotCompleted {
		if all[id] {
			c.add(nil, id, "completed", "not completed", "it is completed")
		}
	}
}

// waiting compares which tasks are left.
func (x *Expectation) waiting(c *comparison, t *Trace) {
	if x.Waiting == nil {
		return
	}
	left := slices.Clone(*x.Waiting)
	for _, u := range t.Unfinished {
		if u.State != "READY" && u.State != "WAITING" {
			continue
		}
		if i := slices.Index(left, u.ID); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		c.add(nil, u.Path+"/"+u.ID, "waiting", "nothing", u.Type+" "+u.State)
	}
	for _, id := range left {
		c.add(nil, id, "waiting", "READY or WAITING", "nothing")
	}
}

// calls compares the calls of services.
func (x *Expectation) calls(c *comparison, a jsonObject) {
	if x.Calls == nil {
		return
	}
	got := list(a["service_calls"])
	for i, want := range x.Calls {
		what := fmt.Sprintf("calls[%d]", i)
		if i >= len(got) {
			c.add(nil, want.Task, what, strings.TrimSpace("a call of "+want.Operator), "nothing")
			continue
		}
		g := asObject(got[i])
		if want.Task != "" && want.Task != g["id"] {
			c.add(g["step"], taskOf(g), what+".task", want.Task, orWord(g["id"]))
		}
		if want.Operator != "" && want.Operator != g["operator"] {
			c.add(g["step"], taskOf(g), what+".operator", want.Operator, orWord(g["operator"]))
		}
		if want.Params != nil {
			c.subset(taskOf(g), what+".params", plainJSON(want.Params), g["params"])
		}
	}
	for i := len(x.Calls); i < len(got); i++ {
		g := asObject(got[i])
		c.add(g["step"], taskOf(g), fmt.Sprintf("calls[%d]", i), "nothing", short(g["operator"]))
	}
}

// endData are the data of the process, or of what was done last.
func endData(a jsonObject) any {
	if a["status"] == "completed" {
		return orEmpty(a["data"])
	}
	if done := list(a["completed"]); len(done) > 0 {
		return orEmpty(asObject(done[len(done)-1])["data"])
	}
	return jsonObject{}
}

// plainJSON reads what was read before.
func plainJSON(raw json.RawMessage) any {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil
	}
	return v
}

// subset compares a value with what is expected of it: objects may have more members.
func (c *comparison) subset(task, what string, e, a any) {
	eo, eok := e.(jsonObject)
	ao, aok := a.(jsonObject)
	el, al := list(e), list(a)
	switch {
	case eok && aok && !special(eo):
		for _, k := range slices.Sorted(maps.Keys(eo)) {
			if x, ok := ao[k]; ok {
				c.subset(task, what+"."+k, eo[k], x)
			} else {
				c.add(nil, task, what+"."+k, short(orNull(eo[k])), "nothing")
			}
		}
	case len(el) > 0 && len(el) == len(al):
		for i, x := range el {
			c.subset(task, fmt.Sprintf("%s[%d]", what, i), x, al[i])
		}
	default:
		if !alike(e, a) {
			c.add(nil, task, what, short(orNull(e)), short(orNull(a)))
		}
	}
}
