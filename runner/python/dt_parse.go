package python

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// strptimePatterns are the regular expressions CPython's _strptime uses for the directives.
var strptimePatterns = map[byte]string{
	'd': `3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]`,
	'f': `[0-9]{1,6}`,
	'H': `2[0-3]|[0-1]\d|\d`,
	'I': `1[0-2]|0[1-9]|[1-9]`,
	'G': `\d\d\d\d`,
	'j': `36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]`,
	'm': `1[0-2]|0[1-9]|[1-9]`,
	'M': `[0-5]\d|\d`,
	'S': `6[0-1]|[0-5]\d|\d`,
	'U': `5[0-3]|[0-4]\d|\d`,
	'w': `[0-6]`,
	'u': `[1-7]`,
	'V': `5[0-3]|0[1-9]|[1-4]\d|\d`,
	'W': `5[0-3]|[0-4]\d|\d`,
	'y': `\d\d`,
	'Y': `\d\d\d\d`,
	'z': `[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|Z`,
	'Z': `utc|gmt`,
	'p': `am|pm`,
	'A': alternatives(dayNames, 0),
	'a': alternatives(dayNames, 3),
	'B': alternatives(monthNames, 0),
	'b': alternatives(monthNames, 3),
}

var strptimeShorthands = strings.NewReplacer("%c", "%a %b %d %H:%M:%S %Y", "%x", "%m/%d/%y", "%X", "%H:%M:%S", "%%", "%%")

func alternatives(names []string, n int) string {
	out := make([]string, len(names))
	for i, s := range names {
		if n > 0 {
			s = s[:n]
		}
		out[i] = strings.ToLower(s)
	}
	return strings.Join(out, "|")
}

// strptimeRegexp makes a regular expression of a format; fields names its groups.
func strptimeRegexp(format string) (re *regexp.Regexp, fields []byte) {
	format = strptimeShorthands.Replace(format)
	var b strings.Builder
	b.WriteString("(?i)^")
	for i := 0; i < len(format); i++ {
		c := format[i]
		switch {
		case strings.IndexByte(" \t\n\r\f\v", c) >= 0:
			for i+1 < len(format) && strings.IndexByte(" \t\n\r\f\v", format[i+1]) >= 0 {
				i++
			}
			b.WriteString(`\s+`)
		case c != '%':
			_, n := utf8.DecodeRuneInString(format[i:])
			b.WriteString(regexp.QuoteMeta(format[i : i+n]))
			i += n - 1
		case i+1 == len(format):
			fail(excValue, "stray %% in format %s", quote(format))
		default:
			i++
			if format[i] == '%' {
				b.WriteByte('%')
				continue
			}
			p, ok := strptimePatterns[format[i]]
			if !ok {
				fail(excValue, "'%c' is a bad directive in format %s", format[i], quote(format))
			}
			for _, f := range fields {
				if f == format[i] {
					fail(builtinExceptions["ValueError"], "redefinition of group name '%c' as group %d; was group %d at position %d", f, len(fields)+1, 1, i)
				}
			}
			fields = append(fields, format[i])
			b.WriteString("(" + p + ")")
		}
	}
	re, err := regexp.Compile(b.String())
	if err != nil {
		fail(excValue, "bad format %s", quote(format))
	}
	return re, fields
}

// parsedTime is what strptime found.
type parsedTime struct {
	year, month, day      int64
	hour, minute, sec, us int64
	yday, weekday         int64 // -1: not given
	weekU, weekW          int64 // -1: not given
	isoYear, isoWeek      int64 // -1: not given
	zone                  *TimeZone
	pm                    int // 1 AM, 2 PM
	hour12                bool
	yearGiven, dayGiven   bool
}

func (m *vm) strptime(text, format Value) Value {
	s, f := m.wantText(text, "strptime", "1"), m.wantText(format, "strptime", "2")
	p := m.parseTimeText(s, f)
	d := newDateTime(p.year, p.month, p.day, p.hour, p.minute, min(p.sec, 59), p.us, p.zone)
	if p.sec > 59 {
		fail(excValue, "second must be in 0..59")
	}
	return d
}

