package template_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

// writer makes random templates out of what occurs in real ones.
type writer struct {
	*rand.Rand
	depth int
}

func (w *writer) one(words ...string) string { return words[w.Intn(len(words))] }

var values = []string{"name", "n", "pi", "l", "words", "d", "people", "html", "nope", "nothing", "empty", "yes", "no", "nested", "long", "x", "y", "mixed",
	"'<i>'", "\"it's\"", "1", "0", "-3", "2.5", "[1, 2]", "{'k': n}", "(1, 'a')", "none", "true", "d.a", "d.nope", "people[0].name", "l[1]", "l[7]", "words[0][1:3]", "loop.index"}

var simpleFilters = []string{"upper", "lower", "length", "list", "first", "last", "join", "join(', ')", "default('?')", "d('q', true)", "string", "int", "float", "safe", "e",
	"sort", "reverse|list", "tojson", "trim", "title", "capitalize", "sum", "min", "max", "unique|list", "map('string')|list", "map(attribute='name')|list", "select|list",
	"reject('none')|list", "replace('a', '<')", "truncate(8)", "indent", "striptags", "urlencode", "wordcount", "round", "abs", "batch(2)|list", "slice(2)|list",
	"dictsort", "items|list", "xmlattr", "center(12)", "filesizeformat", "forceescape", "selectattr('age')|list", "groupby('age')|list", "sanitize_for_md", "format(1)", "pprint"}

var simpleTests = []string{"defined", "none", "odd", "string", "mapping", "iterable", "sequence", "number", "true", "in l", "eq 3", "sameas n", "divisibleby 2", "not defined", "lower", "callable", "escaped"}

func (w *writer) expr() string {
	w.depth++
	defer func() { w.depth-- }()
	if w.depth > 3 {
		return w.one(values...)
	}
	switch w.Intn(12) {
	case 0:
		return w.expr() + w.one(" + ", " - ", " * ", " ~ ", " / ", " // ", " % ", " == ", " != ", " < ", " in ", " not in ", " and ", " or ") + w.expr()
	case 1:
		// Names come first: Jinja folds constants, and takes a slice of one for a look-up.
		return "(" + w.one(values[:19]...) + w.one("", " or "+w.expr()) + ")" + w.one("", ".name", "['a']", "[0]", ".0", "[1:]", "[::-1]")
	case 2:
		return "not " + w.expr()
	case 3:
		return w.expr() + " if " + w.expr() + w.one("", " else "+w.expr())
	case 4:
		return w.expr() + " is " + w.one(simpleTests...)
	case 5, 6, 7:
		return w.expr() + "|" + w.one(simpleFilters...)
	case 8:
		return w.one("name.upper()", "d.items()", "l.index(1)", "range(n)", "m(1)", "m(n, b=2)", "words.count('apple')", "' '.join(words)", "'%s' % n", "dict(a=1)", "loop.cycle('a', 'b')", "x()")
	case 9:
		return "[" + w.expr() + ", " + w.expr() + "]"
	}
	return w.one(values...)
}

func (w *writer) tag(s string) string {
	return "{%" + w.one("", "", "", "-", "+") + " " + s + " " + w.one("", "", "", "-", "+") + "%}"
}

func (w *writer) body() string {
	w.depth++
	defer func() { w.depth-- }()
	var b strings.Builder
	for range 1 + w.Intn(4) {
		b.WriteString(w.one("", "a", " ", "\n", "\n  ", "text\n", "<p>\n"))
		if w.depth > 3 {
			b.WriteString("{{ " + w.expr() + " }}")
			continue
		}
		switch w.Intn(12) {
		case 0:
			b.WriteString(w.tag("if "+w.expr()) + w.body() + w.one("", w.tag("else")+w.body(), w.tag("elif "+w.expr())+w.body()) + w.tag("endif"))
		case 1, 2:
			in := w.one(values...)
			if w.Intn(3) == 0 {
				in += " if " + w.expr()
			}
			b.WriteString(w.tag("for "+w.one("x", "x", "x, y", "n")+" in "+in) + w.body() + w.one("", w.tag("else")+w.body()) + w.tag("endfor"))
		case 3:
			b.WriteString(w.tag("set " + w.one("x", "y", "n", "name", "x, y") + " = " + w.expr()))
		case 4:
			b.WriteString(w.tag("set "+w.one("x", "y", "html")) + w.body() + w.tag("endset"))
		case 5:
			b.WriteString(w.tag("macro m(a, b="+w.one(values...)+")") + w.body() + "{{ a }}{{ b }}" + w.tag("endmacro"))
		case 6:
			b.WriteString(w.tag("with x = "+w.expr()) + w.body() + w.tag("endwith"))
		case 7:
			b.WriteString(w.tag("filter "+w.one("upper", "e", "replace('a', 'b')", "trim", "indent")) + w.body() + w.tag("endfilter"))
		case 8:
			b.WriteString(w.tag("call m(n)") + w.body() + w.tag("endcall"))
		default:
			b.WriteString("{{" + w.one("", "", "-") + " " + w.expr() + " " + w.one("", "", "-") + "}}")
		}
	}
	return b.String()
}

// Random templates give the same text as in Jinja, or the same error on the same line.
func TestRandomTemplatesGiveWhatJinjaGives(t *testing.T) {
	const count = 150
	w := &writer{Rand: rand.New(rand.NewSource(*seed))}
	var templates []string
	for len(templates) < count {
		templates = append(templates, w.body())
	}
	for i, want := range ask(t, data, templates) {
		if strings.Contains(templates[i], " with ") {
			want.Line = 0 // Jinja names the line of what stands before
		}
		if got := render(t, templates[i], data); !got.equals(want) {
			t.Errorf("%q:\n got %+v\nwant %+v", templates[i], got, want)
		}
	}
	if t.Failed() {
		fmt.Println("seed", *seed)
	}
}
