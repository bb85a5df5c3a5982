package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
	"spiffmodeler/runner/scenario"
)

// testJSON is the result of one test as other programs read it.
type testJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Element string `json:"element"`
	Test    string `json:"test"`
	Passed  bool   `json:"passed"`
	Message string `json:"message,omitempty"`
}

// name is the element and the test, as far as there are both.
func (r testJSON) name() string {
	if r.Element == "" {
		return r.Test
	}
	return r.Element + ": " + r.Test
}

func testCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "test PATH...",
		Short: "Run the unit tests of script tasks and of process models",
		Long: `Runs the unit tests that models hold for their script tasks: the script on the
input of the test, and what comes out held to what is expected. Then runs the unit
tests of process models: files test_NAME.json beside NAME.bpmn, whose cases say what
tasks get instead of being done and what data the process must end with. PATH is a
BPMN file, a test file or a folder, of which all are tested; called processes are
looked for in the folder, or beside the file. The exit code is 1 when a test fails.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return testModels(c, args, asJSON) },
	}
	jsonFlag(c, &asJSON)
	return c
}

func testModels(c *cobra.Command, paths []string, asJSON bool) error {
	scripts, cases := byKind(paths)
	files, err := models(scripts)
	if err != nil {
		return unreadable(err)
	}
	results := []testJSON{}
	var broken []error
	out := c.OutOrStdout()
	if asJSON {
		out = io.Discard
	}
	count := map[bool]int{}
	for _, file := range files {
		doc, err := openModel(file, c.InOrStdin())
		if err != nil {
			broken = append(broken, err)
			continue
		}
		bpmn.Walk(doc.Definitions(), func(e bpmn.Element) bool {
			if e.Kind() != bpmn.ScriptTask {
				return !e.IsDI()
			}
			for _, t := range spiff.UnitTestsOf(e) {
				r := testOne(c, doc.Name(), e, t)
				results = append(results, r)
				count[r.Passed]++
				printTest(out, r)
			}
			return false
		})
	}
	for _, path := range cases {
		list, err := testCases(c, path)
		broken = append(broken, err...)
		for _, r := range list {
			results = append(results, r)
			count[r.Passed]++
			printTest(out, r)
		}
	}
	if asJSON {
		if err := printJSON(c.OutOrStdout(), results); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%d passed, %d failed\n", count[true], count[false])
	switch {
	case len(broken) > 0:
		return unreadable(errors.Join(broken...))
	case count[false] > 0:
		return found()
	}
	return nil
}

func testOne(c *cobra.Command, file string, task bpmn.Element, t spiff.UnitTest) testJSON {
	r := scenario.RunUnitTest(c.Context(), task, t)
	line := t.Element.Line()
	if r.Line > 0 {
		line = task.Child("script").Line() + r.Line - 1
	}
	return testJSON{File: file, Line: line, Element: task.ID(), Test: t.ID, Passed: r.Passed, Message: r.Message}
}

func printTest(w io.Writer, r testJSON) {
	if r.Passed {
		fmt.Fprintf(w, "ok   %s: %s\n", r.File, r.name())
		return
	}
	at := r.File
	if r.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, r.Line)
	}
	fmt.Fprintf(w, "FAIL %s: %s: %s\n", at, r.name(), r.Message)
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
