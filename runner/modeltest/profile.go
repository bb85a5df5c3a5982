package modeltest

import (
	"context"

	"spiffmodeler/runner/arena"
	"spiffmodeler/runner/python"
)

// missing are names that models have in SpiffArena but not in its runner of tests.
var missing = []string{"all", "any", "calendar", "max", "min", "random", "re"}

// fixed are the functions of which SpiffArena's runner of tests knows the result.
var fixed = map[string]string{
	"get_env":                   `"mocked-environment-identifier"`,
	"get_toplevel_process_info": `{"process_instance_id": 1, "process_model_identifier": "fake-test-process-model-identifier"}`,
}

// profile is what scripts see in a test: SpiffArena's environment with its functions, and the mocks of the case.
func profile(mocks *python.Dict) (*python.Profile, error) {
	options := []python.Option{python.Without(missing...)}
	for name, text := range fixed {
		v, err := python.FromJSON([]byte(text))
		if err != nil {
			return nil, err
		}
		options = append(options, mock(name, v))
	}
	if mocks != nil {
		for key, value := range mocks.All() {
			options = append(options, mock(python.ToStr(key), value))
		}
	}
	return arena.Profile(nil, options...), nil
}

// mock makes a function that returns a copy of the value, or its argument when it is called with one: SpiffArena's mocks
// give an argument back.
func mock(name string, value python.Value) python.Option {
	return python.Inject(name, python.NewFunction(name, func(_ context.Context, c *python.Call) (python.Value, error) {
		if v := c.Arg(0, "value"); v != nil {
			return v, nil
		}
		return python.DeepCopy(value)
	}))
}
