package runner

import (
	"context"
	"errors"
	"strconv"

	"spiffmodeler/runner/connector"
	"spiffmodeler/runner/python"
)

// Connect makes Services of a connector. model is the identifier that a proxy is told.
func Connect(c connector.Connector, model string) Services { return &connected{c, model} }

type connected struct {
	c     connector.Connector
	model string
}

func (s *connected) Call(in *Instance, call ServiceCall) (python.Value, error) {
	op := connector.Operation{ID: call.Operator, Task: call.Spec.ID, TaskID: strconv.Itoa(int(call.Task)), Model: s.model, Data: in.data(call.Task)}
	for _, p := range call.Params {
		op.Params = append(op.Params, connector.Param{ID: p.ID, Type: p.Type, Value: p.Value})
	}
	ctx := in.ctx
	if ctx == nil {
		ctx = context.Background()
	}
	r, err := s.c.Call(ctx, op)
	var reported *connector.Error
	switch {
	case errors.As(err, &reported):
		return nil, &ServiceError{Text: reported.Error(), Code: reported.Code, Payload: reported.Payload()}
	case err != nil:
		return nil, &ServiceError{Text: err.Error()}
	case r.Pending:
		return nil, ErrPending
	}
	return r.Value, nil
}
