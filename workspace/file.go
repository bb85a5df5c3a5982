package workspace

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// File is a file as this program last read or wrote it. It tells when somebody
// else has changed it since.
type File struct {
	path  string
	stamp stamp
}

// stamp is what a file looked like. Size and time answer without reading; the
// hash settles what only looks changed.
type stamp struct {
	size int64
	time time.Time
	hash [sha256.Size]byte
}

// Status says how the disk stands to what this program knows.
type Status uint8

// The states of a file.
const (
	Unchanged Status = iota
	Changed          // somebody else wrote other content
	Gone             // it is no longer there
)

// ErrChanged is the error of Save when somebody else changed the file.
var ErrChanged = errors.New("it was changed by another program since it was opened")

// Open reads a file and remembers what it looked like.
func Open(path string) (*File, []byte, error) {
	path = absolute(path)
	f := &File{path: path}
	data, err := f.Reload()
	if err != nil {
		return nil, nil, err
	}
	return f, data, nil
}

// Create saves a new file, or replaces one that the user chose to replace.
func Create(path string, data []byte) (*File, error) {
	f := &File{path: absolute(path)}
	if err := f.Overwrite(data); err != nil {
		return nil, err
	}
	return f, nil
}

// Path returns the absolute path.
func (f *File) Path() string { return f.path }

// Save writes the file as WriteFile does, unless somebody else changed it: then
// it fails with ErrChanged and leaves the file alone. A file that is gone is
// made again.
func (f *File) Save(data []byte) error {
	switch status, err := f.Status(); {
	case err != nil:
		return err
	case status == Changed:
		return fmt.Errorf("save %s: %w", f.path, ErrChanged)
	}
	return f.Overwrite(data)
}

// Overwrite is Save, whatever the disk holds.
func (f *File) Overwrite(data []byte) error {
	if err := WriteFile(f.path, data); err != nil {
		return err
	}
	f.remember(data, f.modTime())
	return nil
}

// Status looks at the disk. A file that was only touched, or rewritten with the
// same bytes, is unchanged.
func (f *File) Status() (Status, error) {
	info, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Gone, nil
	case err != nil:
		return Unchanged, fmt.Errorf("look at %s: %w", f.path, explain(err))
	case info.Size() == f.stamp.size && info.ModTime().Equal(f.stamp.time):
		return Unchanged, nil
	case info.Size() != f.stamp.size || !info.Mode().IsRegular():
		return Changed, nil
	}
	data, err := ReadFile(f.path)
	if err != nil {
		return Unchanged, err
	}
	if sha256.Sum256(data) != f.stamp.hash {
		return Changed, nil
	}
	f.stamp.time = info.ModTime()
	return Unchanged, nil
}

// Accept takes what the disk holds now as known, after the user chose to keep
// the version in the window. The next Save replaces the file.
func (f *File) Accept() error {
	_, err := f.Reload()
	return err
}

// Reload reads the file again and remembers what it looks like now.
func (f *File) Reload() ([]byte, error) {
	// The time before reading: what is written meanwhile counts as a change.
	before := f.modTime()
	data, err := ReadFile(f.path)
	if err != nil {
		return nil, err
	}
	f.remember(data, before)
	return data, nil
}

func (f *File) remember(data []byte, at time.Time) {
	f.stamp = stamp{size: int64(len(data)), time: at, hash: sha256.Sum256(data)}
}

func (f *File) modTime() time.Time {
	info, err := os.Stat(f.path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// Glance is what can be seen of a file without reading it.
type Glance struct {
	size int64
	time time.Time
	gone bool
}

// Look glances at a file. Two glances that differ are a reason to ask Status.
// It may be called from any goroutine.
func Look(path string) Glance {
	info, err := os.Stat(path)
	if err != nil {
		return Glance{gone: true}
	}
	return Glance{size: info.Size(), time: info.ModTime()}
}
