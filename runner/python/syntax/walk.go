package syntax

// Walk calls f with a node and everything below it, in the order of the text; where f returns false, what is below the
// node is left out.
func Walk(n Node, f func(Node) bool) {
	if !f(n) {
		return
	}
	expr := func(x Expr) {
		if x != nil {
			Walk(x, f)
		}
	}
	exprs := func(xs []Expr) {
		for _, x := range xs {
			expr(x)
		}
	}
	block := func(body []Stmt) {
		for _, s := range body {
			Walk(s, f)
		}
	}
	keys := func(ks []Keyarg) {
		for _, k := range ks {
			expr(k.X)
		}
	}
	params := func(ps *Params) {
		for _, q := range ps.All() {
			expr(q.Annotation)
			expr(q.Default)
		}
	}
	switch n := n.(type) {
	case *FString:
		for _, p := range n.Parts {
			if v, ok := p.(*FormattedValue); ok {
				expr(v.X)
				if v.Spec != nil {
					Walk(v.Spec, f)
				}
			}
		}
	case *Unary:
		expr(n.X)
	case *Binary:
		expr(n.L)
		expr(n.R)
	case *Bool:
		exprs(n.Xs)
	case *Compare:
		expr(n.L)
		exprs(n.Rs)
	case *Call:
		expr(n.Fn)
		exprs(n.Args)
		keys(n.Keys)
	case *Attribute:
		expr(n.X)
	case *Subscript:
		expr(n.X)
		expr(n.Index)
	case *Slice:
		expr(n.Lo)
		expr(n.Hi)
		expr(n.Step)
	case *Starred:
		expr(n.X)
	case *List:
		exprs(n.Xs)
	case *Tuple:
		exprs(n.Xs)
	case *Set:
		exprs(n.Xs)
	case *Dict:
		for i := range n.Keys {
			expr(n.Keys[i])
			expr(n.Values[i])
		}
	case *Lambda:
		params(n.Params)
		expr(n.Body)
	case *IfExp:
		expr(n.Then)
		expr(n.Cond)
		expr(n.Else)
	case *Comp:
		expr(n.Elem)
		expr(n.Value)
		for _, c := range n.Fors {
			expr(c.Target)
			expr(c.Iter)
			exprs(c.Ifs)
		}
	case *Walrus:
		expr(n.Target)
		expr(n.Value)
	case *Yield:
		expr(n.X)
	case *ExprStmt:
		expr(n.X)
	case *Assign:
		exprs(n.Targets)
		expr(n.Value)
	case *AugAssign:
		expr(n.Target)
		expr(n.Value)
	case *AnnAssign:
		expr(n.Target)
		expr(n.Annotation)
		expr(n.Value)
	case *Delete:
		exprs(n.Targets)
	case *Return:
		expr(n.X)
	case *Raise:
		expr(n.X)
		expr(n.Cause)
	case *Assert:
		expr(n.Cond)
		expr(n.Msg)
	case *If:
		expr(n.Cond)
		block(n.Body)
		block(n.Else)
	case *While:
		expr(n.Cond)
		block(n.Body)
		block(n.Else)
	case *For:
		expr(n.Target)
		expr(n.Iter)
		block(n.Body)
		block(n.Else)
	case *Try:
		block(n.Body)
		for _, h := range n.Handlers {
			expr(h.Type)
			block(h.Body)
		}
		block(n.Else)
		block(n.Finally)
	case *With:
		for _, w := range n.Items {
			expr(w.X)
			expr(w.Target)
		}
		block(n.Body)
	case *FunctionDef:
		exprs(n.Decorators)
		params(n.Params)
		expr(n.Returns)
		block(n.Body)
	case *ClassDef:
		exprs(n.Decorators)
		exprs(n.Bases)
		keys(n.Keys)
		block(n.Body)
	case *Match:
		expr(n.Subject)
		for _, c := range n.Cases {
			Walk(c.Pattern, f)
			expr(c.Guard)
			block(c.Body)
		}
	case *ValuePattern:
		expr(n.X)
	case *CapturePattern:
		if n.Inner != nil {
			Walk(n.Inner, f)
		}
	case *OrPattern:
		for _, p := range n.Alts {
			Walk(p, f)
		}
	case *SequencePattern:
		for _, p := range n.Items {
			Walk(p, f)
		}
	case *MappingPattern:
		for i, p := range n.Values {
			expr(n.Keys[i])
			Walk(p, f)
		}
	case *ClassPattern:
		expr(n.Class)
		for _, p := range n.Args {
			Walk(p, f)
		}
		for _, p := range n.Attrs {
			Walk(p, f)
		}
	}
}

// All returns all parameters.
func (ps *Params) All() []Param {
	all := append(append([]Param(nil), ps.Names...), ps.KeyOnly...)
	if ps.VarArgs != nil {
		all = append(all, *ps.VarArgs)
	}
	if ps.KeyWords != nil {
		all = append(all, *ps.KeyWords)
	}
	return all
}
