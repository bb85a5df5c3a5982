package python

import (
	"maps"
	"slices"
)

// Profile says what programs can see besides data: injected names, builtins, importable modules. It is immutable and may
// serve several goroutines.
type Profile struct {
	// BoxDicts makes items of dictionaries in data readable and writable as attributes (a.b for a["b"]).
	BoxDicts bool

	globals       *Dict
	builtins      *Dict
	modules       map[string]Value
	importGlobals bool // import finds injected names only
	guarded       bool // strptime cannot import its helper module
	nameless      bool // there is no __name__, without which no class can be made
	importError   *Type
	importText    string
}

// Option changes a profile that is being made.
type Option func(*Profile)

// Box allows attribute access to dictionaries of data, as SpiffWorkflow's former Box did.
func Box() Option { return func(p *Profile) { p.BoxDicts = true } }

// GuardedImports makes strptime fail with ModuleNotFoundError, as it does in CPython where the application lets scripts
// import from a fixed list only: it imports a helper module, _strptime, with the script's rights. SpiffArena injects the
// helper for that reason.
func GuardedImports() Option { return func(p *Profile) { p.guarded = true } }

// Inject adds a name that programs see and cannot give to data.
func Inject(name string, v Value) Option {
	return func(p *Profile) { p.globals.Set(name, v) }
}

// Without takes injected names away.
func Without(names ...string) Option {
	return func(p *Profile) {
		for _, n := range names {
			p.globals.Delete(n)
		}
	}
}

// Builtins restricts the builtins to those named, besides exceptions.
func Builtins(names ...string) Option {
	return func(p *Profile) {
		p.builtins = NewDict()
		for _, n := range names {
			if v, ok := allBuiltins[n]; ok {
				p.builtins.Set(n, v)
			}
		}
		for n, t := range builtinExceptions {
			p.builtins.Set(n, t)
		}
	}
}

// ScenarioGlobals are the names that an application of the plain engine may inject, by name: datetime and date, time,
// timedelta and timezone are the classes, math, json, re and decimal the modules.
func ScenarioGlobals() map[string]Value {
	return map[string]Value{
		"datetime": typeDateTime, "date": typeDate, "time": typeTime, "timedelta": typeTimeDelta, "timezone": typeTimeZone,
		"math": moduleMath, "json": moduleJSON, "re": moduleRe, "decimal": moduleDecimal,
	}
}

// importableModules are the modules of the standard library that programs of the plain engine may import.
var importableModules = []string{"base64", "calendar", "collections", "copy", "datetime", "decimal", "functools", "hashlib",
	"itertools", "json", "math", "operator", "random", "re", "statistics", "string", "textwrap", "time", "uuid"}

// Plain is the profile of the plain engine: the builtins without those that reach files, the console or other code, and
// a fixed list of importable modules. Nothing is injected but what options add.
func Plain(options ...Option) *Profile {
	p := &Profile{globals: NewDict(), builtins: NewDict(), modules: map[string]Value{},
		importError: excModuleNotFound, importText: "No module named '%s'"}
	for _, n := range importableModules {
		p.modules[n] = allModules[n]
	}
	p.builtins.Set("__name__", Str("builtins")) // scripts are no module
	p.addBuiltins(allBuiltins)
	return p.with(options)
}

// Arena is SpiffArena's restricted environment: its injected names (datetime is the class), RestrictedPython's builtins,
// and imports of injected names only. Script functions are injected by options or given to each call.
func Arena(options ...Option) *Profile {
	p := &Profile{globals: NewDict(), builtins: NewDict(), importGlobals: true, importError: excImport, importText: "Import not allowed: %s"}
	for _, n := range arenaBuiltins {
		p.builtins.Set(n, allBuiltins[n])
	}
	for _, n := range arenaExceptions {
		p.builtins.Set(n, allBuiltins[n])
	}
	p.builtins.Set("setattr", guardedSetattr)
	p.builtins.Set("delattr", guardedDelattr)
	p.nameless = true
	for n, v := range arenaGlobals() {
		p.globals.Set(n, v)
	}
	return p.with(options)
}

func (p *Profile) with(options []Option) *Profile {
	for _, o := range options {
		o(p)
	}
	return p
}

func (p *Profile) addBuiltins(all map[string]Value) {
	for _, n := range slices.Sorted(maps.Keys(all)) {
		p.builtins.Set(n, all[n])
	}
}

// Names lists the injected names and builtins, for completion.
func (p *Profile) Names() []string {
	var names []string
	for _, d := range []*Dict{p.globals, p.builtins} {
		for k := range d.All() {
			names = append(names, string(k.(Str)))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Modules lists what programs may import.
func (p *Profile) Modules() []string {
	if p.importGlobals {
		var names []string
		for k := range p.globals.All() {
			names = append(names, string(k.(Str)))
		}
		slices.Sort(names)
		return names
	}
	return slices.Sorted(maps.Keys(p.modules))
}

// Injected returns the value of an injected name.
func (p *Profile) Injected(name string) (Value, bool) { return p.globals.Get(name) }

func (p *Profile) importable(name string, ns *namespace) Value {
	if !p.importGlobals {
		if v := p.modules[name]; v != nil {
			return v
		}
		return nil
	}
	if v, ok := p.globals.Get(name); ok {
		return v
	}
	if ns.extra != nil {
		if v, ok := ns.extra.Get(name); ok {
			return v
		}
	}
	return nil
}

// boxData makes the dictionaries in data boxes, as the environment does before each evaluation: lists and dictionaries
// are replaced by new ones, so that what two tasks shared they share no longer.
func boxData(data *Dict) {
	for k, v := range data.All() {
		if w := box(v, 0); w != v {
			data.Set(string(k.(Str)), w)
		}
	}
}

var boxFlavour = &dictFlavour{typ: newType("Box", typeDict), box: true}

func box(v Value, depth int) Value {
	if depth > 200 {
		return v
	}
	switch v := v.(type) {
	case *Dict:
		b := NewDict()
		b.flavour = boxFlavour
		for k, x := range v.All() {
			if s, ok := k.(Str); ok {
				b.Set(string(s), box(x, depth+1))
			} else if b.SetKey(k, box(x, depth+1)) != nil {
				return v
			}
		}
		return b
	case *List:
		items := make([]Value, v.Len())
		for i, x := range v.Items() {
			items[i] = box(x, depth+1)
		}
		return NewList(items...)
	}
	return v
}
