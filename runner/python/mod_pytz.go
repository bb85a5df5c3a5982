package python

import "strings"

// What SpiffArena offers of the packages pytz and dateparser: zones by name, and dates in fixed forms.

var excUnknownZone = newType("pytz.exceptions.UnknownTimeZoneError", builtinExceptions["KeyError"])

// dateForms are the forms of dates dateparser.parse reads here, besides ISO 8601.
var dateForms = strings.Split("%m/%d/%Y|%m/%d/%y|%m/%d/%Y %H:%M|%m/%d/%Y %H:%M:%S|%m/%d/%Y %I:%M %p|%Y/%m/%d|%Y/%m/%d %H:%M|%Y/%m/%d %H:%M:%S|"+
	"%d %B %Y|%d %b %Y|%B %d, %Y|%b %d, %Y|%B %d %Y|%b %d %Y|%d.%m.%Y|%d.%m.%Y %H:%M|%d-%m-%Y|%d %B %Y %H:%M|%d %b %Y %H:%M|%B %d, %Y %H:%M|%b %d, %Y %H:%M|%B %d, %Y %I:%M %p|%b %d, %Y %I:%M %p", "|")

func (m *vm) parseAnyDate(s string) Value {
	s = strings.TrimSpace(s)
	now := m.nowIn(nil)
	switch strings.ToLower(s) {
	case "":
		return None
	case "now", "today":
		return now
	case "yesterday":
		return &DateTime{wall: now.wall - usDay}
	case "tomorrow":
		return &DateTime{wall: now.wall + usDay}
	}
	var found Value
	try := func(f func() Value) {
		if found != nil {
			return
		}
		c := m.save()
		defer func() {
			if p := recover(); p != nil {
				if _, ok := p.(*Exception); !ok {
					panic(p)
				}
				m.restore(c)
			}
		}()
		found = f()
	}
	try(func() Value { return m.parseDateTime(s) })
	for _, f := range dateForms {
		try(func() Value { return m.strptime(Str(s), Str(f)) })
	}
	if found == nil {
		fail(excNotImplemented, "dateparser: the form of %s is not supported here", quote(s))
	}
	return found
}

func init() {
	excUnknownZone.create = newException
	addModule("pytz", map[string]Value{
		"utc": UTC, "UTC": UTC, "UnknownTimeZoneError": excUnknownZone,
		"timezone": py("zone", func(m *vm, a []Value) Value {
			return m.zone(m.wantText(a[0], "timezone", "1"), excUnknownZone, "%s")
		}),
		"FixedOffset": py("offset", func(m *vm, a []Value) Value { return fixedZone(m.wantInt64(a[0]) * usMinute) }),
	})
	addModule("dateparser", map[string]Value{
		"parse": free(func(m *vm, a args) Value {
			if len(a.pos) == 0 {
				failMissing("parse", "positional", []string{"'date_string'"})
			}
			return m.parseAnyDate(m.wantText(a.pos[0], "parse", "1"))
		}),
	})
}
