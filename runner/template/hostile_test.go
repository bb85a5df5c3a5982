package template_test

import (
	"context"
	"errors"
	"maps"
	goruntime "runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/template"
)

// hostile templates want much more than they may have.
var hostile = map[string]string{
	"loop":             "{% for a in range(10**9) %}{{ a }}{% endfor %}",
	"silent loop":      "{% for a in range(10**9) %}{% endfor %}",
	"nested loops":     "{% for a in range(10**5) %}{% for b in range(10**5) %}{% for c in range(10**5) %}{% endfor %}{% endfor %}{% endfor %}",
	"filtered loop":    "{% for a in range(10**9) if a < 0 %}{% endfor %}",
	"materialised":     "{{ range(10**9)|list }}",
	"text":             "{{ 'x' * 10**10 }}",
	"doubled":          "{% set s = namespace(x='xxxxxxxx') %}{% for i in range(64) %}{% set s.x = s.x ~ s.x %}{% endfor %}{{ s.x }}",
	"output":           "{% for a in range(10**6) %}{{ big }}{% endfor %}",
	"escaped output":   "{% for a in range(10**6) %}{{ amps }}{% endfor %}",
	"power":            "{{ 9 ** 9 ** 9 }}",
	"recursion":        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
	"recursive loop":   "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
	"padding":          "{{ '%0999999999d' % 1 }}",
	"format":           "{{ '{:>999999999}'.format(1) }}",
	"center":           "{{ 'x'|center(10**10) }}",
	"indent":           "{{ 'a\nb'|indent(10**10) }}",
	"batch":            "{{ [1]|batch(10**10, 0)|list }}",
	"slice":            "{{ [1]|slice(10**9)|list }}",
	"round":            "{{ 1.5|round(10**9) }}",
	"cubes":            "{{ range(1000)|map('string')|map('center', 10**6)|list }}",
	"sum of lists":     "{{ (range(10**5)|map('list')|list)|sum(start=[]) }}",
	"sum":              "{{ ([[1] * 1000] * 100000)|sum(start=[])|length }}",
	"join":             "{{ ('x' * 1000000).join(('y' * 10000)|list)|length }}",
	"replace":          "{{ (big|replace('x', big))|length }}",
	"regular":          "{{ ('a' * 5000 ~ '!')|urlize }}{{ (('(' * 20000) ~ ('@' * 20000))|urlize }}",
	"striptags":        "{{ ('<' * 2000000)|striptags }}",
	"wordwrap":         "{{ (big ~ big)|wordwrap(1) }}",
	"deep list":        "{% set n = namespace(x=[]) %}{% for i in range(10**6) %}{% set n.x = [n.x] %}{% endfor %}{{ n.x }}",
	"pprint":           "{% set n = namespace(x=[]) %}{% for i in range(500) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x|pprint }}",
	"endless append":   "{% for x in l %}{% set _ = l.append(x) %}{% endfor %}",
	"cycle":            "{% set c = cycler(*range(10**8)) %}",
	"deep parentheses": "{{ " + strings.Repeat("(", 100000) + "1" + strings.Repeat(")", 100000) + " }}",
	"deep lists":       "{{ " + strings.Repeat("[", 100000) + strings.Repeat("]", 100000) + " }}",
	"deep not":         "{{ " + strings.Repeat("not ", 100000) + "1 }}",
	"deep minus":       "{{ " + strings.Repeat("-", 100000) + "1 }}",
	"deep if":          strings.Repeat("{% if 1 %}", 20000) + strings.Repeat("{% endif %}", 20000),
	"deep ternary":     "{{ " + strings.Repeat("1 if 1 else ", 50000) + "1 }}",
	"many attributes":  "{{ d" + strings.Repeat(".a", 100000) + " }}",
	"many filters":     "{{ 1" + strings.Repeat("|e", 100000) + " }}",
	"many calls":       "{{ d" + strings.Repeat("()", 100000) + " }}",
	"many sums":        "{{ 1" + strings.Repeat(" + 1", 100000) + " }}",
	"many ands":        "{{ 1" + strings.Repeat(" and 1", 100000) + " }}",
	"many tests":       "{{ 1" + strings.Repeat(" is odd", 100000) + " }}",
	"many ors":         "{% if " + strings.Repeat("a or ", 100000) + "1 %}{% endif %}",
	"many elifs":       "{% if 0 %}" + strings.Repeat("{% elif 0 %}", 100000) + "{% endif %}",
	"many ternaries":   "{{ 1" + strings.Repeat(" if 1", 100000) + " }}",
	"many openings":    strings.Repeat("{{", 100000),
	"many raws":        strings.Repeat("{% raw %}", 100000),
	"many comments":    strings.Repeat("{#", 100000),
	"many blanks":      strings.Repeat("\n  ", 300000) + "{%- if 1 %}{% endif %}",
	"many variables":   strings.Repeat("{{ a }}\n", 50000),
	"wide list":        "{{ [" + strings.Repeat("1,", 20000) + "]|length }}",
	"long compare":     "{{ 1" + strings.Repeat(" < 1", 100000) + " }}",
	"long concat":      "{{ 1" + strings.Repeat(" ~ 1", 50000) + " }}",
	"many macros":      strings.Repeat("{% macro m() %}{% endmacro %}", 5000),
	"many blocks":      strings.Repeat("{% block a %}{% endblock %}", 5000),
	"read a file":      "{% include '/etc/passwd' %}",
	"import a file":    "{% import '/etc/passwd' as x %}",
	"extend a file":    "{% extends '/etc/passwd' %}",
	"open":             "{{ open('/etc/passwd').read() }}",
	"classes":          "{{ ''.__class__.__mro__[1].__subclasses__() }}",
	"globals":          "{{ cycler.__init__.__globals__ }}{{ joiner.__init__.__globals__.os }}",
	"self":             "{{ self.__init__.__globals__ }}",
	"code":             "{{ range.__class__.__base__.__subclasses__()[104].__init__.__globals__['sys'] }}",
	"lambda":           "{{ namespace.__init__.__code__ }}",
}

