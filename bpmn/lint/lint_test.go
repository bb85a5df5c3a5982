package lint

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
)

// process is a file with one process that holds the elements.
func process(inside string) string {
	return `<bpmn:definitions xmlns:bpmn="` + bpmn.NS + `" xmlns:spiffworkflow="` + bpmn.NSSpiff + `" id="D" targetNamespace="urn:t">
<bpmn:process id="P" isExecutable="true">` + inside + `</bpmn:process></bpmn:definitions>`
}

// path is a process from a start event through the elements named to an end
// event, which makes the rest of the rules content.
func path(id, element string) string {
	return process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/>` + element + flow("F1", "S", id) + flow("F2", id, "E"))
}

func flow(id, from, to string) string {
	return fmt.Sprintf(`<bpmn:sequenceFlow id="%s" sourceRef="%s" targetRef="%s"/>`, id, from, to)
}

func condition(id, from, to, text string) string {
	return fmt.Sprintf(`<bpmn:sequenceFlow id="%s" name="n" sourceRef="%s" targetRef="%s"><bpmn:conditionExpression>%s</bpmn:conditionExpression></bpmn:sequenceFlow>`, id, from, to, text)
}

func ext(inside string) string {
	return `<bpmn:extensionElements>` + inside + `</bpmn:extensionElements>`
}

// balanced is a Checker that knows only of brackets, quotes and spaces between words.
type balanced struct{}

func (balanced) Script(src string) *Fault { return balanced{}.Expression(src) }

func (balanced) Expression(src string) *Fault {
	for i, line := range strings.Split(src, "\n") {
		if strings.Count(line, "(") != strings.Count(line, ")") || strings.Contains(line, "//") && !strings.Contains(line, `"`) {
			return &Fault{Line: i + 1, Column: 1, Message: "SyntaxError: bad"}
		}
	}
	return nil
}

type files struct{ names string }

func (f files) HasProcess(id string) bool  { return strings.Contains(f.names, id) }
func (f files) HasDecision(id string) bool { return strings.Contains(f.names, id) }
func (f files) HasFile(name string) bool   { return strings.Contains(f.names, name) }

const gateway = `<bpmn:exclusiveGateway id="G" name="Which?" default="F3"/><bpmn:task id="T" name="Do"/>`

