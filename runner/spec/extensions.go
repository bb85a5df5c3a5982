package spec

import (
	"strconv"
	"strings"

	"spiffmodeler/bpmn"
)

// extensions are the spiffworkflow elements of one element. Of elements with the same name the last one counts.
type extensions struct {
	Extensions
	service *Service
}

func (x *extensions) text(name string) Text {
	v, ok := x.Text[name]
	return Text{v, ok}
}

// readExtensions reads the extension elements of a task, event or root element.
//
// SpiffWorkflow: spiff/parser/task_spec.py (_parse_extensions).
func readExtensions(e bpmn.Element) (x extensions, _ *refusal) {
	for box := range e.Node().Children {
		if !box.Is(bpmn.NS, "extensionElements") {
			continue
		}
		for c := range box.Children {
			if c.NS != bpmn.NSSpiff {
				continue
			}
			if r := x.read(e, bpmn.ElementOf(c)); r != nil {
				return x, r
			}
		}
	}
	return x, nil
}

func (x *extensions) read(owner, e bpmn.Element) *refusal {
	missing := func(name string) *refusal {
		return refuse(owner, "KeyError('%s'): <%s> has no such attribute", name, e.Tag())
	}
	switch e.Tag() {
	case "properties":
		x.Properties = map[string]string{}
		for _, p := range descendants(e, bpmn.NSSpiff, "property") {
			name, value := attr(p, "name"), attr(p, "value")
			switch {
			case !name.Set:
				return missing("name")
			case !value.Set:
				return missing("value")
			}
			x.Properties[name.Value] = value.Value
		}
	case "taskMetadataValues":
		x.Metadata = map[string]string{}
		for _, p := range descendants(e, bpmn.NSSpiff, "taskMetadataValue") {
			name := attr(p, "name")
			if !name.Set {
				return missing("name")
			}
			x.Metadata[name.Value] = p.Attr("value")
		}
	case "unitTests":
		x.UnitTests = nil
		for _, t := range descendants(e, bpmn.NSSpiff, "unitTest") {
			in, out := descendant(t, bpmn.NSSpiff, "inputJson"), descendant(t, bpmn.NSSpiff, "expectedOutputJson")
			switch {
			case !t.HasAttr("id"):
				return missing("id")
			case in.IsZero() || out.IsZero():
				return refuse(owner, "IndexError('list index out of range'): a unit test needs inputJson and expectedOutputJson")
			}
			x.UnitTests = append(x.UnitTests, UnitTest{t.ID(), textOf(in).Value, textOf(out).Value})
		}
	case "serviceTaskOperator":
		return x.readService(owner, e, missing)
	default:
		if t := textOf(e); t.Set {
			if x.Text == nil {
				x.Text = map[string]string{}
			}
			x.Text[e.Tag()] = t.Value
		} else {
			delete(x.Text, e.Tag())
		}
	}
	return nil
}

func (x *extensions) readService(owner, e bpmn.Element, missing func(string) *refusal) *refusal {
	id := attr(e, "id")
	if !id.Set {
		return missing("id")
	}
	s := &Service{Operator: id.Value, Result: e.Attr("resultVariable")}
	at := map[string]int{}
	for _, p := range descendants(e, bpmn.NSSpiff, "parameter") {
		value, id, typ := attr(p, "value"), attr(p, "id"), attr(p, "type")
		if !value.Set {
			continue
		}
		switch {
		case !id.Set:
			return missing("id")
		case !typ.Set:
			return missing("type")
		}
		par := Parameter{ID: id.Value, Type: typ.Value, Value: NewCode(value.Value)}
		if i, ok := at[id.Value]; ok {
			s.Parameters[i] = par
			continue
		}
		at[id.Value] = len(s.Parameters)
		s.Parameters = append(s.Parameters, par)
	}
	if retry := descendant(e, bpmn.NSSpiff, "retry"); !retry.IsZero() {
		for _, key := range [...]string{"retries", "backoff_base"} {
			if a := attr(retry, key); a.Set {
				if _, err := strconv.Atoi(strings.TrimSpace(a.Value)); err != nil {
					return refuse(owner, "ValueError(\"invalid literal for int() with base 10: %s\")", quote(a.Value))
				}
			}
		}
	}
	x.service = s
	return nil
}
