package template_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/template"
)

func dict(t *testing.T, json string) *python.Dict {
	t.Helper()
	v, err := python.FromJSON([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	return v.(*python.Dict)
}

const formData = `{"who": "Ada \"A\" <x>", "fruit": [{"value": "a", "label": "Apple"}, {"value": "b", "label": "Banana"}], "plain": ["x", "y"],
	"nothing": [], "word": "abc", "number": 3, "form_ui_hidden_fields": ["a", "b.c"]}`

func TestFormsAreRenderedAndFilled(t *testing.T) {
	for text, want := range map[string]string{
		`{"title": {{ who|tojson }}, "a": 1, "type": "object"}`: `{"title":"Ada \"A\" \u003cx\u003e","a":1,"type":"object"}`,
		`{"title": "{{ word }}"}`:                               `{"title":"abc"}`,
		`{"p": {"f": {"anyOf": ["options_from_task_data_var:fruit"]}}}`: `{"p":{"f":{"anyOf":[{"type":"string","enum":["a"],"title":"Apple"},` +
			`{"type":"string","enum":["b"],"title":"Banana"}]}}}`,
		`{"l": [{"items": ["options_from_task_data_var:plain"]}]}`:           `{"l":[{"items":["x","y"]}]}`,
		`{"items": ["options_from_task_data_var:number"]}`:                   `{"items":["options_from_task_data_var:number"]}`,
		`{"items": {"anyOf": ["options_from_task_data_var:fruit"]}}`:         `{"items":{"anyOf":["options_from_task_data_var:fruit"]}}`,
		`{"enum": ["options_from_task_data_var:fruit"], "anyOf": ["a","b"]}`: `{"enum":["options_from_task_data_var:fruit"],"anyOf":["a","b"]}`,
	} {
		got, err := template.RenderSchema(context.Background(), text, dict(t, formData), python.Limits{})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if same(t, got) != same(t, want) {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
}

// same writes JSON in one way.
func same(t *testing.T, text string) string { return python.Repr(dict(t, text)) }

func TestFormsThatCannotBeBuiltSayWhy(t *testing.T) {
	for text, want := range map[string][2]string{
		`{"title": "{{ who }}"`: {template.BadForm, "JSON"},
		`[1]`:                   {template.BadForm, "object"},
		`{"anyOf": ["options_from_task_data_var:missing"]}`: {template.NoVariable, "'missing'"},
		`{"items": ["options_from_task_data_var:nothing"]}`: {template.BadVariable, "empty"},
		`{"items": ["options_from_task_data_var:word"]}`:    {template.BadVariable, "string"},
		"{\n\"a\": {{ nope.x }}}":                           {"UndefinedError", "'nope' is undefined"},
		"{\n\"a\": {{ nope|tojson }}}":                      {"TypeError", "Undefined is not JSON serializable"},
		"{\n{% if %}}":                                      {"TemplateSyntaxError", "Expected an expression"},
	} {
		_, err := template.RenderSchema(context.Background(), text, dict(t, formData), python.Limits{})
		var e *template.Error
		if !errors.As(err, &e) || e.Kind != want[0] || !strings.Contains(e.Message, want[1]) {
			t.Errorf("%s: %v", text, err)
		} else if text[1] == '\n' && (e.Line != 2 || !strings.HasPrefix(e.Text, strings.Split(text, "\n")[1])) {
			t.Errorf("%s: line %d %q", text, e.Line, e.Text)
		}
	}
}

func TestTaskDataHideFields(t *testing.T) {
	got, err := template.RenderUISchema(context.Background(), `{"ui:order": ["a"], "b": {"x": 1}}`, dict(t, formData), python.Limits{})
	if err != nil || got != `{"ui:order":["a"],"b":{"x":1,"c":{"ui:widget":"hidden"}},"a":{"ui:widget":"hidden"}}` {
		t.Error(got, err)
	}
	if got, err := template.RenderUISchema(context.Background(), "", nil, python.Limits{}); err != nil || got != "{}" {
		t.Error(got, err)
	}
	_, err = template.RenderUISchema(context.Background(), `{"b": "text"}`, dict(t, formData), python.Limits{})
	var e *template.Error
	if !errors.As(err, &e) || !strings.Contains(e.Message, "b.c cannot be hidden") {
		t.Error(err)
	}
}
