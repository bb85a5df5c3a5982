package xmltree

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/beevik/etree"
)

// MaxDepth is how deeply elements may be nested. Deeper files exist only to do
// harm.
const MaxDepth = 5000

// MaxSize is how many bytes of text a document may have. Source spans are kept
// in 32 bits, and a file of this size takes some gigabytes of memory.
const MaxSize = 1 << 30

// Parse reads a document. name is used in messages only. The error is a
// *SyntaxError that names the place. Entities other than the five of XML are
// refused, and nothing outside the text is ever read.
func Parse(name string, raw []byte) (*Document, error) {
	if len(raw) > MaxSize {
		return nil, &SyntaxError{File: name, Text: fmt.Sprintf("the file has %d MB; more than %d MB are not read", len(raw)>>20, MaxSize>>20)}
	}
	src, enc, err := decode(raw)
	if err != nil {
		return nil, &SyntaxError{File: name, Text: err.Error()}
	}
	if len(src) > 2*MaxSize {
		return nil, &SyntaxError{File: name, Text: "the file is too large to be read"}
	}
	d := &Document{name: name, src: src, enc: enc, tree: etree.NewDocument()}
	d.top = &Node{doc: d, El: &d.tree.Element, live: true}
	s := scanner{d: d, src: src, names: map[string]string{}, bound: map[string]int{}}
	if err := s.run(); err != nil {
		return nil, err
	}
	d.detectStyle()
	return d, nil
}

// scanner turns source text into nodes. It is written by hand because it must
// know the span of every token and because the standard decoder and etree's
// reader take about eight times as long.
type scanner struct {
	d     *Document
	src   string
	pos   int
	names map[string]string
	stack []*Node
	scope []binding
	bound map[string]int // prefix → its innermost binding, one more than the index in scope
	room  rooms

	// attrs is where the attributes of the tag that is read are collected, open
	// the children of all open elements; first holds where those of each open
	// element begin. They go into the tree when it is known how many they are.
	attrs []etree.Attr
	open  []kid
	first []int

	undeclared map[string]bool // prefixes that were warned of
}

// binding is a namespace declaration in force.
type binding struct {
	prefix, uri string
	depth       int
	outer       int // the declaration that it hides, as in bound
}

func (s *scanner) bind(prefix, uri string, depth int) {
	s.scope = append(s.scope, binding{prefix, uri, depth, s.bound[prefix]})
	s.bound[prefix] = len(s.scope)
}

func (s *scanner) fail(pos int, format string, args ...any) error {
	line, col := s.d.lineAt(uint32(min(pos, len(s.src))))
	return &SyntaxError{File: s.d.name, Line: line, Column: col, Text: fmt.Sprintf(format, args...)}
}

func (s *scanner) warn(pos int, format string, args ...any) {
	line := s.d.lineOf(uint32(pos))
	s.d.warnings = append(s.d.warnings, Warning{line, fmt.Sprintf(format, args...)})
}

func (s *scanner) run() error {
	if strings.TrimSpace(s.src) == "" {
		return s.fail(0, "the file is empty")
	}
	s.push(s.d.top)
	for s.pos < len(s.src) {
		if err := s.token(); err != nil {
			return err
		}
	}
	if n := len(s.stack); n > 1 {
		open := s.stack[n-1]
		line, _ := s.d.lineAt(open.tag)
		return s.fail(len(s.src), "the file ends inside <%s>, which starts on line %d: it was cut off", open.El.FullTag(), line)
	}
	if s.d.root == nil {
		return s.fail(0, "the file holds no XML element")
	}
	s.settle()
	return nil
}

