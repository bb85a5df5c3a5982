package python

import (
	"maps"
	"slices"
	"strings"

	"spiffmodeler/runner/python/syntax"
)

// scope is what one module, class, function or comprehension knows about its names.
type scope struct {
	kind   scopeKind
	up     *scope
	frame  *scope // the scope whose frame holds the variables: itself, or what a comprehension is part of
	class  string // the name of the class around, for private names
	bound  map[string]bool
	global map[string]bool
	outer  map[string]bool // declared nonlocal
	used   []string
	kids   []*scope

	vars  map[string]*variable
	nvars int
	names []string    // of the slots
	own   []*variable // shared variables of this frame
	free  []*variable // shared variables of the functions around that this frame needs
	gen   bool        // the function yields
}

type scopeKind uint8

const (
	moduleScope scopeKind = iota
	classScope
	functionScope
	compScope
)

// variable is where a name of a scope lives: in a slot, or in a cell when functions within use it too.
type variable struct {
	slot   int
	shared bool
	cell   int // which of the frame's own cells
}

func newScope(kind scopeKind, up *scope) *scope {
	s := &scope{kind: kind, up: up, bound: map[string]bool{}, global: map[string]bool{}, outer: map[string]bool{}, vars: map[string]*variable{}}
	s.frame = s
	if up != nil {
		s.class = up.class
		up.kids = append(up.kids, s)
		if kind == compScope {
			s.frame = up.frame
		}
	}
	return s
}

// mangle gives a private name in a class the form Python gives it.
func (s *scope) mangle(name string) string {
	if s.class == "" || !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") {
		return name
	}
	return "_" + s.class + name
}

// scopes finds out which names are bound where, for a whole program.
type scopes struct {
	of    map[syntax.Node]*scope
	now   *scope
	names []occurrence
}

// occurrence is a name in the text.
type occurrence struct {
	in   *scope
	name string
	pos  syntax.Pos
	raw  int // bytes in the text
	use  Use
}

func (a *scopes) note(name string, pos syntax.Pos, raw int, use Use) {
	if raw == 0 {
		raw = len(name)
	}
	a.names = append(a.names, occurrence{a.now, a.now.mangle(name), pos, raw, use})
}

func (a *scopes) bind(name string, pos syntax.Pos, use Use) {
	a.note(name, pos, 0, use)
	a.now.bound[a.now.mangle(name)] = true
}

func (a *scopes) use(name string) { a.now.used = append(a.now.used, a.now.mangle(name)) }

func (a *scopes) within(n syntax.Node, kind scopeKind, f func()) {
	s := newScope(kind, a.now)
	a.of[n] = s
	a.now = s
	f()
	a.now = s.up
}

func (a *scopes) block(body []syntax.Stmt) {
	for _, s := range body {
		a.node(s)
	}
}

func (a *scopes) optional(x syntax.Expr) {
	if x != nil {
		a.node(x)
	}
}

// node visits one node; what introduces no names is walked through.
func (a *scopes) node(n syntax.Node) {
	syntax.Walk(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Name:
			a.note(n.ID, n.Pos, n.Raw, Use(n.Ctx))
			if n.Ctx == syntax.Load {
				a.use(n.ID)
			} else {
				a.now.bound[a.now.mangle(n.ID)] = true
			}
		case *syntax.Walrus:
			// The name belongs to the function around a comprehension, not to the comprehension.
			here := a.now
			for a.now.kind == compScope {
				a.now = a.now.up
			}
			a.bind(n.Target.ID, n.Target.Pos, Write)
			a.now = here
			if here.kind == compScope {
				a.use(n.Target.ID)
			}
			a.node(n.Value)
			return false
		case *syntax.Yield:
			a.now.gen = true
		case *syntax.Scope:
			for i, name := range n.Names {
				a.note(name, n.NamePs[i], 0, Declare)
				name = a.now.mangle(name)
				if n.Global {
					a.now.global[name] = true
				} else {
					a.now.outer[name] = true
				}
			}
		case *syntax.Import:
			for _, x := range n.Names {
				a.bind(importedName(x), importedPos(x), Import)
			}
		case *syntax.ImportFrom:
			for _, x := range n.Names {
				a.bind(importedName(x), importedPos(x), Import)
			}
		case *syntax.Try:
			for _, h := range n.Handlers {
				if h.Name != "" {
					a.bind(h.Name, h.NameP, Write)
				}
			}
		case *syntax.AugAssign:
			if x, ok := n.Target.(*syntax.Name); ok {
				a.note(x.ID, x.Pos, x.Raw, Read)
				a.use(x.ID)
			}
		case *syntax.CapturePattern:
			if n.Name != "" {
				a.bind(n.Name, n.NameP, Write)
			}
		case *syntax.StarPattern:
			if n.Name != "" {
				a.bind(n.Name, n.NameP, Write)
			}
		case *syntax.MappingPattern:
			if n.Rest != "" {
				a.bind(n.Rest, n.RestP, Write)
			}
		case *syntax.Lambda:
			a.function(n, n.Params, func() { a.node(n.Body) })
			return false
		case *syntax.FunctionDef:
			for _, d := range n.Decorators {
				a.node(d)
			}
			a.bind(n.Name, n.NameP, Define)
			a.optional(n.Returns)
			a.function(n, n.Params, func() { a.block(n.Body) })
			return false
		case *syntax.ClassDef:
			a.classDef(n)
			return false
		case *syntax.Comp:
			a.comprehension(n)
			return false
		}
		return true
	})
}

