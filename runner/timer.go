package runner

import (
	"errors"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// This file holds the engine's reading of times: SpiffWorkflow's bpmn/specs/event_definitions/timer.py. Times are kept to
// the microsecond, as Python does.

// timerValue evaluates the expression of a timer to a text.
func (in *Instance) timerValue(id TaskID, ev *spec.Event) (string, error) {
	v, err := in.evaluate(id, ev.Expression, nil)
	if err != nil {
		return "", err
	}
	s, ok := v.(python.Str)
	if !ok {
		method := "lower"
		if ev.Kind != spec.TimeDurationEvent {
			method = "upper"
		}
		return "", in.raise("AttributeError", "'%s' object has no attribute '%s'", typeName(v), method)
	}
	return string(s), nil
}

// timerFired reports whether a date has come or a duration is over.
func (in *Instance) timerFired(id TaskID, ev *spec.Event) (bool, error) {
	value := in.own(id).eventValue
	if value == "" {
		var err error
		if value, err = in.timerValue(id, ev); err != nil {
			return false, err
		}
		if ev.Kind == spec.TimeDurationEvent {
			d, err := parseDuration(value)
			if err != nil {
				return false, in.raise("Exception", "%s", err)
			}
			t, err := d.from(in.now).after(in.now)
			if err != nil {
				return false, in.raise("OverflowError", "%s", err)
			}
			value = isoFormat(t)
		}
		in.remember(id, func(x *internal) { x.eventValue = value })
	}
	due, err := in.due(ev, value)
	if err != nil {
		return false, err
	}
	if due.Before(in.now) && !in.own(id).eventFired {
		in.remember(id, func(x *internal) { x.eventFired = true })
	}
	return in.own(id).eventFired, nil
}

// due reads the stored time of a timer.
func (in *Instance) due(ev *spec.Event, value string) (time.Time, error) {
	var t time.Time
	var err error
	if ev.Kind == spec.TimeDurationEvent {
		t, err = parseDateTime(value)
	} else {
		var d *duration
		if t, d, err = parseTimeOrDuration(value); d != nil {
			return t, in.raise("TypeError", "'<' not supported between instances of 'dict' and 'datetime.datetime'")
		}
	}
	if err != nil {
		return t, in.raise("ValueError", "%s", err)
	}
	return t, nil
}

// updateCycle lets what follows a cycle timer begin when a cycle is due.
func (in *Instance) updateCycle(id TaskID, ev *spec.Event) error {
	due, err := in.cycleDue(id, ev)
	if err != nil || !due {
		return err
	}
	for _, out := range in.at(id).spec.Outputs {
		child, err := in.addChild(id, out, Future)
		if err != nil {
			return err
		}
		if err := in.predict(child, NotFinished); err != nil {
			return err
		}
		if err := in.update(child); err != nil {
			return err
		}
	}
	return nil
}

func (in *Instance) cycleDue(id TaskID, ev *spec.Event) (bool, error) {
	c := cycle{}
	if old := in.own(id).cycle; old != nil {
		c = *old
	} else {
		value, err := in.timerValue(id, ev)
		if err != nil {
			return false, err
		}
		n, start, length, err := parseInterval(value, in.now)
		if err != nil {
			return false, in.raise("ValueError", "%s", err)
		}
		c = cycle{left: n, next: isoFormat(start), length: length}
	}
	if c.left == 0 {
		in.remember(id, func(x *internal) { x.eventFired, x.cycle = true, &c })
		return false, nil
	}
	next, err := parseDateTime(c.next)
	if err != nil {
		return false, in.raise("ValueError", "%s", err)
	}
	due := next.Before(in.now)
	if due {
		t, err := c.length.after(next)
		if err != nil {
			return false, in.raise("OverflowError", "%s", err)
		}
		c.next = isoFormat(t)
		c.left--
	}
	in.remember(id, func(x *internal) { x.cycle = &c })
	return due, nil
}

// span is a length of time in microseconds: a time.Duration does not reach beyond 292 years.
type span int64

// after returns the time that is the span after another.
func (s span) after(t time.Time) (time.Time, error) {
	t = time.Unix(t.Unix()+int64(s)/1e6, int64(t.Nanosecond())+int64(s)%1e6*1000).UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		return t, errors.New("date value out of range")
	}
	return t, nil
}

