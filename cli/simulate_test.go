package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/runner/scenario"
)

func TestSimulatePrintsTheTasksAsTheyChange(t *testing.T) {
	trace := filepath.Join(t.TempDir(), "trace.json")
	r := run(t, "simulate", "--scenario", "../examples/order/order.scenario.json", "--trace", trace)
	r.want(t, 0, "READY      Enter the order (UserTask EnterOrder)", "COMPLETED  Order shipped (EndEvent OrderShipped)", "The run is completed.",
		`CheckStock called http/GetRequest with headers={"Accept":"application/json"}`)
	if ready, done := strings.Index(r.out, "READY      Ship the goods"), strings.Index(r.out, "COMPLETED  Ship the goods"); ready < 0 || done < ready {
		t.Errorf("the states come in the wrong order:\n%s", r.out)
	}
	var got scenario.Trace
	if err := json.Unmarshal([]byte(read(t, trace)), &got); err != nil || got.Status != "completed" || len(got.Steps) != 3 {
		t.Errorf("the trace: %v %+v", err, got)
	}
	r = run(t, "simulate", "--quiet", "--scenario", "../examples/order/order.scenario.json")
	if strings.Contains(r.out, "READY") {
		t.Errorf("not quiet: %s", r.out)
	}
	r = run(t, "simulate", "--json", "--scenario", "../examples/approval/approval.scenario.json")
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || got.Status != "completed" || r.code != 0 {
		t.Errorf("--json: %v, %d", err, r.code)
	}
}

func TestSimulateOfAFileAsksNothing(t *testing.T) {
	r := run(t, "simulate", order)
	r.want(t, 0, "READY      Enter the order", "The run is waiting.")
	entered := `EnterOrder={"customer": "Ada", "email": "a@example.com", "item": "4711", "quantity": 1, "price": 5}`
	run(t, "simulate", order, "--complete", entered, "--answer", `http/GetRequest={"available": 3}`, "--complete", "ShipGoods").
		want(t, 0, "The run is completed.", "total=5.95")
	run(t, "simulate", order, "--complete", entered).want(t, 1, "ERROR", "stopped by an error", "CheckStock")
	run(t, "simulate", order, "--complete", "ShipGoods").want(t, 0, "Step 1 had no effect: no such task is READY.")
}

func TestSimulateRunsWhatIsCalledInTheFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"caller.bpmn": head + `<process id="A" isExecutable="true"><startEvent id="S"/><callActivity id="C" calledElement="B"/><endEvent id="E"/>
			<sequenceFlow id="F" sourceRef="S" targetRef="C"/><sequenceFlow id="G" sourceRef="C" targetRef="E"/></process></definitions>`,
		"called.bpmn": head + `<process id="B" isExecutable="true"><startEvent id="S2"/><scriptTask id="T"><script>answer = 42</script></scriptTask><endEvent id="E2"/>
			<sequenceFlow id="F2" sourceRef="S2" targetRef="T"/><sequenceFlow id="G2" sourceRef="T" targetRef="E2"/></process></definitions>`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	caller := filepath.Join(dir, "caller.bpmn")
	run(t, "simulate", caller).want(t, 0, "COMPLETED  T (ScriptTask)", "Data: answer=42")
	if err := os.Remove(filepath.Join(dir, "called.bpmn")); err != nil {
		t.Fatal(err)
	}
	run(t, "simulate", caller).want(t, 1, "The run is refused.", "'B' was not found")
}

func TestSimulateChoosesTheProcess(t *testing.T) {
	two := write(t, "two.bpmn", head+`<process id="A"><startEvent id="S"/></process><process id="B"><startEvent id="S2"/></process></definitions>`)
	run(t, "simulate", two).want(t, 2, "several processes; choose one with --process: A, B")
	run(t, "simulate", two, "--process", "B").want(t, 0, "COMPLETED  S2 (StartEvent)")
}
