// Package modeltest runs the unit tests of process models: files test_NAME.json beside NAME.bpmn, whose cases say what tasks
// get instead of being done, and what data the process must end with.
//
// SpiffArena: services/process_model_test_runner_service.py.
package modeltest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"spiffmodeler/runner/python"
)

// File is a file of test cases.
type File struct {
	Path  string
	Model string // the BPMN file that is tested
	Cases []Case // in the order of the file
}

// Case is one test of a model.
type Case struct {
	Name string
	// Mocks are functions without parameters, by name, with what they return.
	Mocks *python.Dict
	// Tasks are the data that tasks get instead of being done, one entry for each time, by BPMN id or PROCESS:ID.
	Tasks map[string]*python.List
	// Expected are the data of the process at its end.
	Expected python.Value
	// Err says why the case cannot be run: it fails.
	Err error
}

// Find returns the test files in a folder and below it, sorted by path; a path that is a file is returned as it is.
func Find(path string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != path && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.Type().IsRegular() && (p == path || IsTest(p)):
			files = append(files, p)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("search %s for tests: %w", path, err)
	}
	slices.Sort(files)
	return files, nil
}

// IsTest reports whether a file name is that of a file of test cases.
func IsTest(path string) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, "test_") && strings.HasSuffix(name, ".json")
}

// maxFileSize is the size of a test file in bytes beyond which it is not read.
const maxFileSize = 64 << 20

// Open reads a file of test cases. The error says what is wrong with it, or that there is no model beside it.
func Open(path string) (*File, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > maxFileSize {
		return nil, fmt.Errorf("open %s: it is larger than the %d MB that are read", path, maxFileSize>>20)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	dir, name := filepath.Split(path)
	f := &File{Path: path, Model: filepath.Join(dir, strings.TrimSuffix(strings.TrimPrefix(name, "test_"), ".json")+".bpmn")}
	if info, err := os.Stat(f.Model); err != nil || info.IsDir() {
		return nil, fmt.Errorf("%s: cannot find a matching bpmn file for the test case file: there is no %s", path, filepath.Base(f.Model))
	}
	v, err := python.FromJSON(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	cases, ok := v.(*python.Dict)
	if !ok {
		return nil, fmt.Errorf("%s: an object of test cases is expected", path)
	}
	for key, value := range cases.All() {
		c := Case{Name: python.ToStr(key)}
		c.Err = c.read(value)
		f.Cases = append(f.Cases, c)
	}
	return f, nil
}

func (c *Case) read(v python.Value) error {
	d, ok := v.(*python.Dict)
	if !ok {
		return fmt.Errorf("a test case is an object")
	}
	var err error
	if c.Mocks, err = member(d, "mocks"); err != nil {
		return err
	}
	tasks, err := member(d, "tasks")
	if err != nil {
		return err
	}
	if c.Expected, ok = d.Get("expected_output_json"); !ok {
		return fmt.Errorf("expected_output_json is missing")
	}
	c.Tasks = map[string]*python.List{}
	if tasks == nil {
		return nil
	}
	for key, value := range tasks.All() {
		id := python.ToStr(key)
		t, ok := value.(*python.Dict)
		if !ok {
			return fmt.Errorf("task %s: an object with data is expected", id)
		}
		data, ok := t.Get("data")
		if !ok {
			continue // as if the task were not named
		}
		list, ok := data.(*python.List)
		if !ok {
			return fmt.Errorf("task %s: data is a list with an entry for each time the task is done", id)
		}
		for i, x := range list.Items() {
			if _, ok := x.(*python.Dict); !ok {
				return fmt.Errorf("task %s: entry %d of data is no object", id, i+1)
			}
		}
		c.Tasks[id] = list
	}
	return nil
}

// member returns an object within an object, nil when there is none.
func member(d *python.Dict, name string) (*python.Dict, error) {
	v, ok := d.Get(name)
	if !ok || v == python.None {
		return nil, nil
	}
	m, ok := v.(*python.Dict)
	if !ok {
		return nil, fmt.Errorf("%s is no object", name)
	}
	return m, nil
}
