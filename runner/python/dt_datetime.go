package python

import (
	"cmp"
	"math"
	"math/big"
	"time"
)

// DateTime is a datetime.datetime: the microseconds its calendar and clock show since the begin of year 1, and the zone
// that makes an instant of them, nil for a naive one.
type DateTime struct {
	wall int64
	zone *TimeZone
}

var typeDateTime = newType("datetime.datetime", typeDate)

// Type implements Value.
func (*DateTime) Type() *Type { return typeDateTime }

const maxWall = maxDay*usDay - 1

// epoch is the wall time of 1970-01-01.
var epoch = (dayOf(1970, 1, 1) - 1) * usDay

func splitWall(wall int64) (y, m, d, us int64) {
	day := floorDiv(wall, usDay)
	y, m, d = splitDay(day + 1)
	return y, m, d, wall - day*usDay
}

func checkClock(h, mi, s, us int64) {
	switch {
	case h < 0 || h > 23:
		fail(excValue, "hour must be in 0..23")
	case mi < 0 || mi > 59:
		fail(excValue, "minute must be in 0..59")
	case s < 0 || s > 59:
		fail(excValue, "second must be in 0..59")
	case us < 0 || us > 999999:
		fail(excValue, "microsecond must be in 0..999999")
	}
}

func clockUs(h, mi, s, us int64) int64 { return h*usHour + mi*usMinute + s*usSecond + us }

func newDateTime(y, m, d, h, mi, s, us int64, zone *TimeZone) *DateTime {
	checkDate(y, m, d)
	checkClock(h, mi, s, us)
	return &DateTime{wall: (dayOf(y, m, d)-1)*usDay + clockUs(h, mi, s, us), zone: zone}
}

// NewDateTime returns an instant as an aware date-time: in UTC, or with the offset of t.
func NewDateTime(t time.Time) *DateTime {
	_, off := t.Zone()
	z := fixedZone(int64(off) * usSecond)
	u := t.UTC()
	return &DateTime{wall: epoch + u.Unix()*usSecond + int64(u.Nanosecond())/1000 + z.offset, zone: z}
}

// NewNaiveDateTime returns what a calendar and clock in UTC show at t, without a zone.
func NewNaiveDateTime(t time.Time) *DateTime {
	d := NewDateTime(t.UTC())
	d.zone = nil
	return d
}

// Time returns the instant; a naive date-time counts as UTC, and aware tells them apart.
func (d *DateTime) Time() (t time.Time, aware bool) {
	us := d.utc() - epoch
	s := floorDiv(us, usSecond)
	return time.Unix(s, (us-s*usSecond)*1000).UTC(), d.zone != nil
}

// wallTime is a wall time as a time in UTC.
func wallTime(wall int64) time.Time {
	us := wall - epoch
	s := floorDiv(us, usSecond)
	return time.Unix(s, (us-s*usSecond)*1000).UTC()
}

func (d *DateTime) offset() int64 {
	if d.zone == nil {
		return 0
	}
	return d.zone.offsetAt(d.wall)
}

func (d *DateTime) utc() int64 { return d.wall - d.offset() }

// moved returns the date-time us later.
func (d *DateTime) moved(us *big.Int) *DateTime {
	w := new(big.Int).Add(big.NewInt(d.wall), us)
	if !w.IsInt64() || w.Int64() < 0 || w.Int64() > maxWall {
		fail(excOverflow, "date value out of range")
	}
	return &DateTime{wall: w.Int64(), zone: d.zone}
}

// in is astimezone(zone).
func (d *DateTime) in(zone *TimeZone) *DateTime {
	utc := d.utc()
	off := zone.offset
	if zone.loc != nil {
		_, o := wallTime(utc).In(zone.loc).Zone()
		off = int64(o) * usSecond
	}
	if w := utc + off; w < 0 || w > maxWall {
		fail(excOverflow, "date value out of range")
	}
	return &DateTime{wall: utc + off, zone: zone}
}

func (d *DateTime) stamp() stamp {
	return stamp{day: d.wall/usDay + 1, us: d.wall % usDay, zone: d.zone, wall: d.wall}
}

