package runner

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Session owns a run in a goroutine of its own. Commands are queued and return at once; what comes of them is seen in
// the views, of which at most 20 a second are published. A session is closed when it is no longer needed.
type Session struct {
	publish func(*View)
	wake    chan struct{} // there is work
	done    chan struct{}

	delay atomic.Int64 // see SetDelay

	mu     sync.Mutex
	work   []func(*worker)
	closed bool
	stop   context.CancelFunc // ends what is running
	stops  int                // how often Stop was called
}

// SessionOptions say how a session runs.
type SessionOptions struct {
	// Options of the run. Services that are given answer first; what they have no answer for (see [Pausing]) the session
	// asks for. History is always on.
	Options
	// Publish gets each view, from the session's goroutine.
	Publish func(*View)
	// Answers are canned answers of services by the id of the task or, where there is none, by operator; JSON texts.
	Answers map[string]string
	// Break is asked after each step of a run whether it is to pause there; nil: never. It may only look.
	Break func(in *Instance, ran TaskID) bool
	// Limit is how many tasks one Run may run before it pauses; 0: 200,000. A process that goes round for ever takes ever
	// more memory.
	Limit int
	// Delay is waited between the steps of a run, for people who want to watch.
	Delay time.Duration
}

// viewsPerSecond is how many views a session publishes at most while it runs.
const viewsPerSecond = 20

// NewSession starts a session; nothing of the process is run yet. The first view is published soon.
func NewSession(s *spec.Spec, o SessionOptions) *Session {
	x := &Session{publish: o.Publish, wake: make(chan struct{}, 1), done: make(chan struct{})}
	x.SetDelay(o.Delay)
	w := &worker{session: x, spec: s, options: o, answers: map[callKey]answer{}}
	go w.loop()
	return x
}

// Close ends the session, also what is running. Nothing is published any more when it returns.
func (s *Session) Close() {
	s.mu.Lock()
	s.closed = true
	if s.stop != nil {
		s.stop()
	}
	s.mu.Unlock()
	s.rouse()
	<-s.done
}

// Stop ends what is running: the run pauses after the present step, or within it when that takes long. Runs and steps
// that were asked for before and have not begun do not begin.
func (s *Session) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stops++
	if s.stop != nil {
		s.stop()
	}
}

// Step runs the next task.
func (s *Session) Step() { s.steps(1) }

// Run steps until everything waits, a break is met or Stop is called.
func (s *Session) Run() { s.steps(-1) }

func (s *Session) steps(n int) {
	s.mu.Lock()
	stops := s.stops
	s.mu.Unlock()
	s.do(func(w *worker) { w.step(n, stops) })
}

// Back takes n steps back.
func (s *Session) Back(n int) { s.do(func(w *worker) { w.travel(n, (*Instance).Back) }) }

// Forward goes n steps forward again.
func (s *Session) Forward(n int) { s.do(func(w *worker) { w.travel(n, (*Instance).Forward) }) }

// Complete completes a READY task with the data of a form, a JSON object; empty stands for no data.
func (s *Session) Complete(task TaskID, data string, how Merge) {
	s.do(func(w *worker) {
		d, err := parseObject(data)
		if err == nil {
			err = w.input(func(ctx context.Context) error { return w.in.Complete(ctx, task, d, how) })
		}
		w.report("complete the task", err)
	})
}

// SendMessage sends a message from outside. The payload is a JSON value; empty stands for an empty object. An empty name
// stands for a message without one.
func (s *Session) SendMessage(name, payload string) {
	s.send(name, payload, "message", (*Instance).SendMessage)
}

// SendSignal sends a signal from outside, in the same way.
func (s *Session) SendSignal(name, payload string) {
	s.send(name, payload, "signal", (*Instance).SendSignal)
}

func (s *Session) send(name, payload, what string, f func(*Instance, context.Context, spec.Text, python.Value) (Outcome, error)) {
	s.do(func(w *worker) {
		v, err := parseValue(payload)
		if err == nil {
			err = w.input(func(ctx context.Context) error {
				outcome, err := f(w.in, ctx, spec.Text{Value: name, Set: name != ""}, v)
				switch outcome {
				case NotWaiting:
					w.notice = fmt.Sprintf("nobody waits for the %s %q", what, name)
				case NotCorrelated:
					w.notice = fmt.Sprintf("the correlation of the %s %q could not be computed from its payload", what, name)
				}
				return err
			})
		}
		w.report("send the "+what, err)
	})
}

// Advance moves the run's clock.
func (s *Session) Advance(d time.Duration) {
	s.do(func(w *worker) {
		w.report("advance the clock", w.input(func(ctx context.Context) error { return w.in.Advance(ctx, d) }))
	})
}

