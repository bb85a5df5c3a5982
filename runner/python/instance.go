package python

import "strings"

// Instance is an object of a class that a program defined.
type Instance struct {
	object
	class *Type
	attrs *Dict
}

// Type implements Value.
func (o *Instance) Type() *Type { return o.class }

func (o *Instance) state() any             { return nil }
func (o *Instance) exchange(any) any       { return nil }
func (o *Instance) eachPart(f func(Value)) { f(o.attrs) }

// special finds a method with a reserved name; nil when the class has none.
func (o *Instance) special(name string) Value { return o.class.attribute(name) }

// callSpecial calls a method with a reserved name; nil when the class has none.
func (m *vm) callSpecial(o *Instance, name string, a ...Value) Value {
	f := o.special(name)
	if f == nil {
		return nil
	}
	return m.callMethod(f, o, args{pos: a})
}

// classMethod calls a method that a class defined by the program gives to one of its instances.
func (m *vm) classMethod(t *Type, self Value, name string, a ...Value) Value {
	f := t.attribute(name)
	if f == nil {
		return nil
	}
	return m.callMethod(f, self, args{pos: a})
}

func (m *vm) wantStr(v Value, method string) string {
	s, ok := v.(Str)
	if !ok {
		fail(excType, "%s returned non-string (type %s)", method, v.Type().long)
	}
	return string(s)
}

func (m *vm) strInstance(o *Instance) string {
	if v := m.callSpecial(o, "__str__"); v != nil {
		return m.wantStr(v, "__str__")
	}
	return m.reprInstance(o)
}

func (m *vm) reprInstance(o *Instance) string {
	if v := m.callSpecial(o, "__repr__"); v != nil {
		return m.wantStr(v, "__repr__")
	}
	return "<" + o.class.name + " object>"
}

func (m *vm) truthInstance(o *Instance) bool {
	if v := m.callSpecial(o, "__bool__"); v != nil {
		b, ok := v.(Bool)
		if !ok {
			fail(excType, "__bool__ should return bool, returned %s", v.Type().long)
		}
		return bool(b)
	}
	if v := m.callSpecial(o, "__len__"); v != nil {
		return m.truth(v)
	}
	return true
}

func (m *vm) equalInstance(o *Instance, other Value) (eq, ok bool) {
	v := m.callSpecial(o, "__eq__", other)
	if v == nil || v == NotImplemented {
		return false, false
	}
	return m.truth(v), true
}

func (m *vm) hashInstance(o *Instance) uint64 {
	if f := o.special("__hash__"); f != nil {
		if f == None {
			fail(excType, "unhashable type: '%s'", o.class.name)
		}
		return m.hash(m.callMethod(f, o, args{}))
	}
	for _, t := range o.class.mro {
		if t.class == nil {
			break
		}
		if _, ok := t.class.attrs.Get("__eq__"); ok {
			fail(excType, "unhashable type: '%s'", o.class.name)
		}
	}
	return hashIdentity(o)
}

var richNames = [...][2]string{
	opEq: {"__eq__", "__eq__"}, opNe: {"__ne__", "__ne__"},
	opLt: {"__lt__", "__gt__"}, opLe: {"__le__", "__ge__"},
	opGt: {"__gt__", "__lt__"}, opGe: {"__ge__", "__le__"},
}

// richInstance lets the operands' classes compare; nil when none of them does.
func (m *vm) richInstance(op compareOp, a, b Value) Value {
	if x, ok := a.(*Instance); ok {
		if v := m.callSpecial(x, richNames[op][0], b); v != nil && v != NotImplemented {
			return v
		}
	}
	if y, ok := b.(*Instance); ok {
		if v := m.callSpecial(y, richNames[op][1], a); v != nil && v != NotImplemented {
			return v
		}
	}
	return nil
}

// construct calls a type.
func (m *vm) construct(t *Type, a args) Value {
	if t.class == nil {
		if t.create == nil {
			fail(excType, "cannot create '%s' instances", t.long)
		}
		return t.create(m, t, a)
	}
	m.alloc(128)
	var self Value
	switch {
	case t.is(excBaseException):
		self = newException(m, t, args{pos: a.pos})
	default:
		self = &Instance{class: t, attrs: NewDict()}
	}
	f := t.attribute("__init__")
	if f == nil {
		if _, plain := self.(*Instance); plain && (len(a.pos) > 0 || len(a.names) > 0) {
			fail(excType, "%s() takes no arguments", t.name)
		}
		return self
	}
	if v := m.callMethod(f, self, a); v != None {
		fail(excType, "__init__() should return None, not '%s'", v.Type().long)
	}
	return self
}

// newClass makes the type of a class statement.
func (m *vm) newClass(name string, bases []Value, attrs *Dict) *Type {
	t := &Type{name: name, long: name, class: &classBody{attrs: attrs}}
	for _, b := range bases {
		base, ok := b.(*Type)
		if !ok {
			fail(excType, "bases must be types")
		}
		if base.class == nil && base != typeObject && !base.is(excBaseException) {
			fail(excType, "type '%s' is not an acceptable base type", base.long)
		}
		t.bases = append(t.bases, base)
	}
	if len(t.bases) == 0 {
		t.bases = []*Type{typeObject}
	}
	t.mro = append([]*Type{t}, linearize(t.bases)...)
	m.repeat(8, len(t.mro))
	for _, v := range attrs.All() {
		if f, ok := v.(*Function); ok && f.owner == nil {
			f.owner = t
		}
	}
	return t
}

// linearize merges the look-up orders of the bases (C3).
func linearize(bases []*Type) []*Type {
	var lists [][]*Type
	for _, b := range bases {
		lists = append(lists, append([]*Type(nil), b.mro...))
	}
	lists = append(lists, append([]*Type(nil), bases...))
	var out []*Type
	for {
		var next *Type
		empty := true
		for _, l := range lists {
			if len(l) == 0 {
				continue
			}
			empty = false
			if !inTail(lists, l[0]) {
				next = l[0]
				break
			}
		}
		if empty {
			return out
		}
		if next == nil {
			var names []string
			for _, b := range bases {
				names = append(names, b.name)
			}
			fail(excType, "Cannot create a consistent method resolution\norder (MRO) for bases %s", strings.Join(names, ", "))
		}
		out = append(out, next)
		for i, l := range lists {
			if len(l) > 0 && l[0] == next {
				lists[i] = l[1:]
			}
		}
	}
}

func inTail(lists [][]*Type, t *Type) bool {
	for _, l := range lists {
		for i, x := range l {
			if i > 0 && x == t {
				return true
			}
		}
	}
	return false
}