// clockText is HH:MM:SS[.ffffff] by timespec.
func clockText(us int64, spec string) string {
	h, mi, s, f := us/usHour, us/usMinute%60, us/usSecond%60, us%usSecond
	hm := pad2(h) + ":" + pad2(mi)
	switch spec {
	case "", "auto":
		if f == 0 {
			return hm + ":" + pad2(s)
		}
		return hm + ":" + pad2(s) + "." + padInt(f, 6)
	case "hours":
		return pad2(h)
	case "minutes":
		return hm
	case "seconds":
		return hm + ":" + pad2(s)
	case "milliseconds":
		return hm + ":" + pad2(s) + "." + padInt(f/1000, 3)
	case "microseconds":
		return hm + ":" + pad2(s) + "." + padInt(f, 6)
	}
	fail(excValue, "Unknown timespec value")
	return ""
}

func (d *DateTime) isoformat(sep, spec string) string {
	s := (&Date{d.wall/usDay + 1}).isoformat() + sep + clockText(d.wall%usDay, spec)
	if d.zone != nil {
		s += offsetText(d.offset(), ":")
	}
	return s
}

func (d *DateTime) strOf(*vm) string { return d.isoformat(" ", "") }

func (d *DateTime) reprTo(m *vm, w *writer) {
	y, mo, dd, us := splitWall(d.wall)
	s := "datetime.datetime(" + itoa(y) + ", " + itoa(mo) + ", " + itoa(dd)
	s += clockArgs(us, true)
	w.text(s)
	if d.zone != nil {
		w.text(", tzinfo=")
		w.repr(d.zone)
	}
	w.text(")")
}

// clockArgs writes ", h, m[, s[, us]]".
func clockArgs(us int64, comma bool) string {
	s := itoa(us/usHour) + ", " + itoa(us/usMinute%60)
	if comma {
		s = ", " + s
	}
	if us%usMinute != 0 {
		s += ", " + itoa(us/usSecond%60)
		if us%usSecond != 0 {
			s += ", " + itoa(us%usSecond)
		}
	}
	return s
}

func (d *DateTime) hashOf(*vm) uint64 { return mix(hashInt(d.utc())) }

func (d *DateTime) equalTo(m *vm, other Value) (eq, ok bool) {
	o, ok := other.(*DateTime)
	if !ok {
		if _, date := other.(*Date); date {
			return false, true
		}
		return false, false
	}
	if (d.zone == nil) != (o.zone == nil) {
		return false, true
	}
	return d.utc() == o.utc(), true
}

func (d *DateTime) compareTo(m *vm, other Value) (int, bool) {
	o, ok := other.(*DateTime)
	if !ok {
		if _, date := other.(*Date); date {
			fail(excType, "can't compare datetime.datetime to datetime.date")
		}
		return 0, false
	}
	if (d.zone == nil) != (o.zone == nil) {
		fail(excType, "can't compare offset-naive and offset-aware datetimes")
	}
	if d.zone == o.zone {
		return cmp.Compare(d.wall, o.wall), true
	}
	return cmp.Compare(d.utc(), o.utc()), true
}

func (d *DateTime) binary(m *vm, op binaryOp, other Value, reflected bool) Value {
	switch o := other.(type) {
	case *TimeDelta:
		if op == opAdd {
			return d.moved(o.big())
		}
		if op == opSub && !reflected {
			return d.moved(new(big.Int).Neg(o.big()))
		}
	case *DateTime:
		if op == opSub && !reflected {
			if (d.zone == nil) != (o.zone == nil) {
				fail(excType, "can't subtract offset-naive and offset-aware datetimes")
			}
			if d.zone == o.zone {
				return newDelta(0, d.wall-o.wall)
			}
			return newDelta(0, d.utc()-o.utc())
		}
	}
	return nil
}

func (d *DateTime) formatWith(m *vm, spec string) string { return m.strftime(spec, d.stamp()) }

