package properties_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
	"spiffmodeler/properties"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D">
`

// model is a definitions document around the text.
func model(t *testing.T, text string) *bpmn.Document {
	t.Helper()
	d, err := bpmn.Parse("model.bpmn", []byte(head+text+"\n</bpmn:definitions>\n"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// process is a document with one process around the text.
func process(t *testing.T, text string) *bpmn.Document {
	t.Helper()
	return model(t, "  <bpmn:process id=\"P\">\n"+text+"\n  </bpmn:process>")
}

func content(d *bpmn.Document) string {
	return strings.TrimSuffix(strings.TrimPrefix(string(d.Bytes()), head), "\n</bpmn:definitions>\n")
}

func inProcess(d *bpmn.Document) string {
	return strings.TrimSuffix(strings.TrimPrefix(content(d), "  <bpmn:process id=\"P\">\n"), "\n  </bpmn:process>")
}

func field(t *testing.T, env *properties.Env, d *bpmn.Document, id, label string) properties.Bound {
	t.Helper()
	group, name, ok := strings.Cut(label, "/")
	if !ok {
		group, name = "", label
	}
	b, found := env.Sheet(d, []bpmn.Element{d.ByID(id)}).Find(group, name)
	if !found {
		t.Fatalf("%s has no field %q", id, label)
	}
	return b
}

func set(t *testing.T, d *bpmn.Document, id, label, value string) {
	t.Helper()
	if err := field(t, &properties.Env{}, d, id, label).Write(value); err != nil {
		t.Fatal(err)
	}
}

func wantText(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFieldsWriteTheXMLOfTheEngine(t *testing.T) {
	for _, c := range []struct{ name, before, label, value, after string }{
		{"name", `    <bpmn:task id="T" />`, "Name", "Do it", `    <bpmn:task id="T" name="Do it" />`},
		{"text of an annotation", `    <bpmn:textAnnotation id="T" />`, "Text", "why", `    <bpmn:textAnnotation id="T">
      <bpmn:text>why</bpmn:text>
    </bpmn:textAnnotation>`},
		{"documentation", `    <bpmn:task id="T" />`, "Documentation", "a\nb", `    <bpmn:task id="T">
      <bpmn:documentation>a
