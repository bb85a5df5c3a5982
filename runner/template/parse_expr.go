package template

import (
	"reflect"
	"strings"

	"spiffmodeler/runner/python"
)

// tupleRule says how far an expression list goes.
type tupleRule struct {
	simple    bool   // names and literals only
	cond      bool   // "x if y else z" may stand in it
	ends      string // name that ends it, besides ends of tags
	parens    bool   // in parentheses: it may be empty
	namespace bool   // a.b may stand in it
}

// tuple reads an expression, or several with commas between.
func (p *parser) tuple(r tupleRule) node {
	line := p.cur().line
	var items []node
	commas := false
	for {
		if len(items) > 0 {
			p.expect(",")
		}
		if p.is(kVarEnd) || p.is(kTagEnd) || p.is(")") || r.ends != "" && p.isName(r.ends) {
			break
		}
		if r.simple {
			items = append(items, p.primary(r.namespace))
		} else {
			items = append(items, p.expression(r.cond))
		}
		if !p.is(",") {
			break
		}
		commas = true
		line = p.cur().line
	}
	if !commas {
		if len(items) == 1 {
			return items[0]
		}
		if !r.parens {
			fail(p.cur().line, "Expected an expression, got %s", quote(p.cur().describe()))
		}
	}
	return &tuple{at{line}, items}
}

// targetRule says what can be assigned to.
type targetRule struct {
	ends      string
	namespace bool
}

func (p *parser) target(r targetRule) node {
	t := p.tuple(tupleRule{simple: true, ends: r.ends, namespace: r.namespace})
	setUse(t, store)
	if !assignable(t) {
		fail(t.pos(), "can't assign to %s", quote(kindOf(t)))
	}
	return t
}

func (p *parser) targetName() *name {
	t := p.expect(kName)
	if isConstant(t.value) {
		fail(t.line, "can't assign to 'name'")
	}
	return &name{at{t.line}, t.value, store}
}

func assignable(n node) bool {
	switch n := n.(type) {
	case *name:
		return !isConstant(n.id)
	case *nsRef:
		return true
	case *tuple:
		for _, x := range n.items {
			if !assignable(x) {
				return false
			}
		}
		return true
	}
	return false
}

// kindOf is what Jinja calls a node that cannot be assigned to.
func kindOf(n node) string {
	word := strings.ToLower(reflect.TypeOf(n).Elem().Name())
	if word == "constant" {
		return "const"
	}
	return word
}

func setUse(n node, u use) {
	if x, ok := n.(*name); ok {
		x.use = u
	}
	for _, x := range n.parts() {
		setUse(x, u)
	}
}

func isConstant(word string) bool {
	switch word {
	case "true", "false", "none", "True", "False", "None":
		return true
	}
	return false
}

func (p *parser) expression(withCond bool) node {
	defer p.nested()()
	if !withCond {
		return p.or()
	}
	line := p.cur().line
	x := p.or()
	for links := 0; p.skipName("if"); links++ {
		p.tooLong(links)
		c := &cond{at: at{line}, yes: x, test: p.or()}
		if p.skipName("else") {
			c.no = p.expression(true)
		}
		x = c
		line = p.cur().line
	}
	return x
}

func (p *parser) or() node { return p.words("or", p.and) }

func (p *parser) and() node { return p.words("and", p.not) }

func (p *parser) words(word string, operand func() node) node {
	line := p.cur().line
	x := operand()
	for links := 0; p.skipName(word); links++ {
		p.tooLong(links)
		x = &binary{at{line}, word, x, operand()}
		line = p.cur().line
	}
	return x
}

func (p *parser) not() node {
	if p.isName("not") {
		defer p.nested()()
		return &unary{at{p.next().line}, "not ", p.not()}
	}
	return p.compare()
}

