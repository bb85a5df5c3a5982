package ui

import (
	"encoding/json"
	"slices"
	"sync/atomic"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/runner"
	"spiffmodeler/runner/scenario"
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

	prepared *prepared // what it was started with
	breaker  breaker
	record   record // belongs to the session's goroutine

	script []scenario.Stimulus // of the scenario that is played
	played int                 // steps of it that were done
	marks  []int               // where the run stood before each; belongs to the session's goroutine

	travelling bool
	wanted     int       // the number of steps that the slider stands at
	rested     time.Time // when the run came to rest
	stopTimer  func()
}

// start compiles the model and begins a run; then is called with it.
func (a *App) startRun(t *editorTab, then func(*run)) {
	t.commit()
	if t.compiling {
		return
	}
	t.compiling = true
	version := t.version
	a.compile(t, func(p *prepared, problems []bpmn.Problem, err error) {
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
		if p == nil {
			a.status.Say(t.name()+" can't be run: "+firstMessage(problems), true)
			a.dock.Open(a.problems.page)
			if len(problems) > 0 {
				a.problems.goTo(problems[0])
			}
			return
		}
		t.endRun()
		for _, n := range p.notes {
			a.output.Add(n)
		}
		r := &run{t: t, file: t.doc.Name(), version: version, answers: map[string]string{}, prepared: p, rested: time.Now()}
		t.run = r
		r.breaker.file = r.file
		r.breaker.set(t.breakpoints)
		if p.script != nil {
			r.script, r.marks = p.script.Steps, make([]int, len(p.script.Steps))
			for i := range r.marks {
				r.marks[i] = -1
			}
		}
		r.session = runner.NewSession(p.spec, runner.SessionOptions{Options: p.options, Publish: r.publish,
			Delay: speeds[t.setup.speed].delay, Break: r.mustPause})
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

// mustPause is asked after each step, in the session's goroutine.
func (r *run) mustPause(in *runner.Instance, _ runner.TaskID) bool {
	return r.budget.Add(-1) <= 0 || r.breaker.look(in)
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
	r.markOthers()
	if r.stepped && v.Status != runner.Running {
		r.stepped = false
		r.animate(before)
	} else if v.Status == runner.Running && r.t.setup.speed > 0 {
		r.animate(before)
	}
	if before == nil || before.Done != v.Done || before.Now != v.Now {
		r.rested = time.Now()
	}
	r.arrived()
	if a := r.t.a; a.current == r.t {
		a.runs.update()
		a.refresh()
	}
	if v.Notice != "" {
		r.t.a.status.Say(sentence(v.Notice), true)
	}
	r.tell(v)
	r.watchClock()
	if r.greedy && r.atRest() && r.played < len(r.script) {
		r.playStep()
		r.runOn()
	}
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
	if at := r.breaker.hit.Load(); at != nil && v.Status == runner.Paused && r.greedy {
		words += " at the breakpoint of " + *at
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
	r.session.Ask(func(in *runner.Instance) { r.record.prune(in); r.breaker.pass(in) })
	r.budget.Store(int64(r.t.a.store.Settings.StepLimit))
	r.session.Run()
}

func (r *run) step() {
	r.greedy, r.stepped = false, true
	if r.atRest() && r.played < len(r.script) {
		r.playStep()
		return
	}
	r.prune()
	r.session.Step()
}

func (r *run) back() {
	r.greedy = false
	r.session.Back(1)
	r.rewindScript()
}

// forward takes a step that was taken back again.
func (r *run) forward() {
	r.greedy, r.stepped = false, true
	r.session.Forward(1)
	r.rewindScript()
}

// complete completes a task for a person.
func (r *run) complete(task runner.TaskID, data string) {
	r.stepped = true
	r.keepTime()
	r.note(func(in *runner.Instance) (scenario.Stimulus, bool) { return completion(in, task, data) })
	r.session.Complete(task, data, runner.Deep)
	r.goOn()
}

// answer answers the service call that the run waits for.
func (r *run) answer(q *runner.Question, response string) {
	r.answers[q.Operator] = response
	r.noteAnswer(q.Task, q.Operator, scenario.Answer{Response: json.RawMessage(response)})
	r.session.Answer(q.Task, response)
	r.stepped = !r.greedy
	r.proceed()
}

// proceed goes on with the task that got its answer.
func (r *run) proceed() {
	if r.greedy {
		r.runOn()
	} else {
		r.prune()
		r.session.Step()
	}
}

func (r *run) answerError(q *runner.Question, text string) {
	r.noteAnswer(q.Task, q.Operator, scenario.Answer{Error: &text})
	r.session.AnswerError(q.Task, text)
	r.proceed()
}

func (r *run) sendMessage(name, payload string) {
	r.send("message", name, payload, r.session.SendMessage)
}

func (r *run) sendSignal(name, payload string) {
	r.send("signal", name, payload, r.session.SendSignal)
}

func (r *run) send(what, name, payload string, send func(name, payload string)) {
	r.keepTime()
	r.note(func(*runner.Instance) (scenario.Stimulus, bool) { return sending(what, name, payload), true })
	send(name, payload)
	r.goOn()
}

// reset takes a task back to where it was reached, to try it again.
func (r *run) reset(task runner.TaskID) {
	r.session.Ask(func(in *runner.Instance) {
		r.record.add(in, scenario.Stimulus{})
		r.record.stimuli[len(r.record.stimuli)-1].reset = true
	})
	r.greedy = false
	r.session.Reset(task)
}

// advance moves the clock just past a time: a timer fires when its time lies
// before the clock.
func (r *run) advance(to time.Time) {
	r.advanceBy(max(0, to.Sub(r.view.Now)) + time.Millisecond)
	r.goOn()
}

func (r *run) advanceBy(d time.Duration) {
	s := scenario.Stimulus{Action: "advance", Duration: isoDuration(d)}
	r.note(func(*runner.Instance) (scenario.Stimulus, bool) { return s, true })
	r.session.Advance(d)
}

// endRun ends the run of a tab and takes its marks away.
func (t *editorTab) endRun() {
	r := t.run
	if r == nil {
		return
	}
	t.run = nil
	r.closed = true
	if r.stopTimer != nil {
		r.stopTimer()
	}
	session := r.session
	// Ending waits for the step that is being done, which the window need not.
	t.a.jobs.Wait(func() error { session.Close(); return nil }, func(error) {})
	if t.diagram != nil {
		t.updateMarks()
	}
	r.markOthers()
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

// runMarks returns what a run says about the elements; nil without a run. A
// called process shows the run of its caller while it has none of its own. What
// is not in the task tree won't be reached any more and stands back.
func (t *editorTab) runMarks() map[string]notation.Mark {
	r := t.shownRun()
	if r == nil {
		return nil
	}
	file := t.doc.Name()
	marks := map[string]notation.Mark{}
	for _, id := range t.flowNodes() {
		marks[id] = notation.Mark{State: notation.Maybe}
	}
	for p, m := range r.view.Elements {
		if p.File == file {
			marks[p.ID] = notation.Mark{State: runStates[m.Urgent]}
		}
	}
	for p, n := range r.view.Flows {
		if p.File == file {
			marks[p.ID] = notation.Mark{Taken: n}
		}
	}
	return marks
}

// shownRun returns the run whose states the diagram shows.
func (t *editorTab) shownRun() *run {
	if t.run != nil {
		if t.run.view == nil {
			return nil
		}
		return t.run
	}
	for _, x := range t.a.open {
		if r := x.run; r != nil && r.view != nil && r.reaches(t.doc.Name()) {
			return r
		}
	}
	return nil
}

// reaches reports whether the run has come into a file.
func (r *run) reaches(file string) bool {
	if !slices.Contains(r.prepared.spec.Files, file) {
		return false
	}
	for p := range r.view.Elements {
		if p.File == file {
			return true
		}
	}
	return false
}

// markOthers shows the states in the other open files that the run may come
// to.
func (r *run) markOthers() {
	for _, t := range r.t.a.open {
		if t != r.t && t.doc != nil && t.run == nil && slices.Contains(r.prepared.spec.Files, t.doc.Name()) {
			t.updateMarks()
		}
	}
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
