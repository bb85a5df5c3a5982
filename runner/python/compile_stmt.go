package python

import (
	"fmt"

	"spiffmodeler/runner/python/syntax"
)

// stmt compiles a statement; nil means that there is nothing to do.
func (c *compiler) stmt(s syntax.Stmt) stmt {
	pos := at(s.Start())
	switch s := s.(type) {
	case *syntax.ExprStmt:
		x := c.expr(s.X)
		return func(f *frame) flow {
			x(f)
			return flowNext
		}
	case *syntax.Assign:
		return c.assign(s)
	case *syntax.AugAssign:
		return c.augment(s)
	case *syntax.AnnAssign:
		return c.annotated(s)
	case *syntax.Delete:
		return c.delete(s)
	case *syntax.Simple:
		switch s.Word {
		case "break":
			return func(*frame) flow { return flowBreak }
		case "continue":
			return func(*frame) flow { return flowContinue }
		}
		return func(*frame) flow { return flowNext }
	case *syntax.Return:
		if s.X == nil {
			return func(f *frame) flow {
				f.ret = None
				return flowReturn
			}
		}
		x := c.expr(s.X)
		return func(f *frame) flow {
			f.ret = x(f)
			return flowReturn
		}
	case *syntax.Raise:
		return c.raise(s, pos)
	case *syntax.Scope:
		if !s.Global {
			for _, n := range s.Names {
				if c.s.owner(c.s.mangle(n)) == nil {
					panic(&syntax.Error{Class: "SyntaxError", Message: "no binding for nonlocal '" + n + "' found", Line: int(s.Pos.Line), Column: int(s.Pos.Col), Offset: int(s.Pos.Off)})
				}
			}
		}
		return nil
	case *syntax.Assert:
		return c.assert(s, pos)
	case *syntax.Import:
		return c.importModules(s, pos)
	case *syntax.ImportFrom:
		return c.importNames(s, pos)
	case *syntax.If:
		return c.ifStmt(s)
	case *syntax.While:
		return c.while(s)
	case *syntax.For:
		return c.forStmt(s, pos)
	case *syntax.Try:
		return c.try(s)
	case *syntax.With:
		return c.with(s)
	case *syntax.FunctionDef:
		return c.def(s, pos)
	case *syntax.ClassDef:
		return c.classDef(s, pos)
	case *syntax.Match:
		return c.match(s)
	}
	panic(fmt.Sprintf("cannot compile %T", s))
}

func (c *compiler) assign(s *syntax.Assign) stmt {
	value := c.expr(s.Value)
	if len(s.Targets) == 1 {
		store := c.target(s.Targets[0])
		return func(f *frame) flow {
			store(f, value(f))
			return flowNext
		}
	}
	var stores []func(*frame, Value)
	for _, t := range s.Targets {
		stores = append(stores, c.target(t))
	}
	return func(f *frame) flow {
		v := value(f)
		for _, store := range stores {
			store(f, v)
		}
		return flowNext
	}
}

// annotated compiles name: annotation = value. Annotations of variables of functions are never evaluated.
func (c *compiler) annotated(s *syntax.AnnAssign) stmt {
	annotation := func(*frame) Value { return None }
	if c.s.frame.kind != functionScope {
		annotation = c.expr(s.Annotation)
	}
	if s.Simple && c.s.frame.kind == moduleScope {
		c.src.annotates = true
		of, inner, key := c.load(annotations, at(s.Start())), annotation, Str(s.Target.(*syntax.Name).ID)
		annotation = func(f *frame) Value {
			v := inner(f)
			f.m.setItem(of(f), key, v)
			return v
		}
	}
	if s.Value == nil {
		return func(f *frame) flow {
			annotation(f)
			return flowNext
		}
	}
	value, store := c.expr(s.Value), c.target(s.Target)
	return func(f *frame) flow {
		store(f, value(f))
		annotation(f)
		return flowNext
	}
}

