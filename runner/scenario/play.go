package scenario

import (
	"context"
	"fmt"
	"time"

	"spiffmodeler/runner"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Start returns what a run of the scenario begins with, for runs that are not made by [Scenario.Run]: data, clock, seed,
// what scripts see, data stores and the answers of services, which are counted anew for each call of Start.
func (s *Scenario) Start() (runner.Options, error) {
	r := &run{s: s, trace: &Trace{Format: 1}}
	o, err := r.startOptions()
	o.Hooks = runner.Hooks{}
	return o, err
}

// Apply does to an instance what the stimulus says, without stepping on. The result is that of a trace: ok, no_task,
// not_waiting or not_correlated.
func (a *Stimulus) Apply(ctx context.Context, in *runner.Instance) (result string, err error) {
	switch a.Action {
	case "complete":
		task, ok := (&run{in: in}).find(a)
		if !ok {
			return "no_task", nil
		}
		data, err := object(a.Data, "data")
		if err != nil {
			return "", err
		}
		how := map[string]runner.Merge{"shallow": runner.Shallow, "replace": runner.Replace}[a.Merge]
		return "ok", in.Complete(ctx, task, data, how, a.Remove...)
	case "advance":
		d, err := parseDuration(a.Duration)
		if err != nil {
			return "", err
		}
		return "ok", in.Advance(ctx, d)
	case "message", "signal":
		return a.send(ctx, in)
	}
	return "", fmt.Errorf("%q is nothing that can happen to a process", a.Action)
}

func (a *Stimulus) send(ctx context.Context, in *runner.Instance) (string, error) {
	payload, err := value(a.Payload, "payload")
	if err != nil {
		return "", err
	}
	if payload == nil {
		payload = python.NewDict()
	}
	send := in.SendMessage
	if a.Action == "signal" {
		send = in.SendSignal
	}
	var name spec.Text
	if a.Name != nil {
		name = spec.Some(*a.Name)
	}
	outcome, err := send(ctx, name, payload)
	return map[runner.Outcome]string{runner.Caught: "ok", runner.NotWaiting: "not_waiting", runner.NotCorrelated: "not_correlated"}[outcome], err
}

// ParseDuration reads a duration as scenarios have it: ISO 8601, weeks to seconds.
func ParseDuration(text string) (time.Duration, error) { return parseDuration(text) }
