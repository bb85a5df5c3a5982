package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples holds the runs of the examples to the traces that lie beside them, which were recorded from SpiffWorkflow, and
// to what the scenarios expect.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/*.scenario.json")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no scenarios of examples")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".scenario.json"), func(t *testing.T) {
			s, err := LoadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			trace := strings.TrimSuffix(file, ".scenario.json") + ".trace.json"
			if _, err := os.Stat(trace); s.Expect == nil || err == nil {
				checkAgainst(t, s, trace)
			}
			if s.Expect == nil {
				return
			}
			if differences, err := s.Expect.Compare(play(t, s, Options{})); err != nil || len(differences) > 0 {
				t.Error(differences, err)
			}
		})
	}
}