func (s *scanner) token() error {
	rest := s.src[s.pos:]
	switch {
	case rest[0] != '<':
		return s.text()
	case strings.HasPrefix(rest, "</"):
		return s.endTag()
	case strings.HasPrefix(rest, "<!--"):
		return s.delimited("<!--", "-->", "comment", func(body string) etree.Token { return etree.NewComment(body) })
	case strings.HasPrefix(rest, "<![CDATA["):
		if len(s.stack) == 1 {
			return s.fail(s.pos, "text stands outside the root element")
		}
		return s.delimited("<![CDATA[", "]]>", "CDATA section", func(body string) etree.Token { return etree.NewCData(normalEOL(body)) })
	case strings.HasPrefix(rest, "<?"):
		return s.instruction()
	case strings.HasPrefix(rest, "<!"):
		return s.doctype()
	}
	return s.startTag()
}

func (s *scanner) add(k kid) { s.open = append(s.open, k) }

func (s *scanner) push(n *Node) {
	s.stack = append(s.stack, n)
	s.first = append(s.first, len(s.open))
}

// settle gives the innermost open element its children.
func (s *scanner) settle() {
	n, from := s.stack[len(s.stack)-1], s.first[len(s.stack)-1]
	if own := s.open[from:]; len(own) > 0 {
		n.kids = s.room.kids.copied(own)
		n.El.Child = s.room.tokens.take(len(own))[:0]
		for i := range own {
			n.El.AddChild(own[i].tok)
		}
		clear(own)
	}
	s.open, s.first = s.open[:from], s.first[:len(s.first)-1]
}

func (s *scanner) text() error {
	end := strings.IndexByte(s.src[s.pos:], '<')
	if end < 0 {
		end = len(s.src)
	} else {
		end += s.pos
	}
	raw := s.src[s.pos:end]
	if len(s.stack) == 1 {
		if t := strings.TrimLeft(raw, " \t\r\n"); t != "" {
			at := end - len(t)
			if s.d.root == nil {
				return s.fail(at, "this is not XML: the text begins with %s", quoteStart(t))
			}
			return s.fail(at, "text stands after the root element: %s", quoteStart(t))
		}
	}
	data, err := s.decodeText(s.pos, raw, false)
	if err != nil {
		return err
	}
	c := &s.room.texts.take(1)[0]
	c.Data = data
	s.add(kid{tok: c, from: uint32(s.pos), to: uint32(end)})
	s.pos = end
	return nil
}

func quoteStart(t string) string {
	r := []rune(t)
	if len(r) > 20 {
		r = append(r[:20:20], '…')
	}
	return strconv.Quote(string(r))
}

func (s *scanner) delimited(open, end, what string, make func(string) etree.Token) error {
	i := strings.Index(s.src[s.pos+len(open):], end)
	if i < 0 {
		return s.fail(s.pos, "this %s is not closed: the file was cut off", what)
	}
	from, body := s.pos, s.src[s.pos+len(open):s.pos+len(open)+i]
	if bad := badChar(body); bad >= 0 {
		return s.fail(from+len(open)+bad, "a character that XML does not allow")
	}
	s.pos += len(open) + i + len(end)
	s.add(kid{tok: make(body), from: uint32(from), to: uint32(s.pos)})
	return nil
}

// declaration is what may stand in <?xml ...?>.
var declaration = regexp.MustCompile(`^version\s*=\s*["']1\.[01]["'](\s+encoding\s*=\s*["'][A-Za-z0-9._-]+["'])?(\s+standalone\s*=\s*["'](yes|no)["'])?\s*$`)

func (s *scanner) instruction() error {
	at := s.pos
	return s.delimited("<?", "?>", "processing instruction", func(body string) etree.Token {
		target, inst := body, ""
		if i := strings.IndexAny(body, " \t\r\n"); i >= 0 {
			target, inst = body[:i], strings.TrimLeft(body[i:], " \t\r\n")
		}
		switch {
		case target != "xml":
		case at != 0:
			s.warn(at, "the XML declaration does not stand at the very beginning")
		case !declaration.MatchString(inst):
			s.warn(at, "the XML declaration is not as XML wants it; it should be <?xml version=\"1.0\" encoding=\"UTF-8\"?>")
		}
		return etree.NewProcInst(target, inst)
	})
}

