package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"spiffmodeler/workspace"
)

type testFlags struct {
	json, record, verbose  bool
	junit, traces, profile string
}

func testCommand() *cobra.Command {
	var f testFlags
	c := &cobra.Command{
		Use:   "test PATH...",
		Short: "Run the tests of models: scripts, process models and scenarios",
		Long: `Runs three kinds of tests. PATH is a file, or a folder with all that is below it.

  - The unit tests that models hold for their script tasks: the script on the input of
    the test, and what comes out held to what is expected.
  - The unit tests of process models: files test_NAME.json beside NAME.bpmn, whose cases
    say what tasks get instead of being done and what data the process must end with.
    Called processes are looked for in the folder, or beside the file.
  - Scenarios: NAME.scenario.json, or any JSON file that is one. What must come of a
    scenario stands in its member "expect", in a trace NAME.trace.json beside it, or in
    both. A scenario that has neither is run, and counted as one without expectation.

--record writes the trace of each scenario without expectation beside it, to be looked at
and kept. --junit writes the results for a continuous-integration server.

The exit code is 1 when a test fails or a file can't be read, 2 when a path isn't there.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return testPaths(c, args, f) },
	}
	jsonFlag(c, &f.json)
	c.Flags().StringVar(&f.junit, "junit", "", "write the results as JUnit XML to this file, - for standard output")
	c.Flags().StringVar(&f.traces, "traces", "", "look for the traces of scenarios in this folder, too")
	c.Flags().BoolVar(&f.record, "record", false, "write the traces of scenarios that expect nothing")
	c.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "print every difference")
	profileFlag(c, &f.profile)
	return c
}

// testJob is a file with tests.
type testJob struct {
	file   string
	folder string // that was named, or the folder of the file
	run    func(context.Context, *tester, testJob) error
}

// tester runs tests and keeps their results.
type tester struct {
	testFlags
	stdin   io.Reader
	report  *report
	results []testResult
}

// add takes a result; the time is what went by since the start.
func (t *tester) add(r testResult, start time.Time) {
	r.Seconds = time.Since(start).Seconds()
	t.results = append(t.results, r)
	t.report.print(r)
}

func testPaths(c *cobra.Command, paths []string, f testFlags) error {
	if f.json && f.junit == stdio {
		return unreadable(errors.New("test: --json and --junit can't both go to standard output"))
	}
	if _, err := environment(f.profile); err != nil {
		return unreadable(err)
	}
	jobs, err := findTests(paths)
	if err != nil {
		return unreadable(fmt.Errorf("test: %w", err))
	}
	out := c.OutOrStdout()
	if f.json || f.junit == stdio {
		out = io.Discard
	}
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt)
	defer stop()
	t := &tester{testFlags: f, stdin: c.InOrStdin(), report: newReport(out, c.ErrOrStderr(), f.verbose), results: []testResult{}}
	began := time.Now()
	var interrupted error
	for i, job := range jobs {
		t.report.progress(i, len(jobs), job.file)
		if err := job.run(ctx, t, job); err != nil {
			interrupted = fmt.Errorf("test: interrupted after %d of %d files", i, len(jobs))
			break
		}
	}
	t.report.progress(len(jobs), len(jobs), "")
	total := sum(t.results)
	if f.json {
		if err := printJSON(c.OutOrStdout(), t.results); err != nil {
			return err
		}
	}
	if err := t.writeJUnit(c.OutOrStdout(), time.Since(began)); err != nil {
		return err
	}
	fmt.Fprintln(out, total)
	switch {
	case interrupted != nil:
		return failed(interrupted)
	case total.failed > 0:
		return found()
	case len(t.results) == 0:
		fmt.Fprintln(c.ErrOrStderr(), "warning: there are no tests")
	}
	return nil
}

func (t *tester) writeJUnit(stdout io.Writer, took time.Duration) error {
	if t.junit == "" {
		return nil
	}
	text, err := junit(t.results, took)
	if err != nil {
		return failed(fmt.Errorf("write the JUnit report: %w", err))
	}
	if t.junit == stdio {
		_, err = stdout.Write(text)
	} else {
		err = workspace.WriteFile(t.junit, text)
	}
	if err != nil {
		return failed(fmt.Errorf("write the JUnit report: %w", err))
	}
	return nil
}