// target compiles storing into a target.
func (c *compiler) target(t syntax.Expr) func(f *frame, v Value) {
	c.cost++
	pos := at(t.Start())
	switch t := t.(type) {
	case *syntax.Name:
		return c.store(t.ID)
	case *syntax.Attribute:
		of, name, pos := c.expr(t.X), c.s.mangle(t.Name), c.attributePos(t)
		return func(f *frame, v Value) {
			x := of(f)
			f.pos = pos
			f.m.setAttr(x, name, v)
		}
	case *syntax.Subscript:
		of, index := c.expr(t.X), c.expr(t.Index)
		return func(f *frame, v Value) {
			x := of(f)
			i := index(f)
			f.pos = pos
			f.m.setItem(x, i, v)
		}
	case *syntax.Tuple:
		return c.unpack(t.Xs, pos)
	case *syntax.List:
		return c.unpack(t.Xs, pos)
	}
	panic(fmt.Sprintf("cannot assign to %T", t))
}

// unpack compiles storing the items of an iterable into several targets, one of which may be starred.
func (c *compiler) unpack(xs []syntax.Expr, pos position) func(f *frame, v Value) {
	star := -1
	stores := make([]func(*frame, Value), len(xs))
	for i, x := range xs {
		if s, ok := x.(*syntax.Starred); ok {
			star, x = i, s.X
		}
		stores[i] = c.target(x)
	}
	n := len(xs)
	return func(f *frame, v Value) {
		f.pos = pos
		m := f.m
		var items []Value
		switch x := v.(type) {
		case *Tuple:
			items = x.items
		case *List:
			items = append(make([]Value, 0, 8), x.vec.a...)
		default:
			if !isIterable(v) {
				fail(excType, "cannot unpack non-iterable %s object", v.Type().long)
			}
			items = m.unpackItems(v, n, star >= 0)
		}
		if star < 0 {
			switch {
			case len(items) > n:
				fail(excValue, "too many values to unpack (expected %d)", n)
			case len(items) < n:
				fail(excValue, "not enough values to unpack (expected %d, got %d)", n, len(items))
			}
			for i, store := range stores {
				store(f, items[i])
			}
			return
		}
		if len(items) < n-1 {
			fail(excValue, "not enough values to unpack (expected at least %d, got %d)", n-1, len(items))
		}
		rest := len(items) - (n - 1)
		m.cells(rest)
		for i, store := range stores {
			switch {
			case i < star:
				store(f, items[i])
			case i == star:
				store(f, NewList(append([]Value(nil), items[star:star+rest]...)...))
			default:
				store(f, items[i+rest-1])
			}
		}
	}
}

// unpackItems takes as many values as are needed to see whether there are too many.
func (m *vm) unpackItems(v Value, n int, all bool) []Value {
	if all {
		return m.list(v)
	}
	var items []Value
	m.each(v, func(x Value) bool {
		items = append(items, x)
		return len(items) <= n
	})
	return items
}

func (c *compiler) augment(s *syntax.AugAssign) stmt {
	pos, op := at(s.Pos), binaryOps[s.Op]
	value := c.expr(s.Value)
	switch t := s.Target.(type) {
	case *syntax.Name:
		load, store := c.load(t.ID, pos), c.store(t.ID)
		return func(f *frame) flow {
			a := load(f)
			b := value(f)
			f.pos = pos
			store(f, f.m.augment(op, a, b))
			return flowNext
		}
	case *syntax.Attribute:
		of, name := c.expr(t.X), c.s.mangle(t.Name)
		return func(f *frame) flow {
			x := of(f)
			f.pos = pos
			a := f.m.attr(x, name)
			b := value(f)
			f.pos = pos
			f.m.setAttr(x, name, f.m.augment(op, a, b))
			return flowNext
		}
	}
	t := s.Target.(*syntax.Subscript)
	of, index := c.expr(t.X), c.expr(t.Index)
	return func(f *frame) flow {
		x := of(f)
		i := index(f)
		f.pos = pos
		a := f.m.item(x, i)
		b := value(f)
		f.pos = pos
		f.m.setItem(x, i, f.m.augment(op, a, b))
		return flowNext
	}
}

func (c *compiler) delete(s *syntax.Delete) stmt {
	var all []func(*frame)
	var add func(t syntax.Expr)
	add = func(t syntax.Expr) {
		pos := at(t.Start())
		switch t := t.(type) {
		case *syntax.Name:
			all = append(all, c.remove(t.ID, pos, false))
		case *syntax.Attribute:
			of, name := c.expr(t.X), c.s.mangle(t.Name)
			all = append(all, func(f *frame) {
				x := of(f)
				f.pos = pos
				f.m.setAttr(x, name, nil)
			})
		case *syntax.Subscript:
			of, index := c.expr(t.X), c.expr(t.Index)
			all = append(all, func(f *frame) {
				x := of(f)
				i := index(f)
				f.pos = pos
				f.m.deleteItem(x, i)
			})
		case *syntax.Tuple:
			for _, x := range t.Xs {
				add(x)
			}
		case *syntax.List:
			for _, x := range t.Xs {
				add(x)
			}
		}
	}
	for _, t := range s.Targets {
		add(t)
	}
	return func(f *frame) flow {
		for _, del := range all {
			del(f)
		}
		return flowNext
	}
}

