package spec

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
)

func parse(t testing.TB, inside string) *bpmn.Document {
	t.Helper()
	d, err := bpmn.Parse("model.bpmn", []byte(`<bpmn:definitions xmlns:bpmn="`+bpmn.NS+`" xmlns:bpmndi="`+bpmn.NSDI+`" xmlns:dc="`+bpmn.NSDC+
		`" xmlns:spiffworkflow="`+bpmn.NSSpiff+`">`+inside+`</bpmn:definitions>`))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustCompile(t testing.TB, inside string) *Spec {
	t.Helper()
	s, problems := Compile([]*bpmn.Document{parse(t, inside)}, "p", Options{AnyDataStore: true})
	if problems != nil {
		t.Fatal(problems)
	}
	return s
}

func names(list []*Task) string {
	var out []string
	for _, t := range list {
		out = append(out, t.Name)
	}
	return strings.Join(out, " ")
}

func wantOutputs(t *testing.T, p *Process, task, want string) {
	t.Helper()
	if p.Task(task) == nil {
		t.Fatalf("there is no task %q", task)
	}
	if got := names(p.Task(task).Outputs); got != want {
		t.Errorf("%s leads to %q, want %q", task, got, want)
	}
}

// TestEveryFlowNodeHasARow: a kind of element that is added must be given a compiler, or a reason why the engine refuses it.
func TestEveryFlowNodeHasARow(t *testing.T) {
	for k := range bpmn.Kinds {
		kind := bpmn.Kind(k)
		row, ok := compilers[kind]
		if kind.IsFlowNode() != ok {
			t.Errorf("%s: is a flow node: %t, has a row: %t", kind, kind.IsFlowNode(), ok)
		}
		if ok && row.refused == "" && row.kind == 0 {
			t.Errorf("%s: no task and no reason", kind)
		}
	}
	for _, list := range [][]bpmn.Definition{startDefinitions, endDefinitions, catchDefinitions, throwDefinitions, boundaryDefinitions} {
		for _, d := range list {
			if definitions[d] == nil {
				t.Errorf("the event definition %s has no reader", d)
			}
		}
	}
	for k := Kind(0); k < NumKinds; k++ {
		if k.String() == "" {
			t.Errorf("kind %d has no name", k)
		}
	}
}

func TestSyntheticTasks(t *testing.T) {
	s := mustCompile(t, `<bpmn:process id="p">
		<bpmn:startEvent id="s"/><bpmn:task id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:signalEventDefinition/></bpmn:boundaryEvent>
		<bpmn:task id="l"><bpmn:standardLoopCharacteristics loopMaximum="2"/></bpmn:task><bpmn:endEvent id="e"/>
		<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a"/><bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="l"/>
		<bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="a"/><bpmn:sequenceFlow id="f4" sourceRef="l" targetRef="e"/></bpmn:process>`)
	p := s.Main
	wantOutputs(t, p, "Start", "s")
	wantOutputs(t, p, "s", "a.BoundaryEventSplit")
	wantOutputs(t, p, "a.BoundaryEventSplit", "a b")
	wantOutputs(t, p, "a", "a.BoundaryEventJoin l")
	wantOutputs(t, p, "b", "a.BoundaryEventSplit a.BoundaryEventJoin")
	wantOutputs(t, p, "l", "e")
	wantOutputs(t, p, "l [child]", "")
	wantOutputs(t, p, "e", "p.EndJoin")
	wantOutputs(t, p, "p.EndJoin", "End")
	if l := p.Task("l"); l.Kind != StandardLoopTask || l.Child != p.Task("l [child]") || names(l.Child.Inputs) != "l" {
		t.Errorf("the loop is not wrapped: %+v", l)
	}
	if a := p.Task("a"); a.Flows[0] != "" || a.Flows[1] != "f2" {
		t.Errorf("the flows of a are %q", a.Flows)
	}
}

func TestSeveralStartEvents(t *testing.T) {
	p := mustCompile(t, `<bpmn:process id="p"><bpmn:startEvent id="s1"/><bpmn:startEvent id="s2"/><bpmn:endEvent id="e"/>
		<bpmn:sequenceFlow id="f1" sourceRef="s1" targetRef="e"/><bpmn:sequenceFlow id="f2" sourceRef="s2" targetRef="e"/></bpmn:process>`).Main
	wantOutputs(t, p, "Start", "StartEventSplit")
	wantOutputs(t, p, "StartEventSplit", "s1 s2")
	wantOutputs(t, p, "s2", "e StartEventJoin")
}

// TestFlowsFollowTheHeightOfTheirTargets: what lies higher comes first, what has no shape counts as 0.
func TestFlowsFollowTheHeightOfTheirTargets(t *testing.T) {
	p := mustCompile(t, `<bpmn:process id="p"><bpmn:startEvent id="s"/><bpmn:parallelGateway id="g"/><bpmn:task id="low"/><bpmn:task id="high"/><bpmn:task id="none"/>
		<bpmn:sequenceFlow id="f0" sourceRef="s" targetRef="g"/><bpmn:sequenceFlow id="f1" sourceRef="g" targetRef="low"/>
		<bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="high"/><bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="none"/></bpmn:process>
		<bpmndi:BPMNDiagram><bpmndi:BPMNPlane><bpmndi:BPMNShape bpmnElement="low"><dc:Bounds y="300.5"/></bpmndi:BPMNShape>
		<bpmndi:BPMNShape bpmnElement="high"><dc:Bounds y="20"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`).Main
	wantOutputs(t, p, "g", "none high low")
	if got := p.Task("g").Flows; !slices.Equal(got, []string{"f3", "f2", "f1"}) {
		t.Errorf("the flows are %q", got)
	}
}

func TestEventSubProcessesAreTriggeredOrBeginAtOnce(t *testing.T) {
	sub := func(id, def string) string {
		return `<bpmn:subProcess id="` + id + `" triggeredByEvent="true"><bpmn:startEvent id="s` + id + `">` + def + `</bpmn:startEvent><bpmn:endEvent id="e` + id +
			`"/><bpmn:sequenceFlow id="f` + id + `" sourceRef="s` + id + `" targetRef="e` + id + `"/></bpmn:subProcess>`
	}
	p := mustCompile(t, `<bpmn:process id="p"><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/>`+
		sub("none", "")+sub("msg", `<bpmn:messageEventDefinition/>`)+`</bpmn:process>`).Main
	wantOutputs(t, p, "Start", "s none")
	if names(p.Triggers) != "msg" {
		t.Errorf("triggers are %q", names(p.Triggers))
	}
}

// TestRefusals: what the engine does not load is refused with its reason, the element and the line.
func TestRefusals(t *testing.T) {
	const ends = `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>`
	line := func(a, b string) string {
		return `<bpmn:sequenceFlow id="` + a + b + `" sourceRef="` + a + `" targetRef="` + b + `"/>`
	}
	one := func(x, id string) string {
		return `<bpmn:process id="p">` + ends + x + line("s", id) + line(id, "e") + `</bpmn:process>`
	}
	for name, c := range map[string]struct{ model, element, reason string }{
		"no process":        {`<bpmn:process id="q">` + ends + `</bpmn:process>`, "", "The process 'p' was not found. Did you mean one of the following: q?"},
		"not executable":    {`<bpmn:process id="p" isExecutable="false">` + ends + `</bpmn:process>`, "p", "Process p is not executable."},
		"no start":          {`<bpmn:process id="p"><bpmn:endEvent id="e"/></bpmn:process>`, "p", "No start event found"},
		"twice":             {`<bpmn:process id="p"/><bpmn:process id="p"/>`, "p", "Duplicate process ID: p"},
		"complex gateway":   {one(`<bpmn:complexGateway id="x"/>`, "x"), "x", noSupport},
		"ad hoc":            {one(`<bpmn:adHocSubProcess id="x"/>`, "x"), "x", noSupport},
		"note as a target":  {one(`<bpmn:textAnnotation id="x"/>`, "x"), "x", noSupport},
		"two ways out":      {one(`<bpmn:task id="x"/>`+`<bpmn:sequenceFlow id="f" sourceRef="x" targetRef="e"/>`, "x"), "x", "Multiple outgoing flows"},
		"no condition":      {one(`<bpmn:exclusiveGateway id="x"/><bpmn:sequenceFlow id="f" sourceRef="x" targetRef="e"/>`, "x"), "f", "Non-default exclusive"},
		"lost target":       {`<bpmn:process id="p">` + ends + line("s", "nowhere") + `</bpmn:process>`, "s", "When looking for a task spec"},
		"empty sub-process": {one(`<bpmn:subProcess id="x"/>`, "x"), "x", "Exactly one start event is required in a SubWorkflow Task; found 0."},
		"endless":           {one(`<bpmn:subProcess id="x"><bpmn:startEvent id="t"/></bpmn:subProcess>`, "x"), "x", "Must contain an End event"},
		"no callee":         {one(`<bpmn:callActivity id="x"/>`, "x"), "x", `No "calledElement"`},
		"lost callee":       {one(`<bpmn:callActivity id="x" calledElement="q"/>`, "x"), "x", "The process 'q' was not found"},
		"no operator":       {one(`<bpmn:serviceTask id="x"/>`, "x"), "x", "service operator"},
		"no decision":       {one(`<bpmn:businessRuleTask id="x"/>`, "x"), "x", "No DMN Diagram available"},
		"loop without end":  {one(`<bpmn:task id="x"><bpmn:standardLoopCharacteristics/></bpmn:task>`, "x"), "x", "A loopMaximum or loopCondition must be specified"},
		"loop over nothing": {one(`<bpmn:task id="x"><bpmn:multiInstanceLoopCharacteristics/></bpmn:task>`, "x"), "x", "must specify a cardinality or"},
		"lost message":      {one(`<bpmn:sendTask id="x" messageRef="m"/>`, "x"), "x", "Expected a Message node"},
		"time without time": {one(`<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition/></bpmn:intermediateCatchEvent>`, "x"), "x", "Time Specification Error"},
		"no boundary event": {one(`<bpmn:task id="x"/><bpmn:boundaryEvent id="b" attachedToRef="x"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>`, "x"), "b", "Unsupported Catch Event"},
		"cancel on a task":  {one(`<bpmn:task id="x"/><bpmn:boundaryEvent id="b" attachedToRef="x"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>`, "x"), "x", "may only be used with transactions"},
		"lost data":         {one(`<bpmn:task id="x"><bpmn:dataInputAssociation><bpmn:sourceRef>d</bpmn:sourceRef></bpmn:dataInputAssociation></bpmn:task>`, "x"), "x", "Cannot resolve dataInputAssociation"},
		"unknown store":     {`<bpmn:dataStore id="d" name="Shelf"/>` + one(`<bpmn:task id="x"/>`, "x"), "d", "Data Store with name Shelf has no implementation"},
		"half a property":   {`<bpmn:correlationProperty id="c"/>` + one(`<bpmn:task id="x"/>`, "x"), "c", "missing correlation property retrieval expressions: c"},
		"gateway to a task": {one(`<bpmn:eventBasedGateway id="x"/><bpmn:task id="y"/><bpmn:sequenceFlow id="f" sourceRef="x" targetRef="y"/>`, "x"), "x", "has no attribute 'event_definition'"},
		"half a unit test": {one(`<bpmn:scriptTask id="x"><bpmn:extensionElements><spiffworkflow:unitTests><spiffworkflow:unitTest id="t"/></spiffworkflow:unitTests></bpmn:extensionElements></bpmn:scriptTask>`, "x"),
			"x", "unit test needs"},
	} {
		t.Run(name, func(t *testing.T) {
			s, problems := Compile([]*bpmn.Document{parse(t, c.model)}, "p", Options{})
			if s != nil || len(problems) != 1 {
				t.Fatalf("it was not refused: %v", problems)
			}
			p := problems[0]
			if p.Element != c.element || !strings.Contains(p.Message, c.reason) || p.Severity != bpmn.Fault || (c.element != "") != (p.Line > 0) {
				t.Errorf("refused as %v (line %d), want %q about %q", p, p.Line, c.reason, c.element)
			}
		})
	}
}

// TestOnlyWhatIsReachedIsRead: like the engine, the compiler does not look at what no flow leads to.
func TestOnlyWhatIsReachedIsRead(t *testing.T) {
	mustCompile(t, `<bpmn:process id="p"><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:complexGateway id="x"/>
		<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/><bpmn:sequenceFlow id="g" sourceRef="x" targetRef="e"/></bpmn:process>`)
}

func TestCalledProcessesMayBeFoundLater(t *testing.T) {
	caller := parse(t, `<bpmn:process id="p"><bpmn:startEvent id="s"/><bpmn:callActivity id="c" calledElement="q"/><bpmn:endEvent id="e"/>
		<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="c"/><bpmn:sequenceFlow id="g" sourceRef="c" targetRef="e"/></bpmn:process>`)
	callee := parse(t, `<bpmn:process id="q"><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/></bpmn:process>`)
	s, problems := Compile([]*bpmn.Document{caller}, "p", Options{Resolve: func(id string) *bpmn.Document {
		if id == "q" {
			return callee
		}
		return nil
	}})
	if problems != nil || s.Processes["q"] == nil || len(s.Files) != 2 {
		t.Errorf("%v %v", problems, s)
	}
}

func TestRecursionIsNoticed(t *testing.T) {
	s := mustCompile(t, `<bpmn:process id="p"><bpmn:startEvent id="s"/><bpmn:callActivity id="c" calledElement="q"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="c"/></bpmn:process>
		<bpmn:process id="q"><bpmn:startEvent id="s"/><bpmn:callActivity id="c" calledElement="r"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="c"/></bpmn:process>
		<bpmn:process id="r"><bpmn:startEvent id="s"/><bpmn:callActivity id="c" calledElement="q"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="c"/></bpmn:process>`)
	if s.Main.Recursive || !s.Processes["q"].Recursive || !s.Processes["r"].Recursive {
		t.Errorf("p %t, q %t, r %t", s.Main.Recursive, s.Processes["q"].Recursive, s.Processes["r"].Recursive)
	}
}

// FuzzCompile: no model crashes or hangs the compiler.
func FuzzCompile(f *testing.F) {
	models, _ := filepath.Glob("../testdata/*.bpmn")
	for _, m := range models {
		if raw, err := os.ReadFile(m); err == nil {
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := bpmn.Parse("fuzz.bpmn", raw)
		if err != nil {
			return
		}
		for _, p := range d.Processes() {
			s, problems := Compile([]*bpmn.Document{d}, p.ID(), Options{AnyDataStore: true})
			if (s == nil) == (len(problems) == 0) {
				t.Fatalf("neither a spec nor a reason: %v", problems)
			}
		}
	})
}
