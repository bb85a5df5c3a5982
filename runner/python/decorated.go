package python

// decorated is what property, classmethod and staticmethod make of a function.
type decorated struct {
	kind     decoration
	get, set Value
}

type decoration uint8

const (
	isProperty decoration = iota
	isClassMethod
	isStaticMethod
)

var (
	typeProperty     = finalType("property")
	typeClassMethod  = finalType("classmethod")
	typeStaticMethod = finalType("staticmethod")
	typeSuper        = finalType("super")
)

// Type implements Value.
func (d *decorated) Type() *Type {
	return [...]*Type{isProperty: typeProperty, isClassMethod: typeClassMethod, isStaticMethod: typeStaticMethod}[d.kind]
}

// superObject is what super() returns: attributes are looked up behind owner in the order of the instance's type.
type superObject struct {
	owner *Type
	self  Value
}

// Type implements Value.
func (*superObject) Type() *Type { return typeSuper }

func (m *vm) superAttr(s *superObject, name string) Value {
	t := s.self.Type()
	if c, ok := s.self.(*Type); ok {
		t = c
	}
	past := false
	for _, b := range t.mro {
		if past && b.class != nil {
			if v, ok := b.class.attrs.Get(name); ok {
				return m.bind(v, s.self, t)
			}
		}
		past = past || b == s.owner
	}
	switch name {
	case "__init__":
		return &BoundMethod{self: s.self, fn: exceptionInit}
	case "__str__", "__repr__":
		return &BoundMethod{self: s.self, fn: plainText[name]}
	case "__setattr__":
		return &BoundMethod{self: s.self, fn: plainSetAttr}
	}
	return nil
}

// The methods that object and BaseException give to every class.
var (
	exceptionInit = free(func(m *vm, a args) Value {
		if len(a.pos) == 0 {
			return None
		}
		if e, ok := a.pos[0].(*Exception); ok {
			e.args = append([]Value(nil), a.pos[1:]...)
		}
		return None
	})
	plainText = map[string]*Builtin{
		"__str__": noArgs(func(m *vm, a []Value) Value {
			if e, ok := a[0].(*Exception); ok {
				return Str(e.text(m))
			}
			return Str("<" + a[0].Type().name + " object>")
		}),
		"__repr__": noArgs(func(m *vm, a []Value) Value {
			return Str("<" + a[0].Type().name + " object>")
		}),
	}
	plainSetAttr = pos(2, 2, func(m *vm, a []Value) Value {
		if o, ok := a[0].(*Instance); ok {
			m.putAttr(o, o.attrs, string(a[1].(Str)), a[2])
		}
		return None
	})
)

func init() {
	exceptionInit.name = "__init__"
	plainSetAttr.name = "__setattr__"
	typeProperty.create = func(m *vm, t *Type, a args) Value {
		d := &decorated{kind: isProperty}
		if len(a.pos) > 0 {
			d.get = a.pos[0]
		}
		if len(a.pos) > 1 {
			d.set = a.pos[1]
		}
		return d
	}
	typeProperty.define(methods{
		"setter": one(func(m *vm, a []Value) Value {
			return &decorated{kind: isProperty, get: a[0].(*decorated).get, set: a[1]}
		}),
		"getter": one(func(m *vm, a []Value) Value {
			return &decorated{kind: isProperty, get: a[1], set: a[0].(*decorated).set}
		}),
	})
	wrap := func(k decoration) func(m *vm, t *Type, a args) Value {
		return func(m *vm, t *Type, a args) Value {
			if len(a.pos) != 1 {
				fail(excType, "%s expected 1 argument, got %d", t.name, len(a.pos))
			}
			return &decorated{kind: k, get: a.pos[0]}
		}
	}
	typeClassMethod.create = wrap(isClassMethod)
	typeStaticMethod.create = wrap(isStaticMethod)
}
