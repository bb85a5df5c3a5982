package template

import (
	"slices"
	"strings"
)

// Templates beyond these limits exist to do harm.
const (
	maxDepth  = 100    // tags and expressions within each other
	maxTokens = 50_000 // 10,000 lines of a page
)

// parser reads tokens into nodes. It follows Jinja's grammar, messages included, and panics with an *Error.
type parser struct {
	tokens []token
	at     int
	tags   []string   // open tags
	ends   [][]string // tags waited for, by open tag
	depth  int
}

// parse reads a template. The error is an *Error.
func parse(src string) (nodes []node, err *Error) {
	p := &parser{tokens: lex(src)}
	err = catch(func() {
		p.check()
		nodes = p.body(nil)
	})
	return nodes, err
}

// peek returns the token that comes n tokens after the present one.
func (p *parser) peek(n int) token {
	if p.at+n < len(p.tokens) {
		return p.tokens[p.at+n]
	}
	line := 1
	if len(p.tokens) > 0 {
		line = p.tokens[len(p.tokens)-1].line
	}
	return token{kind: kEOF, line: line}
}

func (p *parser) cur() token { return p.peek(0) }

// check ends the reading at a token that is none.
func (p *parser) check() {
	if t := p.cur(); t.kind == kBroken {
		panic(t.err)
	}
}

func (p *parser) next() token {
	t := p.cur()
	if t.kind != kEOF {
		p.at++
		p.check()
	}
	return t
}

func (p *parser) is(k kind) bool          { return p.cur().kind == k }
func (p *parser) isName(word string) bool { return p.is(kName) && p.cur().value == word }

func (p *parser) skipIf(k kind) bool {
	if p.is(k) {
		p.next()
		return true
	}
	return false
}

func (p *parser) skipName(word string) bool {
	if p.isName(word) {
		p.next()
		return true
	}
	return false
}

func (p *parser) expect(k kind) token {
	if !p.is(k) {
		p.missing(describeKind(k))
	}
	return p.next()
}

func (p *parser) expectName(word string) token {
	if !p.isName(word) {
		p.missing(word)
	}
	return p.next()
}

func (p *parser) missing(what string) {
	t := p.cur()
	if t.kind == kEOF {
		fail(t.line, "unexpected end of template, expected %s.", quote(what))
	}
	fail(t.line, "expected token %s, got %s", quote(what), quote(t.describe()))
}

// nested guards against texts that exist to exhaust the stack.
func (p *parser) nested() func() {
	if p.depth++; p.depth > maxDepth {
		fail(p.cur().line, "tags and expressions are nested more than %d levels deep", maxDepth)
	}
	return func() { p.depth-- }
}

// body reads text and tags up to one of the tags in ends, which is left as the present token; nil: to the end.
func (p *parser) body(ends []string) []node {
	defer p.nested()()
	if ends != nil {
		p.ends = append(p.ends, ends)
		defer func() { p.ends = p.ends[:len(p.ends)-1] }()
	}
	var out, data []node
	flush := func() {
		if len(data) > 0 {
			out = append(out, &output{at{data[0].pos()}, data})
			data = nil
		}
	}
	for !p.is(kEOF) {
		t := p.cur()
		switch t.kind {
		case kData:
			data = append(data, &text{at{t.line}, t.value})
			p.next()
		case kVarBegin:
			p.next()
			data = append(data, p.tuple(tupleRule{cond: true}))
			p.expect(kVarEnd)
		default:
			flush()
			p.next()
			if ends != nil && p.is(kName) && slices.Contains(ends, p.cur().value) {
				return out
			}
			out = append(out, p.statement())
			p.expect(kTagEnd)
		}
	}
	flush()
	return out
}

// block reads what a tag encloses, up to one of the tags in ends, which is taken.
func (p *parser) block(ends ...string) ([]node, string) {
	p.skipIf(":")
	p.expect(kTagEnd)
	list := p.body(ends)
	if p.is(kEOF) {
		p.unexpectedEnd("", append(p.ends, ends), p.cur().line)
	}
	return list, p.next().value
}

