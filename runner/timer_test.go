package runner

import (
	"testing"
	"time"
)

var newYear = time.Date(2024, 1, 31, 12, 0, 0, 0, time.UTC)

// TestDurations are those that SpiffWorkflow accepts, with what they come to from the last of January.
func TestDurations(t *testing.T) {
	for text, want := range map[string]string{
		"PT10S": "2024-01-31T12:00:10+00:00", "pt0,5s": "2024-01-31T12:00:00.500000+00:00", "P1W": "2024-02-07T12:00:00+00:00",
		"P1M": "2024-03-02T12:00:00+00:00", "P1Y": "2025-01-31T12:00:00+00:00", "P1DT1H1M1S": "2024-02-01T13:01:01+00:00",
		"PT٣S": "2024-01-31T12:00:03+00:00", "1D": "2024-02-01T12:00:00+00:00", "P": "2024-01-31T12:00:00+00:00", "P0.5D": "2024-02-01T00:00:00+00:00", "PDT1H": "2024-01-31T13:00:00+00:00",
		// The engine loses what it cannot read in front of the T.
		"P1.5DT1H": "2024-01-31T13:00:00+00:00",
	} {
		d, err := parseDuration(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		at, err := d.from(newYear).after(newYear)
		if got := isoFormat(at); err != nil || got != want {
			t.Errorf("%s ends at %s (%v), want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"10", "P1H", "PT1D", "P1W1D", "-P1D", "PT", "PTT1S", "x", "P1.5M", "P1Y2"} {
		if d, err := parseDuration(text); err == nil {
			t.Errorf("%q was read as %+v", text, d)
		}
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2024-01-01": "2024-01-01T00:00:00+00:00", "20240101": "2024-01-01T00:00:00+00:00", "2024-01-01T10:00:00Z": "2024-01-01T10:00:00+00:00",
		"2024-01-01 10:00": "2024-01-01T10:00:00+00:00", "2024-01-01T10:00:00.25+02:00": "2024-01-01T08:00:00.250000+00:00",
		"20240101T101112-0130": "2024-01-01T11:41:12+00:00", "2024-W01-1": "2024-01-01T00:00:00+00:00", "2024W011T10:00": "2024-01-01T10:00:00+00:00",
		"2024-01-01T10,5": "2024-01-01T10:00:00.500000+00:00", "2024-01-01é10:00 +01:00": "2024-01-01T09:00:00+00:00", "2024-01-01T10:11:12.12345678Z": "2024-01-01T10:11:12.123456+00:00",
		"2020-W53-7": "2021-01-03T00:00:00+00:00",
	} {
		at, d, err := parseTimeOrDuration(text)
		if got := isoFormat(at); err != nil || d != nil || got != want {
			t.Errorf("%s is %s (%v), want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "today", "2024-13-01", "2024-02-30", "2024-01-01T25:00", "2024-W54-1", "2024-W01-8", "2024-01-01T10:0000", "2024-01-01T10:00z", "2024-01-01T10:00 ", "2024-01-01T10:00+24:00", "2024-01-01T"} {
		if at, _, err := parseTimeOrDuration(text); err == nil {
			t.Errorf("%q was read as %s", text, at)
		}
	}
}

func TestIntervals(t *testing.T) {
	for text, want := range map[string]struct {
		cycles int
		first  string
		length time.Duration
	}{
		"R3/PT10S":                         {3, "2024-01-31T12:00:10+00:00", 10 * time.Second},
		"R/PT1H":                           {-1, "2024-01-31T13:00:00+00:00", time.Hour},
		"r2/2024-05-01T00:00:00Z/P1D":      {2, "2024-05-01T00:00:00+00:00", 24 * time.Hour},
		"R1/P1M/2024-03-31":                {1, "2024-03-02T00:00:00+00:00", 29 * 24 * time.Hour},
		"R2--2024-05-01--PT1M":             {2, "2024-05-01T00:00:00+00:00", time.Minute},
		"R1_0/PT1S":                        {10, "2024-01-31T12:00:01+00:00", time.Second},
		"R ٣ /PT1S":                        {3, "2024-01-31T12:00:01+00:00", time.Second},
		"R0/PT10S":                         {0, "2024-01-31T12:00:10+00:00", 10 * time.Second},
		"R2/2024-02-29T00:00:00+00:00/P1Y": {2, "2024-02-29T00:00:00+00:00", 366 * 24 * time.Hour},
	} {
		n, first, length, err := parseInterval(text, newYear)
		if err != nil || n != want.cycles || isoFormat(first) != want.first || time.Duration(length)*time.Microsecond != want.length {
			t.Errorf("%s: %d times, %s, %d µs (%v), want %+v", text, n, isoFormat(first), length, err, want)
		}
	}
	for _, text := range []string{"PT10S", "R", "R3", "Rx/PT1S", "R3/2024-01-01", "R3/PT1S/PT2S", "R_1/PT1S", "R1__0/PT1S", "R3/2024-01-01/2024-01-02", ""} {
		if n, first, _, err := parseInterval(text, newYear); err == nil {
			t.Errorf("%q was read as %d from %s", text, n, first)
		}
	}
}

// FuzzTimes: no text that stands for a time crashes or hangs the readers.
func FuzzTimes(f *testing.F) {
	for _, s := range []string{"PT10S", "R3/2024-05-01T00:00:00Z/P1D", "2024-W01-1", "P99999999Y", "R99/P1M/0001-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := parseDuration(text); err == nil {
			d.from(newYear)
			d.until(newYear)
		}
		parseTimeOrDuration(text)
		parseInterval(text, newYear)
	})
}
