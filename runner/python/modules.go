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

func init() {
	typeContext.props = map[string]property{
		"prec":     func(m *vm, v Value) Value { return Int(v.(*decimalContext).prec) },
		"rounding": func(m *vm, v Value) Value { return Str(v.(*decimalContext).rounding) },
		"Emax":     func(*vm, Value) Value { return Int(maxExponent) },
		"Emin":     func(*vm, Value) Value { return Int(-maxExponent) },
	}
	create := named("prec? rounding? Emin? Emax? capitals? clamp? flags? traps?", func(m *vm, a []Value) Value {
		c := &decimalContext{prec: 28, rounding: roundHalfEven}
		if a[0] != nil && a[0] != None {
			c.setPrecision(m, a[0])
		}
		c.rounding = m.wantRounding(a[1], roundHalfEven)
		return c
	})
	create.name = "Context"
	typeContext.create = func(m *vm, t *Type, a args) Value { return create.call(m, nil, a) }
	typeContext.define(methods{
		"copy": noArgs(func(m *vm, a []Value) Value { c := *a[0].(*decimalContext); return &c }),
		"create_decimal": named("num?", func(m *vm, a []Value) Value {
			return a[0].(*decimalContext).fix(newDecimal(m, []Value{a[1]}).(*Decimal))
		}),
		"divide":   contextBinary((*decimalContext).div),
		"add":      contextBinary((*decimalContext).add),
		"multiply": contextBinary((*decimalContext).mul),
		"quantize": contextBinary(func(c *decimalContext, x, y *Decimal) *Decimal { return c.quantize(x, y, c.rounding) }),
	})
}

func contextBinary(f func(c *decimalContext, x, y *Decimal) *Decimal) *Builtin {
	return pos(2, 2, func(m *vm, a []Value) Value {
		x, y := wantDecimal(a[1]), wantDecimal(a[2])
		if n := firstNaN(x, y); n != nil {
			return n
		}
		return f(a[0].(*decimalContext), x, y)
	})
}

func (c *decimalContext) eachPart(func(Value)) {}

func (c *decimalContext) setPrecision(m *vm, v Value) {
	n := m.wantInt64(v)
	if n < 1 || n > 999999999999999999 {
		fail(excValue, "valid range for prec is [1, MAX_PREC]")
	}
	if n > maxShift/2 {
		limit("integer size", "a decimal precision of more than %d digits", maxShift/2)
	}
	c.prec = int(n)
}

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
