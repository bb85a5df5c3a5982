package scenario

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"spiffmodeler/runner"
)

// shared is where recordings of the engine's runs of many models lie, when they are there.
const shared = "../../../shared/conformance"

type manifest struct {
	Scenarios []struct{ Name, Category, Status, Scenario, Expected string }
}

// TestConformance plays every recorded scenario, as one run and in single steps, each of which is taken back and done
// again, and compares the traces with the engine's.
func TestConformance(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(shared, "manifest.json"))
	if err != nil {
		t.Skipf("the shared recordings are not here: %v", err)
	}
	var m manifest
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	for _, item := range m.Scenarios {
		t.Run(item.Name, func(t *testing.T) {
			s, err := LoadFile(filepath.Join(shared, item.Scenario))
			if err != nil {
				t.Fatal(err)
			}
			checkAgainst(t, s, filepath.Join(shared, item.Expected))
		})
	}
}

// checkAgainst compares a scenario's traces with a recording.
func checkAgainst(t *testing.T, s *Scenario, recording string) {
	t.Helper()
	raw, err := os.ReadFile(recording)
	if err != nil {
		t.Fatal(err)
	}
	for _, way := range []struct {
		name string
		o    Options
	}{{"run", Options{}}, {"stepped back and forth", Options{History: true, Step: backAndForth}}} {
		differences, err := CompareTrace(raw, play(t, s, way.o))
		if err != nil {
			t.Fatal(err)
		}
		if len(differences) > 0 {
			t.Fatalf("%s: %d differences: %v", way.name, len(differences), differences)
		}
	}
}

// backAndForth takes steps back and does them again.
func backAndForth(in *runner.Instance) error {
	n, _ := in.Position()
	n = min(n, 3)
	in.Forward(in.Back(n))
	return nil
}

func play(t *testing.T, s *Scenario, o Options) *Trace {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	trace, err := s.Run(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	return trace
}