// Every template ends, within its time and memory, with a text or an error.
func TestHostileTemplatesEnd(t *testing.T) {
	v, err := python.FromJSON([]byte(`{"big": "` + strings.Repeat("x", 1<<20) + `", "amps": "` + strings.Repeat("&", 1<<20) + `", "l": [1], "d": {"a": 1}}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		text := hostile[name]
		var before, after goruntime.MemStats
		goruntime.GC()
		goruntime.ReadMemStats(&before)
		start := time.Now()
		out, err := template.Render(context.Background(), text, v.(*python.Dict), python.Limits{Steps: 5_000_000, Time: time.Second})
		took := time.Since(start)
		goruntime.ReadMemStats(&after)
		if took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 600<<20 {
			t.Errorf("%s took %d MiB", name, grown>>20)
		}
		if strings.Contains(out, "root:") {
			t.Errorf("%s reached a file: %.200s", name, out)
		}
		if err != nil && strings.Contains(err.Error(), "internal error") {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%-16s %8v %4d MiB  %.100v", name, took.Round(time.Millisecond), int64(after.HeapSys-before.HeapSys)>>20, err)
	}
}

func TestATemplateEndsWithItsContext(t *testing.T) {
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer stop()
	if _, err := template.Render(ctx, hostile["silent loop"], nil, python.Limits{Steps: 1 << 60, Time: time.Hour}); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestATemplateDoesNotChangeTheData(t *testing.T) {
	v, err := python.FromJSON([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	before := python.Repr(v)
	const text = `{{ l.append(1) }}{{ d.update(x=1) }}{{ people[0].pop('name') }}{% set f = words.append %}{{ f('x') }}{{ [l]|map('attr', 'append')|list }}`
	if _, err := template.Render(context.Background(), text, v.(*python.Dict), python.Limits{}); err != nil {
		t.Fatal(err)
	}
	if after := python.Repr(v); after != before {
		t.Error(after)
	}
}

func FuzzRender(f *testing.F) {
	for _, text := range corpus {
		f.Add(text)
	}
	v, err := python.FromJSON([]byte(data))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := template.Render(context.Background(), text, v.(*python.Dict), python.Limits{Steps: 200_000, Bytes: 8 << 20, Depth: 200})
		if err != nil && strings.Contains(err.Error(), "internal error") {
			t.Fatal(err)
		}
		if e := template.Check(text); e != nil && err == nil {
			t.Fatalf("rendered although %v", e)
		}
	})
}
