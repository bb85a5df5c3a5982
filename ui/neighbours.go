package ui

import (
	"os"
	"path/filepath"

	"spiffmodeler/bpmn/lint"
	"spiffmodeler/workspace"
)

// neighbours is what a model can name outside of itself, as the checks ask for
// it: a snapshot of what the folder and the other open files offer, which the
// background may read.
type neighbours struct {
	folder               string
	processes, decisions map[string]bool
}

// neighbours returns nil while the folder is not known.
func (t *editorTab) neighbours() lint.Catalog {
	x := t.a.indexes[t.folder()]
	if t.file == nil || x == nil {
		return nil
	}
	n := &neighbours{folder: t.folder(), processes: map[string]bool{}, decisions: map[string]bool{}}
	for _, o := range x.Files {
		n.add(o)
	}
	for _, other := range t.a.open {
		if other != t && other.doc != nil {
			n.add(other.offer())
		}
	}
	return n
}

func (n *neighbours) add(o workspace.Offer) {
	for _, p := range o.Processes {
		n.processes[p.ID] = true
	}
	for _, d := range o.Decisions {
		n.decisions[d.ID] = true
	}
}

func (n *neighbours) HasProcess(id string) bool  { return n.processes[id] }
func (n *neighbours) HasDecision(id string) bool { return n.decisions[id] }

// HasFile looks at the disk: forms are written by other programs.
func (n *neighbours) HasFile(name string) bool {
	if !filepath.IsLocal(name) {
		return false
	}
	info, err := os.Stat(filepath.Join(n.folder, name))
	return err == nil && info.Mode().IsRegular()
}
