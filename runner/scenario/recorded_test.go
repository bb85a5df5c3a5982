package scenario

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestRecorded plays the project's own models and compares the traces with those that SpiffWorkflow 3.1.2 made of the same
// scenarios.
func TestRecorded(t *testing.T) {
	files, err := filepath.Glob("../testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	for _, path := range files {
		name := filepath.Base(path)
		t.Run(strings.TrimSuffix(name, ".json"), func(t *testing.T) {
			s, err := LoadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			checkAgainst(t, s, filepath.Join("../testdata/spiff", name))
		})
	}
}

// TestScenarioFaults: what is wrong with a scenario is said, with the step where it is.
func TestScenarioFaults(t *testing.T) {
	for text, want := range map[string]string{
		`{`:                                 "line 1",
		`{"format": 2}`:                     "the format is 2",
		`{"format": 1}`:                     "names no file",
		`{"format": 1, "bpmn": ["a.bpmn"]}`: `neither "process" nor "collaboration"`,
		`{"format": 1, "bpmn": ["a.bpmn"], "process": "p", "environment": "x"}`:                           `unknown environment "x"`,
		`{"format": 1, "bpmn": ["a.bpmn"], "process": "p", "steps": [{"action": "jump"}]}`:                `step 1: unknown action "jump"`,
		`{"format": 1, "bpmn": ["a.bpmn"], "process": "p", "steps": [{"action": "advance"}]}`:             "no duration",
		`{"format": 1, "bpmn": ["a.bpmn"], "process": "p", "steps": [{"action":"complete","merge":"x"}]}`: `unknown merge "x"`,
		`{"format": 1, "bpmn": ["a.bpmn"], "process": "p", "clock": "soon"}`:                              "no ISO 8601 time",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// TestCheckNamesWhatTheModelLacks: tasks and operators of a scenario that no process has are named.
func TestCheckNamesWhatTheModelLacks(t *testing.T) {
	s, err := LoadFile("../testdata/parcel_light.json")
	if err != nil {
		t.Fatal(err)
	}
	operator := "courier/Prize"
	s.Services = append(s.Services, Answer{Operator: &operator})
	compiled, refused := s.compile()
	if refused != nil {
		t.Fatal(refused)
	}
	got := strings.Join(s.Check(compiled), "\n")
	for _, want := range []string{`step 1 completes "nobody"`, `operator "courier/Prize"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

// FuzzParse: no scenario file crashes the reader.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"format": 1, "bpmn": ["a.bpmn"], "process": "p", "steps": [{"action": "advance", "duration": "P1DT2H"}]}`))
	f.Add([]byte(`{"format": 1, "bpmn": ["a.bpmn"], "collaboration": "c", "clock": "2024-02-30", "data": [1]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if s, err := Parse(raw); err == nil && len(s.BPMN) == 0 {
			t.Fatal("a scenario without files was accepted")
		}
	})
}
