package python

import "strings"

// hiddenName reports whether a name is reserved for the interpreter: such names are no attributes of builtin values.
func hiddenName(name string) bool { return strings.HasPrefix(name, "__") }

// attr is v.name.
func (m *vm) attr(v Value, name string) Value {
	if r := m.findAttr(v, name); r != nil {
		return r
	}
	m.failAttr(v, name)
	return nil
}

func (m *vm) failAttr(v Value, name string) {
	var e *Exception
	switch x := v.(type) {
	case *Module:
		e = newFailure(excAttribute, "module '%s' has no attribute '%s'", x.name, name)
	case *Type:
		e = newFailure(excAttribute, "type object '%s' has no attribute '%s'", x.long, name)
	default:
		e = newFailure(excAttribute, "'%s' object has no attribute '%s'", v.Type().long, name)
		if d, ok := v.(*Dict); ok && d.flavour != nil && d.flavour.box {
			e = newFailure(excAttribute, "Dictionary has no attribute '%s' ", name)
		}
	}
	e.name = name
	panic(e)
}

// findAttr is v.name, nil when there is none.
func (m *vm) findAttr(v Value, name string) Value {
	switch x := v.(type) {
	case *Instance:
		return m.instanceAttr(x, name)
	case *Module:
		if hiddenName(name) {
			if name == "__name__" {
				return Str(x.name)
			}
			return nil
		}
		return x.members[name]
	case *Type:
		return m.typeAttr(x, name)
	case *Exception:
		if r := m.exceptionAttr(x, name); r != nil {
			return r
		}
	case *Function:
		if name == "__name__" || name == "__qualname__" {
			return Str(x.name)
		}
		if x.attrs != nil {
			if r, ok := x.attrs.Get(name); ok {
				return r
			}
		}
	case *Builtin:
		if name == "__name__" {
			return Str(x.name)
		}
	case *BoundMethod:
		if name == "__name__" {
			return m.attr(x.fn, name)
		}
	case *Tuple:
		if x.names != nil {
			for i, n := range x.names.fields {
				if n == name {
					return x.items[i]
				}
			}
		}
	case *superObject:
		return m.superAttr(x, name)
	}
	if hiddenName(name) {
		if name == "__class__" {
			return v.Type()
		}
		return nil
	}
	t := v.Type()
	for _, b := range t.mro {
		if p := b.props[name]; p != nil {
			return p(m, v)
		}
		if f := b.methods[name]; f != nil {
			return &BoundMethod{self: v, fn: f}
		}
		if f := b.classes[name]; f != nil {
			return &BoundMethod{self: t, fn: f}
		}
		if f := b.statics[name]; f != nil {
			return f
		}
		if c := b.consts[name]; c != nil {
			return c
		}
	}
	if d, ok := v.(*Dict); ok && d.flavour != nil && d.flavour.box {
		if r, ok := d.Get(name); ok {
			return r
		}
	}
	return nil
}

// bind makes what was found in a class an attribute of an instance.
func (m *vm) bind(f, self Value, t *Type) Value {
	switch f := f.(type) {
	case *Function:
		return &BoundMethod{self: self, fn: f}
	case *decorated:
		switch f.kind {
		case isProperty:
			return m.call1(f.get, self)
		case isClassMethod:
			return &BoundMethod{self: t, fn: f.get}
		case isStaticMethod:
			return f.get
		}
	}
	return f
}

func (m *vm) instanceAttr(o *Instance, name string) Value {
	f := o.class.attribute(name)
	if d, ok := f.(*decorated); ok && d.kind == isProperty {
		return m.bind(d, o, o.class)
	}
	if v, ok := o.attrs.Get(name); ok {
		return v
	}
	if f != nil {
		return m.bind(f, o, o.class)
	}
	if name == "__class__" {
		return o.class
	}
	if g := o.class.attribute("__getattr__"); g != nil && !hiddenName(name) {
		return m.callMethod(g, o, args{pos: []Value{Str(name)}})
	}
	return nil
}

