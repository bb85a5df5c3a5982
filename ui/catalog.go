package ui

import (
	"path/filepath"
	"reflect"

	"spiffmodeler/bpmn"
	"spiffmodeler/properties"
	"spiffmodeler/workspace"
)

// catalog tells the properties panel what can be chosen beside the document
// itself: what the open files and those of the folder offer.
type catalog struct{ a *App }

// offers are those of the open files, and of the other files of the folder of
// the current one.
func (c catalog) offers() []workspace.Offer {
	a := c.a
	var out []workspace.Offer
	if !hasDocument(a) {
		return nil
	}
	open := map[string]bool{}
	for _, t := range a.open {
		if t.doc != nil {
			o := t.offer()
			open[o.Path] = true
			out = append(out, o)
		}
	}
	if x := a.indexes[a.current.folder()]; x != nil {
		for _, o := range x.Files {
			if !open[o.Path] {
				out = append(out, o)
			}
		}
	}
	return out
}

// offer is what the document of a tab offers.
func (t *editorTab) offer() workspace.Offer {
	if t.offered != t.version || t.offers.Path == "" {
		t.offered, t.offers = t.version, workspace.OfferOf(t.doc)
	}
	return t.offers
}

// each calls f with the offers and the name of their file, empty for the
// document itself.
func (c catalog) each(f func(o workspace.Offer, file string)) {
	for _, o := range c.offers() {
		file := filepath.Base(o.Path)
		if o.Path == c.a.current.doc.Name() {
			file = ""
		}
		f(o, file)
	}
}

// Processes returns the processes of the open files and of the folder.
func (c catalog) Processes() []properties.Option {
	return c.named(func(o workspace.Offer) []workspace.Named { return o.Processes })
}

// Decisions returns the decisions of the folder.
func (c catalog) Decisions() []properties.Option {
	return c.named(func(o workspace.Offer) []workspace.Named { return o.Decisions })
}

func (c catalog) named(list func(workspace.Offer) []workspace.Named) (out []properties.Option) {
	seen := map[string]bool{}
	c.each(func(o workspace.Offer, file string) {
		for _, n := range list(o) {
			if !seen[n.ID] {
				seen[n.ID] = true
				out = append(out, properties.Option{Value: n.ID, Label: n.Name, Detail: file})
			}
		}
	})
	return out
}

// Forms returns the JSON schemas in the folder of the current file.
func (c catalog) Forms() (out []properties.Option) {
	c.each(func(o workspace.Offer, file string) {
		if o.Form {
			out = append(out, properties.Option{Value: file, Label: file})
		}
	})
	return out
}

// MetadataKeys are known to a server only.
func (catalog) MetadataKeys() []properties.Option { return nil }

// Operators returns the operators that service tasks of other files call.
func (c catalog) Operators() (out []properties.Operator) {
	seen := map[string]bool{}
	c.each(func(o workspace.Offer, file string) {
		for _, x := range o.Operators {
			if seen[x.ID] || file == "" {
				continue
			}
			seen[x.ID] = true
			op := properties.Operator{ID: x.ID, Description: "as in " + file}
			for _, p := range x.Parameters {
				op.Parameters = append(op.Parameters, properties.OperatorParameter{ID: p.ID, Type: p.Type})
			}
			out = append(out, op)
		}
	})
	return out
}

// DataStores returns the data stores of other files; those of the document
// itself the panel knows.
func (c catalog) DataStores() (out []properties.DataStore) {
	seen := map[string]bool{}
	c.each(func(o workspace.Offer, file string) {
		for _, s := range o.Stores {
			if file != "" && !seen[s.ID] {
				seen[s.ID] = true
				out = append(out, properties.DataStore{ID: s.ID, Name: s.Name, Type: s.Kind, Class: s.Class, Location: file})
			}
		}
	})
	return out
}

// updateIndex reads in the background what the folder of the current file
// offers; then is called when that is known.
func (a *App) updateIndex() {
	if !hasDocument(a) || a.current.folder() == "" || a.indexing {
		return
	}
	folder := a.current.folder()
	old := a.indexes[folder]
	open := map[string]bool{}
	for _, t := range a.open {
		if t.doc != nil {
			open[t.path()] = true
		}
	}
	var x *workspace.Index
	a.indexing = true
	a.jobs.Wait(func() error { x = workspace.ReadIndex(folder, old, open); return nil }, func(error) {
		a.indexing = false
		a.indexes[folder] = x
		for _, t := range a.open {
			if t.doc != nil && t.folder() == folder && !reflect.DeepEqual(old, x) {
				t.analyse() // what it names may be there now, or gone
			}
		}
	})
}

// openDecision opens the file that has the decision which a task names.
func (a *App) openDecision(task bpmn.Element) {
	id := task.Extension("calledDecisionId").Text()
	for _, o := range (catalog{a}).offers() {
		for _, d := range o.Decisions {
			if d.ID == id {
				a.reveal(o.Path)
				return
			}
		}
	}
	a.status.Say("No file in the folder has the decision "+id+".", true)
}
