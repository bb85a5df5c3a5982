package python

import (
	"cmp"
	"time"
)

// Date is a datetime.date: the number of its day, 1 for the first of January of year 1.
type Date struct{ day int64 }

var typeDate = newType("datetime.date")

// Type implements Value.
func (*Date) Type() *Type { return typeDate }

const maxDay = 3652059 // of 9999-12-31

func isLeap(y int64) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

var daysBefore = [13]int64{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

func daysIn(y, m int64) int64 {
	switch m {
	case 2:
		if isLeap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// dayOf is the number of a day that exists.
func dayOf(y, m, d int64) int64 {
	p := y - 1
	n := p*365 + p/4 - p/100 + p/400 + daysBefore[m] + d
	if m > 2 && isLeap(y) {
		n++
	}
	return n
}

// splitDay returns year, month and day.
func splitDay(n int64) (y, m, d int64) {
	t := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n-1))
	return int64(t.Year()), int64(t.Month()), int64(t.Day())
}

func checkDate(y, m, d int64) {
	switch {
	case y < 1 || y > 9999:
		fail(excValue, "year %d is out of range", y)
	case m < 1 || m > 12:
		fail(excValue, "month must be in 1..12")
	case d < 1 || d > daysIn(y, m):
		fail(excValue, "day is out of range for month")
	}
}

func newDate(y, m, d int64) *Date {
	checkDate(y, m, d)
	return &Date{dayOf(y, m, d)}
}

// dateOfDay raises OverflowError outside the years 1 to 9999.
func dateOfDay(n int64) *Date {
	if n < 1 || n > maxDay {
		fail(excOverflow, "date value out of range")
	}
	return &Date{n}
}

// Weekday is 0 for Monday.
func weekdayOf(day int64) int64 { return (day + 6) % 7 }

func (d *Date) isoformat() string {
	y, m, dd := splitDay(d.day)
	return padInt(y, 4) + "-" + pad2(m) + "-" + pad2(dd)
}

func (d *Date) strOf(*vm) string { return d.isoformat() }

func (d *Date) reprTo(m *vm, w *writer) {
	y, mo, dd := splitDay(d.day)
	w.text("datetime.date(" + itoa(y) + ", " + itoa(mo) + ", " + itoa(dd) + ")")
}

func (d *Date) hashOf(*vm) uint64 { return mix(hashInt(d.day) + 77) }

func (d *Date) equalTo(m *vm, other Value) (eq, ok bool) {
	o, ok := other.(*Date)
	return ok && d.day == o.day, ok
}

func (d *Date) compareTo(m *vm, other Value) (int, bool) {
	switch o := other.(type) {
	case *Date:
		return cmp.Compare(d.day, o.day), true
	case *DateTime:
		fail(excType, "can't compare datetime.datetime to datetime.date")
	}
	return 0, false
}

func (d *Date) binary(m *vm, op binaryOp, other Value, reflected bool) Value {
	switch o := other.(type) {
	case *TimeDelta:
		if op == opAdd {
			return dateOfDay(d.day + o.days)
		}
		if op == opSub && !reflected {
			return dateOfDay(d.day - o.days)
		}
	case *Date:
		if op == opSub && !reflected {
			return newDelta(d.day-o.day, 0)
		}
	}
	return nil
}

func (d *Date) formatWith(m *vm, spec string) string {
	return m.strftime(spec, stamp{day: d.day})
}

// isoCalendar returns ISO year, week and weekday (1 for Monday).
func isoCalendar(day int64) (year, week, weekday int64) {
	y, _, _ := splitDay(day)
	first := isoYearStart(y)
	switch {
	case day < first:
		y--
		first = isoYearStart(y)
	case y < 9999 && day >= isoYearStart(y+1):
		y++
		first = isoYearStart(y)
	}
	return y, (day-first)/7 + 1, weekdayOf(day) + 1
}

// isoYearStart is the Monday of the first week of an ISO year.
func isoYearStart(y int64) int64 {
	jan1 := dayOf(y, 1, 1)
	w := weekdayOf(jan1)
	if w > 3 {
		return jan1 + 7 - w
	}
	return jan1 - w
}

func dayOfISO(m *vm, y, week, weekday int64) int64 {
	if y < 1 || y > 9999 {
		fail(excValue, "Year is out of range: %d", y)
	}
	last := int64(52)
	if w := weekdayOf(dayOf(y, 1, 1)); w == 3 || w == 2 && isLeap(y) {
		last = 53
	}
	if week < 1 || week > last {
		fail(excValue, "Invalid week: %d", week)
	}
	if weekday < 1 || weekday > 7 {
		fail(excValue, "Invalid day: %d (range is [1, 7])", weekday)
	}
	return isoYearStart(y) + (week-1)*7 + weekday - 1
}

// dayValue is the day of a date or date-time.
func dayValue(v Value) int64 {
	switch d := v.(type) {
	case *Date:
		return d.day
	case *DateTime:
		return d.wall/usDay + 1
	}
	fail(excType, "expected a date, not %s", v.Type().long)
	return 0
}

// stampOf is what strftime needs of a date or date-time.
func stampOf(v Value) stamp {
	switch d := v.(type) {
	case *DateTime:
		return d.stamp()
	case *TimeOfDay:
		return stamp{day: dayOf(1900, 1, 1), us: d.us, zone: d.zone}
	}
	return stamp{day: dayValue(v)}
}

func (m *vm) today() *Date {
	t := m.now()
	return newDate(int64(t.Year()), int64(t.Month()), int64(t.Day()))
}

func init() {
	create := unnamed("year month? day?", func(m *vm, a []Value) Value {
		m.needDay(a)
		return newDate(m.wantInt64(a[0]), m.wantInt64(a[1]), m.wantInt64(a[2]))
	})
	create.name = "date"
	typeDate.create = func(m *vm, t *Type, a args) Value { return create.call(m, nil, a) }
	typeDate.classes = methods{
		"today": noClassArgs("today", func(m *vm) Value { return m.today() }),
		"fromisoformat": classOne("fromisoformat", func(m *vm, v Value) Value {
			s, ok := v.(Str)
			if !ok {
				fail(excType, "fromisoformat: argument must be str")
			}
			return m.parseDate(string(s))
		}),
		"fromordinal": classOne("fromordinal", func(m *vm, v Value) Value {
			n := m.wantInt64(v)
			if n < 1 {
				fail(excValue, "ordinal must be >= 1")
			}
			return dateOfDay(n)
		}),
		"fromtimestamp": classOne("fromtimestamp", func(m *vm, v Value) Value {
			return &Date{dateTimeOfStamp(m, v).wall/usDay + 1}
		}),
		"fromisocalendar": free(func(m *vm, a args) Value {
			if len(a.pos) != 4 {
				fail(excType, "fromisocalendar() takes exactly 3 arguments (%d given)", len(a.pos)-1)
			}
			return dateOfDay(dayOfISO(m, m.wantInt64(a.pos[1]), m.wantInt64(a.pos[2]), m.wantInt64(a.pos[3])))
		}),
	}
	part := func(f func(y, m, d int64) int64) property {
		return func(m *vm, v Value) Value {
			y, mo, d := splitDay(dayValue(v))
			return Int(f(y, mo, d))
		}
	}
	dateProps := map[string]property{
		"year":  part(func(y, m, d int64) int64 { return y }),
		"month": part(func(y, m, d int64) int64 { return m }),
		"day":   part(func(y, m, d int64) int64 { return d }),
	}
	typeDate.props = dateProps
	typeDate.define(methods{
		"isoformat":  noArgs(func(m *vm, a []Value) Value { return Str(a[0].(*Date).isoformat()) }),
		"weekday":    noArgs(func(m *vm, a []Value) Value { return Int(weekdayOf(dayValue(a[0]))) }),
		"isoweekday": noArgs(func(m *vm, a []Value) Value { return Int(weekdayOf(dayValue(a[0])) + 1) }),
		"toordinal":  noArgs(func(m *vm, a []Value) Value { return Int(dayValue(a[0])) }),
		"isocalendar": noArgs(func(m *vm, a []Value) Value {
			y, w, d := isoCalendar(dayValue(a[0]))
			return &Tuple{items: []Value{Int(y), Int(w), Int(d)}, names: isoNames}
		}),
		"timetuple": noArgs(func(m *vm, a []Value) Value { return timeTuple(stampOf(a[0]), -1) }),
		"ctime":     noArgs(func(m *vm, a []Value) Value { return Str(m.strftime("%a %b %e %H:%M:%S %Y", stampOf(a[0]))) }),
		"strftime": named("format", func(m *vm, a []Value) Value {
			return Str(m.strftime(m.wantText(a[1], "strftime", "1"), stampOf(a[0])))
		}),
		"replace": named("year? month? day?", func(m *vm, a []Value) Value {
			y, mo, d := splitDay(a[0].(*Date).day)
			return newDate(m.intOr(a[1], y), m.intOr(a[2], mo), m.intOr(a[3], d))
		}),
	})
	typeDate.consts = map[string]Value{"min": &Date{1}, "max": &Date{maxDay}, "resolution": &TimeDelta{1, 0}}
}

// needDay raises for a missing month or day, unless what stands before is no int: CPython converts as it goes.
func (m *vm) needDay(a []Value) {
	for i, name := range []string{"year", "month", "day"} {
		if a[i] == nil {
			fail(excType, "function missing required argument '%s' (pos %d)", name, i+1)
		}
		m.wantInt64(a[i])
	}
}

var isoNames = &tupleNames{typ: namedType("datetime.IsoCalendarDate"), fields: []string{"year", "week", "weekday"}}

// namedType makes the type of a named tuple of the library.
func namedType(long string) *Type { return newType(long, typeTuple) }

func (m *vm) intOr(v Value, def int64) int64 {
	if v == nil {
		return def
	}
	return m.wantInt64(v)
}

// noClassArgs and classOne make rows of class methods with no or one argument.
func noClassArgs(name string, f func(m *vm) Value) *Builtin {
	b := free(func(m *vm, a args) Value {
		if n := len(a.pos) - 1 + len(a.names); n > 0 {
			fail(excType, "%s() takes no arguments (%d given)", name, n)
		}
		return f(m)
	})
	b.name = name
	return b
}

func classOne(name string, f func(m *vm, v Value) Value) *Builtin {
	b := free(func(m *vm, a args) Value {
		if len(a.pos) != 2 {
			fail(excType, "%s() takes exactly one argument (%d given)", name, len(a.pos)-1)
		}
		return f(m, a.pos[1])
	})
	b.name = name
	return b
}
