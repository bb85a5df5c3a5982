package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// This file compares two traces: what must be equal, what as a multiset, and which parts are for readers only. Traces are
// compared as plain JSON.

type jsonObject = map[string]any

// Difference is a place where a run is not as expected.
type Difference struct {
	Step     *int   `json:"step,omitempty"` // of the scenario, 0 is the start; nil: of the end, or of the run as a whole
	Task     string `json:"task,omitempty"` // path and BPMN id
	What     string `json:"what"`           // such as status, completed, data.order.total
	Expected string `json:"expected"`       // as JSON or in words
	Got      string `json:"got"`
}

// String returns the difference on one line.
func (d Difference) String() string {
	var b strings.Builder
	if d.Step != nil {
		fmt.Fprintf(&b, "step %d: ", *d.Step)
	}
	if d.Task != "" {
		b.WriteString(d.Task + ": ")
	}
	fmt.Fprintf(&b, "%s: expected %s, got %s", d.What, d.Expected, d.Got)
	return b.String()
}

// Compare returns how a trace differs from an expected one. Both are the JSON of traces; nothing is returned when the runs
// are equal: status, outcome of each step, place of an error, completed tasks with their data, and whatever else a process
// shows. Numbers are equal when they agree to 12 digits. Within a step the order of tasks is free, but each comes after one
// of its causes.
func Compare(expected, actual []byte) ([]Difference, error) {
	e, err := traceObject(expected)
	if err != nil {
		return nil, fmt.Errorf("the expected trace: %w", err)
	}
	a, err := traceObject(actual)
	if err != nil {
		return nil, fmt.Errorf("the trace: %w", err)
	}
	c := &comparison{}
	c.traces(e, a)
	return c.found, nil
}

// CompareTrace is Compare with a trace that was just made.
func CompareTrace(expected []byte, actual *Trace) ([]Difference, error) {
	text, err := json.Marshal(actual)
	if err != nil {
		return nil, fmt.Errorf("write the trace: %w", err)
	}
	return Compare(expected, text)
}

func traceObject(raw []byte) (jsonObject, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var o jsonObject
	if err := d.Decode(&o); err != nil {
		return nil, atLine(raw, err)
	}
	if _, ok := o["status"].(string); !ok {
		return nil, fmt.Errorf(`it has no "status"`)
	}
	return o, nil
}

// comparison collects differences.
type comparison struct{ found []Difference }

func (c *comparison) add(step any, task, what, expected, got string) {
	c.found = append(c.found, Difference{Step: stepOf(step), Task: task, What: what, Expected: expected, Got: got})
}

func stepOf(v any) *int {
	if n, ok := v.(json.Number); ok {
		if i, err := strconv.Atoi(n.String()); err == nil {
			return &i
		}
	}
	return nil
}

func (c *comparison) traces(e, a jsonObject) {
	if e["status"] != a["status"] {
		got := fmt.Sprint(a["status"])
		if x := asObject(a["error"]); x != nil {
			got += " (" + errorWords(x) + ")"
		}
		c.add(nil, "", "status", fmt.Sprint(e["status"]), got)
		return
	}
	if e["status"] == "refused" {
		return
	}
	c.steps(list(e["steps"]), list(a["steps"]))
	if e["status"] == "error" {
		ee, ae := asObject(e["error"]), asObject(a["error"])
		for _, k := range []string{"phase", "step", "task", "path"} {
			if !alike(ee[k], ae[k]) {
				c.add(ae["step"], "", "error."+k, short(ee[k]), short(ae[k])+" ("+errorWords(ae)+")")
			}
		}
	}
	c.bag("completed", list(e["completed"]), list(a["completed"]), "step", "path", "id", "type", "state", "lane", "instance", "data")
	if len(c.found) == 0 {
		c.order(list(e["completed"]), list(a["completed"]))
	}
	for _, k := range []string{"data", "data_objects", "data_stores", "correlations"} {
		c.value(nil, "", k, orEmpty(e[k]), orEmpty(a[k]))
	}
	if e["status"] != "error" {
		c.bag("cancelled", noJoins(e["cancelled"]), noJoins(a["cancelled"]), "step", "path", "id", "type", "lane", "instance")
		c.bag("unfinished", unfinished(e["unfinished"]), unfinished(a["unfinished"]), "path", "id", "type", "state", "lane", "instance", "data")
		c.bag("timers", instants(e["timers"]), instants(a["timers"]), "path", "id", "due")
	}
	c.bag("events", list(e["events"]), list(a["events"]), "step", "type", "name", "code", "payload", "correlations")
	c.bag("service_calls", list(e["service_calls"]), list(a["service_calls"]), "step", "path", "id", "operator", "params")
}

func errorWords(e jsonObject) string {
	text := fmt.Sprint(e["message"])
	if e["task"] != nil {
		text = fmt.Sprintf("%v: %s", e["task"], text)
	}
	return text
}

// steps compares the outcome of each stimulus.
func (c *comparison) steps(e, a []any) {
	for i := range max(len(e), len(a)) {
		want, got := "no such step", "the run had ended before"
		if i < len(e) {
			want = fmt.Sprint(e[i])
		}
		if i < len(a) {
			got = fmt.Sprint(a[i])
		}
		if want != got {
			c.found = append(c.found, Difference{Step: &i, What: "outcome", Expected: want, Got: got})
		}
	}
}

