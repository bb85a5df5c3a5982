package python

import (
	"strings"
	"time"
	_ "time/tzdata" // zones by name work on every machine
)

// TimeZone is a tzinfo: a fixed offset (datetime.timezone) or a place with rules (pytz and zoneinfo zones).
type TimeZone struct {
	offset int64 // microseconds east of UTC
	name   string
	loc    *time.Location // of a place; nil: the offset is fixed
}

var (
	typeTimeZone = newType("datetime.timezone")
	typeZoneInfo = newType("zoneinfo.ZoneInfo")
	// UTC is timezone.utc.
	UTC = &TimeZone{name: "UTC"}
	// localZone is what astimezone() takes the machine's zone for.
	localZone = &TimeZone{name: "UTC"}
)

// Type implements Value.
func (z *TimeZone) Type() *Type {
	if z.loc != nil {
		return typeZoneInfo
	}
	return typeTimeZone
}

// offsetAt is the offset at a wall time; zones with rules ask their location.
func (z *TimeZone) offsetAt(wall int64) int64 {
	if z.loc == nil {
		return z.offset
	}
	y, mo, d, us := splitWall(wall)
	t := time.Date(int(y), time.Month(mo), int(d), 0, 0, int(us/usSecond), 0, z.loc)
	_, off := t.Zone()
	return int64(off) * usSecond
}

// nameAt is tzname() at a wall time.
func (z *TimeZone) nameAt(wall int64) string {
	if z.loc != nil {
		y, mo, d, us := splitWall(wall)
		n, _ := time.Date(int(y), time.Month(mo), int(d), 0, 0, int(us/usSecond), 0, z.loc).Zone()
		return n
	}
	if z.name != "" {
		return z.name
	}
	if z.offset == 0 {
		return "UTC"
	}
	return "UTC" + offsetText(z.offset, ":")
}

// offsetText writes +HH:MM, with seconds and their fraction when there are some.
func offsetText(us int64, sep string) string {
	sign := "+"
	if us < 0 {
		sign, us = "-", -us
	}
	s := sign + pad2(us/usHour) + sep + pad2(us/usMinute%60)
	if us%usMinute != 0 {
		s += sep + pad2(us/usSecond%60)
	}
	if us%usSecond != 0 {
		s += "." + padInt(us%usSecond, 6)
	}
	return s
}

func (z *TimeZone) strOf(*vm) string {
	if z.loc != nil {
		return z.name
	}
	return z.nameAt(0)
}

func (z *TimeZone) reprTo(m *vm, w *writer) {
	switch {
	case z.loc != nil:
		w.text("zoneinfo.ZoneInfo(key='" + z.name + "')")
	case z == UTC:
		w.text("datetime.timezone.utc")
	default:
		w.text("datetime.timezone(")
		w.repr(NewTimeDelta(z.offset))
		if z.name != "" {
			w.text(", " + quote(z.name))
		}
		w.text(")")
	}
}

func (z *TimeZone) equalTo(m *vm, other Value) (eq, ok bool) {
	o, ok := other.(*TimeZone)
	return ok && (z == o || z.loc == nil && o.loc == nil && z.offset == o.offset || z.loc != nil && o.loc != nil && z.name == o.name), ok
}

func (z *TimeZone) hashOf(*vm) uint64 {
	if z.loc != nil {
		return hashString(z.name)
	}
	return hashInt(z.offset)
}

// Zone finds a time zone by name, such as Europe/Berlin.
func (m *vm) zone(name string, t *Type, text string) *TimeZone {
	if strings.EqualFold(name, "utc") {
		return UTC
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		panic(&Exception{typ: t, args: []Value{Str(strings.ReplaceAll(text, "%s", name))}})
	}
	return &TimeZone{name: name, loc: loc}
}

// fixedZone is a zone with an offset.
func fixedZone(offset int64) *TimeZone {
	if offset == 0 {
		return UTC
	}
	return &TimeZone{offset: offset}
}

// wantZone converts a tzinfo argument: a zone, or nil for None.
func wantZone(v Value) *TimeZone {
	switch z := v.(type) {
	case nil, NoneType:
		return nil
	case *TimeZone:
		return z
	}
	fail(excType, "tzinfo argument must be None or of a tzinfo subclass, not type '%s'", v.Type().long)
	return nil
}

func selfZone(a []Value) *TimeZone { return a[0].(*TimeZone) }

func init() {
	create := named("offset name?", func(m *vm, a []Value) Value {
		d, ok := a[0].(*TimeDelta)
		if !ok {
			fail(excType, "timezone() argument 1 must be datetime.timedelta, not %s", a[0].Type().long)
		}
		off := d.Microseconds()
		if off <= -usDay || off >= usDay {
			fail(excValue, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %s", m.repr(d))
		}
		if a[1] == nil && off == 0 {
			return UTC
		}
		z := &TimeZone{offset: off}
		if a[1] != nil {
			z.name = m.wantText(a[1], "timezone", "2")
		}
		return z
	})
	create.name = "timezone"
	typeTimeZone.create = func(m *vm, t *Type, a args) Value { return create.call(m, nil, a) }
	typeTimeZone.consts = map[string]Value{"utc": UTC, "min": &TimeZone{offset: -(24*60 - 1) * usMinute}, "max": &TimeZone{offset: (24*60 - 1) * usMinute}}
	for _, t := range []*Type{typeTimeZone, typeZoneInfo} {
		t.define(methods{
			"utcoffset": one(func(m *vm, a []Value) Value {
				return NewTimeDelta(selfZone(a).offsetAt(wallOf(a[1])))
			}),
			"tzname": one(func(m *vm, a []Value) Value { return Str(selfZone(a).nameAt(wallOf(a[1]))) }),
			"dst":    one(func(m *vm, a []Value) Value { return None }),
			"localize": named("dt is_dst?", func(m *vm, a []Value) Value {
				d := *wantDateTime(a[1])
				if d.zone != nil {
					fail(excValue, "Not naive datetime (tzinfo is already set)")
				}
				d.zone = selfZone(a)
				return &d
			}),
			"normalize": one(func(m *vm, a []Value) Value { return wantDateTime(a[1]).in(selfZone(a)) }),
		})
	}
	typeZoneInfo.create = func(m *vm, t *Type, a args) Value {
		if len(a.pos) != 1 {
			fail(excType, "ZoneInfo() takes exactly 1 argument (%d given)", len(a.pos))
		}
		return m.zone(m.wantText(a.pos[0], "ZoneInfo", "1"), excKey, "No time zone found with key %s")
	}
	typeZoneInfo.props = map[string]property{
		"key":  func(m *vm, v Value) Value { return Str(v.(*TimeZone).name) },
		"zone": func(m *vm, v Value) Value { return Str(v.(*TimeZone).name) },
	}
}
