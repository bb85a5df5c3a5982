package ui

import (
	"sync/atomic"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/runner"
	"spiffmodeler/runner/spec"
)

// run is the run of a file: the session that owns it, and the last look at it.
// It keeps the version of the model that it started with.
type run struct {
	t       *editorTab
	session *runner.Session
	view    *runner.View // nil until the first is published
	file    string       // name of the model's file, as the runner knows it
	version int          // of the document that was compiled
	greedy  bool         // the last command was to run on, not to step
	stepped bool         // a step was asked for: what it takes is animated
	latest  atomic.Pointer[runner.View]
	queued  atomic.Bool
	closed  bool
	answers map[string]string // the last answers by operator, to begin the next with
	budget  atomic.Int64      // steps that are left of the last command to run
	told    string            // what the output said last
}

// start compiles the model and begins a run; then is called with it.
func (a *App) startRun(t *editorTab, then func(*run)) {
	t.commit()
	if t.compiling {
		return
	}
	t.compiling = true
	version := t.version
	a.compile(t, func(s *spec.Spec, problems []bpmn.Problem, err error) {
		t.compiling = false
		switch {
		case t.doc == nil || t.gone:
			return
		case err != nil:
			a.say(t.name()+" can't be run", sentence(err.Error()))
			return
		}
		t.refused = problems
		a.problemsChanged(t)
		if s == nil {
			a.status.Say(t.name()+" can't be run: "+firstMessage(problems), true)
			a.dock.Open(a.problems.page)
			if len(problems) > 0 {
				a.problems.goTo(problems[0])
			}
			return
		}
		t.endRun()
		r := &run{t: t, file: t.doc.Name(), version: version, answers: map[string]string{}}
		t.run = r
		r.session = runner.NewSession(s, runner.SessionOptions{Publish: r.publish,
			Break: func(*runner.Instance, runner.TaskID) bool { return r.budget.Add(-1) <= 0 }})
		a.dock.Open(a.runs.page)
		a.runs.Show(t)
		then(r)
		a.refresh()
	})
}

func firstMessage(problems []bpmn.Problem) string {
	if len(problems) == 0 {
		return "the engine refuses it."
	}
	return problems[0].Message
}

// publish takes a view from the session's goroutine to the window. Views that
// come faster than the window shows them are left out.
func (r *run) publish(v *runner.View) {
	r.latest.Store(v)
	if r.queued.Swap(true) {
		return
	}
	r.t.a.jobs.do(func() {
		r.queued.Store(false)
		if v := r.latest.Load(); !r.closed && r.t.run == r {
			r.show(v)
		}
	})
}

// show brings the window in step with a view.
func (r *run) show(v *runner.View) {
	before := r.view
	r.view = v
	r.t.updateMarks()
	if r.stepped && v.Status != runner.Running {
		r.stepped = false
		r.animate(before)
	}
	if a := r.t.a; a.current == r.t {
		a.runs.update()
		a.refresh()
	}
	if v.Notice != "" {
		r.t.a.status.Say(sentence(v.Notice), true)
	}
	r.tell(v)
}

// tell writes into the output what the run came to.
func (r *run) tell(v *runner.View) {
	if v.Status == runner.Running {
		return
	}
	_, _, words := statusOf(v)
	if f := v.Failure; f != nil {
		words += ": " + f.Message
	}
	if r.greedy && v.Status == runner.Paused && r.budget.Load() <= 0 {
		words += ". Press Run to go on"
		r.t.a.status.Say(words+".", false)
	}
	if words != r.told {
		r.told = words
		r.t.a.output.Add(r.t.name() + ": " + words)
	}
}

// maxTokens is how many tokens glide at a time.
const maxTokens = 12

// animate lets tokens glide along the flows that were taken since another view.
func (r *run) animate(before *runner.View) {
	if before == nil {
		return
	}
	var flows []string
	for p, n := range r.view.Flows {
		if p.File == r.file && n > before.Flows[p] {
			flows = append(flows, p.ID)
		}
	}
	if len(flows) <= maxTokens {
		r.t.diagram.AnimateTokens(flows, nil)
	}
}

// isStale reports whether the model was changed since the run began.
func (r *run) isStale() bool { return r.t.version != r.version }

func (r *run) isRunning() bool { return r.view != nil && r.view.Status == runner.Running }