func asObject(v any) jsonObject { o, _ := v.(jsonObject); return o }

func list(v any) []any { l, _ := v.([]any); return l }

func orEmpty(v any) any {
	if v == nil {
		return jsonObject{}
	}
	return v
}

// noJoins leaves out the joins, of which the engine cancels more than can be seen.
func noJoins(v any) (out []any) {
	for _, x := range list(v) {
		if t := asObject(x)["type"]; t != "ParallelGateway" && t != "InclusiveGateway" {
			out = append(out, x)
		}
	}
	return out
}

// unfinished leaves only READY tasks their data.
func unfinished(v any) (out []any) {
	for _, x := range list(v) {
		o := maps.Clone(asObject(x))
		if o["state"] != "READY" {
			delete(o, "data")
		}
		out = append(out, o)
	}
	return out
}

func instants(v any) (out []any) {
	for _, x := range list(v) {
		o := maps.Clone(asObject(x))
		if s, ok := o["due"].(string); ok {
			if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
				o["due"] = t.UTC().Truncate(time.Millisecond).Format(time.RFC3339Nano)
			}
		}
		out = append(out, o)
	}
	return out
}

// bag compares two lists as multisets of some members of their entries; null counts as missing.
func (c *comparison) bag(name string, e, a []any, keys ...string) {
	pick := func(v any) jsonObject {
		o := jsonObject{}
		for _, k := range keys {
			if x := asObject(v)[k]; x != nil {
				o[k] = x
			}
		}
		return o
	}
	left := map[string][]jsonObject{}
	for _, x := range a {
		o := pick(x)
		key := canon(normal(o))
		left[key] = append(left[key], o)
	}
	var missing []jsonObject
	for _, x := range e {
		o := pick(x)
		key := canon(normal(o))
		if rest := left[key]; len(rest) > 0 {
			left[key] = rest[1:]
		} else {
			missing = append(missing, o)
		}
	}
	var extra []jsonObject
	for _, x := range a {
		key := canon(normal(pick(x)))
		if rest := left[key]; len(rest) > 0 {
			extra = append(extra, rest[0])
			left[key] = rest[1:]
		}
	}
	c.pair(name, missing, extra)
}

// pair reports what two lists have each for itself: entries about the same task are held to each other, the others are
// missing or not expected.
func (c *comparison) pair(name string, missing, extra []jsonObject) {
	for _, exact := range []bool{true, false} { // first those of the same step
		rest := missing[:0:0]
		for _, m := range missing {
			i := slices.IndexFunc(extra, func(x jsonObject) bool {
				return taskOf(x) == taskOf(m) && alike(x["type"], m["type"]) && alike(x["instance"], m["instance"]) && (!exact || alike(x["step"], m["step"]))
			})
			if i < 0 {
				rest = append(rest, m)
				continue
			}
			x := extra[i]
			extra = slices.Delete(extra, i, i+1)
			for _, k := range slices.Sorted(maps.Keys(union(m, x))) {
				if !alike(m[k], x[k]) {
					c.value(m["step"], taskOf(m), strings.TrimPrefix(name+"."+k, "completed."), m[k], x[k])
				}
			}
		}
		missing = rest
	}
	for _, m := range missing {
		c.add(m["step"], taskOf(m), name, entryWords(m), "nothing")
	}
	for _, x := range extra {
		c.add(x["step"], taskOf(x), name, "nothing", entryWords(x))
	}
}

func union(a, b jsonObject) jsonObject {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

func taskOf(o jsonObject) string {
	if o["id"] == nil {
		return ""
	}
	return fmt.Sprint(o["path"], "/", o["id"])
}

// entryWords is what an entry says besides its task and step.
func entryWords(o jsonObject) string {
	rest := jsonObject{}
	for k, v := range o {
		if k != "step" && k != "path" && k != "id" && k != "type" && k != "state" {
			rest[k] = v
		}
	}
	words := strings.TrimSpace(fmt.Sprint(orWord(o["type"]), " ", orWord(o["state"])))
	if len(rest) == 0 && words != "" {
		return words
	}
	return strings.TrimSpace(words + " " + short(rest))
}

func orWord(v any) string {
	s, _ := v.(string)
	return s
}

// order checks that each task comes after one of its causes.
func (c *comparison) order(e, a []any) {
	first := map[string]int{}
	for i, x := range a {
		if _, ok := first[taskOf(asObject(x))]; !ok {
			first[taskOf(asObject(x))] = i
		}
	}
	causes := map[string][]any{}
	for _, x := range e {
		causes[taskOf(asObject(x))] = append(causes[taskOf(asObject(x))], asObject(x)["cause"])
	}
	for _, k := range slices.Sorted(maps.Keys(causes)) {
		after := slices.ContainsFunc(causes[k], func(cause any) bool {
			i, found := first[fmt.Sprint(cause)]
			return cause == nil || found && i < first[k]
		})
		if !after {
			c.add(nil, k, "order", fmt.Sprintf("after one of %s", short(causes[k])), "before all of them")
		}
	}
}
