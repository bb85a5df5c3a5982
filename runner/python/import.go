package python

import "strings"

// importModule is import name: the first part of a dotted name is the module, unless the whole is wanted.
func (m *vm) importModule(name string, whole bool) Value {
	p := m.env.Profile
	top, _, dotted := strings.Cut(name, ".")
	if v := p.importable(top, m.frame.ns); v != nil && !dotted {
		return v
	}
	e := newFailure(p.importError, p.importText, name)
	e.name = name
	panic(e)
}

// failImport raises what from module import name raises when the module has no such name.
func (m *vm) failImport(v Value, module, name string) {
	e := newFailure(excImport, "cannot import name '%s' from '%s' (unknown location)", name, module)
	if mod, ok := v.(*Module); ok {
		e = newFailure(excImport, "cannot import name '%s' from '%s'", name, mod.name)
	}
	e.name = module
	panic(e)
}

// importAll is from module import *.
func (m *vm) importAll(f *frame, v Value) {
	mod, ok := v.(*Module)
	if !ok {
		return
	}
	for _, name := range mod.names() {
		if !strings.HasPrefix(name, "_") {
			f.ns.assign(hashString(name), name, mod.members[name])
		}
	}
}
