// Package scenario runs processes from scenario files: which files to load, which process to run and what happens to it
// from outside. A run gives a trace; two runners agree when they make the same trace of the same scenario.
package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// Scenario is one run of a process. Members that are not known are passed over.
type Scenario struct {
	Format        int             `json:"format"`
	Name          string          `json:"name,omitempty"`
	Category      string          `json:"category,omitempty"`
	BPMN          []string        `json:"bpmn"`
	DMN           []string        `json:"dmn,omitempty"`
	Process       string          `json:"process,omitempty"`
	Collaboration string          `json:"collaboration,omitempty"`
	Data          json.RawMessage `json:"data,omitempty"`
	Validate      *bool           `json:"validate,omitempty"`
	Clock         string          `json:"clock,omitempty"`
	Seed          int64           `json:"seed,omitempty"`
	Globals       []string        `json:"globals,omitempty"`
	Environment   string          `json:"environment,omitempty"` // one of environments
	Services      []Answer        `json:"services,omitempty"`
	DataStores    DataStores      `json:"data_stores,omitzero"`
	Limit         int             `json:"limit,omitempty"`
	Steps         []Stimulus      `json:"steps"`
	// Mocks are functions of the arena environment, by name, with what they return.
	Mocks map[string]json.RawMessage `json:"mocks,omitempty"`
	// Expect says what must come of the run; nil: nothing is expected here.
	Expect *Expectation `json:"expect,omitempty"`

	// Dir is the folder that file names are relative to.
	Dir string `json:"-"`

	raw []byte // the file, for the lines of errors
}

// environments are what scripts can run in: the plain engine (taskdata, or nothing said), the plain engine with dictionaries
// whose members are attributes as well, SpiffArena.
var environments = []string{"", "taskdata", "box", "arena"}

// fault adds to an error the line of what it is about.
func (s *Scenario) fault(err error, path ...any) error {
	if line := lineAt(s.raw, path...); line > 0 {
		return fmt.Errorf("line %d: %w", line, err)
	}
	return err
}

// Answer answers calls of service tasks. The first one applies that matches and was used less than Times times.
type Answer struct {
	Operator *string         `json:"operator,omitempty"`
	Task     *string         `json:"task,omitempty"`
	Times    *int            `json:"times,omitempty"`
	Response json.RawMessage `json:"response,omitempty"`
	Error    *string         `json:"error,omitempty"`
}

// DataStores are the data stores that exist, by the name of their class, and their values at the beginning, by id.
type DataStores struct {
	Classes []string        `json:"classes,omitempty"`
	Values  json.RawMessage `json:"values,omitempty"`
}

// Stimulus is something that happens to the process from outside.
type Stimulus struct {
	Action string `json:"action"` // complete, message, signal or advance
	// complete
	Task   string          `json:"task,omitempty"`
	Index  int             `json:"index,omitempty"`
	Path   *string         `json:"path,omitempty"`
	Data   json.RawMessage `json:"data,omitempty"`
	Merge  string          `json:"merge,omitempty"` // deep (default), shallow or replace
	Remove []string        `json:"remove,omitempty"`
	// message, signal
	Name    *string         `json:"name,omitempty"` // null: without a name
	Payload json.RawMessage `json:"payload,omitempty"`
	// advance
	Duration string `json:"duration,omitempty"`
}

// maxFileSize is the size of a scenario file in bytes beyond which it is not read.
const maxFileSize = 64 << 20

