package runner

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/runner/python"
)

// TestStartValues: the value of a data store comes from the nearest file above, and a run leaves the file alone.
func TestStartValues(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "office", "books")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "office", "book.json")
	if err := os.WriteFile(file, []byte(`[9]`), 0o644); err != nil {
		t.Fatal(err)
	}
	s := own(t, "ledger", "ledger")
	stores, err := StartValues(s, dir, root)
	if err != nil {
		t.Fatal(err)
	}
	in := start(t, s, Options{Data: data(t, `{"coins": [1, 2]}`), Stores: stores})
	run(t, in)
	if err := in.Complete(t.Context(), in.HumanTasks()[0].ID, data(t, `{"checked": true}`), Deep); err != nil {
		t.Fatal(err)
	}
	run(t, in)
	if got := string(python.TraceJSON(in.Stores())); strings.ReplaceAll(got, " ", "") != `{"book":[9,3]}` {
		t.Errorf("the store is %s", got)
	}
	if text, _ := os.ReadFile(file); string(text) != `[9]` {
		t.Errorf("the file is %s", text)
	}
	if err := os.WriteFile(file, []byte(`[9`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := StartValues(s, dir, root); err == nil || !strings.Contains(err.Error(), "book.json") {
		t.Errorf("the error is %v", err)
	}
	if stores, err := StartValues(s, root, root); err != nil || stores.Len() != 0 {
		t.Errorf("a file below was found: %v, %v", stores, err)
	}
}
