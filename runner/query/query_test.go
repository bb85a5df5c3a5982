package query

import (
	"errors"
	"strings"
	"testing"
)

var approve = Task{Name: "Approve the bill", ID: "Approve", Type: "UserTask", State: "READY", Lane: "Finance", Process: "bill", Path: "bill", Manual: true}

func TestPredicatesOverTasks(t *testing.T) {
	for text, want := range map[string]bool{
		``:                                       true,
		"  ":                                     true,
		`state == "READY" and lane == "Finance"`: true,
		`state in ["WAITING", "ERROR"]`:          false,
		`name contains "bill" && manual`:         true,
		`type endsWith "Task" and not (id == "Approve")`: false,
		`path matches "^bill"`:                           true,
		`split(path, "/")[3] == "x"`:                     false, // fails, so it doesn't hold
	} {
		f, err := Tasks(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := f.Match(approve); got != want {
			t.Errorf("%s gives %v, want %v", text, got, want)
		}
	}
}

func TestFaultsSayWhere(t *testing.T) {
	for text, want := range map[string]struct {
		column int
		part   string
	}{
		`state = "READY"`: {7, "="},
		`colour == "red"`: {1, "colour"},
		`state == "READY`: {16, "not terminated"},
		`lane`:            {1, "bool"},
		`state == 3`:      {7, "mismatched"},
	} {
		_, err := Tasks(text)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if e.Line != 1 || e.Column != want.column || !strings.Contains(e.Message, want.part) || strings.Contains(e.Message, "\n") {
			t.Errorf("%s: line %d, column %d: %q; want column %d with %q", text, e.Line, e.Column, e.Message, want.column, want.part)
		}
	}
}
