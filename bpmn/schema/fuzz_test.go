package schema_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/schema"
)

// FuzzCheck: no file that opens crashes the check, and each fault has its line.
func FuzzCheck(f *testing.F) {
	f.Add(head + process(`<task id="a" x:b="1"><extensionElements><s:unitTests><s:unitTest/></s:unitTests></extensionElements></task>`) + "</definitions>")
	f.Add(head + process(`<potentialOwner><resourceRef>a:b</resourceRef></potentialOwner><timerEventDefinition xsi:type="tTask"/>`) + "</definitions>")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := bpmn.Parse("m.bpmn", []byte(text))
		if err != nil {
			return
		}
		for _, p := range schema.Check(d) {
			if p.Line < 1 || p.Message == "" {
				t.Errorf("%+v", p)
			}
		}
	})
}