// doctype keeps a document type declaration but reads nothing from it: its
// entities stay undefined, so that no file is opened and nothing is expanded.
func (s *scanner) doctype() error {
	if len(s.stack) > 1 || s.d.root != nil || !strings.HasPrefix(s.src[s.pos:], "<!DOCTYPE") {
		return s.fail(s.pos, "a declaration that is not allowed here")
	}
	depth, quote := 0, byte(0)
	for i := s.pos + 2; i < len(s.src); i++ {
		c := s.src[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '>' && depth <= 0:
			s.add(kid{tok: etree.NewDirective(s.src[s.pos+2 : i]), from: uint32(s.pos), to: uint32(i + 1)})
			s.pos = i + 1
			return nil
		}
	}
	return s.fail(s.pos, "the document type declaration is not closed")
}

func (s *scanner) endTag() error {
	i := strings.IndexByte(s.src[s.pos:], '>')
	if i < 0 {
		return s.fail(s.pos, "the file ends inside an end tag: it was cut off")
	}
	name := strings.TrimRight(s.src[s.pos+2:s.pos+i], " \t\r\n")
	if len(s.stack) == 1 {
		return s.fail(s.pos, "the end tag </%s> has no start tag", name)
	}
	n := s.stack[len(s.stack)-1]
	if !sameName(name, n.El) {
		line, _ := s.d.lineAt(n.tag)
		return s.fail(s.pos, "the end tag </%s> closes <%s>, which starts on line %d", name, n.El.FullTag(), line)
	}
	n.tail = uint32(s.pos)
	s.pos += i + 1
	n.end = uint32(s.pos)
	s.pop()
	return nil
}

func sameName(name string, e *etree.Element) bool {
	if e.Space == "" {
		return name == e.Tag
	}
	return len(name) == len(e.Space)+1+len(e.Tag) && name[len(e.Space)] == ':' &&
		name[:len(e.Space)] == e.Space && name[len(e.Space)+1:] == e.Tag
}

func (s *scanner) pop() {
	s.settle()
	depth := len(s.stack) - 1
	s.stack = s.stack[:depth]
	for len(s.scope) > 0 && s.scope[len(s.scope)-1].depth >= depth {
		b := s.scope[len(s.scope)-1]
		s.bound[b.prefix] = b.outer
		s.scope = s.scope[:len(s.scope)-1]
	}
}

func (s *scanner) newNode() *Node {
	n := &s.room.nodes.take(1)[0]
	n.doc, n.num, n.live, n.fromSource = s.d, int32(len(s.d.nodes)), true, true
	s.d.nodes = append(s.d.nodes, n)
	return n
}

func (s *scanner) startTag() error {
	at := s.pos
	if len(s.stack) == 1 && s.d.root != nil {
		return s.fail(at, "a second root element")
	}
	if len(s.stack) > MaxDepth {
		return s.fail(at, "elements are nested deeper than %d levels", MaxDepth)
	}
	s.pos++
	space, tag, err := s.name("element")
	if err != nil {
		return err
	}
	n := s.newNode()
	n.tag = uint32(at)
	n.El = &s.room.elements.take(1)[0]
	n.El.Space, n.El.Tag, n.El.Attr = space, tag, s.attrs[:0]
	depth := len(s.stack)
	var seen map[etree.Attr]bool
	for {
		gap := s.skipSpace()
		if s.pos >= len(s.src) {
			return s.fail(at, "the file ends inside the tag <%s>: it was cut off", n.El.FullTag())
		}
		switch c := s.src[s.pos]; {
		case c == '>':
			s.pos++
		case c == '/' && strings.HasPrefix(s.src[s.pos:], "/>"):
			s.pos += 2
			n.selfClosed = true
		case !gap:
			return s.fail(s.pos, "unexpected character %q in the tag <%s>", firstRune(s.src[s.pos:]), n.El.FullTag())
		default:
			if err := s.attribute(n, depth, &seen); err != nil {
				return err
			}
			continue
		}
		break
	}
	s.attrs = n.El.Attr
	n.El.Attr = s.room.attrs.copied(s.attrs)
	n.body = uint32(s.pos)
	n.NS = s.resolve(space, at, n)
	for i := range n.El.Attr {
		if p := n.El.Attr[i].Space; p != "" && p != "xmlns" && p != "xml" && s.bound[p] == 0 {
			s.warnPrefix(at, p, n)
		}
	}
	parent := s.stack[len(s.stack)-1]
	n.parent = parent
	s.add(kid{tok: n.El, node: n, from: uint32(at), to: uint32(at)})
	if parent == s.d.top {
		s.d.root = n
	}
	s.push(n)
	if n.selfClosed {
		n.tail, n.end = n.body, n.body
		s.pop()
	}
	return nil
}

