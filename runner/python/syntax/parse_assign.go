package syntax

import "strings"

func (p *parser) simpleStmt() Stmt {
	t := p.tok()
	if t.kind == Keyword {
		if f := simple[t.text]; f != nil {
			return f(p)
		}
	}
	return p.assignment()
}

// value is the right side of an assignment.
func (p *parser) value() Expr {
	if p.at("yield") {
		return p.yield()
	}
	return p.starExpressions()
}

// assignment reads an expression statement or any kind of assignment.
func (p *parser) assignment() Stmt {
	first := p.tok()
	x := p.value()
	at := At{first.pos}
	t := p.tok()
	switch {
	case t.is(":"):
		return p.annotated(at, x, first.kind == NameToken)
	case t.is("="):
		s := &Assign{At: at}
		v := x
		for p.accept("=") {
			p.target(v, Store)
			s.Targets = append(s.Targets, v)
			v = p.value()
		}
		s.Value = v
		return s
	case t.kind == Operator && len(t.text) > 1 && strings.HasSuffix(t.text, "=") && augmented[t.text]:
		switch x.(type) {
		case *Name, *Attribute, *Subscript:
			p.target(x, Store)
		default:
			p.failNode(x, "'%s' is an illegal expression for augmented assignment", Describe(x))
		}
		p.next()
		return &AugAssign{at, x, strings.TrimSuffix(t.text, "="), p.value()}
	}
	return &ExprStmt{at, x}
}

var augmented = set("+= -= *= @= /= %= &= |= ^= <<= >>= **= //=")

func (p *parser) annotated(at At, x Expr, bare bool) Stmt {
	switch x.(type) {
	case *Name, *Attribute, *Subscript:
	case *List:
		p.failNode(x, "only single target (not list) can be annotated")
	case *Tuple:
		p.failNode(x, "only single target (not tuple) can be annotated")
	default:
		// CPython has nothing to say about other targets than that the colon is wrong.
		p.fail()
	}
	p.target(x, Store)
	p.next()
	s := &AnnAssign{At: at, Target: x, Annotation: p.expression()}
	if _, ok := x.(*Name); ok {
		s.Simple = bare
	}
	if p.accept("=") {
		s.Value = p.value()
	}
	return s
}

func (p *parser) deleteStmt() Stmt {
	s := &Delete{At: At{p.next().pos}}
	for {
		x := p.bitOr()
		p.target(x, Del)
		s.Targets = append(s.Targets, x)
		if !p.accept(",") || !p.startsExpr() {
			break
		}
	}
	if !p.at(";") && p.tok().kind != Newline {
		p.fail()
	}
	return s
}

// forTarget reads what stands between for and in.
func (p *parser) forTarget() Expr {
	pos := p.tok().pos
	x := p.starTarget()
	if p.at(",") {
		xs := []Expr{x}
		for p.accept(",") {
			if !p.startsExpr() {
				break
			}
			xs = append(xs, p.starTarget())
		}
		x = &Tuple{At: At{pos}, Xs: xs}
	}
	if !p.at("in") {
		p.fail()
	}
	p.target(x, Store)
	return x
}

func (p *parser) starTarget() Expr {
	if p.at("*") {
		pos := p.next().pos
		return &Starred{At{pos}, p.bitOr()}
	}
	return p.bitOr()
}

// target makes an expression that was read a target, or fails.
func (p *parser) target(x Expr, ctx Context) {
	switch x := x.(type) {
	case *Name:
		x.Ctx = ctx
	case *Attribute:
		x.Ctx = ctx
	case *Subscript:
		x.Ctx = ctx
	case *Starred:
		if ctx == Del {
			p.failNode(x, "cannot delete starred")
		}
		p.target(x.X, ctx)
	case *Tuple:
		for _, y := range x.Xs {
			p.target(y, ctx)
		}
	case *List:
		for _, y := range x.Xs {
			p.target(y, ctx)
		}
	default:
		if ctx == Del {
			p.failNode(x, "cannot delete %s", Describe(x))
		}
		p.failNode(x, "cannot assign to %s", Describe(x))
	}
}

// Describe names an expression as CPython's errors do.
func Describe(x Expr) string {
	switch x := x.(type) {
	case *Name:
		return "name"
	case *Constant:
		switch x.Value {
		case nil:
			return "None"
		case true:
			return "True"
		case false:
			return "False"
		}
		if _, ok := x.Value.(Ellipsis); ok {
			return "ellipsis"
		}
		return "literal"
	case *FString:
		return "f-string expression"
	case *Unary, *Binary, *Bool:
		return "expression"
	case *Compare:
		return "comparison"
	case *Call:
		return "function call"
	case *Attribute:
		return "attribute"
	case *Subscript:
		return "subscript"
	case *Starred:
		return "starred"
	case *List:
		return "list"
	case *Tuple:
		return "tuple"
	case *Set:
		return "set display"
	case *Dict:
		return "dict literal"
	case *Lambda:
		return "lambda"
	case *IfExp:
		return "conditional expression"
	case *Walrus:
		return "named expression"
	case *Yield:
		return "yield expression"
	case *Comp:
		return [...]string{"list comprehension", "set comprehension", "dict comprehension", "generator expression"}[x.Kind]
	}
	return "expression"
}
