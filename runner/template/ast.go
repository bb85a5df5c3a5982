package template

// node is a part of a template. Statements and expressions are nodes alike; which of them may stand where is the parser's
// business.
type node interface {
	pos() int      // line
	parts() []node // what it holds, in the order of the text; nil entries are left out
}

type at struct{ line int }

func (a at) pos() int { return a.line }

// Statements.
type (
	output struct { // text and {{ }}
		at
		nodes []node
	}
	text struct {
		at
		data string
	}
	forLoop struct {
		at
		target, iter, test node
		body, other        []node
		recursive          bool
	}
	ifElse struct {
		at
		test              node
		body, elif, other []node // elif holds *ifElse
	}
	macro struct {
		at
		name string // empty for a call block
		signature
		body []node
	}
	callBlock struct {
		at
		call *call
		macro
	}
	filterBlock struct {
		at
		filter *filter
		body   []node
	}
	with struct {
		at
		targets, values []node
		body            []node
	}
	assign struct {
		at
		target, value node
	}
	assignBlock struct {
		at
		target node
		filter *filter
		body   []node
	}
	block struct {
		at
		name             string
		scoped, required bool
		body             []node
	}
	autoescape struct {
		at
		value node
		body  []node
	}
	// load is include, import, from or extends: nothing can be loaded.
	load struct {
		at
		word     string
		template node
		names    []string // that an import would define
	}
)

// signature is the parameters of a macro; defaults belong to the last ones.
type signature struct {
	params   []*name
	defaults []node
}

// Expressions.
type (
	name struct {
		at
		id  string
		use use
	}
	nsRef struct { // a.b as a target
		at
		id, attr string
	}
	constant struct {
		at
		source string // as Python
	}
	tuple struct {
		at
		items []node
	}
	list struct {
		at
		items []node
	}
	dict struct {
		at
		keys, values []node
	}
	cond struct {
		at
		test, yes, no node // no may be nil
	}
	binary struct { // arithmetic, and, or
		at
		op          string
		left, right node
	}
	unary struct {
		at
		op string
		x  node
	}
	compare struct {
		at
		first node
		ops   []string
		rest  []node
	}
	concat struct {
		at
		items []node
	}
	getAttr struct {
		at
		x    node
		attr string
	}
	getItem struct {
		at
		x, key node
	}
	slice struct {
		at
		lo, hi, step node
	}
	call struct {
		at
		fn node
		arguments
	}
	filter struct {
		at
		x    node // nil in a filter block
		name string
		arguments
	}
	test struct {
		at
		x    node
		name string
		arguments
	}
)

// arguments of a call, filter or test.
type arguments struct {
	args        []node
	keys        []string
	values      []node
	rest, extra node // *rest, **extra
}

// use tells what happens to a name.
type use uint8

const (
	read use = iota
	store
	param
)

// gather puts nodes and lists of nodes together.
func gather(parts ...any) []node {
	var out []node
	for _, p := range parts {
		switch p := p.(type) {
		case []node:
			out = append(out, p...)
		case []*name:
			for _, n := range p {
				out = append(out, n)
			}
		case *filter:
			if p != nil {
				out = append(out, p)
			}
		case node:
			out = append(out, p)
		}
	}
	return out
}

func (a *arguments) list() []node { return gather(a.args, a.values, a.rest, a.extra) }

func (n *output) parts() []node      { return n.nodes }
func (n *text) parts() []node        { return nil }
func (n *forLoop) parts() []node     { return gather(n.target, n.iter, n.body, n.other, n.test) }
func (n *ifElse) parts() []node      { return gather(n.test, n.body, n.elif, n.other) }
func (n *macro) parts() []node       { return gather(n.params, n.defaults, n.body) }
func (n *callBlock) parts() []node   { return gather(n.call, n.params, n.defaults, n.body) }
func (n *callBlock) pos() int        { return n.at.line }
func (n *filterBlock) parts() []node { return gather(n.body, n.filter) }
func (n *with) parts() []node        { return gather(n.targets, n.values, n.body) }
func (n *assign) parts() []node      { return gather(n.target, n.value) }
func (n *assignBlock) parts() []node { return gather(n.target, n.filter, n.body) }
func (n *block) parts() []node       { return n.body }
func (n *autoescape) parts() []node  { return gather(n.value, n.body) }
func (n *load) parts() []node        { return gather(n.template) }
func (n *name) parts() []node        { return nil }
func (n *nsRef) parts() []node       { return nil }
func (n *constant) parts() []node    { return nil }
func (n *tuple) parts() []node       { return n.items }
func (n *list) parts() []node        { return n.items }
func (n *dict) parts() []node        { return gather(n.keys, n.values) }
func (n *cond) parts() []node        { return gather(n.test, n.yes, n.no) }
func (n *binary) parts() []node      { return gather(n.left, n.right) }
func (n *unary) parts() []node       { return gather(n.x) }
func (n *compare) parts() []node     { return gather(n.first, n.rest) }
func (n *concat) parts() []node      { return n.items }
func (n *getAttr) parts() []node     { return gather(n.x) }
func (n *getItem) parts() []node     { return gather(n.x, n.key) }
func (n *slice) parts() []node       { return gather(n.lo, n.hi, n.step) }
func (n *call) parts() []node        { return gather(n.fn, n.list()) }
func (n *filter) parts() []node      { return gather(n.x, n.list()) }
func (n *test) parts() []node        { return gather(n.x, n.list()) }

// find calls f for every node of a kind below the nodes, outer ones first, until f returns false.
func find[T node](nodes []node, f func(T) bool) bool {
	for _, n := range nodes {
		if t, ok := n.(T); ok && !f(t) {
			return false
		}
		if !find(n.parts(), f) {
			return false
		}
	}
	return true
}
