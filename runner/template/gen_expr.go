package template

import (
	"fmt"
	"strings"
)

// expr writes an expression.
func (g *generator) expr(n node, f *frame) string {
	switch n := n.(type) {
	case *name:
		v := f.find(n.id)
		if v == "" {
			panic("template: the name " + n.id + " was not seen in its scope")
		}
		if g.unset[v] {
			return "(_undef(" + literal(n.id) + ") if " + v + " is _missing else " + v + ")"
		}
		return v
	case *constant:
		return n.source
	case *tuple:
		if len(n.items) == 1 {
			return "(" + g.expr(n.items[0], f) + ",)"
		}
		return "(" + g.list(n.items, f) + ")"
	case *list:
		return "[" + g.list(n.items, f) + "]"
	case *dict:
		var items []string
		for i, k := range n.keys {
			items = append(items, g.expr(k, f)+": "+g.expr(n.values[i], f))
		}
		return "{" + strings.Join(items, ", ") + "}"
	case *cond:
		soft := f.softened()
		no := "_undef(None, " + literal(fmt.Sprintf("the inline if-expression on line %d evaluated to false and no else section was defined.", n.line)) + ")"
		if n.no != nil {
			no = g.expr(n.no, soft)
		}
		return "(" + g.expr(n.yes, soft) + " if " + g.expr(n.test, soft) + " else " + no + ")"
	case *binary:
		return "(" + g.expr(n.left, f) + " " + n.op + " " + g.expr(n.right, f) + ")"
	case *unary:
		return "(" + n.op + g.expr(n.x, f) + ")"
	case *compare:
		var b strings.Builder
		b.WriteString("(" + g.expr(n.first, f))
		for i, op := range n.ops {
			b.WriteString(" " + op + " " + g.expr(n.rest[i], f))
		}
		return b.String() + ")"
	case *concat:
		return "_cat(" + f.escape + ", " + g.list(n.items, f) + ")"
	case *getAttr:
		return "_getattr(" + g.expr(n.x, f) + ", " + literal(n.attr) + ")"
	case *getItem:
		if s, ok := n.key.(*slice); ok {
			return g.operand(n.x, f) + "[" + g.slice(s, f) + "]"
		}
		return "_getitem(" + g.expr(n.x, f) + ", " + g.expr(n.key, f) + ")"
	case *slice: // in a tuple of subscripts
		part := func(x node) string {
			if x == nil {
				return "None"
			}
			return g.expr(x, f)
		}
		return "slice(" + part(n.lo) + ", " + part(n.hi) + ", " + part(n.step) + ")"
	case *call:
		return g.call(n, f)
	case *filter:
		return g.filter(n, f)
	case *test:
		if !tests[n.name] {
			return g.unknown("test", n.name, n.line, f) + "(" + g.arguments(&n.arguments, f, g.expr(n.x, f)) + ")"
		}
		return "_is_" + n.name + "(" + g.arguments(&n.arguments, f, g.expr(n.x, f)) + ")"
	}
	panic(fmt.Sprintf("template: %T is no expression", n))
}

// operand writes an expression that something is applied to.
func (g *generator) operand(n node, f *frame) string {
	s := g.expr(n, f)
	if c, ok := n.(*constant); ok && c.source[0] >= '0' && c.source[0] <= '9' {
		return "(" + s + ")"
	}
	return s
}

func (g *generator) list(items []node, f *frame) string {
	var out []string
	for _, x := range items {
		out = append(out, g.expr(x, f))
	}
	return strings.Join(out, ", ")
}

func (g *generator) slice(s *slice, f *frame) string {
	out := ""
	if s.lo != nil {
		out = g.expr(s.lo, f)
	}
	out += ":"
	if s.hi != nil {
		out += g.expr(s.hi, f)
	}
	if s.step != nil {
		out += ":" + g.expr(s.step, f)
	}
	return out
}

func (g *generator) call(n *call, f *frame, more ...string) string {
	g.calls = true
	args := g.arguments(&n.arguments, f)
	for _, m := range more {
		if args != "" {
			args += ", "
		}
		args += m
	}
	if a, ok := n.fn.(*getAttr); ok {
		return "_method(" + g.expr(a.x, f) + ", " + literal(a.attr) + ")(" + args + ")"
	}
	return g.operand(n.fn, f) + "(" + args + ")"
}

// arguments writes arguments behind the ones given.
func (g *generator) arguments(a *arguments, f *frame, given ...string) string {
	out := given
	for _, x := range a.args {
		out = append(out, g.expr(x, f))
	}
	var words []string
	for i, key := range a.keys {
		if keywords[key] {
			words = append(words, literal(key)+": "+g.expr(a.values[i], f))
			continue
		}
		out = append(out, key+"="+g.expr(a.values[i], f))
	}
	if a.rest != nil {
		out = append(out, "*"+g.expr(a.rest, f))
	}
	if len(words) > 0 {
		out = append(out, "**{"+strings.Join(words, ", ")+"}")
	}
	if a.extra != nil {
		out = append(out, "**"+g.expr(a.extra, f))
	}
	return strings.Join(out, ", ")
}

// keywords of Python, which cannot stand before "=" in a call.
var keywords = func() map[string]bool {
	m := map[string]bool{}
	for _, k := range strings.Fields(`False None True and as assert async await break class continue def del elif else except finally
		for from global if import in is lambda nonlocal not or pass raise return try while with yield`) {
		m[k] = true
	}
	return m
}()

func (g *generator) filter(n *filter, f *frame) string {
	x := "_mark(" + f.escape + ", " + join(f) + ")" // of a filter block
	if n.x != nil {
		x = g.expr(n.x, f)
	}
	given := []string{x}
	if filters[n.name] {
		given = []string{f.escape, x}
	}
	if _, ok := filters[n.name]; !ok {
		return g.unknown("filter", n.name, n.line, f) + "(" + g.arguments(&n.arguments, f, given...) + ")"
	}
	return "_f_" + n.name + "(" + g.arguments(&n.arguments, f, given...) + ")"
}

// unknown refuses a filter or test that there is not; in an if only when it is used.
func (g *generator) unknown(what, name string, line int, f *frame) string {
	if !f.soft {
		refuse(line, "No %s named %s.", what, quote(name))
	}
	return "_unknown(" + literal(what) + ", " + literal(name) + ")"
}

// filters are the known filters; those marked true are told whether output is escaped.
var filters = table(`abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape format
	groupby indent int items last length list lower max min pprint random reject rejectattr reverse round safe sanitize_for_md select
	selectattr slice sort string striptags sum title tojson trim truncate unique upper urlencode wordcount wordwrap`,
	`join map replace urlize xmlattr`)

// tests are the tests that can stand behind "is".
var tests = table(``, `boolean callable defined divisibleby eq equalto escaped even false filter float ge greaterthan gt in integer iterable
	le lessthan lower lt mapping ne none number odd sameas sequence string test true undefined upper`)

func table(plain, marked string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(plain) {
		m[w] = false
	}
	for _, w := range strings.Fields(marked) {
		m[w] = true
	}
	return m
}
