package workspace

import (
	"os"
	"path/filepath"
	"testing"
)

func TestIndexOfAFolder(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("a.bpmn", `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core">
	  <process id="pay" name="Pay"><dataStoreReference id="r" dataStoreRef="shelf" type="kkv"/><serviceTask id="t"><extensionElements>
	  <s:serviceTaskOperator id="bank/Send"><s:parameters><s:parameter id="sum" type="float" value="1"/></s:parameters></s:serviceTaskOperator>
	  </extensionElements></serviceTask></process><dataStore id="shelf" name="KKVDataStore"/></definitions>`)
	put("b.dmn", `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dd"><decision id="rebate" name="Rebate"><decisionTable id="t"><output id="o" name="x"/></decisionTable></decision></definitions>`)
	put("broken.bpmn", "<oops")
	for _, name := range []string{"f-schema.json", "f-uischema.json", "x.scenario.json", "test_a.json"} {
		put(name, "{}")
	}
	x := ReadIndex(dir, nil, nil)
	by := map[string]Offer{}
	forms := 0
	for _, o := range x.Files {
		by[filepath.Base(o.Path)] = o
		if o.Form {
			forms++
		}
	}
	a := by["a.bpmn"]
	if len(a.Processes) != 1 || a.Processes[0] != (Named{"pay", "Pay"}) || len(a.Stores) != 1 || a.Stores[0].Kind != "kkv" || a.Stores[0].Class != "KKVDataStore" {
		t.Errorf("a.bpmn offers %+v", a)
	}
	if len(a.Operators) != 1 || a.Operators[0].Parameters[0] != (Parameter{"sum", "float"}) {
		t.Errorf("a.bpmn calls %+v", a.Operators)
	}
	if d := by["b.dmn"].Decisions; len(d) != 1 || d[0] != (Named{"rebate", "Rebate"}) {
		t.Errorf("b.dmn offers %+v", d)
	}
	if forms != 1 || !by["f-schema.json"].Form {
		t.Errorf("%d files are forms", forms)
	}
	// What looks the same isn't read again: the entry is the old one.
	x.Files[0].Processes[0].Name = "kept"
	if again := ReadIndex(dir, x, nil); again.Files[0].Processes[0].Name != "kept" {
		t.Error("an untouched file was read again")
	}
	path := x.Files[0].Path
	for _, o := range ReadIndex(dir, nil, map[string]bool{path: true}).Files {
		if o.Path == path {
			t.Error("a file that is open was read")
		}
	}
}

func TestRootOfTheProcessGroups(t *testing.T) {
	top := t.TempDir()
	inner := filepath.Join(top, "group", "model")
	if err := os.MkdirAll(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	if got := Root(inner); got != inner {
		t.Errorf("the root is %s", got)
	}
	if err := os.WriteFile(filepath.Join(top, "group", "process_group.json"), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := Root(inner); got != filepath.Join(top, "group") {
		t.Errorf("with a group the root is %s", got)
	}
}
