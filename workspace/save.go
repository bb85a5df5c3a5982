package workspace

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteFile saves data under a path so that at every moment the path holds
// either the old content or the new one, complete: the data are written to a
// new file beside it, brought to the disk and put in place by a rename.
//
// Symbolic links are followed. A file that exists keeps its permissions and,
// where the user may give files away, its owner. A file that the user may not
// write is not replaced, even though its folder would allow that. After an
// error the old file is as it was and nothing is left beside it.
func WriteFile(path string, data []byte) error {
	if err := writeFile(realDisk{}, path, data); err != nil {
		return fmt.Errorf("save %s: %w", path, explain(err))
	}
	return nil
}

// disk is what saving needs of the file system; tests put a failing one in.
type disk interface {
	// Create makes a new file for writing, for its owner only; it fails when
	// the name exists.
	Create(path string) (file, error)
	// Writable reports why the user may not change an existing file.
	Writable(path string) error
	Rename(from, to string) error
	Remove(path string) error
	// SyncDir brings the names in a folder to the disk.
	SyncDir(path string) error
}

type file interface {
	Write([]byte) (int, error)
	Chmod(fs.FileMode) error
	Chown(uid, gid int) error
	Sync() error
	Close() error
}

func writeFile(d disk, path string, data []byte) error {
	target, err := followLinks(path)
	if err != nil {
		return err
	}
	old, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		old = nil
	case err != nil:
		return err
	case old.IsDir():
		return errors.New("it is a folder")
	case !old.Mode().IsRegular():
		return errors.New("it is not a file with content but a device, pipe or socket")
	default:
		if err := d.Writable(target); err != nil {
			return err
		}
	}
	temp, f, err := createBeside(d, target)
	if err != nil {
		return err
	}
	if err := fill(f, data, old); err != nil {
		return errors.Join(err, d.Remove(temp))
	}
	if err := d.Rename(temp, target); err != nil {
		return errors.Join(err, d.Remove(temp))
	}
	// The content is in place; a folder that can't be synced (some network
	// file systems) is no reason to call the save failed.
	_ = d.SyncDir(filepath.Dir(target))
	return nil
}

// fill writes, equips and closes the new file.
func fill(f file, data []byte, old fs.FileInfo) error {
	err := func() error {
		if _, err := f.Write(data); err != nil {
			return err
		}
		mode := newFileMode()
		if old != nil {
			mode = old.Mode().Perm()
			// Only root may give files away; for anybody else the file becomes
			// the writer's, as with any editor that saves safely.
			if uid, gid, ok := ownerOf(old); ok {
				_ = f.Chown(uid, gid)
			}
		}
		if err := f.Chmod(mode); err != nil {
			return err
		}
		return f.Sync()
	}()
	return errors.Join(err, f.Close())
}

// createBeside makes a new file with a name that nobody else has in the
// target's folder.
func createBeside(d disk, target string) (path string, f file, err error) {
	for range 10 {
		var b [6]byte
		if _, err := rand.Read(b[:]); err != nil {
			return "", nil, err
		}
		path = filepath.Join(filepath.Dir(target), "."+shorten(filepath.Base(target))+"."+hex.EncodeToString(b[:])+".tmp")
		f, err = d.Create(path)
		if !errors.Is(err, fs.ErrExist) {
			return path, f, err
		}
	}
	return "", nil, err
}

// shorten leaves room for what createBeside adds: names end at 255 bytes on the
// usual file systems.
func shorten(name string) string {
	if len(name) > 200 {
		return name[:200]
	}
	return name
}

// followLinks returns the file that a path means, through symbolic links, also
// when the file at the end does not exist yet.
func followLinks(path string) (string, error) {
	for range 40 {
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		next, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(next) {
			next = filepath.Join(filepath.Dir(path), next)
		}
		path = next
	}
	return "", errors.New("its symbolic links lead in a circle")
}

type realDisk struct{}

func (realDisk) Create(path string) (file, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (realDisk) Writable(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

func (realDisk) Rename(from, to string) error { return os.Rename(from, to) }
func (realDisk) Remove(path string) error     { return os.Remove(path) }

func (realDisk) SyncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
