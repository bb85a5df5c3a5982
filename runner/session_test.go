package runner

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"spiffmodeler/runner/python"
)

// viewer collects the views of a session.
type viewer struct {
	mu   sync.Mutex
	last *View
	news chan struct{}
	n    int
}

func newViewer() *viewer { return &viewer{news: make(chan struct{}, 1)} }

func (v *viewer) publish(x *View) {
	v.mu.Lock()
	v.last = x
	v.n++
	v.mu.Unlock()
	select {
	case v.news <- struct{}{}:
	default:
	}
}

// until waits for a view of which ok is true.
func (v *viewer) until(t *testing.T, what string, ok func(*View) bool) *View {
	t.Helper()
	late := time.After(20 * time.Second)
	for {
		v.mu.Lock()
		x := v.last
		v.mu.Unlock()
		if x != nil && ok(x) {
			return x
		}
		select {
		case <-v.news:
		case <-late:
			t.Fatalf("no view with %s; the last is %+v", what, x)
		}
	}
}

func urgent(v *View, id string) State {
	return v.Elements[Place{"testdata/parcel.bpmn", id}].Urgent
}

func TestSession(t *testing.T) {
	v := newViewer()
	s := NewSession(own(t, "parcel", "parcel"), SessionOptions{Publish: v.publish})
	defer s.Close()
	v.until(t, "a beginning", func(v *View) bool { return v.Status == Paused && v.Done == 0 })

	s.Run()
	x := v.until(t, "the form", func(v *View) bool { return v.Status == WaitsInput })
	if len(x.Waits) != 1 || x.Waits[0].Kind != WaitPerson || x.Waits[0].Place.ID != "weigh" || x.Waits[0].Form.Variable != "form" || x.Waits[0].Lane != "Desk" {
		t.Fatalf("it waits for %+v", x.Waits)
	}
	if urgent(x, "weigh") != Ready || urgent(x, "in") != Completed || urgent(x, "price-it") != 0 || urgent(x, "stamp") != Likely {
		t.Errorf("marks: %v", x.Elements)
	}
	if x.Flows[Place{"testdata/parcel.bpmn", "f1"}] != 1 {
		t.Errorf("flows: %v", x.Flows)
	}

	s.Complete(x.Waits[0].Task, `{"kg": 2}`, Deep)
	s.Run()
	x = v.until(t, "the service call", func(v *View) bool { return v.Asked != nil })
	if x.Status != WaitsInput || x.Asked.Operator != "courier/Price" || x.Asked.Params[0].Value != "2" || x.Asked.Result != "spiff__price_it_result" {
		t.Errorf("asked: %+v", x.Asked)
	}
	s.Answer(x.Asked.Task, `{"cents": 300}`)
	s.Run()
	x = v.until(t, "the end", func(v *View) bool { return v.Status == Ended })
	if x.Counts[Ready.Index()] != 0 {
		t.Errorf("counts: %v", x.Counts)
	}
	var names []string
	x.Rows(false, func(r Row) bool {
		if r.State == Completed {
			names = append(names, r.Name+"/"+r.Lane+"/"+r.Type)
		}
		return true
	})
	if got := strings.Join(names, " "); !strings.Contains(got, "Weigh the parcel/Desk/UserTask") || !strings.Contains(got, "price-it//ServiceTask") {
		t.Errorf("rows: %s", got)
	}
	cost := make(chan string)
	s.Ask(func(in *Instance) { cost <- string(python.TraceJSON(in.Data())) })
	if got := <-cost; !strings.Contains(got, `"cost": 3.0`) && !strings.Contains(got, `"cost":3.0`) {
		t.Errorf("data: %s", got)
	}

	s.Back(1000)
	x = v.until(t, "the beginning", func(v *View) bool { return v.Done == 0 && v.Ahead > 5 })
	if x.Status != Paused || urgent(x, "in") != Future && urgent(x, "in") != 0 {
		t.Errorf("back at the beginning it is %s, %v", x.Status, urgent(x, "in"))
	}
	s.Forward(1000)
	v.until(t, "the end again", func(v *View) bool { return v.Status == Ended && v.Ahead == 0 })

	s.Restart(nil)
	s.Run()
	x = v.until(t, "a new run", func(v *View) bool { return v.Status == WaitsInput && v.Ahead == 0 && len(v.Waits) == 1 })
	s.SendMessage("news", "")
	v.until(t, "a notice", func(v *View) bool { return strings.Contains(v.Notice, `nobody waits for the message "news"`) })
	s.Complete(x.Waits[0].Task, `[1]`, Deep)
	v.until(t, "a notice", func(v *View) bool { return strings.Contains(v.Notice, "no JSON object") })
	s.Complete(x.Waits[0].Task, `{}`, Deep)
	x = v.until(t, "the failure", func(v *View) bool { return v.Status == Failed })
	if f := x.Failure; f.Place.ID != "weigh" || f.Type != "NameError" || f.Line != 1 || f.Source != `kg = form["kg"]` {
		t.Errorf("failure: %+v", f)
	}
	s.Step()
	v.until(t, "a notice", func(v *View) bool { return strings.Contains(v.Notice, "has failed") })
	s.Back(1)
	v.until(t, "the form again", func(v *View) bool { return v.Failure == nil && len(v.Waits) == 1 })
}

