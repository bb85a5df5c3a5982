package python

import "time"

// Clock is the time of a run. Now is in UTC; Sleep moves it.
type Clock interface {
	Now() time.Time
	Sleep(d time.Duration)
}

// VirtualClock is a clock that moves only when told to. The zero VirtualClock stands at the zero time.
type VirtualClock struct{ T time.Time }

// Now implements Clock.
func (c *VirtualClock) Now() time.Time { return c.T }

// Sleep implements Clock.
func (c *VirtualClock) Sleep(d time.Duration) { c.T = c.T.Add(d) }

// clockStart is where the clock of an Env without one begins.
var clockStart = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

func (m *vm) clock() Clock {
	if m.env == nil {
		return &VirtualClock{clockStart}
	}
	if m.env.Clock == nil {
		m.env.Clock = &VirtualClock{clockStart}
	}
	return m.env.Clock
}

func (m *vm) now() time.Time { return m.clock().Now().UTC() }

func (m *vm) random() *Random {
	if m.env == nil {
		return NewRandom(0)
	}
	if m.env.Rand == nil {
		m.env.Rand = NewRandom(0)
	}
	return m.env.Rand
}
