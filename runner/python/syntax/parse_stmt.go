package syntax

import "strings"

// compound are the statements with blocks, by their first word.
var compound map[string]func(*parser) Stmt

// simple are the statements of one line, by their first word.
var simple map[string]func(*parser) Stmt

func init() {
	compound = map[string]func(*parser) Stmt{
		"if": (*parser).ifStmt, "while": (*parser).whileStmt, "for": (*parser).forStmt, "try": (*parser).tryStmt,
		"with": (*parser).withStmt, "def": (*parser).def, "class": (*parser).class,
	}
	simple = map[string]func(*parser) Stmt{
		"pass": (*parser).word, "break": (*parser).word, "continue": (*parser).word, "return": (*parser).returnStmt,
		"raise": (*parser).raise, "global": (*parser).scope, "nonlocal": (*parser).scope, "del": (*parser).deleteStmt,
		"assert": (*parser).assert, "import": (*parser).importStmt, "from": (*parser).importFrom,
	}
}

// statement reads one compound statement or one line of simple ones.
func (p *parser) statement() []Stmt {
	p.enter()
	defer p.leave()
	t := p.tok()
	if t.kind == Keyword {
		if f := compound[t.text]; f != nil {
			return []Stmt{f(p)}
		}
		if t.text == "async" {
			failAt(t.pos, "asynchronous functions are not supported")
		}
	}
	if t.is("@") {
		return []Stmt{p.decorated()}
	}
	if t.kind == NameToken && t.text == "match" {
		if s := p.matchStmt(); s != nil {
			return []Stmt{s}
		}
	}
	return p.line()
}

func (p *parser) line() []Stmt {
	var out []Stmt
	for {
		out = append(out, p.simpleStmt())
		if !p.accept(";") {
			break
		}
		if p.tok().kind == Newline {
			break
		}
	}
	if p.tok().kind != Newline {
		p.fail()
	}
	p.next()
	return out
}

// block reads ": line" or an indented block; what names the statement for the error text.
func (p *parser) block(what string, from Pos) []Stmt {
	p.expectColon()
	if p.tok().kind != Newline {
		return p.line()
	}
	p.next()
	if p.tok().kind != Indent {
		if p.tok().kind == Broken {
			panic(p.broken)
		}
		failIndent(p.tok().pos, "expected an indented block after %s on line %d", what, from.Line)
	}
	p.next()
	var out []Stmt
	for p.tok().kind != Dedent && p.tok().kind != End {
		out = append(out, p.statement()...)
	}
	if p.tok().kind == Dedent {
		p.next()
	}
	return out
}

func (p *parser) expectColon() {
	if p.at(":") {
		p.next()
		return
	}
	if p.tok().kind == Newline && p.far == p.i {
		failAt(p.tok().pos, "expected ':'")
	}
	p.fail()
}

func (p *parser) ifStmt() Stmt {
	t := p.next()
	s := &If{At: At{t.pos}, Cond: p.named()}
	s.Body = p.block("'"+t.text+"' statement", t.pos)
	if p.at("elif") {
		p.enter()
		s.Else = []Stmt{p.ifStmt()}
		p.leave()
	} else {
		s.Else = p.elseBlock()
	}
	return s
}

func (p *parser) elseBlock() []Stmt {
	if !p.at("else") {
		return nil
	}
	return p.block("'else' statement", p.next().pos)
}

func (p *parser) whileStmt() Stmt {
	t := p.next()
	s := &While{At: At{t.pos}, Cond: p.named()}
	s.Body = p.block("'while' statement", t.pos)
	s.Else = p.elseBlock()
	return s
}

func (p *parser) forStmt() Stmt {
	t := p.next()
	s := &For{At: At{t.pos}, Target: p.forTarget()}
	p.expect("in")
	s.Iter = p.starExpressions()
	s.Body = p.block("'for' statement", t.pos)
	s.Else = p.elseBlock()
	return s
}

