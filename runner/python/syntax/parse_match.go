package syntax

// matchStmt reads a match statement. The word is not reserved: nil means that the line is something else.
func (p *parser) matchStmt() (s Stmt) {
	start := p.i
	var m *Match
	if !p.try(func() {
		pos := p.next().pos
		x := p.subject()
		p.expect(":")
		if p.tok().kind != Newline {
			p.fail()
		}
		p.next()
		if p.tok().kind != Indent || !(p.peek(1).kind == NameToken && p.peek(1).text == "case") {
			p.fail()
		}
		p.next()
		m = &Match{At: At{pos}, Subject: x}
	}) {
		p.i = start
		return nil
	}
	for p.tok().kind == NameToken && p.tok().text == "case" {
		m.Cases = append(m.Cases, p.caseBlock())
	}
	if p.tok().kind != Dedent {
		p.fail()
	}
	p.next()
	return m
}

func (p *parser) subject() Expr {
	pos := p.tok().pos
	x := p.namedStar()
	if !p.at(",") {
		if _, ok := x.(*Starred); ok {
			p.fail()
		}
		return x
	}
	xs := []Expr{x}
	for p.accept(",") {
		if p.at(":") {
			break
		}
		xs = append(xs, p.namedStar())
	}
	return &Tuple{At: At{pos}, Xs: xs}
}

func (p *parser) caseBlock() Case {
	t := p.next()
	c := Case{Pos: t.pos, Pattern: p.patterns()}
	if p.accept("if") {
		c.Guard = p.named()
	}
	c.Body = p.block("'case' statement", t.pos)
	return c
}

// patterns is a pattern or an open sequence of them.
func (p *parser) patterns() Pattern {
	pos := p.tok().pos
	x := p.maybeStar()
	if !p.at(",") {
		if _, ok := x.(*StarPattern); ok {
			return &SequencePattern{At{pos}, []Pattern{x}}
		}
		return x
	}
	xs := []Pattern{x}
	for p.accept(",") {
		if p.at(":") || p.at("if") {
			break
		}
		xs = append(xs, p.maybeStar())
	}
	return &SequencePattern{At{pos}, xs}
}

func (p *parser) maybeStar() Pattern {
	if !p.at("*") {
		return p.asPattern()
	}
	pos := p.next().pos
	n := p.name(Store)
	if n.ID == "_" {
		n.ID = ""
	}
	return &StarPattern{At{pos}, n.ID, n.Pos}
}

func (p *parser) asPattern() Pattern {
	p.enter()
	defer p.leave()
	pos := p.tok().pos
	x := p.orPattern()
	if p.accept("as") {
		n := p.name(Store)
		if n.ID == "_" {
			failAt(n.Pos, "cannot use '_' as a target")
		}
		return &CapturePattern{At{pos}, n.ID, n.Pos, x}
	}
	return x
}

func (p *parser) orPattern() Pattern {
	pos := p.tok().pos
	x := p.closedPattern()
	if !p.at("|") {
		return x
	}
	xs := []Pattern{x}
	for p.accept("|") {
		xs = append(xs, p.closedPattern())
	}
	return &OrPattern{At{pos}, xs}
}

func (p *parser) closedPattern() Pattern {
	t := p.tok()
	at := At{t.pos}
	switch {
	case t.is("None"), t.is("True"), t.is("False"):
		return &ValuePattern{at, p.atom(), true}
	case t.kind == Number, t.is("-"):
		return &ValuePattern{At: at, X: p.signedNumber()}
	case t.kind == String:
		x := p.strings()
		if f, ok := x.(*FString); ok {
			failAt(f.Pos, "patterns may only match literals and attribute lookups")
		}
		return &ValuePattern{At: at, X: x}
	case t.kind == NameToken:
		return p.namePattern()
	case t.is("("):
		return p.groupPattern()
	case t.is("["):
		p.next()
		return &SequencePattern{at, p.patternItems("]")}
	case t.is("{"):
		return p.mappingPattern()
	}
	p.fail()
	return nil
}

func (p *parser) signedNumber() Expr {
	t := p.tok()
	if p.accept("-") {
		if p.tok().kind != Number {
			p.fail()
		}
		return &Unary{At{t.pos}, "-", p.atom()}
	}
	return p.atom()
}

func (p *parser) patternItems(end string) []Pattern {
	var xs []Pattern
	for !p.at(end) {
		xs = append(xs, p.maybeStar())
		if !p.accept(",") {
			break
		}
	}
	p.expect(end)
	return xs
}

func (p *parser) groupPattern() Pattern {
	pos := p.next().pos
	if p.accept(")") {
		return &SequencePattern{At: At{pos}}
	}
	x := p.maybeStar()
	_, star := x.(*StarPattern)
	if !star && p.accept(")") {
		return x
	}
	xs := []Pattern{x}
	for p.accept(",") {
		if p.at(")") {
			break
		}
		xs = append(xs, p.maybeStar())
	}
	p.expect(")")
	return &SequencePattern{At{pos}, xs}
}

// namePattern is a capture, the wildcard, a dotted name or a class.
func (p *parser) namePattern() Pattern {
	n := p.name(Load)
	at := n.At
	var x Expr = n
	for p.at(".") {
		p.next()
		t := p.tok()
		x = &Attribute{At: at, X: x, Name: p.name(Load).ID, NameP: t.pos}
	}
	if p.at("(") {
		return p.classPattern(at, x)
	}
	if x != Expr(n) {
		return &ValuePattern{At: at, X: x}
	}
	if n.ID == "_" {
		return &CapturePattern{At: at}
	}
	return &CapturePattern{At: at, Name: n.ID, NameP: n.Pos}
}

func (p *parser) classPattern(at At, class Expr) Pattern {
	p.expect("(")
	c := &ClassPattern{At: at, Class: class}
	for !p.at(")") {
		t := p.tok()
		if t.kind == NameToken && p.peek(1).is("=") {
			p.next()
			p.next()
			c.Names = append(c.Names, t.text)
			c.Attrs = append(c.Attrs, p.asPattern())
		} else {
			if len(c.Names) > 0 {
				failAt(t.pos, "positional patterns follow keyword patterns")
			}
			c.Args = append(c.Args, p.asPattern())
		}
		if !p.accept(",") {
			break
		}
	}
	p.expect(")")
	return c
}

func (p *parser) mappingPattern() Pattern {
	m := &MappingPattern{At: At{p.next().pos}}
	for !p.at("}") {
		if p.accept("**") {
			n := p.name(Store)
			m.Rest, m.RestP = n.ID, n.Pos
			p.accept(",")
			break
		}
		var k Expr
		switch t := p.tok(); {
		case t.kind == Number || t.is("-"):
			k = p.signedNumber()
		case t.kind == NameToken:
			v, ok := p.namePattern().(*ValuePattern)
			if !ok {
				p.fail()
			}
			k = v.X
		default:
			k = p.atom()
		}
		p.expect(":")
		m.Keys, m.Values = append(m.Keys, k), append(m.Values, p.asPattern())
		if !p.accept(",") {
			break
		}
	}
	p.expect("}")
	return m
}