// TestSessionStops: what goes round for ever can be stopped, is shown at most 20 times a second and pauses by itself.
func TestSessionStops(t *testing.T) {
	round := compile(t, model(t, ends+script("a", "n = 1")+gateway("exclusive", "m", "")+gateway("exclusive", "x", ""), "start>m>a>x", "x>m?True", "x>end?False"))
	v := newViewer()
	s := NewSession(round, SessionOptions{Publish: v.publish})
	begin := time.Now()
	s.Run()
	v.until(t, "many steps", func(v *View) bool { return v.Status == Running && v.Runs > 1000 })
	s.Stop()
	v.until(t, "a pause", func(v *View) bool { return v.Status == Paused })
	if n, most := v.n, int(time.Since(begin).Seconds()*viewsPerSecond)+4; n > most {
		t.Errorf("%d views were published, %d at most are allowed", n, most)
	}
	s.Close()
	shown := v.n
	s.Run()
	if v.n != shown {
		t.Error("a closed session goes on")
	}

	v = newViewer()
	s = NewSession(round, SessionOptions{Publish: v.publish, Limit: 500})
	defer s.Close()
	s.Run()
	v.until(t, "the pause", func(v *View) bool { return strings.Contains(v.Notice, "paused after 500 tasks") })

	endless := compile(t, model(t, ends+script("a", "while True: pass"), "start>a>end"))
	v = newViewer()
	s = NewSession(endless, SessionOptions{Publish: v.publish, Options: Options{Limits: python.Limits{Steps: 1 << 60, Time: time.Hour}}})
	defer s.Close()
	s.Run()
	v.until(t, "the run", func(v *View) bool { return v != nil })
	time.AfterFunc(50*time.Millisecond, s.Stop)
	v.until(t, "the stop within the script", func(v *View) bool { return v.Runs == 2 && v.Status != Running })
}

// TestSessionStopsWhatHasNotBegun: a Stop right behind a Run is not lost, whether the run has begun or not, and a session
// that is closed does not wait for what was asked of it.
func TestSessionStopsWhatHasNotBegun(t *testing.T) {
	round := compile(t, model(t, ends+script("a", "n = 1")+gateway("exclusive", "m", "")+gateway("exclusive", "x", ""), "start>m>a>x", "x>m?True", "x>end?False"))
	v := newViewer()
	s := NewSession(round, SessionOptions{Publish: v.publish, Limit: 1 << 40})
	for i := range 30 {
		for range i * 10 {
			s.Back(1) // more than fits into any queue of a fixed length; it returns at once
		}
		s.Run()
		s.Stop()
		paused := make(chan int)
		s.Ask(func(in *Instance) { paused <- in.runs })
		select {
		case <-paused:
		case <-time.After(20 * time.Second):
			t.Fatal("the run goes on")
		}
	}
	s.Run()
	closed := make(chan bool)
	go func() { s.Close(); close(closed) }()
	select {
	case <-closed:
	case <-time.After(20 * time.Second):
		t.Fatal("the session waits for a run without end")
	}
}

// TestNobodyLooksIntoDeletedProcesses: after a reset and after going back and forth the same tasks wait for people.
func TestNobodyLooksIntoDeletedProcesses(t *testing.T) {
	d, _ := python.FromJSON([]byte(`{"depth": 2, "letters": ["a"]}`))
	in := start(t, own(t, "ev_mine", "mine"), Options{History: true, Data: d.(*python.Dict)})
	run(t, in)
	people := func() (names []string) {
		for _, x := range in.HumanTasks() {
			names = append(names, x.Spec().ID)
		}
		return names
	}
	before := people()
	for _, x := range in.Tasks(Started) {
		if x.Spec().ID == "shaft" {
			if err := in.Reset(t.Context(), x.ID, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	run(t, in)
	if got := people(); !slices.Equal(got, before) || len(got) != 2 {
		t.Errorf("%v wait for people after a reset, %v before", got, before)
	}
	if n := in.Back(3); in.Forward(n) != n {
		t.Fatal("what was taken back is not there")
	}
	if got := people(); !slices.Equal(got, before) {
		t.Errorf("%v wait for people after going back and forth, %v before", got, before)
	}
}

// TestViewsDoNotChange: a view that a window keeps stays as it was while the run goes on.
func TestViewsDoNotChange(t *testing.T) {
	in := start(t, loopModel(t, 50, "i = 0", "i += 1"), Options{History: true})
	var s shower
	type kept struct {
		v    *View
		rows string
	}
	rows := func(v *View) string {
		var b strings.Builder
		v.Rows(true, func(r Row) bool {
			b.WriteString(r.Name + r.State.String() + r.Path)
			return true
		})
		return b.String()
	}
	var all []kept
	for in.runs < 100 {
		if _, err := in.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		v := s.show(in)
		all = append(all, kept{v, rows(v)})
	}
	in.Back(60)
	s.show(in)
	for i, k := range all {
		if rows(k.v) != k.rows {
			t.Fatalf("view %d has changed", i)
		}
	}
}

func BenchmarkShow(b *testing.B) {
	in := start(b, loopModel(b, 30000, "i = 0", "i += 1"), Options{History: true})
	run(b, in)
	var s shower
	s.show(in)
	for b.Loop() {
		in.Back(1)
		s.show(in)
		in.Forward(1)
		s.show(in)
	}
}
