package runner

import (
	"spiffmodeler/runner/python"
)

// updateParallelInstances creates all instances at once.
//
// SpiffWorkflow: bpmn/specs/mixins/multiinstance_task.py (ParallelMultiInstanceTask).
func updateParallelInstances(in *Instance, id TaskID) (bool, error) {
	if _, err := updateActivity(in, id); err != nil {
		return false, err
	}
	in.remember(id, func(x *internal) { x.merged, x.lastDone, x.pending = 0, 0, 0 })
	if err := in.createInstances(id); err != nil {
		return false, err
	}
	if in.instancesDone(id) {
		return true, nil
	}
	in.setState(id, Started)
	return false, nil
}

func (in *Instance) createInstances(id TaskID) error {
	l := in.at(id).spec.Loop
	var keys, items []python.Value
	if l.HasInput {
		input, ok := in.data(id).Get(l.Input)
		if !ok {
			input = python.None
		}
		var err error
		if keys, items, err = in.itemsOf(input); err != nil {
			return err
		}
		if l.HasOutput {
			if err := in.initOutput(id, input); err != nil {
				return err
			}
		}
	} else {
		n, err := in.evaluate(id, l.Cardinality, nil)
		if err != nil {
			return err
		}
		count, ok := intOf(n)
		if !ok {
			return in.raise("TypeError", "'%s' object cannot be interpreted as an integer", typeName(n))
		}
		if l.HasOutput {
			if err := in.initCounted(id); err != nil {
				return err
			}
		}
		if count > maxInstances {
			return in.tooMany(id)
		}
		for i := range count {
			keys, items = append(keys, python.Int(i)), append(items, python.Int(i))
		}
	}
	for i, item := range items {
		var key python.Value
		if keys != nil {
			key = keys[i]
		}
		if err := in.createInstance(id, key, item); err != nil {
			return err
		}
	}
	return nil
}

// maxInstances bounds what a typing error in a cardinality can ask for.
const maxInstances = 1_000_000

func (in *Instance) tooMany(id TaskID) error {
	f := in.failTask(id, "more than 1000000 instances", nil)
	f.Type, f.limit = "MemoryError", true
	return f
}