func seconds(s float64) span {
	if math.Abs(s) > 1e12 {
		s = math.Copysign(1e12, s)
	}
	return span(math.RoundToEven(s * 1e6))
}

// duration is a parsed ISO 8601 duration.
type duration struct {
	years, months, weeks, days, hours, minutes, seconds float64
}

func (d *duration) part(name string) *float64 {
	switch name {
	case "years":
		return &d.years
	case "months":
		return &d.months
	case "weeks":
		return &d.weeks
	case "days":
		return &d.days
	case "hours":
		return &d.hours
	case "minutes":
		return &d.minutes
	}
	return &d.seconds
}

// The texts of errors are the engine's.
var (
	//lint:ignore ST1005 the engine's text
	errDuration = errors.New("Invalid duration")
	//lint:ignore ST1005 the engine's text
	errInterval = errors.New("Invalid recurring interval")
)

// parseDuration reads an ISO 8601 duration with the engine's liberties: any case, comma or dot, fractions in the last
// part only, a missing P. What is not a number stays in front of what follows.
func parseDuration(text string) (*duration, error) {
	rest := strings.ReplaceAll(strings.Trim(strings.ToLower(latinDigits(text)), "p"), ",", ".")
	var d duration
	var parsed []string
	timed := false
	for _, name := range [...]string{"years", "months", "weeks", "days", "t", "hours", "minutes", "seconds"} {
		number, remainder, found := strings.Cut(rest, name[:1])
		if !found {
			continue
		}
		ok := false
		if name != "t" {
			if isDigits(number) {
				ok = true
			} else if isDigits(strings.ReplaceAll(number, ".", "")) && remainder == "" {
				ok = true
			}
			if ok {
				v, err := strconv.ParseFloat(number, 64)
				if err != nil {
					return nil, errors.New("could not convert string to float: '" + number + "'")
				}
				if !isDigits(number) && (name == "years" || name == "months") {
					return nil, errors.New("'float' object cannot be interpreted as an integer")
				}
				*d.part(name) = v
				parsed = append(parsed, name)
			}
		}
		if ok || name == "t" {
			rest = remainder
		}
		if name == "t" {
			timed = true
			if isDigits(number) {
				return nil, errors.New("'t' is an invalid keyword argument for __new__()")
			}
		}
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(parsed, func(p string) bool { return slices.Contains(names, p) })
	}
	if rest != "" || has("hours", "minutes", "seconds") != timed || has("weeks") && has("years", "months", "days") {
		return nil, errDuration
	}
	return &d, nil
}

// latinDigits writes the decimal digits of other scripts as 0 to 9: Python reads them as well.
func latinDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf || !unicode.Is(unicode.Nd, r) {
			return r
		}
		// The digits of a script are ten in a row; those of the next may follow at once.
		first := r
		for unicode.Is(unicode.Nd, first-1) {
			first--
		}
		return '0' + (r-first)%10
	}, s)
}

var wholeNumber = regexp.MustCompile(`^[+-]?[0-9]+(_[0-9]+)*$`)

// parseCount reads a number as Python's int does. One that is too large becomes the largest there is.
func parseCount(text string) (int, error) {
	digits := strings.TrimSpace(latinDigits(text))
	if !wholeNumber.MatchString(digits) {
		return 0, errors.New("invalid literal for int() with base 10: " + python.Repr(python.Str(text)))
	}
	n, _ := strconv.Atoi(strings.ReplaceAll(digits, "_", ""))
	return n, nil
}

