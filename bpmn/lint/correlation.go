package lint

import "spiffmodeler/bpmn"

func correlation(r *run, e bpmn.Element) {
	list := e.ChildrenNamed("correlationPropertyRetrievalExpression")
	if len(list) == 0 {
		r.fault(e, "%s has no retrieval expression; SpiffWorkflow refuses it: add one for each message that carries it", title(e))
	}
	for _, x := range list {
		if x.Attr("messageRef") == "" {
			r.fault(x, "a retrieval expression of %s names no message; SpiffWorkflow refuses it", title(e))
		}
	}
}
