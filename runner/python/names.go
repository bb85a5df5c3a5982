package python

import "spiffmodeler/runner/python/syntax"

// Name is a place where a text speaks of a name outside its functions: a variable of the data, or something injected or
// built in.
type Name struct {
	Text         string
	Use          Use
	Line, Column int // from 1; the column counts code points
	Start, End   int // bytes
}

// Use says what a text does with a name.
type Use uint8

// The uses.
const (
	Read    = Use(syntax.Load)
	Write   = Use(syntax.Store)
	Delete  = Use(syntax.Del)
	Import  = Delete + 1 // bound by an import statement
	Define  = Delete + 2 // bound by def or class
	Declare = Delete + 3 // in a global statement
)

// FreeNames lists each occurrence of a name that is looked up in the data, in the order of the text: for lint, completion
// and renaming. Parameters and variables of functions and comprehensions are not among them.
func (p *Program) FreeNames() []Name { return p.names }

func freeNames(all []occurrence) []Name {
	var out []Name
	for _, o := range all {
		if o.use == Declare && o.in.outer[o.name] {
			continue
		}
		if o.in.kind == classScope && o.in.bound[o.name] && !o.in.global[o.name] {
			continue
		}
		if o.in.owner(o.name) != nil {
			continue
		}
		out = append(out, Name{Text: o.name, Use: o.use, Line: int(o.pos.Line), Column: int(o.pos.Col), Start: int(o.pos.Off), End: int(o.pos.Off) + o.raw})
	}
	return out
}
