package syntax

// parser turns tokens into a tree. It follows CPython's grammar; errors are panics with *Error, recovered by catch.
type parser struct {
	src    string
	toks   []token
	i      int
	far    int // the furthest token looked at: where CPython reports an error
	depth  int
	open   []paren // parentheses that the text never closes
	broken *Error  // why the tokens end early
	inside bool    // a part of an f-string
	second bool    // the text is known to be wrong: look for a better explanation
}

// maxDepth is how deep expressions and blocks may nest. CPython's parser gives up at a similar depth.
const maxDepth = 200

// maxChain is how many operands a chain such as a + b + c may have.
const maxChain = 5000

func newParser(src string) *parser {
	return parserOf(newScanner(src))
}

func parserOf(s *scanner) *parser {
	toks := s.scan()
	p := &parser{src: s.src, toks: toks, broken: s.broken, inside: s.inside}
	if s.broken == nil {
		p.open = s.parens
	}
	return p
}

// run calls f. When it fails without an explanation it is called again to look for one. An error of the tokens behind
// the place f fails at is reported instead of f's, as CPython does, unless it is about indentation.
func (p *parser) run(f func()) {
	err := catch(p.src, f)
	if err == nil {
		return
	}
	e := err.(*Error)
	if e.generic {
		p.i, p.depth, p.second = 0, 0, true
		if again, ok := catch(p.src, f).(*Error); ok && !again.generic {
			e = again
		}
	}
	if b := p.broken; b != nil && b.Class == "SyntaxError" && !e.indent {
		e = b
	}
	panic(e)
}

// ParseExpr reads an expression as eval does: leading spaces and tabs and trailing line ends do not matter.
func ParseExpr(src string) (x Expr, err error) {
	err = catch(src, func() {
		lead := 0
		for lead < len(src) && (src[lead] == ' ' || src[lead] == '\t') {
			lead++
		}
		if lead == len(src) {
			failAt(Pos{}, "invalid syntax")
		}
		s := newScanner(src)
		s.at = lead
		s.eval = true
		// The tokens of the first line begin at its first column in eval.
		s.bol = false
		if s.at < len(src) && (src[s.at] == '#' || s.lineEnd(s.at) > 0) {
			s.blank = true
		}
		p := parserOf(s)
		p.run(func() {
			x = p.expressions()
			for p.tok().kind == Newline {
				p.next()
			}
			if p.tok().kind != End {
				p.fail()
			}
		})
		checkExpr(x)
	})
	return x, err
}

// ParseScript reads statements as exec does.
func ParseScript(src string) (body []Stmt, err error) {
	err = catch(src, func() {
		p := newParser(src)
		p.run(func() {
			for p.tok().kind != End {
				body = append(body, p.statement()...)
			}
		})
		checkModule(body)
	})
	return body, err
}

func (p *parser) tok() *token {
	if p.i > p.far {
		p.far = p.i
	}
	return &p.toks[p.i]
}

func (p *parser) peek(n int) *token {
	if p.i+n >= len(p.toks) {
		return &p.toks[len(p.toks)-1]
	}
	if p.i+n > p.far {
		p.far = p.i + n
	}
	return &p.toks[p.i+n]
}

func (p *parser) next() *token {
	t := p.tok()
	if p.i < len(p.toks)-1 {
		p.i++
	}
	return t
}

func (p *parser) at(text string) bool { return p.tok().is(text) }

func (p *parser) accept(text string) bool {
	if p.at(text) {
		p.next()
		return true
	}
	return false
}

func (p *parser) expect(text string) *token {
	if !p.at(text) {
		p.fail()
	}
	return p.next()
}

// fail reports invalid syntax at the furthest token, as CPython does.
func (p *parser) fail() {
	t := &p.toks[p.far]
	if t.kind == Broken {
		panic(p.broken)
	}
	if t.kind == Indent || t.kind == Dedent {
		word := "indent"
		if t.kind == Dedent {
			word = "unindent"
		}
		panic(&Error{Class: "IndentationError", Message: "unexpected " + word, Line: int(t.pos.Line), Column: int(t.pos.Col), Offset: int(t.pos.Off), indent: true})
	}
	if n := len(p.open); n > 0 {
		o := p.open[n-1]
		if t.kind == End || t.pos.Line > o.pos.Line {
			failAt(o.pos, "'%c' was never closed", o.c)
		}
	}
	prefix := ""
	if p.inside {
		prefix = "f-string: "
	}
	panic(&Error{Class: "SyntaxError", Message: prefix + "invalid syntax", Line: int(t.pos.Line), Column: int(t.pos.Col), Offset: int(t.pos.Off), generic: true})
}

// failToken reports an error of its own text at the next token.
func (p *parser) failToken(format string, a ...any) {
	if p.tok().kind == Broken {
		panic(p.broken)
	}
	failAt(p.tok().pos, format, a...)
}

// failNode reports an error of its own text at a node.
func (p *parser) failNode(n Node, format string, a ...any) {
	if p.inside {
		format = "f-string: " + format
	}
	failAt(n.Start(), format, a...)
}

func (p *parser) enter() {
	p.depth++
	if p.depth > maxDepth {
		failAt(p.tok().pos, "too many levels of nesting")
	}
}

func (p *parser) leave() { p.depth-- }

// try runs f and goes back to the present token when it fails; it reports success.
func (p *parser) try(f func()) (ok bool) {
	i, depth := p.i, p.depth
	defer func() {
		if r := recover(); r != nil {
			if _, is := r.(*Error); !is {
				panic(r)
			}
			p.i, p.depth, ok = i, depth, false

		}
	}()
	f()
	return true
}
