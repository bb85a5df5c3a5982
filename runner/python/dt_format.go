package python

import (
	"strings"
	"time"
)

// stamp is a day and a time of it, for strftime.
type stamp struct {
	day  int64
	us   int64
	wall int64
	zone *TimeZone
}

var (
	dayNames   = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

// strftime formats as the C library does in the C locale, with its flags - _ 0 ^ #.
func (m *vm) strftime(format string, t stamp) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		c := format[i]
		if c != '%' {
			b.WriteByte(c)
			continue
		}
		start := i
		i++
		flag := byte(0)
		for i < len(format) && strings.IndexByte("-_0^#", format[i]) >= 0 {
			flag = format[i]
			i++
		}
		if i >= len(format) {
			b.WriteString(format[start:])
			break
		}
		s, ok := t.directive(m, format[i])
		if !ok {
			b.WriteString(format[start : i+1])
			continue
		}
		text := applyFlag(s, flag)
		m.alloc(len(text))
		b.WriteString(text)
	}
	return b.String()
}

func applyFlag(s string, flag byte) string {
	switch flag {
	case '-':
		if t := strings.TrimLeft(s, "0 "); t != "" {
			return t
		}
		return s[len(s)-1:]
	case '_':
		t := strings.TrimLeft(s[:len(s)-1], "0")
		return strings.Repeat(" ", len(s)-1-len(t)) + t + s[len(s)-1:]
	case '^':
		return strings.ToUpper(s)
	case '#':
		return swapCase(s)
	}
	return s
}

func (t stamp) directive(m *vm, c byte) (string, bool) {
	y, mo, d := splitDay(t.day)
	h, mi, s, us := t.us/usHour, t.us/usMinute%60, t.us/usSecond%60, t.us%usSecond
	wd := weekdayOf(t.day)
	yday := t.day - dayOf(y, 1, 1) + 1
	h12 := (h+11)%12 + 1
	half := "AM"
	if h >= 12 {
		half = "PM"
	}
	switch c {
	case 'a':
		return dayNames[wd][:3], true
	case 'A':
		return dayNames[wd], true
	case 'b', 'h':
		return monthNames[mo-1][:3], true
	case 'B':
		return monthNames[mo-1], true
	case 'c':
		return m.strftime("%a %b %e %H:%M:%S %Y", t), true
	case 'C':
		return itoa(y / 100), true
	case 'd':
		return pad2(d), true
	case 'D', 'x':
		return m.strftime("%m/%d/%y", t), true
	case 'e':
		return spacePad(d), true
	case 'f':
		return padInt(us, 6), true
	case 'F':
		return m.strftime("%Y-%m-%d", t), true
	case 'g':
		iy, _, _ := isoCalendar(t.day)
		return pad2(iy % 100), true
	case 'G':
		iy, _, _ := isoCalendar(t.day)
		return itoa(iy), true
	case 'H':
		return pad2(h), true
	case 'I':
		return pad2(h12), true
	case 'j':
		return padInt(yday, 3), true
	case 'k':
		return spacePad(h), true
	case 'l':
		return spacePad(h12), true
	case 'm':
		return pad2(mo), true
	case 'M':
		return pad2(mi), true
	case 'n':
		return "\n", true
	case 'p':
		return half, true
	case 'P':
		return strings.ToLower(half), true
	case 'r':
		return m.strftime("%I:%M:%S %p", t), true
	case 'R':
		return m.strftime("%H:%M", t), true
	case 's':
		return itoa((t.day-dayOf(1970, 1, 1))*86400 + t.us/usSecond), true
	case 'S':
		return pad2(s), true
	case 't':
		return "\t", true
	case 'T', 'X':
		return m.strftime("%H:%M:%S", t), true
	case 'u':
		return itoa(wd + 1), true
	case 'U':
		return pad2((yday + 6 - (wd+1)%7) / 7), true
	case 'V':
		_, w, _ := isoCalendar(t.day)
		return pad2(w), true
	case 'w':
		return itoa((wd + 1) % 7), true
	case 'W':
		return pad2((yday + 6 - wd) / 7), true
	case 'y':
		return pad2(y % 100), true
	case 'Y':
		return itoa(y), true
	case 'z':
		if t.zone == nil {
			return "", true
		}
		return offsetText(t.zone.offsetAt(t.wall), ""), true
	case 'Z':
		if t.zone == nil {
			return "", true
		}
		return t.zone.nameAt(t.wall), true
	case '%':
		return "%", true
	}
	return "", false
}

func spacePad(n int64) string {
	if n < 10 {
		return " " + itoa(n)
	}
	return itoa(n)
}

var structTime = &tupleNames{typ: namedType("time.struct_time"), fields: []string{"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"}}

func timeTuple(t stamp, dst int64) *Tuple {
	y, mo, d := splitDay(t.day)
	n := []int64{y, mo, d, t.us / usHour, t.us / usMinute % 60, t.us / usSecond % 60, weekdayOf(t.day), t.day - dayOf(y, 1, 1) + 1, dst}
	items := make([]Value, len(n))
	for i, v := range n {
		items[i] = Int(v)
	}
	return &Tuple{items: items, names: structTime}
}

// stampOfTime converts a Go time in UTC.
func stampOfTime(t time.Time) stamp { return NewNaiveDateTime(t).stamp() }
