package python

import (
	"cmp"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Units of time in microseconds.
const (
	usSecond = 1_000_000
	usMinute = 60 * usSecond
	usHour   = 60 * usMinute
	usDay    = 24 * usHour
)

// TimeDelta is a datetime.timedelta: days and the microseconds of a day, which are never negative.
type TimeDelta struct {
	days int64
	us   int64
}

var typeTimeDelta = newType("datetime.timedelta")

// Type implements Value.
func (*TimeDelta) Type() *Type { return typeTimeDelta }

const maxDeltaDays = 999999999

// newDelta normalises; it raises OverflowError when there are too many days.
func newDelta(days, us int64) *TimeDelta {
	d := floorDiv(us, usDay)
	days, us = days+d, us-d*usDay
	if days > maxDeltaDays || days < -maxDeltaDays {
		fail(excOverflow, "days=%d; must have magnitude <= %d", days, maxDeltaDays)
	}
	return &TimeDelta{days, us}
}

// NewTimeDelta returns a duration of so many microseconds.
func NewTimeDelta(microseconds int64) *TimeDelta {
	d := floorDiv(microseconds, usDay)
	return &TimeDelta{d, microseconds - d*usDay}
}

// Microseconds returns the duration; what does not fit 64 bits (292,000 years) is cut off.
func (d *TimeDelta) Microseconds() int64 {
	b := d.big()
	switch {
	case b.IsInt64():
		return b.Int64()
	case b.Sign() < 0:
		return math.MinInt64
	}
	return math.MaxInt64
}

func (d *TimeDelta) big() *big.Int {
	b := big.NewInt(d.days)
	return b.Add(b.Mul(b, big.NewInt(usDay)), big.NewInt(d.us))
}

func deltaOfBig(b *big.Int) *TimeDelta {
	days, us := new(big.Int).DivMod(b, big.NewInt(usDay), new(big.Int))
	if !days.IsInt64() || days.Int64() > maxDeltaDays || days.Int64() < -maxDeltaDays {
		if days.BitLen() > 31 {
			fail(excOverflow, "Python int too large to convert to C int")
		}
		fail(excOverflow, "days=%d; must have magnitude <= %d", days.Int64(), maxDeltaDays)
	}
	return &TimeDelta{days.Int64(), us.Int64()}
}

// deltaOfRat rounds to microseconds, half to even.
func deltaOfRat(r *big.Rat) *TimeDelta { return deltaOfBig(roundRat(r)) }

// parts returns days, seconds and microseconds.
func (d *TimeDelta) parts() (days, seconds, us int64) {
	return d.days, d.us / usSecond, d.us % usSecond
}

// seconds is total_seconds().
func (d *TimeDelta) seconds() float64 {
	f, _ := new(big.Rat).SetFrac(d.big(), big.NewInt(usSecond)).Float64()
	return f
}

func (d *TimeDelta) isFalse() bool { return d.days == 0 && d.us == 0 }

func (d *TimeDelta) hashOf(*vm) uint64 { return mix(hashInt(d.days) ^ hashInt(d.us)<<1) }

func (d *TimeDelta) equalTo(m *vm, other Value) (eq, ok bool) {
	o, ok := other.(*TimeDelta)
	return ok && *d == *o, ok
}

func (d *TimeDelta) compareTo(m *vm, other Value) (int, bool) {
	o, ok := other.(*TimeDelta)
	if !ok {
		return 0, false
	}
	return cmp.Or(cmp.Compare(d.days, o.days), cmp.Compare(d.us, o.us)), true
}

func (d *TimeDelta) strOf(*vm) string {
	days, s, us := d.parts()
	out := ""
	if days != 0 {
		out = strconv.FormatInt(days, 10) + " day"
		if days != 1 && days != -1 {
			out += "s"
		}
		out += ", "
	}
	out += strconv.FormatInt(s/3600, 10) + ":" + pad2(s/60%60) + ":" + pad2(s%60)
	if us != 0 {
		out += "." + padInt(us, 6)
	}
	return out
}

func pad2(n int64) string { return padInt(n, 2) }

func padInt(n int64, digits int) string {
	s := strconv.FormatInt(n, 10)
	if len(s) < digits {
		s = strings.Repeat("0", digits-len(s)) + s
	}
	return s
}

func itoa[T int | int64](n T) string { return strconv.FormatInt(int64(n), 10) }

func (d *TimeDelta) reprTo(m *vm, w *writer) {
	days, s, us := d.parts()
	var parts []string
	if days != 0 {
		parts = append(parts, "days="+itoa(days))
	}
	if s != 0 {
		parts = append(parts, "seconds="+itoa(s))
	}
	if us != 0 {
		parts = append(parts, "microseconds="+itoa(us))
	}
	if len(parts) == 0 {
		parts = []string{"0"}
	}
	w.text("datetime.timedelta(" + strings.Join(parts, ", ") + ")")
}

func (d *TimeDelta) unary(m *vm, sign byte) Value {
	switch sign {
	case '-':
		return newDelta(-d.days, -d.us)
	case '+':
		return d
	case 'a':
		if d.days < 0 {
			return newDelta(-d.days, -d.us)
		}
		return d
	}
	return nil
}

func (d *TimeDelta) binary(m *vm, op binaryOp, other Value, reflected bool) Value {
	if o, ok := other.(*TimeDelta); ok {
		if reflected {
			return nil
		}
		return d.withDelta(op, o)
	}
	switch {
	case op == opMul:
		if n := bigOf(other); n != nil {
			return deltaOfBig(new(big.Int).Mul(d.big(), n))
		}
		if f, ok := other.(Float); ok {
			return deltaOfRat(new(big.Rat).Mul(new(big.Rat).SetInt(d.big()), ratOfFloat(float64(f))))
		}
	case reflected:
	case op == opDiv:
		if n := bigOf(other); n != nil {
			if n.Sign() == 0 {
				fail(excZeroDivision, "integer division or modulo by zero")
			}
			return deltaOfRat(new(big.Rat).SetFrac(d.big(), n))
		}
		if f, ok := other.(Float); ok {
			if f == 0 {
				fail(excZeroDivision, "float division by zero")
			}
			return deltaOfRat(new(big.Rat).Quo(new(big.Rat).SetInt(d.big()), ratOfFloat(float64(f))))
		}
	case op == opFloorDiv:
		if n := bigOf(other); n != nil {
			if n.Sign() == 0 {
				fail(excZeroDivision, "integer division or modulo by zero")
			}
			q, _ := m.bigDivmod(d.big(), n)
			return deltaOfBig(q)
		}
	}
	return nil
}

// ratOfFloat is the exact value of a float; it raises when there is none.
func ratOfFloat(f float64) *big.Rat {
	if math.IsNaN(f) {
		fail(excValue, "cannot convert NaN to integer ratio")
	}
	if math.IsInf(f, 0) {
		fail(excOverflow, "cannot convert Infinity to integer ratio")
	}
	return new(big.Rat).SetFloat64(f)
}

func (d *TimeDelta) withDelta(op binaryOp, o *TimeDelta) Value {
	switch op {
	case opAdd:
		return newDelta(d.days+o.days, d.us+o.us)
	case opSub:
		return newDelta(d.days-o.days, d.us-o.us)
	}
	if op != opDiv && op != opFloorDiv && op != opMod {
		return nil
	}
	if o.isFalse() {
		if op == opDiv {
			fail(excZeroDivision, "division by zero")
		}
		if op == opMod {
			fail(excZeroDivision, "integer modulo by zero")
		}
		fail(excZeroDivision, "integer division or modulo by zero")
	}
	if op == opDiv {
		return Float(trueDiv(d.big(), o.big()))
	}
	q, r := bareVM().bigDivmod(d.big(), o.big())
	if op == opFloorDiv {
		return NewInt(q)
	}
	return deltaOfBig(r)
}

var deltaUnits = []struct {
	name string
	us   int64
}{
	{"days", usDay}, {"seconds", usSecond}, {"microseconds", 1}, {"milliseconds", 1000}, {"minutes", usMinute}, {"hours", usHour}, {"weeks", 7 * usDay},
}

func createDelta(m *vm, a []Value) Value {
	sum := new(big.Rat)
	for i, u := range deltaUnits {
		switch v := a[i].(type) {
		case nil:
		case Float:
			sum.Add(sum, deltaFloat(float64(v), u.us))
		default:
			n := bigOf(v)
			if n == nil {
				fail(excType, "unsupported type for timedelta %s component: %s", u.name, v.Type().long)
			}
			sum.Add(sum, new(big.Rat).SetInt(new(big.Int).Mul(n, big.NewInt(u.us))))
		}
	}
	return deltaOfRat(sum)
}

// deltaFloat is f units in microseconds. CPython splits off the whole part and multiplies the fraction as a float.
func deltaFloat(f float64, us int64) *big.Rat {
	floatInt(f) // raises for what is no number
	whole, frac := math.Modf(f)
	r := new(big.Rat).Mul(new(big.Rat).SetFloat64(whole), new(big.Rat).SetInt64(us))
	return r.Add(r, new(big.Rat).SetFloat64(frac*float64(us)))
}

func (m *vm) deltaOfSeconds(s float64) Value {
	return deltaOfRat(deltaFloat(s, usSecond))
}

// deltaOfFields reads {"days": ..., "seconds": ..., "microseconds": ...}.
func (m *vm) deltaOfFields(d *Dict) Value {
	args := make([]Value, len(deltaUnits))
	for i, u := range deltaUnits[:3] {
		if v, ok := d.Get(u.name); ok {
			args[i] = v
		}
	}
	return createDelta(m, args)
}

func init() {
	create := named("days? seconds? microseconds? milliseconds? minutes? hours? weeks?", createDelta)
	create.name = "__new__"
	typeTimeDelta.create = func(m *vm, t *Type, a args) Value { return create.call(m, nil, a) }
	field := func(f func(d *TimeDelta) int64) property {
		return func(m *vm, v Value) Value { return Int(f(v.(*TimeDelta))) }
	}
	typeTimeDelta.props = map[string]property{
		"days":         field(func(d *TimeDelta) int64 { return d.days }),
		"seconds":      field(func(d *TimeDelta) int64 { return d.us / usSecond }),
		"microseconds": field(func(d *TimeDelta) int64 { return d.us % usSecond }),
	}
	typeTimeDelta.define(methods{
		"total_seconds": noArgs(func(m *vm, a []Value) Value { return Float(a[0].(*TimeDelta).seconds()) }),
	})
	typeTimeDelta.consts = map[string]Value{
		"min":        &TimeDelta{-maxDeltaDays, 0},
		"max":        &TimeDelta{maxDeltaDays, usDay - 1},
		"resolution": &TimeDelta{0, 1},
	}
}