func wantDateTime(v Value) *DateTime {
	d, ok := v.(*DateTime)
	if !ok {
		fail(excType, "expected a datetime.datetime, not %s", v.Type().long)
	}
	return d
}

// wallOf is the wall time of a date-time argument, 0 for None.
func wallOf(v Value) int64 {
	if d, ok := v.(*DateTime); ok {
		return d.wall
	}
	return 0
}

// nowIn is datetime.now(zone); a naive one is in UTC, the local zone of every run.
func (m *vm) nowIn(zone *TimeZone) *DateTime {
	d := NewNaiveDateTime(m.now())
	if zone == nil {
		return d
	}
	d.zone = UTC
	return d.in(zone)
}

// dateTimeOfStamp converts seconds since 1970 to a naive date-time in UTC.
func dateTimeOfStamp(m *vm, v Value) *DateTime {
	var us int64
	switch v := v.(type) {
	case Float:
		f := float64(v)
		if math.IsNaN(f) {
			fail(excValue, "cannot convert float NaN to integer")
		}
		if math.Abs(f) > 1e15 {
			fail(excOverflow, "timestamp out of range for platform time_t")
		}
		us = roundRat(new(big.Rat).Mul(new(big.Rat).SetFloat64(f), big.NewRat(usSecond, 1))).Int64()
	default:
		n := m.wantInt64(v)
		if n > 1e12 || n < -1e12 {
			fail(excValue, "year %d is out of range", 1970+n/31556952)
		}
		us = n * usSecond
	}
	w := epoch + us
	if w < 0 || w > maxWall {
		fail(excValue, "year %d is out of range", floorDiv(us, 31556952*usSecond)+1970)
	}
	return &DateTime{wall: w}
}

func createDateTime(m *vm, a []Value) Value {
	m.needDay(a)
	n := make([]int64, 7)
	for i := range n {
		n[i] = m.intOr(a[i], 0)
	}
	return newDateTime(n[0], n[1], n[2], n[3], n[4], n[5], n[6], wantZone(a[7]))
}

// replace keeps what is not given. Zones are values here: None takes the zone away.
func (m *vm) replaceDateTime(a []Value) Value {
	d := a[0].(*DateTime)
	y, mo, dd, us := splitWall(d.wall)
	zone := d.zone
	if a[8] != nil {
		zone = wantZone(a[8])
	}
	return newDateTime(m.intOr(a[1], y), m.intOr(a[2], mo), m.intOr(a[3], dd), m.intOr(a[4], us/usHour), m.intOr(a[5], us/usMinute%60),
		m.intOr(a[6], us/usSecond%60), m.intOr(a[7], us%usSecond), zone)
}

