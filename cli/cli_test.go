package cli_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/cli"
)

// result is what a command left behind.
type result struct {
	code        int
	out, errOut string
}

// run runs a command with nothing on its standard input.
func run(t *testing.T, args ...string) result { return runWith(t, "", args...) }

func runWith(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var out, errOut bytes.Buffer
	code := cli.Run(args, strings.NewReader(stdin), &out, &errOut)
	return result{code, out.String(), errOut.String()}
}

// want fails unless the command ended with the code and said these words.
func (r result) want(t *testing.T, code int, said ...string) {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d\nstdout: %s\nstderr: %s", r.code, code, r.out, r.errOut)
	}
	for _, s := range said {
		if !strings.Contains(r.out+r.errOut, s) {
			t.Errorf("it does not say %q\nstdout: %s\nstderr: %s", s, r.out, r.errOut)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const (
	order = "../examples/order/order.bpmn"
	head  = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t">`
	// faulty opens, but a flow of it leads to nowhere.
	faulty = head + "\n<process id=\"P\"><startEvent id=\"S\"/>\n<sequenceFlow id=\"F\" sourceRef=\"S\" targetRef=\"gone\"/></process></definitions>\n"
)

func TestHelp(t *testing.T) {
	run(t, "--help").want(t, 0, "convert", "lint", "export", "version")
	run(t).want(t, 0, "Usage:")
	run(t, "--version").want(t, 0, "Spiff Modeler "+cli.Version)
	run(t, "version").want(t, 0, "Spiff Modeler "+cli.Version)
	for _, c := range []string{"convert", "eval", "export", "lint", "simulate", "test", "version"} {
		r := run(t, c, "--help")
		r.want(t, 0, "Usage:\n  spiff-modeler "+c)
		if !cli.IsCommand([]string{c}) {
			t.Errorf("%s is not known to be a command", c)
		}
	}
	for _, args := range [][]string{nil, {"order.bpmn"}, {"-psn_0_1"}} {
		if cli.IsCommand(args) {
			t.Errorf("%v asks for the window, not for a command", args)
		}
	}
}

func TestWrongUse(t *testing.T) {
	for _, args := range [][]string{
		{"frobnicate"}, {"convert"}, {"convert", "a"}, {"convert", "a", "b", "c"}, {"lint"}, {"lint", "--nonsense", "x"}, {"version", "x"},
		{"export", order}, {"export", order, "-o", "x.gif"}, {"export", order, "-o", "x.png", "--scale", "0"}, {"export", order, "-o", "x.svg", "--theme", "pink"},
		{"convert", "--json", order, "-"}, {"simulate"}, {"simulate", order, "--scenario", "x.json"}, {"simulate", order, "--data", "{"},
		{"simulate", "missing.bpmn"}, {"simulate", "--scenario", "missing.json"}, {"simulate", order, "--process", "nothing"},
	} {
		r := run(t, args...)
		r.want(t, 2, "error: ")
		if r.out != "" {
			t.Errorf("%v: a message of wrong use on standard output: %s", args, r.out)
		}
	}
}

func TestConvertGivesTheSameBytes(t *testing.T) {
	in, out := read(t, order), filepath.Join(t.TempDir(), "out.bpmn")
	r := run(t, "convert", order, out)
	r.want(t, 0)
	if r.out+r.errOut != "" || read(t, out) != in {
		t.Errorf("said %q, or changed the file", r.out+r.errOut)
	}
	if r := runWith(t, in, "convert", "-", "-"); r.code != 0 || r.out != in {
		t.Errorf("standard input to standard output: code %d, %s", r.code, r.errOut)
	}
	r = run(t, "convert", "--json", order, out)
	var got struct {
		Bytes    int
		Problems []any
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || got.Bytes != len(in) || len(got.Problems) != 0 {
		t.Errorf("--json: %v %+v", err, got)
	}
}

func TestConvertWarnsAndGoesOn(t *testing.T) {
	in, out := write(t, "faulty.bpmn", faulty), filepath.Join(t.TempDir(), "out.bpmn")
	run(t, "convert", in, out).want(t, 0, "warning: "+in+":3: sequence flow \"F\": targetRef names \"gone\", which is not in the file")
	if read(t, out) != faulty {
		t.Error("the file changed")
	}
	many := head + "<process id=\"P\">" + strings.Repeat(`<task id="T"/>`, 200) + "</process></definitions>"
	r := run(t, "convert", write(t, "many.bpmn", many), out)
	r.want(t, 0, "149 more problems")
	if n := strings.Count(r.errOut, "\n"); n != 51 {
		t.Errorf("%d lines of warnings", n)
	}
}

func TestConvertLaysOutOnlyWhenAsked(t *testing.T) {
	in, out := write(t, "bare.bpmn", head+`<process id="P"><task id="T" name="Work"/></process></definitions>`), filepath.Join(t.TempDir(), "out.bpmn")
	run(t, "convert", in, out).want(t, 0)
	if read(t, out) != read(t, in) {
		t.Error("the file changed")
	}
	run(t, "convert", "--layout", in, out).want(t, 0)
	if s := read(t, out); !strings.Contains(s, "BPMNShape") || !strings.Contains(s, `name="Work"`) {
		t.Errorf("no shape was added:\n%s", s)
	}
	picture := filepath.Join(t.TempDir(), "bare.svg")
	run(t, "export", in, "-o", picture).want(t, 0)
	if !strings.Contains(read(t, picture), "Work") {
		t.Error("the picture does not show the task")
	}
}

func TestConvertRefusesWhatIsNoModel(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out.bpmn")
	for name, c := range map[string]struct{ text, said string }{
		"cut off":  {head + "<process", "it was cut off"},
		"not XML":  {"PK\x03\x04", "not XML"},
		"not BPMN": {"<svg/>", "not a BPMN 2.0 file"},
		"empty":    {"", "the file is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			in := write(t, "in.bpmn", c.text)
			r := run(t, "convert", in, out)
			r.want(t, 2, "error: "+in, c.said)
			if strings.Count(r.errOut, "\n") != 1 {
				t.Errorf("more than one line: %s", r.errOut)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("an output was written")
			}
			if read(t, in) != c.text {
				t.Error("the input was changed")
			}
		})
	}
	run(t, "convert", filepath.Join(dir, "missing.bpmn"), out).want(t, 2, "missing.bpmn")
	run(t, "convert", dir, out).want(t, 2, "folder")
	run(t, "convert", order, filepath.Join(dir, "no", "such", "folder.bpmn")).want(t, 1, "folder.bpmn")
}

func TestConvertNeverWritesOverItsInput(t *testing.T) {
	in := write(t, "in.bpmn", faulty)
	link := filepath.Join(filepath.Dir(in), "link.bpmn")
	if err := os.Symlink(in, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	run(t, "convert", in, in).want(t, 2, "same file")
	run(t, "convert", link, in).want(t, 2, "same file")
	if read(t, in) != faulty {
		t.Error("the input was changed")
	}
}

func TestLintTellsFindings(t *testing.T) {
	run(t, "lint", order).want(t, 0)
	in := write(t, "faulty.bpmn", faulty)
	run(t, "lint", order, in).want(t, 1, in+":3: warning: sequence flow \"F\": targetRef names \"gone\", which is not in the file [F] (dangling-reference)")
	run(t, "lint", in, "missing.bpmn").want(t, 2, "dangling-reference", "missing.bpmn")
	r := run(t, "lint", "--json", in)
	r.want(t, 1)
	var list []struct{ File, Severity, Rule, Element, Message string }
	if err := json.Unmarshal([]byte(r.out), &list); err != nil || len(list) == 0 || list[0].File != in || list[0].Rule == "" {
		t.Errorf("--json: %v %+v", err, list)
	}
	if r := run(t, "lint", "--json", order); strings.TrimSpace(r.out) != "[]" {
		t.Errorf("no findings are written as %q", r.out)
	}
	script := strings.Replace(read(t, order), "net = order", "net = order)", 1)
	run(t, "lint", write(t, "script.bpmn", script)).want(t, 1, "error: the script of script task \"Work out the total\", line 1: SyntaxError", "(python)")
}

func TestLintLooksAtTheFolder(t *testing.T) {
	dir := t.TempDir()
	model := func(name, inside string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(head+inside+"</definitions>"), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	caller := model("caller.bpmn", `<process id="A"><startEvent id="S"/><callActivity id="C" name="Call" calledElement="B"/><endEvent id="E"/>
		<sequenceFlow id="F" sourceRef="S" targetRef="C"/><sequenceFlow id="G" sourceRef="C" targetRef="E"/></process>`)
	run(t, "lint", caller).want(t, 1, `calls the process "B"`)
	model("called.bpmn", `<process id="B"/>`)
	run(t, "lint", caller).want(t, 0)
}

func TestExport(t *testing.T) {
	dir := t.TempDir()
	before := read(t, order)
	svg, picture := filepath.Join(dir, "o.svg"), filepath.Join(dir, "o.png")
	run(t, "export", order, "-o", svg).want(t, 0)
	if s := read(t, svg); !strings.HasPrefix(s, "<?xml") && !strings.HasPrefix(s, "<svg") || !strings.Contains(s, "warehouse") {
		t.Errorf("no SVG of the order: %.200s", s)
	}
	run(t, "export", order, "-o", picture, "--scale", "2", "--theme", "dark", "--plane", "order").want(t, 0)
	f, err := os.Open(picture)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil || img.Bounds().Dx() < 1700 || img.Bounds().Dy() < 500 {
		t.Errorf("the picture of a diagram 900 units wide at scale 2: %v %v", err, img.Bounds())
	}
	for _, jumps := range []bool{false, true} {
		args := []string{"export", filepath.Join("testdata", "crossing.bpmn"), "-o", svg}
		if jumps {
			args = append(args, "--line-jumps")
		}
		run(t, args...).want(t, 0)
		_, flow, _ := strings.Cut(read(t, svg), `id="Down"`)
		way, _, _ := strings.Cut(flow, "/>")
		if strings.Contains(way, "C") != jumps {
			t.Errorf("--line-jumps %v: the later of two crossing flows is drawn as %s", jumps, way)
		}
	}
	run(t, "export", order, "-o", picture, "--plane", "nothing").want(t, 2, `no plane "nothing"; it has order`)
	run(t, "export", order, "-o", picture, "--scale", "1000").want(t, 1, "it fits at a scale of")
	if read(t, order) != before {
		t.Error("the model was changed")
	}
}

func TestEval(t *testing.T) {
	run(t, "eval", "-e", `a + len(b)`, "--data", `{"a": 1, "b": [1, 2]}`).want(t, 0, "3\n")
	run(t, "eval", "-e", "missing").want(t, 1, "error: missing: ", "name 'missing' is not defined")
	run(t, "eval", "-e", "a +").want(t, 1, "invalid syntax")
	run(t, "eval", "-e", "1", "--data", "[1]").want(t, 2, "no JSON object")
	cases := `[{"kind": "eval", "source": "x * 2", "data": {"x": 21}}, {"kind": "exec", "source": "y = 1 / x", "data": {"x": 0}}]`
	out := filepath.Join(t.TempDir(), "out.json")
	run(t, "eval", "--cases", write(t, "cases.json", cases), "--out", out).want(t, 0)
	r := runWith(t, cases, "eval")
	r.want(t, 0)
	var got []struct {
		Value   int
		Error   string
		Message string
		Line    int
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.out != read(t, out) || len(got) != 2 || got[0].Value != 42 || got[1].Error != "ZeroDivisionError" || got[1].Line != 1 {
		t.Errorf("%v: %s", err, r.out)
	}
	runWith(t, "no JSON", "eval").want(t, 2)
}

func TestUnitTestsInModels(t *testing.T) {
	model := func(want string) string {
		return write(t, "m.bpmn", head+`<process id="P"><scriptTask id="T" name="Double"><extensionElements xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core">
<s:unitTests><s:unitTest id="two"><s:inputJson>{"a": 2}</s:inputJson><s:expectedOutputJson>`+want+`</s:expectedOutputJson></s:unitTest></s:unitTests></extensionElements>
<script>b = a * 2</script></scriptTask></process></definitions>`)
	}
	good, bad := model(`{"a": 2, "b": 4}`), model(`{"b": 4}`)
	run(t, "test", good).want(t, 0, "ok   "+good+": T: two", "1 passed, 0 failed")
	run(t, "test", good, filepath.Dir(bad)).want(t, 1, "FAIL "+bad+":2: T: two: expected", "1 passed, 1 failed")
	run(t, "test", good, "missing.bpmn").want(t, 2, "missing.bpmn")
	r := run(t, "test", "--json", bad)
	var got []struct {
		Passed  bool
		Element string
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.code != 1 || len(got) != 1 || got[0].Passed || got[0].Element != "T" {
		t.Errorf("%v: %d %s", err, r.code, r.out)
	}
}
