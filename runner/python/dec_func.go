package python

import "math/big"

// Functions that have no exact result are worked out with guard digits and rounded once.

const guardDigits = 12

func (c *decimalContext) sqrt(d *Decimal) *Decimal {
	if n := firstNaN(d); n != nil {
		return n
	}
	switch {
	case d.isZero():
		return c.fix(&Decimal{neg: d.neg, coef: d.coef, exp: floorHalf(d.exp)})
	case d.neg:
		failDecimal(decInvalidOperation)
	case d.kind == infinite:
		return d
	}
	prec := c.prec + 1
	e := floorHalf(d.exp)
	coef, l := d.coef, 0
	if d.exp&1 != 0 {
		coef = new(big.Int).Mul(coef, bigTen)
		l = digitCount(d.coef)>>1 + 1
	} else {
		l = (digitCount(d.coef) + 1) >> 1
	}
	shift := prec - l
	exact := true
	if shift >= 0 {
		coef = new(big.Int).Mul(coef, pow10(2*shift))
	} else {
		q, r := new(big.Int).QuoRem(coef, pow10(-2*shift), new(big.Int))
		coef, exact = q, r.Sign() == 0
	}
	e -= shift
	n := new(big.Int).Sqrt(coef)
	exact = exact && new(big.Int).Mul(n, n).Cmp(coef) == 0
	switch {
	case exact && shift >= 0:
		n.Quo(n, pow10(shift))
		e += shift
	case exact:
		n.Mul(n, pow10(-shift))
		e += shift
	case new(big.Int).Rem(n, big.NewInt(5)).Sign() == 0:
		n.Add(n, bigOne)
	}
	even := &decimalContext{prec: c.prec, rounding: roundHalfEven}
	return even.fix(&Decimal{coef: n, exp: e})
}

func floorHalf(n int) int { return n >> 1 }

// fixedPoint numbers are integers that stand for n/10^p.

// expFixed is e^x for a fixed-point x.
func expFixed(x *big.Int, p int) *big.Int {
	one := pow10(p)
	// Halve the argument until the series converges quickly, then square as often.
	halvings := 0
	y := new(big.Int).Set(x)
	for y.BitLen() > one.BitLen()-8 {
		y.Quo(y, big.NewInt(2))
		halvings++
	}
	extra := pow10(halvings/3 + 4)
	scale := new(big.Int).Mul(one, extra)
	y.Mul(x, extra)
	y.Rsh(y, uint(halvings))
	sum, term := new(big.Int).Set(scale), new(big.Int).Set(scale)
	for i := int64(1); term.Sign() != 0; i++ {
		term.Mul(term, y)
		term.Quo(term, scale)
		term.Quo(term, big.NewInt(i))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
		sum.Quo(sum, scale)
	}
	return sum.Quo(sum, extra)
}

// lnFixed is the natural logarithm of coef*10^exp as a fixed-point number.
func lnFixed(coef *big.Int, exp, p int) *big.Int {
	n := digitCount(coef)
	// x = m * 10^k with m in [1, 10); ln x = ln m + k ln 10.
	k := exp + n - 1
	m := new(big.Int).Mul(coef, pow10(p))
	m.Quo(m, pow10(n-1))
	r := lnSmall(m, p)
	if k != 0 {
		ten := lnSmall(new(big.Int).Mul(bigTen, pow10(p)), p)
		r.Add(r, ten.Mul(ten, big.NewInt(int64(k))))
	}
	return r
}

