package syntax

// What CPython finds wrong when it compiles a tree that parsed: statements and expressions out of place. The tree is
// walked once, in the order of the text.

// checker knows what surrounds the place it looks at.
type checker struct {
	function bool // return and yield may stand here
	loop     bool // break and continue may stand here
	class    bool // directly in a class body
	comp     bool // in a comprehension
	names    *declared
}

// declared are the names one function, class or module uses, for global and nonlocal.
type declared struct {
	params  map[string]bool
	used    map[string]bool
	bound   map[string]bool
	scoped  map[string]bool // declared global or nonlocal
	up      *declared
	module  bool
	inClass bool
}

func newDeclared(up *declared) *declared {
	return &declared{params: map[string]bool{}, used: map[string]bool{}, bound: map[string]bool{}, scoped: map[string]bool{}, up: up}
}

func checkModule(body []Stmt) {
	d := newDeclared(nil)
	d.module = true
	checker{names: d}.block(body)
}

func checkExpr(x Expr) {
	d := newDeclared(nil)
	d.module = true
	checker{names: d}.expr(x)
}

func (c checker) block(body []Stmt) {
	for _, s := range body {
		c.stmt(s)
	}
}

func (c checker) stmt(s Stmt) {
	switch s := s.(type) {
	case *ExprStmt:
		c.noStar(s.X)
		c.expr(s.X)
	case *Assign:
		for _, t := range s.Targets {
			if st, ok := t.(*Starred); ok {
				failAt(st.Pos, "starred assignment target must be in a list or tuple")
			}
		}
		c.noStar(s.Value)
		c.expr(s.Value)
		for _, t := range s.Targets {
			c.target(t)
		}
	case *AugAssign:
		c.noStar(s.Value)
		c.expr(s.Target)
		c.expr(s.Value)
		c.target(s.Target)
	case *AnnAssign:
		if n, ok := s.Target.(*Name); ok && s.Simple && c.names.scoped[n.ID] {
			failAt(s.Pos, "annotated name '%s' can't be global", n.ID)
		}
		if s.Value != nil {
			c.noStar(s.Value)
			c.expr(s.Value)
		}
		c.target(s.Target)
		c.expr(s.Annotation)
	case *Delete:
		for _, t := range s.Targets {
			c.target(t)
		}
	case *Simple:
		if s.Word == "break" && !c.loop {
			failAt(s.Pos, "'break' outside loop")
		}
		if s.Word == "continue" && !c.loop {
			failAt(s.Pos, "'continue' not properly in loop")
		}
	case *Return:
		if !c.function {
			failAt(s.Pos, "'return' outside function")
		}
		c.optional(s.X)
	case *Raise:
		c.optional(s.X)
		c.optional(s.Cause)
	case *Scope:
		c.scope(s)
	case *Assert:
		c.expr(s.Cond)
		c.optional(s.Msg)
	case *Import:
		for _, a := range s.Names {
			name := a.As
			if name == "" {
				name = firstPart(a.Name)
			}
			c.bind(name, s.Pos)
		}
	case *ImportFrom:
		if s.Star && !c.names.module {
			failAt(s.Pos, "import * only allowed at module level")
		}
		for _, a := range s.Names {
			name := a.As
			if name == "" {
				name = a.Name
			}
			c.bind(name, s.Pos)
		}
	case *If:
		c.expr(s.Cond)
		c.block(s.Body)
		c.block(s.Else)
	case *While:
		c.expr(s.Cond)
		c.looping().block(s.Body)
		c.block(s.Else)
	case *For:
		if st, ok := s.Target.(*Starred); ok {
			failAt(st.Pos, "starred assignment target must be in a list or tuple")
		}
		c.noStar(s.Iter)
		c.expr(s.Iter)
		c.target(s.Target)
		c.looping().block(s.Body)
		c.block(s.Else)
	case *Try:
		c.block(s.Body)
		for _, h := range s.Handlers {
			c.optional(h.Type)
			if h.Name != "" {
				c.bind(h.Name, h.Pos)
			}
			c.block(h.Body)
		}
		c.block(s.Else)
		c.block(s.Finally)
	case *With:
		for _, w := range s.Items {
			c.expr(w.X)
			if w.Target != nil {
				if st, ok := w.Target.(*Starred); ok {
					failAt(st.Pos, "starred assignment target must be in a list or tuple")
				}
				c.target(w.Target)
			}
		}
		c.block(s.Body)
	case *FunctionDef:
		for _, d := range s.Decorators {
			c.expr(d)
		}
		c.bind(s.Name, s.Pos)
		c.inFunction(s.Params, s.Returns, func(in checker) { in.block(s.Body) })
	case *ClassDef:
		for _, d := range s.Decorators {
			c.expr(d)
		}
		c.bind(s.Name, s.Pos)
		c.arguments(s.Bases, s.Keys)
		in := checker{class: true, names: newDeclared(c.names)}
		in.names.inClass = true
		in.block(s.Body)
	case *Match:
		c.expr(s.Subject)
		for i, k := range s.Cases {
			if i < len(s.Cases)-1 && k.Guard == nil {
				c.irrefutable(k.Pattern)
			}
			c.patternNames(k.Pattern, map[string]bool{})
			c.optional(k.Guard)
			c.block(k.Body)
		}
	}
}