// intOf returns an int or bool.
func intOf(v python.Value) (int, bool) {
	switch v := v.(type) {
	case python.Int:
		return int(v), true
	case python.Bool:
		if v {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

// itemsOf lists the items of a collection with their keys or indices; keys is nil where the collection has none.
func (in *Instance) itemsOf(v python.Value) (keys, items []python.Value, err error) {
	if d, ok := v.(*python.Dict); ok {
		for k, x := range d.All() {
			keys, items = append(keys, k), append(items, x)
		}
		return keys, items, nil
	}
	items, err = python.Items(v)
	if err != nil {
		return nil, nil, in.raised(err)
	}
	if !isSequence(v) {
		return nil, items, nil
	}
	for i := range items {
		keys = append(keys, python.Int(i))
	}
	return keys, items, nil
}

// isSequence reports whether the items of a value have an index.
func isSequence(v python.Value) bool {
	switch v.(type) {
	case *python.List, *python.Tuple, python.Str, python.Bytes:
		return true
	}
	return v.Type().Name() == "range"
}

// instancesDone reports whether all instances are completed. It begins where the last look ended.
func (in *Instance) instancesDone(id TaskID) bool {
	from := in.own(id).pending
	c := from
	if c == 0 {
		c = in.at(id).first
	} else if in.at(c).flags&removed != 0 {
		c = in.at(id).first
	}
	child := in.at(id).spec.Child
	for ; c != 0; c = in.at(c).next {
		if r := in.at(c); r.spec == child && r.state != Completed {
			break
		}
	}
	if c != 0 && c != from {
		in.remember(id, func(x *internal) { x.pending = c })
	}
	return c == 0
}

func (in *Instance) parallelMerged(id TaskID) error {
	enough, err := in.completionHolds(id)
	if err != nil {
		return err
	}
	if enough {
		list := in.children(id)
		defer func() { in.release(list) }()
		for _, c := range list {
			if in.at(c).spec == in.at(id).spec.Child {
				if err := in.cancel(c); err != nil {
					return err
				}
			}
		}
		in.setState(id, Ready)
		return nil
	}
	if in.instancesDone(id) {
		in.setState(id, Ready)
	}
	return nil
}

// updateSequentialInstances creates the first instance.
//
// SpiffWorkflow: bpmn/specs/mixins/multiinstance_task.py (SequentialMultiInstanceTask).
func updateSequentialInstances(in *Instance, id TaskID) (bool, error) {
	if _, err := updateActivity(in, id); err != nil {
		return false, err
	}
	l := in.at(id).spec.Loop
	todo := &pending{}
	if l.HasInput {
		input, ok := in.data(id).Get(l.Input)
		if !ok {
			return false, in.failData(id, "Missing data input for multiinstance task")
		}
		keys, items, err := in.itemsOf(input)
		if err != nil {
			return false, in.failData(id, "Multiinstance data input must be iterable")
		}
		if todo.keys = keys; keys == nil {
			todo.keys = items
		}
		if l.HasOutput {
			if err := in.initOutput(id, input); err != nil {
				return false, err
			}
		}
	} else {
		n, err := in.evaluate(id, l.Cardinality, nil)
		if err != nil {
			return false, err
		}
		todo.cardinality = n
		if l.HasOutput {
			if err := in.initCounted(id); err != nil {
				return false, err
			}
		}
	}
	in.remember(id, func(x *internal) { x.merged, x.lastDone, x.remaining = 0, 0, todo })
	if in.sequenceDone(id) {
		return true, nil
	}
	if err := in.nextInstance(id); err != nil {
		return false, err
	}
	in.setState(id, Started)
	return false, nil
}

// sequenceDone reports whether nothing is left to do.
func (in *Instance) sequenceDone(id TaskID) bool {
	todo := in.own(id).remaining
	if todo == nil {
		return true
	}
	if in.at(id).spec.Loop.HasInput {
		return todo.current >= len(todo.keys)
	}
	return python.Equal(python.Int(todo.current), todo.cardinality)
}

// nextInstance creates the next instance. Where the item is None the engine creates none, and the loop never ends.
func (in *Instance) nextInstance(id TaskID) error {
	l, todo := in.at(id).spec.Loop, in.own(id).remaining
	next := *todo
	next.current++
	if !l.HasInput {
		n, ok := intOf(todo.cardinality)
		if f, isFloat := todo.cardinality.(python.Float); isFloat {
			n, ok = int(f), true
			if float64(n) < float64(f) {
				n++
			}
		}
		if !ok {
			return in.raise("TypeError", "'<' not supported between instances of 'int' and '%s'", typeName(todo.cardinality))
		}
		if todo.current >= n {
			return nil
		}
		in.remember(id, func(x *internal) { x.remaining = &next })
		return in.createInstance(id, nil, python.Int(todo.current))
	}
	if todo.current >= len(todo.keys) {
		return nil
	}
	key := todo.keys[todo.current]
	item := key
	input, ok := in.data(id).Get(l.Input)
	if !ok {
		input = python.None
	}
	switch c := input.(type) {
	case *python.Dict:
		if item, ok = get(c, key); !ok {
			return in.raise("KeyError", "%s", python.Repr(key))
		}
	case *python.List:
		i, isInt := key.(python.Int)
		if !isInt || int(i) >= c.Len() {
			return in.raise("IndexError", "list index out of range")
		}
		item = c.At(int(i))
	default:
		if !isSequence(input) {
			key = nil
			break
		}
		items, err := python.Items(input)
		i, isInt := key.(python.Int)
		if err != nil || !isInt || int(i) >= len(items) {
			return in.raise("IndexError", "list index out of range")
		}
		item = items[i]
	}
	in.remember(id, func(x *internal) { x.remaining = &next })
	if item == python.None {
		return nil
	}
	return in.createInstance(id, key, item)
}

func (in *Instance) sequentialMerged(id TaskID) error {
	done := in.sequenceDone(id)
	if !done {
		var err error
		if done, err = in.completionHolds(id); err != nil {
			return err
		}
	}
	if done {
		in.setState(id, Ready)
		return nil
	}
	return in.nextInstance(id)
}