// unexpectedEnd says that a tag is unknown here, or that the template ends too early (tag is empty).
func (p *parser) unexpectedEnd(tag string, ends [][]string, line int) {
	msg := "Unexpected end of template."
	if tag != "" {
		msg = "Encountered unknown tag " + quote(tag) + "."
	}
	if len(ends) > 0 {
		var words []string
		for _, w := range ends[len(ends)-1] {
			words = append(words, quote(w))
		}
		looking := strings.Join(words, " or ")
		mistake := false
		for _, list := range ends {
			mistake = mistake || tag != "" && slices.Contains(list, tag)
		}
		if mistake {
			msg += " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for " + looking + "."
		} else {
			msg += " Jinja was looking for the following tags: " + looking + "."
		}
	}
	if n := len(p.tags); n > 0 {
		msg += " The innermost block that needs to be closed is " + quote(p.tags[n-1]) + "."
	}
	fail(line, "%s", msg)
}

// statements are the tags that begin something.
var statements map[string]func(*parser) node

func init() {
	statements = map[string]func(*parser) node{
		"for": (*parser).parseFor, "if": (*parser).parseIf, "block": (*parser).parseBlock, "extends": (*parser).parseExtends,
		"print": (*parser).parsePrint, "macro": (*parser).parseMacro, "include": (*parser).parseInclude, "from": (*parser).parseFrom,
		"import": (*parser).parseImport, "set": (*parser).parseSet, "with": (*parser).parseWith, "autoescape": (*parser).parseAutoescape,
		"call": (*parser).parseCallBlock, "filter": (*parser).parseFilterBlock,
	}
}

func (p *parser) statement() node {
	t := p.cur()
	if t.kind != kName {
		fail(t.line, "tag name expected")
	}
	read := statements[t.value]
	if read == nil {
		p.unexpectedEnd(t.value, p.ends, t.line)
	}
	p.tags = append(p.tags, t.value)
	n := read(p)
	p.tags = p.tags[:len(p.tags)-1]
	return n
}

func (p *parser) parseFor() node {
	n := &forLoop{at: at{p.next().line}}
	n.target = p.target(targetRule{ends: "in"})
	p.expectName("in")
	n.iter = p.tuple(tupleRule{ends: "recursive"})
	if p.skipName("if") {
		n.test = p.expression(true)
	}
	n.recursive = p.skipName("recursive")
	var end string
	if n.body, end = p.block("endfor", "else"); end == "else" {
		n.other, _ = p.block("endfor")
	}
	return n
}

func (p *parser) parseIf() node {
	n := &ifElse{at: at{p.next().line}}
	part := n
	for links := 0; ; links++ {
		p.tooLong(links)
		part.test = p.tuple(tupleRule{})
		var end string
		part.body, end = p.block("elif", "else", "endif")
		switch end {
		case "elif":
			part = &ifElse{at: at{p.cur().line}}
			n.elif = append(n.elif, part)
			continue
		case "else":
			n.other, _ = p.block("endif")
		}
		return n
	}
}

func (p *parser) parseSet() node {
	line := p.next().line
	target := p.target(targetRule{namespace: true})
	if p.skipIf("=") {
		return &assign{at{line}, target, p.tuple(tupleRule{cond: true})}
	}
	n := &assignBlock{at: at{line}, target: target}
	n.filter = p.filters(nil, false)
	n.body, _ = p.block("endset")
	return n
}

func (p *parser) parseWith() node {
	n := &with{at: at{p.next().line}}
	for !p.is(kTagEnd) {
		if len(n.targets) > 0 {
			p.expect(",")
		}
		t := p.target(targetRule{})
		setUse(t, param)
		n.targets = append(n.targets, t)
		p.expect("=")
		n.values = append(n.values, p.expression(true))
	}
	n.body, _ = p.block("endwith")
	return n
}