func init() {
	create := unnamed("year month? day? hour? minute? second? microsecond? tzinfo? fold?", createDateTime)
	create.name = "datetime"
	typeDateTime.create = func(m *vm, t *Type, a args) Value { return create.call(m, nil, a) }
	now := named("tz?", func(m *vm, a []Value) Value { return m.nowIn(wantZone(a[0])) })
	stamp := named("timestamp tz?", func(m *vm, a []Value) Value {
		d := dateTimeOfStamp(m, a[0])
		if z := wantZone(a[1]); z != nil {
			d.zone = UTC
			return d.in(z)
		}
		return d
	})
	typeDateTime.statics = methods{
		"now":              now,
		"fromtimestamp":    stamp,
		"utcnow":           noArgs(func(m *vm, a []Value) Value { return m.nowIn(nil) }),
		"today":            noArgs(func(m *vm, a []Value) Value { return m.nowIn(nil) }),
		"utcfromtimestamp": one(func(m *vm, a []Value) Value { return dateTimeOfStamp(m, a[0]) }),
		"combine":          named("date time tzinfo?", combine),
		"strptime":         pos(2, 2, func(m *vm, a []Value) Value { return m.strptime(a[0], a[1]) }),
		"fromordinal":      one(func(m *vm, a []Value) Value { return &DateTime{wall: (dateOfDay(m.wantInt64(a[0])).day - 1) * usDay} }),
		"fromisocalendar": pos(3, 3, func(m *vm, a []Value) Value {
			return &DateTime{wall: (dayOfISO(m, m.wantInt64(a[0]), m.wantInt64(a[1]), m.wantInt64(a[2])) - 1) * usDay}
		}),
		"fromisoformat": one(func(m *vm, a []Value) Value {
			s, ok := a[0].(Str)
			if !ok {
				fail(excType, "fromisoformat: argument must be str")
			}
			return m.parseDateTime(string(s))
		}),
	}
	for n, b := range typeDateTime.statics {
		b.name = n
	}
	clock := func(f func(us int64) int64) property {
		return func(m *vm, v Value) Value { return Int(f(v.(*DateTime).wall % usDay)) }
	}
	typeDateTime.props = map[string]property{
		"hour":        clock(func(us int64) int64 { return us / usHour }),
		"minute":      clock(func(us int64) int64 { return us / usMinute % 60 }),
		"second":      clock(func(us int64) int64 { return us / usSecond % 60 }),
		"microsecond": clock(func(us int64) int64 { return us % usSecond }),
		"fold":        func(m *vm, v Value) Value { return Int(0) },
		"tzinfo": func(m *vm, v Value) Value {
			if z := v.(*DateTime).zone; z != nil {
				return z
			}
			return None
		},
	}
	typeDateTime.define(methods{
		"isoformat": named("sep? timespec?", func(m *vm, a []Value) Value {
			sep, spec := "T", ""
			if a[1] != nil {
				sep = m.wantText(a[1], "isoformat", "1")
			}
			if a[2] != nil {
				spec = m.wantText(a[2], "isoformat", "2")
			}
			return Str(a[0].(*DateTime).isoformat(sep, spec))
		}),
		"timestamp": noArgs(func(m *vm, a []Value) Value {
			f, _ := new(big.Rat).SetFrac64(a[0].(*DateTime).utc()-epoch, usSecond).Float64()
			return Float(f)
		}),
		"date": noArgs(func(m *vm, a []Value) Value { return &Date{a[0].(*DateTime).wall/usDay + 1} }),
		"time": noArgs(func(m *vm, a []Value) Value { return &TimeOfDay{us: a[0].(*DateTime).wall % usDay} }),
		"timetz": noArgs(func(m *vm, a []Value) Value {
			return &TimeOfDay{us: a[0].(*DateTime).wall % usDay, zone: a[0].(*DateTime).zone}
		}),
		"replace": named("year? month? day? hour? minute? second? microsecond? tzinfo? fold?", func(m *vm, a []Value) Value { return m.replaceDateTime(a) }),
		"astimezone": named("tz?", func(m *vm, a []Value) Value {
			z := wantZone(a[1])
			if z == nil {
				z = localZone
			}
			return a[0].(*DateTime).in(z)
		}),
		"utcoffset": noArgs(func(m *vm, a []Value) Value {
			if d := a[0].(*DateTime); d.zone != nil {
				return NewTimeDelta(d.offset())
			}
			return None
		}),
		"dst": noArgs(func(m *vm, a []Value) Value { return None }),
		"tzname": noArgs(func(m *vm, a []Value) Value {
			if d := a[0].(*DateTime); d.zone != nil {
				return Str(d.zone.nameAt(d.wall))
			}
			return None
		}),
		"utctimetuple": noArgs(func(m *vm, a []Value) Value {
			d := &DateTime{wall: a[0].(*DateTime).utc()}
			return timeTuple(d.stamp(), 0)
		}),
	})
	typeDateTime.consts = map[string]Value{"min": &DateTime{}, "max": &DateTime{wall: maxWall}, "resolution": &TimeDelta{0, 1}}
}

func combine(m *vm, a []Value) Value {
	day := dayValue(a[0])
	t, ok := a[1].(*TimeOfDay)
	if !ok {
		fail(excType, "combine() argument 2 must be datetime.time, not %s", a[1].Type().long)
	}
	zone := t.zone
	if a[2] != nil {
		zone = wantZone(a[2])
	}
	return &DateTime{wall: (day-1)*usDay + t.us, zone: zone}
}
