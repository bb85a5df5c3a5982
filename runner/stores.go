package runner

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// StartValues reads the values that data stores have when a run begins, for [Options].Stores: those of the file <id>.json
// in dir or the nearest folder above it, up to root. A store without a file has no value. The files are never written.
func StartValues(s *spec.Spec, dir, root string) (*python.Dict, error) {
	out := python.NewDict()
	for _, store := range s.Stores {
		path, text, err := readUp(dir, root, store.ID+".json")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var v python.Value
		if err == nil {
			v, err = python.FromJSON(text)
		}
		if err != nil {
			return nil, fmt.Errorf("read the data store %s from %s: %w", store.ID, path, err)
		}
		out.Set(store.ID, v)
	}
	return out, nil
}

// readUp reads a file from a folder or the nearest one above that has it.
func readUp(dir, root, name string) (path string, text []byte, err error) {
	if filepath.Base(name) != name {
		return name, nil, fs.ErrNotExist // an id that would lead to another folder
	}
	for {
		path = filepath.Join(dir, name)
		if text, err = os.ReadFile(path); !errors.Is(err, fs.ErrNotExist) {
			return path, text, err
		}
		up := filepath.Dir(dir)
		if up == dir || dir == filepath.Clean(root) {
			return path, nil, err
		}
		dir = up
	}
}
