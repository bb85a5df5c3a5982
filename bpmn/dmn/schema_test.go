package dmn_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn/dmn"
)

// valid keeps to the schema, as discount does not: SpiffWorkflow reads that one only without validation.
var valid = strings.NewReplacer(`hitPolicy="collect"`, `hitPolicy="COLLECT"`, `name="Discount">`, `name="Discount" namespace="urn:x">`).Replace

func TestWhatTheSchemaForbidsIsAProblemWithItsPlace(t *testing.T) {
	const ns11 = `xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd"`
	const ns13 = `xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"`
	text := valid(discount)
	text = strings.Replace(text, `<decision id="discount" name="Discount" namespace="urn:x">`, `<decision id="discount" name="Discount">`, 1)
	for _, c := range []struct{ from, to, want string }{
		{"", "", ""},
		{ns13, ns11, ""},
		{ns13, `xmlns="https://www.omg.org/spec/DMN/20211108/MODEL/"`, ""},
		{ns13, `xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/"`, "refuses every DMN 1.2 file"},
		{`hitPolicy="COLLECT"`, `hitPolicy="collect"`, "hitPolicy of <decisionTable>"},
		{` namespace="urn:x"`, ``, "<definitions> has no namespace"},
		{`<decision id="discount" name="Discount">`, `<decision id="discount">`, "<decision> has no name"},
		{`<rule id="r2">`, `<rule id="r1">`, "used twice"},
		{`<rule id="r2">`, `<rule id="2">`, "must begin with a letter"},
		{`<output id="o1"`, `<output id="o1" typ="x"`, "must not have an attribute typ"},
		{`<inputExpression id="e1"><text>order["amount"]</text></inputExpression>`, ``, "<input> has no <inputExpression>"},
		{`<description>big orders</description>`, `big orders`, "must not hold text"},
		{`<rule id="r1">`, `<rule id="r1"><foo/>`, "<rule> has no <outputEntry>"},
		{`</decisionTable>`, `<input id="late"><inputExpression/></input></decisionTable>`, "not allowed at this place"},
		{`<text>-</text>`, `<text>-<b/></text>`, "holds text only"},
	} {
		d, err := dmn.Parse("f", []byte(strings.Replace(text, c.from, c.to, 1)))
		if err != nil {
			t.Fatal(err)
		}
		problems := d.SchemaProblems()
		switch {
		case c.want == "" && len(problems) > 0:
			t.Errorf("%s: %v", c.to, problems)
		case c.want != "" && (len(problems) == 0 || !strings.Contains(problems[0].Message, c.want) || problems[0].Line == 0):
			t.Errorf("%s: got %v, want %s", c.to, problems, c.want)
		}
	}
}

func TestTypesOfDMN11AreQualifiedNames(t *testing.T) {
	text := strings.NewReplacer("https://www.omg.org/spec/DMN/20191111/MODEL/", "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
		`name="price.rate"`, `name="price.rate" typeRef="feel:number"`).Replace(valid(discount))
	text = strings.Replace(text, `name="Discount" namespace="urn:x">
    <decisionTable`, `name="Discount">
    <decisionTable`, 1)
	for _, c := range []struct {
		decl string
		want int
	}{{"", 1}, {` xmlns:feel="urn:feel"`, 0}} {
		d, err := dmn.Parse("f", []byte(strings.Replace(text, "<definitions", "<definitions"+c.decl, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if p := d.SchemaProblems(); len(p) != c.want {
			t.Errorf("%q: %v", c.decl, p)
		}
	}
}

func TestOnlyTextBeforeACommentIsRead(t *testing.T) {
	d, err := dmn.Parse("f", []byte(strings.Replace(discount, `order["amount"]`, `order<!-- really -->["amount"]`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	dec, problems := d.Decision()
	if len(problems) > 0 || dec.Table.Inputs[0].Expression != "order" {
		t.Errorf("%+v %v", dec.Table.Inputs, problems)
	}
	d, err = dmn.Parse("f", []byte(strings.Replace(discount, `<rule id="r1">`, `<rule id="r1"><!-- first -->`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if _, problems := d.Decision(); len(problems) != 1 || !strings.Contains(problems[0].Message, "comment") {
		t.Error(problems)
	}
}
