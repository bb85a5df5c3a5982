package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"spiffmodeler/runner/modeltest"
	"spiffmodeler/workspace"
)

// findTests returns the files with tests that the paths name, each file once, in the order of the paths. A path that isn't
// there is an error.
func findTests(paths []string) ([]testJob, error) {
	var jobs []testJob
	seen := map[string]bool{}
	add := func(j testJob) {
		if !seen[j.file] {
			seen[j.file] = true
			jobs = append(jobs, j)
		}
	}
	for _, path := range paths {
		if path == stdio {
			add(testJob{path, "", testScripts})
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			for _, j := range testsOf(path) {
				add(j)
			}
			continue
		}
		err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && p != path && strings.HasPrefix(d.Name(), "."):
				return fs.SkipDir
			case !d.Type().IsRegular():
			case strings.EqualFold(filepath.Ext(p), ".bpmn"):
				add(testJob{p, path, testScripts})
			case modeltest.IsTest(p):
				add(testJob{p, path, testCases})
			case isScenario(p):
				add(testJob{p, path, testScenario})
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("search %s: %w", path, err)
		}
	}
	return jobs, nil
}

// testsOf returns the tests that a file named by itself holds: a model also has its test file beside it.
func testsOf(path string) []testJob {
	dir := filepath.Dir(path)
	switch {
	case modeltest.IsTest(path):
		return []testJob{{path, dir, testCases}}
	case strings.EqualFold(filepath.Ext(path), ".json"):
		return []testJob{{path, dir, testScenario}}
	}
	jobs := []testJob{{path, dir, testScripts}}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	if beside := filepath.Join(dir, "test_"+name+".json"); isFile(beside) {
		jobs = append(jobs, testJob{beside, dir, testCases})
	}
	return jobs
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

const scenarioSuffix = ".scenario.json"

// isScenario tells scenarios from forms, traces and other JSON files: by the name, or by what a scenario must have.
func isScenario(path string) bool {
	if strings.HasSuffix(path, scenarioSuffix) {
		return true
	}
	if !strings.EqualFold(filepath.Ext(path), ".json") {
		return false
	}
	raw, err := workspace.ReadFile(path)
	if err != nil || !bytes.Contains(raw, []byte(`"bpmn"`)) {
		return false
	}
	var s struct {
		Format int
		BPMN   []string
		Steps  *[]json.RawMessage
	}
	return json.Unmarshal(raw, &s) == nil && s.Format > 0 && len(s.BPMN) > 0 && s.Steps != nil
}

// models returns the files, and the models in the folders, that the paths name.
func models(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
			switch {
			case err != nil && p == path: // reading it will say why; also "-"
				files = append(files, p)
				return nil
			case err != nil:
				return err
			case d.IsDir() && p != path && strings.HasPrefix(d.Name(), "."):
				return fs.SkipDir
			case p == path && !d.IsDir(), strings.EqualFold(filepath.Ext(p), ".bpmn") && d.Type().IsRegular():
				files = append(files, p)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("search %s: %w", path, err)
		}
	}
	return files, nil
}
