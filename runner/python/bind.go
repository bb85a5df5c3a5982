package python

import "fmt"

// bind puts the arguments of a call into the slots of the parameters.
func (fn *Function) bind(m *vm, vars []Value, self Value, a args) {
	c := fn.code
	n := len(a.pos)
	if self != nil {
		n++
	}
	take := min(n, c.params)
	at := 0
	if self != nil && take > 0 {
		vars[0] = self
		at = 1
	}
	copy(vars[at:take], a.pos)
	if n > c.params {
		if c.rest < 0 {
			fn.tooMany(vars, n, a)
		}
		rest := a.pos[min(len(a.pos), c.params-at):]
		if at == 0 && self != nil {
			rest = append([]Value{self}, a.pos...)
		}
		m.cells(len(rest))
		vars[c.rest] = NewTuple(append([]Value(nil), rest...)...)
	} else if c.rest >= 0 {
		vars[c.rest] = emptyTuple
	}
	var extra *Dict
	if c.keys >= 0 {
		extra = NewDict()
		vars[c.keys] = extra
	}
	for i, name := range a.names {
		fn.bindName(m, vars, extra, name, a.vals[i])
	}
	if take == c.params && c.keyOnly == 0 {
		return
	}
	fn.fillDefaults(vars, take)
}

var emptyTuple = NewTuple()

func (fn *Function) bindName(m *vm, vars []Value, extra *Dict, name string, v Value) {
	c := fn.code
	for i := range c.params + c.keyOnly {
		if c.names[i] != name || i < c.posOnly {
			continue
		}
		if vars[i] != nil {
			fail(excType, "%s() got multiple values for argument '%s'", c.qual, name)
		}
		vars[i] = v
		return
	}
	if extra == nil {
		for i := range c.posOnly {
			if c.names[i] == name {
				fail(excType, "%s() got some positional-only arguments passed as keyword arguments: '%s'", c.qual, name)
			}
		}
		fail(excType, "%s() got an unexpected keyword argument '%s'", c.qual, name)
	}
	m.cells(3)
	extra.Set(name, v)
}

func (fn *Function) fillDefaults(vars []Value, take int) {
	c := fn.code
	var missing []string
	first := c.params - len(fn.defaults)
	for i := take; i < c.params; i++ {
		if vars[i] != nil {
			continue
		}
		if i >= first {
			vars[i] = fn.defaults[i-first]
			continue
		}
		missing = append(missing, "'"+c.names[i]+"'")
	}
	if len(missing) > 0 {
		failMissing(c.qual, "positional", missing)
	}
	for i := c.params; i < c.params+c.keyOnly; i++ {
		if vars[i] != nil {
			continue
		}
		if v := fn.keywords[c.names[i]]; v != nil {
			vars[i] = v
			continue
		}
		missing = append(missing, "'"+c.names[i]+"'")
	}
	if len(missing) > 0 {
		failMissing(c.qual, "keyword-only", missing)
	}
}

func (fn *Function) tooMany(vars []Value, n int, a args) {
	c := fn.code
	takes := fmt.Sprint(c.params)
	many := c.params != 1
	if d := len(fn.defaults); d > 0 {
		takes = fmt.Sprintf("from %d to %d", c.params-d, c.params)
		many = true
	}
	given, were := fmt.Sprint(n), wasWere(n)
	keyOnly := 0
	for _, name := range a.names {
		for i := c.params; i < c.params+c.keyOnly; i++ {
			if c.names[i] == name {
				keyOnly++
			}
		}
	}
	if keyOnly > 0 {
		given = fmt.Sprintf("%d positional argument%s (and %d keyword-only argument%s)", n, plural(n), keyOnly, plural(keyOnly))
		were = "were"
	}
	s := ""
	if many {
		s = "s"
	}
	fail(excType, "%s() takes %s positional argument%s but %s %s given", c.qual, takes, s, given, were)
}