func importedName(x syntax.Alias) string {
	if x.As != "" {
		return x.As
	}
	if i := strings.IndexByte(x.Name, '.'); i >= 0 {
		return x.Name[:i]
	}
	return x.Name
}

func importedPos(x syntax.Alias) syntax.Pos {
	if x.As != "" {
		return x.AsPos
	}
	return x.Pos
}

func (a *scopes) function(n syntax.Node, ps *syntax.Params, body func()) {
	for _, q := range ps.All() {
		a.optional(q.Default)
		a.optional(q.Annotation)
	}
	a.within(n, functionScope, func() {
		for _, name := range paramNames(ps) {
			name = a.now.mangle(name)
			a.now.bound[name] = true
			a.now.slot(name)
		}
		body()
	})
}

// paramNames lists parameters in the order of their slots.
func paramNames(ps *syntax.Params) []string {
	var names []string
	for _, q := range ps.Names {
		names = append(names, q.Name)
	}
	for _, q := range ps.KeyOnly {
		names = append(names, q.Name)
	}
	if ps.VarArgs != nil {
		names = append(names, ps.VarArgs.Name)
	}
	if ps.KeyWords != nil {
		names = append(names, ps.KeyWords.Name)
	}
	return names
}

func (a *scopes) classDef(n *syntax.ClassDef) {
	for _, d := range n.Decorators {
		a.node(d)
	}
	for _, x := range n.Bases {
		a.node(x)
	}
	for _, k := range n.Keys {
		a.node(k.X)
	}
	a.bind(n.Name, n.NameP, Define)
	a.within(n, classScope, func() {
		a.now.class = strings.TrimLeft(n.Name, "_")
		a.block(n.Body)
	})
}

func (a *scopes) comprehension(n *syntax.Comp) {
	// The first iterable belongs to the scope around.
	a.node(n.Fors[0].Iter)
	kind := compScope
	if n.Kind == syntax.GeneratorExp {
		kind = functionScope
	}
	a.within(n, kind, func() {
		for i, f := range n.Fors {
			a.node(f.Target)
			if i > 0 {
				a.node(f.Iter)
			}
			for _, x := range f.Ifs {
				a.node(x)
			}
		}
		a.node(n.Elem)
		a.optional(n.Value)
	})
}

// slot returns the variable of a name this scope binds, giving it a slot of the frame.
func (s *scope) slot(name string) *variable {
	v := s.vars[name]
	if v == nil {
		v = &variable{slot: s.frame.nvars}
		s.frame.nvars++
		s.frame.names = append(s.frame.names, name)
		s.vars[name] = v
	}
	return v
}

// local reports whether the scope itself holds a variable of that name.
func (s *scope) local(name string) bool {
	return s.bound[name] && !s.global[name] && !s.outer[name] && (s.kind == functionScope || s.kind == compScope)
}

// resolve gives variables their places and passes shared ones on from function to function.
func (s *scope) resolve() {
	if s.kind == functionScope || s.kind == compScope {
		for _, name := range slices.Sorted(maps.Keys(s.bound)) {
			if s.local(name) {
				s.slot(name)
			}
		}
	}
	for _, k := range s.kids {
		k.resolve()
	}
	for _, name := range s.used {
		s.reach(name)
	}
	for name := range s.outer {
		s.reach(name)
	}
}

// reach marks the variable a name of this scope stands for as shared when it lives in another frame.
func (s *scope) reach(name string) {
	owner := s.owner(name)
	if owner == nil || owner.frame == s.frame {
		return
	}
	v := owner.slot(name)
	if !v.shared {
		v.shared = true
		v.cell = len(owner.frame.own)
		owner.frame.own = append(owner.frame.own, v)
	}
	for t := s.frame; t != owner.frame; t = t.up.frame {
		if !slices.Contains(t.free, v) {
			t.free = append(t.free, v)
		}
	}
}

// owner finds the scope that holds the variable a name stands for; nil means that the name is looked up in the names of
// a class body or the module.
func (s *scope) owner(name string) *scope {
	if s.local(name) {
		return s
	}
	if s.global[name] || s.kind == classScope && s.bound[name] && !s.outer[name] {
		return nil
	}
	for t := s.up; t != nil; t = t.up {
		if t.kind == classScope || t.kind == moduleScope {
			continue
		}
		if t.global[name] {
			return nil
		}
		if t.local(name) {
			return t
		}
	}
	return nil
}
