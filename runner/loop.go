package runner

import (
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// instanceCompleted is told of every completed instance of a looped activity.
//
// SpiffWorkflow: merge_child in bpmn/specs/mixins/multiinstance_task.py.
func (in *Instance) instanceCompleted(child TaskID) error {
	id := in.parent(child)
	if id == 0 {
		return in.noParent()
	}
	s := in.at(id).spec
	if s.Kind == spec.StandardLoopTask {
		if err := in.merge(in.writeData(id), in.data(child)); err != nil {
			return err
		}
		in.countMerged(id, child)
		done, err := in.loopDone(id)
		if err != nil {
			return err
		}
		if done {
			in.setState(id, Ready)
			return nil
		}
		return in.nextRound(id)
	}
	if err := in.collect(id, child); err != nil {
		return err
	}
	in.countMerged(id, child)
	if s.Kind == spec.SequentialMultiInstanceTask {
		return in.sequentialMerged(id)
	}
	return in.parallelMerged(id)
}

func (in *Instance) countMerged(id, child TaskID) {
	in.remember(id, func(x *internal) { x.merged, x.lastDone = x.merged+1, child })
}

// updateStandardLoop begins a loop.
func updateStandardLoop(in *Instance, id TaskID) (bool, error) {
	if _, err := updateActivity(in, id); err != nil {
		return false, err
	}
	if in.at(id).spec.Loop.TestBefore {
		if done, err := in.loopDone(id); done || err != nil {
			return done, err
		}
	}
	in.setState(id, Started)
	in.remember(id, func(x *internal) { x.merged, x.lastDone = 0, 0 })
	return false, in.nextRound(id)
}

// loopDone reports whether a standard loop has come to its end.
func (in *Instance) loopDone(id TaskID) (bool, error) {
	l := in.at(id).spec.Loop
	full := l.Maximum >= 0 && in.own(id).merged >= l.Maximum
	if l.Condition == nil {
		return full, nil
	}
	v, err := in.evaluate(id, l.Condition, nil)
	if err != nil {
		return false, err
	}
	return full || !in.truth(v), nil
}

func (in *Instance) nextRound(id TaskID) error {
	child, err := in.addInstance(id)
	if err != nil {
		return err
	}
	n := in.own(id).merged
	in.remember(child, func(x *internal) { x.iteration = n + 1 })
	return in.update(child)
}

// addInstance adds an instance of a looped activity.
func (in *Instance) addInstance(id TaskID) (TaskID, error) {
	child, err := in.addChild(id, in.at(id).spec.Child, Waiting)
	if err != nil {
		return 0, err
	}
	in.write(child).flags |= triggered
	return child, nil
}

// collect takes the result of an instance over: its output item, or all its data.
func (in *Instance) collect(id, child TaskID) error {
	l := in.at(id).spec.Loop
	if !l.HasOutput || !l.HasOutputItem {
		return in.merge(in.writeData(id), in.data(child))
	}
	item, ok := in.data(child).Get(l.OutputItem)
	if !ok {
		return in.failData(child, "Expected an output item")
	}
	output, _ := in.data(id).Get(l.Output)
	var input python.Value
	if l.HasInput {
		input, _ = in.data(id).Get(l.Input)
	}
	key := in.own(child).key
	switch out := output.(type) {
	case *python.Dict:
		if key != nil {
			set(out, key, item)
			return nil
		}
		return in.raise("AttributeError", "'dict' object has no attribute 'append'")
	case *python.List:
		if i, isInt := key.(python.Int); isInt && input == output {
			if int(i) >= out.Len() {
				return in.raise("IndexError", "list assignment index out of range")
			}
			out.Set(int(i), item)
			return nil
		}
		out.Append(item)
		return nil
	}
	return in.raise("AttributeError", "'%s' object has no attribute 'append'", typeName(output))
}

func typeName(v python.Value) string {
	if v == nil {
		return "NoneType"
	}
	return v.Type().Name()
}

// createInstance adds an instance of a multi-instance activity for one item.
func (in *Instance) createInstance(id TaskID, key, item python.Value) error {
	child, err := in.addInstance(id)
	if err != nil {
		return err
	}
	l := in.at(id).spec.Loop
	if _, ok := in.data(id).Get(l.InputItem); ok && l.HasInputItem {
		return in.failData(id, "Multiinstance input item "+l.InputItem+" already exists.")
	}
	if _, ok := in.data(id).Get(l.OutputItem); ok && l.HasOutputItem {
		return in.failData(id, "Multiinstance output item "+l.OutputItem+" already exists.")
	}
	if l.HasInputItem {
		c, err := in.deepCopy(item)
		if err != nil {
			return err
		}
		in.writeData(child).Set(l.InputItem, c)
	}
	in.remember(child, func(x *internal) {
		if key != nil && key != python.None {
			x.key = key
		} else {
			x.item = item
		}
	})
	return in.update(child)
}

// completionHolds evaluates the completion condition on the data of the instance that was completed last.
func (in *Instance) completionHolds(id TaskID) (bool, error) {
	c, last := in.at(id).spec.Loop.Completion, in.own(id).lastDone
	if c == nil || last == 0 {
		return false, nil
	}
	if in.at(last).flags&removed != 0 {
		return false, in.raise("IndexError", "list index out of range")
	}
	v, err := in.evaluate(last, c, nil)
	if err != nil {
		return false, err
	}
	return in.truth(v), nil
}

// initOutput makes or checks the output collection of a loop over an input collection.
func (in *Instance) initOutput(id TaskID, input python.Value) error {
	l := in.at(id).spec.Loop
	out, ok := in.data(id).Get(l.Output)
	if !ok {
		in.writeData(id).Set(l.Output, emptyLike(input))
		return nil
	}
	if _, isDict := out.(*python.Dict); isDict {
		return nil
	}
	list, isList := out.(*python.List)
	switch {
	case !isList:
		return in.failData(id, "Only a mutable map (dict) or sequence (list) can be used for output")
	case input != out && list.Len() > 0:
		return in.failData(id, "If the input is not being updated in place, the output must be empty or it must be a map (dict)")
	}
	return nil
}

// emptyLike returns an empty collection of the type of the input, or a list.
func emptyLike(input python.Value) python.Value {
	if d, ok := input.(*python.Dict); ok {
		c := d.Copy()
		c.Clear()
		return c
	}
	return python.NewList()
}

// initCounted makes or checks the output collection of a loop with a cardinality.
func (in *Instance) initCounted(id TaskID) error {
	l := in.at(id).spec.Loop
	if _, ok := in.data(id).Get(l.Output); ok {
		// A slip of the pen in the engine, which only shows here.
		return in.raise("NameError", "name 'data_ouput' is not defined")
	}
	in.writeData(id).Set(l.Output, python.NewList())
	return nil
}
