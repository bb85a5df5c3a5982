package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Journal keeps unsaved documents aside, so that a crash costs nothing. Each
// running program has entries of its own, named after its process; what a
// program that has ended left behind can be found by the next.
//
// Its methods touch the disk and may be called from any goroutine, those for
// the same key one after the other.
type Journal struct {
	dir string
	pid int
}

// Kept is a document that was kept aside.
type Kept struct {
	Path  string    `json:"path"` // of the file; empty for a document that has none yet
	Title string    `json:"title"`
	Time  time.Time `json:"time"`
	// Size and Changed are what the file on the disk looked like.
	Size    int64     `json:"size"`
	Changed time.Time `json:"changed"`

	entry string // path in the journal
}

// Journal returns the journal beside the settings; nil when none are kept.
func (s *Store) Journal() *Journal {
	if s.dir == "" {
		return nil
	}
	return &Journal{dir: filepath.Join(s.dir, "recovery"), pid: os.Getpid()}
}

const entrySuffix = ".unsaved"

func (j *Journal) path(key int) string {
	return filepath.Join(j.dir, fmt.Sprintf("%d-%d%s", j.pid, key, entrySuffix))
}

// Keep writes a document; it replaces what was kept under the key before, or
// leaves that when it fails.
func (j *Journal) Keep(key int, k Kept, data []byte) error {
	if err := os.MkdirAll(j.dir, 0o700); err != nil {
		return fmt.Errorf("keep unsaved changes: %w", explain(err))
	}
	if info, err := os.Stat(k.Path); k.Path != "" && err == nil {
		k.Size, k.Changed = info.Size(), info.ModTime()
	}
	head, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return WriteFile(j.path(key), slices.Concat(head, []byte("\n"), data))
}

// Drop forgets what was kept under a key.
func (j *Journal) Drop(key int) error {
	if err := os.Remove(j.path(key)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// DropAll forgets everything that this program has kept.
func (j *Journal) DropAll() {
	// The only error of Glob is a pattern that isn't one.
	list, _ := filepath.Glob(filepath.Join(j.dir, strconv.Itoa(j.pid)+"-*"+entrySuffix))
	for _, path := range list {
		_ = os.Remove(path) // an entry that stays is offered at the next start
	}
}

// Left returns what programs that have ended have left behind, the oldest
// first. An entry that can't be read is passed over.
func (j *Journal) Left() []Kept {
	// The only error of Glob is a pattern that isn't one.
	list, _ := filepath.Glob(filepath.Join(j.dir, "*"+entrySuffix))
	var out []Kept
	for _, path := range list {
		owner, _, _ := strings.Cut(filepath.Base(path), "-")
		pid, err := strconv.Atoi(owner)
		// What bears the number of this process is of an earlier one with the same.
		if err != nil || pid != j.pid && isAlive(pid) {
			continue
		}
		if k, _, err := readKept(path); err == nil {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b Kept) int { return a.Time.Compare(b.Time) })
	return out
}

// Read returns a document that was kept.
func (k Kept) Read() ([]byte, error) {
	_, data, err := readKept(k.entry)
	return data, err
}

// Discard forgets a document that was left behind.
func (k Kept) Discard() error { return os.Remove(k.entry) }

// IsOutdated reports whether the file on the disk has changed since.
func (k Kept) IsOutdated() bool {
	info, err := os.Stat(k.Path)
	return err == nil && (info.Size() != k.Size || !info.ModTime().Equal(k.Changed))
}

func readKept(path string) (k Kept, data []byte, err error) {
	raw, err := ReadFile(path)
	if err != nil {
		return k, nil, err
	}
	head, data, ok := bytes.Cut(raw, []byte("\n"))
	if !ok {
		return k, nil, fmt.Errorf("read %s: it is no entry of the journal", path)
	}
	if err := json.Unmarshal(head, &k); err != nil {
		return k, nil, fmt.Errorf("read %s: %w", path, err)
	}
	k.entry = path
	return k, data, nil
}

// Place returns the folder of the journal.
func (j *Journal) Place() string { return j.dir }
