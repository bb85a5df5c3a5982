package modeling_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

// valueOf returns the category value of a group.
func valueOf(group bpmn.Element) bpmn.Element { return group.Ref("categoryValueRef") }

func members(value bpmn.Element) string {
	var out []string
	for _, r := range value.Document().References(value.ID()) {
		if !r.IsAttr() {
			out = append(out, r.From.Kind().String())
		}
	}
	return strings.Join(out, " ")
}

func TestGroupsKnowTheirMembers(t *testing.T) {
	s := blank(t)
	a := s.create(task(), s.plane(), 400, 400)
	b := s.create(task(), s.plane(), 600, 400)
	s.connect(a, b)
	group := s.create(kind(bpmn.Group), s.plane(), 450, 400)
	value := valueOf(group)
	if value.Kind() != bpmn.CategoryValue || members(value) != "task sequence flow" {
		t.Fatalf("the value %s has the members %q", value.ID(), members(value))
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Resize(tx, group, geom.R(300, 250, 450, 300)) })
	if got := members(value); got != "task sequence flow task" {
		t.Errorf("members are %q", got)
	}
	s.move(bpmn.Element{}, 300, 0, b)
	if got := members(value); got != "task" {
		t.Errorf("after moving one out: %q", got)
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.SetName(tx, group, "Phase 1") })
	if value.Attr("value") != "Phase 1" || valueOf(group) != value {
		t.Errorf("the name went to %v", valueOf(group))
	}
	// another group of the same value keeps it alive
	var pasted []bpmn.Element
	s.do(func(tx *bpmn.Tx) (err error) {
		pasted, err = modeling.Duplicate(tx, []bpmn.Element{group}, geom.Pt(0, 500))
		return err
	})
	if other := valueOf(pasted[0].Semantic()); other == value || other.Attr("value") != "Phase 1" {
		t.Errorf("the copy shares the value %v", other)
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, group) })
	if value.IsLive() || strings.Count(s.XML().String(), "categoryValueRef>") != 0 {
		t.Errorf("the value or references to it stayed:\n%s", s.XML())
	}
	if n := len(s.RootElements(bpmn.Category)); n != 1 {
		t.Errorf("%d categories", n)
	}
	s.undoAll()
}