func firstPart(dotted string) string {
	for i := 0; i < len(dotted); i++ {
		if dotted[i] == '.' {
			return dotted[:i]
		}
	}
	return dotted
}

func (c checker) looping() checker {
	c.loop = true
	return c
}

func (c checker) optional(x Expr) {
	if x != nil {
		c.expr(x)
	}
}

// noStar refuses a lone starred expression.
func (c checker) noStar(x Expr) {
	if s, ok := x.(*Starred); ok {
		failAt(s.Pos, "can't use starred expression here")
	}
}

func (c checker) bind(name string, at Pos) {
	if name == "__debug__" {
		failAt(at, "cannot assign to __debug__")
	}
	c.names.bound[name] = true
}

func (c checker) scope(s *Scope) {
	word := "nonlocal"
	if s.Global {
		word = "global"
	}
	for _, n := range s.Names {
		switch {
		case c.names.params[n]:
			failAt(s.Pos, "name '%s' is parameter and %s", n, word)
		case c.names.bound[n]:
			failAt(s.Pos, "name '%s' is assigned to before %s declaration", n, word)
		case c.names.used[n]:
			failAt(s.Pos, "name '%s' is used prior to %s declaration", n, word)
		}
		if !s.Global {
			if c.names.module {
				failAt(s.Pos, "nonlocal declaration not allowed at module level")
			}
		}
		c.names.scoped[n] = true
	}
}

func (c checker) target(t Expr) {
	switch t := t.(type) {
	case *Name:
		c.bind(t.ID, t.Pos)
	case *Starred:
		c.target(t.X)
	case *Tuple:
		c.targets(t.Xs)
	case *List:
		c.targets(t.Xs)
	default:
		c.expr(t)
	}
}

func (c checker) targets(xs []Expr) {
	stars := 0
	for _, x := range xs {
		if s, ok := x.(*Starred); ok {
			if stars++; stars > 1 {
				failAt(s.Pos, "multiple starred expressions in assignment")
			}
		}
		c.target(x)
	}
}

// inFunction checks parameters outside and the body inside a function.
func (c checker) inFunction(ps *Params, returns Expr, body func(checker)) {
	in := checker{function: true, names: newDeclared(c.names)}
	each := func(list []Param) {
		for _, q := range list {
			c.optional(q.Default)
			c.optional(q.Annotation)
			in.names.params[q.Name] = true
			if q.Name == "__debug__" {
				failAt(q.Pos, "cannot assign to __debug__")
			}
		}
	}
	each(ps.Names)
	each(ps.KeyOnly)
	if ps.VarArgs != nil {
		each([]Param{*ps.VarArgs})
	}
	if ps.KeyWords != nil {
		each([]Param{*ps.KeyWords})
	}
	c.optional(returns)
	body(in)
}

func (c checker) arguments(xs []Expr, keys []Keyarg) {
	for _, x := range xs {
		if s, ok := x.(*Starred); ok {
			c.expr(s.X)
			continue
		}
		c.expr(x)
	}
	seen := map[string]bool{}
	for _, k := range keys {
		if k.Name != "" {
			if k.Name == "__debug__" {
				failAt(k.Pos, "cannot assign to __debug__")
			}
			if seen[k.Name] {
				failAt(k.Pos, "keyword argument repeated: %s", k.Name)
			}
			seen[k.Name] = true
		}
		c.expr(k.X)
	}
}

// items checks the items of a display, where stars are allowed.
func (c checker) items(xs []Expr) {
	for _, x := range xs {
		if s, ok := x.(*Starred); ok {
			x = s.X
		}
		c.expr(x)
	}
}

func (c checker) expr(x Expr) {
	switch x := x.(type) {
	case *Name:
		c.names.used[x.ID] = true
	case *FString:
		for _, p := range x.Parts {
			if v, ok := p.(*FormattedValue); ok {
				c.expr(v.X)
				if v.Spec != nil {
					c.expr(v.Spec)
				}
			}
		}
	case *Unary:
		c.expr(x.X)
	case *Binary:
		c.expr(x.L)
		c.expr(x.R)
	case *Bool:
		for _, y := range x.Xs {
			c.expr(y)
		}
	case *Compare:
		c.expr(x.L)
		for _, y := range x.Rs {
			c.expr(y)
		}
	case *Call:
		c.expr(x.Fn)
		c.arguments(x.Args, x.Keys)
	case *Attribute:
		c.expr(x.X)
	case *Subscript:
		c.expr(x.X)
		c.expr(x.Index)
	case *Slice:
		c.optional(x.Lo)
		c.optional(x.Hi)
		c.optional(x.Step)
	case *Starred:
		failAt(x.Pos, "can't use starred expression here")
	case *List:
		c.items(x.Xs)
	case *Tuple:
		c.items(x.Xs)
	case *Set:
		c.items(x.Xs)
	case *Dict:
		for i, k := range x.Keys {
			c.optional(k)
			c.expr(x.Values[i])
		}
	case *Lambda:
		c.inFunction(x.Params, nil, func(in checker) { in.expr(x.Body) })
	case *IfExp:
		c.expr(x.Cond)
		c.expr(x.Then)
		c.expr(x.Else)
	case *Comp:
		c.comprehension(x)
	case *Walrus:
		if c.comp && c.class {
			failAt(x.Pos, "assignment expression within a comprehension cannot be used in a class body")
		}
		c.bind(x.Target.ID, x.Pos)
		c.expr(x.Value)
	case *Yield:
		if !c.function {
			failAt(x.Pos, "'yield' outside function")
		}
		if c.comp {
			failAt(x.Pos, "'yield' inside list comprehension")
		}
		c.optional(x.X)
	}
}

