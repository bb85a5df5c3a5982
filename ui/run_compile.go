package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/dmn"
	"spiffmodeler/runner"
	"spiffmodeler/runner/decision"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/scenario"
	"spiffmodeler/runner/spec"
	"spiffmodeler/workspace"
)

// prepared is what a run is made of.
type prepared struct {
	spec    *spec.Spec
	options runner.Options
	script  *scenario.Scenario // that is played; nil: none
	tables  []string           // paths of the decision tables of the folder
	notes   []string           // what was left out, for the output

	together    bool   // a collaboration is run
	environment string // name of it
}

// compile makes a process of the model as it is in the window, with the called
// processes of the other open files and of the folder, in the background. p is
// nil when the engine refuses the model; problems say why.
func (a *App) compile(t *editorTab, then func(p *prepared, problems []bpmn.Problem, err error)) {
	id, together, err := subjectOf(t)
	if err != nil {
		then(nil, nil, err)
		return
	}
	name, raw, folder, setup := t.doc.Name(), slices.Clone(t.doc.Bytes()), t.folder(), t.setup
	if s := setup.script; s != nil && (s.Process != "" || s.Collaboration != "") {
		if id, together = s.Process, false; id == "" {
			id, together = s.Collaboration, true
		}
	}
	environment := environments[a.environmentOf(folder)]
	beside := siblings(folder, name)
	beside.open = a.openSources(t)
	var p *prepared
	var problems []bpmn.Problem
	a.jobs.Start("Preparing the run", func(context.Context, func(float64)) error {
		doc, err := bpmn.Parse(name, raw)
		if err != nil {
			return err
		}
		library, tables, notes := decisionTables(folder)
		made, found := spec.Compile([]*bpmn.Document{doc}, id, spec.Options{
			Collaboration: together, AnyDataStore: true, Resolve: beside.process, Decisions: library,
		})
		problems = found
		if made == nil {
			return nil
		}
		ready := &prepared{spec: made, tables: tables, notes: notes, script: setup.script,
			together: together, environment: environment.name}
		if ready.options, err = setup.options(made, folder, environment.profile()); err != nil {
			return err
		}
		p = ready
		return nil
	}, func(err error) { then(p, problems, err) })
}

// options returns what a run begins with.
func (s *runSetup) options(made *spec.Spec, folder string, profile *python.Profile) (o runner.Options, err error) {
	if s.script != nil {
		if o, err = s.script.Start(); err != nil {
			return o, fmt.Errorf("read the scenario: %w", err)
		}
		if o.Stores == nil {
			o.Stores, err = storeValues(made, folder)
		}
		return o, err
	}
	o = runner.Options{Seed: s.seed, Profile: profile}
	if s.realTime {
		o.Clock = time.Now().UTC().Truncate(time.Second)
	}
	if o.Data, err = parseDict(s.data); err != nil {
		return o, fmt.Errorf("read the start data: %w", err)
	}
	o.Stores, err = storeValues(made, folder)
	return o, err
}

// storeValues reads what the data stores begin with, from the folder of the
// model and those above it that belong to the same workspace.
func storeValues(made *spec.Spec, folder string) (*python.Dict, error) {
	if folder == "" || len(made.Stores) == 0 {
		return nil, nil
	}
	return runner.StartValues(made, folder, workspace.Root(folder))
}

func parseDict(text string) (*python.Dict, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	v, err := python.FromJSON([]byte(text))
	if err != nil {
		return nil, err
	}
	d, ok := v.(*python.Dict)
	if !ok {
		return nil, errors.New("it is no JSON object")
	}
	return d, nil
}

// decisionTables reads the DMN files of a folder. One that can't be used is
// left out, and notes say why: only a model that asks for it fails.
func decisionTables(folder string) (library *decision.Library, paths, notes []string) {
	library = &decision.Library{}
	if folder == "" {
		return library, nil, nil
	}
	// The only error of Glob is a pattern that isn't one.
	list, _ := filepath.Glob(filepath.Join(folder, "*.dmn"))
	for _, path := range list {
		data, err := workspace.ReadFile(path)
		if err == nil {
			var doc *dmn.Document
			if doc, err = dmn.Parse(path, data); err == nil {
				err = library.Add(doc, true)
			}
		}
		if err != nil {
			notes = append(notes, "The decision table "+filepath.Base(path)+" is left out: "+sentence(err.Error()))
			continue
		}
		paths = append(paths, path)
	}
	return library, paths, notes
}

