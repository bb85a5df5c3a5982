package connector_test

import (
	"context"
	"errors"
	"testing"

	"spiffmodeler/runner/connector"
	"spiffmodeler/runner/python"
)

func value(t *testing.T, json string) python.Value {
	t.Helper()
	v, err := python.FromJSON([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTheFirstAnswerThatAppliesCounts(t *testing.T) {
	m := connector.NewMock(
		connector.Answer{Operator: "http/Get", Task: "fetch", Times: 1, Response: value(t, `{"n": 1}`)},
		connector.Answer{Operator: "http/Get", Response: value(t, `{"n": 2}`)},
		connector.Answer{Task: "broken", Error: "no paper"},
	)
	for i, c := range []struct{ operator, task, want string }{
		{"http/Get", "other", "{'n': 2}"},
		{"http/Get", "fetch", "{'n': 1}"},
		{"http/Get", "fetch", "{'n': 2}"},
		{"print", "broken", "error"},
		{"print", "unknown", "none"},
	} {
		r, err := m.Call(context.Background(), connector.Operation{ID: c.operator, Task: c.task})
		var reported *connector.Error
		var missing *connector.NoAnswerError
		switch {
		case c.want == "error":
			if !errors.As(err, &reported) || reported.Message != "no paper" {
				t.Errorf("%d: %v", i, err)
			}
		case c.want == "none":
			if !errors.As(err, &missing) || missing.Task != "unknown" {
				t.Errorf("%d: %v", i, err)
			}
		case err != nil || python.Repr(r.Value) != c.want:
			t.Errorf("%d: %v %v", i, r, err)
		}
	}
}

func TestARunThatGoesBackGetsTheSameAnswers(t *testing.T) {
	m := connector.NewMock(connector.Answer{Times: 1, Response: value(t, `["first"]`)}, connector.Answer{Response: value(t, `["later"]`)})
	call := func() string {
		r, err := m.Call(context.Background(), connector.Operation{})
		if err != nil {
			t.Fatal(err)
		}
		text := python.Repr(r.Value)
		r.Value.(*python.List).Append(python.None) // what a process does with its copy
		return text
	}
	before := m.Uses()
	if call() != "['first']" || call() != "['later']" || call() != "['later']" {
		t.Error("wrong answers")
	}
	m.Restore(before)
	if got := call(); got != "['first']" {
		t.Error(got)
	}
}
