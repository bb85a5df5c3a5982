package scenario

import (
	"encoding/json"
	"io"
)

// Trace is what a run did.
type Trace struct {
	Format       int             `json:"format"`
	Status       string          `json:"status"` // completed, waiting, error, refused or aborted
	Data         json.RawMessage `json:"data,omitempty"`
	DataObjects  json.RawMessage `json:"data_objects,omitempty"`
	DataStores   json.RawMessage `json:"data_stores,omitempty"`
	Correlations json.RawMessage `json:"correlations,omitempty"`
	// Steps are the results of step 0 and of each stimulus: ok, no_task, not_waiting, not_correlated or error.
	Steps        []string                  `json:"steps,omitempty"`
	Completed    []CompletedTask           `json:"completed,omitempty"`
	Cancelled    []Task                    `json:"cancelled,omitempty"`
	Unfinished   []Task                    `json:"unfinished,omitempty"`
	Errors       []Task                    `json:"errors,omitempty"`
	Timers       []Timer                   `json:"timers,omitempty"`
	Events       []Event                   `json:"events,omitempty"`
	ServiceCalls []ServiceCall             `json:"service_calls,omitempty"`
	Error        *Error                    `json:"error,omitempty"`
	Counts       map[string]map[string]int `json:"counts,omitempty"`
}

// Task is an entry about one task.
type Task struct {
	Step     *int            `json:"step,omitempty"`
	Path     string          `json:"path"`
	ID       string          `json:"id"`
	Type     string          `json:"type"`
	State    string          `json:"state"`
	Lane     *string         `json:"lane,omitempty"`
	Instance json.RawMessage `json:"instance,omitempty"`
	Data     json.RawMessage `json:"data,omitempty"`
}

// CompletedTask also names the nearest completed task before it.
type CompletedTask struct {
	Task
	Cause *string `json:"cause"`
}

// Timer is a timer that waits; Due is null when it has no due time any more.
type Timer struct {
	Path string  `json:"path"`
	ID   string  `json:"id"`
	Due  *string `json:"due"`
}

// Event is an event that was thrown and not caught.
type Event struct {
	Step         int             `json:"step"`
	Type         string          `json:"type"`
	Name         *string         `json:"name"`
	Code         *string         `json:"code"`
	Payload      json.RawMessage `json:"payload"`
	Correlations json.RawMessage `json:"correlations"`
}

// ServiceCall is a call of a service task.
type ServiceCall struct {
	Step     int             `json:"step"`
	Path     string          `json:"path"`
	ID       string          `json:"id"`
	Operator string          `json:"operator"`
	Params   json.RawMessage `json:"params"`
}

// Error says why the model was refused or the run failed. Line and Notes are for readers.
type Error struct {
	Phase   string  `json:"phase"` // load, run or limit
	Step    *int    `json:"step,omitempty"`
	Task    string  `json:"task,omitempty"`
	Path    *string `json:"path,omitempty"`
	Kind    string  `json:"kind,omitempty"`
	Type    string  `json:"type,omitempty"`
	Message string  `json:"message"`
	ID      string  `json:"id,omitempty"`
	File    string  `json:"file,omitempty"`
	Line    int     `json:"line,omitempty"`
}

// WriteJSON writes the trace as a file is written.
func (t *Trace) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(t)
}

// MarshalJSON writes the lists of a run even where they are empty.
func (t *Trace) MarshalJSON() ([]byte, error) {
	type plain Trace
	if t.Status == "refused" || t.Status == "aborted" {
		return json.Marshal((*plain)(t))
	}
	return json.Marshal(struct {
		*plain
		Completed  []CompletedTask `json:"completed"`
		Cancelled  []Task          `json:"cancelled"`
		Unfinished []Task          `json:"unfinished"`
	}{(*plain)(t), notNil(t.Completed), notNil(t.Cancelled), notNil(t.Unfinished)})
}

func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
