package runner

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// model builds BPMN from a list of elements and flows ("a>b>c", with "a>b?condition" for a conditional flow); diagrams are
// left out, so that flows are taken in the order of the file.
func model(t testing.TB, elements string, flows ...string) *bpmn.Document {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<bpmn:definitions xmlns:bpmn="` + bpmn.NS + `" xmlns:spiffworkflow="` + bpmn.NSSpiff + `"><bpmn:process id="main">`)
	b.WriteString(elements)
	n := 0
	for _, f := range flows {
		path, cond, _ := strings.Cut(f, "?")
		ids := strings.Split(path, ">")
		for i := range ids[1:] {
			n++
			fmt.Fprintf(&b, `<bpmn:sequenceFlow id="f%d" sourceRef="%s" targetRef="%s">`, n, ids[i], ids[i+1])
			if cond != "" {
				fmt.Fprintf(&b, `<bpmn:conditionExpression>%s</bpmn:conditionExpression>`, strings.ReplaceAll(cond, "<", "&lt;"))
			}
			b.WriteString(`</bpmn:sequenceFlow>`)
		}
	}
	b.WriteString(`</bpmn:process></bpmn:definitions>`)
	d, err := bpmn.Parse("model.bpmn", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func compile(t testing.TB, d *bpmn.Document) *spec.Spec {
	t.Helper()
	s, problems := spec.Compile([]*bpmn.Document{d}, "main", spec.Options{AnyDataStore: true})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

func start(t testing.TB, s *spec.Spec, o Options) *Instance {
	t.Helper()
	in, err := New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func run(t testing.TB, in *Instance) {
	t.Helper()
	if err := in.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func script(id, text string) string {
	return fmt.Sprintf(`<bpmn:scriptTask id="%s"><bpmn:script>%s</bpmn:script></bpmn:scriptTask>`, id, strings.ReplaceAll(text, "<", "&lt;"))
}

const ends = `<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>`

func gateway(kind, id, def string) string {
	if def != "" {
		def = ` default="` + def + `"`
	}
	return fmt.Sprintf(`<bpmn:%sGateway id="%s"%s/>`, kind, id, def)
}

// loopModel runs a script n times in a loop drawn with gateways.
func loopModel(t testing.TB, n int, init, work string) *spec.Spec {
	return compile(t, model(t, ends+script("init", init)+gateway("exclusive", "merge", "")+script("work", work)+gateway("exclusive", "test", "f6"),
		"start>init>merge>work>test", fmt.Sprintf("test>merge?i < %d", n), "test>end"))
}

func sequenceModel(t testing.TB, n int) *spec.Spec {
	var b strings.Builder
	path := "start"
	for i := range n {
		b.WriteString(script(fmt.Sprintf("s%d", i), fmt.Sprintf("x = x + %d", i)))
		path += fmt.Sprintf(">s%d", i)
	}
	return compile(t, model(t, ends+b.String(), path+">end"))
}

func instancesModel(t testing.TB, sequential bool) *spec.Spec {
	return compile(t, model(t, ends+fmt.Sprintf(`<bpmn:scriptTask id="work"><bpmn:multiInstanceLoopCharacteristics isSequential="%t">
<bpmn:loopDataInputRef>items</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>results</bpmn:loopDataOutputRef>
<bpmn:inputDataItem id="item"/><bpmn:outputDataItem id="result"/></bpmn:multiInstanceLoopCharacteristics>
<bpmn:script>result = item * 2</bpmn:script></bpmn:scriptTask>`, sequential), "start>work>end"))
}

// subProcessModel runs a sub-process of two scripts for each item.
func subProcessModel(t testing.TB) *spec.Spec {
	return compile(t, model(t, ends+`<bpmn:subProcess id="sub"><bpmn:multiInstanceLoopCharacteristics>
<bpmn:loopDataInputRef>items</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>results</bpmn:loopDataOutputRef>
<bpmn:inputDataItem id="item"/><bpmn:outputDataItem id="result"/></bpmn:multiInstanceLoopCharacteristics>
<bpmn:startEvent id="in"/>`+script("a", "result = item")+script("b", "result += 1")+`<bpmn:endEvent id="out"/>
<bpmn:sequenceFlow id="s1" sourceRef="in" targetRef="a"/><bpmn:sequenceFlow id="s2" sourceRef="a" targetRef="b"/>
<bpmn:sequenceFlow id="s3" sourceRef="b" targetRef="out"/></bpmn:subProcess>`, "start>sub>end"))
}

// forkModel forks into n scripts and joins them.
func forkModel(t testing.TB, n int) *spec.Spec {
	x := ends + gateway("parallel", "fork", "") + gateway("parallel", "join", "")
	flows := []string{"start>fork", "join>end"}
	for i := range n {
		x += script(fmt.Sprintf("b%d", i), fmt.Sprintf("v%d = %d", i, i))
		flows = append(flows, fmt.Sprintf("fork>b%d>join", i))
	}
	return compile(t, model(t, x, flows...))
}

func numbers(n int) *python.Dict {
	l := python.NewList()
	for i := range n {
		l.Append(python.Int(i))
	}
	d := python.NewDict()
	d.Set("items", l)
	return d
}

func zero(names ...string) *python.Dict {
	d := python.NewDict()
	for _, n := range names {
		d.Set(n, python.Int(0))
	}
	return d
}

// BenchmarkRun measures whole runs; steps/s is what compares with the engine.
func BenchmarkRun(b *testing.B) {
	for _, c := range []struct {
		name string
		spec func() *spec.Spec
		data func() *python.Dict
	}{
		{"Loop1000", func() *spec.Spec { return loopModel(b, 1000, "i = 0\ntotal = 0", "i += 1\ntotal += i * i % 7") }, func() *python.Dict { return nil }},
		{"LoopAppend1000", func() *spec.Spec { return loopModel(b, 1000, "i = 0\nseen = []", "i += 1\nseen.append(i)") }, func() *python.Dict { return nil }},
		{"Loop100000", func() *spec.Spec { return loopModel(b, 100000, "i = 0\ntotal = 0", "i += 1\ntotal += i * i % 7") }, func() *python.Dict { return nil }},
		{"LoopAppend100000", func() *spec.Spec { return loopModel(b, 100000, "i = 0\nseen = []", "i += 1\nseen.append(i)") }, func() *python.Dict { return nil }},
		{"Sequence1000", func() *spec.Spec { return sequenceModel(b, 1000) }, func() *python.Dict { return zero("x") }},
		{"Parallel500", func() *spec.Spec { return instancesModel(b, false) }, func() *python.Dict { return numbers(500) }},
		{"Sequential500", func() *spec.Spec { return instancesModel(b, true) }, func() *python.Dict { return numbers(500) }},
		{"SubProcess100", func() *spec.Spec { return subProcessModel(b) }, func() *python.Dict { return numbers(100) }},
		{"SubProcess2000", func() *spec.Spec { return subProcessModel(b) }, func() *python.Dict { return numbers(2000) }},
		{"Fork100", func() *spec.Spec { return forkModel(b, 100) }, func() *python.Dict { return nil }},
	} {
		for _, history := range []bool{false, true} {
			name := c.name
			if history {
				name += "/history"
			}
			b.Run(name, func(b *testing.B) {
				s := c.spec()
				b.ReportAllocs()
				steps := 0
				var spent time.Duration
				for b.Loop() {
					begin := time.Now()
					in := start(b, s, Options{Data: c.data(), History: history})
					run(b, in)
					spent += time.Since(begin)
					steps += in.Runs()
					if !in.IsCompleted() {
						b.Fatal("not completed")
					}
				}
				b.ReportMetric(float64(steps)/spent.Seconds(), "steps/s")
			})
		}
	}
}

// BenchmarkCompile measures a process of 1,000 elements.
func BenchmarkCompile(b *testing.B) {
	var x strings.Builder
	path := "start"
	for i := range 500 {
		x.WriteString(script(fmt.Sprintf("s%d", i), "x = 1"))
		path += fmt.Sprintf(">s%d", i)
	}
	d := model(b, ends+x.String(), path+">end")
	for b.Loop() {
		if _, problems := spec.Compile([]*bpmn.Document{d}, "main", spec.Options{}); problems != nil {
			b.Fatal(problems)
		}
	}
}
