package syntax

// expressions is one expression or a tuple without stars: what eval takes.
func (p *parser) expressions() Expr {
	return p.tupleOf(p.expression)
}

// starExpressions may have starred items.
func (p *parser) starExpressions() Expr {
	return p.tupleOf(p.starExpression)
}

func (p *parser) tupleOf(item func() Expr) Expr {
	pos := p.tok().pos
	x := item()
	if !p.at(",") {
		return x
	}
	xs := []Expr{x}
	for p.accept(",") {
		if !p.startsExpr() {
			break
		}
		xs = append(xs, item())
	}
	return &Tuple{At: At{pos}, Xs: xs}
}

func (p *parser) starExpression() Expr {
	if p.at("*") {
		pos := p.next().pos
		return &Starred{At{pos}, p.bitOr()}
	}
	return p.expression()
}

// namedStar is an item of a display.
func (p *parser) namedStar() Expr {
	if p.at("*") {
		return p.starExpression()
	}
	return p.named()
}

// named is an expression or name := expression.
func (p *parser) named() Expr {
	if p.tok().kind == NameToken && p.peek(1).is(":=") {
		n := p.name(Store)
		p.next()
		return &Walrus{At: n.At, Target: n, Value: p.expression()}
	}
	return p.expression()
}

func (p *parser) name(ctx Context) *Name {
	t := p.tok()
	if t.kind != NameToken {
		p.fail()
	}
	p.next()
	return &Name{At: At{t.pos}, ID: t.text, Ctx: ctx, Raw: int(t.end.Off - t.pos.Off)}
}

// startsExpr reports whether an expression can begin here.
func (p *parser) startsExpr() bool {
	t := p.tok()
	switch t.kind {
	case NameToken, Number, String:
		return true
	case Operator:
		switch t.text {
		case "(", "[", "{", "+", "-", "~", "...", "*":
			return true
		}
	case Keyword:
		switch t.text {
		case "None", "True", "False", "not", "lambda", "await":
			return true
		}
	}
	return false
}

func (p *parser) expression() Expr {
	p.enter()
	defer p.leave()
	if p.at("lambda") {
		return p.lambda()
	}
	first := p.tok()
	x := p.disjunction()
	if p.second {
		p.explain(first, x)
	}
	if !p.at("if") {
		return x
	}
	p.next()
	cond := p.disjunction()
	p.expect("else")
	return &IfExp{At{first.pos}, cond, x, p.expression()}
}

// explain looks for what is often forgotten behind an expression: a comma, or the else of a conditional expression.
func (p *parser) explain(first *token, x Expr) {
	start := p.i
	if first.kind == NameToken && (p.toks[start-1] == *first || p.peek(0).kind == String && &p.toks[start-1] == first) {
		if n := first.text; n == "match" || n == "case" || n == "_" || p.peek(0).kind == String {
			return
		}
	}
	p.second = false
	defer func() { p.second = true }()
	level, orElse := int16(0), false
	if p.startsExpr() && !p.at("*") && p.try(func() { p.expression(); level = p.toks[p.i-1].level }) {
		p.i = start
		if level > 0 || p.inside {
			p.failNode(x, "invalid syntax. Perhaps you forgot a comma?")
		}
		return
	}
	p.i = start
	if p.at("if") && p.try(func() {
		p.next()
		p.disjunction()
		orElse = p.at("else") || p.at(":")
	}) && !orElse {
		p.failNode(x, "expected 'else' after 'if' expression")
	}
	p.i = start
}

func (p *parser) lambda() Expr {
	pos := p.next().pos
	params := p.params(":", false)
	p.expect(":")
	return &Lambda{At{pos}, params, p.expression()}
}

func (p *parser) disjunction() Expr {
	return p.chain("or", func() Expr { return p.chain("and", p.inversion) })
}

func (p *parser) chain(word string, operand func() Expr) Expr {
	pos := p.tok().pos
	x := operand()
	if !p.at(word) {
		return x
	}
	xs := []Expr{x}
	for p.accept(word) {
		xs = append(xs, operand())
	}
	return &Bool{At: At{pos}, And: word == "and", Xs: xs}
}

func (p *parser) inversion() Expr {
	if !p.at("not") {
		return p.comparison()
	}
	p.enter()
	defer p.leave()
	pos := p.next().pos
	return &Unary{At{pos}, "not", p.inversion()}
}

func (p *parser) comparison() Expr {
	pos := p.tok().pos
	x := p.bitOr()
	op := p.compareOp()
	if op == "" {
		return x
	}
	c := &Compare{At: At{pos}, L: x}
	for ; op != ""; op = p.compareOp() {
		c.Ops = append(c.Ops, op)
		c.Rs = append(c.Rs, p.bitOr())
	}
	return c
}

func (p *parser) compareOp() string {
	t := p.tok()
	switch t.text {
	case "==", "!=", "<", "<=", ">", ">=":
		if t.kind == Operator {
			p.next()
			return t.text
		}
	case "in":
		p.next()
		return "in"
	case "not":
		if t.kind == Keyword && p.peek(1).is("in") {
			p.next()
			p.next()
			return "not in"
		}
	case "is":
		if t.kind == Keyword {
			p.next()
			if p.accept("not") {
				return "is not"
			}
			return "is"
		}
	}
	return ""
}

// levels are the binary operators, loosest first.
var levels = []map[string]bool{set("|"), set("^"), set("&"), set("<< >>"), set("+ -"), set("* / // % @")}

func (p *parser) bitOr() Expr { return p.binary(0) }

