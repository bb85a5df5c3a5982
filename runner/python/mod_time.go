package python

import (
	"math"
	"time"
)

func (m *vm) sleep(v Value) {
	s := m.wantFloat(v)
	if s < 0 {
		fail(excValue, "sleep length must be non-negative")
	}
	if math.IsNaN(s) || s > 1e10 {
		fail(excOverflow, "timestamp too large to convert to C _PyTime_t")
	}
	m.clock().Sleep(time.Duration(s * float64(time.Second)))
}

// stampOfTuple reads a struct_time or a tuple like one.
func (m *vm) stampOfTuple(v Value) stamp {
	t, ok := v.(*Tuple)
	if !ok || len(t.items) < 9 {
		fail(excType, "Tuple or struct_time argument required")
	}
	n := make([]int64, 6)
	for i := range n {
		n[i] = m.wantInt64(t.items[i])
	}
	return newDateTime(n[0], n[1], n[2], n[3], n[4], min(n[5], 59), 0, nil).stamp()
}

// stampOfSeconds is the optional time argument of gmtime and strftime.
func (m *vm) stampOfSeconds(v Value) stamp {
	if v == nil || v == None {
		return stampOfTime(m.now())
	}
	return dateTimeOfStamp(m, v).stamp()
}

var moduleTime *Module

func init() {
	gmtime := func() *Builtin {
		return pos(0, 1, func(m *vm, a []Value) Value { return timeTuple(m.stampOfSeconds(a[0]), 0) })
	}
	seconds := func() *Builtin {
		return noArgs(func(m *vm, a []Value) Value { return Float(float64(m.now().UnixMicro()) / 1e6) })
	}
	nanos := func() *Builtin {
		return noArgs(func(m *vm, a []Value) Value { return Int(m.now().UnixNano()) })
	}
	tupleOrNow := func(m *vm, v Value) stamp {
		if v == nil {
			return stampOfTime(m.now())
		}
		return m.stampOfTuple(v)
	}
	moduleTime = addModule("time", map[string]Value{
		"time": seconds(), "time_ns": nanos(), "monotonic": seconds(), "monotonic_ns": nanos(),
		"perf_counter": seconds(), "perf_counter_ns": nanos(), "process_time": seconds(), "process_time_ns": nanos(),
		"sleep":  one(func(m *vm, a []Value) Value { m.sleep(a[0]); return None }),
		"gmtime": gmtime(), "localtime": gmtime(),
		"strftime": pos(1, 2, func(m *vm, a []Value) Value {
			return Str(m.strftime(m.wantText(a[0], "strftime", "1"), tupleOrNow(m, a[1])))
		}),
		"strptime": pos(1, 2, func(m *vm, a []Value) Value {
			format := Value(Str("%a %b %d %H:%M:%S %Y"))
			if a[1] != nil {
				format = a[1]
			}
			d := m.strptime(a[0], format).(*DateTime)
			return timeTuple(d.stamp(), -1)
		}),
		"mktime": one(func(m *vm, a []Value) Value {
			s := m.stampOfTuple(a[0])
			return Float(float64((s.day-dayOf(1970, 1, 1))*86400 + s.us/usSecond))
		}),
		"ctime":       pos(0, 1, func(m *vm, a []Value) Value { return Str(m.strftime("%a %b %e %H:%M:%S %Y", m.stampOfSeconds(a[0]))) }),
		"asctime":     pos(0, 1, func(m *vm, a []Value) Value { return Str(m.strftime("%a %b %e %H:%M:%S %Y", tupleOrNow(m, a[0]))) }),
		"timezone":    Int(0),
		"altzone":     Int(0),
		"daylight":    Int(0),
		"tzname":      NewTuple(Str("UTC"), Str("UTC")),
		"struct_time": structTime.typ,
	})
}