func (s *scanner) resolve(prefix string, at int, n *Node) string {
	if prefix == "xml" {
		return "http://www.w3.org/XML/1998/namespace"
	}
	if i := s.bound[prefix]; i > 0 {
		return s.scope[i-1].uri
	}
	if prefix != "" {
		s.warnPrefix(at, prefix, n)
	}
	return ""
}

// warnPrefix tells of a prefix without a namespace, once for each prefix.
func (s *scanner) warnPrefix(at int, prefix string, n *Node) {
	if s.undeclared[prefix] {
		return
	}
	if s.undeclared == nil {
		s.undeclared = map[string]bool{}
	}
	s.undeclared[prefix] = true
	s.warn(at, "the prefix %q in <%s> is not declared by any xmlns", prefix, n.El.FullTag())
}

// manyAttributes is the number from which on a set finds repeated attributes.
const manyAttributes = 32

// repeated reports whether the element already has the attribute. seen serves
// elements with thousands of them.
func repeated(n *Node, space, key string, seen *map[etree.Attr]bool) bool {
	if len(n.El.Attr) < manyAttributes {
		for i := range n.El.Attr {
			if a := &n.El.Attr[i]; a.Key == key && a.Space == space {
				return true
			}
		}
		return false
	}
	if *seen == nil {
		*seen = make(map[etree.Attr]bool, 2*manyAttributes)
		for i := range n.El.Attr {
			a := &n.El.Attr[i]
			(*seen)[etree.Attr{Space: a.Space, Key: a.Key}] = true
		}
	}
	name := etree.Attr{Space: space, Key: key}
	if (*seen)[name] {
		return true
	}
	(*seen)[name] = true
	return false
}

func (s *scanner) attribute(n *Node, depth int, seen *map[etree.Attr]bool) error {
	at := s.pos
	space, key, err := s.name("attribute")
	if err != nil {
		return err
	}
	if repeated(n, space, key, seen) {
		a := etree.Attr{Space: space, Key: key}
		return s.fail(at, "the attribute %s stands twice in <%s>", a.FullKey(), n.El.FullTag())
	}
	s.skipSpace()
	if s.pos >= len(s.src) || s.src[s.pos] != '=' {
		return s.fail(s.pos, "the attribute %s of <%s> has no value", key, n.El.FullTag())
	}
	s.pos++
	s.skipSpace()
	if s.pos >= len(s.src) || s.src[s.pos] != '"' && s.src[s.pos] != '\'' {
		return s.fail(s.pos, "the value of the attribute %s of <%s> stands without quotes", key, n.El.FullTag())
	}
	quote := s.src[s.pos]
	s.pos++
	i := strings.IndexByte(s.src[s.pos:], quote)
	if i < 0 {
		return s.fail(at, "the value of the attribute %s is not closed: the file was cut off", key)
	}
	raw := s.src[s.pos : s.pos+i]
	if lt := strings.IndexByte(raw, '<'); lt >= 0 {
		return s.fail(s.pos+lt, "a bare < in the attribute %s of <%s>; write &lt;", key, n.El.FullTag())
	}
	value, err := s.decodeText(s.pos, raw, true)
	if err != nil {
		return err
	}
	s.pos += i + 1
	n.El.Attr = append(n.El.Attr, etree.Attr{Space: space, Key: key, Value: value})
	if space == "xmlns" {
		s.bind(key, value, depth)
	} else if space == "" && key == "xmlns" {
		s.bind("", value, depth)
	}
	return nil
}