// Answer answers the call of a service task with a JSON value, also one that the service has left open.
func (s *Session) Answer(task TaskID, response string) {
	s.do(func(w *worker) {
		v, err := parseValue(response)
		if t, ok := w.in.Task(task); err == nil && ok && t.State() == Started {
			err = w.input(func(ctx context.Context) error { return w.in.Finish(ctx, task, v) })
		} else if err == nil {
			w.keep(task, answer{value: v})
		}
		w.report("answer the service call", err)
	})
}

// AnswerError lets the call of a service task fail.
func (s *Session) AnswerError(task TaskID, text string) {
	s.do(func(w *worker) { w.keep(task, answer{err: &ServiceError{Text: text}}) })
}

// Do lets f do one thing from outside to the instance, such as a step of a scenario; what names it in a notice.
func (s *Session) Do(what string, f func(context.Context, *Instance) error) {
	s.do(func(w *worker) { w.report(what, w.input(func(ctx context.Context) error { return f(ctx, w.in) })) })
}

// SetDelay changes how long is waited between the steps of a run, also of the one that goes on.
func (s *Session) SetDelay(d time.Duration) { s.delay.Store(int64(d)) }

// Reset takes a task back to where it was reached.
func (s *Session) Reset(task TaskID) {
	s.do(func(w *worker) {
		w.report("reset the task", w.input(func(ctx context.Context) error { return w.in.Reset(ctx, task, nil) }))
	})
}

// Restart begins the run anew, on another spec when one is given.
func (s *Session) Restart(with *spec.Spec) {
	s.Stop()
	s.do(func(w *worker) {
		if with != nil {
			w.spec = with
		}
		w.start()
	})
}

// Ask calls f with the instance, in the session's goroutine. f may only look, and must not keep the instance.
func (s *Session) Ask(f func(*Instance)) { s.do(func(w *worker) { f(w.in) }) }

// do queues work. After Close it does nothing.
func (s *Session) do(f func(*worker)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.work = append(s.work, f)
		s.rouse()
	}
}

func (s *Session) rouse() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// next waits for work; nil when the session was closed.
func (s *Session) next() func(*worker) {
	for {
		s.mu.Lock()
		switch {
		case s.closed:
			s.mu.Unlock()
			return nil
		case len(s.work) > 0:
			f := s.work[0]
			s.work[0] = nil
			s.work = s.work[1:]
			s.mu.Unlock()
			return f
		}
		s.mu.Unlock()
		<-s.wake
	}
}

// begin makes the context of what is about to run. It is over at once after Close, or when Stop was called more often
// than the work knew of (a negative number: that does not matter).
func (s *Session) begin(stops int) (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	s.mu.Lock()
	s.stop = cancel
	if s.closed || stops >= 0 && stops != s.stops {
		cancel()
	}
	s.mu.Unlock()
	return ctx, func() {
		s.mu.Lock()
		s.stop = nil
		s.mu.Unlock()
		cancel()
	}
}

// worker is the goroutine of a session.
type worker struct {
	session *Session
	spec    *spec.Spec
	options SessionOptions
	in      *Instance
	shower  shower
	answers map[callKey]answer
	notice  string
	running bool
	last    time.Time // when a view was published last
	cost    time.Duration
}

type answer struct {
	value python.Value
	err   error
}

// callKey tells calls apart. After going back the ids of tasks are used again, perhaps for other elements.
type callKey struct {
	task    TaskID
	element *spec.Task
	params  string // of calls that a service of the options has answered
}

func (w *worker) keep(task TaskID, a answer) {
	if t, ok := w.in.Task(task); ok {
		w.answers[callKey{task: task, element: t.Spec()}] = a
	}
}

func (w *worker) loop() {
	defer close(w.session.done)
	w.start()
	w.show()
	for {
		f := w.session.next()
		if f == nil {
			return
		}
		w.notice = ""
		f(w)
		w.show()
	}
}

// start makes the instance.
func (w *worker) start() {
	o := w.options.Options
	o.History = true
	o.Services = (*sessionServices)(w)
	if o.Data != nil {
		if c, err := python.DeepCopy(o.Data); err == nil {
			o.Data = c.(*python.Dict)
		}
	}
	if o.Stores != nil {
		if c, err := python.DeepCopy(o.Stores); err == nil {
			o.Stores = c.(*python.Dict)
		}
	}
	w.shower, w.answers = shower{}, map[callKey]answer{}
	w.in, _ = New(w.spec, o) // a failure is in the view
}

// input does something that may run scripts, and can be stopped.
func (w *worker) input(f func(context.Context) error) error {
	ctx, end := w.session.begin(-1)
	defer end()
	return f(ctx)
}

// report makes a notice of what did not work; failures of the run are in the view anyway.
func (w *worker) report(what string, err error) {
	var f *Failure
	if err == nil || errors.As(err, &f) || errors.Is(err, context.Canceled) {
		return
	}
	w.notice = fmt.Sprintf("cannot %s: %v", what, err)
}

