package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/runner/spec"
	"spiffmodeler/workspace"
)

// compile makes a process of the model as it is in the window, in the
// background. s is nil when the engine refuses the model; problems say why.
func (a *App) compile(t *editorTab, then func(s *spec.Spec, problems []bpmn.Problem, err error)) {
	id, together, err := subjectOf(t)
	if err != nil {
		then(nil, nil, err)
		return
	}
	name, raw, folder := t.doc.Name(), slices.Clone(t.doc.Bytes()), t.folder()
	var s *spec.Spec
	var problems []bpmn.Problem
	a.jobs.Start("Preparing the run", func(context.Context, func(float64)) error {
		doc, err := bpmn.Parse(name, raw)
		if err != nil {
			return err
		}
		s, problems = spec.Compile([]*bpmn.Document{doc}, id, spec.Options{
			Collaboration: together, AnyDataStore: true, Resolve: siblings(folder, name).process,
		})
		return nil
	}, func(err error) { then(s, problems, err) })
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
	for len(s.files) > 0 {
		path := s.files[0]
		s.files = s.files[1:]
		data, err := workspace.ReadFile(path)
		if err != nil {
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
