package lint

import "spiffmodeler/bpmn"

func ignoredCondition(r *run, e bpmn.Element) {
	switch from := e.Source(); {
	case !e.HasCondition() || from.IsZero():
	case from.Kind() == bpmn.ExclusiveGateway || from.Kind() == bpmn.InclusiveGateway:
	default:
		r.warn(e, "the condition of %s has no effect, because it leaves %s; put an exclusive gateway between", title(e), a(from.Kind()))
	}
}
