package python

import "strings"

// isoReader reads the forms of ISO 8601 that CPython 3.11's fromisoformat takes.
type isoReader struct {
	s  string
	i  int
	ok bool
}

// digits reads exactly n digits.
func (r *isoReader) digits(n int) int64 {
	if r.i+n > len(r.s) {
		r.ok = false
		return 0
	}
	v := int64(0)
	for _, c := range []byte(r.s[r.i : r.i+n]) {
		if !isDigit(c) {
			r.ok = false
			return 0
		}
		v = v*10 + int64(c-'0')
	}
	r.i += n
	return v
}

func (r *isoReader) accept(c byte) bool {
	if r.i < len(r.s) && r.s[r.i] == c {
		r.i++
		return true
	}
	return false
}

func failISO(s string) { fail(excValue, "Invalid isoformat string: %s", quote(s)) }

// date reads YYYY-MM-DD, YYYYMMDD, YYYY-Www[-D] or YYYYWww[D] and returns the day.
func (r *isoReader) date(m *vm) int64 {
	y := r.digits(4)
	dash := r.accept('-')
	if r.accept('W') {
		w := r.digits(2)
		d := int64(1)
		if r.i < len(r.s) && (r.s[r.i] == '-') == dash && (dash || isDigit(r.s[r.i])) {
			if dash {
				r.i++
			}
			d = r.digits(1)
		}
		if !r.ok {
			return 0
		}
		return dayOfISO(m, y, w, d)
	}
	mo := r.digits(2)
	if dash && !r.accept('-') {
		r.ok = false
	}
	d := r.digits(2)
	if !r.ok {
		return 0
	}
	checkDate(y, mo, d)
	return dayOf(y, mo, d)
}

// clock reads HH[:MM[:SS[.fff[fff]]]] up to an offset.
func (r *isoReader) clock() (h, mi, s, us int64) {
	h = r.digits(2)
	if !r.more() {
		return
	}
	colon := r.accept(':')
	mi = r.digits(2)
	if !r.more() {
		return
	}
	if colon != r.accept(':') {
		r.ok = false
	}
	s = r.digits(2)
	if r.accept('.') || r.accept(',') {
		n := 0
		for r.i < len(r.s) && isDigit(r.s[r.i]) {
			if n < 6 {
				us = us*10 + int64(r.s[r.i]-'0')
			}
			n++
			r.i++
		}
		if n == 0 {
			r.ok = false
		}
		for ; n < 6; n++ {
			us *= 10
		}
	}
	return
}

func (r *isoReader) more() bool {
	return r.ok && r.i < len(r.s) && strings.IndexByte("+-Z", r.s[r.i]) < 0
}

// zone reads Z or an offset; nil when there is none.
func (r *isoReader) zone() *TimeZone {
	if r.i >= len(r.s) {
		return nil
	}
	if r.accept('Z') {
		return UTC
	}
	sign := int64(1)
	if !r.accept('+') {
		if !r.accept('-') {
			r.ok = false
			return nil
		}
		sign = -1
	}
	h, mi, s, us := r.clock()
	if !r.ok {
		return nil
	}
	off := clockUs(h, mi, s, us)
	if off >= usDay {
		fail(excValue, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
	}
	return fixedZone(sign * off)
}

func (m *vm) parseDate(s string) Value {
	if len(s) != 7 && len(s) != 8 && len(s) != 10 {
		failISO(s)
	}
	r := &isoReader{s: s, ok: true}
	day := r.date(m)
	if !r.ok || r.i != len(s) {
		failISO(s)
	}
	return &Date{day}
}

func (m *vm) parseDateTime(s string) Value {
	if len(s) < 7 {
		failISO(s)
	}
	r := &isoReader{s: s, ok: true}
	day := r.date(m)
	if !r.ok {
		failISO(s)
	}
	d := &DateTime{wall: (day - 1) * usDay}
	if r.i == len(s) {
		return d
	}
	// Any one character may separate date and time.
	r.i += byteOffset(s[r.i:], 1)
	h, mi, sec, us := r.clock()
	d.zone = r.zone()
	if !r.ok || r.i != len(s) {
		failISO(s)
	}
	checkClock(h, mi, sec, us)
	d.wall += clockUs(h, mi, sec, us)
	return d
}

func (m *vm) parseTime(s string) Value {
	r := &isoReader{s: s, ok: true}
	r.accept('T')
	h, mi, sec, us := r.clock()
	zone := r.zone()
	if !r.ok || r.i != len(s) {
		failISO(s)
	}
	checkClock(h, mi, sec, us)
	return &TimeOfDay{clockUs(h, mi, sec, us), zone}
}
