package python

import "strings"

// arenaBuiltins and arenaExceptions are the builtins of SpiffArena's restricted environment, which are those of
// RestrictedPython (Guards.py: safe_builtins): no print, getattr, hasattr, iter, next, type, object, super or property.
var (
	arenaBuiltins = strings.Fields(`abs bool bytes callable chr divmod float hash hex id int isinstance issubclass
		len oct ord pow range repr round slice sorted str tuple zip`)
	arenaExceptions = strings.Fields(`ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning
		DeprecationWarning EOFError EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError
		ImportWarning IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError
		NotImplementedError OSError OverflowError PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning
		StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError UnboundLocalError UnicodeDecodeError
		UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError`)
)

// RestrictedPython lets programs set attributes of what declares it, which nothing here does, and of lists and dictionaries,
// which have none (Guards.py: full_write_guard).
var (
	guardedSetattr = guardedWrite("setattr", pos(3, 3, func(m *vm, a []Value) Value {
		m.guardAttr(a[0])
		m.setAttr(a[0], attrName("setattr", a[1]), a[2])
		return None
	}))
	guardedDelattr = guardedWrite("delattr", pos(2, 2, func(m *vm, a []Value) Value {
		m.guardAttr(a[0])
		m.setAttr(a[0], attrName("delattr", a[1]), nil)
		return None
	}))
)

func guardedWrite(name string, b *Builtin) *Builtin {
	b.name = name
	return b
}

func (m *vm) guardAttr(v Value) {
	switch v.(type) {
	case *List, *Dict:
	default:
		fail(excType, "attribute-less object (assign or del)")
	}
}

// arenaGlobals are the names SpiffArena injects. The helper module _strptime, which CPython's strptime needs there, is not
// among them: strptime always works here.
func arenaGlobals() map[string]Value {
	g := map[string]Value{
		"datetime": typeDateTime, "timedelta": typeTimeDelta,
		"decimal": moduleDecimal, "json": moduleJSON, "re": moduleRe, "time": moduleTime, "uuid": moduleUUID,
	}
	for _, n := range []string{"calendar", "random", "pytz", "dateparser"} {
		if m := allModules[n]; m != nil {
			g[n] = m
		}
	}
	for _, n := range []string{"all", "any", "dict", "enumerate", "filter", "format", "list", "map", "max", "min", "set", "sum"} {
		g[n] = allBuiltins[n]
	}
	return g
}
