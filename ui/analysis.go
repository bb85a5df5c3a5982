package ui

import (
	"slices"
	"strings"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/lint"
	"spiffmodeler/bpmn/schema"
	"spiffmodeler/runner/check"
)

// analysisDelay is how long nothing must change before the model is checked.
const analysisDelay = 600 * time.Millisecond

// analyse checks the model in the background when nobody has edited for a
// while. The checks read a document of their own, made of the same bytes: the
// one in the window belongs to the window.
func (t *editorTab) analyse() {
	if t.stopAnalysis != nil {
		t.stopAnalysis()
	}
	t.stopAnalysis = t.a.jobs.After(analysisDelay, t.analyseNow)
}

func (t *editorTab) analyseNow() {
	t.stopAnalysis = nil
	doc, version := t.doc, t.version
	if doc == nil {
		return
	}
	if t.analysing { // one at a time; the last edit counts
		t.analyse()
		return
	}
	t.analysing = true
	name, raw, beside := doc.Name(), slices.Clone(doc.Bytes()), t.neighbours()
	var found []bpmn.Problem
	t.a.jobs.Wait(func() error {
		copied, err := bpmn.Parse(name, raw)
		if err != nil {
			return err
		}
		found = append(schema.CheckFile(copied), lint.Run(copied, lint.Options{Checker: check.Python{}, Catalog: beside})...)
		for i := range found {
			// The text of the whole copy would stay with a part of it.
			found[i].Element, found[i].Message = strings.Clone(found[i].Element), strings.Clone(found[i].Message)
		}
		return nil
	}, func(err error) {
		t.analysing = false
		if err != nil || t.doc != doc || t.version != version {
			return // somebody edited meanwhile: the next check is on its way
		}
		t.found = append(lasting(t.warnings), found...)
		slices.SortStableFunc(t.found, func(a, b bpmn.Problem) int { return int(b.Severity) - int(a.Severity) })
		t.a.problemsChanged(t)
	})
}

func (a *App) problemsChanged(t *editorTab) {
	t.updateMarks()
	if a.current == t {
		a.problems.Show(t)
	}
}