func (c checker) comprehension(x *Comp) {
	vars := map[string]bool{}
	c.expr(x.Fors[0].Iter)
	in := c
	in.comp = true
	in.names = newDeclared(c.names)
	for i, f := range x.Fors {
		if st, ok := f.Target.(*Starred); ok {
			failAt(st.Pos, "starred assignment target must be in a list or tuple")
		}
		in.target(f.Target)
		collect(f.Target, vars)
		if i > 0 {
			in.expr(f.Iter)
		}
		for _, y := range f.Ifs {
			in.expr(y)
		}
	}
	in.expr(x.Elem)
	in.optional(x.Value)
	Walk(x, func(n Node) bool {
		switch n := n.(type) {
		case *Lambda:
			return false
		case *Walrus:
			if vars[n.Target.ID] {
				failAt(n.Pos, "assignment expression cannot rebind comprehension iteration variable '%s'", n.Target.ID)
			}
		}
		return true
	})
	for _, f := range x.Fors {
		Walk(f.Iter, func(n Node) bool {
			if w, ok := n.(*Walrus); ok {
				failAt(w.Pos, "assignment expression cannot be used in a comprehension iterable expression")
			}
			return true
		})
	}
}

// collect adds the names a target binds.
func collect(t Expr, names map[string]bool) {
	switch t := t.(type) {
	case *Name:
		names[t.ID] = true
	case *Starred:
		collect(t.X, names)
	case *Tuple:
		for _, x := range t.Xs {
			collect(x, names)
		}
	case *List:
		for _, x := range t.Xs {
			collect(x, names)
		}
	}
}

// irrefutable refuses a pattern that leaves nothing for the cases behind it.
func (c checker) irrefutable(p Pattern) {
	switch p := p.(type) {
	case *CapturePattern:
		if p.Inner != nil {
			c.irrefutable(p.Inner)
			return
		}
		if p.Name == "" {
			failAt(p.Pos, "wildcard makes remaining patterns unreachable")
		}
		failAt(p.Pos, "name capture '%s' makes remaining patterns unreachable", p.Name)
	case *OrPattern:
		c.irrefutable(p.Alts[len(p.Alts)-1])
	}
}

// patternNames checks that no name is bound twice and that alternatives bind the same names.
func (c checker) patternNames(p Pattern, names map[string]bool) {
	bind := func(name string, at Pos) {
		if name == "" {
			return
		}
		if names[name] {
			failAt(at, "multiple assignments to name '%s' in pattern", name)
		}
		names[name] = true
		c.bind(name, at)
	}
	switch p := p.(type) {
	case *ValuePattern:
		c.expr(p.X)
	case *CapturePattern:
		if p.Inner != nil {
			c.patternNames(p.Inner, names)
		}
		bind(p.Name, p.Pos)
	case *StarPattern:
		bind(p.Name, p.Pos)
	case *OrPattern:
		c.alternatives(p, names)
	case *SequencePattern:
		stars := 0
		for _, x := range p.Items {
			if s, ok := x.(*StarPattern); ok {
				if stars++; stars > 1 {
					failAt(s.Pos, "multiple starred expressions in sequence pattern")
				}
			}
			c.patternNames(x, names)
		}
	case *MappingPattern:
		for i, x := range p.Values {
			c.expr(p.Keys[i])
			c.patternNames(x, names)
		}
		bind(p.Rest, p.Pos)
	case *ClassPattern:
		c.expr(p.Class)
		for _, x := range append(append([]Pattern(nil), p.Args...), p.Attrs...) {
			c.patternNames(x, names)
		}
	}
}

func (c checker) alternatives(p *OrPattern, names map[string]bool) {
	var first map[string]bool
	for i, x := range p.Alts {
		if i < len(p.Alts)-1 {
			c.irrefutable(x)
		}
		own := map[string]bool{}
		c.patternNames(x, own)
		if first == nil {
			first = own
			continue
		}
		same := len(first) == len(own)
		for n := range own {
			same = same && first[n]
		}
		if !same {
			failAt(p.Pos, "alternative patterns bind different names")
		}
	}
	for n := range first {
		names[n] = true
	}
}