func (p *parser) tryStmt() Stmt {
	t := p.next()
	s := &Try{At: At{t.pos}}
	s.Body = p.block("'try' statement", t.pos)
	for p.at("except") {
		s.Handlers = append(s.Handlers, p.handler(len(s.Handlers)))
	}
	if len(s.Handlers) > 0 {
		s.Else = p.elseBlock()
	}
	if p.at("finally") {
		s.Finally = p.block("'finally' statement", p.next().pos)
	} else if len(s.Handlers) == 0 {
		p.failToken("expected 'except' or 'finally' block")
	}
	for i, h := range s.Handlers {
		if h.Type == nil && i < len(s.Handlers)-1 {
			failAt(h.Pos, "default 'except:' must be last")
		}
	}
	return s
}

func (p *parser) handler(n int) Handler {
	h := Handler{Pos: p.next().pos}
	if p.at("*") {
		failAt(p.tok().pos, "'except*' is not supported")
	}
	if !p.at(":") {
		h.Type = p.expression()
		if p.at(",") {
			failAt(h.Type.Start(), "multiple exception types must be parenthesized")
		}
		if p.accept("as") {
			n := p.name(Store)
			h.Name, h.NameP = n.ID, n.Pos
		}
	}
	h.Body = p.block("'except' statement", h.Pos)
	return h
}

func (p *parser) withStmt() Stmt {
	t := p.next()
	s := &With{At: At{t.pos}}
	// Parentheses around the items and parentheses of an expression begin alike.
	if !p.at("(") || !p.try(func() {
		p.next()
		for {
			s.Items = append(s.Items, p.withItem())
			if !p.accept(",") || p.at(")") {
				break
			}
		}
		p.expect(")")
		if !p.at(":") {
			p.fail()
		}
	}) {
		s.Items = nil
		for {
			s.Items = append(s.Items, p.withItem())
			if !p.accept(",") {
				break
			}
		}
	}
	s.Body = p.block("'with' statement", t.pos)
	return s
}

func (p *parser) withItem() WithItem {
	w := WithItem{X: p.expression()}
	if p.accept("as") {
		w.Target = p.starTarget()
		p.target(w.Target, Store)
	}
	return w
}

func (p *parser) decorated() Stmt {
	var list []Expr
	for p.accept("@") {
		list = append(list, p.named())
		if p.tok().kind != Newline {
			p.fail()
		}
		p.next()
	}
	switch {
	case p.at("def"):
		d := p.def().(*FunctionDef)
		d.Decorators = list
		return d
	case p.at("class"):
		d := p.class().(*ClassDef)
		d.Decorators = list
		return d
	}
	p.fail()
	return nil
}

func (p *parser) def() Stmt {
	t := p.next()
	n := p.name(Store)
	d := &FunctionDef{At: At{t.pos}, Name: n.ID, NameP: n.Pos}
	p.expect("(")
	d.Params = p.params(")", true)
	p.expect(")")
	if p.accept("->") {
		d.Returns = p.expression()
	}
	d.Body = p.block("function definition", t.pos)
	return d
}

func (p *parser) class() Stmt {
	t := p.next()
	n := p.name(Store)
	d := &ClassDef{At: At{t.pos}, Name: n.ID, NameP: n.Pos}
	if p.accept("(") {
		c := &Call{}
		p.arguments(c)
		p.expect(")")
		d.Bases, d.Keys = c.Args, c.Keys
	}
	d.Body = p.block("class definition", t.pos)
	return d
}

