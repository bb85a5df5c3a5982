package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"spiffmodeler/runner/modeltest"
)

// byKind tells what may hold script tasks from what may hold unit tests of process models: a folder may hold both, and a
// model has its test file beside it.
func byKind(paths []string) (scripts, cases []string) {
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case err == nil && info.IsDir():
			scripts, cases = append(scripts, p), append(cases, p)
		case strings.EqualFold(filepath.Ext(p), ".json"):
			cases = append(cases, p)
		default:
			scripts = append(scripts, p)
			name := strings.TrimSuffix(filepath.Base(p), filepath.Ext(p))
			beside := filepath.Join(filepath.Dir(p), "test_"+name+".json")
			if _, err := os.Stat(beside); err == nil {
				cases = append(cases, beside)
			}
		}
	}
	return scripts, cases
}

// testCases runs the unit tests of process models in a file or folder.
func testCases(c *cobra.Command, path string) (results []testJSON, broken []error) {
	files, err := modeltest.Find(path)
	if err != nil {
		return nil, []error{err}
	}
	folder := path
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		folder = filepath.Dir(path)
	}
	for _, file := range files {
		f, err := modeltest.Open(file)
		if err != nil {
			broken = append(broken, err)
			continue
		}
		list, err := modeltest.Run(c.Context(), f, modeltest.Options{Folder: folder})
		if err != nil {
			return results, append(broken, err)
		}
		for _, r := range list {
			results = append(results, testJSON{File: file, Element: r.Task, Test: r.Case, Passed: r.Passed, Message: caseMessage(r)})
		}
	}
	return results, broken
}

// caseMessage says in one line why a case failed.
func caseMessage(r modeltest.Result) string {
	text := strings.Join(r.Messages, " ")
	if r.Line > 0 {
		text += fmt.Sprintf(" (line %d: %s)", r.Line, strings.TrimSpace(r.Source))
	}
	if r.Expected != "" {
		text += fmt.Sprintf(" Expected %s, got %s", r.Expected, r.Output)
	}
	return text
}
