package spiff

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn2:definitions xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D">
  <bpmn2:process id="P">
`
const foot = `
  </bpmn2:process>
</bpmn2:definitions>
`

func parse(t *testing.T, body string) *bpmn.Document {
	t.Helper()
	d, err := bpmn.Parse("test.bpmn", []byte(head+body+foot))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// body returns what the document holds between head and foot.
func body(t *testing.T, d *bpmn.Document) string {
	t.Helper()
	s := string(d.Bytes())
	if !strings.HasPrefix(s, head) || !strings.HasSuffix(s, foot) {
		t.Fatalf("more than the element changed:\n%s", s)
	}
	return strings.TrimSuffix(strings.TrimPrefix(s, head), foot)
}

func edit(t *testing.T, d *bpmn.Document, f func(tx *bpmn.Tx) error) {
	t.Helper()
	if err := d.Edit("test", f); err != nil {
		t.Fatal(err)
	}
}

func TestSlotsWriteAndClear(t *testing.T) {
	for _, c := range []struct {
		name, before string
		slot         Slot
		value, after string
	}{
		{"a script in extension elements, escaped as text",
			`    <bpmn2:task id="T" />`, Text("preScript"), "if a < 1 && b:\n  x = '\"'",
			`    <bpmn2:task id="T">
      <bpmn2:extensionElements>
        <s:preScript>if a &lt; 1 &amp;&amp; b:
  x = '"'</s:preScript>
      </bpmn2:extensionElements>
    </bpmn2:task>`},
		{"beside another extension and before the flows",
			`    <bpmn2:task id="T">
      <bpmn2:documentation>d</bpmn2:documentation>
      <bpmn2:extensionElements>
        <s:preScript>a</s:preScript>
      </bpmn2:extensionElements>
      <bpmn2:incoming>F</bpmn2:incoming>
    </bpmn2:task>`, Text("postScript"), "b",
			`    <bpmn2:task id="T">
      <bpmn2:documentation>d</bpmn2:documentation>
      <bpmn2:extensionElements>
        <s:preScript>a</s:preScript>
        <s:postScript>b</s:postScript>
      </bpmn2:extensionElements>
      <bpmn2:incoming>F</bpmn2:incoming>
    </bpmn2:task>`},
		{"a form file",
			`    <bpmn2:userTask id="T">
      <bpmn2:incoming>F</bpmn2:incoming>
    </bpmn2:userTask>`, Property(FormSchemaFile), "request-schema.json",
			`    <bpmn2:userTask id="T">
      <bpmn2:extensionElements>
        <s:properties>
          <s:property name="formJsonSchemaFilename" value="request-schema.json" />
        </s:properties>
      </bpmn2:extensionElements>
      <bpmn2:incoming>F</bpmn2:incoming>
    </bpmn2:userTask>`},
		{"a service operator",
			`    <bpmn2:serviceTask id="T" />`, OperatorAttr("id"), "http/GetRequest",
			`    <bpmn2:serviceTask id="T">
      <bpmn2:extensionElements>
        <s:serviceTaskOperator id="http/GetRequest" />
      </bpmn2:extensionElements>
    </bpmn2:serviceTask>`},
		{"a parameter value, escaped as an attribute, before the retry",
			`    <bpmn2:serviceTask id="T">
      <bpmn2:extensionElements>
        <s:serviceTaskOperator id="http/GetRequest">
          <s:retry retries="3" />
        </s:serviceTaskOperator>
      </bpmn2:extensionElements>
    </bpmn2:serviceTask>`, ParameterValue("url"), `"https://example.com/?a=1&b=2"`,
			`    <bpmn2:serviceTask id="T">
      <bpmn2:extensionElements>
        <s:serviceTaskOperator id="http/GetRequest">
          <s:parameters>
            <s:parameter id="url" value="&#34;https://example.com/?a=1&#38;b=2&#34;" />
          </s:parameters>
          <s:retry retries="3" />
        </s:serviceTaskOperator>
      </bpmn2:extensionElements>
    </bpmn2:serviceTask>`},
		{"retry",
			`    <bpmn2:serviceTask id="T" />`, RetryAttr("backoff_base"), "2",
			`    <bpmn2:serviceTask id="T">
      <bpmn2:extensionElements>
        <s:serviceTaskOperator>
          <s:retry backoff_base="2" />
        </s:serviceTaskOperator>
      </bpmn2:extensionElements>
    </bpmn2:serviceTask>`},
		{"task metadata",
			`    <bpmn2:manualTask id="T" />`, MetadataValue("icon"), "'fa-user'",
			`    <bpmn2:manualTask id="T">
      <bpmn2:extensionElements>
        <s:taskMetadataValues>
          <s:taskMetadataValue name="icon" value="&#39;fa-user&#39;" />
        </s:taskMetadataValues>
      </bpmn2:extensionElements>
    </bpmn2:manualTask>`},
		{"a script body",
			`    <bpmn2:scriptTask id="T">
      <bpmn2:incoming>F</bpmn2:incoming>
    </bpmn2:scriptTask>`, Child("script"), "b = a + 1",
			`    <bpmn2:scriptTask id="T">
      <bpmn2:incoming>F</bpmn2:incoming>
      <bpmn2:script>b = a + 1</bpmn2:script>
    </bpmn2:scriptTask>`},
		{"a condition",
			`    <bpmn2:sequenceFlow id="T" sourceRef="A" targetRef="B" />`, Child("conditionExpression"), "amount > 100",
			`    <bpmn2:sequenceFlow id="T" sourceRef="A" targetRef="B">
      <bpmn2:conditionExpression>amount &gt; 100</bpmn2:conditionExpression>
    </bpmn2:sequenceFlow>`},
		{"a called element",
			`    <bpmn2:callActivity id="T" />`, Attr("calledElement"), "Process_2",
			`    <bpmn2:callActivity id="T" calledElement="Process_2" />`},
		{"a formal expression, in the prefix of the file",
			`    <bpmn2:timerEventDefinition id="T" />`, Formal("timeDuration"), `"PT30M"`,
			`    <bpmn2:timerEventDefinition id="T">
      <bpmn2:timeDuration xsi:type="bpmn2:tFormalExpression">"PT30M"</bpmn2:timeDuration>
    </bpmn2:timerEventDefinition>`},
		{"an attribute of a child",
			`    <bpmn2:dataObjectReference id="T" />`, AttrOf("dataState", "name"), "draft",
			`    <bpmn2:dataObjectReference id="T">
      <bpmn2:dataState name="draft" />
    </bpmn2:dataObjectReference>`},
		{"an attribute of the namespace",
			`    <bpmn2:task id="T" name="x" />`, OwnAttr("isOutputSynced"), "true",
			`    <bpmn2:task id="T" name="x" s:isOutputSynced="true" />`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parse(t, c.before)
			e := d.ByID("T")
			if v, ok := c.slot.Get(e); ok || v != "" {
				t.Fatalf("holds %q before it was set", v)
			}
			edit(t, d, func(tx *bpmn.Tx) error { return c.slot.Set(tx, e, c.value) })
			if got := body(t, d); got != c.after {
				t.Errorf("set gives\n%s\nwant\n%s", got, c.after)
			}
			if v, ok := c.slot.Get(e); !ok || v != c.value {
				t.Errorf("reads back %q, %v", v, ok)
			}
			again, err := bpmn.Parse("again", d.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if v, _ := c.slot.Get(again.ByID("T")); v != c.value {
				t.Errorf("the saved file gives %q", v)
			}
			edit(t, d, func(tx *bpmn.Tx) error { return c.slot.Clear(tx, e) })
			if got := body(t, d); got != c.before {
				t.Errorf("cleared gives\n%s\nwant\n%s", got, c.before)
			}
		})
	}
}

func TestAFileWithoutTheNamespaceGetsItOnce(t *testing.T) {
	d, err := bpmn.Parse("t", []byte(`<definitions xmlns="`+bpmn.NS+`" id="D"><process id="P"><task id="T"/></process></definitions>`))
	if err != nil {
		t.Fatal(err)
	}
	edit(t, d, func(tx *bpmn.Tx) error { return Text("preScript").Set(tx, d.ByID("T"), "a = 1") })
	want := `<definitions xmlns="` + bpmn.NS + `" id="D" xmlns:spiffworkflow="` + bpmn.NSSpiff + `"><process id="P"><task id="T"><extensionElements><spiffworkflow:preScript>a = 1</spiffworkflow:preScript></extensionElements></task></process></definitions>`
	if got := string(d.Bytes()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWhatIsThereStays(t *testing.T) {
	before := `    <bpmn2:scriptTask id="T" xmlns:z="urn:z">
      <bpmn2:extensionElements><z:own a="1"/><!-- why -->
        <s:preScript><![CDATA[a < 1]]></s:preScript>
      </bpmn2:extensionElements>
    </bpmn2:scriptTask>`
	d := parse(t, before)
	e := d.ByID("T")
	edit(t, d, func(tx *bpmn.Tx) error { return Text("preScript").Set(tx, e, "a < 2") })
	if got, want := body(t, d), strings.Replace(before, "a < 1", "a < 2", 1); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	edit(t, d, func(tx *bpmn.Tx) error { return Text("preScript").Clear(tx, e) })
	if got := body(t, d); !strings.Contains(got, `<z:own a="1"/><!-- why -->`) || strings.Contains(got, "preScript") {
		t.Errorf("got\n%s", got)
	}
}

func TestTheLastOfRepeatedElementsCounts(t *testing.T) {
	d := parse(t, `    <bpmn2:task id="T">
      <bpmn2:extensionElements>
        <s:preScript>first</s:preScript>
        <s:preScript>last</s:preScript>
      </bpmn2:extensionElements>
    </bpmn2:task>`)
	e := d.ByID("T")
	if got := PreScript(e); got != "last" {
		t.Errorf("reads %q; SpiffWorkflow keeps the last", got)
	}
	edit(t, d, func(tx *bpmn.Tx) error { return Text("preScript").Clear(tx, e) })
	if got, want := body(t, d), `    <bpmn2:task id="T" />`; got != want {
		t.Errorf("cleared gives\n%s", got)
	}
}

func TestRowsAreAddedMovedAndRemoved(t *testing.T) {
	before := `    <bpmn2:serviceTask id="T" />`
	d := parse(t, before)
	e := d.ByID("T")
	ids := func() string {
		var out []string
		op, _ := ServiceOperatorOf(e)
		for _, p := range op.Parameters {
			out = append(out, p.ID)
		}
		return strings.Join(out, " ")
	}
	edit(t, d, func(tx *bpmn.Tx) error {
		if err := OperatorAttr("id").Set(tx, e, "http/Get"); err != nil {
			return err
		}
		for _, id := range []string{"a", "b", "c"} {
			if _, err := Parameters.Add(tx, e, bpmn.Attribute{Name: "id", Value: id}, bpmn.Attribute{Name: "type", Value: "str"}); err != nil {
				return err
			}
		}
		return nil
	})
	want := `    <bpmn2:serviceTask id="T">
      <bpmn2:extensionElements>
        <s:serviceTaskOperator id="http/Get">
          <s:parameters>
            <s:parameter id="a" type="str" />
            <s:parameter id="b" type="str" />
            <s:parameter id="c" type="str" />
          </s:parameters>
        </s:serviceTaskOperator>
      </bpmn2:extensionElements>
    </bpmn2:serviceTask>`
	if got := body(t, d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, m := range []struct {
		row, to int
		want    string
	}{{2, 0, "c a b"}, {0, 2, "a b c"}, {0, 1, "b a c"}, {1, 9, "b c a"}, {2, -1, "a b c"}} {
		edit(t, d, func(tx *bpmn.Tx) error { Parameters.Move(tx, e, Parameters.Rows(e)[m.row], m.to); return nil })
		if got := ids(); got != m.want {
			t.Errorf("moving row %d to %d gives %q, want %q", m.row, m.to, got, m.want)
		}
	}
	if got := body(t, d); got != want {
		t.Errorf("after moving all back\n%s", got)
	}
	edit(t, d, func(tx *bpmn.Tx) error {
		for _, r := range Parameters.Rows(e) {
			Parameters.Remove(tx, e, r)
		}
		return nil
	})
	if strings.Contains(string(d.Bytes()), "parameters") {
		t.Error("the empty list stays")
	}
	edit(t, d, func(tx *bpmn.Tx) error { return OperatorAttr("id").Clear(tx, e) })
	if got := body(t, d); got != before {
		t.Errorf("all removed gives\n%s", got)
	}
	for d.Undo() {
	}
	if got := body(t, d); got != before {
		t.Errorf("all undone gives\n%s", got)
	}
}

func TestServiceOperator(t *testing.T) {
	d := parse(t, `    <bpmn2:serviceTask id="T-1">
      <bpmn2:extensionElements>
        <s:serviceTaskOperator id="http/GetRequest">
          <s:parameters>
            <s:parameter id="url" type="str" value="&#34;u&#34;" />
            <s:parameter id="params" type="any" />
          </s:parameters>
          <s:retry retries="3" backoff_base="2" />
        </s:serviceTaskOperator>
      </bpmn2:extensionElements>
    </bpmn2:serviceTask>
    <bpmn2:serviceTask id="none" />`)
	op, ok := ServiceOperatorOf(d.ByID("T-1"))
	if !ok || op.ID != "http/GetRequest" || op.Retries != "3" || op.BackoffBase != "2" || len(op.Parameters) != 2 {
		t.Fatalf("%+v", op)
	}
	if p := op.Parameters[0]; p.Value != `"u"` || !p.HasValue || p.Type != "str" {
		t.Errorf("url: %+v", p)
	}
	if op.Parameters[1].HasValue {
		t.Error("params has no value and must be left out of the call")
	}
	if got := op.ResultName("T-1"); got != "spiff__T_1_result" {
		t.Errorf("result goes to %s", got)
	}
	if _, ok := ServiceOperatorOf(d.ByID("none")); ok {
		t.Error("a task without an operator has one")
	}
}

func TestMessagesAreReadWhereTheyStand(t *testing.T) {
	src := head + `    <bpmn2:sendTask id="Send" messageRef="m"><bpmn2:extensionElements><s:messagePayload>{"a": 1}</s:messagePayload></bpmn2:extensionElements></bpmn2:sendTask>
    <bpmn2:intermediateCatchEvent id="Wait"><bpmn2:messageEventDefinition id="M1" messageRef="m"><bpmn2:extensionElements>
      <s:messageVariable>got</s:messageVariable>
      <s:processVariableCorrelation><s:propertyId>k</s:propertyId><s:expression>a</s:expression></s:processVariableCorrelation>
    </bpmn2:extensionElements></bpmn2:messageEventDefinition></bpmn2:intermediateCatchEvent>
    <bpmn2:receiveTask id="Old" messageRef="old"><bpmn2:extensionElements><s:messageVariable>new</s:messageVariable></bpmn2:extensionElements></bpmn2:receiveTask>
  </bpmn2:process>
  <bpmn2:message id="m" name="m" />
  <bpmn2:message id="old"><bpmn2:extensionElements><s:messageVariable>old</s:messageVariable></bpmn2:extensionElements></bpmn2:message>
  <bpmn2:correlationProperty id="k" name="k"><bpmn2:correlationPropertyRetrievalExpression messageRef="m"><bpmn2:formalExpression>a</bpmn2:formalExpression></bpmn2:correlationPropertyRetrievalExpression></bpmn2:correlationProperty>