// params reads parameters up to end.
func (p *parser) params(end string, annotated bool) *Params {
	ps := &Params{}
	seen := map[string]bool{}
	param := func(isDefault bool) Param {
		n := p.name(Store)
		if seen[n.ID] {
			failAt(n.Pos, "duplicate argument '%s' in function definition", n.ID)
		}
		seen[n.ID] = true
		q := Param{Name: n.ID, Pos: n.Pos}
		if annotated && p.accept(":") {
			if p.at("*") {
				q.Annotation = p.starExpression()
			} else {
				q.Annotation = p.expression()
			}
		}
		if isDefault && p.accept("=") {
			q.Default = p.expression()
		}
		return q
	}
	star := false
	for !p.at(end) {
		switch {
		case p.at("/"):
			if len(ps.Names) == 0 || ps.PosOnly > 0 || star {
				p.fail()
			}
			p.next()
			ps.PosOnly = len(ps.Names)
		case p.at("**"):
			p.next()
			q := param(false)
			ps.KeyWords = &q
			p.accept(",")
			if !p.at(end) {
				p.fail()
			}
			return ps
		case p.at("*"):
			if star {
				p.fail()
			}
			star = true
			t := p.next()
			if p.at(",") {
				if n := p.peek(1); n.is(end) || n.is("**") {
					failAt(t.pos, "named arguments must follow bare *")
				}
			} else if p.at(end) {
				failAt(t.pos, "named arguments must follow bare *")
			} else {
				q := param(false)
				ps.VarArgs = &q
			}
		default:
			q := param(true)
			if star {
				ps.KeyOnly = append(ps.KeyOnly, q)
			} else {
				if n := len(ps.Names); n > 0 && ps.Names[n-1].Default != nil && q.Default == nil {
					failAt(q.Pos, "non-default argument follows default argument")
				}
				ps.Names = append(ps.Names, q)
			}
		}
		if !p.accept(",") {
			break
		}
	}
	return ps
}

func (p *parser) word() Stmt {
	t := p.next()
	return &Simple{At{t.pos}, t.text}
}

func (p *parser) returnStmt() Stmt {
	s := &Return{At: At{p.next().pos}}
	if p.startsExpr() {
		s.X = p.starExpressions()
	}
	return s
}

func (p *parser) raise() Stmt {
	s := &Raise{At: At{p.next().pos}}
	if p.startsExpr() && !p.at("*") {
		s.X = p.expression()
		if p.accept("from") {
			s.Cause = p.expression()
		}
	}
	return s
}

func (p *parser) scope() Stmt {
	t := p.next()
	s := &Scope{At: At{t.pos}, Global: t.text == "global"}
	for {
		n := p.name(Store)
		s.Names, s.NamePs = append(s.Names, n.ID), append(s.NamePs, n.Pos)
		if !p.accept(",") {
			return s
		}
	}
}

func (p *parser) assert() Stmt {
	s := &Assert{At: At{p.next().pos}, Cond: p.expression()}
	if p.accept(",") {
		s.Msg = p.expression()
	}
	return s
}

func (p *parser) importStmt() Stmt {
	s := &Import{At: At{p.next().pos}}
	for {
		n := p.name(Store)
		a := Alias{Name: n.ID, Pos: n.Pos, AsPos: n.Pos}
		for p.accept(".") {
			a.Name += "." + p.name(Store).ID
		}
		p.as(&a)
		s.Names = append(s.Names, a)
		if !p.accept(",") {
			return s
		}
	}
}

func (p *parser) as(a *Alias) {
	if p.accept("as") {
		n := p.name(Store)
		a.As, a.AsPos = n.ID, n.Pos
	}
}

func (p *parser) importFrom() Stmt {
	s := &ImportFrom{At: At{p.next().pos}}
	for p.at(".") || p.at("...") {
		s.Level += len(p.next().text)
	}
	if s.Level == 0 || !p.at("import") {
		var parts []string
		for {
			parts = append(parts, p.name(Store).ID)
			if !p.accept(".") {
				break
			}
		}
		s.Module = strings.Join(parts, ".")
	}
	p.expect("import")
	if p.accept("*") {
		s.Star = true
		return s
	}
	paren := p.accept("(")
	for {
		n := p.name(Store)
		a := Alias{Name: n.ID, Pos: n.Pos, AsPos: n.Pos}
		p.as(&a)
		s.Names = append(s.Names, a)
		if !p.accept(",") {
			break
		}
		if paren && p.at(")") {
			break
		}
		if !paren && p.tok().kind == Newline {
			failAt(p.tok().pos, "trailing comma not allowed without surrounding parentheses")
		}
	}
	if paren {
		p.expect(")")
	}
	return s
}
