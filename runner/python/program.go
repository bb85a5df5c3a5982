package python

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync"

	"spiffmodeler/runner/python/syntax"
)

// SyntaxError says why a text is not Python: Class is SyntaxError, IndentationError or TabError.
type SyntaxError = syntax.Error

// Program is a parsed and compiled text. It is immutable and may run in several goroutines at once.
type Program struct {
	Source string
	script bool
	code   *code
	expr   syntax.Expr
	body   []syntax.Stmt
	names  []Name
	doc    *Str // a text at the beginning of a script
	// annotates says that a script has annotated variables.
	annotates bool
	// looks says that a script may look through its variables, of which the builtins are one.
	looks bool
	// assigns says that an expression may write variables of the data.
	assigns bool
}

// ParseExpr reads an expression as Python's eval does. The error is a *SyntaxError.
func ParseExpr(src string) (*Program, error) {
	x, err := syntax.ParseExpr(src)
	if err != nil {
		return nil, err
	}
	p := &Program{Source: src, expr: x, assigns: strings.Contains(src, ":=") || strings.Contains(src, "locals")}
	return p, p.compile(func() { p.code = compileExpr(p, x) })
}

// ParseScript reads statements as Python's exec does. The error is a *SyntaxError.
func ParseScript(src string) (*Program, error) {
	body, err := syntax.ParseScript(src)
	if err != nil {
		return nil, err
	}
	p := &Program{Source: src, script: true, body: body}
	p.doc = docOf(body)
	p.looks = lookers.MatchString(src)
	return p, p.compile(func() { p.code = compileScript(p, body) })
}

var lookers = regexp.MustCompile(`\b(locals|globals|vars|dir)\b|__builtins__`)

// docOf returns the text that a script begins with, which Python keeps as __doc__; nil when there is none.
func docOf(body []syntax.Stmt) *Str {
	if len(body) == 0 {
		return nil
	}
	s, ok := body[0].(*syntax.ExprStmt)
	if !ok {
		return nil
	}
	c, ok := s.X.(*syntax.Constant)
	if !ok {
		return nil
	}
	text, ok := constant(c.Value).(Str)
	if !ok {
		return nil
	}
	return &text
}

// compile runs f; what the compiler refuses is a syntax error.
func (p *Program) compile(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(*syntax.Error)
			if !ok {
				panic(r)
			}
			e.Text = syntax.LineOf(p.Source, e.Line)
			err = e
		}
	}()
	f()
	return nil
}

// IsScript reports whether the program is a script, not an expression.
func (p *Program) IsScript() bool { return p.script }

// Constant returns the value of an expression that consists of literals only, such as "abc", -5 or [1, 2].
func (p *Program) Constant() (Value, bool) {
	if p.script {
		return nil, false
	}
	literal := true
	syntax.Walk(p.expr, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Constant, *syntax.List, *syntax.Tuple, *syntax.Dict, *syntax.Set:
		case *syntax.Unary:
			literal = literal && n.Op != "not"
		default:
			literal = false
		}
		return literal
	})
	if !literal {
		return nil, false
	}
	v, err := (&Env{}).Eval(context.Background(), p, nil, nil)
	return v, err == nil
}

// Cache keeps programs by text. The zero Cache is ready to use, by several goroutines at once.
type Cache struct {
	mu    sync.RWMutex
	exprs map[string]cached
	tasks map[string]cached
}

type cached struct {
	program *Program
	err     error
}

// Expr is ParseExpr.
func (c *Cache) Expr(src string) (*Program, error) { return c.get(&c.exprs, src, ParseExpr) }

// Script is ParseScript.
func (c *Cache) Script(src string) (*Program, error) { return c.get(&c.tasks, src, ParseScript) }

func (c *Cache) get(of *map[string]cached, src string, parse func(string) (*Program, error)) (*Program, error) {
	c.mu.RLock()
	e, ok := (*of)[src]
	c.mu.RUnlock()
	if ok {
		return e.program, e.err
	}
	e.program, e.err = parse(src)
	c.mu.Lock()
	defer c.mu.Unlock()
	if *of == nil {
		*of = map[string]cached{}
	}
	(*of)[src] = e
	return e.program, e.err
}

// AsSyntaxError returns the syntax error in err, nil when there is none.
func AsSyntaxError(err error) *SyntaxError {
	var e *SyntaxError
	if errors.As(err, &e) {
		return e
	}
	return nil
}
