package python

// The functions of the calendar module that compute; those that print whole calendars are not offered.

func textTuple(texts []string, n int) *Tuple {
	out := make([]Value, len(texts))
	for i, s := range texts {
		if n > 0 {
			s = s[:min(n, len(s))]
		}
		out[i] = Str(s)
	}
	return NewTuple(out...)
}

var excIllegalMonth = newType("calendar.IllegalMonthError", excValue)

func checkMonth(mo int64) {
	if mo < 1 || mo > 12 {
		fail(excIllegalMonth, "bad month number %d; must be 1-12", mo)
	}
}

// monthWeeks lists the days of a month by weeks, 0 for days of other months.
func monthWeeks(y, mo int64) Value {
	checkMonth(mo)
	var weeks []Value
	day := 1 - weekdayOf(dayOf(y, mo, 1))
	for day <= daysIn(y, mo) {
		var week []Value
		for range 7 {
			d := Int(0)
			if day >= 1 && day <= daysIn(y, mo) {
				d = Int(day)
			}
			week = append(week, d)
			day++
		}
		weeks = append(weeks, NewList(week...))
	}
	return NewList(weeks...)
}

func leapYears(y int64) int64 { y--; return y/4 - y/100 + y/400 }

func init() {
	excIllegalMonth.create = newException
	months := append([]string{""}, monthNames...)
	members := map[string]Value{
		"day_name": textTuple(dayNames, 0), "day_abbr": textTuple(dayNames, 3),
		"month_name": textTuple(months, 0), "month_abbr": textTuple(months, 3),
		"IllegalMonthError": excIllegalMonth,
		"monthrange": py("year month", func(m *vm, a []Value) Value {
			y, mo := m.wantInt64(a[0]), m.wantInt64(a[1])
			checkMonth(mo)
			checkDate(y, mo, 1)
			return NewTuple(Int(weekdayOf(dayOf(y, mo, 1))), Int(daysIn(y, mo)))
		}),
		"monthcalendar": py("year month", func(m *vm, a []Value) Value {
			y := m.wantInt64(a[0])
			checkDate(y, 1, 1)
			return monthWeeks(y, m.wantInt64(a[1]))
		}),
		"isleap":   py("year", func(m *vm, a []Value) Value { return Bool(isLeap(m.wantInt64(a[0]))) }),
		"leapdays": py("y1 y2", func(m *vm, a []Value) Value { return Int(leapYears(m.wantInt64(a[1])) - leapYears(m.wantInt64(a[0]))) }),
		"weekday": py("year month day", func(m *vm, a []Value) Value {
			y, mo, d := m.wantInt64(a[0]), m.wantInt64(a[1]), m.wantInt64(a[2])
			checkDate(y, mo, d)
			return Int(weekdayOf(dayOf(y, mo, d)))
		}),
		"timegm": py("tuple", func(m *vm, a []Value) Value {
			s := m.stampOfTuple(NewTuple(append(m.list(a[0]), Int(0), Int(0), Int(0))...))
			return Int((s.day-dayOf(1970, 1, 1))*86400 + s.us/usSecond)
		}),
	}
	for i, n := range []string{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"} {
		members[n] = Int(i)
	}
	addModule("calendar", members)
}
