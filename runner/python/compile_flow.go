package python

import (
	"spiffmodeler/runner/python/syntax"
)

func (c *compiler) ifStmt(s *syntax.If) stmt {
	cond := c.expr(s.Cond)
	cost := c.cost
	body, or := c.block(s.Body), c.block(s.Else)
	c.cost = cost
	return func(f *frame) flow {
		if f.m.truth(cond(f)) {
			return f.run(body)
		}
		return f.run(or)
	}
}

func (c *compiler) while(s *syntax.While) stmt {
	cond := c.expr(s.Cond)
	cost := c.cost
	body, or := c.block(s.Body), c.block(s.Else)
	c.cost = cost
	pos := at(s.Pos)
	return func(f *frame) flow {
		m := f.m
		for {
			f.pos = pos
			if m.fuel -= cost; m.fuel < 0 {
				m.refuel()
			}
			if !m.truth(cond(f)) {
				return f.run(or)
			}
			switch f.run(body) {
			case flowBreak:
				return flowNext
			case flowReturn:
				return flowReturn
			}
		}
	}
}

func (c *compiler) forStmt(s *syntax.For, pos position) stmt {
	iter, store := c.expr(s.Iter), c.target(s.Target)
	cost := c.cost
	body, or := c.block(s.Body), c.block(s.Else)
	c.cost = cost
	return func(f *frame) flow {
		m := f.m
		v := iter(f)
		f.pos = pos
		if r, ok := v.(*Range); ok {
			for i := range r.n {
				m.work(1)
				store(f, r.at(i))
				switch f.run(body) {
				case flowBreak:
					return flowNext
				case flowReturn:
					return flowReturn
				}
			}
			return f.run(or)
		}
		it := m.iter(v)
		f.held = append(f.held, it)
		leave := func() { f.held = f.held[:len(f.held)-1] }
		for {
			m.work(1)
			f.pos = pos
			x := it.next(m)
			if x == nil {
				leave()
				return f.run(or)
			}
			store(f, x)
			switch f.run(body) {
			case flowBreak:
				leave()
				return flowNext
			case flowReturn:
				leave()
				return flowReturn
			}
		}
	}
}

// protect runs statements and catches an exception.
func (f *frame) protect(body []step) (r flow, caught *Exception) {
	m := f.m
	s := m.save()
	defer func() {
		if p := recover(); p != nil {
			e, ok := p.(*Exception)
			if !ok {
				panic(p)
			}
			m.locate(e)
			m.restore(s)
			r, caught = flowNext, e
		}
	}()
	return f.run(body), nil
}

type handler struct {
	typ   expr // nil: any exception
	pos   position
	store func(*frame, Value)
	clear func(*frame)
	body  []step
}

func (c *compiler) try(s *syntax.Try) stmt {
	cost := c.cost
	body := c.block(s.Body)
	var handlers []handler
	for _, h := range s.Handlers {
		k := handler{pos: at(h.Pos)}
		if h.Type != nil {
			k.typ = c.expr(h.Type)
		}
		if h.Name != "" {
			k.store = c.store(h.Name)
			k.clear = c.remove(h.Name, k.pos, true)
		}
		k.body = c.block(h.Body)
		handlers = append(handlers, k)
	}
	or, finally := c.block(s.Else), c.block(s.Finally)
	c.cost = cost
	inner := func(f *frame) flow {
		if len(handlers) == 0 {
			return f.run(body)
		}
		r, e := f.protect(body)
		if e == nil {
			if r == flowNext {
				return f.run(or)
			}
			return r
		}
		return f.handle(e, handlers)
	}
	if len(s.Finally) == 0 {
		return inner
	}
	whole := []step{{run: inner, pos: at(s.Pos)}}
	return func(f *frame) flow {
		r, e := f.protect(whole)
		ret := f.ret
		if out := f.run(finally); out != flowNext {
			return out
		}
		if e != nil {
			panic(e)
		}
		f.ret = ret
		return r
	}
}

// handle runs the first handler that takes the exception; when there is none it is raised again.
func (f *frame) handle(e *Exception, handlers []handler) flow {
	m := f.m
	for i := range handlers {
		h := &handlers[i]
		if h.typ != nil {
			m.handling = append(m.handling, e)
			t := h.typ(f)
			m.handling = m.handling[:len(m.handling)-1]
			f.pos = h.pos
			if !m.catches(t, e) {
				continue
			}
		}
		if h.store == nil {
			m.handling = append(m.handling, e)
			r := f.run(h.body)
			m.handling = m.handling[:len(m.handling)-1]
			return r
		}
		h.store(f, e)
		m.handling = append(m.handling, e)
		r, again := f.protect(h.body)
		m.handling = m.handling[:len(m.handling)-1]
		h.clear(f)
		if again != nil {
			panic(again)
		}
		return r
	}
	panic(e)
}

// catches reports whether an except clause with the type, or a tuple of types, takes the exception.
func (m *vm) catches(t Value, e *Exception) bool {
	switch t := t.(type) {
	case *Type:
		if t.is(excBaseException) {
			return e.typ.is(t)
		}
	case *Tuple:
		m.deeper()
		defer m.shallower()
		for _, x := range t.items {
			if m.catches(x, e) {
				return true
			}
		}
		return false
	}
	fail(excType, "catching classes that do not inherit from BaseException is not allowed")
	return false
}

func (c *compiler) with(s *syntax.With) stmt {
	cost := c.cost
	body := c.block(s.Body)
	c.cost = cost
	run := func(f *frame) flow { return f.run(body) }
	for i := len(s.Items) - 1; i >= 0; i-- {
		run = c.withItem(s.Items[i], run)
	}
	return run
}

func (c *compiler) withItem(w syntax.WithItem, body stmt) stmt {
	x, pos := c.expr(w.X), at(w.X.Start())
	var store func(*frame, Value)
	if w.Target != nil {
		store = c.target(w.Target)
	}
	inner := []step{{run: body, pos: pos}}
	return func(f *frame) flow {
		m := f.m
		manager := x(f)
		f.pos = pos
		enter, exit := m.contextMethods(manager)
		v := m.call0(enter)
		if store != nil {
			inner := []step{{run: func(f *frame) flow {
				store(f, v)
				return body(f)
			}, pos: pos}}
			return f.within(inner, exit, pos)
		}
		return f.within(inner, exit, pos)
	}
}

// within runs the body of a with statement and leaves the context.
func (f *frame) within(body []step, exit Value, pos position) flow {
	m := f.m
	r, e := f.protect(body)
	f.pos = pos
	ret := f.ret
	if e == nil {
		m.call(exit, args{pos: []Value{None, None, None}})
		f.ret = ret
		return r
	}
	m.handling = append(m.handling, e)
	swallow := m.truth(m.call(exit, args{pos: []Value{e.typ, e, None}}))
	m.handling = m.handling[:len(m.handling)-1]
	if !swallow {
		panic(e)
	}
	return flowNext
}

// contextManager is implemented by values of the library that with takes.
type contextManager interface {
	contextMethods() (enter, exit Value)
}

func (m *vm) contextMethods(v Value) (enter, exit Value) {
	switch v := v.(type) {
	case *Instance:
		if f, g := v.special("__enter__"), v.special("__exit__"); f != nil && g != nil {
			return m.bind(f, v, v.class), m.bind(g, v, v.class)
		}
	case contextManager:
		return v.contextMethods()
	}
	fail(excType, "'%s' object does not support the context manager protocol", v.Type().long)
	return nil, nil
}