func (m *vm) typeAttr(t *Type, name string) Value {
	if v := t.attribute(name); v != nil {
		if d, ok := v.(*decorated); ok {
			if d.kind == isProperty {
				return d
			}
			return m.bind(d, nil, t)
		}
		return v
	}
	switch name {
	case "__name__", "__qualname__":
		return Str(t.name)
	case "mro":
		return nil
	}
	if hiddenName(name) {
		if name == "__init__" && t.is(excBaseException) {
			return exceptionInit
		}
		return nil
	}
	for _, b := range t.mro {
		if f := b.classes[name]; f != nil {
			return &BoundMethod{self: t, fn: f}
		}
		if f := b.statics[name]; f != nil {
			return f
		}
		if c := b.consts[name]; c != nil {
			return c
		}
		if f := b.methods[name]; f != nil {
			return f
		}
		if p := b.props[name]; p != nil {
			return &Builtin{name: name, owner: b, sig: signature{style: sigNone}, fixed: func(m *vm, a []Value) Value { return p(m, a[0]) }}
		}
	}
	return nil
}

func (m *vm) exceptionAttr(e *Exception, name string) Value {
	if e.attrs != nil {
		if v, ok := e.attrs.Get(name); ok {
			return v
		}
	}
	if f := e.typ.attribute(name); f != nil {
		return m.bind(f, e, e.typ)
	}
	if name == "__cause__" {
		if e.cause != nil {
			return e.cause
		}
		return None
	}
	return nil
}

// setAttr is v.name = x; a nil x deletes.
func (m *vm) setAttr(v Value, name string, x Value) {
	switch o := v.(type) {
	case *Instance:
		m.setInstanceAttr(o, name, x)
		return
	case *Exception:
		if !hiddenName(name) {
			if e := o; name == "args" {
				e.args = m.list(x)
				return
			}
			o.touch(o, x)
			if o.attrs == nil {
				o.attrs = NewDict()
			}
			m.putAttr(v, o.attrs, name, x)
			return
		}
	case *Function:
		if !hiddenName(name) {
			if o.attrs == nil {
				o.attrs = NewDict()
			}
			m.putAttr(v, o.attrs, name, x)
			return
		}
	case *Type:
		if o.class != nil {
			m.putAttr(v, o.class.attrs, name, x)
			return
		}
		fail(excType, "cannot set '%s' attribute of immutable type '%s'", name, o.long)
	case *Dict:
		if o.flavour != nil && o.flavour.box && !hiddenName(name) {
			if _, ok := o.Get(name); !ok && x == nil {
				panic(&Exception{typ: excKey, args: []Value{Str(name)}})
			}
			m.putAttr(v, o, name, x)
			return
		}
	case *decimalContext:
		switch {
		case x != nil && name == "prec":
			o.setPrecision(m, x)
			return
		case x != nil && name == "rounding":
			o.rounding = m.wantRounding(x, o.rounding)
			return
		}
	}
	t := v.Type()
	for _, b := range t.mro {
		if b.props[name] != nil {
			if t.final || len(t.props) > 0 {
				fail(excAttribute, "attribute '%s' of '%s' objects is not writable", name, t.long)
			}
		}
		if b.methods[name] != nil {
			fail(excAttribute, "'%s' object attribute '%s' is read-only", t.long, name)
		}
	}
	m.failAttr(v, name)
}

func (m *vm) putAttr(v Value, attrs *Dict, name string, x Value) {
	if x != nil {
		attrs.Set(name, x)
		return
	}
	if !attrs.Delete(name) {
		m.failAttr(v, name)
	}
}

func (m *vm) setInstanceAttr(o *Instance, name string, x Value) {
	if d, ok := o.class.attribute(name).(*decorated); ok && d.kind == isProperty {
		if d.set == nil {
			fail(excAttribute, "property '%s' of '%s' object has no setter", name, o.class.name)
		}
		m.call2(d.set, o, x)
		return
	}
	if name == "__class__" || name == "__dict__" {
		fail(excAttribute, "'%s' object attribute '%s' is read-only", o.class.name, name)
	}
	if f := o.class.attribute("__setattr__"); f != nil && x != nil {
		m.callMethod(f, o, args{pos: []Value{Str(name), x}})
		return
	}
	m.alloc(32)
	m.putAttr(o, o.attrs, name, x)
}
