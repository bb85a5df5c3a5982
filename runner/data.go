package runner

import (
	"strings"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

var emptyDict = python.NewDict()

// newDict returns an empty dictionary that belongs to the run.
func (in *Instance) newDict() *python.Dict { return in.adopt(python.NewDict()) }

// adopt registers data with the history.
func (in *Instance) adopt(d *python.Dict) *python.Dict {
	if in.history != nil {
		in.heap.Adopt(d)
	}
	return d
}

// data returns the data of a task for reading.
func (in *Instance) data(id TaskID) *python.Dict {
	if d := in.at(id).data; d != nil {
		return d
	}
	return emptyDict
}

// writeData returns the data of a task for writing.
func (in *Instance) writeData(id TaskID) *python.Dict {
	if d := in.at(id).data; d != nil {
		return d
	}
	d := in.newDict()
	in.write(id).data = d
	return d
}

// setData replaces the data of a task.
func (in *Instance) setData(id TaskID, d *python.Dict) { in.write(id).data = in.adopt(d) }

// update puts the items of src into dst, as dict.update does.
func update(dst, src *python.Dict) {
	for k, v := range src.All() {
		set(dst, k, v)
	}
}

func set(d *python.Dict, key, v python.Value) {
	if s, ok := key.(python.Str); ok {
		d.Set(string(s), v)
		return
	}
	d.SetKey(key, v) // a key that was in a dictionary can be hashed
}

func get(d *python.Dict, key python.Value) (python.Value, bool) {
	if s, ok := key.(python.Str); ok {
		return d.Get(string(s))
	}
	return d.GetKey(key)
}

// inherit merges the data of the parent into those of a task.
//
// SpiffWorkflow: task.py (_inherit_data).
func (in *Instance) inherit(id TaskID) error {
	r := in.at(id)
	p := in.parent(id)
	if p == 0 {
		return in.noParent()
	}
	from := in.at(p).data
	if from == nil || from.Len() == 0 {
		return nil
	}
	if r.data == nil || r.data.Len() == 0 {
		in.setData(id, shallow(from))
		return nil
	}
	return in.merge(r.data, from)
}

// shallow copies a dictionary and the containers in it, but nothing below: what a merge into empty data gives.
func shallow(d *python.Dict) *python.Dict {
	c := d.Copy()
	for k, v := range d.All() {
		switch v.(type) {
		case *python.Dict, *python.List, *python.Set:
			set(c, k, copyOf(v))
		}
	}
	return c
}

// copyOf copies a container one level deep; other values stay what they are.
func copyOf(v python.Value) python.Value {
	switch v := v.(type) {
	case *python.Dict:
		return v.Copy()
	case *python.List:
		return v.Copy()
	case *python.Set:
		return v.Copy()
	}
	return v
}

// deepCopy copies a value and all that it holds.
func (in *Instance) deepCopy(v python.Value) (python.Value, error) {
	c, err := python.DeepCopy(v)
	if err != nil {
		return nil, in.raised(err)
	}
	return c, nil
}

// copyData gives a task a deep copy of other data.
func (in *Instance) copyData(id TaskID, from *python.Dict) error {
	c, err := in.deepCopy(from)
	if err == nil {
		in.setData(id, c.(*python.Dict))
	}
	return err
}

// merge merges b into a, recursively; nothing is removed from a but at the end of lists.
//
// SpiffWorkflow: util/deep_merge.py.
func (in *Instance) merge(a, b *python.Dict) error {
	if a == b {
		return nil
	}
	for k, v := range b.All() {
		old, ok := get(a, k)
		if !ok {
			set(a, k, copyOf(v))
			continue
		}
		if python.Equal(old, v) {
			continue
		}
		switch v := v.(type) {
		case *python.Dict:
			if d, ok := old.(*python.Dict); ok {
				if err := in.merge(d, v); err != nil {
					return err
				}
				continue
			}
		case *python.List:
			if l, ok := old.(*python.List); ok {
				if err := in.mergeLists(l, v); err != nil {
					return err
				}
				continue
			}
		}
		set(a, k, copyOf(v))
	}
	return nil
}

// mergeLists merges list b into a: dictionaries by position, other values where they are new; then a is cut to the length
// of b.
func (in *Instance) mergeLists(a, b *python.List) error {
	seen := python.NewDict() // values that can be hashed, which True and 1 share
	var others []python.Value
	for _, v := range a.Items() {
		if seen.SetKey(v, python.None) != nil {
			others = append(others, v)
		}
	}
	for i, v := range b.Items() {
		if d, ok := v.(*python.Dict); ok {
			if i >= a.Len() {
				a.Append(d)
				continue
			}
			if err := in.mergeItem(a.At(i), d); err != nil {
				return err
			}
			continue
		}
		if _, ok := seen.GetKey(v); ok {
			continue
		}
		if seen.SetKey(v, python.None) != nil {
			if contains(others, v) {
				continue
			}
			others = append(others, v)
		}
		a.Append(v)
	}
	if a.Len() > b.Len() {
		a.Truncate(b.Len())
	}
	return nil
}

// mergeItem merges a dictionary into the item at its place in a list. The engine doesn't look whether that is a dictionary
// too: it fails as Python does.
func (in *Instance) mergeItem(old python.Value, d *python.Dict) error {
	if old, ok := old.(*python.Dict); ok {
		return in.merge(old, d)
	}
	if d.Len() == 0 {
		return nil
	}
	switch old := old.(type) {
	case python.Str:
		first := d.Keys()[0]
		k, ok := first.(python.Str)
		switch {
		case !ok:
			return in.raise("TypeError", "'in <string>' requires string as left operand, not %s", typeName(first))
		case strings.Contains(string(old), string(k)):
			return in.raise("TypeError", "string indices must be integers, not 'str'")
		}
		return in.raise("TypeError", "'str' object does not support item assignment")
	case *python.List:
		return in.raise("TypeError", "list indices must be integers or slices, not str")
	case *python.Set, *python.Tuple:
		return in.raise("TypeError", "'%s' object does not support item assignment", typeName(old))
	}
	return in.raise("TypeError", "argument of type '%s' is not iterable", typeName(old))
}

func contains(list []python.Value, v python.Value) bool {
	for _, x := range list {
		if python.Equal(x, v) {
			return true
		}
	}
	return false
}

// acquireData reads the data objects and stores of a task and holds it to its inputs.
//
// SpiffWorkflow: bpmn/specs/bpmn_task_spec.py (_update_hook).
func (in *Instance) acquireData(id TaskID, s *spec.Task) error {
	for _, ref := range s.DataInputs {
		if err := in.readObject(id, ref); err != nil {
			return err
		}
	}
	if s.IO != nil && len(s.IO.Inputs) > 0 {
		return in.restrict(id, s.IO.Inputs, "Missing data input")
	}
	return nil
}

// releaseData holds a completed task to its outputs and writes its data objects and stores.
//
// SpiffWorkflow: bpmn/specs/bpmn_task_spec.py (_on_complete_hook).
func (in *Instance) releaseData(id TaskID) error {
	s := in.at(id).spec
	if s.IO != nil && len(s.IO.Outputs) > 0 {
		// Spelled as the engine does.
		if err := in.restrict(id, s.IO.Outputs, "Missing data ouput"); err != nil {
			return err
		}
	}
	for _, ref := range s.DataOutputs {
		if err := in.writeObject(id, ref); err != nil {
			return err
		}
	}
	for _, ref := range s.DataInputs {
		if _, ok := in.data(id).Get(ref.ID); ok {
			in.writeData(id).Delete(ref.ID)
		}
	}
	return nil
}

// restrict leaves a task nothing but the variables named, all of which must be there.
func (in *Instance) restrict(id TaskID, names []string, missing string) error {
	d := python.NewDict()
	for _, name := range names {
		v, ok := in.data(id).Get(name)
		if !ok {
			f := in.failData(id, missing)
			f.Notes = append(f.Notes, "variable '"+name+"'")
			return f
		}
		d.Set(name, v)
	}
	in.setData(id, d)
	return nil
}

// readObject copies a data object or store into a task.
//
// SpiffWorkflow: bpmn/specs/data_spec.py (DataObject.get).
func (in *Instance) readObject(id TaskID, ref spec.DataRef) error {
	if ref.Store {
		v, ok := in.stores.Get(ref.ID)
		if !ok {
			v = python.None
		}
		in.writeData(id).Set(ref.ID, v)
		return nil
	}
	w, err := in.owner(id, ref.ID)
	if err != nil {
		return err
	}
	if w != nil && w.objects != nil {
		if v, ok := w.objects.Get(ref.ID); ok {
			c, err := in.deepCopy(v)
			if err == nil {
				in.writeData(id).Set(ref.ID, c)
			}
			return err
		}
	}
	return in.failData(id, "The data object could not be read; '"+ref.ID+"' does not exist in the process.")
}

// writeObject moves a variable of a task to a data object or store.
//
// SpiffWorkflow: bpmn/specs/data_spec.py (DataObject.set).
func (in *Instance) writeObject(id TaskID, ref spec.DataRef) error {
	v, ok := in.data(id).Get(ref.ID)
	if !ok {
		if ref.Store {
			return in.raise("KeyError", "'%s'", ref.ID)
		}
		return in.failData(id, "A data object could not be set; '"+ref.ID+"' not exist in the task.")
	}
	if ref.Store {
		in.writeData(id).Delete(ref.ID)
		in.stores.Set(ref.ID, v)
		return nil
	}
	w, err := in.owner(id, ref.ID)
	if err != nil {
		return err
	}
	if w == nil {
		return in.raise("AttributeError", "'NoneType' object has no attribute 'data_objects'")
	}
	c, err := in.deepCopy(v)
	if err != nil {
		return err
	}
	w.objects.Set(ref.ID, c)
	in.writeData(id).Delete(ref.ID)
	return nil
}

// owner returns the workflow around a task whose process declares a data object; nil when there is none.
func (in *Instance) owner(id TaskID, object string) (*workflow, error) {
	w := in.workflows[in.at(id).wf]
	for w != nil && !w.proc.HasDataObject(object) {
		var err error
		if w, err = in.parentWorkflow(w); err != nil {
			return nil, err
		}
	}
	return w, nil
}
