package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"spiffmodeler/runner/scenario"
)

// The outcomes of a test.
const (
	passed     = "passed"
	failedTest = "failed"
	noExpect   = "no expectation"
)

// testResult is the result of one test, as other programs read it, too.
type testResult struct {
	Kind    string `json:"kind"` // script, model, scenario, or file for what can't be read
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Element string `json:"element"`
	Test    string `json:"test"`
	Passed  bool   `json:"passed"`
	Outcome string `json:"outcome"` // passed, failed or no expectation
	Message string `json:"message,omitempty"`
	// Differences are where a scenario went another way than expected.
	Differences []scenario.Difference `json:"differences,omitempty"`
	// Notes are what a scenario names and its model does not have.
	Notes   []string `json:"notes,omitempty"`
	Seconds float64  `json:"seconds"`
}

// settled fills in the outcome of a test that passed or failed.
func (r testResult) settled() testResult {
	if r.Outcome == "" {
		r.Outcome = failedTest
		if r.Passed {
			r.Outcome = passed
		}
	}
	return r
}

// name is the element and the test, as far as there are both.
func (r testResult) name() string {
	if r.Element == "" {
		return r.Test
	}
	return r.Element + ": " + r.Test
}

// place is the file and the line.
func (r testResult) place() string {
	if r.Line > 0 {
		return fmt.Sprintf("%s:%d", r.File, r.Line)
	}
	return r.File
}

// maxDifferences is how many differences of a scenario are printed unless all are asked for.
const maxDifferences = 10

// details are the lines under a result.
func (r testResult) details(most int) []string {
	var lines []string
	for i, d := range r.Differences {
		if i == most {
			lines = append(lines, fmt.Sprintf("%d more differences; --verbose prints all", len(r.Differences)-i))
			break
		}
		lines = append(lines, d.String())
	}
	for _, n := range r.Notes {
		lines = append(lines, "note: "+n)
	}
	return lines
}

// report prints results as they come.
type report struct {
	out   io.Writer
	line  io.Writer // a terminal for the progress; nil: there is none
	most  int
	drawn bool
}

func newReport(out, errOut io.Writer, verbose bool) *report {
	r := &report{out: out, most: maxDifferences}
	if verbose {
		r.most = -1
	}
	if f, ok := errOut.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			r.line = f
		}
	}
	return r
}

func (r *report) print(t testResult) {
	r.clear()
	switch t.Outcome {
	case passed:
		fmt.Fprintf(r.out, "ok   %s: %s\n", t.File, t.name())
	case noExpect:
		fmt.Fprintf(r.out, "none %s: %s: no expectation: %s\n", t.File, t.name(), t.Message)
	default:
		fmt.Fprintf(r.out, "FAIL %s: %s: %s\n", t.place(), t.name(), t.Message)
	}
	for _, d := range t.details(r.most) {
		fmt.Fprintf(r.out, "     %s\n", d)
	}
}

// manyFiles is the number of files from which on a terminal is told how far the tests are.
const manyFiles = 20

// progress says on a terminal which file is tested, on a line that the next one replaces.
func (r *report) progress(done, all int, file string) {
	if r.line == nil || all < manyFiles {
		return
	}
	r.clear()
	if file != "" {
		if runes := []rune(file); len(runes) > 60 {
			file = "…" + string(runes[len(runes)-59:])
		}
		fmt.Fprintf(r.line, "[%d/%d] %s", done+1, all, file)
		r.drawn = true
	}
}

func (r *report) clear() {
	if r.drawn {
		fmt.Fprint(r.line, "\r\x1b[K")
		r.drawn = false
	}
}

// totals are how many tests came out how.
type totals struct{ passed, failed, none int }

func sum(results []testResult) (t totals) {
	for _, r := range results {
		switch r.Outcome {
		case passed:
			t.passed++
		case noExpect:
			t.none++
		default:
			t.failed++
		}
	}
	return t
}

func (t totals) String() string {
	text := fmt.Sprintf("%d passed, %d failed", t.passed, t.failed)
	if t.none > 0 {
		text += fmt.Sprintf(", %d without expectation", t.none)
	}
	return text
}

// firstLine shortens a message to what fits a heading.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
