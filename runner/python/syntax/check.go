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