b</bpmn:documentation>
    </bpmn:task>`},
		{"script", `    <bpmn:scriptTask id="T" />`, "Script/Script", "a = 1", `    <bpmn:scriptTask id="T">
      <bpmn:script>a = 1</bpmn:script>
    </bpmn:scriptTask>`},
		{"post-script", `    <bpmn:callActivity id="T" calledElement="Q" />`, "Post-script", "del a", `    <bpmn:callActivity id="T" calledElement="Q">
      <bpmn:extensionElements>
        <spiffworkflow:postScript>del a</spiffworkflow:postScript>
      </bpmn:extensionElements>
    </bpmn:callActivity>`},
		{"form file, with the UI schema beside it", `    <bpmn:userTask id="T" />`, "JSON schema file", "ask-schema.json", `    <bpmn:userTask id="T">
      <bpmn:extensionElements>
        <spiffworkflow:properties>
          <spiffworkflow:property name="formJsonSchemaFilename" value="ask-schema.json" />
          <spiffworkflow:property name="formUiSchemaFilename" value="ask-uischema.json" />
        </spiffworkflow:properties>
      </bpmn:extensionElements>
    </bpmn:userTask>`},
		{"instructions", `    <bpmn:manualTask id="T" />`, "Instructions", "Call **{{ name }}**", `    <bpmn:manualTask id="T">
      <bpmn:extensionElements>
        <spiffworkflow:instructionsForEndUser>Call **{{ name }}**</spiffworkflow:instructionsForEndUser>
      </bpmn:extensionElements>
    </bpmn:manualTask>`},
		{"guest", `    <bpmn:manualTask id="T" />`, "Guest can complete this task", "true", `    <bpmn:manualTask id="T">
      <bpmn:extensionElements>
        <spiffworkflow:allowGuest>true</spiffworkflow:allowGuest>
      </bpmn:extensionElements>
    </bpmn:manualTask>`},
		{"decision", `    <bpmn:businessRuleTask id="T" />`, "Decision table", "price", `    <bpmn:businessRuleTask id="T">
      <bpmn:extensionElements>
        <spiffworkflow:calledDecisionId>price</spiffworkflow:calledDecisionId>
      </bpmn:extensionElements>
    </bpmn:businessRuleTask>`},
		{"called process", `    <bpmn:callActivity id="T" />`, "Process ID", "Q", `    <bpmn:callActivity id="T" calledElement="Q" />`},
		{"operator", `    <bpmn:serviceTask id="T" />`, "Operator ID", "demo/Get", `    <bpmn:serviceTask id="T">
      <bpmn:extensionElements>
        <spiffworkflow:serviceTaskOperator id="demo/Get" />
      </bpmn:extensionElements>
    </bpmn:serviceTask>`},
		{"retries", `    <bpmn:serviceTask id="T" />`, "Retries", "3", `    <bpmn:serviceTask id="T">
      <bpmn:extensionElements>
        <spiffworkflow:serviceTaskOperator>
          <spiffworkflow:retry retries="3" />
        </spiffworkflow:serviceTaskOperator>
      </bpmn:extensionElements>
    </bpmn:serviceTask>`},
		{"timer type", `    <bpmn:startEvent id="T">
      <bpmn:timerEventDefinition />
    </bpmn:startEvent>`, "Type", "timeDate", `    <bpmn:startEvent id="T">
      <bpmn:timerEventDefinition>
        <bpmn:timeDate xsi:type="bpmn:tFormalExpression" />
      </bpmn:timerEventDefinition>
    </bpmn:startEvent>`},
		{"timer value of no type yet", `    <bpmn:startEvent id="T">
      <bpmn:timerEventDefinition id="X" />
    </bpmn:startEvent>`, "Value", `"PT5M"`, `    <bpmn:startEvent id="T">
      <bpmn:timerEventDefinition id="X">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">"PT5M"</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:startEvent>`},
		{"condition of an event", `    <bpmn:startEvent id="T">
      <bpmn:conditionalEventDefinition />
    </bpmn:startEvent>`, "Condition expression", "done == True", `    <bpmn:startEvent id="T">
      <bpmn:conditionalEventDefinition>
        <bpmn:condition xsi:type="bpmn:tFormalExpression">done == True</bpmn:condition>
      </bpmn:conditionalEventDefinition>
    </bpmn:startEvent>`},
		{"loop maximum", `    <bpmn:task id="T">
      <bpmn:standardLoopCharacteristics />
    </bpmn:task>`, "Loop maximum", "3", `    <bpmn:task id="T">
      <bpmn:standardLoopCharacteristics loopMaximum="3" />
    </bpmn:task>`},
		{"scripts on instances", `    <bpmn:task id="T">
      <bpmn:standardLoopCharacteristics loopMaximum="3" />
    </bpmn:task>`, "Run scripts on instances", "true", `    <bpmn:task id="T">
      <bpmn:standardLoopCharacteristics loopMaximum="3" spiffworkflow:scriptsOnInstances="true" />
    </bpmn:task>`},
		{"an item has equal id and name", `    <bpmn:task id="T">
      <bpmn:multiInstanceLoopCharacteristics>
        <bpmn:completionCondition>x</bpmn:completionCondition>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:task>`, "Input element", "row", `    <bpmn:task id="T">
      <bpmn:multiInstanceLoopCharacteristics>
        <bpmn:inputDataItem id="row" name="row" />
        <bpmn:completionCondition>x</bpmn:completionCondition>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:task>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := process(t, c.before)
			set(t, d, "T", c.label, c.value)
			wantText(t, inProcess(d), c.after)
			if v, _ := field(t, &properties.Env{}, d, "T", c.label).Value(); v != c.value {
				t.Errorf("reads back %q", v)
			}
			if !d.Undo() || inProcess(d) != c.before || d.Undo() {
				t.Errorf("not exactly one step; after undoing\n%s", inProcess(d))
			}
			d.Redo()
			if v, _ := field(t, &properties.Env{}, d, "T", c.label).Value(); c.label != "Type" && v == c.value {
				set(t, d, "T", c.label, "")
				if got := inProcess(d); c.label != "Value" && got != c.before {
					t.Errorf("cleared gives\n%s\nwant\n%s", got, c.before)
				}
			}
		})
	}
}

func TestRenamingAnIDRenamesItEverywhere(t *testing.T) {
	d := process(t, `    <bpmn:task id="T">
      <bpmn:outgoing>F</bpmn:outgoing>
    </bpmn:task>
    <bpmn:task id="U" />
    <bpmn:sequenceFlow id="F" sourceRef="T" targetRef="U" />`)
	set(t, d, "T", "ID", " Check_stock ")
	wantText(t, inProcess(d), `    <bpmn:task id="Check_stock">
      <bpmn:outgoing>F</bpmn:outgoing>
    </bpmn:task>
    <bpmn:task id="U" />
    <bpmn:sequenceFlow id="F" sourceRef="Check_stock" targetRef="U" />`)
	b := field(t, &properties.Env{}, d, "Check_stock", "ID")
	for _, bad := range []string{"", "U", "1st", "a b"} {
		if len(b.Problems(bad)) == 0 || b.Write(bad) == nil {
			t.Errorf("the id %q is taken", bad)
		}
	}
	if v, _ := b.Value(); v != "Check_stock" {
		t.Errorf("a refused value was written: %q", v)
	}
}

func TestDefaultFlowAndCondition(t *testing.T) {
	src := `    <bpmn:exclusiveGateway id="G">
      <bpmn:outgoing>A</bpmn:outgoing>
      <bpmn:outgoing>B</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:task id="T" />
    <bpmn:sequenceFlow id="A" name="yes" sourceRef="G" targetRef="T" />
    <bpmn:sequenceFlow id="B" sourceRef="G" targetRef="T" />
    <bpmn:sequenceFlow id="C" sourceRef="T" targetRef="G" />`
	d := process(t, src)
	set(t, d, "A", "Condition expression", "amount > 100")
	set(t, d, "B", "Default flow", "true")
	want := strings.Replace(src, `<bpmn:sequenceFlow id="A" name="yes" sourceRef="G" targetRef="T" />`, `<bpmn:sequenceFlow id="A" name="yes" sourceRef="G" targetRef="T">
      <bpmn:conditionExpression>amount &gt; 100</bpmn:conditionExpression>
    </bpmn:sequenceFlow>`, 1)
	want = strings.Replace(want, `id="G"`, `id="G" default="B"`, 1)
	wantText(t, inProcess(d), want)
	if p := field(t, &properties.Env{}, d, "A", "Condition expression").Problems(""); len(p) != 1 || p[0].Severity != bpmn.Warning {
		t.Errorf("a flow without a condition: %v", p)
	}
	env := &properties.Env{}
	if o := field(t, env, d, "G", "Default flow").Choices(); len(o) != 2 || o[0].Label != "yes" || o[1].Label != "to T" {
		t.Errorf("the gateway offers %v", o)
	}
	if _, ok := env.Sheet(d, []bpmn.Element{d.ByID("C")}).Find("", "Condition expression"); ok {
		t.Error("a flow that leaves a task has a condition, which the engine ignores")
	}
	if _, ok := env.Sheet(d, []bpmn.Element{d.ByID("B")}).Find("", "Condition expression"); ok {
		t.Error("the default flow asks for a condition")
	}
}

func TestTimerChangesItsTypeAndKeepsTheValue(t *testing.T) {
	d := process(t, `    <bpmn:startEvent id="T"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">x</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent>`)
	set(t, d, "T", "Type", "timeCycle")
	wantText(t, inProcess(d), `    <bpmn:startEvent id="T"><bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">x</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>`)
	value := func() properties.Bound { return field(t, &properties.Env{}, d, "T", "Value") }
	for text, want := range map[string]bool{`R3/PT10M`: true, `"R3/PT10M"`: false, `"R/P1D"`: false, `"R5/2030-01-01T10:00Z/PT1H"`: false,
		`"PT10M"`: true, "interval": false, `f"R{n}/PT1H"`: false} {
		if got := len(value().Problems(text)) > 0; got != want {
			t.Errorf("%s: problem %v, want %v", text, got, want)
		}
	}
	p := value().Problems("R3/PT10M")
	if p[0].Fix == nil || p[0].Fix.Value != `"R3/PT10M"` {
		t.Errorf("no fix for a missing quote: %+v", p)
	}
	if value().Write("R3/PT10M") == nil {
		t.Error("a faulty value was written")
	}
	set(t, d, "T", "Type", "timeDuration")
	for text, want := range map[string]bool{`PT30M`: true, `"PT30M"`: false, `"P1DT2H"`: false, `"P1W"`: false, `"pt1,5s"`: false, `"30 minutes"`: true, "wait": false} {
		if got := len(value().Problems(text)) > 0; got != want {
			t.Errorf("%s: problem %v, want %v", text, got, want)
		}
	}
}

