package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const guide = "../docs/guide.md"

// What the guide says of the command line is true.
func TestTheGuideKnowsTheCommands(t *testing.T) {
	text := read(t, guide)
	_, list, _ := strings.Cut(run(t, "help").out, "Available Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	for _, line := range strings.Split(list, "\n") {
		if name := strings.Fields(line)[0]; !strings.Contains(text, "| `"+name+" ") && !strings.Contains(text, "| `"+name+"`") {
			t.Errorf("the guide does not name the command %s", name)
		}
	}
	for _, m := range regexp.MustCompile("`(--[a-z]+)").FindAllStringSubmatch(text, -1) {
		found := false
		for _, c := range []string{"simulate", "test", "lint", "eval", "export", "convert", "validate"} {
			found = found || strings.Contains(run(t, c, "--help").out, m[1])
		}
		if !found {
			t.Errorf("the guide names %s, which no command has", m[1])
		}
	}
}

func TestTheScenarioOfTheGuide(t *testing.T) {
	_, rest, _ := strings.Cut(read(t, guide), "```json\n")
	scenario, _, _ := strings.Cut(rest, "```")
	dir := folder(t, map[string]string{"order.bpmn": read(t, order), "order.scenario.json": scenario})
	run(t, "test", dir).want(t, 0, "1 passed, 0 failed")
	wrong := strings.Replace(scenario, "44.62", "44.63", 1)
	if err := os.WriteFile(filepath.Join(dir, "order.scenario.json"), []byte(wrong), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, "test", dir).want(t, 1, "data.total: expected 44.63, got 44.62")
}

func TestValidate(t *testing.T) {
	run(t, "validate", order).want(t, 0)
	in := write(t, "faulty.bpmn", strings.Replace(faulty, "<startEvent ", "<startEvent nonsense=\"\" ", 1))
	r := run(t, "validate", in, order)
	r.want(t, 1, in+":2: error: <startEvent> can't have the attribute nonsense [S] (schema)")
	run(t, "validate", "--json", in).want(t, 1, `"line": 2`)
	run(t, "validate", "missing.bpmn", in).want(t, 2, "missing.bpmn", "nonsense")
	run(t, "lint", in).want(t, 1, "(schema)")
	odd := write(t, "odd.bpmn", strings.Replace(read(t, order), "<bpmn:startEvent ", "<bpmn:startEvent nonsense=\"\" ", 1))
	run(t, "simulate", odd).want(t, 1, "The run is refused.", "odd.bpmn:5: OrderReceived: <startEvent> can't have the attribute nonsense")
	run(t, "simulate", odd, "--no-validate").want(t, 0, "The run is waiting.")
	if r := run(t, "lint", in); strings.Contains(r.out, "unknown-attribute") {
		t.Errorf("lint says it twice:\n%s", r.out)
	}
}
