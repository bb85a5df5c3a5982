// Package template renders the Jinja templates of models: instructions, guest confirmations and form schemas, as SpiffArena
// does (SpiffArena: services/jinja_service.py). Output is escaped for HTML, the newline behind a tag and the blanks before
// it are dropped, names are those of the task data, and sanitize_for_md is there as a filter and as a function.
//
// A template is translated to Python and run by the evaluator of model scripts, so that values print, compare and compute
// as they do in scripts, and the same limits hold: no template hangs, takes much memory, opens a file or a connection.
// What there is of Jinja is all of its tags, filters, tests and globals but lipsum; include, import and extends fail, as
// they do in SpiffArena, because there is nothing to load from.
package template

import (
	"context"
	"embed"
	"errors"
	"slices"
	"strings"
	"sync"

	"spiffmodeler/runner/python"
)

// Render renders a template with the task data, which it does not change. Limits whose fields are zero are those of
// scripts. The error is an *Error, or that of a context that ended.
func Render(ctx context.Context, text string, data *python.Dict, limits python.Limits) (string, error) {
	g, err := translate(text)
	if err != nil {
		return "", err
	}
	if data == nil {
		data = python.NewDict()
	}
	if _, ok := data.Get("sanitize_for_md"); ok {
		return "", &Error{Kind: "TypeError", Message: "render() got multiple values for keyword argument 'sanitize_for_md'"}
	}
	if g.calls { // a method may change what it is called on
		v, err := python.DeepCopy(data)
		if err != nil {
			return "", &Error{Kind: "TypeError", Message: "the data cannot be copied: " + err.Error(), cause: err}
		}
		data = v.(*python.Dict)
	}
	out, err := g.run(ctx, data, limits)
	if err != nil {
		return "", g.explain(err, text)
	}
	return out, nil
}

// Check returns what is wrong with a template before it is rendered: an *Error, or nil.
func Check(text string) error {
	_, err := translate(text)
	return err
}

// Names returns the names that a template takes from the data, sorted. A name that the template assigns somewhere is one of
// them if it is read before.
func Names(text string) ([]string, error) {
	nodes, err := parse(text)
	if err != nil {
		return nil, located(err, text)
	}
	words := map[string]bool{}
	find(nodes, func(n *name) bool {
		words[n.id] = true
		return true
	})
	var names []string
	for n := range words {
		if !slices.Contains(provided, n) && uses(nodes, n)[n] {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names, nil
}

// provided are the names that are there without data.
var provided = []string{"range", "dict", "cycler", "joiner", "namespace", "sanitize_for_md", "loop", "self", "caller", "varargs", "kwargs"}

func translate(text string) (g *generator, err error) {
	nodes, e := parse(text)
	if e == nil {
		e = catch(func() { g = generate(nodes) })
	}
	if e != nil {
		return nil, located(e, text)
	}
	return g, nil
}

// located adds the text of its line to an error.
func located(e *Error, text string) *Error {
	if e.Text == "" {
		e.Text = lineOf(text, e.Line)
	}
	return e
}

//go:embed runtime/*.py
var sources embed.FS

// helpers are the names of the translated text, by those of the runtime.
var helpers = map[string]string{
	"_cat": "concatenate", "_derived": "derived", "_esc": "escaped", "_fail": "fail", "_getattr": "get_attribute", "_getitem": "get_item",
	"_Loop": "Loop", "_Macro": "Macro", "_mark": "mark", "_method": "get_method", "_missing": "missing", "_namespace": "check_namespace",
	"_noloader": "no_loader", "_plain": "printed", "_raw": "raw", "_resolve": "resolver(data)", "_Self": "TemplateReference",
	"_undef": "Undefined", "_unknown": "unknown", "_vars": "variables",
}

// runtime is the program that makes the helpers.
var runtime = sync.OnceValues(func() (*python.Program, error) {
	var b strings.Builder
	b.WriteString("import json, math, random, re, textwrap\ndef build(data):\n")
	for _, file := range []string{"values", "texts", "control", "tests", "filters"} {
		raw, err := sources.ReadFile("runtime/" + file + ".py")
		if err != nil {
			return nil, err
		}
		for _, line := range strings.Split(string(raw), "\n") {
			b.WriteString(" " + line + "\n")
		}
	}
	b.WriteString(" helpers = {'_f_' + k: v for k, v in FILTERS.items()}\n helpers.update({'_is_' + k: v for k, v in TESTS.items()})\n helpers.update({")
	for name, value := range helpers {
		b.WriteString(literal(name) + ": " + value + ", ")
	}
	b.WriteString("})\n return helpers\nexport(build(data()))\n")
	return python.ParseScript(b.String())
})

// run renders the translated template.
func (g *generator) run(ctx context.Context, data *python.Dict, limits python.Limits) (string, error) {
	build, err := runtime()
	if err != nil {
		return "", err
	}
	program, err := python.ParseScript(g.b.String())
	if err != nil {
		return "", err
	}
	env := &python.Env{Limits: limits}
	extra := python.NewDict()
	var names *python.Dict
	extra.Set("data", python.NewFunction("data", func(context.Context, *python.Call) (python.Value, error) { return data, nil }))
	extra.Set("export", python.NewFunction("export", func(_ context.Context, call *python.Call) (python.Value, error) {
		names, _ = call.Arg(0, "names").(*python.Dict)
		return nil, nil
	}))
	if err := env.Exec(ctx, build, python.NewDict(), extra); err != nil {
		return "", err
	}
	out := python.NewDict()
	if err := env.Exec(ctx, program, out, names); err != nil {
		return "", err
	}
	v, _ := out.Get("result")
	s, _ := v.(python.Str)
	return string(s), nil
}

// explain makes an error of the template of one of its Python.
func (g *generator) explain(err error, text string) error {
	var e *python.Error
	var l *python.LimitError
	var s *python.SyntaxError
	switch {
	case errors.As(err, &e):
		out := &Error{Kind: e.Class, Message: runtimeNames.Replace(e.Message), cause: err}
		for _, f := range e.Trace {
			if i := strings.LastIndexByte(f.Function, '.'); strings.HasPrefix(f.Function[i+1:], functionPrefix) {
				out.Line = g.line(f.Line)
			}
		}
		return located(out, text)
	case errors.As(err, &l):
		if l.Unwrap() != nil {
			return l.Unwrap()
		}
		return &Error{Kind: l.Class(), Message: l.Error(), cause: err}
	case errors.As(err, &s):
		// The translation is Python but for its depth.
		return located(&Error{Kind: syntaxError, Message: "tags and expressions are nested too deeply", Line: g.line(s.Line), cause: err}, text)
	}
	return err
}

// runtimeNames takes what is special about functions of the runtime out of messages.
var runtimeNames = strings.NewReplacer("build.<locals>.f_", "", "build.<locals>.", "", "__main__.", "")

func (g *generator) line(n int) int {
	if n < 1 || n > len(g.lines) {
		return 0
	}
	return g.lines[n-1]
}