type catalog struct{ properties.Catalog }

func (catalog) Operators() []properties.Operator {
	return []properties.Operator{
		{ID: "demo/Get", Parameters: []properties.OperatorParameter{{ID: "url", Type: "str"}, {ID: "headers", Type: "any"}}},
		{ID: "demo/Post", Parameters: []properties.OperatorParameter{{ID: "url", Type: "str"}, {ID: "data", Type: "any"}}},
	}
}

func TestServiceParameters(t *testing.T) {
	d := process(t, `    <bpmn:serviceTask id="T" />`)
	env := &properties.Env{Catalog: catalog{}}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	rows := func() []properties.BoundRow { return field(t, env, d, "T", "Parameters").List() }
	rowField := func(row int, label string) properties.Bound {
		for _, f := range rows()[row].Fields {
			if f.Label == label {
				return f
			}
		}
		t.Fatalf("no field %s", label)
		return properties.Bound{}
	}
	must(field(t, env, d, "T", "Operator ID").Write("demo/Get"))
	must(rowField(0, "Value").Write(`"https://example.com"`))
	must(field(t, env, d, "T", "Result variable").Write("resp"))
	get := `    <bpmn:serviceTask id="T">
      <bpmn:extensionElements>
        <spiffworkflow:serviceTaskOperator id="demo/Get" resultVariable="resp">
          <spiffworkflow:parameters>
            <spiffworkflow:parameter id="url" type="str" value="&#34;https://example.com&#34;" />
            <spiffworkflow:parameter id="headers" type="any" />
          </spiffworkflow:parameters>
        </spiffworkflow:serviceTaskOperator>
      </bpmn:extensionElements>
    </bpmn:serviceTask>`
	wantText(t, inProcess(d), get)

	must(rowField(1, "Value").Write(`{"a": 1}`))
	must(field(t, env, d, "T", "Operator ID").Write("demo/Post"))
	if got := inProcess(d); strings.Contains(got, "headers") || !strings.Contains(got, `id="url" type="str" value=`) || !strings.Contains(got, `id="data" type="any" />`) {
		t.Errorf("after choosing another operator\n%s", got)
	}
	must(field(t, env, d, "T", "Operator ID").Write("demo/Get"))
	wantText(t, inProcess(d), strings.Replace(get, `id="headers" type="any" />`, `id="headers" type="any" value="{&#34;a&#34;: 1}" />`, 1))

	row, err := field(t, env, d, "T", "Parameters").AddRow()
	must(err)
	must(rowField(2, "Name").Write("params"))
	must(rowField(2, "Type").Write("dict"))
	must(field(t, env, d, "T", "Parameters").MoveRow(row, 0))
	if got := rows(); got[0].Element != row || row.ID() != "params" || row.Attr("type") != "dict" {
		t.Errorf("the row is not first: %+v", got)
	}
	if rowField(0, "Name").Write("url") == nil {
		t.Error("two parameters have one name")
	}
	must(field(t, env, d, "T", "Parameters").RemoveRow(row))
	if label, _ := d.UndoLabel(); label != "Delete parameter" {
		t.Errorf("the step is called %q", label)
	}
	for d.Undo() {
	}
	wantText(t, inProcess(d), `    <bpmn:serviceTask id="T" />`)
}

