package template

import (
	"maps"
	"strconv"
)

// scope says which variable a name of the template is at one level of nesting. As in Jinja this is settled before
// rendering: a name that is assigned anywhere in a scope is one variable throughout it.
type scope struct {
	level  int
	parent *scope
	vars   map[string]string // name → variable
	loads  map[string]first  // variable → where its first value comes from
	order  []string          // of loads
	stores map[string]bool   // names assigned here
}

// first is the first value of a variable.
type first struct {
	from   source
	name   string // resolve: of the data; undefined: of the variable in the template
	origin string // alias: the variable of an outer scope
}

type source uint8

const (
	fromParam source = iota
	fromData
	fromOuter
	fromNowhere
)

func newScope(parent *scope) *scope {
	s := &scope{parent: parent, vars: map[string]string{}, loads: map[string]first{}, stores: map[string]bool{}}
	if parent != nil {
		s.level = parent.level + 1
	}
	return s
}

func (s *scope) define(name string, l first) string {
	v := "l_" + strconv.Itoa(s.level) + "_" + name
	s.vars[name] = v
	s.setLoad(v, l)
	return v
}

func (s *scope) setLoad(v string, l first) {
	if _, ok := s.loads[v]; !ok {
		s.order = append(s.order, v)
	}
	s.loads[v] = l
}

// find returns the variable of a name, empty when there is none yet.
func (s *scope) find(name string) string {
	for ; s != nil; s = s.parent {
		if v := s.vars[name]; v != "" {
			return v
		}
	}
	return ""
}

func (s *scope) store(name string) {
	s.stores[name] = true
	if s.vars[name] != "" {
		return
	}
	if outer := s.parent.find(name); outer != "" {
		s.define(name, first{from: fromOuter, origin: outer})
		return
	}
	s.define(name, first{from: fromNowhere, name: name})
}

func (s *scope) param(name string) string {
	s.stores[name] = true
	return s.define(name, first{from: fromParam})
}

func (s *scope) read(name string) {
	if s.find(name) == "" {
		s.define(name, first{from: fromData, name: name})
	}
}

func (s *scope) copy() *scope {
	c := *s
	c.vars, c.loads, c.stores = maps.Clone(s.vars), maps.Clone(s.loads), maps.Clone(s.stores)
	c.order = append([]string(nil), s.order...)
	return &c
}

// join takes over what the branches of an if know. What only they assign keeps its outer value when no branch is taken.
func (s *scope) join(branches ...*scope) {
	assigned := map[string]bool{}
	for _, b := range branches {
		for name := range b.stores {
			if !s.stores[name] {
				assigned[name] = true
			}
		}
	}
	for _, b := range branches {
		maps.Copy(s.vars, b.vars)
		for _, v := range b.order {
			s.setLoad(v, b.loads[v])
		}
		maps.Copy(s.stores, b.stores)
	}
	for name := range assigned {
		v := s.find(name)
		if outer := s.parent.find(name); outer != "" {
			s.loads[v] = first{from: fromOuter, origin: outer}
			continue
		}
		s.loads[v] = first{from: fromData, name: name}
	}
}

// visible returns all assigned names with their variables, for blocks that see them.
func (s *scope) visible() map[string]string {
	out := map[string]string{}
	for t := s; t != nil; t = t.parent {
		for name := range t.stores {
			if out[name] == "" {
				out[name] = s.find(name)
			}
		}
	}
	return out
}

// see notes what nodes do with names in this scope; it does not look into scopes within.
func (s *scope) see(nodes ...node) {
	for _, n := range nodes {
		if n != nil {
			s.visit(n)
		}
	}
}

func (s *scope) visit(n node) {
	switch n := n.(type) {
	case *name:
		switch n.use {
		case read:
			s.read(n.id)
		case store:
			s.store(n.id)
		case param:
			s.param(n.id)
		}
	case *nsRef:
		s.read(n.id)
	case *ifElse:
		s.see(n.test)
		branch := func(nodes []node) *scope {
			b := s.copy()
			b.see(nodes...)
			return b
		}
		s.join(branch(n.body), branch(n.elif), branch(n.other))
	case *macro:
		s.store(n.name)
	case *load:
		s.see(n.template)
		for _, name := range n.names {
			s.store(name)
		}
	case *assign:
		s.see(n.value, n.target)
	case *forLoop:
		s.see(n.iter)
	case *callBlock:
		s.see(n.call)
	case *filterBlock:
		s.see(n.filter)
	case *with:
		s.see(n.values...)
	case *assignBlock:
		s.see(n.target)
	case *autoescape, *block:
	default:
		s.see(n.parts()...)
	}
}

// params notes the names in a target as parameters.
func (s *scope) params(target node) {
	find([]node{target}, func(n *name) bool {
		s.param(n.id)
		return true
	})
}

// uses reports which of the names nodes read before they assign them. It does not look into blocks.
func uses(nodes []node, names ...string) map[string]bool {
	open, found := map[string]bool{}, map[string]bool{}
	for _, n := range names {
		open[n] = true
	}
	var visit func(nodes []node)
	visit = func(nodes []node) {
		for _, n := range nodes {
			switch n := n.(type) {
			case *name:
				if n.use != read {
					delete(open, n.id)
				} else if open[n.id] {
					found[n.id] = true
				}
			case *block:
			default:
				visit(n.parts())
			}
		}
	}
	visit(nodes)
	return found
}
