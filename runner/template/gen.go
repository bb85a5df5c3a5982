package template

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"spiffmodeler/runner/python"
)

// A template is translated to Python, as Jinja does, and run by the evaluator of scripts with its limits. Every name of the
// template becomes a variable l_LEVEL_NAME; names of the runtime begin with an underline; functions made of parts of the
// template begin with _t_, which is how their lines are told from the runtime's.

const functionPrefix = "_t_"

// generator writes the Python of one template.
type generator struct {
	b       strings.Builder
	indent  int
	lines   []int // template line by line of Python, from 0
	numbers int
	blocks  []*block
	// unset holds parameters that a default may read before they have a value.
	unset map[string]bool
	calls bool // something is called, so that data may be changed
}

// frame is the part of a template that is being written.
type frame struct {
	*scope
	write              string // function that takes text
	buffer             string // list behind write, where it is collected
	escape             string // Python for whether output is escaped
	resolve            string // function that finds names in the data
	toplevel, rootline bool
	soft               bool // in an if: unknown filters are found when they are used
}

func (f *frame) inner() *frame {
	c := *f
	c.scope = newScope(f.scope)
	c.toplevel, c.rootline, c.soft = false, false, false
	return &c
}

func (f *frame) softened() *frame {
	c := *f
	c.rootline, c.soft = false, true
	return &c
}

// generate returns Python that leaves the text under the name result, and its line table. It panics with an *Error.
func generate(nodes []node) *generator {
	g := &generator{unset: map[string]bool{}}
	find(nodes, func(b *block) bool {
		for _, other := range g.blocks {
			if other.name == b.name {
				refuse(b.line, "block %s defined twice", quote(b.name))
			}
		}
		g.blocks = append(g.blocks, b)
		return true
	})
	for _, b := range g.blocks {
		g.function("block_"+b.name, "_resolve", b.line)
		f := &frame{scope: newScope(nil), escape: "True", resolve: "_resolve"}
		g.self(f, b.body, b.name)
		f.see(b.body...)
		g.collect(f)
		g.enter(f)
		g.body(b.body, f)
		g.put(0, "return %s", join(f))
		g.indent--
	}
	g.function("root", "_resolve", 1)
	f := &frame{scope: newScope(nil), escape: "True", resolve: "_resolve", toplevel: true, rootline: true}
	g.self(f, nodes, "")
	f.see(nodes...)
	g.collect(f)
	g.enter(f)
	g.body(nodes, f)
	g.put(0, "return %s", join(f))
	g.indent--
	g.put(0, "result = "+functionPrefix+"root(_resolve)")
	return g
}

// put writes a line that belongs to a line of the template, 0: to the one of the line before.
func (g *generator) put(line int, format string, a ...any) {
	if line == 0 && len(g.lines) > 0 {
		line = g.lines[len(g.lines)-1]
	}
	g.lines = append(g.lines, line)
	g.b.WriteString(strings.Repeat(" ", g.indent))
	fmt.Fprintf(&g.b, format, a...)
	g.b.WriteByte('\n')
}

func (g *generator) function(name, params string, line int) {
	g.put(line, "def %s%s(%s):", functionPrefix, name, params)
	g.indent++
}

func (g *generator) number() int {
	g.numbers++
	return g.numbers
}

// collect lets the output of a frame go to a list of its own.
func (g *generator) collect(f *frame) {
	n := g.number()
	f.buffer, f.write = "_b"+strconv.Itoa(n), "_w"+strconv.Itoa(n)
	g.put(0, "%s = []", f.buffer)
	g.put(0, "%s = %s.append", f.write, f.buffer)
}

func join(f *frame) string { return "''.join(" + f.buffer + ")" }

// marked is collected output as the value that it is in the template.
func marked(f *frame) string { return "_mark(" + f.escape + ", " + join(f) + ")" }

// self defines the names self and super where they are used.
func (g *generator) self(f *frame, body []node, block string) {
	used := uses(body, "self", "super")
	if used["self"] {
		g.put(0, "%s = _Self({%s}, %s)", f.param("self"), g.blockTable(), f.resolve)
	}
	if used["super"] && block != "" {
		g.put(0, "%s = _undef(None, %s)", f.param("super"), literal("there is no parent block called "+quote(block)+"."))
	}
}

func (g *generator) blockTable() string {
	var items []string
	for _, b := range g.blocks {
		items = append(items, literal(b.name)+": "+functionPrefix+"block_"+b.name)
	}
	return strings.Join(items, ", ")
}

// enter gives the variables of a frame their first values.
func (g *generator) enter(f *frame) {
	for _, v := range f.order {
		switch l := f.loads[v]; l.from {
		case fromData:
			g.put(0, "%s = %s(%s)", v, f.resolve, literal(l.name))
		case fromOuter:
			g.put(0, "%s = %s", v, l.origin)
		case fromNowhere:
			g.put(0, "%s = _undef(%s)", v, literal(l.name))
		}
	}
}

// literal writes a text as Python.
func literal(s string) string { return python.Repr(python.Str(s)) }

func (g *generator) body(nodes []node, f *frame) {
	g.put(0, "pass")
	for _, n := range nodes {
		g.statement(n, f)
	}
}