func TestAnUnquotedValueIsRefusedAndCanBeQuoted(t *testing.T) {
	d := process(t, `    <bpmn:serviceTask id="T" />`)
	env := &properties.Env{Checker: properties.CheckerFunc(func(src string, lang properties.Language) []properties.Problem {
		if lang == properties.PythonExpression && strings.HasPrefix(src, "https:") {
			return []properties.Problem{{Severity: bpmn.Fault, Line: 1, Column: 6, Message: "invalid syntax", Fix: &properties.Fix{Label: "Quote it", Value: `"` + src + `"`}}}
		}
		return nil
	})}
	if _, err := field(t, env, d, "T", "Parameters").AddRow(); err != nil {
		t.Fatal(err)
	}
	fields := field(t, env, d, "T", "Parameters").List()[0].Fields
	value := fields[len(fields)-1]
	p := value.Problems("https://example.com")
	if len(p) != 1 || p[0].Column != 6 || value.Write("https://example.com") == nil {
		t.Fatalf("problems %+v", p)
	}
	if err := value.Write(p[0].Fix.Value); err != nil {
		t.Fatal(err)
	}
	if v, _ := value.Value(); v != `"https://example.com"` {
		t.Errorf("the value is %s", v)
	}
}

func TestWhatLooksLikeTextCanBeQuoted(t *testing.T) {
	d := process(t, `    <bpmn:endEvent id="T"><bpmn:conditionalEventDefinition /></bpmn:endEvent>`)
	env := &properties.Env{Checker: properties.CheckerFunc(func(string, properties.Language) []properties.Problem {
		return []properties.Problem{{Severity: bpmn.Fault, Message: "invalid syntax"}}
	})}
	b := field(t, env, d, "T", "Condition expression")
	for src, want := range map[string]string{
		"https://x.org/?a=1&b=(2)": `"https://x.org/?a=1&b=(2)"`, " hello world ": `"hello world"`, "a@b.org": `"a@b.org"`,
		"f(x": "", `"a" b"`: "", "a = 1": "", "{1: 2": "",
	} {
		got := ""
		if fix := b.Problems(src)[0].Fix; fix != nil {
			got = fix.Value
		}
		if got != want {
			t.Errorf("%s is quoted to %q, want %q", src, got, want)
		}
	}
}

