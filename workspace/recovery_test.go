package workspace

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestJournalOffersWhatACrashLeft(t *testing.T) {
	s, _ := OpenStore(t.TempDir(), nil)
	path := filepath.Join(t.TempDir(), "order.bpmn")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	crashed := s.Journal()
	crashed.pid = 1 << 30 // nobody's
	if err := crashed.Keep(1, Kept{Path: path, Title: "order.bpmn", Time: time.Unix(1, 0)}, []byte("first\nversion")); err != nil {
		t.Fatal(err)
	}
	if err := crashed.Keep(1, Kept{Path: path, Title: "order.bpmn", Time: time.Unix(2, 0)}, []byte("second\nversion")); err != nil {
		t.Fatal(err)
	}
	if err := crashed.Keep(2, Kept{Title: "untitled.bpmn", Time: time.Unix(3, 0)}, []byte("x")); err != nil {
		t.Fatal(err)
	}
	alive := s.Journal()
	alive.pid = os.Getppid()
	if err := alive.Keep(1, Kept{Title: "of another window"}, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(crashed.dir, "99999999-1.unsaved"), []byte("junk"), 0o600); err != nil {
		t.Fatal(err)
	}

	left := s.Journal().Left()
	if len(left) != 2 || left[0].Path != path || left[1].Title != "untitled.bpmn" {
		t.Fatalf("found %+v", left)
	}
	if data, err := left[0].Read(); string(data) != "second\nversion" || err != nil {
		t.Errorf("read %q, %v", data, err)
	}
	if left[0].IsOutdated() {
		t.Error("an untouched file counts as changed")
	}
	if err := os.WriteFile(path, []byte("newer"), 0o644); err != nil {
		t.Fatal(err)
	}
	if !left[0].IsOutdated() {
		t.Error("a file that was changed since counts as untouched")
	}
	if err := left[0].Discard(); err != nil {
		t.Fatal(err)
	}
	crashed.DropAll()
	if left = s.Journal().Left(); len(left) != 0 {
		t.Errorf("after discarding there is %+v", left)
	}
}
