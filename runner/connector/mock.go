package connector

import (
	"context"
	"fmt"
	"slices"

	"spiffmodeler/runner/python"
)

// Mock answers with what was prepared. It is used by one goroutine at a time.
type Mock struct {
	answers []Answer
	uses    []int
}

// Answer is an answer of a mock.
type Answer struct {
	Operator string // only for this operator; empty: for all
	Task     string // only for the service task with this BPMN id; empty: for all
	Times    int    // how often it can be given; 0: always
	Response python.Value
	Error    string // makes the task fail with this text
	// Code makes the error one that the process can catch.
	Code string
}

// NewMock returns a mock; for each call the first answer counts that applies.
func NewMock(answers ...Answer) *Mock {
	return &Mock{answers: answers, uses: make([]int, len(answers))}
}

// NoAnswerError says that no answer was prepared for a call.
type NoAnswerError struct{ Operator, Task string }

func (e *NoAnswerError) Error() string {
	return fmt.Sprintf("no response is set for this service (operator %s, task %s)", e.Operator, e.Task)
}

// Call implements Connector. The response is a copy, so that a run cannot change what the next one gets. Without an answer
// the error is a *NoAnswerError.
func (m *Mock) Call(ctx context.Context, op Operation) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	for i, a := range m.answers {
		if a.Operator != "" && a.Operator != op.ID || a.Task != "" && a.Task != op.Task || a.Times > 0 && m.uses[i] >= a.Times {
			continue
		}
		m.uses[i]++
		if a.Error != "" || a.Code != "" {
			return Result{}, &Error{Code: a.Code, Message: a.Error, Operator: op.ID, Status: 500}
		}
		if a.Response == nil {
			return Result{Value: python.None}, nil
		}
		v, err := python.DeepCopy(a.Response)
		return Result{Value: v}, err
	}
	return Result{}, &NoAnswerError{op.ID, op.Task}
}

// Uses returns how often each answer was given, to be restored when a run goes back.
func (m *Mock) Uses() []int { return slices.Clone(m.uses) }

// Restore makes it as if each answer had been given that often.
func (m *Mock) Restore(uses []int) {
	clear(m.uses)
	copy(m.uses, uses)
}