func (p *parser) binary(level int) Expr {
	if level == len(levels) {
		return p.factor()
	}
	pos := p.tok().pos
	x := p.binary(level + 1)
	for n := 0; ; n++ {
		t := p.tok()
		if t.kind != Operator || !levels[level][t.text] {
			return x
		}
		if n == maxChain {
			failAt(t.pos, "too many operands in one expression")
		}
		p.next()
		x = &Binary{At{pos}, t.text, x, p.binary(level + 1)}
	}
}

func (p *parser) factor() Expr {
	t := p.tok()
	if t.kind == Operator && (t.text == "-" || t.text == "+" || t.text == "~") {
		p.enter()
		defer p.leave()
		p.next()
		return &Unary{At{t.pos}, t.text, p.factor()}
	}
	if t.is("await") {
		failAt(t.pos, "'await' outside function")
	}
	x := p.primary()
	if p.accept("**") {
		p.enter()
		defer p.leave()
		return &Binary{At{t.pos}, "**", x, p.factor()}
	}
	return x
}

// primary is an atom with what follows it. It begins where its first token stands, which may be a parenthesis.
func (p *parser) primary() Expr {
	pos := p.tok().pos
	x := p.atom()
	for n := 0; ; n++ {
		if n == maxChain {
			failAt(p.tok().pos, "too many operands in one expression")
		}
		switch {
		case p.at("."):
			p.next()
			t := p.tok()
			if t.kind != NameToken {
				p.fail()
			}
			p.next()
			x = &Attribute{At: At{pos}, X: x, Name: t.text, NameP: t.pos}
		case p.at("("):
			x = p.call(x, pos)
		case p.at("["):
			p.next()
			i := p.slices()
			p.expect("]")
			x = &Subscript{At: At{pos}, X: x, Index: i}
		default:
			return x
		}
	}
}

func (p *parser) slices() Expr {
	p.enter()
	defer p.leave()
	pos := p.tok().pos
	x := p.sliceItem()
	if !p.at(",") {
		if _, ok := x.(*Starred); ok {
			return &Tuple{At: At{pos}, Xs: []Expr{x}}
		}
		return x
	}
	xs := []Expr{x}
	for p.accept(",") {
		if p.at("]") {
			break
		}
		xs = append(xs, p.sliceItem())
	}
	return &Tuple{At: At{pos}, Xs: xs}
}

func (p *parser) sliceItem() Expr {
	pos := p.tok().pos
	if p.at("*") {
		return p.starExpression()
	}
	var lo Expr
	if !p.at(":") {
		lo = p.named()
		if !p.at(":") {
			return lo
		}
		if _, ok := lo.(*Walrus); ok {
			p.fail()
		}
	}
	p.next()
	s := &Slice{At: At{pos}, Lo: lo}
	if !p.at(":") && !p.at("]") && !p.at(",") {
		s.Hi = p.expression()
	}
	if p.accept(":") && !p.at("]") && !p.at(",") {
		s.Step = p.expression()
	}
	return s
}

// call reads the arguments of a call.
func (p *parser) call(fn Expr, pos Pos) Expr {
	p.enter()
	defer p.leave()
	c := &Call{At: At{pos}, Fn: fn}
	p.expect("(")
	p.arguments(c)
	c.End = p.expect(")").pos
	return c
}

func (p *parser) arguments(c *Call) {
	unpacked := false // a ** argument was seen
	for !p.at(")") {
		t := p.tok()
		switch {
		case p.at("**"):
			p.next()
			c.Keys = append(c.Keys, Keyarg{X: p.expression(), Pos: t.pos})
			unpacked = true
		case p.at("*"):
			if unpacked {
				failAt(t.pos, "iterable argument unpacking follows keyword argument unpacking")
			}
			p.next()
			c.Args = append(c.Args, &Starred{At{t.pos}, p.expression()})
		case t.kind == NameToken && p.peek(1).is("="):
			p.next()
			p.next()
			c.Keys = append(c.Keys, Keyarg{Name: t.text, X: p.expression(), Pos: t.pos})
		default:
			p.positional(c, unpacked)
		}
		if !p.accept(",") {
			return
		}
	}
}

func (p *parser) positional(c *Call, unpacked bool) {
	t := p.tok()
	x := p.named()
	if p.at("for") {
		g := p.generators(&Comp{At: At{t.pos}, Kind: GeneratorExp, Elem: x})
		if len(c.Args) > 0 || len(c.Keys) > 0 || p.at(",") && !p.peek(1).is(")") {
			failAt(t.pos, "Generator expression must be parenthesized")
		}
		if p.at(",") {
			failAt(t.pos, "Generator expression must be parenthesized")
		}
		c.Args = append(c.Args, g)
		return
	}
	if p.at("=") {
		failAt(t.pos, "expression cannot contain assignment, perhaps you meant \"==\"?")
	}
	if len(c.Keys) > 0 {
		// CPython reports this at the closing parenthesis or behind the argument.
		if unpacked {
			failAt(p.tok().pos, "positional argument follows keyword argument unpacking")
		}
		failAt(p.tok().pos, "positional argument follows keyword argument")
	}
	c.Args = append(c.Args, x)
}

// generators reads the for and if clauses of a comprehension.
func (p *parser) generators(c *Comp) Expr {
	p.enter()
	defer p.leave()
	if _, ok := c.Elem.(*Starred); ok {
		p.failNode(c.Elem, "iterable unpacking cannot be used in comprehension")
	}
	for p.at("for") || p.at("async") {
		if p.at("async") {
			failAt(p.tok().pos, "asynchronous comprehension outside of an asynchronous function")
		}
		p.next()
		f := CompFor{Target: p.forTarget()}
		p.expect("in")
		f.Iter = p.disjunction()
		for p.accept("if") {
			f.Ifs = append(f.Ifs, p.disjunction())
		}
		c.Fors = append(c.Fors, f)
	}
	return c
}