func (s *scanner) skipSpace() bool {
	from := s.pos
	for s.pos < len(s.src) {
		switch s.src[s.pos] {
		case ' ', '\t', '\r', '\n':
			s.pos++
			continue
		}
		break
	}
	return s.pos > from
}

// name reads a qualified name.
func (s *scanner) name(what string) (space, local string, err error) {
	from, colon := s.pos, -1
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		if c < utf8.RuneSelf {
			if c == ':' && colon < 0 && s.pos > from {
				colon = s.pos
			} else if !nameByte[c] || s.pos == from && !nameStart(rune(c)) {
				break
			}
			s.pos++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.src[s.pos:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '·' {
			break
		}
		s.pos += n
	}
	if s.pos == from || colon == s.pos-1 {
		return "", "", s.fail(from, "the name of an %s is expected here, not %q", what, firstRune(s.src[from:]))
	}
	if colon < 0 {
		return "", s.intern(s.src[from:s.pos]), nil
	}
	return s.intern(s.src[from:colon]), s.intern(s.src[colon+1 : s.pos]), nil
}

func (s *scanner) intern(name string) string {
	if known, ok := s.names[name]; ok {
		return known
	}
	s.names[name] = name
	return name
}

var nameByte = func() (t [utf8.RuneSelf]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
	}
	return t
}()

func nameStart(r rune) bool { return r == '_' || unicode.IsLetter(r) }

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return "the end of the file"
}

// decodeText resolves references and line ends of character data, and in
// attribute values turns white space into spaces, as XML demands.
func (s *scanner) decodeText(at int, raw string, attr bool) (string, error) {
	plain := true
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c == '&' || c == '\r' || c < 0x20 && c != '\n' && c != '\t' || attr && (c == '\n' || c == '\t') || c >= 0xEF {
			plain = false
			break
		}
	}
	if plain {
		return raw, nil
	}
	if bad := badChar(raw); bad >= 0 {
		return "", s.fail(at+bad, "the character U+%04X is not allowed in XML", []rune(raw[bad:])[0])
	}
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '&':
			r, n, problem := reference(raw[i:])
			if problem != "" {
				return "", s.fail(at+i, "%s", problem)
			}
			b.WriteRune(r)
			i += n - 1
		case c == '\r':
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
			if attr {
				b.WriteByte(' ')
			} else {
				b.WriteByte('\n')
			}
		case attr && (c == '\n' || c == '\t'):
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), nil
}

var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// reference decodes the entity or character reference that s begins with.
func reference(s string) (r rune, n int, problem string) {
	end := strings.IndexByte(s[:min(len(s), 64)], ';')
	if end < 0 {
		return 0, 0, "a bare & in the text; write &amp;"
	}
	name := s[1:end]
	if !strings.HasPrefix(name, "#") {
		if r, ok := entities[name]; ok {
			return r, end + 1, ""
		}
		if strings.ContainsAny(name, " \t\r\n<&\"'") || name == "" {
			return 0, 0, "a bare & in the text; write &amp;"
		}
		return 0, 0, fmt.Sprintf("the entity &%s; is not defined; only the five of XML are supported", name)
	}
	var code uint64
	var err error
	if strings.HasPrefix(name, "#x") {
		code, err = strconv.ParseUint(name[2:], 16, 32)
	} else {
		code, err = strconv.ParseUint(name[1:], 10, 32)
	}
	if err != nil || !allowed(rune(code)) || code > unicode.MaxRune {
		return 0, 0, fmt.Sprintf("&%s; is no character that XML allows", name)
	}
	return rune(code), end + 1, ""
}

func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

// badChar returns the offset of the first character that XML forbids, or -1.
func badChar(s string) int {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 && c != '\n' && c != '\t' && c != '\r' {
			return i
		} else if c == 0xEF && strings.HasPrefix(s[i:], "\uFFFE") || c == 0xEF && strings.HasPrefix(s[i:], "\uFFFF") {
			return i
		}
	}
	return -1
}

func normalEOL(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