func TestTheBuiltInOperatorsAreOffered(t *testing.T) {
	d := process(t, `    <bpmn:serviceTask id="T" />`)
	if err := field(t, &properties.Env{}, d, "T", "Operator ID").Write("http/PostRequest"); err != nil {
		t.Fatal(err)
	}
	op, _ := spiff.ServiceOperatorOf(d.ByID("T"))
	if len(op.Parameters) != 7 || op.Parameters[0].ID != "url" || op.Parameters[0].Type != "str" || op.Parameters[0].HasValue {
		t.Errorf("got %+v", op.Parameters)
	}
}

func TestChoosingANewNameMakesTheRootElement(t *testing.T) {
	d := process(t, `    <bpmn:endEvent id="T"><bpmn:errorEventDefinition id="X" /></bpmn:endEvent>`)
	set(t, d, "T", "Error/Error", "bad input")
	set(t, d, "T", "Error code", "E1")
	set(t, d, "T", "Error/Payload", "data")
	wantText(t, content(d), `  <bpmn:process id="P">
    <bpmn:endEvent id="T"><bpmn:errorEventDefinition id="X" errorRef="badinput" /></bpmn:endEvent>
  </bpmn:process>
  <bpmn:error id="badinput" name="badinput" errorCode="E1">
    <bpmn:extensionElements>
      <spiffworkflow:payloadExpression>data</spiffworkflow:payloadExpression>
    </bpmn:extensionElements>
  </bpmn:error>`)
}

// People know signals and messages by their names: fields show them, and the id
// only where the name is missing or another has it, too.
func TestRootElementsAreShownByName(t *testing.T) {
	d := model(t, `  <bpmn:signal id="S1" name="alarm" /><bpmn:signal id="S2" name="alarm" /><bpmn:signal id="S3" name="fire" /><bpmn:signal id="S4" />
  <bpmn:process id="P"><bpmn:endEvent id="T"><bpmn:signalEventDefinition id="X" signalRef="S1" /></bpmn:endEvent></bpmn:process>`)
	signal := field(t, &properties.Env{}, d, "T", "Signal/Signal")
	var values []string
	for _, o := range signal.Choices() {
		values = append(values, o.Value)
		if err := signal.Write(o.Value); err != nil {
			t.Fatal(err)
		}
		want := []string{"S1", "S2", "S3", "S4"}[len(values)-1]
		if got := d.ByID("X").Attr("signalRef"); got != want {
			t.Errorf("choosing %q refers to %s, not %s", o.Value, got, want)
		}
		if got, _ := field(t, &properties.Env{}, d, "T", "Signal/Signal").Value(); got != o.Value {
			t.Errorf("after choosing %q the field shows %q", o.Value, got)
		}
	}
	if got := strings.Join(values, " "); got != "alarm S2 fire S4" {
		t.Errorf("offered are %s", got)
	}
}

func TestADataObjectThatOnlyItsReferenceNames(t *testing.T) {
	d := process(t, `    <bpmn:dataObject id="o" />
    <bpmn:dataObjectReference id="R" name="Order [new]" dataObjectRef="o"><bpmn:dataState id="S" name="new" /></bpmn:dataObjectReference>`)
	if got, _ := field(t, &properties.Env{}, d, "R", "Name").Value(); got != "Order" {
		t.Errorf("the name reads %q", got)
	}
	set(t, d, "R", "State", "paid")
	if got := d.ByID("R").Name(); got != "Order [paid]" {
		t.Errorf("in another state the label is %q", got)
	}
	set(t, d, "R", "State", "")
	if got := d.ByID("R").Name(); got != "Order" {
		t.Errorf("without a state the label is %q", got)
	}
}

func TestMessageOfAReceiver(t *testing.T) {
	d := model(t, `  <bpmn:process id="P">
    <bpmn:intermediateCatchEvent id="T">
      <bpmn:messageEventDefinition id="X" messageRef="m" />
    </bpmn:intermediateCatchEvent>
  </bpmn:process>
  <bpmn:message id="m" name="m" />
  <bpmn:correlationProperty id="k" name="k">
    <bpmn:correlationPropertyRetrievalExpression messageRef="m">
      <bpmn:messagePath>k</bpmn:messagePath>
    </bpmn:correlationPropertyRetrievalExpression>
  </bpmn:correlationProperty>`)
	set(t, d, "T", "Message/Variable name", "dispatch")
	set(t, d, "T", "Enable condition matching", "true")
	set(t, d, "T", "Matching conditions/k", "table")
	want := `    <bpmn:intermediateCatchEvent id="T" spiffworkflow:isMatchingCorrelation="true">
      <bpmn:messageEventDefinition id="X" messageRef="m">
        <bpmn:extensionElements>
          <spiffworkflow:messageVariable>dispatch</spiffworkflow:messageVariable>
          <spiffworkflow:processVariableCorrelation>
            <spiffworkflow:propertyId>k</spiffworkflow:propertyId>
            <spiffworkflow:expression>table</spiffworkflow:expression>
          </spiffworkflow:processVariableCorrelation>
        </bpmn:extensionElements>
      </bpmn:messageEventDefinition>
    </bpmn:intermediateCatchEvent>`
	if !strings.Contains(content(d), want) {
		t.Errorf("got\n%s", content(d))
	}
	set(t, d, "T", "Matching conditions/k", "")
	set(t, d, "T", "Message/Variable name", "")
	if strings.Contains(content(d), "extensionElements") {
		t.Errorf("something is left behind\n%s", content(d))
	}
}

