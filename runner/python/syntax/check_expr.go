package syntax

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
