package cli

import (
	"context"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
	"spiffmodeler/runner/scenario"
)

// unreadableFile is the result of a file that can't be read.
func unreadableFile(file string, err error) testResult {
	return testResult{Kind: "file", File: file, Test: "read", Message: err.Error()}.settled()
}

// testScripts runs the unit tests that a model holds for its script tasks.
func testScripts(ctx context.Context, t *tester, job testJob) error {
	start := time.Now()
	doc, err := openModel(job.file, t.stdin)
	if err != nil {
		t.add(unreadableFile(job.file, err), start)
		return ctx.Err()
	}
	bpmn.Walk(doc.Definitions(), func(e bpmn.Element) bool {
		if e.Kind() != bpmn.ScriptTask {
			return !e.IsDI() && ctx.Err() == nil
		}
		for _, u := range spiff.UnitTestsOf(e) {
			start := time.Now()
			r := scenario.RunUnitTest(ctx, e, u)
			if ctx.Err() != nil {
				break
			}
			line := u.Element.Line()
			if r.Line > 0 {
				line = e.Child("script").Line() + r.Line - 1
			}
			t.add(testResult{Kind: "script", File: doc.Name(), Line: line, Element: e.ID(), Test: u.ID, Passed: r.Passed, Message: r.Message}.settled(), start)
		}
		return false
	})
	return ctx.Err()
}
