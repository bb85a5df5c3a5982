package ui

import (
	"math"
	"testing"

	"spiffmodeler/runner"
)

func TestTheRunOpensWithWholeRows(t *testing.T) {
	for _, window := range []float32{400, 650, 800, 1080, 2160} {
		h := runHeight(window)
		rows := float64(h-dockHead-hairline-rowHeight-2*unit-taskRowHeight) / taskPitch
		if rows != math.Trunc(rows) || rows < 7 || rows > 12 {
			t.Errorf("in a window of %v the dock is %v high: %v rows", window, h, rows)
		}
	}
	if runHeight(800) <= runHeight(650) {
		t.Error("a taller window shows no more tasks")
	}
}

func TestAFailureIsASentence(t *testing.T) {
	for _, c := range []struct{ kind, message, want string }{
		{"NameError", "NameError:name 'tax' is not defined.  Did you mean 'tex'?", "NameError: name 'tax' is not defined. Did you mean 'tex'?"},
		{"ValueError", "too many", "ValueError: too many."},
		{"", "the service failed", "The service failed."},
	} {
		if got := failureWords(&runner.Report{Type: c.kind, Message: c.message}); got != c.want {
			t.Errorf("%q, %q reads %q", c.kind, c.message, got)
		}
	}
}

func TestADurationThatIsNoneIsQuotedAsItWasTyped(t *testing.T) {
	if _, err := readDuration("soon"); err == nil || err.Error() != `"soon" is no duration; one looks like PT1H, P3D, 90s or 2h` {
		t.Errorf("soon: %v", err)
	}
	for _, s := range []string{"PT8S", "pt8s", "8s"} {
		if d, err := readDuration(s); err != nil || d.Seconds() != 8 {
			t.Errorf("%s is %v, %v", s, d, err)
		}
	}
}
