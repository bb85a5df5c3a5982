package python

// allModules are the modules of the library, by the name they are imported under. The files mod_*.go add to it when the
// program starts.
var allModules = map[string]Value{}

func addModule(name string, members map[string]Value) *Module {
	mod := newModule(name, members)
	allModules[name] = mod
	return mod
}

func init() {
	addModule("datetime", map[string]Value{
		"datetime": typeDateTime, "date": typeDate, "time": typeTime, "timedelta": typeTimeDelta, "timezone": typeTimeZone,
		"UTC": UTC, "MINYEAR": Int(1), "MAXYEAR": Int(9999),
	})
	members := map[string]Value{
		"Decimal": typeDecimal, "DecimalException": decException, "InvalidOperation": decInvalidOperation, "DivisionByZero": decDivisionByZero,
		"Overflow": decOverflow, "Underflow": decUnderflow, "Inexact": decInexact, "Rounded": decRounded, "Subnormal": decSubnormal,
		"Clamped": decClamped, "FloatOperation": decFloatOperation, "ConversionSyntax": decConversionSyntax,
		"Context": typeContext, "MAX_PREC": Int(999999999999999999), "MAX_EMAX": Int(999999999999999999), "MIN_EMIN": Int(-999999999999999999),
		"getcontext": noArgs(func(m *vm, a []Value) Value { return m.decimals() }),
		"setcontext": one(func(m *vm, a []Value) Value {
			c, ok := a[0].(*decimalContext)
			if !ok {
				fail(excType, "optional argument must be a context")
			}
			m.decimal = c
			return None
		}),
		"localcontext": named("ctx?", func(m *vm, a []Value) Value {
			c := *m.decimals()
			if x, ok := a[0].(*decimalContext); ok {
				c = *x
			}
			return &localContext{inner: &c}
		}),
	}
	for _, r := range roundings {
		members[r] = Str(r)
	}
	moduleDecimal = addModule("decimal", members)
}

var moduleDecimal *Module

// localContext is decimal.localcontext() in a with statement.
type localContext struct{ inner, outer *decimalContext }

var typeLocalContext = finalType("decimal.ContextManager")

// Type implements Value.
func (*localContext) Type() *Type { return typeLocalContext }

func (l *localContext) contextMethods() (enter, exit Value) {
	return free(func(m *vm, a args) Value {
			l.outer = m.decimals()
			m.decimal = l.inner
			return l.inner
		}), free(func(m *vm, a args) Value {
			m.decimal = l.outer
			return None
		})
}
