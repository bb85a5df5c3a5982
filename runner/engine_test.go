package runner

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// own compiles one of the project's own models.
func own(t testing.TB, file, process string) *spec.Spec {
	t.Helper()
	d, err := bpmn.Open(filepath.Join("testdata", file+".bpmn"))
	if err != nil {
		t.Fatal(err)
	}
	s, problems := spec.Compile([]*bpmn.Document{d}, process, spec.Options{AnyDataStore: true})
	if problems != nil {
		t.Fatal(problems)
	}
	return s
}

func data(t testing.TB, json string) *python.Dict {
	t.Helper()
	d, err := parseObject(json)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dump writes down everything that can be seen of a run.
func dump(in *Instance) string {
	var b strings.Builder
	for _, t := range in.Tasks(Finished | NotFinished) {
		path, _ := t.Path()
		label, _ := t.Instance()
		fmt.Fprintf(&b, "%d %v %s %s %s %v due %s\n", t.ID, path, t.Spec().Name, t.State(), python.TraceJSON(t.Data()), label, t.Due())
	}
	for _, w := range in.workflows {
		fmt.Fprintf(&b, "workflow %d: completed %t, success %t, last %d, data %s, objects %s, correlations %s, counts %v, waiting %v, ready %v, manual %v\n", w.id, w.completed,
			w.success, w.last, python.TraceJSON(orEmpty(w.data)), python.TraceJSON(orEmpty(w.objects)), python.TraceJSON(orEmpty(w.correlations)), w.counts, w.waiting, w.ready, w.manual)
		for i, j := range w.joins {
			if len(j.all) > 0 {
				fmt.Fprintf(&b, "  join %d: %v, tops %v\n", i, j.all, j.tops)
			}
		}
	}
	fmt.Fprintf(&b, "active %v, hot %v, people %v, listeners %v, stores %s, now %s, quiet %t, runs %d, uncaught %d\n", in.active, slices.Sorted(slices.Values(in.crowds[hot])), slices.Sorted(slices.Values(in.crowds[forPeople])), in.listeners,
		python.TraceJSON(in.stores), in.now, in.quiet, in.runs, len(in.uncaught))
	return b.String()
}

// drive does n random things to a run: steps, completions, signals, time.
func drive(t testing.TB, in *Instance, rng *rand.Rand, n int, after func()) {
	t.Helper()
	ctx := context.Background()
	for range n {
		var err error
		people := in.HumanTasks()
		switch c := rng.IntN(8); {
		case c < 4:
			_, err = in.Step(ctx)
		case c == 4 && len(people) > 0:
			forms := []string{`{}`, `{"state": "burnt"}`, `{"state": "costly"}`, `{"good": "no"}`, `{"good": "yes"}`, `{"false_alarm": true}`}
			err = in.Complete(ctx, people[rng.IntN(len(people))].ID, data(t, forms[rng.IntN(len(forms))]), Deep)
		case c == 5:
			_, err = in.SendSignal(ctx, spec.Some("blow"), data(t, `{"n": 1}`))
		case c == 6:
			_, err = in.SendMessage(ctx, spec.Some([]string{"smoke", "word"}[rng.IntN(2)]), data(t, `{}`))
		default:
			err = in.Advance(ctx, time.Duration(rng.IntN(40))*time.Hour)
		}
		var f *Failure
		if err != nil && !errors.As(err, &f) {
			t.Fatal(err)
		}
		after()
		if err != nil {
			return
		}
	}
}

// eachOwn calls f with runs of the project's own models.
func eachOwn(t *testing.T, f func(t *testing.T, s *spec.Spec, d string)) {
	for _, c := range []struct{ file, process, data string }{
		{"kitchen", "kitchen", `{"rounds": 3}`},
		{"repair", "repair", `{}`},
		{"harvest", "harvest", `{"apples": ["red", "green"], "crates": {"a": 1, "b": 2}}`},
		{"tower", "tower", `{"height": 12, "other": 1, "seen": []}`},
		{"watch", "watch", `{}`},
		{"ledger", "ledger", `{"coins": [1, 2]}`},
	} {
		t.Run(c.file, func(t *testing.T) { f(t, own(t, c.file, c.process), c.data) })
	}
}

// TestHistory: going back and forward, however far, gives exactly the states that were there, and so does a run that
// never went back.
func TestHistory(t *testing.T) {
	eachOwn(t, func(t *testing.T, s *spec.Spec, d string) {
		for seed := range uint64(20) {
			rng := rand.New(rand.NewPCG(seed, 1))
			in := start(t, s, Options{Data: data(t, d), History: true})
			seen := map[int]string{0: dump(in)}
			drive(t, in, rng, 30, func() {
				back, _ := in.Position()
				seen[back] = dump(in)
				for range rng.IntN(3) {
					n := in.Back(rng.IntN(5))
					if at, _ := in.Position(); n > 0 && dump(in) != seen[at] {
						t.Fatalf("seed %d: %d steps back from %d it is\n%s\nand was\n%s", seed, n, back, dump(in), seen[at])
					}
					in.Forward(n)
					if dump(in) != seen[back] {
						t.Fatalf("seed %d: forward again it is\n%s\nand was\n%s", seed, dump(in), seen[back])
					}
				}
			})
			total, _ := in.Position()
			if in.Back(total+1) != total || dump(in) != seen[0] {
				t.Fatalf("seed %d: the beginning is not as it was", seed)
			}
			for i := 1; i <= total; i++ {
				if in.Forward(1); dump(in) != seen[i] {
					t.Fatalf("seed %d: step %d is not as it was", seed, i)
				}
			}
			if in.Forward(1) != 0 {
				t.Fatal("there is a step behind the last")
			}
		}
	})
}

// TestBranches: what was done first stays beside what was done after going back.
func TestBranches(t *testing.T) {
	ctx := context.Background()
	in := start(t, own(t, "repair", "repair"), Options{History: true})
	run(t, in)
	look := in.HumanTasks()[0].ID
	complete := func(json string) string {
		if err := in.Complete(ctx, look, data(t, json), Deep); err != nil {
			t.Fatal(err)
		}
		run(t, in)
		return dump(in)
	}
	at, _ := in.Position()
	burnt := complete(`{"state": "burnt"}`)
	done, _ := in.Position()
	in.Back(done - at)
	fine := complete(`{"state": "fine"}`)
	done, _ = in.Position()
	in.Back(done - at)
	if n, taken := in.Branches(); n != 2 || taken != 1 {
		t.Fatalf("%d branches, the latest is %d", n, taken)
	}
	if in.Forward(1000); dump(in) != fine {
		t.Error("forward does not lead along the latest branch")
	}
	done, _ = in.Position()
	in.Back(done - at)
	in.TakeBranch(0)
	if in.Forward(1000); dump(in) != burnt {
		t.Error("the first branch is lost")
	}
}

// TestTreeOrder: comparing two tasks tells what a walk over the tree tells.
func TestTreeOrder(t *testing.T) {
	eachOwn(t, func(t *testing.T, s *spec.Spec, d string) {
		in := start(t, s, Options{Data: data(t, d)})
		drive(t, in, rand.New(rand.NewPCG(7, 7)), 40, func() {})
		all := in.Tasks(Finished | NotFinished)
		for i, a := range all {
			for j, b := range all {
				if in.before(a.ID, b.ID) != (i < j) {
					t.Fatalf("%s %d before %s %d: %t", a.Spec().Name, i, b.Spec().Name, j, i >= j)
				}
				below := false
				for x := b.ID; x != 0 && !below; {
					if x = in.up(x); x == a.ID {
						below = true
					}
				}
				if in.isBelow(b.ID, a.ID) != below {
					t.Fatalf("%s below %s: %t", b.Spec().Name, a.Spec().Name, !below)
				}
			}
		}
	})
}

// TestListsFollowFromTheTree: the lists that are kept while a run goes on are those that counting anew would give.
func TestListsFollowFromTheTree(t *testing.T) {
	eachOwn(t, func(t *testing.T, s *spec.Spec, d string) {
		for seed := range uint64(10) {
			in := start(t, s, Options{Data: data(t, d)})
			drive(t, in, rand.New(rand.NewPCG(seed, 2)), 30, func() {
				kept, tally := dump(in), fmt.Sprint(in.tally)
				if in.recount(); dump(in) != kept {
					t.Fatalf("kept\n%s\ncounted anew\n%s", kept, dump(in))
				}
				if fmt.Sprint(in.tally) != tally {
					t.Fatalf("the tally is %s, counted anew %v", tally, in.tally)
				}
			})
		}
	})
}

func TestEveryKindHasItsBehavior(t *testing.T) {
	for k := spec.Kind(0); k < spec.NumKinds; k++ {
		if b := behaviors[k]; b.predict == nil || b.update == nil {
			t.Errorf("%s has no hooks", k)
		}
	}
}

// TestEndlessPrediction: a circle that nothing ends is an error that names it, not a hang.
func TestEndlessPrediction(t *testing.T) {
	s := compile(t, model(t, ends+`<bpmn:task id="a"/><bpmn:task id="b"/>`, "start>a>b>a"))
	_, err := New(s, Options{})
	if f := asFailure(err); f == nil || !f.IsLimit() || !strings.Contains(f.Text, `"a"`) {
		t.Errorf("the error is %v", err)
	}
}

// TestScriptsAreLimited: a script that would run for ever fails its task, and the run can be looked at.
func TestScriptsAreLimited(t *testing.T) {
	for _, text := range []string{"while True: pass", "x = [0] * 10 ** 9", "def f(): f()\nf()", "x = 10 ** 10 ** 10"} {
		in := start(t, compile(t, model(t, ends+script("a", text), "start>a>end")), Options{})
		begin := time.Now()
		err := in.Run(context.Background())
		f := asFailure(err)
		if f == nil || !f.IsLimit() && f.Type != "RecursionError" || in.at(f.Task).spec.ID != "a" || in.at(f.Task).state != Error {
			t.Errorf("%s: %v", text, err)
		}
		if d := time.Since(begin); d > 10*time.Second {
			t.Errorf("%s took %v", text, d)
		}
	}
}

// TestFailuresTellWhere: class, text, line, the names that were meant, and the tasks that called.
func TestFailuresTellWhere(t *testing.T) {
	in := start(t, compile(t, model(t, ends+script("init", "price = 1")+script("a", "x = 1\ny = prize"), "start>init>a>end")), Options{})
	f := asFailure(in.Run(context.Background()))
	if f == nil {
		t.Fatal("it did not fail")
	}
	if f.Kind != ScriptFailure || f.Type != "NameError" || f.Line != 2 || f.Source != "y = prize" || f.Similar[0] != "price" || in.at(f.Task).spec.ID != "a" {
		t.Errorf("%+v", f)
	}
	task, _ := in.Task(f.Task)
	if x, ok := task.Data().Get("x"); !ok || x != python.Int(1) {
		t.Error("what was assigned before the failing line is lost")
	}
}

// TestResetTriesAgain: a failed task that is reset runs again, with data that were mended.
func TestResetTriesAgain(t *testing.T) {
	ctx := context.Background()
	in := start(t, compile(t, model(t, ends+script("a", "y = x + 1"), "start>a>end")), Options{})
	f := asFailure(in.Run(ctx))
	if f == nil {
		t.Fatal("it did not fail")
	}
	if err := in.Reset(ctx, f.Task, data(t, `{"x": 1}`)); err != nil {
		t.Fatal(err)
	}
	run(t, in)
	if y, _ := in.Data().Get("y"); y != python.Int(2) || !in.IsCompleted() {
		t.Errorf("y is %v", y)
	}
}

// TestMergeRules are the engine's rules for lists, which users find odd, and for dictionaries.
func TestMergeRules(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{`{"l": [1, 2, 3]}`, `{"l": [3, 4]}`, `{"l":[1,2]}`},
		{`{"l": [1, 2]}`, `{"l": [3, 4]}`, `{"l":[1,2]}`},
		{`{"l": [1, 2]}`, `{"l": [1, 2, 3]}`, `{"l":[1,2,3]}`},
		{`{"l": [1, 2, 3]}`, `{"l": [1]}`, `{"l":[1]}`},
		{`{"l": [2, 1]}`, `{"l": [1, 2]}`, `{"l":[2,1]}`},
		{`{"l": [1, 1]}`, `{"l": [1, 1, 1]}`, `{"l":[1,1]}`},
		{`{"l": [{"a": 1}, {"b": 2}]}`, `{"l": [{"c": 3}]}`, `{"l":[{"a":1,"c":3}]}`},
		{`{"l": [[1]]}`, `{"l": [[1], [2]]}`, `{"l":[[1],[2]]}`},
		{`{"d": {"a": 1, "b": {"c": 1}}}`, `{"d": {"b": {"d": 2}}}`, `{"d":{"a":1,"b":{"c":1,"d":2}}}`},
		{`{"x": {"a": 1}}`, `{"x": 1, "y": [1]}`, `{"x":1,"y":[1]}`},
		{`{"x": 1}`, `{"x": true}`, `{"x":1}`},
	} {
		a := data(t, c.a)
		(&Instance{}).merge(a, data(t, c.b))
		if got := string(python.TraceJSON(a)); strings.ReplaceAll(got, " ", "") != c.want {
			t.Errorf("%s and %s make %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

// TestRunIsAFunctionOfItsSeed: random numbers and the time come from the options of the run alone.
func TestRunIsAFunctionOfItsSeed(t *testing.T) {
	s := compile(t, model(t, ends+script("a", "import random, datetime\nr = [random.random(), random.randint(1, 1000)]\nt = datetime.datetime.now().isoformat()"), "start>a>end"))
	result := func(seed int64) string {
		in := start(t, s, Options{Seed: seed, Clock: time.Date(2030, 5, 6, 7, 8, 9, 0, time.UTC)})
		run(t, in)
		return string(python.TraceJSON(in.Data()))
	}
	if a, b, c := result(1), result(1), result(2); a != b || a == c || !strings.Contains(a, "2030-05-06T07:08:09") {
		t.Errorf("%s\n%s\n%s", a, b, c)
	}
}