// step runs n tasks, or all that can be run when n is negative.
func (w *worker) step(n, stops int) {
	if w.in.failure != nil {
		w.notice = "the run has failed; go back, reset a task or restart"
		return
	}
	w.running = true
	defer func() { w.running = false }()
	ctx, end := w.session.begin(stops)
	defer end()
	w.report("step", w.steps(ctx, n))
	w.in.lookAhead()
}

func (w *worker) steps(ctx context.Context, n int) error {
	limit := w.options.Limit
	if limit <= 0 {
		limit = 200_000
	}
	for i := 0; i != n; i++ {
		if ctx.Err() != nil {
			return nil
		}
		if i == limit {
			w.notice = fmt.Sprintf("paused after %d tasks; Run goes on", limit)
			return nil
		}
		id, err := w.in.Step(ctx)
		switch {
		case errors.Is(err, ErrNoAnswer):
			return nil
		case err != nil || id == 0:
			return err
		}
		if n < 0 && w.options.Break != nil && w.options.Break(w.in, id) {
			return nil
		}
		w.showSometimes()
		if d := time.Duration(w.session.delay.Load()); n < 0 && d > 0 {
			select {
			case <-time.After(d):
			case <-ctx.Done():
			}
		}
	}
	return nil
}

// lookAhead finds out whether anything can be run, so that a view can say so.
func (in *Instance) lookAhead() {
	if in.failure != nil || in.quiet {
		return
	}
	in.ctx = context.Background()
	defer func() { in.ctx = nil }()
	if h := in.history; h != nil && h.open == nil {
		in.beginStep()
	}
	if id, err := in.nextTask(); err != nil {
		in.fail(err)
	} else if id != 0 {
		in.waitsForAnswer(id)
	}
}

func (w *worker) travel(n int, f func(*Instance, int) int) {
	if f(w.in, n) == 0 {
		w.notice = "there is no step to go to"
	}
}

// showSometimes publishes a view when the last one is old enough. Large runs are shown less often, so that showing takes
// a tenth of the time at most.
func (w *worker) showSometimes() {
	wait := max(time.Second/viewsPerSecond, 10*w.cost)
	if time.Since(w.last) >= wait {
		w.show()
	}
}

func (w *worker) show() {
	if w.session.publish == nil {
		return
	}
	begin := time.Now()
	v := w.shower.show(w.in)
	if w.running {
		v.Status = Running
	}
	v.Notice = w.notice
	w.session.publish(v)
	w.last = time.Now()
	w.cost = w.last.Sub(begin)
}

// sessionServices answers service calls with what the session was told.
type sessionServices worker

func (s *sessionServices) HasAnswer(in *Instance, c ServiceCall) bool {
	if _, ok := s.answers[callKey{task: c.Task, element: c.Spec}]; ok {
		return true
	}
	if _, ok := s.canned(c); ok {
		return true
	}
	if own := s.options.Services; own != nil {
		p, ok := own.(Pausing)
		return !ok || p.HasAnswer(in, c)
	}
	return false
}

func (s *sessionServices) Call(in *Instance, c ServiceCall) (python.Value, error) {
	if a, ok := s.answers[callKey{task: c.Task, element: c.Spec}]; ok {
		return a.given()
	}
	if text, ok := s.canned(c); ok {
		return parseValue(text)
	}
	if s.options.Services != nil {
		// What was answered once is not asked again after going back.
		key := callKey{c.Task, c.Spec, c.text()}
		a, ok := s.answers[key]
		if !ok {
			if a.value, a.err = s.options.Services.Call(in, c); errors.Is(a.err, context.Canceled) {
				return nil, a.err
			}
			s.answers[key] = a
		}
		return a.given()
	}
	return nil, &ServiceError{Text: "no response is set for this service"}
}

// given returns an answer as one of its own: a run may change what it got.
func (a answer) given() (python.Value, error) {
	if a.err != nil || a.value == nil {
		return a.value, a.err
	}
	return python.DeepCopy(a.value)
}

// text writes down what a call asks for.
func (c ServiceCall) text() string {
	var b strings.Builder
	for _, p := range c.Params {
		b.WriteString(p.ID)
		b.Write(python.TraceJSON(p.Value))
	}
	return b.String()
}

func (s *sessionServices) canned(c ServiceCall) (string, bool) {
	if text, ok := s.options.Answers[c.Spec.ID]; ok {
		return text, true
	}
	text, ok := s.options.Answers[c.Operator]
	return text, ok
}

// parseValue reads a JSON value; empty stands for an empty object.
func parseValue(text string) (python.Value, error) {
	if text == "" {
		return python.NewDict(), nil
	}
	return python.FromJSON([]byte(text))
}

func parseObject(text string) (*python.Dict, error) {
	v, err := parseValue(text)
	if err != nil {
		return nil, err
	}
	d, ok := v.(*python.Dict)
	if !ok {
		return nil, errors.New("the data are no JSON object")
	}
	return d, nil
}
