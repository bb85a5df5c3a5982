package arena

import (
	"context"
	"strings"
	"testing"

	"spiffmodeler/runner/python"
)

// run executes a script as in SpiffArena and returns the data as JSON, or the error.
func run(t *testing.T, script string, mocks map[string]python.Value) string {
	t.Helper()
	p, err := python.ParseScript(script)
	if err != nil {
		t.Fatal(err)
	}
	data := python.NewDict()
	data.Set("a_one", python.Int(1))
	data.Set("b", python.NewList(python.Int(2)))
	env := &python.Env{Profile: Profile(mocks)}
	if err := env.Exec(context.Background(), p, data, nil); err != nil {
		return err.Error()
	}
	text, err := python.ToJSON(data)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEachFunctionGivesTheSameTwice(t *testing.T) {
	calls := map[string]string{
		"extract_from_task_data": `("a_")`, "get_task_data_value": `("b")`, "update_task_data_with_dictionary": `({"c": 3})`,
		"fact_service": `(type="cat")`, "generate_markdown_table": `(["a_one"], [{"a_one": 1}])`,
		"get_localtime": `(datetime(2024, 7, 1, 12, 0, tzinfo=pytz.utc)).isoformat()`, "sanitize_for_md": `("a*b")`,
		"get_group_members": `("g")`, "get_task_potential_owners": `("x")`, "get_user": `("ada")`, "get_users_assigned_to_task": `("x")`,
		"get_url_for_task": `("x")`, "get_url_for_task_with_bpmn_identifier": `("Task")`, "create_unique_kkv_top_level_key": `("s", "study")`,
		"get_encoded_file_data": file, "get_markdown_file_download_link": file, "markdown_file_download_link": file,
		"delete_process_instances_with_criteria": `([])`, "refresh_permissions": `([])`, "set_feature_flags": `({}, {})`,
		"set_secret": `("a", "b")`, "set_user_properties": `({})`, "get_secret": `("a")`,
	}
	for _, f := range Functions() {
		args := calls[f.Name]
		if args == "" {
			args = "()"
		}
		script := "x = " + f.Name + args
		first := run(t, script, nil)
		if second := run(t, script, nil); first != second {
			t.Errorf("%s: %s, then %s", f.Name, first, second)
		}
		if strings.Contains(first, `"x":`) == (f.Name == "get_secret") {
			t.Errorf("%s: %s", f.Name, first)
		}
		if f.Doc == "" || !strings.HasSuffix(f.Doc, ".") {
			t.Errorf("%s is not explained", f.Name)
		}
		if got := run(t, "x = "+f.Name+"()", map[string]python.Value{f.Name: python.Str("mine")}); !strings.Contains(got, `"x":"mine"`) {
			t.Errorf("%s cannot be mocked: %s", f.Name, got)
		}
	}
}

const file = `("data:text/plain;name=a.txt;base64,spifffiledatadigest+7a20")`

func TestResults(t *testing.T) {
	for script, want := range map[string]string{
		`x = get_current_user()["username"]`:                                                 `"x":"modeler"`,
		`x = get_localtime(datetime(2024, 7, 1, 12, tzinfo=pytz.utc)).hour`:                  `"x":8`,
		`x = get_localtime(datetime(2024, 7, 1, 12, tzinfo=pytz.utc), "Europe/Berlin").hour`: `"x":14`,
		`x = get_localtime()`:                                          "You must include a datetime",
		`x = extract_from_task_data(lambda k: k == "b")`:               `{"a_one":1,"x":{"b":[2]}}`,
		`x = extract_from_task_data()`:                                 `{"x":{"a_one":1,"b":[2]}}`,
		`x = get_task_data_value("nothing", 5)`:                        `"x":5`,
		`update_task_data_with_dictionary({"b": 3})`:                   `"b":3`,
		`update_task_data_with_dictionary(3)`:                          "Expected a dictionary",
		`x = get_current_task_data(); x["b"].append(3)`:                `"b":[2],"x":{"a_one":1,"b":[2,3]}`,
		`x = get_url_for_task("g", True)`:                              `http://local.spiff/public/tasks/0/g`,
		`x = get_url_for_task_with_bpmn_identifier("T", public=False)`: `http://local.spiff/tasks/0/T"`,
		`x = generate_markdown_table([{"property": "p", "label": "L", "sanitize": False}, "q_r"], [{"p": "*", "q_r": "*"}])`: `| L | Q r |\n| ---- | ---- |\n| * | \\* |\n`,
		`x = get_secret("a")`:        "mock get_secret",
		`x = get_group_members()`:    "needs group_identifier",
		`x = set_user_properties(1)`: "must be a dict",
		`x = delete_process_instances_with_criteria([{}], return_summary=True)["criteria_count"]`: `"x":1`,
	} {
		if got := run(t, script, nil); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", script, got, want)
		}
	}
	mocks := map[string]python.Value{"get_secret": python.Str("s3")}
	if got := run(t, `x = get_secret("name"); y = get_secret()`, mocks); !strings.Contains(got, `"x":"s3","y":"s3"`) {
		t.Errorf("a mock gives its value: %s", got)
	}
}