func (p *parser) compare() node {
	c := &compare{at: at{p.cur().line}}
	c.first = p.sum()
	for {
		op := ""
		switch t := p.cur(); {
		case t.kind == "==" || t.kind == "!=" || t.kind == "<" || t.kind == "<=" || t.kind == ">" || t.kind == ">=":
			op = string(p.next().kind)
		case p.skipName("in"):
			op = "in"
		case p.isName("not") && p.peek(1).kind == kName && p.peek(1).value == "in":
			p.next()
			p.next()
			op = "not in"
		}
		if op == "" {
			break
		}
		c.ops, c.rest = append(c.ops, op), append(c.rest, p.sum())
		c.line = p.cur().line
	}
	if len(c.ops) == 0 {
		return c.first
	}
	return c
}

// operators reads operands with operators between, from left to right.
func (p *parser) operators(operand func() node, ops ...kind) node {
	line := p.cur().line
	x := operand()
	for links := 0; ; links++ {
		p.tooLong(links)
		op := kind("")
		for _, o := range ops {
			if p.is(o) {
				op = o
			}
		}
		if op == "" {
			return x
		}
		p.next()
		x = &binary{at{line}, string(op), x, operand()}
		line = p.cur().line
	}
}

func (p *parser) sum() node { return p.operators(p.concat, "+", "-") }

func (p *parser) concat() node {
	c := &concat{at: at{p.cur().line}}
	c.items = []node{p.product()}
	for p.skipIf("~") {
		c.items = append(c.items, p.product())
	}
	if len(c.items) == 1 {
		return c.items[0]
	}
	return c
}

func (p *parser) product() node { return p.operators(p.power, "*", "/", "//", "%") }

func (p *parser) power() node {
	return p.operators(func() node { return p.unary(true) }, "**")
}

func (p *parser) unary(withFilter bool) node {
	var x node
	if t := p.cur(); t.kind == "-" || t.kind == "+" {
		p.next()
		done := p.nested()
		x = &unary{at{t.line}, string(t.kind), p.unary(false)}
		done()
	} else {
		x = p.primary(false)
	}
	x = p.postfix(x)
	if withFilter {
		x = p.filterExpr(x)
	}
	return x
}

func (p *parser) primary(namespace bool) node {
	t := p.cur()
	here := at{t.line}
	switch t.kind {
	case kName:
		p.next()
		switch t.value {
		case "true", "True":
			return &constant{here, "True"}
		case "false", "False":
			return &constant{here, "False"}
		case "none", "None":
			return &constant{here, "None"}
		}
		if namespace && p.skipIf(".") {
			return &nsRef{here, t.value, p.expect(kName).value}
		}
		return &name{here, t.value, read}
	case kString:
		var b strings.Builder
		for p.is(kString) {
			b.WriteString(p.next().value)
		}
		return &constant{here, python.Repr(python.Str(b.String()))}
	case kInt, kFloat:
		p.next()
		return &constant{here, t.value}
	case "(":
		p.next()
		x := p.tuple(tupleRule{cond: true, parens: true})
		p.expect(")")
		return x
	case "[":
		return &list{here, p.items("]")}
	case "{":
		return p.dict()
	}
	fail(t.line, "unexpected %s", quote(t.describe()))
	return nil
}

// items reads expressions in brackets.
func (p *parser) items(end kind) []node {
	p.next()
	var items []node
	for !p.is(end) {
		if len(items) > 0 {
			p.expect(",")
			if p.is(end) {
				break
			}
		}
		items = append(items, p.expression(true))
	}
	p.expect(end)
	return items
}

func (p *parser) dict() node {
	d := &dict{at: at{p.next().line}}
	for !p.is("}") {
		if len(d.keys) > 0 {
			p.expect(",")
			if p.is("}") {
				break
			}
		}
		d.keys = append(d.keys, p.expression(true))
		p.expect(":")
		d.values = append(d.values, p.expression(true))
	}
	p.expect("}")
	return d
}

func (p *parser) postfix(x node) node {
	for links := 0; ; links++ {
		p.tooLong(links)
		switch {
		case p.is("."), p.is("["):
			x = p.subscript(x)
		case p.is("("):
			x = p.call(x)
		default:
			return x
		}
	}
}

// tooLong guards against chains of operators, subscripts, calls and filters, which nest as deeply as they are long.
func (p *parser) tooLong(links int) {
	if links+p.depth > maxDepth {
		fail(p.cur().line, "tags and expressions are nested more than %d levels deep", maxDepth)
	}
}

