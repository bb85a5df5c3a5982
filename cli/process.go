package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/dmn"
	"spiffmodeler/bpmn/schema"
	"spiffmodeler/runner/decision"
	"spiffmodeler/runner/scenario"
	"spiffmodeler/runner/spec"
	"spiffmodeler/workspace"
)

// compile makes a process of a file ready to run, with what it calls in the
// other files of the folder. A model that the engine refuses gives problems; an
// error is about the use of the command. With validate, the files must also keep
// to the structure of BPMN, as the engine demands.
func compile(path, process string, validate bool) (*spec.Spec, []bpmn.Problem, error) {
	doc, err := openModel(path, nil)
	if err != nil {
		return nil, nil, err
	}
	if process == "" {
		if process, err = onlyProcess(doc); err != nil {
			return nil, nil, unreadable(err)
		}
	}
	kind := doc.ByID(process).Kind()
	if kind != bpmn.Process && kind != bpmn.Collaboration {
		return nil, nil, unreadable(fmt.Errorf("simulate: %s has no process or collaboration %q; it has %s", path, process, strings.Join(runnable(doc), ", ")))
	}
	beside := &folder{dir: filepath.Dir(path)}
	decisions, err := beside.library(validate)
	if err != nil {
		return nil, nil, unreadable(err)
	}
	var against []bpmn.Problem
	check := func(d *bpmn.Document) {
		if d == nil || !validate {
			return
		}
		for _, p := range schema.Check(d) {
			p.File = d.Name()
			against = append(against, p)
		}
	}
	check(doc)
	called := func(id string) *bpmn.Document {
		d := beside.model(id)
		if len(against) == 0 {
			check(d)
		}
		return d
	}
	made, problems := spec.Compile([]*bpmn.Document{doc}, process, spec.Options{
		Collaboration: kind == bpmn.Collaboration, Decisions: decisions, AnyDataStore: true, Resolve: called,
	})
	if len(against) > 0 {
		return nil, against, nil
	}
	return made, problems, nil
}

// onlyProcess returns the id of the one process that can be run.
func onlyProcess(doc *bpmn.Document) (string, error) {
	switch ids := runnable(doc); len(ids) {
	case 0:
		return "", fmt.Errorf("simulate: %s has no executable process", doc.Name())
	case 1:
		return ids[0], nil
	default:
		return "", fmt.Errorf("simulate: %s has several processes; choose one with --process: %s", doc.Name(), strings.Join(ids, ", "))
	}
}

func runnable(doc *bpmn.Document) []string {
	var ids []string
	for _, p := range doc.Processes() {
		if p.Bool("isExecutable", true) && len(p.FlowElements()) > 0 {
			ids = append(ids, p.ID())
		}
	}
	return ids
}

// library reads the decision tables of the folder.
func (f *folder) library(validate bool) (*decision.Library, error) {
	f.read()
	library := &decision.Library{}
	for _, path := range f.decisions {
		raw, err := workspace.ReadFile(path)
		if err != nil {
			return nil, err
		}
		doc, err := dmn.Parse(path, raw)
		if err != nil {
			return nil, err
		}
		if err := library.Add(doc, validate); err != nil {
			return nil, err
		}
	}
	return library, nil
}

// refusal is the trace of a model that the engine doesn't take.
func refusal(problems []bpmn.Problem) *scenario.Trace {
	p := problems[0]
	return &scenario.Trace{Format: 1, Status: "refused", Error: &scenario.Error{
		Phase: "load", Kind: "validation", Type: "ValidationException", Message: p.Message,
		ID: p.Element, File: filepath.Base(p.File), Line: p.Line,
	}}
}