func isDigits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// monthDays returns the number of days of a month; the month may be 0 (December before) or 13.
func monthDays(year, month int) float64 {
	return float64(time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

func floorDiv(a, b float64) float64 { return math.Floor(a / b) }

func pyMod(a, b float64) float64 { return a - b*math.Floor(a/b) }

// from returns the length of the duration when it begins at a time: months have their true length.
func (d duration) from(start time.Time) span {
	months := d.months + 12*d.years
	days := d.days
	y, m := float64(start.Year()), float64(start.Month())
	for i := 0.0; i < math.Trunc(months) && i < 12*10000; i++ {
		days += monthDays(int(y+floorDiv(m+i-1, 12)), monthOf(pyMod(m+i, 12)))
	}
	year := y + floorDiv(m+months-1, 12)
	days += (months - math.Trunc(months)) * monthDays(int(year), monthOf(pyMod(m+months, 12)))
	return d.total(days)
}

// until returns the length of the duration when it ends at a time.
func (d duration) until(end time.Time) span {
	months := d.months + 12*d.years
	days := d.days
	y, m := float64(end.Year()), float64(end.Month())
	for i := 1.0; i <= math.Trunc(months) && i < 12*10000; i++ {
		days += monthDays(int(y-(1+floorDiv(i-m, 12))), monthOf(pyMod(m-i, 12)))
	}
	year := y - (1 + floorDiv(months-m, 12))
	days += (months - math.Trunc(months)) * monthDays(int(year), monthOf(pyMod(m-months, 12)))
	return d.total(days)
}

func monthOf(m float64) int {
	if m == 0 {
		return 12
	}
	return int(m)
}

func (d duration) total(days float64) span {
	return seconds(d.weeks*7*86400 + days*86400 + d.hours*3600 + d.minutes*60 + d.seconds)
}

// parseTimeOrDuration reads what stands for a time: a duration, a week date or a date and time.
func parseTimeOrDuration(text string) (time.Time, *duration, error) {
	upper := strings.ToUpper(text)
	switch {
	case strings.HasPrefix(upper, "P"):
		d, err := parseDuration(text)
		return time.Time{}, d, err
	case strings.Contains(upper, "W"):
		t, err := parseWeek(upper)
		return t, nil, err
	}
	t, err := parseDateTime(text)
	return t, nil, err
}

var weekDate = regexp.MustCompile(`^(\d{4})W(\d{2})(\d)(T.+)?`)

// parseWeek reads a week date such as 2024-W01-1.
func parseWeek(upper string) (time.Time, error) {
	m := weekDate.FindStringSubmatch(strings.ReplaceAll(upper, "-", ""))
	if m == nil {
		return time.Time{}, errors.New("'NoneType' object has no attribute 'groups'")
	}
	year, _ := strconv.Atoi(m[1])
	week, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	if year < 1000 {
		// strftime writes the year without zeros, which cannot be read again.
		return time.Time{}, errors.New("Invalid isoformat string: " + m[0])
	}
	if week < 1 || week > 53 || day < 1 || day > 7 {
		return time.Time{}, errors.New("Invalid week or day: " + m[0])
	}
	// The first week is the one with the fourth of January.
	jan4 := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7)
	date := monday.AddDate(0, 0, 7*(week-1)+day-1)
	if y, w := date.ISOWeek(); y != year || w != week {
		return time.Time{}, errors.New("Invalid week: " + m[2])
	}
	return parseDateTime(date.Format("2006-01-02") + m[4])
}

var isoDate = regexp.MustCompile(`^(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2}))`)

// parseDateTime reads an ISO 8601 date or date and time as Python's fromisoformat does; without an offset it is in UTC.
func parseDateTime(text string) (time.Time, error) {
	bad := errors.New("Invalid isoformat string: " + python.Repr(python.Str(text)))
	m := isoDate.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, bad
	}
	n := func(s string) int { v, _ := strconv.Atoi(s); return v }
	year, month, day := n(m[1]), n(m[2]+m[4]), n(m[3]+m[5])
	if year < 1 || month < 1 || month > 12 || day < 1 || day > int(monthDays(year, month)) {
		return time.Time{}, bad
	}
	var at clockTime
	var offset time.Duration
	if rest := text[len(m[0]):]; rest != "" {
		_, size := utf8.DecodeRuneInString(rest) // any character stands between date and time
		local, zone := rest[size:], ""
		if i := strings.IndexAny(local, "+-Z"); i >= 0 {
			local, zone = local[:i], local[i:]
		}
		var ok bool
		if at, ok = parseClock(local, zone != ""); !ok || at.hour > 23 || at.minute > 59 || at.second > 59 {
			return time.Time{}, bad
		}
		if zone != "" && zone != "Z" {
			o, ok := parseClock(zone[1:], false)
			if offset = o.length(); !ok || zone[0] == 'Z' || offset >= 24*time.Hour {
				return time.Time{}, bad
			}
			if zone[0] == '-' {
				offset = -offset
			}
		}
	}
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Add(at.length() - offset), nil
}

