package dmn_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn/dmn"
)

const discount = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="Discount">
  <decision id="discount" name="Discount">
    <decisionTable id="t" hitPolicy="collect">
      <input id="i1" label="amount"><inputExpression id="e1"><text>order["amount"]</text></inputExpression></input>
      <output id="o1" label="Rate" name="price.rate" />
      <rule id="r1">
        <description>big orders</description>
        <inputEntry id="c1"><text>&gt; 100</text></inputEntry>
        <outputEntry id="c2"><text>0.1</text></outputEntry>
      </rule>
      <rule id="r2">
        <inputEntry id="c3"><text>-</text></inputEntry>
        <outputEntry id="c4"><text></text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>`

func TestATableIsReadAsTheEngineReadsIt(t *testing.T) {
	d, err := dmn.Parse("discount.dmn", []byte(discount))
	if err != nil {
		t.Fatal(err)
	}
	dec, problems := d.Decision()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	tab := dec.Table
	if dec.ID != "discount" || d.DecisionID() != "discount" || tab.HitPolicy != "COLLECT" || tab.Inputs[0].Expression != `order["amount"]` || tab.Outputs[0].Key() != "price.rate" {
		t.Errorf("%+v", dec)
	}
	if r := tab.Rules[0]; r.Row != 1 || r.Inputs[0].Text != "> 100" || r.Inputs[0].Line != 9 || r.Outputs[0].Text != "0.1" {
		t.Errorf("%+v", r)
	}
	if r := tab.Rules[1]; r.Inputs[0].Text != "-" || r.Outputs[0].Text != "" {
		t.Errorf("%+v", r)
	}
}

func TestWhatTheEngineRefusesIsAProblemWithItsPlace(t *testing.T) {
	for change, want := range map[[2]string]string{
		{`<output id="o1" label="Rate" name="price.rate" />`, `<annotation id="a"/>`}:              "Unknown type in decision table",
		{`<decision id="discount" name="Discount">`, `<decision id="x"/><decision id="discount">`}: "Multiple decision tables",
		{`<input id="i1"`, `<input`}: "has no id",
	} {
		d, err := dmn.Parse("f", []byte(strings.Replace(discount, change[0], change[1], 1)))
		if err != nil {
			t.Fatal(err)
		}
		_, problems := d.Decision()
		if len(problems) == 0 || !strings.Contains(problems[0].Message, want) || problems[0].Line == 0 {
			t.Errorf("%s: %v", change[1], problems)
		}
	}
	if _, err := dmn.Parse("f", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>`)); err == nil {
		t.Error("a BPMN file was taken for DMN")
	}
}
