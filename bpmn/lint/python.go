package lint

import (
	"fmt"
	"regexp"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

// python reads all scripts and expressions of an element. SpiffWorkflow reads
// them only when it gets there, so a slip shows late.
func python(r *run, e bpmn.Element) {
	if r.Checker == nil {
		return
	}
	k := e.Kind()
	switch {
	case k == bpmn.ScriptTask:
		r.script(e, e.Child("script"), "the script")
	case k.Is(bpmn.ActivityClass):
		r.script(e, e.Extension("preScript"), "the pre-script")
		r.script(e, e.Extension("postScript"), "the post-script")
	case k == bpmn.SequenceFlow && (e.Source().Kind() == bpmn.ExclusiveGateway || e.Source().Kind() == bpmn.InclusiveGateway):
		r.expression(e, e.Child("conditionExpression"), "the condition")
	case k == bpmn.Signal || k == bpmn.Error || k == bpmn.Escalation:
		r.expression(e, e.Extension("payloadExpression"), "the payload")
	}
	for _, p := range expressions[e.Tag()] {
		r.expression(e, e.Child(p.tag), p.what)
	}
	if k.Is(bpmn.ActivityClass) || e.Tag() == "messageEventDefinition" {
		r.expression(e, e.Extension("messagePayload"), "the payload")
		for _, c := range e.Child("extensionElements").ChildrenNS(bpmn.NSSpiff, "processVariableCorrelation") {
			r.expression(e, c.ChildNS(bpmn.NSSpiff, "expression"), "a matching condition")
		}
	}
	if k == bpmn.ServiceTask {
		if op, ok := spiff.ServiceOperatorOf(e); ok {
			for _, p := range op.Parameters {
				if !blank(p.Value) {
					r.broken(e, p.Element.Line(), 0, "the parameter "+p.ID, p.Value, r.Checker.Expression(p.Value))
				}
			}
		}
	}
}

// expressions are the children that hold one, by the tag around.
var expressions = map[string][]struct{ tag, what string }{
	"conditionalEventDefinition":             {{"condition", "the condition"}},
	"timerEventDefinition":                   {{"timeDate", "the date"}, {"timeDuration", "the duration"}, {"timeCycle", "the cycle"}},
	"standardLoopCharacteristics":            {{"loopCondition", "the loop condition"}},
	"multiInstanceLoopCharacteristics":       {{"loopCardinality", "the loop cardinality"}, {"completionCondition", "the completion condition"}},
	"correlationPropertyRetrievalExpression": {{"messagePath", "the retrieval expression"}, {"formalExpression", "the retrieval expression"}},
}

func (r *run) script(e, holder bpmn.Element, what string) {
	if text := holder.Text(); !blank(text) {
		r.broken(e, holder.Line(), 1, what, text, r.Checker.Script(text))
	}
}

func (r *run) expression(e, holder bpmn.Element, what string) {
	if text := holder.Text(); !blank(text) {
		r.broken(e, holder.Line(), 1, what, text, r.Checker.Expression(text))
	}
}

// broken reports a fault. perLine is 1 where a line of the text is a line of
// the file, and 0 for attributes, whose line ends are written as &#10;.
func (r *run) broken(e bpmn.Element, line, perLine int, what, text string, f *Fault) {
	if f == nil {
		return
	}
	at := ""
	if strings.Contains(strings.TrimSpace(text), "\n") {
		at = fmt.Sprintf(", line %d", f.Line)
	}
	hint := ""
	if looksLikeText(text) {
		hint = fmt.Sprintf("; if it is a text, write it in quotes: %q", strings.TrimSpace(text))
	}
	of := e
	for of.ID() == "" && !of.Parent().IsZero() {
		of = of.Parent()
	}
	r.report(bpmn.Fault, e, line+perLine*(f.Line-1), "%s of %s%s: %s%s", []any{what, subject(of), at, f.Message, hint})
}

// subject is the element that users know: the event around a definition.
func subject(e bpmn.Element) string {
	for e.Kind() == bpmn.Unknown && !e.Parent().IsZero() {
		e = e.Parent()
	}
	return title(e)
}

// plainText is what people write without quotes: addresses, or words.
var plainText = regexp.MustCompile(`^\s*([a-z]+://\S+|/?[\w.-]+(/[\w.-]*)+|[\w.+-]+@[\w.-]+|\pL[\pL'-]*( \pL[\pL'-]*)+[.!?]?)\s*$`)

func looksLikeText(s string) bool { return len(s) < 200 && plainText.MatchString(s) }
