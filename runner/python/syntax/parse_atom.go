package syntax

import (
	"math/big"
	"strconv"
	"strings"
)

func (p *parser) atom() Expr {
	t := p.tok()
	switch t.kind {
	case NameToken:
		return p.name(Load)
	case Number:
		p.next()
		return &Constant{At{t.pos}, numberValue(t)}
	case String:
		return p.strings()
	case Keyword:
		switch t.text {
		case "None":
			p.next()
			return &Constant{At{t.pos}, nil}
		case "True", "False":
			p.next()
			return &Constant{At{t.pos}, t.text == "True"}
		}
	case Operator:
		switch t.text {
		case "(":
			return p.group()
		case "[":
			return p.listDisplay()
		case "{":
			return p.braces()
		case "...":
			p.next()
			return &Constant{At{t.pos}, Ellipsis{}}
		}
	}
	p.fail()
	return nil
}

// group is a parenthesised expression, tuple or generator expression.
func (p *parser) group() Expr {
	p.enter()
	defer p.leave()
	pos := p.next().pos
	if p.accept(")") {
		return &Tuple{At: At{pos}}
	}
	if p.at("yield") {
		y := p.yield()
		p.expect(")")
		return y
	}
	x := p.namedStar()
	if p.at("for") || p.at("async") {
		g := p.generators(&Comp{At: At{pos}, Kind: GeneratorExp, Elem: x})
		p.expect(")")
		return g
	}
	if !p.at(",") {
		if _, ok := x.(*Starred); ok && p.at(")") {
			p.failNode(x, "cannot use starred expression here")
		}
		p.expect(")")
		return x
	}
	xs := []Expr{x}
	for p.accept(",") {
		if p.at(")") {
			break
		}
		xs = append(xs, p.namedStar())
	}
	p.expect(")")
	return &Tuple{At: At{pos}, Xs: xs}
}

func (p *parser) listDisplay() Expr {
	p.enter()
	defer p.leave()
	pos := p.next().pos
	xs, comp := p.displayItems("]", &Comp{At: At{pos}, Kind: ListComp})
	p.expect("]")
	if comp != nil {
		return comp
	}
	return &List{At{pos}, xs}
}

func (p *parser) displayItems(end string, c *Comp) ([]Expr, Expr) {
	var xs []Expr
	for !p.at(end) {
		x := p.namedStar()
		if len(xs) == 0 && (p.at("for") || p.at("async")) {
			c.Elem = x
			return nil, p.generators(c)
		}
		xs = append(xs, x)
		if !p.accept(",") {
			break
		}
	}
	return xs, nil
}

// braces is a dictionary, a set or a comprehension of one.
func (p *parser) braces() Expr {
	p.enter()
	defer p.leave()
	pos := p.next().pos
	if p.accept("}") {
		return &Dict{At: At{pos}}
	}
	if p.at("**") {
		return p.dict(pos, nil)
	}
	x := p.namedStar()
	if p.at(":") {
		return p.dict(pos, x)
	}
	if p.at("for") || p.at("async") {
		c := p.generators(&Comp{At: At{pos}, Kind: SetComp, Elem: x})
		p.expect("}")
		return c
	}
	xs := []Expr{x}
	for p.accept(",") {
		if p.at("}") {
			break
		}
		xs = append(xs, p.namedStar())
	}
	p.expect("}")
	return &Set{At{pos}, xs}
}

func (p *parser) dict(pos Pos, key Expr) Expr {
	d := &Dict{At: At{pos}}
	for {
		switch {
		case key != nil:
		case p.at("}"):
			p.next()
			return d
		case p.accept("**"):
			d.Keys, d.Values = append(d.Keys, nil), append(d.Values, p.bitOr())
		default:
			key = p.expression()
		}
		if key != nil {
			switch key.(type) {
			case *Starred, *Walrus:
				p.fail()
			}
			colon := p.expect(":").pos
			if p.at("*") {
				p.fail()
			}
			if p.at("}") || p.at(",") {
				failAt(colon, "expression expected after dictionary key and ':'")
			}
			v := p.expression()
			if len(d.Keys) == 0 && (p.at("for") || p.at("async")) {
				c := p.generators(&Comp{At: At{pos}, Kind: DictComp, Elem: key, Value: v})
				p.expect("}")
				return c
			}
			d.Keys, d.Values = append(d.Keys, key), append(d.Values, v)
			key = nil
		} else if p.at("for") {
			failAt(p.tok().pos, "dict unpacking cannot be used in dict comprehension")
		}
		if !p.accept(",") {
			p.expect("}")
			return d
		}
	}
}

func (p *parser) yield() Expr {
	pos := p.next().pos
	if p.accept("from") {
		return &Yield{At{pos}, p.expression(), true}
	}
	if !p.startsExpr() {
		return &Yield{At: At{pos}}
	}
	return &Yield{At{pos}, p.starExpressions(), false}
}

// numberValue reads a numeric literal that the scanner has found well-formed.
func numberValue(t *token) any {
	w := strings.ReplaceAll(t.text, "_", "")
	if last := w[len(w)-1]; last == 'j' || last == 'J' {
		failAt(t.pos, "complex numbers are not supported")
	}
	base, digits := 10, w
	if len(w) > 2 && w[0] == '0' {
		switch w[1] {
		case 'x', 'X':
			base, digits = 16, w[2:]
		case 'o', 'O':
			base, digits = 8, w[2:]
		case 'b', 'B':
			base, digits = 2, w[2:]
		}
	}
	if base == 10 && strings.ContainsAny(w, ".eE") {
		f, _ := strconv.ParseFloat(w, 64) // out of range gives infinity, as in Python
		return f
	}
	if i, err := strconv.ParseInt(digits, base, 64); err == nil {
		return i
	}
	if base == 10 && len(digits) > 4300 {
		failAt(t.pos, "Exceeds the limit (4300 digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", len(digits))
	}
	b, _ := new(big.Int).SetString(digits, base)
	return b
}
