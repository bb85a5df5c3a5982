package python

import "math/big"

// binary implements arithmetic with Decimals and ints; with floats there is none.
func (d *Decimal) binary(m *vm, op binaryOp, other Value, reflected bool) Value {
	o := decimalOperand(other)
	if o == nil {
		return nil
	}
	x, y := d, o
	if reflected {
		x, y = o, d
	}
	m.work((words(x.coef)+1)*(words(y.coef)+1)>>5 + 1)
	c := m.decimals()
	switch op {
	case opAdd, opSub, opMul, opDiv, opFloorDiv, opMod, opPow:
		if n := firstNaN(x, y); n != nil {
			return n
		}
	}
	switch op {
	case opAdd:
		return c.add(x, y)
	case opSub:
		return c.add(x, y.negated())
	case opMul:
		return c.mul(x, y)
	case opDiv:
		return c.div(x, y)
	case opFloorDiv:
		if x.kind == infinite && y.kind == finite {
			return &Decimal{kind: infinite, neg: x.neg != y.neg, coef: new(big.Int)}
		}
		q, _ := c.divmod(x, y, false)
		return q
	case opMod:
		_, r := c.divmod(x, y, true)
		return r
	case opPow:
		return c.pow(m, x, y)
	}
	return nil
}

// firstNaN is the result of an operation with NaN, nil when there is none.
func firstNaN(ds ...*Decimal) *Decimal {
	for _, d := range ds {
		if d.kind == signalingNaN {
			failDecimal(decInvalidOperation)
		}
	}
	for _, d := range ds {
		if d.kind == quietNaN {
			return d
		}
	}
	return nil
}

func (d *Decimal) negated() *Decimal {
	c := *d
	c.neg = !d.neg
	return &c
}

func (d *Decimal) absolute() *Decimal {
	c := *d
	c.neg = false
	return &c
}

func (d *Decimal) unary(m *vm, sign byte) Value {
	if sign == '~' {
		return nil
	}
	if n := firstNaN(d); n != nil {
		return n
	}
	switch sign {
	case '-':
		if d.isZero() {
			return m.decimals().fix(d.absolute())
		}
		return m.decimals().fix(d.negated())
	case '+':
		if d.isZero() {
			return m.decimals().fix(d.absolute())
		}
		return m.decimals().fix(d)
	case 'a':
		return m.decimals().fix(d.absolute())
	}
	return nil
}

func (c *decimalContext) add(x, y *Decimal) *Decimal {
	if x.kind == infinite || y.kind == infinite {
		if x.kind == y.kind && x.neg != y.neg {
			failDecimal(decInvalidOperation)
		}
		if x.kind == infinite {
			return x
		}
		return y
	}
	exp := min(x.exp, y.exp)
	if x.isZero() && y.isZero() {
		return c.fix(&Decimal{neg: x.neg && y.neg || c.rounding == "ROUND_FLOOR" && x.neg != y.neg, coef: new(big.Int), exp: exp})
	}
	// An operand far below the other counts only as something that is not zero.
	x, y = c.near(x, y), c.near(y, x)
	exp = min(x.exp, y.exp)
	value := func(d *Decimal) *big.Int {
		b := new(big.Int).Mul(d.coef, pow10(d.exp-exp))
		if d.neg {
			b.Neg(b)
		}
		return b
	}
	s := value(x)
	s.Add(s, value(y))
	neg := s.Sign() < 0
	if s.Sign() == 0 {
		neg = c.rounding == "ROUND_FLOOR"
	}
	return c.fix(&Decimal{neg: neg, coef: s.Abs(s), exp: exp})
}

// near replaces x by a tiny number of the same sign when it is too small to matter beside y, and a zero by one with an
// exponent that is not too far away.
func (c *decimalContext) near(x, y *Decimal) *Decimal {
	if y.isZero() {
		return x
	}
	low := min(y.exp, y.adjusted()-c.prec-2)
	if x.isZero() {
		return &Decimal{neg: x.neg, coef: x.coef, exp: max(x.exp, min(y.exp, y.adjusted()-c.prec-1))}
	}
	if x.adjusted() < low-2 {
		return &Decimal{neg: x.neg, coef: bigOne, exp: low - 2}
	}
	return x
}

func (c *decimalContext) mul(x, y *Decimal) *Decimal {
	neg := x.neg != y.neg
	if x.kind == infinite || y.kind == infinite {
		if x.isZero() || y.isZero() {
			failDecimal(decInvalidOperation)
		}
		return &Decimal{neg: neg, kind: infinite, coef: new(big.Int)}
	}
	return c.fix(&Decimal{neg: neg, coef: new(big.Int).Mul(x.coef, y.coef), exp: x.exp + y.exp})
}

func (c *decimalContext) div(x, y *Decimal) *Decimal {
	neg := x.neg != y.neg
	switch {
	case x.kind == infinite && y.kind == infinite:
		failDecimal(decInvalidOperation)
	case x.kind == infinite:
		return &Decimal{neg: neg, kind: infinite, coef: new(big.Int)}
	case y.kind == infinite:
		return c.fix(&Decimal{neg: neg, coef: new(big.Int), exp: -maxExponent - c.prec + 1})
	case y.isZero() && x.isZero():
		failDecimal(decUndefined)
	case y.isZero():
		failDecimal(decDivisionByZero)
	case x.isZero():
		return c.fix(&Decimal{neg: neg, coef: new(big.Int), exp: x.exp - y.exp})
	}
	return c.fix(quotient(x, y, c.prec))
}

