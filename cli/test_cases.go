package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"spiffmodeler/runner/modeltest"
)

// testCases runs the unit tests of a process model.
func testCases(ctx context.Context, t *tester, job testJob) error {
	start := time.Now()
	f, err := modeltest.Open(job.file)
	if err != nil {
		t.add(unreadableFile(job.file, err), start)
		return ctx.Err()
	}
	for _, c := range f.Cases {
		start := time.Now()
		list, err := modeltest.Run(ctx, f, modeltest.Options{Folder: job.folder, Case: c.Name})
		if err != nil {
			return err
		}
		for _, r := range list {
			t.add(testResult{Kind: "model", File: job.file, Element: r.Task, Test: r.Case, Passed: r.Passed, Message: caseMessage(r)}.settled(), start)
		}
	}
	return nil
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
