package cli

import (
	"os"
	"path/filepath"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/dmn"
	"spiffmodeler/bpmn/lint"
	"spiffmodeler/workspace"
)

// folder answers the linter's questions about the files beside a model. It
// reads them when it is first asked; files that can't be read count as absent.
type folder struct {
	dir       string
	models    map[string]*bpmn.Document // by the id of each process
	decisions map[string]string         // paths by the id of the decision
}

// folders finds the folder of each model; models of one folder share it.
type folders map[string]*folder

// of returns the folder of a model; nil for standard input, which has none.
func (fs folders) of(path string) lint.Catalog {
	if path == stdio {
		return nil
	}
	dir := filepath.Dir(path)
	if fs[dir] == nil {
		fs[dir] = &folder{dir: dir}
	}
	return fs[dir]
}

func (f *folder) HasFile(name string) bool {
	if !filepath.IsLocal(name) {
		return false
	}
	info, err := os.Stat(filepath.Join(f.dir, name))
	return err == nil && info.Mode().IsRegular()
}

func (f *folder) HasProcess(id string) bool  { return f.model(id) != nil }
func (f *folder) HasDecision(id string) bool { return f.decision(id) != "" }

// model returns the model that holds the process, or nil.
func (f *folder) model(processID string) *bpmn.Document {
	f.read()
	return f.models[processID]
}

// decision returns the path of the file that holds the decision, or nothing.
func (f *folder) decision(id string) string {
	f.read()
	return f.decisions[id]
}

func (f *folder) read() {
	if f.models != nil {
		return
	}
	f.models, f.decisions = map[string]*bpmn.Document{}, map[string]string{}
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		path := filepath.Join(f.dir, e.Name())
		switch strings.ToLower(filepath.Ext(path)) {
		case ".bpmn":
			f.readModel(path)
		case ".dmn":
			f.readDecision(path)
		}
	}
}

func (f *folder) readModel(path string) {
	raw, err := workspace.ReadFile(path)
	if err != nil {
		return
	}
	doc, err := bpmn.Parse(path, raw)
	if err != nil {
		return
	}
	for _, p := range doc.Processes() {
		if f.models[p.ID()] == nil {
			f.models[p.ID()] = doc
		}
	}
}

func (f *folder) readDecision(path string) {
	raw, err := workspace.ReadFile(path)
	if err != nil {
		return
	}
	if doc, err := dmn.Parse(path, raw); err == nil {
		f.decisions[doc.DecisionID()] = path
	}
}
