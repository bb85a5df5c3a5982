package template

import (
	"strconv"
	"strings"
)

func (g *generator) forLoop(n *forLoop, f *frame) {
	loop, other := f.inner(), f.inner()
	scoped := false
	find([]node{n}, func(b *block) bool {
		scoped = scoped || b.scoped
		return !scoped
	})
	extended := n.recursive || scoped || uses(n.body, "loop")["loop"]
	loopVar := ""
	if extended {
		loopVar = loop.param("loop")
	}
	loop.params(n.target)
	loop.see(n.body...)
	other.see(n.other...)
	find([]node{n}, func(x *name) bool {
		if x.use == store && x.id == "loop" {
			refuse(x.line, "Can't assign to special loop variable in for-loop target")
		}
		return true
	})
	wrap := func(iter string) string { return iter }
	if n.test != nil {
		chosen := g.chosen(n, f)
		wrap = func(iter string) string { return chosen + "(" + iter + ")" }
	}
	if !n.recursive {
		g.loop(n, f, loop, other, loopVar, wrap(g.expr(n.iter, f)), "")
		return
	}
	fn := "loop" + strconv.Itoa(g.number())
	g.function(fn, "_iter, _again, _depth=0", n.line)
	g.collect(loop)
	other.write, other.buffer = loop.write, loop.buffer
	g.loop(n, f, loop, other, loopVar, wrap("_iter"), ", _again, _depth")
	g.put(0, "return %s", marked(loop))
	g.indent--
	g.put(n.line, "%s(_raw(%s%s(%s, %s%s)))", f.write, functionPrefix, fn, g.expr(n.iter, f), functionPrefix, fn)
}

// loop writes the loop itself.
func (g *generator) loop(n *forLoop, f, loop, other *frame, loopVar, iter, again string) {
	first := "_n" + strconv.Itoa(g.number())
	if n.other != nil {
		g.put(0, "%s = True", first)
	}
	target := g.target(n.target, loop)
	if loopVar != "" {
		target += ", " + loopVar
		iter = "_Loop(" + iter + again + ")"
	}
	g.put(n.line, "for %s in %s:", target, iter)
	g.indent++
	g.enter(loop)
	g.body(n.body, loop)
	if n.other != nil {
		g.put(0, "%s = False", first)
	}
	g.indent--
	if n.other != nil {
		g.put(0, "if %s:", first)
		g.indent++
		g.enter(other)
		g.body(n.other, other)
		g.indent--
	}
}

// chosen writes a generator of the items for which the loop's test holds and returns its name.
func (g *generator) chosen(n *forLoop, f *frame) string {
	inner := f.inner()
	inner.params(n.target)
	inner.see(n.test)
	fn := "chosen" + strconv.Itoa(g.number())
	g.function(fn, "_iter", n.test.pos())
	g.enter(inner)
	target := g.target(n.target, inner)
	g.put(0, "for %s in _iter:", target)
	g.indent++
	g.put(n.test.pos(), "if %s:", g.expr(n.test, inner))
	g.put(0, " yield %s", target)
	g.indent -= 2
	return functionPrefix + fn
}

// macro writes the function of a macro or call block and returns the Python of the macro.
func (g *generator) macro(n *macro, f *frame, title string) string {
	inner := f.inner()
	inner.see(n.parts()...)
	var params, names []string
	special := map[string]bool{}
	caller := -1
	for i, p := range n.params {
		params = append(params, inner.find(p.id))
		names = append(names, literal(p.id))
		special[p.id] = true
		if p.id == "caller" {
			caller = i
		}
	}
	used := uses(n.body, "caller", "kwargs", "varargs")
	if used["caller"] {
		if caller < 0 {
			params = append(params, inner.param("caller"))
		} else if caller < len(n.params)-len(n.defaults) {
			refuse(n.at.line, "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.")
		}
	}
	catch := map[string]bool{}
	for _, word := range []string{"kwargs", "varargs"} {
		if used[word] && !special[word] {
			params = append(params, inner.param(word))
			catch[word] = true
		}
	}
	fn := "macro" + strconv.Itoa(g.number())
	g.function(fn, strings.Join(params, ", "), n.at.line)
	g.collect(inner)
	g.enter(inner)
	outer := g.unset
	g.unset = map[string]bool{}
	for _, p := range n.params {
		g.unset[inner.find(p.id)] = true
	}
	for i, p := range n.params {
		v := inner.find(p.id)
		value := "_undef(" + literal(p.id) + ", " + literal("parameter "+quote(p.id)+" was not provided") + ")"
		if d := i - len(n.params) + len(n.defaults); d >= 0 {
			value = g.expr(n.defaults[d], inner)
		}
		delete(g.unset, v)
		g.put(p.line, "if %s is _missing:", v)
		g.put(0, " %s = %s", v, value)
	}
	g.unset = outer
	g.body(n.body, inner)
	g.put(0, "return %s", join(inner))
	g.indent--
	list := strings.Join(names, ", ")
	if len(names) == 1 {
		list += ","
	}
	name := "None"
	if title != "" {
		name = literal(title)
	}
	flag := func(b bool) string {
		if b {
			return "True"
		}
		return "False"
	}
	return "_Macro(" + functionPrefix + fn + ", " + name + ", (" + list + "), " + flag(catch["kwargs"]) + ", " + flag(catch["varargs"]) +
		", " + flag(used["caller"]) + ", " + f.escape + ")"
}