// quotient divides to one digit more than prec; a last digit of 0 or 5 that is not exact becomes one more, so that
// rounding sees it.
func quotient(x, y *Decimal, prec int) *Decimal {
	shift := digitCount(y.coef) - digitCount(x.coef) + prec + 1
	exp := x.exp - y.exp - shift
	a, b := x.coef, y.coef
	if shift >= 0 {
		a = new(big.Int).Mul(a, pow10(shift))
	} else {
		b = new(big.Int).Mul(b, pow10(-shift))
	}
	q, r := new(big.Int).QuoRem(a, b, new(big.Int))
	if r.Sign() != 0 {
		if new(big.Int).Rem(q, big.NewInt(5)).Sign() == 0 {
			q.Add(q, bigOne)
		}
		return &Decimal{neg: x.neg != y.neg, coef: q, exp: exp}
	}
	for ideal := x.exp - y.exp; exp < ideal; exp++ {
		t, r := new(big.Int).QuoRem(q, bigTen, new(big.Int))
		if r.Sign() != 0 {
			break
		}
		q = t
	}
	return &Decimal{neg: x.neg != y.neg, coef: q, exp: exp}
}

// divmod rounds the quotient towards zero; the remainder has the sign of x. rest says that only it is wanted.
func (c *decimalContext) divmod(x, y *Decimal, rest bool) (q, r *Decimal) {
	neg := x.neg != y.neg
	switch {
	case x.kind == infinite:
		failDecimal(decInvalidOperation)
	case y.kind == infinite:
		return &Decimal{neg: neg, coef: new(big.Int)}, c.fix(x)
	case y.isZero() && x.isZero():
		failDecimal(decUndefined)
	case y.isZero() && rest:
		failDecimal(decInvalidOperation)
	case y.isZero():
		failDecimal(decDivisionByZero)
	}
	exp := min(x.exp, y.exp)
	if x.isZero() {
		return &Decimal{neg: neg, coef: new(big.Int)}, c.fix(&Decimal{neg: x.neg, coef: new(big.Int), exp: exp})
	}
	diff := x.adjusted() - y.adjusted()
	if diff < 0 {
		return &Decimal{neg: neg, coef: new(big.Int)}, c.fix(x.rescaled(exp, c.rounding))
	}
	if diff > c.prec {
		failDecimal(decImpossible)
	}
	a := new(big.Int).Mul(x.coef, pow10(x.exp-exp))
	b := new(big.Int).Mul(y.coef, pow10(y.exp-exp))
	n, left := new(big.Int).QuoRem(a, b, new(big.Int))
	if digitCount(n) > c.prec {
		failDecimal(decImpossible)
	}
	return &Decimal{neg: neg, coef: n}, c.fix(&Decimal{neg: x.neg, coef: left, exp: exp})
}

// rescaled returns the number with another exponent.
func (d *Decimal) rescaled(exp int, rounding string) *Decimal {
	if d.kind != finite {
		return d
	}
	if d.isZero() {
		return &Decimal{neg: d.neg, coef: d.coef, exp: exp}
	}
	if d.exp >= exp {
		return &Decimal{neg: d.neg, coef: new(big.Int).Mul(d.coef, pow10(d.exp-exp)), exp: exp}
	}
	return &Decimal{neg: d.neg, coef: cut(d.coef, exp-d.exp, d.neg, rounding), exp: exp}
}

// quantize gives d the exponent of e.
func (c *decimalContext) quantize(d, e *Decimal, rounding string) *Decimal {
	if n := firstNaN(d, e); n != nil {
		return n
	}
	if d.kind == infinite || e.kind == infinite {
		if d.kind == e.kind {
			return d
		}
		failDecimal(decInvalidOperation)
	}
	if e.exp > maxExponent || e.exp < -maxExponent-c.prec+1 {
		failDecimal(decInvalidOperation)
	}
	if !d.isZero() && d.adjusted()-e.exp+1 > c.prec {
		failDecimal(decInvalidOperation)
	}
	r := d.rescaled(e.exp, rounding)
	if digitCount(r.coef) > c.prec {
		failDecimal(decInvalidOperation)
	}
	return r
}

// toIntegral rounds to an integer; exponents above zero stay.
func (d *Decimal) toIntegral(rounding string) *Decimal {
	if d.kind != finite || d.exp >= 0 {
		return d
	}
	return d.rescaled(0, rounding)
}

// round is round(d) and round(d, digits).
func (d *Decimal) round(m *vm, digits Value) Value {
	if digits == nil {
		switch d.kind {
		case infinite:
			fail(excOverflow, "cannot convert Infinity to integer")
		case quietNaN, signalingNaN:
			fail(excValue, "cannot convert NaN to integer")
		}
		return d.rescaled(0, roundHalfEven).toInt()
	}
	if bigOf(digits) == nil {
		fail(excType, "optional arg must be an integer")
	}
	return m.decimals().quantize(d, &Decimal{coef: bigOne, exp: -m.wantInt(digits)}, roundHalfEven)
}
