package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func wantStatus(t *testing.T, f *File, want Status) {
	t.Helper()
	if got, err := f.Status(); err != nil || got != want {
		t.Errorf("status is %v, %v, want %v", got, err, want)
	}
}

func TestChangesByOthersAreNoticed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "order.bpmn")
	write(t, path, "version 1")
	f, data, err := Open(path)
	if err != nil || string(data) != "version 1" {
		t.Fatal(string(data), err)
	}
	wantStatus(t, f, Unchanged)

	if err := os.Chtimes(path, time.Now(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	wantStatus(t, f, Unchanged) // only touched

	write(t, path, "version 2")
	_ = os.Chtimes(path, time.Now(), time.Now().Add(2*time.Hour))
	wantStatus(t, f, Changed) // same size, other bytes
	if err := f.Save([]byte("mine")); !errors.Is(err, ErrChanged) {
		t.Errorf("saving over somebody's work: %v", err)
	}
	wantContent(t, path, "version 2")

	if err := f.Accept(); err != nil {
		t.Fatal(err)
	}
	wantStatus(t, f, Unchanged)
	if err := f.Save([]byte("mine")); err != nil {
		t.Error(err)
	}
	wantContent(t, path, "mine")
	wantStatus(t, f, Unchanged)

	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	wantStatus(t, f, Gone)
	if err := f.Save([]byte("again")); err != nil {
		t.Error(err)
	}
	wantContent(t, path, "again")
}

func TestSamePath(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	write(t, a, "x")
	write(t, b, "x")
	if SamePath(a, b) || !SamePath(a, filepath.Join(dir, ".", "a")) {
		t.Error("paths are compared by text alone")
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("a", link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if !SamePath(a, link) || SamePath(b, link) {
		t.Error("links are not seen through")
	}
}
