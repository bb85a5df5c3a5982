package tools

import (
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/scene"
)

// Ref is what can be selected: a shape or edge, or the text beside one.
type Ref struct {
	DI    bpmn.Element
	Label bool
}

// Selection is what is selected, in the order in which it was.
type Selection struct {
	list []Ref
	has  map[Ref]bool
}

// Len returns how many things are selected.
func (s *Selection) Len() int { return len(s.list) }

// Has reports whether the thing is selected.
func (s *Selection) Has(r Ref) bool { return s.has[r] }

// HasItem reports whether an item itself is selected.
func (s *Selection) HasItem(it *scene.Item) bool { return it != nil && s.has[Ref{DI: it.DI}] }

// Refs returns what is selected.
func (s *Selection) Refs() []Ref { return slices.Clone(s.list) }

// Single returns the only thing that is selected.
func (s *Selection) Single() (Ref, bool) {
	if len(s.list) == 1 {
		return s.list[0], true
	}
	return Ref{}, false
}

// Set selects these things and nothing else. It reports whether that changed
// anything.
func (s *Selection) Set(refs ...Ref) bool {
	if slices.Equal(s.list, refs) {
		return false
	}
	s.list, s.has = nil, make(map[Ref]bool, len(refs))
	for _, r := range refs {
		if !r.DI.IsZero() && !s.has[r] {
			s.has[r] = true
			s.list = append(s.list, r)
		}
	}
	return true
}

// Add selects these things, too.
func (s *Selection) Add(refs ...Ref) bool { return s.Set(append(s.Refs(), refs...)...) }

// Toggle selects a thing, or no longer.
func (s *Selection) Toggle(r Ref) {
	if !s.has[r] {
		s.Add(r)
		return
	}
	s.Set(slices.DeleteFunc(s.Refs(), func(x Ref) bool { return x == r })...)
}

// Items returns the selected items that the scene shows; for a selected text
// the item that it belongs to.
func (s *Selection) Items(sc *scene.Scene) []*scene.Item {
	var out []*scene.Item
	for _, r := range s.list {
		if it := sc.Item(r.DI); it != nil && !slices.Contains(lastOf(out), it) {
			out = append(out, it)
		}
	}
	return out
}

// lastOf returns the last element: a text and its item are selected one after
// the other, if both are.
func lastOf(list []*scene.Item) []*scene.Item {
	if n := len(list); n > 0 {
		return list[n-1:]
	}
	return nil
}

// Elements returns the shapes and edges that are selected themselves, not by
// their text.
func (s *Selection) Elements() []bpmn.Element {
	var out []bpmn.Element
	for _, r := range s.list {
		if !r.Label {
			out = append(out, r.DI)
		}
	}
	return out
}

// Prune forgets what the scene no longer shows. It reports whether there was
// any.
func (s *Selection) Prune(sc *scene.Scene) bool {
	return s.Set(slices.DeleteFunc(s.Refs(), func(r Ref) bool {
		it := sc.Item(r.DI)
		return it == nil || r.Label && it.Label.Empty()
	})...)
}

// RefOf returns what a hit selects.
func RefOf(h scene.Hit) Ref {
	if h.Item == nil {
		return Ref{}
	}
	return Ref{h.Item.DI, h.Part == scene.LabelPart}
}

// RefsOf returns what selects items themselves.
func RefsOf(items []*scene.Item) []Ref {
	out := make([]Ref, len(items))
	for i, it := range items {
		out[i] = Ref{DI: it.DI}
	}
	return out
}
