package python

// Type is a Python type: one of the builtin ones, which are tables, or a class that a program defined.
type Type struct {
	name  string  // __name__
	long  string  // the name in error texts, such as datetime.datetime
	mro   []*Type // the type itself, then its bases in the order of look-up
	bases []*Type

	methods methods             // functions that take an instance first
	statics methods             // functions called on the type itself
	classes methods             // class methods: they take the type first
	props   map[string]property // computed attributes of instances
	consts  map[string]Value    // attributes of the type itself
	create  func(*vm, *Type, args) Value
	final   bool // no class can be derived from it

	class *classBody // of a class that a program defined
}

// classBody is what a class statement made.
type classBody struct {
	attrs *Dict
}

type (
	methods  map[string]*Builtin
	property func(m *vm, v Value) Value
)

// Name returns the type's __name__.
func (t *Type) Name() string { return t.name }

// Type implements Value.
func (*Type) Type() *Type { return typeType }

// is reports whether t is u or derived from it.
func (t *Type) is(u *Type) bool {
	for _, b := range t.mro {
		if b == u {
			return true
		}
	}
	return false
}

// Is reports whether the type or one of its bases has the name, such as LookupError for KeyError.
func (t *Type) Is(name string) bool {
	for _, b := range t.mro {
		if b.name == name {
			return true
		}
	}
	return false
}

// newType makes a builtin type; "datetime.datetime" has the name datetime.
func newType(long string, bases ...*Type) *Type {
	name := long
	for i := len(long) - 1; i >= 0; i-- {
		if long[i] == '.' {
			name = long[i+1:]
			break
		}
	}
	if len(bases) == 0 {
		bases = []*Type{typeObject}
	}
	t := &Type{name: name, long: long, bases: bases}
	t.mro = append([]*Type{t}, bases[0].mro...)
	return t
}

var typeObject = func() *Type {
	t := &Type{name: "object", long: "object"}
	t.mro = []*Type{t}
	return t
}()

// The builtin types. Their tables are filled in by the files that implement them.
var (
	typeType      = newType("type")
	typeNone      = finalType("NoneType")
	typeBool      = newType("bool", typeInt)
	typeInt       = newType("int")
	typeFloat     = newType("float")
	typeStr       = newType("str")
	typeBytes     = newType("bytes")
	typeList      = newType("list")
	typeTuple     = newType("tuple")
	typeDict      = newType("dict")
	typeSet       = newType("set")
	typeFrozenSet = newType("frozenset")
)

func finalType(long string, bases ...*Type) *Type {
	t := newType(long, bases...)
	t.final = true
	return t
}

// attribute finds an attribute of a class that a program defined, along the bases; nil when there is none.
func (t *Type) attribute(name string) Value {
	if t.class == nil {
		return nil
	}
	for _, b := range t.mro {
		if b.class != nil {
			if v, ok := b.class.attrs.Get(name); ok {
				return v
			}
		}
	}
	return nil
}
