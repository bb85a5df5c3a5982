package python

// reWidth is how many code points a part of a pattern matches.
type reWidth struct{ lo, hi int }

const reEndless = 1 << 30

var reOne = reWidth{1, 1}

func reTimes(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	if a >= reEndless/b {
		return reEndless
	}
	return a * b
}

func (w reWidth) plus(v reWidth) reWidth {
	return reWidth{min(w.lo+v.lo, reEndless), min(w.hi+v.hi, reEndless)}
}

// reGroup is a group that is being read.
type reGroup struct {
	pos    int // of its parenthesis
	out    int // where it begins in the rewritten pattern
	at     int // where the last item within it begins there
	number int // of a capturing group
	look   bool
	behind bool

	done, last reWidth // of the items before the last one, and of that
	others     reWidth // of the alternatives before this one
	several    bool
}

// item notes that one more item begins here.
func (t *reTranslator) item(w reWidth) {
	g := &t.open[len(t.open)-1]
	g.at = t.out.Len()
	g.done, g.last = g.done.plus(g.last), w
}

func (g *reGroup) alternative() {
	w := g.done.plus(g.last)
	if g.several {
		w = reWidth{min(w.lo, g.others.lo), max(w.hi, g.others.hi)}
	}
	g.others, g.several = w, true
	g.done, g.last = reWidth{}, reWidth{}
}

// close ends the innermost group, which is an item of the one around it.
func (t *reTranslator) close() {
	g := t.open[len(t.open)-1]
	t.open = t.open[:len(t.open)-1]
	g.alternative()
	w := g.others
	if g.number > 0 {
		t.wide[g.number] = w
	}
	if g.look {
		t.loose = t.loose || g.behind && w.lo != w.hi
		w = reWidth{}
	}
	t.item(w)
	t.open[len(t.open)-1].at = g.out
}
