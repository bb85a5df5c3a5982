package spec

import (
	"sync"

	"spiffmodeler/runner/python"
)

// Code is a script or an expression of the model. It is parsed when it is first needed: the engine does not look at code
// that is never run.
type Code struct {
	Text string

	expr, script parsed
}

type parsed struct {
	once sync.Once
	prog *python.Program
	err  error
}

// NewCode returns code with a text.
func NewCode(text string) *Code { return &Code{Text: text} }

// Expr returns the code parsed as an expression.
func (c *Code) Expr() (*python.Program, error) {
	c.expr.once.Do(func() { c.expr.prog, c.expr.err = python.ParseExpr(c.Text) })
	return c.expr.prog, c.expr.err
}

// Script returns the code parsed as statements.
func (c *Code) Script() (*python.Program, error) {
	c.script.once.Do(func() { c.script.prog, c.script.err = python.ParseScript(c.Text) })
	return c.script.prog, c.script.err
}