</bpmn2:definitions>`
	d, err := bpmn.Parse("t", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if got := MessageDataOf(d.ByID("Send")); got != (MessageData{Payload: `{"a": 1}`}) {
		t.Errorf("send: %+v", got)
	}
	if got := MessageDataOf(d.ByID("Wait")); got != (MessageData{Variable: "got"}) {
		t.Errorf("wait: %+v", got)
	}
	if got := MessageDataOf(d.ByID("Old")); got != (MessageData{Variable: "old", OnMessage: true}) {
		t.Errorf("old: %+v", got)
	}
	if c := CorrelationsOf(d.ByID("Wait")); len(c) != 1 || c[0].PropertyID != "k" || c[0].Expression != "a" {
		t.Errorf("correlations: %+v", c)
	}
	if c := CorrelationPropertiesOf(d); len(c) != 1 || len(c[0].Expressions) != 1 || c[0].Expressions[0].Expression != "a" {
		t.Errorf("properties: %+v", c)
	}
	if r := RootOf(d.ByID("Wait"), bpmn.MessageDefinition); r != d.ByID("m") {
		t.Errorf("the message is %v", r)
	}
}

func TestScriptsThatTheEngineIgnores(t *testing.T) {
	x := `<bpmn2:extensionElements><s:preScript>a = 1</s:preScript></bpmn2:extensionElements>`
	d := parse(t, `<bpmn2:scriptTask id="S">`+x+`</bpmn2:scriptTask><bpmn2:endEvent id="E">`+x+`</bpmn2:endEvent><bpmn2:task id="T">`+x+`</bpmn2:task>`)
	for id, want := range map[string]string{"S": "", "E": "", "T": "a = 1"} {
		if got := PreScript(d.ByID(id)); got != want {
			t.Errorf("%s runs %q, want %q", id, got, want)
		}
	}
}

func TestExtensionsTableKnowsItsSlots(t *testing.T) {
	for _, x := range Extensions {
		for _, k := range x.On {
			if bpmn.Kinds[k].Tag == "" {
				t.Errorf("%s: kind %d has no row", x.Name, k)
			}
		}
	}
	x, ok := ExtensionNamed("preScript")
	if !ok || !x.AppliesTo(bpmn.ServiceTask) || x.AppliesTo(bpmn.ScriptTask) {
		t.Errorf("preScript: %+v", x)
	}
}