func TestOldMessagesAreSettledWhenChanged(t *testing.T) {
	d := model(t, `  <bpmn:process id="P">
    <bpmn:sendTask id="S" messageRef="m" />
    <bpmn:receiveTask id="R" messageRef="m" />
  </bpmn:process>
  <bpmn:message id="m" name="m">
    <bpmn:extensionElements>
      <spiffworkflow:messagePayload>1</spiffworkflow:messagePayload>
      <spiffworkflow:messageVariable>v</spiffworkflow:messageVariable>
    </bpmn:extensionElements>
  </bpmn:message>`)
	set(t, d, "R", "Message/Variable name", "w")
	wantText(t, content(d), `  <bpmn:process id="P">
    <bpmn:sendTask id="S" messageRef="m">
      <bpmn:extensionElements>
        <spiffworkflow:messagePayload>1</spiffworkflow:messagePayload>
      </bpmn:extensionElements>
    </bpmn:sendTask>
    <bpmn:receiveTask id="R" messageRef="m">
      <bpmn:extensionElements>
        <spiffworkflow:messageVariable>w</spiffworkflow:messageVariable>
      </bpmn:extensionElements>
    </bpmn:receiveTask>
  </bpmn:process>
  <bpmn:message id="m" name="m" />`)
}

func TestMultiInstanceHasCardinalityOrCollection(t *testing.T) {
	d := process(t, `    <bpmn:task id="T">
      <bpmn:multiInstanceLoopCharacteristics />
    </bpmn:task>`)
	set(t, d, "T", "Loop cardinality", "3")
	set(t, d, "T", "Input collection", "rows")
	set(t, d, "T", "Input element", "row")
	set(t, d, "T", "Output element is the input element", "true")
	set(t, d, "T", "Input element", "line")
	wantText(t, inProcess(d), `    <bpmn:task id="T" spiffworkflow:isOutputSynced="true">
      <bpmn:multiInstanceLoopCharacteristics>
        <bpmn:loopDataInputRef>rows</bpmn:loopDataInputRef>
        <bpmn:inputDataItem id="line" name="line" />
        <bpmn:outputDataItem id="line" name="line" />
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:task>`)
	set(t, d, "T", "Output element is the input element", "")
	wantText(t, inProcess(d), `    <bpmn:task id="T" spiffworkflow:isOutputSynced="false">
      <bpmn:multiInstanceLoopCharacteristics>
        <bpmn:loopDataInputRef>rows</bpmn:loopDataInputRef>
        <bpmn:inputDataItem id="line" name="line" />
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:task>`)
}

func TestDataObjectsAndTheirReferences(t *testing.T) {
	d := process(t, `    <bpmn:dataObject id="invoice" name="Invoice" />
    <bpmn:dataObjectReference id="R" dataObjectRef="invoice" />`)
	set(t, d, "R", "State", "draft")
	set(t, d, "R", "Name", "Bill")
	wantText(t, inProcess(d), `    <bpmn:dataObject id="invoice" name="Bill" />
    <bpmn:dataObjectReference id="R" dataObjectRef="invoice" name="Bill [draft]">
      <bpmn:dataState id="DataState_R" name="draft" />
    </bpmn:dataObjectReference>`)
	env := &properties.Env{}
	list := field(t, env, d, "P", "Data objects")
	if err := list.RemoveRow(d.ByID("invoice")); err == nil || !strings.Contains(err.Error(), "on the diagram") {
		t.Errorf("deleting an object that the diagram shows: %v", err)
	}
	row, err := list.AddRow()
	if err != nil || row.ID() != "data_object" {
		t.Fatalf("new data object %q, %v", row.ID(), err)
	}
	id := field(t, env, d, "P", "Data objects").List()[1].Fields[0]
	if id.Write("my-object") == nil || id.Write("my_object") != nil {
		t.Error("the id of a data object is a variable name")
	}
	set(t, d, "R", "State", "")
	if !strings.Contains(inProcess(d), `<bpmn:dataObjectReference id="R" dataObjectRef="invoice" name="Bill" />`) {
		t.Errorf("without a state\n%s", inProcess(d))
	}
}

