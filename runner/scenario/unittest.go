package scenario

import (
	"context"
	"errors"
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
	"spiffmodeler/runner/arena"
	"spiffmodeler/runner/python"
)

// UnitResult is what came of one unit test of a script task.
type UnitResult struct {
	Passed bool
	// Message says why the test failed.
	Message string
	// Line is the line of the script that failed, from 1; 0 when no line did.
	Line int
	// Output is the data after the script as JSON, where it came to an end.
	Output string
}

// RunUnitTest runs the script of a task on the input of a unit test, which is all the data there is, and holds what comes
// out, without functions and modules, to what is expected, as a whole.
//
// SpiffArena: services/script_unit_test_runner.py.
func RunUnitTest(ctx context.Context, task bpmn.Element, t spiff.UnitTest) UnitResult {
	input, err := unitJSON(t.Input, t.HasInput, "inputJson")
	if err != nil {
		return UnitResult{Message: err.Error()}
	}
	want, err := unitJSON(t.Expected, t.HasWant, "expectedOutputJson")
	if err != nil {
		return UnitResult{Message: err.Error()}
	}
	program, err := python.ParseScript(spiff.Script(task))
	if err == nil {
		env := &python.Env{Profile: arena.WithoutFunctions()}
		err = env.Exec(ctx, program, input, nil)
	}
	if err != nil {
		return UnitResult{Message: err.Error(), Line: unitLine(err)}
	}
	got := withoutCode(input)
	text, err := python.ToJSON(got)
	if err != nil {
		return UnitResult{Message: fmt.Sprintf("the data are no JSON: %v", err)}
	}
	result := UnitResult{Passed: python.Equal(got, want), Output: string(text)}
	if !result.Passed {
		expected, err := python.ToJSON(want)
		if err != nil {
			return UnitResult{Message: fmt.Sprintf("the expected data are no JSON: %v", err)}
		}
		result.Message = fmt.Sprintf("expected %s, got %s", expected, text)
	}
	return result
}

func unitJSON(text string, there bool, name string) (*python.Dict, error) {
	if !there {
		return nil, fmt.Errorf("the test has no %s", name)
	}
	v, err := python.FromJSON([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("failed to parse %s: %w", name, err)
	}
	d, ok := v.(*python.Dict)
	if !ok {
		return nil, fmt.Errorf("%s is no JSON object", name)
	}
	return d, nil
}

func unitLine(err error) int {
	var syntax *python.SyntaxError
	switch e := python.AsError(err); {
	case e != nil:
		return e.Line
	case errors.As(err, &syntax):
		return syntax.Line
	}
	return 0
}

// withoutCode leaves out the functions, classes and modules that the script defined or imported.
func withoutCode(d *python.Dict) *python.Dict {
	out := d.Copy()
	for k, v := range d.All() {
		if python.Callable(v) || v.Type().Name() == "module" {
			out.DeleteKey(k)
		}
	}
	return out
}
