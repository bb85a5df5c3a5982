package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"spiffmodeler/runner/scenario"
	"spiffmodeler/workspace"
)

// testScenario runs a scenario and holds it to what is expected of it.
func testScenario(ctx context.Context, t *tester, job testJob) error {
	start := time.Now()
	r := testResult{Kind: "scenario", File: job.file, Test: scenarioName(job.file)}
	s, err := scenario.LoadFile(job.file)
	if err == nil {
		if missing := s.Missing(); len(missing) > 0 {
			err = errors.New(strings.Join(missing, "; "))
		}
	}
	if err != nil {
		r.Message = err.Error()
		t.add(r.settled(), start)
		return ctx.Err()
	}
	if t.profile != "" {
		s.Environment, _ = environment(t.profile)
	}
	trace, err := s.Run(ctx, scenario.Options{})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		r.Message = err.Error()
	default:
		t.compare(&r, s, trace)
	}
	r.Notes = s.Notes()
	t.add(r.settled(), start)
	return nil
}

func scenarioName(path string) string {
	name := filepath.Base(path)
	for _, suffix := range []string{scenarioSuffix, ".json"} {
		if short, ok := strings.CutSuffix(name, suffix); ok {
			return short
		}
	}
	return name
}

// compare holds a trace to the expectation in the scenario and to the recorded trace.
func (t *tester) compare(r *testResult, s *scenario.Scenario, trace *scenario.Trace) {
	recorded := t.recording(r.File, s)
	if s.Expect == nil && recorded == "" {
		r.Outcome, r.Message = noExpect, "the run is "+endings[trace.Status]
		if e := trace.Error; e != nil {
			r.Message += ": " + errorText(e)
		}
		if t.record {
			r.Message += "; " + record(traceBeside(r.File), trace)
		}
		return
	}
	var all []scenario.Difference
	if s.Expect != nil {
		list, err := s.Expect.Compare(trace)
		if err != nil {
			r.Message = err.Error()
			return
		}
		all = list
	}
	if recorded != "" {
		raw, err := workspace.ReadFile(recorded)
		if err == nil {
			var list []scenario.Difference
			if list, err = scenario.CompareTrace(raw, trace); err == nil {
				all = append(all, list...)
			}
		}
		if err != nil {
			r.Message = fmt.Sprintf("the trace %s: %v", recorded, err)
			return
		}
	}
	r.Differences = all
	r.Passed = len(all) == 0
	switch len(all) {
	case 0:
	case 1:
		r.Message = "1 difference"
	default:
		r.Message = fmt.Sprintf("%d differences", len(all))
	}
}

// traceBeside is where the trace of a scenario lies: X.trace.json beside X.scenario.json or X.json.
func traceBeside(path string) string {
	return filepath.Join(filepath.Dir(path), scenarioName(path)+".trace.json")
}

// recording returns the file of the recorded trace of a scenario: the one it names, the one beside it, one of that name in
// the folder of traces; empty: there is none.
func (t *tester) recording(path string, s *scenario.Scenario) string {
	if s.Expect != nil && s.Expect.Trace != "" {
		return filepath.Join(s.Dir, filepath.FromSlash(s.Expect.Trace))
	}
	candidates := []string{traceBeside(path)}
	if t.traces != "" {
		candidates = append(candidates, filepath.Join(t.traces, scenarioName(path)+".trace.json"), filepath.Join(t.traces, scenarioName(path)+".json"))
	}
	for _, c := range candidates {
		if c != path && isFile(c) {
			return c
		}
	}
	return ""
}

// record writes a trace and says so.
func record(path string, trace *scenario.Trace) string {
	var text bytes.Buffer
	err := trace.WriteJSON(&text)
	if err == nil {
		err = workspace.WriteFile(path, text.Bytes())
	}
	if err != nil {
		return "the trace can't be recorded: " + err.Error()
	}
	return "recorded as " + path
}