// source is a document of another tab, as it is in the window.
type source struct {
	name string
	raw  []byte
}

func (a *App) openSources(but *editorTab) (out []source) {
	for _, t := range a.open {
		if t != but && t.doc != nil {
			out = append(out, source{t.doc.Name(), slices.Clone(t.doc.Bytes())})
		}
	}
	return out
}

// folder returns where the file lies; empty for a document that has none yet.
func (t *editorTab) folder() string {
	if p := t.path(); p != "" {
		return filepath.Dir(p)
	}
	return ""
}

// subjectOf returns the process or collaboration that the diagram in the
// window is about. A collaboration with one process that can be run is that
// process.
func subjectOf(t *editorTab) (id string, together bool, err error) {
	var top bpmn.Element
	if crumbs := t.editor.Breadcrumbs(); len(crumbs) > 0 {
		top = crumbs[0].Plane.Semantic()
	}
	switch top.Kind() {
	case bpmn.Process:
		return top.ID(), false, nil
	case bpmn.Collaboration:
		var own []bpmn.Element
		for _, p := range top.ChildrenNamed("participant") {
			if process := p.Ref("processRef"); process.Bool("isExecutable", false) {
				own = append(own, process)
			}
		}
		if len(own) == 1 {
			return own[0].ID(), false, nil
		}
		return top.ID(), true, nil
	}
	for _, p := range t.doc.Processes() {
		return p.ID(), false, nil
	}
	return "", false, errors.New("the file has no process")
}

// siblingFiles finds called processes in the other files of a folder.
type siblingFiles struct {
	open  []source // of the window, which come before the files
	files []string
	docs  []*bpmn.Document
}

func siblings(folder, self string) *siblingFiles {
	s := &siblingFiles{}
	if folder == "" {
		return s
	}
	// The only error of Glob is a pattern that isn't one.
	list, _ := filepath.Glob(filepath.Join(folder, "*.bpmn"))
	for _, f := range list {
		if !workspace.SamePath(f, self) {
			s.files = append(s.files, f)
		}
	}
	return s
}

// process returns the document that has the process, nil when there is none.
// Files are read when they are needed; one that can't be read has no process.
func (s *siblingFiles) process(id string) *bpmn.Document {
	for _, d := range s.docs {
		if d.ByID(id).Kind() == bpmn.Process {
			return d
		}
	}
	for len(s.open)+len(s.files) > 0 {
		path, data, ok := s.next()
		if !ok {
			continue
		}
		d, err := bpmn.Parse(path, data)
		if err != nil {
			continue
		}
		s.docs = append(s.docs, d)
		if d.ByID(id).Kind() == bpmn.Process {
			return d
		}
	}
	return nil
}

// next takes the next file; ok is false for one that can't be read, or was in
// the window.
func (s *siblingFiles) next() (path string, data []byte, ok bool) {
	if len(s.open) > 0 {
		x := s.open[0]
		s.open = s.open[1:]
		s.files = slices.DeleteFunc(s.files, func(f string) bool { return workspace.SamePath(f, x.name) })
		return x.name, x.raw, true
	}
	path, s.files = s.files[0], s.files[1:]
	data, err := workspace.ReadFile(path)
	return path, data, err == nil
}

// besideMax bounds the files that a model names, in bytes.
const besideMax = 4 << 20

// readBeside reads a file that a model names, such as a form. Names that lead
// out of the folder, also through links, are refused.
func readBeside(folder, name string) ([]byte, error) {
	if folder == "" {
		return nil, errors.New("the model is not saved yet, so its files can't be found")
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, fmt.Errorf("%s is not in the folder of the model", name)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file", name)
	}
	data, err := io.ReadAll(io.LimitReader(f, besideMax+1))
	if err == nil && len(data) > besideMax {
		err = fmt.Errorf("%s is larger than %d MB", name, besideMax>>20)
	}
	return data, err
}