func TestInputsAndOutputsAreListedInTheirSets(t *testing.T) {
	d := process(t, `    <bpmn:startEvent id="S" />`)
	before := content(d)
	env := &properties.Env{}
	out, err := field(t, env, d, "P", "Outputs").AddRow()
	if err != nil {
		t.Fatal(err)
	}
	in, err := field(t, env, d, "P", "Inputs").AddRow()
	if err != nil {
		t.Fatal(err)
	}
	if err := field(t, env, d, "P", "Inputs").List()[0].Fields[0].Write("amount"); err != nil {
		t.Fatal(err)
	}
	io := d.ByID("P").Child("ioSpecification")
	var tags []string
	for _, c := range io.Children() {
		tags = append(tags, c.Tag())
	}
	if got := strings.Join(tags, " "); got != "dataInput dataOutput inputSet outputSet" {
		t.Errorf("the children stand as %s", got)
	}
	if got := io.Child("inputSet").ChildText("dataInputRefs"); got != "amount" || in.Attr("name") != "amount" {
		t.Errorf("the set lists %q, the name is %q", got, in.Attr("name"))
	}
	for label, row := range map[string]bpmn.Element{"Inputs": in, "Outputs": out} {
		if err := field(t, env, d, "P", label).RemoveRow(row); err != nil {
			t.Fatal(err)
		}
	}
	wantText(t, content(d), before)
}

func TestCorrelationPropertiesKeepTheMainKey(t *testing.T) {
	d := model(t, `  <bpmn:collaboration id="C">
    <bpmn:participant id="A" processRef="P" />
  </bpmn:collaboration>
  <bpmn:process id="P" />
  <bpmn:message id="m" name="m" />`)
	before := content(d)
	env := &properties.Env{}
	p, err := field(t, env, d, "C", "Correlation properties").AddRow()
	if err != nil {
		t.Fatal(err)
	}
	if err := field(t, env, d, "C", "Correlation properties").List()[0].Fields[0].Write("order_id"); err != nil {
		t.Fatal(err)
	}
	key := d.ByID("C").Child("correlationKey")
	if key.Attr("name") != "MainCorrelationKey" || key.ChildText("correlationPropertyRef") != "order_id" || p.Attr("name") != "order_id" {
		t.Errorf("got\n%s", content(d))
	}
	if r := p.Child("correlationPropertyRetrievalExpression"); r.Attr("messageRef") != "m" || r.Child("messagePath").IsZero() {
		t.Errorf("got\n%s", content(d))
	}
	if err := field(t, env, d, "C", "Correlation properties").RemoveRow(p); err != nil {
		t.Fatal(err)
	}
	wantText(t, content(d), before)
}

func TestUnitTestsAreComplete(t *testing.T) {
	d := process(t, `    <bpmn:scriptTask id="T" />`)
	env := &properties.Env{}
	row, err := field(t, env, d, "T", "Unit tests").AddRow()
	if err != nil {
		t.Fatal(err)
	}
	fields := field(t, env, d, "T", "Unit tests").List()[0].Fields
	if err := fields[1].Write(`{"a": 1}`); err != nil {
		t.Fatal(err)
	}
	wantText(t, inProcess(d), `    <bpmn:scriptTask id="T">
      <bpmn:extensionElements>
        <spiffworkflow:unitTests>
          <spiffworkflow:unitTest id="`+row.ID()+`">
            <spiffworkflow:inputJson>{"a": 1}</spiffworkflow:inputJson>
            <spiffworkflow:expectedOutputJson>{}</spiffworkflow:expectedOutputJson>
          </spiffworkflow:unitTest>
        </spiffworkflow:unitTests>
      </bpmn:extensionElements>
    </bpmn:scriptTask>`)
	if p := fields[1].Problems("{\n  \"a\": ,\n}"); len(p) != 1 || p[0].Line != 2 || p[0].Column != 8 {
		t.Errorf("problems of broken JSON: %+v", p)
	}
	if p := fields[1].Problems("[1]"); len(p) != 1 {
		t.Errorf("a list is no data of a task: %+v", p)
	}
	if err := field(t, env, d, "T", "Unit tests").RemoveRow(row); err != nil {
		t.Fatal(err)
	}
	wantText(t, inProcess(d), `    <bpmn:scriptTask id="T" />`)
}

