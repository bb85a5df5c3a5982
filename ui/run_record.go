package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"spiffmodeler/runner"
	"spiffmodeler/runner/scenario"
)

// record is what came to a run from outside, with the number of steps that were
// done before: enough to do the same again. It belongs to the goroutine of the
// run's session.
type record struct {
	stimuli []recorded
	answers []scenario.Answer
}

type recorded struct {
	after    int // steps that were done before
	stimulus scenario.Stimulus
	reset    bool // a task was reset, which scenarios have no word for
}

// prune forgets what was taken back, because the run goes on another way.
func (c *record) prune(in *runner.Instance) {
	back, _ := in.Position()
	for n := len(c.stimuli); n > 0 && c.stimuli[n-1].after >= back; n-- {
		c.stimuli = c.stimuli[:n-1]
	}
}

func (c *record) add(in *runner.Instance, s scenario.Stimulus) {
	c.prune(in)
	back, _ := in.Position()
	c.stimuli = append(c.stimuli, recorded{after: back, stimulus: s})
}

// done returns what happened up to where the run stands.
func (c *record) done(in *runner.Instance) (steps []scenario.Stimulus, reset bool) {
	back, _ := in.Position()
	for _, s := range c.stimuli {
		if s.after < back {
			steps, reset = append(steps, s.stimulus), reset || s.reset
		}
	}
	return steps, reset
}

// note records a stimulus before it is applied.
func (r *run) note(make func(*runner.Instance) (scenario.Stimulus, bool)) {
	r.session.Ask(func(in *runner.Instance) {
		if s, ok := make(in); ok {
			r.record.add(in, s)
		}
	})
}

// prune is called before the run goes on without anything from outside.
func (r *run) prune() { r.session.Ask(r.record.prune) }

// completion describes the completing of a task that waits for a person.
func completion(in *runner.Instance, id runner.TaskID, data string) (scenario.Stimulus, bool) {
	t, ok := in.Task(id)
	if !ok {
		return scenario.Stimulus{}, false
	}
	s := scenario.Stimulus{Action: "complete", Task: t.Spec().ID, Data: json.RawMessage(data)}
	for _, other := range in.HumanTasks() { // the n-th of those with the same id
		if other.ID == id {
			return s, true
		}
		if other.Spec().ID == s.Task {
			s.Index++
		}
	}
	return s, false
}

func sending(action, name, payload string) scenario.Stimulus {
	s := scenario.Stimulus{Action: action, Payload: json.RawMessage(payload)}
	if name != "" {
		s.Name = &name
	}
	return s
}

func (r *run) noteAnswer(id runner.TaskID, operator string, a scenario.Answer) {
	once := 1
	a.Times, a.Operator = &once, &operator
	r.session.Ask(func(in *runner.Instance) {
		if t, ok := in.Task(id); ok {
			task := t.Spec().ID
			a.Task = &task
			r.record.answers = append(r.record.answers, a)
		}
	})
}

// isoDuration writes a duration as scenarios have it.
func isoDuration(d time.Duration) string {
	return "PT" + strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + "S"
}

// playStep does the next step of the scenario that is played.
func (r *run) playStep() {
	if r.played >= len(r.script) {
		return
	}
	n := r.played
	r.played++
	s := r.script[n]
	r.session.Do(fmt.Sprintf("play step %d of the scenario", n+1), func(ctx context.Context, in *runner.Instance) error {
		r.record.add(in, s)
		r.marks[n], _ = in.Position()
		result, err := s.Apply(ctx, in)
		if err == nil && result != "ok" {
			r.t.a.jobs.do(func() {
				r.t.a.status.Say(fmt.Sprintf("Step %d of the scenario: %s.", n+1, stepResults[result]), true)
			})
		}
		return err
	})
}

var stepResults = map[string]string{
	"no_task": "no such task waits for a person", "not_waiting": "nobody waits for it",
	"not_correlated": "its correlation can't be computed from the payload",
}

// rewindScript lets the scenario go on where the run stands, after going back.
func (r *run) rewindScript() {
	if len(r.script) == 0 {
		return
	}
	r.session.Ask(func(in *runner.Instance) {
		back, _ := in.Position()
		n := 0
		for n < len(r.marks) && r.marks[n] >= 0 && r.marks[n] < back {
			n++
		}
		r.t.a.jobs.do(func() { r.played = n })
	})
}

// atRest reports whether the run has done what it could.
func (r *run) atRest() bool {
	return r.view != nil && r.view.Status == runner.WaitsInput && r.view.Asked == nil
}