func (g *generator) statement(n node, f *frame) {
	switch n := n.(type) {
	case *output:
		g.output(n, f)
	case *forLoop:
		g.forLoop(n, f)
	case *ifElse:
		g.ifElse(n, f)
	case *macro:
		m := g.macro(n, f, n.name)
		v := f.find(n.name)
		g.put(n.line, "%s = %s", v, m)
		g.export(f, []string{n.name})
	case *callBlock:
		m := g.macro(&n.macro, f, "")
		g.put(n.at.line, "_caller = %s", m)
		g.put(n.at.line, "%s(_raw(%s))", f.write, g.call(n.call, f, "caller=_caller"))
	case *filterBlock:
		inner := f.inner()
		inner.see(n.parts()...)
		g.enter(inner)
		g.collect(inner)
		g.body(n.body, inner)
		g.put(n.line, "%s(_raw(%s))", f.write, g.filter(n.filter, inner))
	case *with:
		g.with(n, f)
	case *assign:
		g.assign(n, f)
	case *assignBlock:
		inner := f.inner()
		inner.see(n.body...)
		if n.filter != nil {
			inner.see(n.filter)
		}
		g.enter(inner)
		g.collect(inner)
		g.body(n.body, inner)
		value := join(inner)
		if n.filter != nil {
			value = g.filter(n.filter, inner)
		}
		g.checkTargets(n.target, n.line, f)
		g.put(n.line, "%s = _mark(%s, %s)", g.target(n.target, f), f.escape, value)
		g.export(f, targetNames(n.target))
	case *block:
		resolve := f.resolve
		if n.scoped {
			resolve = g.derived(f)
		}
		if n.required {
			g.put(n.line, "_fail(%s)", literal("Required block "+quote(n.name)+" not found"))
		}
		g.put(n.line, "%s(%sblock_%s(%s))", f.write, functionPrefix, n.name, resolve)
	case *autoescape:
		inner := f.inner()
		inner.see(n.parts()...)
		g.enter(inner)
		switch c, _ := n.value.(*constant); {
		case c != nil && (c.source == "True" || c.source == "False"):
			inner.escape = c.source
		default:
			inner.escape = "_e" + strconv.Itoa(g.number())
			outer := *inner
			outer.escape = f.escape
			g.put(n.line, "%s = bool(%s)", inner.escape, g.expr(n.value, &outer))
		}
		g.body(n.body, inner)
	case *load:
		if n.word == "extends" && !f.toplevel {
			refuse(n.line, "cannot use extend from a non top-level scope")
		}
		g.put(n.line, "_noloader(%s)", g.expr(n.template, f))
	}
}

// derived is a function that finds the names of a block that sees the variables around it.
func (g *generator) derived(f *frame) string {
	vars := f.visible()
	var items []string
	for _, name := range slices.Sorted(maps.Keys(vars)) {
		items = append(items, literal(name)+": "+vars[name])
	}
	return "_derived({" + strings.Join(items, ", ") + "}, " + f.resolve + ")"
}

// export makes variables of the top level known to blocks.
func (g *generator) export(f *frame, names []string) {
	if !f.toplevel || len(g.blocks) == 0 {
		return
	}
	for _, name := range names {
		g.put(0, "_vars[%s] = %s", literal(name), f.find(name))
	}
}

func (g *generator) output(n *output, f *frame) {
	for _, x := range n.nodes {
		if t, ok := x.(*text); ok {
			g.put(t.line, "%s(%s)", f.write, literal(t.data))
			continue
		}
		g.put(x.pos(), "%s(%s(%s))", f.write, printer(f), g.expr(x, f))
	}
}

// printer is the function that turns a value into output.
func printer(f *frame) string {
	switch f.escape {
	case "True":
		return "_esc"
	case "False":
		return "_plain"
	}
	return "(_esc if " + f.escape + " else _plain)"
}

func (g *generator) ifElse(n *ifElse, f *frame) {
	soft := f.softened()
	branch := func(word string, x node, line int, body []node) {
		test := ""
		if x != nil {
			test = " " + g.expr(x, soft)
		}
		g.put(line, "%s%s:", word, test)
		g.indent++
		g.body(body, soft)
		g.indent--
	}
	branch("if", n.test, n.line, n.body)
	for _, x := range n.elif {
		e := x.(*ifElse)
		branch("elif", e.test, e.line, e.body)
	}
	if n.other != nil {
		branch("else", nil, 0, n.other)
	}
}

func (g *generator) with(n *with, f *frame) {
	inner := f.inner()
	inner.see(n.targets...)
	inner.see(n.body...)
	g.enter(inner)
	for i, t := range n.targets {
		g.put(t.pos(), "%s = %s", g.target(t, inner), g.expr(n.values[i], f))
	}
	g.body(n.body, inner)
}

func (g *generator) assign(n *assign, f *frame) {
	g.checkTargets(n.target, n.line, f)
	value := g.expr(n.value, f)
	g.put(n.line, "%s = %s", g.target(n.target, f), value)
	g.export(f, targetNames(n.target))
}

// checkTargets refuses attributes of what is no namespace.
func (g *generator) checkTargets(t node, line int, f *frame) {
	seen := map[string]bool{}
	find([]node{t}, func(r *nsRef) bool {
		if !seen[r.id] {
			seen[r.id] = true
			g.put(line, "_namespace(%s)", f.find(r.id))
		}
		return true
	})
}

// target writes what is assigned to.
func (g *generator) target(t node, f *frame) string {
	switch t := t.(type) {
	case *name:
		return f.find(t.id)
	case *nsRef:
		return f.find(t.id) + "[" + literal(t.attr) + "]"
	case *tuple:
		var items []string
		for _, x := range t.items {
			items = append(items, g.target(x, f))
		}
		if len(items) == 1 {
			return "(" + items[0] + ",)"
		}
		return "(" + strings.Join(items, ", ") + ")"
	}
	panic(fmt.Sprintf("template: %T is no target", t))
}

func targetNames(t node) (names []string) {
	find([]node{t}, func(n *name) bool {
		names = append(names, n.id)
		return true
	})
	return names
}