// LoadFile reads a scenario file.
func LoadFile(path string) (*Scenario, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > maxFileSize {
		err = fmt.Errorf("%s is larger than the %d MB that are read", path, maxFileSize>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("open scenario: %w", err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("open scenario: %w", err)
	}
	s, err := Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("read scenario %s: %w", path, err)
	}
	s.Dir = filepath.Dir(path)
	return s, nil
}

// Parse reads a scenario. Its file names are relative to the current folder until Dir is set.
func Parse(raw []byte) (*Scenario, error) {
	s := &Scenario{}
	if err := json.Unmarshal(raw, s); err != nil {
		return nil, atLine(raw, err)
	}
	s.raw = raw
	switch {
	case s.Format != 1:
		return nil, fmt.Errorf("the format is %d, not 1", s.Format)
	case len(s.BPMN) == 0:
		return nil, errors.New(`"bpmn" names no file`)
	case s.Process == "" && s.Collaboration == "":
		return nil, errors.New(`neither "process" nor "collaboration" is given`)
	case !slices.Contains(environments, s.Environment):
		return nil, s.fault(fmt.Errorf("unknown environment %q%s", s.Environment, didYouMean(s.Environment, environments[1:])), "environment")
	}
	if err := s.checkValues(); err != nil {
		return nil, err
	}
	if _, err := s.clock(); err != nil {
		return nil, s.fault(err, "clock")
	}
	for name := range s.Mocks {
		if s.Environment != "arena" {
			return nil, s.fault(fmt.Errorf("the function %q is mocked, which goes with the environment \"arena\" only", name), "mocks")
		}
	}
	return s, s.checkExpect()
}

// checkValues checks what must be an object or a number, and the steps.
func (s *Scenario) checkValues() error {
	switch {
	case !isObject(s.Data):
		return s.fault(errors.New(`"data" is no object`), "data")
	case !isObject(s.DataStores.Values):
		return s.fault(errors.New(`"data_stores.values" is no object`), "data_stores", "values")
	case s.Limit < 0:
		return s.fault(fmt.Errorf("the limit %d is less than nothing", s.Limit), "limit")
	}
	for i := range s.Steps {
		err := s.Steps[i].check()
		if err == nil && s.Steps[i].Action == "complete" && !isObject(s.Steps[i].Data) {
			err = errors.New(`"data" is no object`)
		}
		if err != nil {
			return s.fault(fmt.Errorf("step %d: %w", i+1, err), "steps", i)
		}
	}
	return nil
}

// isObject reports whether JSON is an object, null or nothing.
func isObject(raw json.RawMessage) bool {
	return len(raw) == 0 || raw[0] == '{' || string(raw) == "null"
}

func (s *Stimulus) check() error {
	switch s.Action {
	case "complete":
		switch s.Merge {
		case "", "deep", "shallow", "replace":
		default:
			return fmt.Errorf("unknown merge %q%s", s.Merge, didYouMean(s.Merge, []string{"deep", "shallow", "replace"}))
		}
	case "message", "signal":
	case "advance":
		_, err := parseDuration(s.Duration)
		return err
	default:
		return fmt.Errorf("unknown action %q%s", s.Action, didYouMean(s.Action, []string{"complete", "message", "signal", "advance"}))
	}
	return nil
}

// clock returns the time when the run begins.
func (s *Scenario) clock() (time.Time, error) {
	if s.Clock == "" {
		return time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, s.Clock); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("the clock %q is no ISO 8601 time", s.Clock)
}

var durations = regexp.MustCompile(`^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$`)

// parseDuration reads an ISO 8601 duration of weeks, days, hours, minutes and seconds.
func parseDuration(text string) (time.Duration, error) {
	m := durations.FindStringSubmatch(text)
	if m == nil || text == "P" || text == "PT" {
		return 0, fmt.Errorf("%q is no duration of weeks, days, hours, minutes and seconds", text)
	}
	total := 0.0
	for i, unit := range []float64{7 * 86400, 86400, 3600, 60, 1} {
		if m[i+1] != "" {
			v, _ := strconv.ParseFloat(m[i+1], 64)
			total += v * unit
		}
	}
	if total > 9e9 {
		return 0, fmt.Errorf("the duration %q is too long", text)
	}
	return time.Duration(total*1e6+0.5) * time.Microsecond, nil
}