func (c *compiler) assert(s *syntax.Assert, pos position) stmt {
	cond := c.expr(s.Cond)
	if p, ok := lastCompared(s.Cond); ok {
		pos = at(p)
	}
	var msg expr
	if s.Msg != nil {
		msg = c.expr(s.Msg)
	}
	return func(f *frame) flow {
		if f.m.truth(cond(f)) {
			return flowNext
		}
		e := &Exception{typ: excAssertion}
		if msg != nil {
			e.args = []Value{msg(f)}
		}
		f.pos = pos
		panic(e)
	}
}

// lastCompared finds the last comparison of a condition: CPython puts the failure of an assertion there.
func lastCompared(x syntax.Expr) (pos syntax.Pos, ok bool) {
	switch x := x.(type) {
	case *syntax.Compare:
		return x.Pos, true
	case *syntax.Unary:
		if x.Op == "not" {
			return lastCompared(x.X)
		}
	case *syntax.Bool:
		for i := len(x.Xs) - 1; i >= 0; i-- {
			if pos, ok = lastCompared(x.Xs[i]); ok {
				return pos, ok
			}
		}
	case *syntax.IfExp:
		for _, y := range []syntax.Expr{x.Else, x.Then, x.Cond} {
			if pos, ok = lastCompared(y); ok {
				return pos, ok
			}
		}
	}
	return pos, false
}

func (c *compiler) raise(s *syntax.Raise, pos position) stmt {
	if s.X == nil {
		return func(f *frame) flow {
			if n := len(f.m.handling); n > 0 {
				panic(f.m.handling[n-1])
			}
			fail(excRuntime, "No active exception to reraise")
			return flowNext
		}
	}
	x := c.expr(s.X)
	var cause expr
	if s.Cause != nil {
		cause = c.expr(s.Cause)
	}
	return func(f *frame) flow {
		v := x(f)
		f.pos = pos
		e := f.m.exception(v)
		if cause != nil {
			switch c := cause(f).(type) {
			case NoneType:
			default:
				f.pos = pos
				if _, ok := c.(*Exception); !ok {
					if t, ok := c.(*Type); !ok || !t.is(excBaseException) {
						fail(excType, "exception causes must derive from BaseException")
					}
				}
				e.cause = f.m.exception(c)
			}
		}
		panic(e)
	}
}

// exception makes an exception of what is raised: an instance or a class.
func (m *vm) exception(v Value) *Exception {
	switch v := v.(type) {
	case *Exception:
		return v
	case *Type:
		if v.is(excBaseException) {
			if e, ok := m.construct(v, args{}).(*Exception); ok {
				return e
			}
		}
	}
	fail(excType, "exceptions must derive from BaseException")
	return nil
}

func (c *compiler) importModules(s *syntax.Import, pos position) stmt {
	type one struct {
		name  string
		whole bool // import a.b as c takes b itself
		store func(*frame, Value)
	}
	var all []one
	for _, a := range s.Names {
		all = append(all, one{a.Name, a.As != "", c.store(importedName(a))})
	}
	return func(f *frame) flow {
		for _, o := range all {
			f.pos = pos
			o.store(f, f.m.importModule(o.name, o.whole))
		}
		return flowNext
	}
}

func (c *compiler) importNames(s *syntax.ImportFrom, pos position) stmt {
	var stores []func(*frame, Value)
	for _, a := range s.Names {
		stores = append(stores, c.store(importedName(a)))
	}
	return func(f *frame) flow {
		f.pos = pos
		if s.Level > 0 {
			fail(excImport, "attempted relative import with no known parent package")
		}
		v := f.m.importModule(s.Module, true)
		if s.Star {
			f.m.importAll(f, v)
			return flowNext
		}
		for i, a := range s.Names {
			x := f.m.findAttr(v, a.Name)
			if x == nil {
				f.m.failImport(v, s.Module, a.Name)
			}
			stores[i](f, x)
		}
		return flowNext
	}
}
