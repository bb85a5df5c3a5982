package workspace

import (
	"path/filepath"
	"slices"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/dmn"
)

// Index is what the files of a folder offer to the models in it: processes to
// call, decisions, data stores, operators of services, forms. It is immutable.
type Index struct {
	Files []Offer // sorted by path
}

// Offer is what one file offers.
type Offer struct {
	Path      string
	Processes []Named
	Decisions []Named
	Stores    []DataStore
	Operators []Operator
	Form      bool // a JSON schema

	seen Glance
}

// Named is an element with the name that people know it by.
type Named struct{ ID, Name string }

// DataStore is a data store. Class is the one that the engine looks up, Kind the
// type that SpiffArena knows it by.
type DataStore struct{ ID, Name, Class, Kind string }

// Operator is a service that a task of a model calls, with the parameters that
// it gives.
type Operator struct {
	ID         string
	Parameters []Parameter
}

// Parameter is an argument of an operator.
type Parameter struct{ ID, Type string }

// indexMax bounds the files that are read for an index, in bytes: larger ones
// are hardly there to be called.
const indexMax = 32 << 20

// ReadIndex reads the index of a folder, without the files that are open, by path:
// what those offer their documents say. Files that look as they did for old are
// not read again; those that can't be read offer nothing. It may be called from
// any goroutine.
func ReadIndex(folder string, old *Index, open map[string]bool) *Index {
	known := map[string]Offer{}
	if old != nil {
		for _, o := range old.Files {
			known[o.Path] = o
		}
	}
	x := &Index{}
	for _, pattern := range []string{"*.bpmn", "*.dmn", "*.json"} {
		// The only error of Glob is a pattern that isn't one.
		list, _ := filepath.Glob(filepath.Join(folder, pattern))
		for _, path := range list {
			if open[path] {
				continue
			}
			seen := Look(path)
			o, ok := known[path]
			if !ok || o.seen != seen {
				o = readOffer(path)
				o.seen = seen
			}
			x.Files = append(x.Files, o)
		}
	}
	slices.SortFunc(x.Files, func(a, b Offer) int { return strings.Compare(a.Path, b.Path) })
	return x
}

func readOffer(path string) Offer {
	o := Offer{Path: path}
	if filepath.Ext(path) == ".json" {
		o.Form = isSchemaName(filepath.Base(path))
		return o
	}
	raw, err := readFile(path, indexMax)
	if err != nil {
		return o
	}
	if filepath.Ext(path) == ".dmn" {
		if d, err := dmn.Parse(path, raw); err == nil && d.DecisionID() != "" {
			n := Named{ID: d.DecisionID()}
			if decision, _ := d.Decision(); decision != nil {
				n.Name = decision.Name
			}
			o.Decisions = []Named{n}
		}
		return o
	}
	if doc, err := bpmn.Parse(path, raw); err == nil {
		o = OfferOf(doc).detached()
		o.Path = path
	}
	return o
}

// detached returns the offer with texts of its own. Those of a document are
// parts of the file's text, and the whole of it would stay with them.
func (o Offer) detached() Offer {
	own := strings.Clone
	for i, n := range o.Processes {
		o.Processes[i] = Named{own(n.ID), own(n.Name)}
	}
	for i, d := range o.Stores {
		o.Stores[i] = DataStore{own(d.ID), own(d.Name), own(d.Class), own(d.Kind)}
	}
	for i, op := range o.Operators {
		o.Operators[i].ID = own(op.ID)
		for k, p := range op.Parameters {
			op.Parameters[k] = Parameter{own(p.ID), own(p.Type)}
		}
	}
	return o
}

// isSchemaName reports whether a JSON file may be the schema of a form: UI
// schemas, recorded runs and tests lie in the same folders.
func isSchemaName(name string) bool {
	low := strings.ToLower(name)
	for _, part := range []string{"uischema", "ui-schema", "ui_schema", ".scenario.", ".trace."} {
		if strings.Contains(low, part) {
			return false
		}
	}
	return !strings.HasPrefix(low, "test_") && !strings.HasPrefix(low, "process_") && low != "spiff-modeler.json"
}

// OfferOf returns what an open document offers.
func OfferOf(doc *bpmn.Document) Offer {
	o := Offer{Path: doc.Name()}
	for _, p := range doc.Processes() {
		if p.ID() != "" {
			o.Processes = append(o.Processes, Named{p.ID(), p.Title()})
		}
	}
	kinds := map[string]string{}
	bpmn.Walk(doc.Definitions(), func(e bpmn.Element) bool {
		switch e.Kind() {
		case bpmn.DataStoreReference:
			kinds[e.Attr("dataStoreRef")] = e.Attr("type")
		case bpmn.ServiceTask:
			if op := e.Extension("serviceTaskOperator"); op.ID() != "" {
				o.addOperator(op)
			}
		}
		return !e.IsDI()
	})
	for _, s := range doc.RootElements(bpmn.DataStore) {
		o.Stores = append(o.Stores, DataStore{ID: s.ID(), Name: s.ID(), Class: s.Attr("name"), Kind: kinds[s.ID()]})
	}
	return o
}

func (o *Offer) addOperator(e bpmn.Element) {
	x := Operator{ID: e.ID()}
	for _, list := range e.ChildrenNS(bpmn.NSSpiff, "parameters") {
		for _, p := range list.ChildrenNS(bpmn.NSSpiff, "parameter") {
			x.Parameters = append(x.Parameters, Parameter{p.ID(), p.Attr("type")})
		}
	}
	for i := range o.Operators {
		if o.Operators[i].ID == x.ID {
			if len(x.Parameters) > len(o.Operators[i].Parameters) {
				o.Operators[i] = x
			}
			return
		}
	}
	o.Operators = append(o.Operators, x)
}
