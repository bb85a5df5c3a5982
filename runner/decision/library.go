package decision

import (
	"errors"
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/dmn"
)

// Library finds decisions by their id in the DMN files that a run knows. The zero Library is empty. It is used by one
// goroutine at a time.
type Library struct {
	ids   []string // in the order in which they were first seen
	files map[string]*dmn.Document
	made  map[string]made
}

type made struct {
	decision *Decision
	err      error
}

// Add adds a file. The error says why SpiffWorkflow would not read it: with validate, that is also what the XML schema of
// its DMN version forbids. Of two decisions with one id the later one counts.
//
// SpiffWorkflow: dmn/parser/BpmnDmnParser.py (add_dmn_xml).
func (l *Library) Add(d *dmn.Document, validate bool) error {
	// The engine searches under the prefix "dmn", which is the file's default namespace when there is one.
	root := d.XML().Root()
	if ns := root.URI(""); ns != d.NS() && (ns != "" || root.URI("dmn") != d.NS()) {
		return fmt.Errorf("%s:%d: SpiffWorkflow reads DMN only as the default namespace or, without one, under the prefix dmn", d.Name(), root.Line())
	}
	if validate {
		if err := firstProblem(d.SchemaProblems()); err != nil {
			return err
		}
	}
	if !d.HasDecision() {
		return fmt.Errorf("%s: No decisions found", d.Name())
	}
	id := d.DecisionID()
	if l.files == nil {
		l.files, l.made = map[string]*dmn.Document{}, map[string]made{}
	}
	if l.files[id] == nil {
		l.ids = append(l.ids, id)
	}
	l.files[id] = d
	delete(l.made, id)
	return nil
}

// IDs returns all ids in the order in which they were read.
func (l *Library) IDs() []string { return l.ids }

// Decision returns the decision with the id; ok is false when there is no such id, err says why SpiffWorkflow would refuse
// its table. As there, a table that nobody asks for is not looked at.
func (l *Library) Decision(id string) (d *Decision, ok bool, err error) {
	file := l.files[id]
	if file == nil {
		return nil, false, nil
	}
	m, ok := l.made[id]
	if !ok {
		m.decision, m.err = load(file)
		l.made[id] = m
	}
	return m.decision, true, m.err
}

func load(file *dmn.Document) (*Decision, error) {
	d, problems := file.Decision()
	if err := firstProblem(problems); err != nil {
		return nil, err
	}
	return New(d, file.Name())
}

// firstProblem makes an error of the first problem, nil when there is none: the engine stops there as well.
func firstProblem(list []bpmn.Problem) error {
	if len(list) == 0 {
		return nil
	}
	p := list[0]
	text := fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
	if p.Element != "" {
		text += fmt.Sprintf(" [%s]", p.Element)
	}
	return errors.New(text)
}
