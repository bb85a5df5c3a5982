package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The problems name what a model refers to and its folder doesn't have.
func TestWhatTheFolderLacksIsAProblem(t *testing.T) {
	path := model(t, "order.bpmn")
	raw, _ := os.ReadFile(path)
	text := strings.Replace(string(raw), `<task id="t" name="Check stock"/>`, `<userTask id="t" name="Check stock"><extensionElements>`+
		`<properties xmlns="http://spiffworkflow.org/bpmn/schema/1.0/core"><property name="formJsonSchemaFilename" value="order-schema.json"/></properties>`+
		`</extensionElements></userTask><callActivity id="c" name="Ship" calledElement="ship"/>`, 1)
	for name, content := range map[string]string{path: text,
		filepath.Join(filepath.Dir(path), "ship.bpmn"): `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="ship"/></definitions>`} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a := newApp(t, path)
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	says := func(part string) bool {
		for _, p := range a.current.found {
			if strings.Contains(p.Message, part) {
				return true
			}
		}
		return false
	}
	waitFor(t, "the missing form", func() bool { return says("order-schema.json") })
	if says(`the process "ship"`) {
		t.Error("a process of the folder counts as missing")
	}
}

func TestASentenceKeepsTheNamesOfFiles(t *testing.T) {
	for s, want := range map[string]string{
		"order-schema.json is not there": "order-schema.json is not there.", "there is no file": "There is no file.", "why?": "Why?", "é": "É.", "": "",
	} {
		if got := sentence(s); got != want {
			t.Errorf("%q becomes %q, not %q", s, got, want)
		}
	}
}
