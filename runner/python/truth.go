package python

// Truth is Python's bool(v).
func Truth(v Value) bool {
	switch x := v.(type) {
	case Bool:
		return bool(x)
	case NoneType:
		return false
	case Int:
		return x != 0
	case Float:
		return x != 0
	case Str:
		return x != ""
	case *List:
		return len(x.vec.a) > 0
	case *Dict:
		return x.live > 0
	}
	ok := true
	if err := guard(func(m *vm) { ok = m.truth(v) }); err != nil {
		return true
	}
	return ok
}

// falsy is implemented by values of the library that can be false.
type falsy interface{ isFalse() bool }

func (m *vm) truth(v Value) bool {
	switch x := v.(type) {
	case Bool:
		return bool(x)
	case NoneType:
		return false
	case Int:
		return x != 0
	case Float:
		return x != 0
	case Str:
		return x != ""
	case *List:
		return len(x.vec.a) > 0
	case *Dict:
		return x.live > 0
	case *Tuple:
		return len(x.items) > 0
	case *Set:
		return x.live > 0
	case Bytes:
		return x != ""
	case *Instance:
		return m.truthInstance(x)
	case falsy:
		return !x.isFalse()
	}
	return true
}
