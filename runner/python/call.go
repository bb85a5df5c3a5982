package python

import (
	"fmt"
	"strings"
)

// args are the arguments of a call: positional ones, then those given by name.
type args struct {
	pos   []Value
	names []string
	vals  []Value
}

// get returns a keyword argument, nil when it was not given.
func (a args) get(name string) Value {
	for i, n := range a.names {
		if n == name {
			return a.vals[i]
		}
	}
	return nil
}

// Builtin is a function or method implemented in Go.
type Builtin struct {
	name  string
	owner *Type // of a method
	mod   string
	sig   signature
	fixed func(m *vm, a []Value) Value // gets exactly sig.max arguments (and the instance first), nil for absent ones
	free  func(m *vm, a args) Value
}

// Type implements Value.
func (b *Builtin) Type() *Type {
	if b.owner != nil {
		return typeMethodDescriptor
	}
	return typeBuiltin
}

// signature says which arguments a Builtin takes and how CPython words a violation.
type signature struct {
	style    sigStyle
	min, max int
	names    []string
	first    bool // the first argument cannot be given by name
	unnamed  bool // errors speak of "function" and "this function"
}

type sigStyle uint8

const (
	sigNone  sigStyle = iota // takes no arguments
	sigOne                   // takes exactly one argument
	sigPos                   // positional arguments only
	sigTakes                 // the same, worded "takes at least"
	sigNamed                 // by position or name
	sigPy                    // worded like a function written in Python
	sigFree                  // looks after itself
)

// noArgs, one, pos, takes, named, py and free make the rows of tables of functions and methods.
func noArgs(f func(m *vm, a []Value) Value) *Builtin {
	return &Builtin{sig: signature{style: sigNone}, fixed: f}
}

func one(f func(m *vm, a []Value) Value) *Builtin {
	return &Builtin{sig: signature{style: sigOne, min: 1, max: 1}, fixed: f}
}

func pos(lo, hi int, f func(m *vm, a []Value) Value) *Builtin {
	return &Builtin{sig: signature{style: sigPos, min: lo, max: hi}, fixed: f}
}

func takes(lo, hi int, f func(m *vm, a []Value) Value) *Builtin {
	return &Builtin{sig: signature{style: sigTakes, min: lo, max: hi}, fixed: f}
}

// named takes names separated by spaces; a question mark behind a name makes it optional, a slash before the first one
// forbids to give it by name.
func named(names string, f func(m *vm, a []Value) Value) *Builtin {
	return &Builtin{sig: parseSignature(sigNamed, names), fixed: f}
}

// unnamed is named for functions whose errors do not say their name.
func unnamed(names string, f func(m *vm, a []Value) Value) *Builtin {
	b := named(names, f)
	b.sig.unnamed = true
	return b
}

func py(names string, f func(m *vm, a []Value) Value) *Builtin {
	return &Builtin{sig: parseSignature(sigPy, names), fixed: f}
}

func free(f func(m *vm, a args) Value) *Builtin {
	return &Builtin{sig: signature{style: sigFree}, free: f}
}

// noKeywords is for a free Builtin that takes positional arguments only.
func noKeywords(a args, name string) {
	if len(a.names) > 0 {
		fail(excType, "%s() takes no keyword arguments", name)
	}
}

func parseSignature(style sigStyle, names string) signature {
	s := signature{style: style}
	if strings.HasPrefix(names, "/") {
		s.first, names = true, names[1:]
	}
	for _, n := range strings.Fields(names) {
		if strings.HasSuffix(n, "?") {
			n = n[:len(n)-1]
		} else {
			s.min++
		}
		s.names = append(s.names, n)
	}
	s.max = len(s.names)
	return s
}

// define adds a table of methods.
func (t *Type) define(table methods) {
	if t.methods == nil {
		t.methods = methods{}
	}
	for name, b := range table {
		b.name, b.owner = name, t
		t.methods[name] = b
		methodsByName[name] = append(methodsByName[name], typedMethod{t, b})
	}
}

// fullName is the name in CPython's texts about the number of arguments.
func (b *Builtin) fullName() string {
	switch {
	case b.owner != nil:
		return b.owner.name + "." + b.name
	case b.mod != "":
		return b.mod + "." + b.name
	}
	return b.name
}

// call calls b; self is nil for a function. Neither the arguments nor the slices are kept.
func (b *Builtin) call(m *vm, self Value, a args) Value {
	top := len(m.stack)
	selfs := 0
	if self != nil {
		m.stack = append(m.stack, self)
		selfs = 1
	}
	m.stack = append(m.stack, a.pos...)
	v := b.callOnStack(m, top, selfs, a)
	m.drop(top)
	return v
}

