package scenario

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/dmn"
	"spiffmodeler/bpmn/schema"
	"spiffmodeler/runner/arena"
	"spiffmodeler/runner/decision"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// compile reads the files of the scenario and compiles the process. refused says why it was not accepted.
func (s *Scenario) compile() (compiled *spec.Spec, refused *Error) {
	var docs []*bpmn.Document
	for _, name := range s.BPMN {
		d, err := open(s.file(name))
		if err != nil {
			return nil, err
		}
		if s.Validate == nil || *s.Validate {
			if p := schema.Check(d); len(p) > 0 {
				return nil, &Error{Phase: "load", Kind: "validation", Type: "ValidationException", Message: p[0].Message,
					ID: p[0].Element, File: filepath.Base(name), Line: p[0].Line}
			}
		}
		docs = append(docs, d)
	}
	opts := spec.Options{DataStores: s.DataStores.Classes, Collaboration: s.Process == "" && s.Collaboration != ""}
	if opts.Decisions, refused = s.decisions(); refused != nil {
		return nil, refused
	}
	id := s.Process
	if opts.Collaboration {
		id = s.Collaboration
	}
	compiled, problems := spec.Compile(docs, id, opts)
	if len(problems) > 0 {
		p := problems[0]
		return nil, &Error{Phase: "load", Kind: "validation", Type: "ValidationException", Message: p.Message,
			ID: p.Element, File: filepath.Base(p.File), Line: p.Line}
	}
	return compiled, nil
}

// decisions reads the scenario's DMN files.
func (s *Scenario) decisions() (*decision.Library, *Error) {
	lib := &decision.Library{}
	for _, name := range s.DMN {
		path := s.file(name)
		d, err := dmn.Open(path)
		if err == nil {
			err = lib.Add(d, s.Validate == nil || *s.Validate)
		}
		if err != nil {
			return nil, &Error{Phase: "load", Kind: "validation", Type: "ValidationException", File: filepath.Base(path),
				Message: strings.ReplaceAll(err.Error(), path, filepath.Base(path))}
		}
	}
	return lib, nil
}

// open reads a BPMN file as strictly as the engine does: it must be well-formed with its namespaces.
func open(path string) (*bpmn.Document, *Error) {
	if _, err := os.Stat(path); err != nil {
		return nil, &Error{Phase: "load", Kind: "file", Type: "OSError", Message: err.Error(), File: filepath.Base(path)}
	}
	d, err := bpmn.Open(path)
	if err != nil {
		return nil, &Error{Phase: "load", Kind: "xml", Type: "XMLSyntaxError", Message: strings.ReplaceAll(err.Error(), path, filepath.Base(path)), File: filepath.Base(path)}
	}
	for _, w := range d.XML().Warnings() {
		return nil, &Error{Phase: "load", Kind: "xml", Type: "XMLSyntaxError", Message: w.Text, File: filepath.Base(path), Line: w.Line}
	}
	return d, nil
}

func (s *Scenario) file(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(s.Dir, filepath.FromSlash(name))
}

// profile is what the scenario's scripts see.
func (s *Scenario) profile() (*python.Profile, error) {
	// The conformance scenarios ran with a guarded importer (their README lists what scripts may import).
	options := []python.Option{python.GuardedImports()}
	known := python.ScenarioGlobals()
	for _, name := range s.Globals {
		v, ok := known[name]
		if !ok {
			return nil, fmt.Errorf("unknown global %q%s", name, didYouMean(name, slices.Sorted(maps.Keys(known))))
		}
		options = append(options, python.Inject(name, v))
	}
	switch s.Environment {
	case "arena":
		return s.arena(options[1:])
	case "box":
		options = append(options, python.Box())
	}
	return python.Plain(options...), nil
}

// arena is SpiffArena's environment with the scenario's mocks.
func (s *Scenario) arena(options []python.Option) (*python.Profile, error) {
	mocks := map[string]python.Value{}
	for name, raw := range s.Mocks {
		v, err := value(raw, "mocks."+name)
		if err != nil {
			return nil, err
		}
		mocks[name] = v
	}
	return arena.Profile(mocks, options...), nil
}
