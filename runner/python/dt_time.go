package python

import "cmp"

// TimeOfDay is a datetime.time.
type TimeOfDay struct {
	us   int64
	zone *TimeZone
}

var typeTime = newType("datetime.time")

// Type implements Value.
func (*TimeOfDay) Type() *Type { return typeTime }

func (t *TimeOfDay) isoformat(spec string) string {
	s := clockText(t.us, spec)
	if t.zone != nil && t.zone.loc == nil {
		s += offsetText(t.zone.offset, ":")
	}
	return s
}

func (t *TimeOfDay) strOf(*vm) string { return t.isoformat("") }

func (t *TimeOfDay) reprTo(m *vm, w *writer) {
	w.text("datetime.time(" + clockArgs(t.us, false))
	if t.zone != nil {
		w.text(", tzinfo=")
		w.repr(t.zone)
	}
	w.text(")")
}

func (t *TimeOfDay) offset() int64 {
	if t.zone == nil {
		return 0
	}
	return t.zone.offset
}

func (t *TimeOfDay) hashOf(*vm) uint64 { return mix(hashInt(t.us-t.offset()) + 5) }

func (t *TimeOfDay) equalTo(m *vm, other Value) (eq, ok bool) {
	o, ok := other.(*TimeOfDay)
	return ok && (t.zone == nil) == (o.zone == nil) && t.us-t.offset() == o.us-o.offset(), ok
}

func (t *TimeOfDay) compareTo(m *vm, other Value) (int, bool) {
	o, ok := other.(*TimeOfDay)
	if !ok {
		return 0, false
	}
	if (t.zone == nil) != (o.zone == nil) {
		fail(excType, "can't compare offset-naive and offset-aware times")
	}
	return cmp.Compare(t.us-t.offset(), o.us-o.offset()), true
}

func (t *TimeOfDay) formatWith(m *vm, spec string) string { return m.strftime(spec, stampOf(t)) }

func init() {
	create := unnamed("hour? minute? second? microsecond? tzinfo? fold?", func(m *vm, a []Value) Value {
		h, mi, s, us := m.intOr(a[0], 0), m.intOr(a[1], 0), m.intOr(a[2], 0), m.intOr(a[3], 0)
		checkClock(h, mi, s, us)
		return &TimeOfDay{clockUs(h, mi, s, us), wantZone(a[4])}
	})
	create.name = "time"
	typeTime.create = func(m *vm, t *Type, a args) Value { return create.call(m, nil, a) }
	typeTime.classes = methods{"fromisoformat": classOne("fromisoformat", func(m *vm, v Value) Value {
		s, ok := v.(Str)
		if !ok {
			fail(excType, "fromisoformat: argument must be str")
		}
		return m.parseTime(string(s))
	})}
	clock := func(f func(us int64) int64) property {
		return func(m *vm, v Value) Value { return Int(f(v.(*TimeOfDay).us)) }
	}
	typeTime.props = map[string]property{
		"hour":        clock(func(us int64) int64 { return us / usHour }),
		"minute":      clock(func(us int64) int64 { return us / usMinute % 60 }),
		"second":      clock(func(us int64) int64 { return us / usSecond % 60 }),
		"microsecond": clock(func(us int64) int64 { return us % usSecond }),
		"fold":        func(*vm, Value) Value { return Int(0) },
		"tzinfo": func(m *vm, v Value) Value {
			if z := v.(*TimeOfDay).zone; z != nil {
				return z
			}
			return None
		},
	}
	typeTime.define(methods{
		"isoformat": named("timespec?", func(m *vm, a []Value) Value {
			spec := ""
			if a[1] != nil {
				spec = m.wantText(a[1], "isoformat", "1")
			}
			return Str(a[0].(*TimeOfDay).isoformat(spec))
		}),
		"strftime": named("format", func(m *vm, a []Value) Value {
			return Str(m.strftime(m.wantText(a[1], "strftime", "1"), stampOf(a[0])))
		}),
		"replace": named("hour? minute? second? microsecond? tzinfo? fold?", func(m *vm, a []Value) Value {
			t := a[0].(*TimeOfDay)
			h, mi, s, us := m.intOr(a[1], t.us/usHour), m.intOr(a[2], t.us/usMinute%60), m.intOr(a[3], t.us/usSecond%60), m.intOr(a[4], t.us%usSecond)
			checkClock(h, mi, s, us)
			zone := t.zone
			if a[5] != nil {
				zone = wantZone(a[5])
			}
			return &TimeOfDay{clockUs(h, mi, s, us), zone}
		}),
		"utcoffset": noArgs(func(m *vm, a []Value) Value {
			if t := a[0].(*TimeOfDay); t.zone != nil {
				return NewTimeDelta(t.offset())
			}
			return None
		}),
	})
	typeTime.consts = map[string]Value{"min": &TimeOfDay{}, "max": &TimeOfDay{us: usDay - 1}, "resolution": &TimeDelta{0, 1}}
}
