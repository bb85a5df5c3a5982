package properties

import "spiffmodeler/bpmn"

// groups are all groups in the order of the panel. A group's label is unique.
var groups = []Group{
	general,
	processGroup,
	script,
	serviceGroup,
	retry,
	webForm,
	decision,
	calledProcess,
	message,
	matching,
	signal,
	errorGroup,
	escalation,
	timer,
	condition,
	direction,
	link,
	button,
	multiInstance,
	standardLoop,
	dataObjectReference,
	dataStoreReference,
	instructions,
	prePostScripts,
	guest,
	metadata,
	hooks,
	dataObjects,
	inputOutput,
	messages,
	correlationProperties,
	signals,
	errorsGroup,
	escalations,
	documentation,
}

// GroupLabels returns the label of every group, in the order of the panel.
func GroupLabels() []string {
	var out []string
	for _, g := range groups {
		out = append(out, g.Label)
	}
	return out
}

// isActivity reports whether the engine runs pre- and post-scripts for the
// element: every activity but script tasks.
func isScripted(e bpmn.Element) bool {
	return e.Kind().Is(bpmn.ActivityClass) && e.Kind() != bpmn.ScriptTask
}

func isRoot(e bpmn.Element) bool {
	return e.Kind() == bpmn.Process || e.Kind() == bpmn.Collaboration
}
