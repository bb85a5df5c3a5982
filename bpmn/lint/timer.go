package lint

import (
	"regexp"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

// timerForms are the children of a timer in the order in which the engine looks
// for them, with what they hold (SpiffWorkflow: bpmn/parser/event_parsers.py).
var timerForms = []struct {
	tag, example string
	form         *regexp.Regexp
}{
	{"timeDate", `"2024-12-31T12:00:00Z"`, regexp.MustCompile(`^(\d{4}-?\d{2}(-?\d{2})?|\d{4}-?W\d{2}(-?\d)?)([T ][0-9:.,]+)?(Z|[+-]\d{2}(:?\d{2})?)?$`)},
	{"timeDuration", `"PT30M"`, duration},
	{"timeCycle", `"R3/PT1H"`, regexp.MustCompile(`^(?i)R\d*(/|--).+$`)},
}

var (
	duration = regexp.MustCompile(`^(?i)P?(\d+([.,]\d+)?W|(\d+([.,]\d+)?Y)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?D)?(T(\d+([.,]\d+)?H)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?S)?)?)$`)
	// bare is what people write when they forget the quotes.
	bare = regexp.MustCompile(`^(?i)(R\d*/)?P(\d|T\d)[0-9A-Z.,/-]*$|^\d{4}-\d{2}-\d{2}([T ].*)?$`)
)

func timer(r *run, e bpmn.Element) {
	def := spiff.DefinitionOf(e, bpmn.TimerDefinition)
	if def.IsZero() || !runs(e) {
		return
	}
	for _, t := range timerForms {
		x := def.Child(t.tag)
		if x.IsZero() {
			continue
		}
		text := strings.TrimSpace(x.Text())
		switch literal, ok := quoted(text); {
		case text == "":
			r.fault(e, "the %s of %s is empty; write a Python expression such as %s", t.tag, title(e), t.example)
		case bare.MatchString(text):
			r.fault(e, "the %s of %s is a Python expression: write %q in quotes", t.tag, title(e), text)
		case ok && !t.form.MatchString(literal):
			r.fault(e, "the %s of %s is %s, which SpiffWorkflow can't read; write it as %s", t.tag, title(e), text, t.example)
		}
		return
	}
	r.fault(e, "%s says neither a date nor a duration nor a cycle; SpiffWorkflow refuses it", title(e))
}

// quoted returns the content of a plain Python string literal.
func quoted(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' || s[len(s)-1] != s[0] {
		return "", false
	}
	in := s[1 : len(s)-1]
	return in, !strings.ContainsAny(in, `"'\`)
}
