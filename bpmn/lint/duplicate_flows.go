package lint

import "spiffmodeler/bpmn"

func duplicateFlows(r *run, e bpmn.Element) {
	type way struct {
		to        bpmn.Element
		condition string
	}
	out := e.Outgoing()
	if len(out) < 2 {
		return
	}
	seen := make(map[way]bpmn.Element, len(out))
	for _, f := range out {
		w := way{f.Target(), f.Condition()}
		first, again := seen[w]
		if again && !w.to.IsZero() {
			r.warn(f, "%s leads from %s to %s as %s does already", title(f), title(e), title(w.to), title(first))
			continue
		}
		seen[w] = f
	}
}