// lnSmall is ln of a fixed-point m in [1, 10]: square roots bring it near one, then 2 artanh((m-1)/(m+1)).
func lnSmall(m *big.Int, p int) *big.Int {
	extra := 10
	scale := pow10(p + extra)
	y := new(big.Int).Mul(m, pow10(extra))
	roots := uint(0)
	limit := new(big.Int).Quo(new(big.Int).Mul(scale, big.NewInt(101)), big.NewInt(100))
	for y.Cmp(limit) > 0 {
		y.Sqrt(y.Mul(y, scale))
		roots++
	}
	z := new(big.Int).Mul(new(big.Int).Sub(y, scale), scale)
	z.Quo(z, new(big.Int).Add(y, scale))
	z2 := new(big.Int).Quo(new(big.Int).Mul(z, z), scale)
	sum, term := new(big.Int).Set(z), new(big.Int).Set(z)
	for i := int64(3); term.Sign() != 0; i += 2 {
		term.Quo(term.Mul(term, z2), scale)
		sum.Add(sum, new(big.Int).Quo(term, big.NewInt(i)))
	}
	sum.Lsh(sum, roots+1)
	return sum.Quo(sum, pow10(extra))
}

func fixedDecimal(x *big.Int, p int) *Decimal {
	return &Decimal{neg: x.Sign() < 0, coef: new(big.Int).Abs(x), exp: -p}
}

func (c *decimalContext) ln(m *vm, d *Decimal) *Decimal {
	if n := firstNaN(d); n != nil {
		return n
	}
	switch {
	case d.isZero():
		return &Decimal{neg: true, kind: infinite, coef: new(big.Int)}
	case d.neg:
		failDecimal(decInvalidOperation)
	case d.kind == infinite:
		return d
	}
	m.work(c.prec * c.prec)
	p := c.prec + guardDigits + digitCount(big.NewInt(int64(d.adjusted())))
	r := lnFixed(d.coef, d.exp, p)
	for r.Sign() != 0 && digitCount(r) < c.prec+guardDigits/2 {
		p += c.prec
		r = lnFixed(d.coef, d.exp, p)
	}
	if r.Sign() == 0 {
		return &Decimal{coef: r}
	}
	return c.fix(fixedDecimal(r, p))
}

func (c *decimalContext) log10(m *vm, d *Decimal) *Decimal {
	if n := firstNaN(d); n != nil {
		return n
	}
	switch {
	case d.isZero():
		return &Decimal{neg: true, kind: infinite, coef: new(big.Int)}
	case d.neg:
		failDecimal(decInvalidOperation)
	case d.kind == infinite:
		return d
	}
	if n := d.normalized(); n.coef.Cmp(bigOne) == 0 {
		return c.fix(decimalOfInt(big.NewInt(int64(n.exp))))
	}
	m.work(c.prec * c.prec)
	p := c.prec + guardDigits + 8
	num, den := lnFixed(d.coef, d.exp, p), lnFixed(bigTen, 0, p)
	num.Mul(num, pow10(p))
	return c.fix(fixedDecimal(num.Quo(num, den), p))
}

func (c *decimalContext) exp(m *vm, d *Decimal) *Decimal {
	if n := firstNaN(d); n != nil {
		return n
	}
	switch {
	case d.kind == infinite && d.neg:
		return &Decimal{coef: new(big.Int)}
	case d.kind == infinite:
		return d
	case d.isZero():
		return &Decimal{coef: bigOne}
	case d.adjusted() > 7:
		if d.neg {
			return c.fix(&Decimal{coef: new(big.Int), exp: -maxExponent - c.prec})
		}
		failDecimal(decOverflow)
	}
	m.work(c.prec * c.prec)
	return c.fix(c.expOf(d))
}

// expOf is e^d with guard digits: e^d = e^r * 10^k where r is small.
func (c *decimalContext) expOf(d *Decimal) *Decimal {
	p := c.prec + guardDigits + max(d.adjusted(), 0)
	x := d.rescaled(-p, roundHalfEven).coef
	if d.neg {
		x = new(big.Int).Neg(x)
	}
	ten := lnFixed(bigTen, 0, p)
	k, r := new(big.Int).DivMod(x, ten, new(big.Int))
	e := fixedDecimal(expFixed(r, p), p)
	e.exp += int(k.Int64())
	return e
}