func TestSeveralElementsShareFields(t *testing.T) {
	d := process(t, `    <bpmn:userTask id="A" />
    <bpmn:manualTask id="B" />
    <bpmn:scriptTask id="C" />`)
	env := &properties.Env{}
	s := env.Sheet(d, []bpmn.Element{d.ByID("A"), d.ByID("B")})
	for _, absent := range []string{"ID", "Name", "JSON schema file", "Task metadata"} {
		if _, ok := s.Find("", absent); ok {
			t.Errorf("%s is offered for both", absent)
		}
	}
	b, ok := s.Find("", "Instructions")
	if !ok {
		t.Fatal("no common instructions")
	}
	set(t, d, "A", "Instructions", "x")
	if v, mixed := b.Value(); v != "" || !mixed {
		t.Errorf("value %q, mixed %v", v, mixed)
	}
	if err := b.Write("y"); err != nil {
		t.Fatal(err)
	}
	if v, mixed := b.Value(); v != "y" || mixed {
		t.Errorf("value %q, mixed %v", v, mixed)
	}
	if label, _ := d.UndoLabel(); label != "Change instructions of 2 elements" {
		t.Errorf("the step is called %q", label)
	}
	if s := env.Sheet(d, []bpmn.Element{d.ByID("A"), d.ByID("B"), d.ByID("C")}); len(s.Groups) != 2 {
		t.Errorf("three tasks share %d groups", len(s.Groups))
	}
}

// TestEveryFieldCanBeSetAndUndone sets each field of each kind of element and takes
// it back: the file is as before.
func TestEveryFieldCanBeSetAndUndone(t *testing.T) {
	env := &properties.Env{Catalog: nil}
	fields := 0
	for k := bpmn.Unknown + 1; int(k) < len(bpmn.Kinds); k++ {
		row := k.Info()
		if row.Class == bpmn.InterchangeClass || k == bpmn.Definitions || k == bpmn.Collaboration {
			continue
		}
		bodies := []string{""}
		if row.Class == bpmn.EventClass {
			for _, def := range bpmn.EventDefinitions {
				if def.Tag != "" {
					bodies = append(bodies, `<bpmn:`+def.Tag+` id="X" />`)
				}
			}
		}
		if row.Class == bpmn.ActivityClass {
			bodies = append(bodies, `<bpmn:standardLoopCharacteristics />`, `<bpmn:multiInstanceLoopCharacteristics />`)
		}
		for _, b := range bodies {
			src := `    <bpmn:` + row.Tag + ` id="T">` + b + `</bpmn:` + row.Tag + `>`
			d := process(t, src)
			if k == bpmn.Process {
				d = process(t, "")
				if err := d.Edit("", func(tx *bpmn.Tx) error { return tx.Rename(d.ByID("P"), "T") }); err != nil {
					t.Fatal(err)
				}
				d.MarkSaved()
			}
			before := content(d)
			for _, g := range env.Sheet(d, []bpmn.Element{d.ByID("T")}).Groups {
				for _, f := range g.Fields {
					fields++
					start, _ := d.UndoLabel()
					var err error
					switch f.Editor {
					case properties.List:
						_, err = f.AddRow()
					case properties.Toggle:
						if v, _ := f.Value(); v == "true" {
							err = f.Write("")
						} else {
							err = f.Write("true")
						}
					case properties.Select:
						if o := f.Choices(); len(o) > 0 {
							err = f.Write(o[0].Value)
						} else {
							continue
						}
					case properties.JSON:
						err = f.Write("{}")
					default:
						err = f.Write("7")
						if err != nil {
							err = f.Write("seven")
						}
					}
					if err != nil {
						t.Errorf("%s %s, %s/%s: %v", row.Tag, b, g.Label, f.Label, err)
						continue
					}
					if label, _ := d.UndoLabel(); label == start || content(d) == before {
						t.Errorf("%s %s, %s/%s: nothing was written", row.Tag, b, g.Label, f.Label)
						continue
					}
					d.Undo()
					if got := content(d); got != before {
						t.Fatalf("%s %s, %s/%s: undone gives\n%s", row.Tag, b, g.Label, f.Label, got)
					}
				}
			}
		}
	}
	if fields < 300 {
		t.Errorf("only %d fields were found", fields)
	}
}

func TestGroupsHaveLabelsOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range properties.GroupLabels() {
		if seen[l] {
			t.Errorf("two groups are called %q", l)
		}
		seen[l] = true
	}
}

func TestAnUnknownElementCanBeNamed(t *testing.T) {
	d := process(t, `    <bpmn:event id="T" />`)
	if got := properties.Describe(d.ByID("T")); got != "Event" {
		t.Errorf("it is a %q", got)
	}
	set(t, d, "T", "Name", "x")
	wantText(t, inProcess(d), `    <bpmn:event id="T" name="x" />`)
}