func (p *parser) filterExpr(x node) node {
	for links := 0; ; links++ {
		p.tooLong(links)
		switch {
		case p.is("|"):
			x = p.filters(x, false)
		case p.isName("is"):
			x = p.test(x)
		case p.is("("):
			x = p.call(x)
		default:
			return x
		}
	}
}

func (p *parser) subscript(x node) node {
	t := p.next()
	if t.kind == "." {
		attr := p.next()
		switch attr.kind {
		case kName:
			return &getAttr{at{t.line}, x, attr.value}
		case kInt:
			return &getItem{at{t.line}, x, &constant{at{attr.line}, attr.value}}
		}
		fail(attr.line, "expected name or number")
	}
	var keys []node
	for !p.is("]") {
		if len(keys) > 0 {
			p.expect(",")
		}
		keys = append(keys, p.subscribed())
	}
	p.expect("]")
	if len(keys) == 1 {
		return &getItem{at{t.line}, x, keys[0]}
	}
	return &getItem{at{t.line}, x, &tuple{at{t.line}, keys}}
}

func (p *parser) subscribed() node {
	s := &slice{at: at{p.cur().line}}
	if !p.is(":") {
		x := p.expression(true)
		if !p.is(":") {
			return x
		}
		s.lo = x
	}
	p.expect(":")
	part := func() node {
		if p.is("]") || p.is(",") || p.is(":") {
			return nil
		}
		return p.expression(true)
	}
	s.hi = part()
	if p.skipIf(":") {
		if !p.is("]") && !p.is(",") {
			s.step = p.expression(true)
		}
	}
	return s
}

func (p *parser) call(x node) node {
	line := p.cur().line
	return &call{at{line}, x, p.arguments()}
}

func (p *parser) arguments() (a arguments) {
	line := p.expect("(").line
	ensure := func(ok bool) {
		if !ok {
			fail(line, "invalid syntax for function call expression")
		}
	}
	for more := false; !p.is(")"); more = true {
		if more {
			p.expect(",")
			if p.is(")") {
				break
			}
		}
		switch {
		case p.is("*"):
			ensure(a.rest == nil && a.extra == nil)
			p.next()
			a.rest = p.expression(true)
		case p.is("**"):
			ensure(a.extra == nil)
			p.next()
			a.extra = p.expression(true)
		case p.is(kName) && p.peek(1).kind == "=":
			ensure(a.extra == nil)
			a.keys = append(a.keys, p.next().value)
			p.next()
			a.values = append(a.values, p.expression(true))
		default:
			ensure(a.rest == nil && a.extra == nil && len(a.keys) == 0)
			a.args = append(a.args, p.expression(true))
		}
	}
	p.expect(")")
	return a
}

// dotted reads the name of a filter or test.
func (p *parser) dotted() string {
	word := p.expect(kName).value
	for p.skipIf(".") {
		word += "." + p.expect(kName).value
	}
	return word
}

// filters reads filters; with inline the first one has no bar.
func (p *parser) filters(x node, inline bool) *filter {
	f, _ := x.(*filter)
	for links := 0; inline || p.is("|"); links++ {
		p.tooLong(links)
		if !inline {
			p.next()
		}
		inline = false
		next := &filter{at: at{p.cur().line}, x: x}
		next.name = p.dotted()
		if p.is("(") {
			next.arguments = p.arguments()
		}
		f, x = next, next
	}
	return f
}

func (p *parser) test(x node) node {
	t := &test{at: at{p.next().line}, x: x}
	not := p.skipName("not")
	t.name = p.dotted()
	if p.is("(") {
		t.arguments = p.arguments()
	} else {
		switch c := p.cur(); c.kind {
		case kName, kString, kInt, kFloat, "[", "{":
			if c.kind == kName && (c.value == "else" || c.value == "or" || c.value == "and") {
				break
			}
			if p.isName("is") {
				fail(c.line, "You cannot chain multiple tests with is")
			}
			t.args = []node{p.postfix(p.primary(false))}
		}
	}
	if not {
		return &unary{at{t.line}, "not ", t}
	}
	return t
}