// callOnStack is call with the instance (selfs is 1 then) and the positional arguments at top of the stack already.
func (b *Builtin) callOnStack(m *vm, top, selfs int, a args) Value {
	if b.free != nil {
		a.pos = m.stack[top:len(m.stack):len(m.stack)]
		return b.free(m, a)
	}
	n := len(a.pos)
	if n != b.sig.max || len(a.names) > 0 {
		if n > b.sig.max || len(a.names) > 0 || n < b.sig.min {
			b.check(n, a)
		}
		for i := n; i < b.sig.max; i++ {
			m.stack = append(m.stack, nil)
		}
		b.place(m.stack[top+selfs:], n, a)
	}
	return b.fixed(m, m.stack[top:len(m.stack):len(m.stack)])
}

func (m *vm) drop(top int) {
	clear(m.stack[top:])
	m.stack = m.stack[:top]
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// check raises TypeError when there are too many arguments or named ones where none are taken.
func (b *Builtin) check(n int, a args) {
	s := b.sig
	if len(a.names) > 0 && s.style < sigNamed {
		fail(excType, "%s() takes no keyword arguments", b.fullName())
	}
	switch s.style {
	case sigNone:
		fail(excType, "%s() takes no arguments (%d given)", b.fullName(), n)
	case sigOne:
		fail(excType, "%s() takes exactly one argument (%d given)", b.fullName(), n)
	case sigPos:
		switch {
		case s.min == s.max:
			fail(excType, "%s expected %d argument%s, got %d", b.name, s.min, plural(s.min), n)
		case n < s.min:
			fail(excType, "%s expected at least %d argument%s, got %d", b.name, s.min, plural(s.min), n)
		default:
			fail(excType, "%s expected at most %d argument%s, got %d", b.name, s.max, plural(s.max), n)
		}
	case sigTakes:
		if n < s.min {
			fail(excType, "%s() takes at least %d argument%s (%d given)", b.name, s.min, plural(s.min), n)
		}
		fail(excType, "%s() takes at most %d argument%s (%d given)", b.name, s.max, plural(s.max), n)
	case sigNamed:
		if n+len(a.names) > s.max {
			most := "at most"
			if s.min == s.max {
				most = "exactly"
			}
			if s.unnamed {
				fail(excType, "function takes at most %d argument%s (%d given)", s.max, plural(s.max), n+len(a.names))
			}
			fail(excType, "%s() takes %s %d argument%s (%d given)", b.name, most, s.max, plural(s.max), n+len(a.names))
		}
	case sigPy:
		if n > s.max {
			takes := fmt.Sprintf("%d positional argument%s", s.max, plural(s.max))
			if s.min < s.max {
				takes = fmt.Sprintf("from %d to %d positional arguments", s.min, s.max)
			}
			fail(excType, "%s() takes %s but %d %s given", b.name, takes, n, wasWere(n))
		}
	}
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// place puts named arguments in their places and looks for missing ones.
func (b *Builtin) place(slots []Value, n int, a args) {
	s := b.sig
	if s.first && n == 0 {
		fail(excType, "%s() takes at least 1 positional argument (0 given)", b.name)
	}
	if s.style == sigNamed {
		for i := n; i < s.min; i++ {
			if a.get(s.names[i]) == nil {
				if s.unnamed {
					fail(excType, "function missing required argument '%s' (pos %d)", s.names[i], i+1)
				}
				fail(excType, "%s() missing required argument '%s' (pos %d)", b.name, s.names[i], i+1)
			}
		}
	}
	for i, name := range a.names {
		p := -1
		for j, x := range s.names {
			if x == name {
				p = j
			}
		}
		switch {
		case p < 0 && s.style == sigPy:
			fail(excType, "%s() got an unexpected keyword argument '%s'", b.name, name)
		case p < 0 && s.unnamed:
			fail(excType, "'%s' is an invalid keyword argument for this function", name)
		case p < 0:
			fail(excType, "'%s' is an invalid keyword argument for %s()", name, b.name)
		case p < n && s.style == sigPy:
			fail(excType, "%s() got multiple values for argument '%s'", b.name, name)
		case p < n:
			fail(excType, "argument for %s() given by name ('%s') and position (%d)", b.name, name, p+1)
		}
		slots[p] = a.vals[i]
	}
	if s.style == sigPy {
		var missing []string
		for i := range s.min {
			if slots[i] == nil {
				missing = append(missing, "'"+s.names[i]+"'")
			}
		}
		if len(missing) > 0 {
			failMissing(b.name, "positional", missing)
		}
	}
}

// failMissing raises what a Python function raises when arguments are missing.
func failMissing(function, kind string, missing []string) {
	var list string
	switch n := len(missing); n {
	case 1:
		list = missing[0]
	case 2:
		list = missing[0] + " and " + missing[1]
	default:
		list = strings.Join(missing[:n-1], ", ") + ", and " + missing[n-1]
	}
	fail(excType, "%s() missing %d required %s argument%s: %s", function, len(missing), kind, plural(len(missing)), list)
}
