package runner

import (
	"context"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/runner/connector"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// guarded is a service task with a boundary event that catches the error "Busy".
func guarded(t *testing.T) *spec.Spec {
	d := model(t, ends+`<bpmn:serviceTask id="call"><bpmn:extensionElements><spiffworkflow:serviceTaskOperator id="shop/Buy" resultVariable="bought">
<spiffworkflow:parameters><spiffworkflow:parameter id="n" type="int" value="1 + 1"/></spiffworkflow:parameters></spiffworkflow:serviceTaskOperator></bpmn:extensionElements></bpmn:serviceTask>
<bpmn:boundaryEvent id="busy" attachedToRef="call"><bpmn:errorEventDefinition errorRef="err"/></bpmn:boundaryEvent><bpmn:endEvent id="sorry"/>`,
		"start>call>end", "busy>sorry")
	err := d.Edit("add the error", func(tx *bpmn.Tx) error {
		e := tx.Add(d.Definitions(), "error")
		tx.SetAttr(e, "id", "err")
		tx.SetAttr(e, "errorCode", "Busy")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return compile(t, d)
}

func states(in *Instance) map[string]State {
	out := map[string]State{}
	for _, t := range in.Tasks(Finished | NotFinished) {
		if t.Spec().Visible() {
			out[t.Spec().ID] = t.State()
		}
	}
	return out
}

// TestServiceErrorsAreCaught: an error of a service with a code goes the way of the boundary event, another one fails.
func TestServiceErrorsAreCaught(t *testing.T) {
	mock := connector.NewMock(connector.Answer{Operator: "shop/Buy", Error: "come back later", Code: "Busy"})
	in := start(t, guarded(t), Options{Services: Connect(mock, "shop")})
	run(t, in)
	if s := states(in); s["sorry"] != Completed || s["end"] == Completed || !in.IsCompleted() {
		t.Errorf("the states are %v", s)
	}

	mock = connector.NewMock(connector.Answer{Error: "gone", Code: "Closed"})
	in = start(t, guarded(t), Options{Services: Connect(mock, "shop")})
	f := asFailure(in.Run(context.Background()))
	if f == nil || f.Kind != ServiceFailure || in.at(f.Task).spec.ID != "call" {
		t.Errorf("the failure is %v", f)
	}
}

// late takes calls and answers none.
type late struct{}

func (late) Call(context.Context, connector.Operation) (connector.Result, error) {
	return connector.Result{Pending: true}, nil
}

// TestServicesMayAnswerLater: the task is STARTED meanwhile, and the answer completes it.
func TestServicesMayAnswerLater(t *testing.T) {
	in := start(t, guarded(t), Options{Services: Connect(late{}, ""), History: true})
	run(t, in)
	waits := in.waits()
	if states(in)["call"] != Started || len(waits) != 2 || waits[0].Kind != WaitService {
		t.Fatalf("it waits for %+v, %v", waits, states(in))
	}
	if err := in.Finish(context.Background(), waits[0].Task, python.Int(7)); err != nil {
		t.Fatal(err)
	}
	run(t, in)
	if v, _ := in.Data().Get("bought"); v != python.Int(7) || !in.IsCompleted() {
		t.Errorf("the answer is %v", v)
	}
}

// counting counts calls.
type counting struct{ n int }

func (c *counting) Call(context.Context, connector.Operation) (connector.Result, error) {
	c.n++
	return connector.Result{Value: python.Int(c.n)}, nil
}

// TestServicesAreAskedOnce: after going back, a call that was answered is not made again.
func TestServicesAreAskedOnce(t *testing.T) {
	v, c := newViewer(), &counting{}
	s := NewSession(guarded(t), SessionOptions{Publish: v.publish, Options: Options{Services: Connect(c, "")}})
	defer s.Close()
	for range 3 {
		s.Run()
		v.until(t, "the end", func(v *View) bool { return v.Status == Ended })
		s.Back(4)
		v.until(t, "an earlier state", func(v *View) bool { return v.Status == Paused && v.Ahead == 4 })
	}
	if c.n != 1 {
		t.Errorf("the service was asked %d times", c.n)
	}
}
