package syntax

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
