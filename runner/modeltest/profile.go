package modeltest

import (
	"context"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/template"
)

// missing are names that models have in SpiffArena but not in its runner of tests.
var missing = []string{"all", "any", "calendar", "max", "min", "random", "re"}

// profile is what scripts see in a test: SpiffArena's environment, functions that need neither users nor a database, and
// the mocks of the case.
func profile(mocks *python.Dict) *python.Profile {
	options := []python.Option{python.Without(missing...)}
	for name, f := range functions {
		options = append(options, python.Inject(name, python.NewFunction(name, f)))
	}
	if mocks != nil {
		for key, value := range mocks.All() {
			name := python.ToStr(key)
			options = append(options, python.Inject(name, python.NewFunction(name, func(_ context.Context, c *python.Call) (python.Value, error) {
				if v := c.Arg(0, "value"); v != nil { // SpiffArena's mocks give an argument back
					return v, nil
				}
				return python.DeepCopy(value)
			})))
		}
	}
	return python.Arena(options...)
}

// functions are those of SpiffArena's functions that give the same in every test.
var functions = map[string]func(context.Context, *python.Call) (python.Value, error){
	"sanitize_for_md": func(_ context.Context, c *python.Call) (python.Value, error) {
		s, ok := c.Arg(0, "value").(python.Str)
		if !ok {
			return nil, python.Raise("TypeError", "expected string or bytes-like object")
		}
		return python.Str(template.Sanitize(string(s))), nil
	},
	"get_env": func(context.Context, *python.Call) (python.Value, error) {
		return python.Str("mocked-environment-identifier"), nil
	},
	"get_toplevel_process_info": func(context.Context, *python.Call) (python.Value, error) {
		d := python.NewDict()
		d.Set("process_instance_id", python.Int(1))
		d.Set("process_model_identifier", python.Str("fake-test-process-model-identifier"))
		return d, nil
	},
	"get_current_task_data": func(_ context.Context, c *python.Call) (python.Value, error) { return python.DeepCopy(c.Data) },
	"get_task_data_value": func(_ context.Context, c *python.Call) (python.Value, error) {
		name, ok := c.Arg(0, "variable_name").(python.Str)
		if !ok {
			return nil, python.Raise("TypeError", "get_task_data_value() needs the name of a variable")
		}
		if v, ok := c.Data.Get(string(name)); ok && v != python.None {
			return v, nil
		}
		return c.Arg(1, "default"), nil
	},
	"update_task_data_with_dictionary": func(_ context.Context, c *python.Call) (python.Value, error) {
		d, ok := c.Arg(0, "data").(*python.Dict)
		if !ok {
			return nil, python.Raise("TypeError", "update_task_data_with_dictionary() needs a dictionary")
		}
		for key, v := range d.All() {
			if err := c.Data.SetKey(key, v); err != nil {
				return nil, err
			}
		}
		return nil, nil
	},
}
