package runner

import (
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// evaluate evaluates an expression on the data of a task.
//
// SpiffWorkflow: bpmn/script_engine/python_engine.py (evaluate).
func (in *Instance) evaluate(id TaskID, c *spec.Code, extra *python.Dict) (python.Value, error) {
	v, err := in.eval(c, in.evalData(id), extra)
	if err != nil {
		text := "None"
		if c != nil {
			text = c.Text
		}
		return nil, in.failTask(id, "Error evaluating expression '"+text+"'", err)
	}
	return v, nil
}

// evalData returns the data that an expression sees. Box profiles change them meanwhile.
func (in *Instance) evalData(id TaskID) *python.Dict {
	if in.box {
		return in.writeData(id)
	}
	return in.data(id)
}

// eval evaluates an expression on any data. The error is that of the Python package.
func (in *Instance) eval(c *spec.Code, data, extra *python.Dict) (python.Value, error) {
	if c == nil {
		return nil, python.Raise("TypeError", "eval() arg 1 must be a string, bytes or code object")
	}
	p, err := c.Expr()
	if err != nil {
		return nil, err
	}
	return in.env.Eval(in.ctx, p, data, extra)
}

// execute runs a script on the data of a task.
//
// SpiffWorkflow: bpmn/script_engine/python_engine.py (execute, create_task_exec_exception).
func (in *Instance) execute(id TaskID, c *spec.Code) error {
	if in.options.SkipEmptyScripts && (c == nil || c.Text == "") {
		return nil
	}
	if c == nil {
		return in.failScript(id, python.Raise("TypeError", "exec() arg 1 must be a string, bytes or code object"))
	}
	p, err := c.Script()
	if err != nil {
		return in.failScript(id, err)
	}
	if err := in.env.Exec(in.ctx, p, in.writeData(id), nil); err != nil {
		return in.failScript(id, err)
	}
	return nil
}

func (in *Instance) failScript(id TaskID, err error) error {
	text := err.Error()
	if e := python.AsError(err); e != nil {
		text = e.Class
		if len(e.Args) > 0 {
			text += ":" + python.ToStr(e.Args[0])
		} else if e.Message != "" {
			text += ":" + e.Message
		}
	} else if s := python.AsSyntaxError(err); s != nil {
		text = s.Class + ":" + s.Message
	}
	return in.failTask(id, text, err)
}

func (in *Instance) truth(v python.Value) bool { return python.Truth(v) }

// evaluator lets a decision table evaluate its cells.
type evaluator struct {
	in *Instance
	id TaskID
}

func (e *evaluator) Eval(text string, extra *python.Dict) (python.Value, error) {
	return e.in.evaluate(e.id, e.in.code(text), extra)
}

func (e *evaluator) Data() *python.Dict { return e.in.writeData(e.id) }

func (e *evaluator) Merge(a, b *python.Dict) error { return e.in.merge(a, b) }

func (e *evaluator) Fail(err error, notes ...string) error {
	f := asFailure(err)
	if f == nil {
		text := err.Error()
		if p := python.AsError(err); p != nil {
			text = p.Message
		}
		f = e.in.failTask(e.id, text, err)
	}
	f.Notes = append(f.Notes, notes...)
	return f
}

func (e *evaluator) Note(err error, text string) error { return note(err, text) }

// code returns code for a text that is not part of the spec, such as a composed cell of a decision table.
func (in *Instance) code(text string) *spec.Code {
	c := in.composed[text]
	if c == nil {
		// Cells may be composed with values of the data, which are new in each round of a loop.
		if in.composed == nil || len(in.composed) > 1000 {
			in.composed = map[string]*spec.Code{}
		}
		c = spec.NewCode(text)
		in.composed[text] = c
	}
	return c
}