func (c *decimalContext) pow(m *vm, x, y *Decimal) *Decimal {
	if y.isZero() {
		if x.isZero() {
			failDecimal(decInvalidOperation)
		}
		return &Decimal{coef: bigOne}
	}
	whole := y.kind == finite && y.toIntegral("ROUND_DOWN").cmp(y) == 0
	neg := x.neg && whole && m.wantBig(y.toInt()).Bit(0) == 1
	switch {
	case x.isZero() && y.neg:
		return &Decimal{neg: neg, kind: infinite, coef: new(big.Int)}
	case x.isZero():
		return &Decimal{neg: neg, coef: new(big.Int)}
	case x.kind == infinite && y.neg:
		return &Decimal{neg: neg, coef: new(big.Int)}
	case x.kind == infinite:
		return &Decimal{neg: neg, kind: infinite, coef: new(big.Int)}
	case x.neg && !whole:
		failDecimal(decInvalidOperation)
	case y.kind == infinite:
		one := x.absolute().cmp(&Decimal{coef: bigOne})
		if one == 0 || (one > 0) == y.neg {
			return &Decimal{coef: new(big.Int)}
		}
		return &Decimal{kind: infinite, coef: new(big.Int)}
	}
	if whole && y.adjusted() < 10 {
		return c.powInt(m, x, y, neg)
	}
	m.work(c.prec * c.prec)
	more := &decimalContext{prec: c.prec + guardDigits + max(y.adjusted(), 0) + 4, rounding: roundHalfEven}
	t := more.mul(more.ln(m, x.absolute()), y)
	if t.adjusted() > 7 {
		if t.neg {
			return c.fix(&Decimal{neg: neg, coef: new(big.Int), exp: -maxExponent - c.prec})
		}
		failDecimal(decOverflow)
	}
	r := (&decimalContext{prec: c.prec + guardDigits/2, rounding: roundHalfEven}).expOf(t)
	r.neg = neg
	return c.fix(r)
}

// powInt multiplies with some digits more than asked for, so that exact results stay exact.
func (c *decimalContext) powInt(m *vm, x, y *Decimal, neg bool) *Decimal {
	more := &decimalContext{prec: c.prec + 4 + digitCount(y.coef), rounding: roundHalfEven}
	base, r := x.absolute(), &Decimal{coef: bigOne}
	if y.neg {
		base = more.div(r, base)
	}
	n := m.wantBig(y.absolute().toInt())
	for i := n.BitLen() - 1; i >= 0; i-- {
		m.work(1 + c.prec>>3)
		r = more.mul(r, r)
		if n.Bit(i) == 1 {
			r = more.mul(r, base)
		}
	}
	if neg {
		r = r.negated()
	}
	return c.fix(r)
}

// byMagnitude is max_mag (want 1) and min_mag (want -1): of numbers of one magnitude the greater or smaller counts.
func (m *vm) byMagnitude(x, y *Decimal, want int) Value {
	if n := firstNaN(x, y); n != nil {
		if x.kind == quietNaN && y.kind != quietNaN {
			return m.decimals().fix(y)
		}
		if y.kind == quietNaN && x.kind != quietNaN {
			return m.decimals().fix(x)
		}
		return n
	}
	order := sign(x.absolute().cmp(y.absolute()))
	if order == 0 {
		order = sign(x.cmp(y))
	}
	if order == want || order == 0 {
		return m.decimals().fix(x)
	}
	return m.decimals().fix(y)
}

// neighbour is the next number up or down that the precision has; the ends of its range are infinite.
func (c *decimalContext) neighbour(d *Decimal, up int) *Decimal {
	if firstNaN(d) != nil || d.kind == infinite {
		return d
	}
	tiny := &Decimal{coef: bigOne, neg: up < 0, exp: -maxExponent - c.prec + 1}
	if d.isZero() {
		return tiny
	}
	tiny.exp = max(tiny.exp, d.exp+digitCount(d.coef)-2*c.prec-2)
	exact := &decimalContext{prec: c.prec, rounding: "ROUND_CEILING"}
	if up < 0 {
		exact.rounding = "ROUND_FLOOR"
	}
	if r := exact.fix(d); r.cmp(d) != 0 {
		return r
	}
	return exact.add(d, tiny)
}
