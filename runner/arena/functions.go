// Package arena is SpiffArena's script functions without SpiffArena: each gives a harmless result that is the same in every
// run, changes nothing outside of the task's data, and can be replaced by a mock.
package arena

import (
	"context"
	"maps"
	"slices"
	"strings"

	"spiffmodeler/runner/python"
)

// Function is a script function of SpiffArena.
type Function struct {
	Name string
	// Doc says what the function gives here, in one sentence.
	Doc string
	// result is what it always gives, as JSON; or do makes it.
	result string
	do     func(context.Context, *python.Call) (python.Value, error)
	// needs are the arguments without which SpiffArena raises.
	needs []string
}

// user is who runs every process here.
const user = `{"id": 1, "username": "modeler", "email": "modeler@example.com", "display_name": "Modeler",
	"tenant_specific_field_1": null, "tenant_specific_field_2": null, "tenant_specific_field_3": null}`

// frontend is where tasks and files would be found.
const frontend = "http://local.spiff"

// functions are all of them, by subject. SpiffArena makes the name of the class: scripts/*.py.
var functions = []Function{
	// data of the task
	{Name: "extract_from_task_data", Doc: "Removes the variables that begin with a text, or for whose name a function is true, and returns them.", do: extract},
	{Name: "get_current_task_data", Doc: "A copy of the data.", do: currentData},
	{Name: "get_current_task_info", Doc: "A task without names, parents and children.", result: `{"id": "00000000-0000-0000-0000-000000000001",
		"parent": null, "children": [], "last_state_change": 0.0, "state": 16, "task_spec": "", "triggered": false, "internal_data": {}}`},
	{Name: "get_data_sizes", Doc: "The size of the data as JSON.", do: dataSizes},
	{Name: "get_task_data_value", Doc: "The variable, or the default where it is missing or None.", do: dataValue, needs: []string{"variable_name"}},
	{Name: "update_task_data_with_dictionary", Doc: "Sets each member as a variable.", do: updateData},

	// texts and times
	{Name: "fact_service", Doc: "The type of the fact, as a text.", do: fact},
	{Name: "generate_markdown_table", Doc: "The table.", do: markdownTable},
	{Name: "get_localtime", Doc: "The time in a zone, US/Eastern if none is given.", do: localTime},
	{Name: "sanitize_for_md", Doc: "The text with what has a meaning in Markdown escaped.", do: sanitize},

	// people
	{Name: "get_current_user", Doc: "The user modeler.", result: user},
	{Name: "get_group_members", Doc: "The user modeler alone.", result: `["modeler"]`, needs: []string{"group_identifier"}},
	{Name: "get_groups_for_user", Doc: "No groups.", result: `[]`},
	{Name: "get_last_user_completing_task", Doc: "The user modeler.", result: user},
	{Name: "get_process_initiator_user", Doc: "The user modeler.", result: user},
	{Name: "get_task_potential_owners", Doc: "The user modeler and no groups.", result: `{"users": ["modeler"], "groups": []}`, needs: []string{"task_guid"}},
	{Name: "get_user", Doc: "A user of that name.", do: userOfName, needs: []string{"username"}},
	{Name: "get_user_properties", Doc: "No properties.", result: `{}`},
	{Name: "get_users_assigned_to_task", Doc: "The user modeler alone.", result: `["modeler"]`, needs: []string{"task_guid"}},
	{Name: "times_executed_by_user", Doc: "1: this run.", result: `1`},
	{Name: "user_has_started_instance", Doc: "True: this run.", result: `true`},

	// the place
	{Name: "get_env", Doc: "The text local.", result: `"local"`},
	{Name: "get_frontend_url", Doc: "The address " + frontend + ".", result: `"` + frontend + `"`},
	{Name: "get_toplevel_process_info", Doc: "Instance 0 of the model local.", result: `{"process_instance_id": 0, "process_model_identifier": "local"}`},
	{Name: "get_url_for_task", Doc: "An address with the identifier of the task.", do: taskURL(false), needs: []string{"task_guid"}},
	{Name: "get_url_for_task_with_bpmn_identifier", Doc: "An address with the BPMN id of the task.", do: taskURL(true), needs: []string{"bpmn_identifier"}},

	// files that people send in
	{Name: "get_encoded_file_data", Doc: "The file, empty.", do: fileData, needs: []string{"digest_reference"}},
	{Name: "get_markdown_file_download_link", Doc: "A link to the file.", do: fileLink, needs: []string{"digest_reference"}},
	{Name: "markdown_file_download_link", Doc: "A link to the file.", do: fileLink, needs: []string{"digest_reference"}},

	// what reads or changes the server
	{Name: "create_unique_kkv_top_level_key", Doc: "The prefix and 1.", do: uniqueKey, needs: []string{"identifier", "prefix"}},
	{Name: "delete_process_instances_with_criteria", Doc: "0: nothing is deleted.", do: deleteNothing, needs: []string{"criteria"}},
	{Name: "get_all_permissions", Doc: "No permissions.", result: `[]`},
	{Name: "get_secret", Doc: "Raises: there are no secrets, so mock it.", do: noSecret},
	{Name: "refresh_permissions", Doc: "None: nothing is changed.", result: `null`, needs: []string{"group_info"}},
	{Name: "set_feature_flags", Doc: "None: nothing is changed.", result: `null`, needs: []string{"default_feature_flags", "process_model_overrides"}},
	{Name: "set_secret", Doc: "None: nothing is kept.", result: `null`, needs: []string{"secret_key", "secret_value"}},
	{Name: "set_user_properties", Doc: "None: nothing is kept.", do: keepNothing},
}

// Functions returns all functions in the order of their names, for help and completion.
func Functions() []Function {
	list := slices.Clone(functions)
	slices.SortFunc(list, func(a, b Function) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Profile is what scripts see in SpiffArena: its restricted environment, its functions and, before them, the mocks, each a
// function that returns a copy of its value whatever it is called with. Options come last.
func Profile(mocks map[string]python.Value, options ...python.Option) *python.Profile {
	all := make([]python.Option, 0, len(functions)+len(mocks)+len(options))
	for _, f := range functions {
		all = append(all, python.Inject(f.Name, python.NewFunction(f.Name, f.call)))
	}
	for _, name := range slices.Sorted(maps.Keys(mocks)) {
		all = append(all, python.Inject(name, python.NewFunction(name, func(context.Context, *python.Call) (python.Value, error) {
			return python.DeepCopy(mocks[name])
		})))
	}
	return python.Arena(append(all, options...)...)
}

// WithoutFunctions is what scripts see in SpiffArena where no process runs, as in the unit tests of scripts.
func WithoutFunctions() *python.Profile {
	return python.Arena(python.Inject("sanitize_for_md", python.NewFunction("sanitize_for_md", sanitize)))
}

// call runs the function.
func (f Function) call(ctx context.Context, c *python.Call) (python.Value, error) {
	if len(c.Args)+len(c.Keywords) < len(f.needs) {
		return nil, python.Raise("ValueError", "%s() needs %s", f.Name, strings.Join(f.needs, ", "))
	}
	if f.do != nil {
		return f.do(ctx, c)
	}
	return python.FromJSON([]byte(f.result))
}
