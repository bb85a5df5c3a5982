package python

import "math"

// halfPi is π/2 in three parts.
var halfPi = [3]float64{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110}

// ddSincos is the sine and cosine of x + tail; ok is false for arguments too great for the reduction.
func ddSincos(x, tail float64) (sin, cos dd, ok bool) {
	if !(math.Abs(x) < 1e6) {
		return dd{}, dd{}, false
	}
	k := math.Round(x / (math.Pi / 2))
	r := dd{x, 0}
	for _, part := range halfPi {
		p := -k * part
		r = r.add(dd{p, math.FMA(-k, part, -p)})
	}
	r = r.add(dd{tail, 0})
	square := r.mul(r)
	square = dd{-square.hi, -square.lo}
	s, c := dd{}, dd{}
	for i := len(ddInverseFactorials) - 1; i >= 0; i-- {
		if i%2 == 1 {
			s = s.mul(square).add(ddInverseFactorials[i])
		} else {
			c = c.mul(square).add(ddInverseFactorials[i])
		}
	}
	s = s.mul(r)
	switch int64(k) & 3 {
	case 1:
		s, c = c, dd{-s.hi, -s.lo}
	case 2:
		s, c = dd{-s.hi, -s.lo}, dd{-c.hi, -c.lo}
	case 3:
		s, c = dd{-c.hi, -c.lo}, s
	}
	return s, c, true
}

func (a dd) float() float64 { return a.hi + a.lo }

// over is the quotient of two numbers as one float, enough for a correction.
func (a dd) over(b dd) float64 { return a.float() / b.float() }

func preciseSincos(x float64) (sin, cos float64) {
	s, c, ok := ddSincos(x, 0)
	if !ok || x == 0 {
		return math.Sincos(x)
	}
	return s.float(), c.float()
}

func preciseSin(x float64) float64 {
	s, _ := preciseSincos(x)
	return s
}

func preciseCos(x float64) float64 {
	_, c := preciseSincos(x)
	return c
}

func preciseTan(x float64) float64 {
	s, c, ok := ddSincos(x, 0)
	if !ok || x == 0 {
		return math.Tan(x)
	}
	q := s.over(c)
	// One step of division: what is left of s after q times c.
	rest := s.add(c.mul(dd{-q, 0}))
	return q + rest.over(c)
}

// The inverse functions are those of package math with a step of Newton's method in double precision of their own.

func preciseAtan(x float64) float64 {
	y := math.Atan(x)
	s, c, ok := ddSincos(y, 0)
	if !ok || x == 0 || math.IsInf(x, 0) || math.Abs(x) > 1e15 {
		return y
	}
	return y + c.mul(dd{x, 0}).add(dd{-s.hi, -s.lo}).over(c.add(s.mul(dd{x, 0})))
}

func preciseAsin(x float64) float64 {
	y := math.Asin(x)
	s, c, ok := ddSincos(y, 0)
	if !ok || x == 0 || math.Abs(x) == 1 {
		return y
	}
	return y + dd{x, 0}.add(dd{-s.hi, -s.lo}).over(c)
}

func preciseAcos(x float64) float64 {
	y := math.Acos(x)
	if math.IsNaN(y) || math.Abs(x) == 1 {
		return y
	}
	for range 2 {
		s, c, _ := ddSincos(y, 0)
		y += c.add(dd{-x, 0}).over(s)
	}
	return y
}

func preciseAtan2(y, x float64) float64 {
	r := math.Atan2(y, x)
	s, c, ok := ddSincos(r, 0)
	if !ok || x == 0 || y == 0 || math.IsInf(x, 0) || math.IsInf(y, 0) || math.Abs(r) < 1e-15 {
		return r
	}
	// The angle between (x, y) and (c, s), which is tiny.
	cross := c.mul(dd{y, 0}).add(s.mul(dd{-x, 0}))
	dot := c.mul(dd{x, 0}).add(s.mul(dd{y, 0}))
	if d := cross.over(dot); math.Abs(d) < 1e-10 {
		return r + d
	}
	return r
}

var ddInverseLn2 = dd{0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56}

func preciseLog2(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) {
		return math.Log2(x)
	}
	f, e := math.Frexp(x)
	if f < math.Sqrt2/2 {
		f *= 2
		e--
	}
	return ddLog(f).mul(ddInverseLn2).add(dd{float64(e), 0}).float()
}

// preciseLog10 goes the way of the C library, which is a little off now and then.
func preciseLog10(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) {
		return math.Log10(x)
	}
	f, e := math.Frexp(x)
	f, e = f*2, e-1
	if e < 0 {
		f, e = f/2, e+1
	}
	const inverseLn10, high, low = 4.34294481903251816668e-01, 3.01029995663611771306e-01, 3.69423907715893078616e-13
	z := float64(float64(e)*low) + float64(inverseLn10*preciseLog(f))
	return z + float64(float64(e)*high)
}
