package runner

import (
	"spiffmodeler/runner/spec"
)

// updateActivity is what most tasks do when they are reached: take over data and run the pre-script.
//
// SpiffWorkflow: _update_hook in specs/base.py, bpmn/specs/bpmn_task_spec.py, spiff/specs/spiff_task.py.
func updateActivity(in *Instance, id TaskID) (bool, error) {
	if err := in.inherit(id); err != nil {
		return false, err
	}
	s := in.at(id).spec
	if len(s.DataInputs) > 0 || s.IO != nil {
		if err := in.acquireData(id, s); err != nil {
			return false, err
		}
	}
	if s.PreScript != nil {
		if err := in.execute(id, s.PreScript); err != nil {
			in.setState(id, Error)
			return false, note(err, "Error occurred in the Pre-Script")
		}
	}
	return true, nil
}

// runScript runs the script of a script task.
func runScript(in *Instance, id TaskID) error { return in.execute(id, in.at(id).spec.Script) }

// runBusinessRule evaluates the decision and merges the result into the task's data.
//
// SpiffWorkflow: dmn/specs/business_rule_task_mixin.py.
func runBusinessRule(in *Instance, id TaskID) error {
	s := in.at(id).spec
	result, err := s.Decision.Evaluate(&evaluator{in, id})
	if err != nil {
		if asFailure(err) == nil {
			err = (&evaluator{in, id}).Fail(err)
		}
		return note(err, "Business Rule Task '"+titleOf(s)+"'.")
	}
	if err := in.merge(in.writeData(id), result); err != nil {
		return note((&evaluator{in, id}).Fail(err), "Business Rule Task '"+titleOf(s)+"'.")
	}
	return nil
}

// runSplit lets the boundary or start events wait.
//
// SpiffWorkflow: bpmn/specs/control.py (EventSplit._run_hook).
func runSplit(in *Instance, id TaskID) error {
	kind := splitEvent(in.at(id).spec.Kind)
	list := in.children(id)
	for _, c := range list {
		if r := in.at(c); r.spec.Kind == kind && r.state.Is(Predicted) {
			in.setState(c, Waiting)
		}
	}
	in.release(list)
	return nil
}

// runExclusive takes the first branch whose condition holds.
//
// SpiffWorkflow: specs/ExclusiveChoice.py (_run_hook).
func runExclusive(in *Instance, id TaskID) error {
	s := in.at(id).spec
	taken := s.Default
	for _, c := range s.Conditions {
		if c.Expr == nil {
			continue
		}
		ok, err := in.condition(id, c.Expr)
		if err != nil {
			return err
		}
		if ok {
			taken = c.Output
			break
		}
	}
	if taken == nil {
		f := in.fault(s, "No conditions satisfied for %s", s.Name)
		f.Kind = GatewayFailure
		return f
	}
	return in.take(id, []*spec.Task{taken})
}

// runInclusive takes every branch whose condition holds, or the default.
//
// SpiffWorkflow: bpmn/specs/mixins/inclusive_gateway.py (_run_hook).
func runInclusive(in *Instance, id TaskID) error {
	if err := runUnstructuredJoin(in, id); err != nil {
		return err
	}
	s := in.at(id).spec
	var matches, defaults []*spec.Task
	for _, c := range s.Conditions {
		if c.Expr == nil {
			defaults = append(defaults, c.Output)
			continue
		}
		ok, err := in.condition(id, c.Expr)
		if err != nil {
			return err
		}
		if ok {
			matches = append(matches, c.Output)
		}
	}
	if len(matches) == 0 {
		matches = defaults
	}
	if len(matches) == 0 {
		f := in.failTask(id, "No conditions satisfied on gateway", nil)
		f.Kind = GatewayFailure
		return f
	}
	return in.take(id, matches)
}

// take makes the branches that a gateway chose its children and predicts below them.
func (in *Instance) take(id TaskID, outputs []*spec.Task) error {
	if err := in.syncChildren(id, outputs, Future); err != nil {
		return err
	}
	list := in.children(id)
	defer func() { in.release(list) }()
	for _, c := range list {
		if err := in.predict(c, Future|Predicted); err != nil {
			return err
		}
	}
	return nil
}

// condition evaluates the condition of a flow: on the task's data, with the data objects of the process.
//
// SpiffWorkflow: bpmn/specs/bpmn_task_spec.py (_BpmnCondition).
func (in *Instance) condition(id TaskID, c *spec.Code) (bool, error) {
	v, err := in.evaluate(id, c, in.workflows[in.at(id).wf].objects)
	if err != nil {
		return false, err
	}
	return in.truth(v), nil
}
