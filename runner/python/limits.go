package python

import (
	"context"
	"time"
)

// Limits bound one evaluation. Zero fields take the value of DefaultLimits.
type Limits struct {
	Steps   int64 // units of work: about one for each operation, more for operations on long values
	Bytes   int64 // memory held by values the evaluation made
	Depth   int   // calls within calls, and nesting of data
	IntBits int   // size of one int
	Time    time.Duration
}

// DefaultLimits are those of scripts. Depth is CPython's recursion limit.
var DefaultLimits = Limits{Steps: 20_000_000, Bytes: 64 << 20, Depth: 1000, IntBits: 1 << 16, Time: 2 * time.Second}

// pollEvery is the number of steps after which context and clock are looked at.
const pollEvery = 1024

func (m *vm) setLimits(l Limits) {
	d := DefaultLimits
	if l.Steps > 0 {
		d.Steps = l.Steps
	}
	if l.Bytes > 0 {
		d.Bytes = l.Bytes
	}
	if l.Depth > 0 {
		d.Depth = l.Depth
	}
	if l.IntBits > 0 {
		d.IntBits = l.IntBits
	}
	if l.Time > 0 {
		d.Time = l.Time
	}
	m.limits = d
	m.fuel = min(pollEvery, d.Steps)
	m.left = d.Steps - m.fuel
	m.collectAt = d.Bytes / 2
}

// work charges n steps before they are done.
func (m *vm) work(n int) {
	m.fuel -= int64(n)
	if m.fuel < 0 {
		m.refuel()
	}
}

// refuel takes the next portion of steps, and looks whether anything else ends the program.
func (m *vm) refuel() {
	debt := -m.fuel
	if m.left < debt {
		limit("steps", "more than %d steps", m.limits.Steps)
	}
	m.left -= debt
	m.fuel = min(pollEvery, m.left)
	m.left -= m.fuel
	if m.ctx == nil {
		return
	}
	if err := m.ctx.Err(); err != nil {
		panic(&LimitError{Limit: "time", Text: "the run was stopped", cause: context.Cause(m.ctx)})
	}
	now := time.Now()
	if m.deadline.IsZero() {
		m.deadline = now.Add(m.limits.Time)
	} else if now.After(m.deadline) {
		limit("time", "more than %v", m.limits.Time)
	}
}

// alloc charges n bytes before they are taken, and the work to fill them.
func (m *vm) alloc(n int) {
	m.bytes += int64(n)
	if n > 64 {
		m.work(n >> 6)
	}
	if m.bytes > m.limits.Bytes {
		m.overdrawn()
	}
}

// slotBytes is what one slot of a container is charged: a value takes 16 bytes, and growing containers have room to spare.
const slotBytes = 24

// cells charges n slots of a container.
func (m *vm) cells(n int) {
	if n > 1<<40 {
		n = 1 << 40
	}
	m.alloc(slotBytes * n)
}

// repeat charges size*times bytes without overflow.
func (m *vm) repeat(size, times int) {
	if times > 0 && size > int(m.limits.Bytes)/times {
		limit("memory", "more than %d MiB of memory", m.limits.Bytes>>20)
	}
	m.alloc(size * times)
}

// deeper enters one level of calls or nested data; shallower leaves it.
func (m *vm) deeper() {
	m.depth++
	if m.depth > m.limits.Depth {
		limit("depth", "more than %d calls or levels of data within each other", m.limits.Depth)
	}
}

func (m *vm) shallower() { m.depth-- }