var cases = []struct {
	name, model string
	want        []string // "rule element severity: part of the message"
}{
	{"a model without faults", path("T", `<bpmn:task id="T" name="Do it"/>`), nil},
	{"a decision", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/>` + gateway + flow("F1", "S", "G") + condition("F2", "G", "T", "a") + flow("F3", "G", "E") + flow("F4", "T", "E")), nil},

	{"a complex gateway", path("G", `<bpmn:complexGateway id="G" name="?"/>`), []string{"unsupported-element G error: can't run a complex gateway", "superfluous-gateway G info"}},
	{"an ad-hoc sub-process", path("A", `<bpmn:adHocSubProcess id="A" name="Any"/>`), []string{"unsupported-element A error: use a sub-process"}},
	{"in a process that is not run", strings.Replace(path("A", `<bpmn:adHocSubProcess id="A" name="Any"/>`), `"true"`, `"false"`, 1), []string{"executable D info: no process of the file"}},

	{"a compensation boundary event", path("T", `<bpmn:task id="T" name="Do"/><bpmn:boundaryEvent id="B" attachedToRef="T"><bpmn:compensateEventDefinition id="C"/></bpmn:boundaryEvent>`),
		[]string{"unsupported-event B error: refuses a boundary event for compensation"}},
	{"a signal end event", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E" name="Sent"><bpmn:signalEventDefinition id="X"/></bpmn:endEvent>` + flow("F", "S", "E")),
		[]string{"unsupported-event E warning: passes over the signal definition of an end event"}},
	{"cancel on a task", path("T", `<bpmn:task id="T" name="Do"/><bpmn:boundaryEvent id="B" attachedToRef="T"><bpmn:cancelEventDefinition id="C"/></bpmn:boundaryEvent>`+flow("F3", "B", "E")),
		[]string{"unsupported-event B error: only sit on a transaction"}},
	{"a condition that is missing", path("C", `<bpmn:intermediateCatchEvent id="C" name="Done"><bpmn:conditionalEventDefinition id="X"/></bpmn:intermediateCatchEvent>`),
		[]string{"unsupported-event C error: no condition"}},

	{"no start", process(`<bpmn:endEvent id="E"/><bpmn:task id="T" name="Do"/>` + flow("F", "T", "E")), []string{"start-event P error: no start event", "unreachable T warning", "unreachable E warning"}},
	{"no end", process(`<bpmn:startEvent id="S"/><bpmn:task id="T" name="Do"/>` + flow("F", "S", "T")), []string{"start-event P warning: no end event", "no-implicit-end T warning"}},
	{"an empty process", process(""), []string{"start-event P warning: empty"}},
	{"a sub-process without start", path("SP", `<bpmn:subProcess id="SP" name="Part"><bpmn:endEvent id="E2"/></bpmn:subProcess>`), []string{"start-event SP error: 0 start events", "unreachable E2 warning"}},
	{"a sub-process without end", path("SP", `<bpmn:subProcess id="SP" name="Part"><bpmn:startEvent id="S2"/></bpmn:subProcess>`), []string{"start-event SP error: no end event", "no-implicit-end S2 warning"}},

	{"two starts", process(`<bpmn:startEvent id="S"/><bpmn:startEvent id="S2"/><bpmn:endEvent id="E"/>` + flow("F1", "S", "E") + flow("F2", "S2", "E")), []string{"single-blank-start S2 warning: the first one always wins"}},
	{"a start that takes it all", process(`<bpmn:startEvent id="S"/><bpmn:startEvent id="S2" name="Asked"><bpmn:signalEventDefinition id="X"/></bpmn:startEvent><bpmn:endEvent id="E"/>` + flow("F1", "S", "E") + flow("F2", "S2", "E")), []string{"single-blank-start S warning: starts there at once"}},
	{"an event sub-process without event", path("T", `<bpmn:task id="T" name="Do"/><bpmn:subProcess id="SP" name="Aside" triggeredByEvent="true"><bpmn:startEvent id="S2"/><bpmn:endEvent id="E2"/>`+flow("F3", "S2", "E2")+`</bpmn:subProcess>`), []string{"event-sub-process S2 warning: without waiting for anything"}},
	{"two flows out of a task", path("T", `<bpmn:task id="T" name="Do"/><bpmn:endEvent id="E2"/>`+flow("F3", "T", "E2")), []string{"single-outgoing T error: 2 outgoing flows"}},
	{"a flow without condition", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/><bpmn:endEvent id="E2"/><bpmn:exclusiveGateway id="G" name="?"/>` + flow("F1", "S", "G") + flow("F2", "G", "E") + condition("F3", "G", "E2", "a")),
		[]string{"conditional-flows F2 error: without a condition"}},
	{"no default", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/><bpmn:endEvent id="E2"/><bpmn:exclusiveGateway id="G" name="?"/>` + flow("F1", "S", "G") + condition("F2", "G", "E", "b") + condition("F3", "G", "E2", "a")),
		[]string{"conditional-flows G warning: no default flow"}},
	{"a default with condition", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/><bpmn:endEvent id="E2"/><bpmn:exclusiveGateway id="G" name="?" default="F2"/>` + flow("F1", "S", "G") + condition("F2", "G", "E", "b") + condition("F3", "G", "E2", "a")),
		[]string{"conditional-flows F2 warning: no effect"}},
	{"a condition behind a task", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/>` + condition("F", "S", "E", "a")), []string{"ignored-condition F warning: leaves a start event"}},
	{"an event-based gateway", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/><bpmn:eventBasedGateway id="G"/>` + flow("F1", "S", "G") + flow("F2", "G", "E")),
		[]string{"event-based-gateway G warning: 1 outgoing", "event-based-gateway F2 error: catch events and receive tasks", "superfluous-gateway G info"}},

	{"a service task without operator", path("T", `<bpmn:serviceTask id="T" name="Ask"/>`), []string{"service-operator T error: no operator"}},
	{"bad parameters", path("T", `<bpmn:serviceTask id="T" name="Ask">`+ext(`<spiffworkflow:serviceTaskOperator id="http/Get"><spiffworkflow:parameters>
		<spiffworkflow:parameter id="ok" type="str" value="1"/><spiffworkflow:parameter id="left_out" type="str"/>
		<spiffworkflow:parameter id="empty" type="str" value=""/><spiffworkflow:parameter id="untyped" value="1"/><spiffworkflow:parameter value="1" type="any"/>
		</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>`)+`</bpmn:serviceTask>`),
		[]string{"service-operator T error: parameter empty of", "service-operator T error: parameter untyped of", "service-operator T error: has no id"}},
	{"an unquoted address", path("T", `<bpmn:serviceTask id="T" name="Ask">`+ext(`<spiffworkflow:serviceTaskOperator id="http/Get"><spiffworkflow:parameters>
		<spiffworkflow:parameter id="url" type="str" value="https://example.com/a"/></spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>`)+`</bpmn:serviceTask>`),
		[]string{`python T error: the parameter url of service task "Ask": SyntaxError: bad; if it is a text, write it in quotes: "https://example.com/a"`}},

	{"a call to nothing", path("C", `<bpmn:callActivity id="C" name="Call"/>`), []string{"called-element C error: names no process"}},
	{"a call to an unknown process", path("C", `<bpmn:callActivity id="C" name="Call" calledElement="missing"/>`), []string{`called-element C warning: "missing"`}},
	{"a call into the folder", path("C", `<bpmn:callActivity id="C" name="Call" calledElement="beside"/>`), nil},
	{"no decision", path("T", `<bpmn:businessRuleTask id="T" name="Decide"/>`), []string{"called-decision T error: names no decision table"}},
	{"an unknown decision", path("T", `<bpmn:businessRuleTask id="T" name="Decide">`+ext(`<spiffworkflow:calledDecisionId>missing</spiffworkflow:calledDecisionId>`)+`</bpmn:businessRuleTask>`), []string{"called-decision T warning"}},
	{"no script", path("T", `<bpmn:scriptTask id="T" name="Work"><bpmn:script> </bpmn:script></bpmn:scriptTask>`), []string{"script T error: no script"}},
	{"no form", path("T", `<bpmn:userTask id="T" name="Ask"/>`), []string{"user-form T info"}},
	{"a missing form", path("T", `<bpmn:userTask id="T" name="Ask">`+ext(`<spiffworkflow:properties><spiffworkflow:property name="formJsonSchemaFilename" value="gone.json"/>
		<spiffworkflow:property name="formUiSchemaFilename" value="beside.json"/></spiffworkflow:properties>`)+`</bpmn:userTask>`), []string{`user-form T warning: "gone.json"`}},
	{"a loop without end", path("T", `<bpmn:task id="T" name="Do"><bpmn:standardLoopCharacteristics/></bpmn:task>`), []string{"loop T error: neither a maximum nor a condition"}},
	{"a loop over nothing", path("T", `<bpmn:task id="T" name="Do"><bpmn:multiInstanceLoopCharacteristics/></bpmn:task>`), []string{"loop T error: neither how many"}},
	{"a loop over too much", path("T", `<bpmn:task id="T" name="Do"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:loopDataInputRef>x</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics></bpmn:task>`), []string{"loop T error: both a number and a collection"}},

	{"a timer", timerModel(`<bpmn:timeDuration>"P1DT2H"</bpmn:timeDuration>`), nil},
	{"a timer in a variable", timerModel(`<bpmn:timeDuration>wait_for</bpmn:timeDuration>`), nil},
	{"a timer without quotes", timerModel(`<bpmn:timeDuration>PT30M</bpmn:timeDuration>`), []string{`timer C error: write "PT30M" in quotes`}},
	{"a timer that is no duration", timerModel(`<bpmn:timeDuration>"30 minutes"</bpmn:timeDuration>`), []string{`timer C error: write it as "PT30M"`}},
	{"a timer without anything", timerModel(""), []string{"timer C error: neither a date"}},
	{"a cycle", timerModel(`<bpmn:timeCycle>"R3/PT1H"</bpmn:timeCycle>`), nil},
	{"a cycle without count", timerModel(`<bpmn:timeCycle>"0 0 * * *"</bpmn:timeCycle>`), []string{"timer C error"}},

	{"data from nowhere", path("T", `<bpmn:task id="T" name="Do"><bpmn:dataInputAssociation id="A"/></bpmn:task>`), []string{"data-association A error: no sourceRef"}},
	{"data into a data object", path("T", `<bpmn:dataObject id="O"/><bpmn:task id="T" name="Do"><bpmn:dataOutputAssociation id="A"><bpmn:targetRef>O</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:task>`), []string{"data-association A error: takes references"}},
	{"a data object that can't be a variable", path("T", `<bpmn:dataObject id="my-object"/><bpmn:task id="T" name="Do"/>`), []string{"data-object-id my-object warning"}},
	{"a correlation without expression", strings.Replace(path("T", `<bpmn:task id="T" name="Do"/>`), "<bpmn:process", `<bpmn:correlationProperty id="CP"/><bpmn:process`, 1), []string{"correlation CP error: no retrieval expression"}},

	{"a broken script", path("T", "<bpmn:scriptTask id=\"T\" name=\"Work\">\n<bpmn:script>a = 1\nb = (2</bpmn:script></bpmn:scriptTask>"), []string{"python T error: the script of script task \"Work\", line 2: SyntaxError"}},
	{"a broken condition", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/>` + gateway + flow("F1", "S", "G") + condition("F2", "G", "T", "f(a") + flow("F3", "G", "E") + flow("F4", "T", "E")), []string{"python F2 error: the condition of sequence flow"}},
	{"a broken pre-script", path("T", `<bpmn:task id="T" name="Do">`+ext(`<spiffworkflow:preScript>f(</spiffworkflow:preScript>`)+`</bpmn:task>`), []string{"python T error: the pre-script of"}},

	{"a task beside", path("T", `<bpmn:task id="T" name="Do"/><bpmn:task id="U" name="Alone"/>`), []string{"no-disconnected U warning"}},
	{"a path from nowhere", path("T", `<bpmn:task id="T" name="Do"/><bpmn:task id="U" name="Begin"/><bpmn:endEvent id="E2"/>`+flow("F3", "U", "E2")), []string{"unreachable U warning", "unreachable E2 warning"}},
	{"a boundary path", path("T", `<bpmn:task id="T" name="Do"/><bpmn:boundaryEvent id="B" attachedToRef="T"><bpmn:messageEventDefinition id="M"/></bpmn:boundaryEvent>`+flow("F3", "B", "E")), nil},
	{"a join without gateway", path("T", `<bpmn:task id="T" name="Do"/><bpmn:boundaryEvent id="B" attachedToRef="T"><bpmn:messageEventDefinition id="M"/></bpmn:boundaryEvent>`+flow("F3", "B", "T")), []string{"fake-join T warning: 2 incoming flows"}},
	{"two flows alike", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/>` + flow("F1", "S", "E") + flow("F2", "S", "E")), []string{"no-duplicate-flows F2 warning"}},
	{"a gateway for everything", process(`<bpmn:startEvent id="S"/><bpmn:endEvent id="E"/><bpmn:endEvent id="E2"/><bpmn:parallelGateway id="G0"/><bpmn:parallelGateway id="G"/>` + flow("F0", "S", "G0") + flow("F1", "G0", "G") + flow("F2", "G0", "G") + flow("F3", "G", "E") + flow("F4", "G", "E2")), []string{"no-gateway-join-fork G info", "no-duplicate-flows F2 warning"}},
	{"no names", path("T", `<bpmn:task id="T"/>`), []string{"label-required T info: a task has no name"}},
}

func timerModel(inside string) string {
	return path("C", `<bpmn:intermediateCatchEvent id="C" name="Later"><bpmn:timerEventDefinition id="X">`+inside+`</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`)
}

func TestRulesFindWhatTheyAreFor(t *testing.T) {
	shown := map[string]bool{}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d, err := bpmn.Parse("m.bpmn", []byte(c.model))
			if err != nil {
				t.Fatal(err)
			}
			found := Run(d, Options{Checker: balanced{}, Catalog: files{"beside beside.json"}})
			left := append([]bpmn.Problem(nil), found...)
			for _, want := range c.want {
				head, text, _ := strings.Cut(want, ": ")
				part := strings.Fields(head)
				shown[part[0]] = true
				i := 0
				for ; i < len(left); i++ {
					p := left[i]
					if p.Rule == part[0] && p.Element == part[1] && p.Severity.String() == part[2] && strings.Contains(p.Message, text) {
						break
					}
				}
				if i == len(left) {
					t.Errorf("missing %q in %v", want, found)
					continue
				}
				left = append(left[:i], left[i+1:]...)
			}
			for _, p := range left {
				t.Errorf("not expected: %v (%s)", p, p.Rule)
			}
		})
	}
	for _, rule := range Rules() {
		if !shown[rule.Name] {
			t.Errorf("no case shows what the rule %s finds", rule.Name)
		}
	}
}

func TestFindingsTellTheLineOfTheScript(t *testing.T) {
	d, err := bpmn.Parse("m.bpmn", []byte(process("\n<bpmn:scriptTask id=\"T\" name=\"W\">\n<bpmn:script>a = 1\nb = (2</bpmn:script></bpmn:scriptTask>")))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range Run(d, Options{Checker: balanced{}}) {
		if p.Rule == "python" {
			if p.Line != 5 {
				t.Errorf("the fault in the second line of a script that begins on line 4 is told to be on line %d", p.Line)
			}
			return
		}
	}
	t.Error("the fault was not found")
}

func TestTheExamplesAreClean(t *testing.T) {
	names, err := filepath.Glob("../../examples/*/*.bpmn")
	if err != nil || len(names) == 0 {
		t.Fatal("there are no examples")
	}
	for _, name := range names {
		d, err := bpmn.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range append(bpmn.Check(d), Run(d, Options{})...) {
			t.Errorf("%s: %v", name, p)
		}
	}
}

// Linting takes time in proportion to the model; with the square of it this
// would take minutes.
func TestLintIsQuickOnLargeModels(t *testing.T) {
	const n = 30_000
	var hub, lone strings.Builder
	for i := range n {
		hub.WriteString(flow(fmt.Sprintf("F%d", i), "S", fmt.Sprintf("T%d", i)))
		fmt.Fprintf(&lone, `<bpmn:dataObject id="O%d"/><bpmn:task id="T%d"/>`, i, i)
	}
	d, err := bpmn.Parse("m.bpmn", []byte(process(`<bpmn:startEvent id="S"/>`+hub.String()+lone.String())))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(Run(d, Options{})); got < n {
		t.Errorf("%d findings, expected one for each task", got)
	}
}
