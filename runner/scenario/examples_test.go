package scenario

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples holds the runs of the examples to the traces that lie beside them, which were recorded from SpiffWorkflow.
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
			checkAgainst(t, s, strings.TrimSuffix(file, ".scenario.json")+".trace.json")
		})
	}
}