// isOver reports whether there is nothing to go on with.
func (r *run) isOver() bool {
	return r.view != nil && (r.view.Status == runner.Ended || r.view.Status == runner.Failed)
}

// goOn runs until everything waits, or takes one step, as was done last.
func (r *run) goOn() {
	if r.greedy {
		r.runOn()
	}
}

// runOn runs until everything waits, or for as many steps as the settings
// allow at a time: a model may go round for ever.
func (r *run) runOn() {
	r.greedy = true
	r.budget.Store(int64(r.t.a.store.Settings.StepLimit))
	r.session.Run()
}

func (r *run) step() {
	r.greedy, r.stepped = false, true
	r.session.Step()
}

func (r *run) back() {
	r.greedy = false
	r.session.Back(1)
}

// forward takes a step that was taken back again.
func (r *run) forward() {
	r.greedy, r.stepped = false, true
	r.session.Forward(1)
}

// complete completes a task for a person.
func (r *run) complete(task runner.TaskID, data string) {
	r.stepped = true
	r.session.Complete(task, data, runner.Deep)
	r.goOn()
}

// answer answers the service call that the run waits for.
func (r *run) answer(q *runner.Question, response string) {
	r.answers[q.Operator] = response
	r.session.Answer(q.Task, response)
	r.stepped = !r.greedy
	r.proceed()
}

// proceed goes on with the task that got its answer.
func (r *run) proceed() {
	if r.greedy {
		r.runOn()
	} else {
		r.session.Step()
	}
}

func (r *run) answerError(q *runner.Question, text string) {
	r.session.AnswerError(q.Task, text)
	r.proceed()
}

func (r *run) sendMessage(name, payload string) { r.session.SendMessage(name, payload); r.goOn() }
func (r *run) sendSignal(name, payload string)  { r.session.SendSignal(name, payload); r.goOn() }

// advance moves the clock just past a time: a timer fires when its time lies
// before the clock.
func (r *run) advance(to time.Time) {
	if d := to.Sub(r.view.Now) + time.Millisecond; d > 0 {
		r.session.Advance(d)
	} else {
		r.session.Advance(time.Millisecond)
	}
	r.goOn()
}

// endRun ends the run of a tab and takes its marks away.
func (t *editorTab) endRun() {
	r := t.run
	if r == nil {
		return
	}
	t.run = nil
	r.closed = true
	session := r.session
	// Ending waits for the step that is being done, which the window need not.
	t.a.jobs.Wait(func() error { session.Close(); return nil }, func(error) {})
	if t.diagram != nil {
		t.updateMarks()
	}
	if t.a.current == t {
		t.a.runs.Show(t)
	}
}

// runStates are the marks of the canvas by the engine's states.
var runStates = map[runner.State]notation.State{
	runner.Maybe: notation.Maybe, runner.Likely: notation.Likely, runner.Future: notation.Future, runner.Waiting: notation.Waiting,
	runner.Ready: notation.Ready, runner.Started: notation.Started, runner.Completed: notation.Completed,
	runner.Error: notation.Errored, runner.Cancelled: notation.Cancelled,
}

// runMarks returns what the run says about the elements; nil without a run.
// What is not in the task tree won't be reached any more and stands back.
func (t *editorTab) runMarks() map[string]notation.Mark {
	if t.run == nil || t.run.view == nil {
		return nil
	}
	marks := map[string]notation.Mark{}
	for _, id := range t.flowNodes() {
		marks[id] = notation.Mark{State: notation.Maybe}
	}
	for p, m := range t.run.view.Elements {
		if p.File == t.run.file {
			marks[p.ID] = notation.Mark{State: runStates[m.Urgent]}
		}
	}
	for p, n := range t.run.view.Flows {
		if p.File == t.run.file {
			marks[p.ID] = notation.Mark{Taken: n}
		}
	}
	return marks
}

// flowNodes returns the ids of the events, activities and gateways.
func (t *editorTab) flowNodes() []string {
	if t.nodesOf != t.version {
		t.nodesOf, t.nodes = t.version, nil
		bpmn.Walk(t.doc.Definitions(), func(e bpmn.Element) bool {
			if e.Kind().IsFlowNode() {
				t.nodes = append(t.nodes, e.ID())
			}
			return !e.IsDI()
		})
	}
	return t.nodes
}
