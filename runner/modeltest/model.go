package modeltest

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/dmn"
	"spiffmodeler/runner/decision"
	"spiffmodeler/runner/spec"
)

// compile reads a model with what it needs: called processes out of all models in and below the folder, decision tables that
// lie beside the models used.
func compile(model, folder string) (*spec.Spec, error) {
	doc, err := bpmn.Open(model)
	if err != nil {
		return nil, err
	}
	id := ""
	for _, p := range doc.Definitions().ChildrenNamed("process") {
		if executable(p) {
			id = p.ID() // of several the last one counts
		}
	}
	if id == "" {
		return nil, fmt.Errorf("executable process cannot be found in %s: the test cannot run", model)
	}
	l := &library{folder: folder}
	if err := l.addDecisions(model); err != nil {
		return nil, err
	}
	s, problems := spec.Compile([]*bpmn.Document{doc}, id, spec.Options{AnyDataStore: true, Decisions: &l.decisions, Resolve: l.find})
	if l.err != nil {
		return nil, l.err
	}
	if len(problems) > 0 {
		p := problems[0]
		if p.File == "" {
			p.File = model
		}
		return nil, fmt.Errorf("%s", strings.TrimSpace(p.String()))
	}
	return s, nil
}

func executable(p bpmn.Element) bool {
	return !p.HasAttr("isExecutable") || p.Attr("isExecutable") == "true"
}

// library finds the models of a folder.
type library struct {
	folder    string
	processes map[string]string // id → file; nil: not looked for yet
	decisions decision.Library
	known     []string // folders whose decisions were read
	err       error
}

func (l *library) addDecisions(model string) error {
	dir := filepath.Dir(model)
	if slices.Contains(l.known, dir) {
		return nil
	}
	l.known = append(l.known, dir)
	files, err := filepath.Glob(filepath.Join(escapeGlob(dir), "*.dmn"))
	if err != nil {
		return err
	}
	for _, f := range files {
		d, err := dmn.Open(f)
		if err != nil {
			return err
		}
		if err := l.decisions.Add(d, false); err != nil {
			return err
		}
	}
	return nil
}

// escapeGlob makes a path a pattern that means itself.
func escapeGlob(path string) string {
	return strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]").Replace(path)
}

// find returns the file that holds an executable process, nil when there is none.
func (l *library) find(id string) *bpmn.Document {
	if l.processes == nil {
		l.processes = map[string]string{}
		l.err = filepath.WalkDir(l.folder, func(p string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || !strings.EqualFold(filepath.Ext(p), ".bpmn") {
				return err
			}
			if doc, err := bpmn.Open(p); err == nil { // one that cannot be read is not used
				for _, e := range doc.Definitions().ChildrenNamed("process") {
					if e.Attr("isExecutable") == "true" {
						l.processes[e.ID()] = p
						break
					}
				}
			}
			return nil
		})
	}
	file, ok := l.processes[id]
	if !ok {
		return nil
	}
	doc, err := bpmn.Open(file)
	if err == nil {
		err = l.addDecisions(file)
	}
	if err != nil {
		l.err = err
		return nil
	}
	return doc
}