type clockTime struct{ hour, minute, second, micro int }

func (c clockTime) length() time.Duration {
	return time.Duration(c.hour)*time.Hour + time.Duration(c.minute)*time.Minute + time.Duration(c.second)*time.Second + time.Duration(c.micro)*time.Microsecond
}

// parseClock reads a time of day: HH, HH:MM or HH:MM:SS, or without colons, and a fraction. CPython does not look at one
// more character at the end when an offset follows.
func parseClock(s string, more bool) (c clockTime, ok bool) {
	colons := false
	for i, v := range []*int{&c.hour, &c.minute, &c.second} {
		if len(s) < 2 || !isDigits(s[:2]) {
			return c, false
		}
		*v, _ = strconv.Atoi(s[:2])
		if s = s[2:]; s == "" {
			return c, true
		}
		if i == 0 {
			colons = s[0] == ':'
		}
		switch {
		case len(s) == 1:
			return c, more
		case colons && s[0] == ':':
			s = s[1:]
			continue
		case s[0] == '.' || s[0] == ',':
			s = s[1:]
			return c, c.fraction(s, more)
		case colons:
			return c, false
		}
	}
	return c, c.fraction(s, more)
}

// fraction reads the digits of a fraction of a second, of which six count.
func (c *clockTime) fraction(s string, more bool) bool {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 || n < 6 && n < len(s) {
		return false
	}
	c.micro, _ = strconv.Atoi((s[:n] + "00000")[:6])
	return n == len(s) || more
}

// parseInterval reads a repeating interval: how often (-1: without end), when first, and how long a cycle is.
func parseInterval(text string, now time.Time) (cycles int, start time.Time, length span, err error) {
	parts := strings.Split(strings.Trim(strings.ReplaceAll(strings.ToUpper(text), "--", "/"), "R"), "/")
	cycles = -1
	if parts[0] != "" {
		if cycles, err = parseCount(parts[0]); err != nil {
			return 0, start, 0, err
		}
	}
	if len(parts) < 2 {
		return 0, start, 0, errors.New("list index out of range")
	}
	first, period, err := parseTimeOrDuration(parts[1])
	if err != nil {
		return 0, start, 0, err
	}
	if len(parts) != 3 {
		if period == nil {
			return 0, start, 0, errors.New("'NoneType' object has no attribute 'pop'")
		}
		length = period.from(now)
		start, err = length.after(now)
		return cycles, start, length, err
	}
	end, endPeriod, err := parseTimeOrDuration(parts[2])
	switch {
	case err != nil:
		return 0, start, 0, err
	case period == nil && endPeriod != nil:
		return cycles, first, endPeriod.from(first), nil
	case period != nil && endPeriod == nil:
		length = period.until(end)
		start, err = (-length).after(end)
		return cycles, start, length, err
	}
	return 0, start, 0, errInterval
}

// isoFormat writes a time as Python's isoformat does.
func isoFormat(t time.Time) string {
	t = t.UTC()
	if t.Nanosecond()/1000 == 0 {
		return t.Format("2006-01-02T15:04:05") + "+00:00"
	}
	return t.Format("2006-01-02T15:04:05.000000") + "+00:00"
}