func (m *vm) parseTimeText(s, format string) parsedTime {
	if m.env != nil && m.env.Profile.guarded {
		fail(excModuleNotFound, "No module named '_strptime'")
	}
	m.work(len(s) + 8*len(format))
	re, fields := strptimeRegexp(format)
	found := re.FindStringSubmatchIndex(s)
	if found == nil {
		fail(excValue, "time data %s does not match format %s", quote(s), quote(format))
	}
	if found[1] != len(s) {
		fail(excValue, "unconverted data remains: %s", s[found[1]:])
	}
	p := parsedTime{year: 1900, month: 1, day: 1, yday: -1, weekday: -1, weekU: -1, weekW: -1, isoYear: -1, isoWeek: -1}
	for i, c := range fields {
		p.set(c, s[found[2*i+2]:found[2*i+3]])
	}
	p.finish(m)
	return p
}

func (p *parsedTime) set(c byte, s string) {
	n, _ := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	low := strings.ToLower(s)
	switch c {
	case 'y':
		p.year, p.yearGiven = n+2000, true
		if n > 68 {
			p.year = n + 1900
		}
	case 'Y':
		p.year, p.yearGiven = n, true
	case 'G':
		p.isoYear = n
	case 'm':
		p.month = n
	case 'B', 'b':
		for i, name := range monthNames {
			if strings.HasPrefix(strings.ToLower(name), low) && (c == 'b' || len(name) == len(low)) {
				p.month = int64(i + 1)
			}
		}
	case 'd':
		p.day, p.dayGiven = n, true
	case 'H':
		p.hour = n
	case 'I':
		p.hour, p.hour12 = n, true
	case 'M':
		p.minute = n
	case 'S':
		p.sec = n
	case 'f':
		for range 6 - len(s) {
			n *= 10
		}
		p.us = n
	case 'p':
		p.pm = 1
		if low == "pm" {
			p.pm = 2
		}
	case 'A', 'a':
		for i, name := range dayNames {
			if strings.HasPrefix(strings.ToLower(name), low) {
				p.weekday = int64(i)
			}
		}
	case 'w':
		p.weekday = (n + 6) % 7
	case 'u':
		p.weekday = n - 1
	case 'j':
		p.yday = n
	case 'U':
		p.weekU = n
	case 'W':
		p.weekW = n
	case 'V':
		p.isoWeek = n
	case 'z':
		p.zone = zoneOfText(s)
	}
}

// zoneOfText reads an offset that the pattern of %z has accepted.
func zoneOfText(s string) *TimeZone {
	if s == "Z" || s == "z" {
		return UTC
	}
	r := &isoReader{s: s[1:], ok: true}
	h, mi, sec, us := r.clock()
	off := clockUs(h, mi, sec, us)
	if s[0] == '-' {
		off = -off
	}
	return fixedZone(off)
}

// finish works out hour, year and day from what was given.
func (p *parsedTime) finish(m *vm) {
	if p.hour12 {
		switch {
		case p.pm != 2 && p.hour == 12:
			p.hour = 0
		case p.pm == 2 && p.hour < 12:
			p.hour += 12
		}
	}
	switch {
	case p.isoYear >= 0:
		if p.isoWeek < 0 || p.weekday < 0 {
			fail(excValue, "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').")
		}
		p.year, p.month, p.day = splitDay(dayOfISO(m, p.isoYear, p.isoWeek, p.weekday+1))
	case p.isoWeek >= 0:
		fail(excValue, "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u').")
	case p.yday >= 0:
		p.year, p.month, p.day = splitDay(dayOf(p.year, 1, 1) + p.yday - 1)
	case p.weekday >= 0 && (p.weekU >= 0 || p.weekW >= 0):
		p.fromWeek()
	}
	if p.month == 2 && p.day == 29 && !p.yearGiven {
		// CPython checks the day in a leap year and fails when the date is made.
		p.year = 1900
	}
}

func (p *parsedTime) fromWeek() {
	first := weekdayOf(dayOf(p.year, 1, 1))
	week, wd := p.weekW, p.weekday
	if p.weekU >= 0 {
		week = p.weekU
		first, wd = (first+1)%7, (wd+1)%7
	}
	offset := (7 - first) % 7
	n := wd - first + 1
	if week > 0 {
		n = offset + 7*(week-1) + wd + 1
	}
	p.year, p.month, p.day = splitDay(dayOf(p.year, 1, 1) + n - 1)
}