func (p *parser) parseAutoescape() node {
	n := &autoescape{at: at{p.next().line}}
	n.value = p.expression(true)
	n.body, _ = p.block("endautoescape")
	return n
}

func (p *parser) parseBlock() node {
	n := &block{at: at{p.next().line}}
	n.name = p.expect(kName).value
	n.scoped = p.skipName("scoped")
	n.required = p.skipName("required")
	if p.is("-") {
		fail(p.cur().line, "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.")
	}
	n.body, _ = p.block("endblock")
	if n.required {
		for _, x := range n.body {
			o, ok := x.(*output)
			blank := ok
			for i := 0; blank && i < len(o.nodes); i++ {
				t, ok := o.nodes[i].(*text)
				blank = ok && strings.TrimFunc(t.data, isSpace) == ""
			}
			if !blank {
				fail(p.cur().line, "Required blocks can only contain comments or whitespace")
			}
		}
	}
	p.skipName(n.name)
	return n
}

func (p *parser) parseExtends() node {
	return &load{at: at{p.next().line}, word: "extends", template: p.expression(true)}
}

// context skips "with context" and "without context", which make no difference here.
func (p *parser) context() bool {
	if next := p.peek(1); (p.isName("with") || p.isName("without")) && next.kind == kName && next.value == "context" {
		p.next()
		p.next()
		return true
	}
	return false
}

func (p *parser) parseInclude() node {
	n := &load{at: at{p.next().line}, word: "include", template: p.expression(true)}
	if next := p.peek(1); p.isName("ignore") && next.kind == kName && next.value == "missing" {
		p.next()
		p.next()
	}
	p.context()
	return n
}

func (p *parser) parseImport() node {
	n := &load{at: at{p.next().line}, word: "import", template: p.expression(true)}
	p.expectName("as")
	n.names = []string{p.targetName().id}
	p.context()
	return n
}

func (p *parser) parseFrom() node {
	n := &load{at: at{p.next().line}, word: "from", template: p.expression(true)}
	p.expectName("import")
	for {
		if len(n.names) > 0 {
			p.expect(",")
		}
		if !p.is(kName) {
			p.expect(kName)
		}
		if p.context() {
			return n
		}
		t := p.targetName()
		if strings.HasPrefix(t.id, "_") {
			refuse(t.line, "names starting with an underline can not be imported")
		}
		if p.skipName("as") {
			t = p.targetName()
		}
		n.names = append(n.names, t.id)
		if p.context() || !p.is(",") {
			return n
		}
	}
}

func (p *parser) parsePrint() node {
	n := &output{at: at{p.next().line}}
	for !p.is(kTagEnd) {
		if len(n.nodes) > 0 {
			p.expect(",")
		}
		n.nodes = append(n.nodes, p.expression(true))
	}
	return n
}

func (p *parser) parseMacro() node {
	n := &macro{at: at{p.next().line}}
	n.name = p.targetName().id
	n.signature = p.signature()
	n.body, _ = p.block("endmacro")
	return n
}

func (p *parser) parseCallBlock() node {
	n := &callBlock{at: at{p.next().line}}
	n.macro.at = n.at
	if p.is("(") {
		n.signature = p.signature()
	}
	x, ok := p.expression(true).(*call)
	if !ok {
		fail(n.at.line, "expected call")
	}
	n.call = x
	n.body, _ = p.block("endcall")
	return n
}

func (p *parser) parseFilterBlock() node {
	n := &filterBlock{at: at{p.next().line}}
	n.filter = p.filters(nil, true)
	n.body, _ = p.block("endfilter")
	return n
}

func (p *parser) signature() (s signature) {
	p.expect("(")
	for !p.is(")") {
		if len(s.params) > 0 {
			p.expect(",")
		}
		arg := p.targetName()
		arg.use = param
		if p.skipIf("=") {
			s.defaults = append(s.defaults, p.expression(true))
		} else if len(s.defaults) > 0 {
			fail(p.cur().line, "non-default argument follows default argument")
		}
		s.params = append(s.params, arg)
	}
	p.expect(")")
	return s
}
