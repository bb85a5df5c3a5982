package schema

import (
	"strconv"
	"strings"
	"sync"

	"spiffmodeler/bpmn"
)

// prefixes are those that rows use; without one an element is BPMN's.
var prefixes = map[string]string{"": bpmn.NS, "bpmndi": bpmn.NSDI, "di": bpmn.NSDD, "dc": bpmn.NSDC, "spiff": bpmn.NSSpiff}

// name is a name in a namespace.
type name struct{ ns, local string }

func nameOf(s string) name {
	prefix, local, ok := strings.Cut(s, ":")
	if !ok {
		prefix, local = "", s
	}
	return name{prefixes[prefix], local}
}

// particle is a place in a content.
type particle struct {
	name     name
	typ      string // row or simple type; empty: the row of the name, or one that may stand for it
	any      string // ##any or ##other
	strict   bool   // of any: only elements that a row describes
	min, max int    // max -1: any number
	choice   [][]particle
}

// kind is a compiled row with what it has from its bases.
type kind struct {
	row
	name    name
	base    *kind
	content []particle
	attrs   map[string]attribute
	mixed   bool
	text    bool
	open    string // namespace whose attributes are not among the open ones; empty: not open
}

type attribute struct {
	typ      string
	required bool
}

func (k *kind) is(flag string) bool { return strings.Contains(k.flags, flag) }

// derives reports whether the row is another one or based on it.
func (k *kind) derives(from *kind) bool {
	for ; k != nil; k = k.base {
		if k == from {
			return true
		}
	}
	return false
}

// model are all rows.
type model struct {
	kinds    map[string]*kind // by the name in the table
	elements map[name]*kind   // that may stand anywhere
	types    map[name]*kind   // for xsi:type
	heads    map[name]bool    // elements that others stand for
}

// all compiles the table once; it is not changed after that.
var all = sync.OnceValue(func() *model {
	m := &model{kinds: map[string]*kind{}, elements: map[name]*kind{}, types: map[name]*kind{}, heads: map[name]bool{}}
	byName := map[string]row{}
	for _, r := range rows {
		byName[r.name] = r
	}
	for _, r := range rows {
		k := m.compile(r, byName)
		if !k.is("local") {
			m.elements[k.name] = k
		}
		m.types[typeName(k.name)] = k
		if r.group != "" {
			m.heads[nameOf(r.group)] = true
		}
	}
	return m
})

// typeName is what xsi:type calls the type of an element.
func typeName(n name) name {
	if n.ns != bpmn.NS {
		return n
	}
	switch n.local {
	case "ioBinding":
		n.local = "inputOutputBinding"
	case "ioSpecification":
		n.local = "inputOutputSpecification"
	}
	n.local = "t" + strings.ToUpper(n.local[:1]) + n.local[1:]
	return n
}

func (m *model) compile(r row, byName map[string]row) *kind {
	if k := m.kinds[r.name]; k != nil {
		return k
	}
	k := &kind{row: r, name: nameOf(r.name), attrs: map[string]attribute{}}
	k.mixed, k.text = k.is("mixed"), k.is("text")
	if k.is("open") {
		k.open = k.name.ns
	}
	if r.base != "" {
		k.base = m.compile(byName[r.base], byName)
		k.content = append(k.content, k.base.content...)
		for n, a := range k.base.attrs {
			k.attrs[n] = a
		}
		k.mixed = k.mixed || k.base.mixed
		if k.open == "" {
			k.open = k.base.open
		}
	}
	p := &contentParser{words: strings.Fields(strings.NewReplacer("(", "( ", ")", " )").Replace(r.content))}
	k.content = append(k.content, p.sequence()...)
	for _, word := range strings.Fields(r.attrs) {
		n, typ, _ := strings.Cut(word, "=")
		n, required := strings.CutSuffix(n, "!")
		k.attrs[n] = attribute{typ, required}
	}
	m.kinds[r.name] = k
	return k
}

// contentParser reads the content of a row.
type contentParser struct{ words []string }

func (p *contentParser) sequence() (out []particle) {
	for len(p.words) > 0 {
		word := p.words[0]
		switch word {
		case "|", ")":
			return out
		}
		p.words = p.words[1:]
		if word == "(" {
			out = append(out, p.choice())
			continue
		}
		out = append(out, readParticle(word))
	}
	return out
}

func (p *contentParser) choice() particle {
	c := particle{min: 1, max: 1}
	for {
		c.choice = append(c.choice, p.sequence())
		end := len(p.words) == 0 || p.words[0] == ")"
		if len(p.words) > 0 {
			p.words = p.words[1:]
		}
		if end {
			return c
		}
	}
}

func readParticle(word string) particle {
	p := particle{min: 1, max: 1}
	word, p.strict = strings.CutSuffix(word, "!")
	switch last := word[len(word)-1]; last {
	case '?':
		p.min = 0
	case '*':
		p.min, p.max = 0, -1
	case '+':
		p.max = -1
	case '}':
		at := strings.IndexByte(word, '{')
		low, high, _ := strings.Cut(word[at+1:len(word)-1], ",")
		p.min, _ = strconv.Atoi(low)
		p.max = -1
		if n, err := strconv.Atoi(high); err == nil {
			p.max = n
		}
		word = word[:at] + "}"
	default:
		word += "}"
	}
	word = word[:len(word)-1]
	if strings.HasPrefix(word, "##") {
		p.any = word
		return p
	}
	local, typ, _ := strings.Cut(word, "=")
	p.name, p.typ = nameOf(local), typ
	return p
}
