package python

// plainObject is the class of object().
var plainObject = func() *Type {
	t := &Type{name: "object", long: "object", class: &classBody{attrs: NewDict()}}
	t.mro = []*Type{t, typeObject}
	return t
}()

func attrName(f string, v Value) string {
	s, ok := v.(Str)
	if !ok {
		fail(excType, "attribute name must be string, not '%s'", v.Type().long)
	}
	return string(s)
}

func builtinGetattr(m *vm, a []Value) Value {
	name := attrName("getattr", a[1])
	if a[2] == nil {
		return m.attr(a[0], name)
	}
	if v := m.tryAttr(a[0], name); v != nil {
		return v
	}
	return a[2]
}

// tryAttr is v.name, nil when there is none or a property raises AttributeError.
func (m *vm) tryAttr(v Value, name string) (r Value) {
	s := m.save()
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(*Exception); ok && e.typ.is(excAttribute) {
				m.restore(s)
				r = nil
				return
			}
			panic(p)
		}
	}()
	return m.findAttr(v, name)
}

func builtinHasattr(m *vm, a []Value) Value {
	return Bool(m.tryAttr(a[0], attrName("hasattr", a[1])) != nil)
}

func (m *vm) isInstance(t *Type, of Value, text string) bool {
	switch of := of.(type) {
	case *Type:
		return t.is(of)
	case *Tuple:
		m.deeper()
		defer m.shallower()
		for _, x := range of.items {
			if m.isInstance(t, x, text) {
				return true
			}
		}
		return false
	case *unionType:
		for _, x := range of.of {
			if m.isInstance(t, x, text) {
				return true
			}
		}
		return false
	}
	fail(excType, "%s", text)
	return false
}

// locals is what locals() returns: the data itself at module level, a copy in functions.
func (m *vm) locals() Value {
	f := m.frame
	if f.class != nil {
		return f.class
	}
	if f.fn == nil {
		return f.ns.all()
	}
	d := NewDict()
	for i, name := range f.code.names {
		v := f.vars[i]
		for _, s := range f.code.shared {
			if s.slot == i {
				v = f.cells[s.cell].v
			}
		}
		if v != nil {
			m.cells(3)
			d.Set(name, v)
		}
	}
	return d
}

// all is what globals() returns. Names in data come first; what is injected is seen when nothing hides it.
func (n *namespace) all() *Dict {
	if n.extra == nil && n.hidden == nil && n.globals.live == 0 {
		return n.data
	}
	d := n.data.Copy()
	if last, ok := d.Get("__builtins__"); ok {
		d.Delete("__builtins__")
		defer d.Set("__builtins__", last)
	}
	for _, layer := range []*Dict{n.hidden, n.extra, n.globals} {
		if layer == nil {
			continue
		}
		for k, v := range layer.All() {
			if s := string(k.(Str)); d.findName(hashString(s), s) < 0 {
				d.Set(s, v)
			}
		}
	}
	return d
}

func builtinVars(m *vm, a []Value) Value {
	if a[0] == nil {
		return m.locals()
	}
	if o, ok := a[0].(*Instance); ok {
		return o.attrs
	}
	fail(excType, "vars() argument must have __dict__ attribute")
	return nil
}

func builtinDir(m *vm, a []Value) Value {
	names := map[string]bool{}
	add := func(d *Dict) {
		for k := range d.All() {
			names[m.str(k)] = true
		}
	}
	if a[0] == nil {
		add(m.locals().(*Dict))
	} else {
		if o, ok := a[0].(*Instance); ok {
			add(o.attrs)
		}
		if mod, ok := a[0].(*Module); ok {
			for n := range mod.members {
				names[n] = true
			}
		}
		t := a[0].Type()
		if c, ok := a[0].(*Type); ok {
			t = c
		}
		for _, b := range t.mro {
			if b.class != nil {
				add(b.class.attrs)
			}
			for n := range b.methods {
				names[n] = true
			}
			for n := range b.props {
				names[n] = true
			}
		}
	}
	var out []Value
	for n := range names {
		if !hiddenName(n) {
			out = append(out, Str(n))
		}
	}
	m.cells(len(out))
	m.sort(out, false)
	return NewList(out...)
}

func builtinType(m *vm, t *Type, a args) Value {
	switch len(a.pos) {
	case 1:
		return a.pos[0].Type()
	case 3:
		name, ok := a.pos[0].(Str)
		bases, isTuple := a.pos[1].(*Tuple)
		attrs, isDict := a.pos[2].(*Dict)
		if ok && isTuple && isDict {
			m.alloc(256)
			return m.newClass(string(name), bases.items, attrs.Copy())
		}
	}
	fail(excType, "type() takes 1 or 3 arguments")
	return nil
}

// builtinSuper is super(), whose class and instance are those of the running method, or super(class, instance).
func builtinSuper(m *vm, t *Type, a args) Value {
	if len(a.pos) == 2 {
		owner, ok := a.pos[0].(*Type)
		if !ok {
			fail(excType, "super() argument 1 must be a type, not %s", a.pos[0].Type().long)
		}
		return &superObject{owner, a.pos[1]}
	}
	f := m.frame
	if f == nil || f.fn == nil || f.fn.owner == nil || f.code.params == 0 {
		fail(excRuntime, "super(): no arguments")
	}
	self := f.vars[0]
	for _, s := range f.code.shared {
		if s.slot == 0 {
			self = f.cells[s.cell].v
		}
	}
	return &superObject{f.fn.owner, self}
}
