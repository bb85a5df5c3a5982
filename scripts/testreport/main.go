// Command testreport reads what `go test -json` prints, shows the output of the
// tests that failed and the time of each package, and ends with the number of
// tests that passed and failed. The exit code is 1 when one failed.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	r := newReport(os.Stdout)
	if err := r.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "testreport:", err)
		os.Exit(2)
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", r.passed, r.failed, r.skipped)
	if r.failed > 0 {
		os.Exit(1)
	}
}

// event is a line of go test -json.
type event struct {
	Action      string
	Package     string
	ImportPath  string // of build-output
	Test        string
	Output      string
	Elapsed     float64 // seconds
	FailedBuild string
}

type test struct{ pkg, name string }

type report struct {
	out                     io.Writer
	passed, failed, skipped int
	output                  map[test]*strings.Builder
	parents                 map[test]bool // tests with subtests, which count in their place
	told                    map[test]bool // tests whose failure is that of a subtest
	failures                map[string]bool
}

func newReport(w io.Writer) *report {
	return &report{out: w, output: map[test]*strings.Builder{}, parents: map[test]bool{}, told: map[test]bool{}, failures: map[string]bool{}}
}

func (r *report) read(in io.Reader) error {
	lines := bufio.NewReaderSize(in, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) != nil {
				r.out.Write(line) // a word of the go command itself
			} else {
				r.take(e)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the results: %w", err)
		}
	}
}

func (r *report) take(e event) {
	t := test{e.Package, e.Test}
	switch e.Action {
	case "build-output":
		fmt.Fprint(r.out, e.Output)
	case "output":
		b := r.output[t]
		if b == nil {
			b = &strings.Builder{}
			r.output[t] = b
		}
		b.WriteString(e.Output)
	case "run":
		if i := strings.LastIndexByte(e.Test, '/'); i > 0 {
			r.parents[test{e.Package, e.Test[:i]}] = true
		}
	case "pass", "fail", "skip":
		r.end(t, e)
	}
}

func (r *report) end(t test, e event) {
	defer delete(r.output, t)
	if t.name == "" {
		r.endPackage(t, e)
		return
	}
	if e.Action == "fail" {
		r.failures[t.pkg] = true
		if i := strings.LastIndexByte(t.name, '/'); i > 0 {
			r.told[test{t.pkg, t.name[:i]}] = true
		}
	}
	if r.told[t] || r.parents[t] && e.Action != "fail" {
		return
	}
	if b := r.output[t]; b != nil && e.Action == "fail" {
		fmt.Fprintf(r.out, "--- %s %s\n%s", t.pkg, t.name, b)
	}
	switch e.Action {
	case "pass":
		r.passed++
	case "fail":
		r.failed++
	case "skip":
		r.skipped++
	}
}

// endPackage tells of a package. One that failed without a failing test could
// not be built, or crashed.
func (r *report) endPackage(t test, e event) {
	if e.Action == "skip" {
		return
	}
	if e.Action == "fail" && !r.failures[t.pkg] {
		r.failed++
		if b := r.output[t]; b != nil {
			fmt.Fprint(r.out, b)
		}
	}
	word := "ok  "
	if e.Action == "fail" {
		word = "FAIL"
	}
	fmt.Fprintf(r.out, "%s %-50s %6.1f s\n", word, t.pkg, e.Elapsed)
}
