package properties

import (
	"strings"

	"spiffmodeler/bpmn"
)

// Describe returns what an element is, as a user says it: "Service task",
// "Timer boundary event".
func Describe(e bpmn.Element) string {
	name := e.Kind().String()
	switch {
	case e.IsZero():
		return ""
	case e.Kind() == bpmn.Unknown && e.Tag() != "":
		name = e.Tag()
	case e.IsEventSubProcess():
		name = "event sub-process"
	case e.Kind().Is(bpmn.EventClass):
		if d := e.Definition(); d != bpmn.NoDefinition {
			name = d.String() + " " + name
		}
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
