package ui

import (
	"path/filepath"
	"strings"

	"spiffmodeler/properties"
)

// catalog tells the properties panel what can be chosen beside the document
// itself: processes of the open files, forms in the folder of the file.
type catalog struct{ a *App }

// Processes returns the processes of all open files.
func (c catalog) Processes() []properties.Option {
	var out []properties.Option
	seen := map[string]bool{}
	for _, t := range c.a.open {
		if t.doc == nil {
			continue
		}
		for _, p := range t.doc.Processes() {
			if id := p.ID(); id != "" && !seen[id] {
				seen[id] = true
				o := properties.Option{Value: id, Label: p.Title()}
				if t != c.a.current {
					o.Detail = t.name()
				}
				out = append(out, o)
			}
		}
	}
	return out
}

// Forms returns the JSON schemas in the folder of the current file. UI schemas
// and recorded runs lie there, too.
func (c catalog) Forms() []properties.Option {
	if !hasDocument(c.a) || c.a.current.folder() == "" {
		return nil
	}
	// The only error of Glob is a pattern that isn't one.
	list, _ := filepath.Glob(filepath.Join(c.a.current.folder(), "*.json"))
	var out []properties.Option
	for _, path := range list {
		name := filepath.Base(path)
		if low := strings.ToLower(name); strings.Contains(low, "uischema") || strings.Contains(low, "ui-schema") ||
			strings.HasSuffix(low, ".scenario.json") || strings.HasSuffix(low, ".trace.json") || strings.HasPrefix(low, "test_") {
			continue
		}
		out = append(out, properties.Option{Value: name, Label: name})
	}
	return out
}

// Decisions, MetadataKeys, Operators and DataStores are not known here.
func (catalog) Decisions() []properties.Option { return nil }

// MetadataKeys is part of properties.Catalog.
func (catalog) MetadataKeys() []properties.Option { return nil }

// Operators is part of properties.Catalog.
func (catalog) Operators() []properties.Operator { return nil }

// DataStores is part of properties.Catalog.
func (catalog) DataStores() []properties.DataStore { return nil }
