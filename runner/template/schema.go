package template

import (
	"context"
	"fmt"
	"strings"

	"spiffmodeler/runner/python"
)

// Kinds of errors of forms, as SpiffArena calls them.
const (
	BadForm       = "error_loading_form"
	NoVariable    = "missing_task_data_var"
	BadVariable   = "invalid_form_data"
	optionsPrefix = "options_from_task_data_var:"
	hiddenFields  = "form_ui_hidden_fields"
)

// RenderSchema renders the JSON schema of a form: first as a template, then lists of options that stand in the task data
// are put in their places. The result is JSON text with members in the order of the schema. The error is an *Error, or that
// of a context that ended.
//
// SpiffArena: routes/process_api_blueprint.py (_update_form_schema_with_task_data_as_needed).
func RenderSchema(ctx context.Context, text string, data *python.Dict, limits python.Limits) (string, error) {
	form, err := renderForm(ctx, text, data, limits)
	if err != nil {
		return "", err
	}
	if data != nil {
		if err := fillOptions(form, data); err != nil {
			return "", err
		}
	}
	return written(form)
}

// RenderUISchema renders the UI schema of a form: first as a template, then the fields that the task data hide get the
// widget "hidden". An empty text is an empty schema.
//
// SpiffArena: routes/process_api_blueprint.py (_munge_form_ui_schema_based_on_hidden_fields_in_task_data).
func RenderUISchema(ctx context.Context, text string, data *python.Dict, limits python.Limits) (string, error) {
	if strings.TrimSpace(text) == "" {
		text = "{}"
	}
	form, err := renderForm(ctx, text, data, limits)
	if err != nil {
		return "", err
	}
	if data == nil {
		return written(form)
	}
	if list, ok := data.Get(hiddenFields); ok {
		names, err := python.Items(list)
		if err != nil {
			return "", &Error{Kind: BadVariable, Message: fmt.Sprintf("the variable '%s' must be a list of field names", hiddenFields), cause: err}
		}
		for _, n := range names {
			if err := hide(form, strings.Split(python.ToStr(n), ".")); err != nil {
				return "", err
			}
		}
	}
	return written(form)
}

func renderForm(ctx context.Context, text string, data *python.Dict, limits python.Limits) (*python.Dict, error) {
	out, err := Render(ctx, text, data, limits)
	if err != nil {
		return nil, err
	}
	v, err := python.FromJSON([]byte(out))
	if err != nil {
		return nil, &Error{Kind: BadForm, Message: "the form is no JSON once its template was rendered: " + strings.TrimPrefix(err.Error(), "read JSON: "), cause: err}
	}
	form, ok := v.(*python.Dict)
	if !ok {
		return nil, &Error{Kind: BadForm, Message: "the form is JSON, but no object"}
	}
	return form, nil
}

func written(form *python.Dict) (string, error) {
	b, err := python.ToJSON(form)
	if err != nil {
		return "", &Error{Kind: BadForm, Message: err.Error(), cause: err}
	}
	return string(b), nil
}

// fillOptions replaces ["options_from_task_data_var:NAME"] under anyOf and items. As in SpiffArena, nothing else below these
// two is looked at.
func fillOptions(d *python.Dict, data *python.Dict) error {
	for _, key := range d.Keys() {
		value, _ := d.GetKey(key)
		if key == python.Value(python.Str("anyOf")) || key == python.Value(python.Str("items")) {
			name, ok := optionsName(value)
			if !ok {
				continue
			}
			list, err := options(name, data)
			if err != nil {
				return err
			}
			if list != nil {
				d.Set(string(key.(python.Str)), list)
			}
			continue
		}
		switch v := value.(type) {
		case *python.Dict:
			if err := fillOptions(v, data); err != nil {
				return err
			}
		case *python.List:
			for _, x := range v.Items() {
				if x, ok := x.(*python.Dict); ok {
					if err := fillOptions(x, data); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

func optionsName(v python.Value) (string, bool) {
	l, ok := v.(*python.List)
	if !ok || l.Len() != 1 {
		return "", false
	}
	s, ok := l.At(0).(python.Str)
	if !ok || !strings.HasPrefix(string(s), optionsPrefix) {
		return "", false
	}
	return strings.ReplaceAll(string(s), optionsPrefix, ""), true
}

// options returns the list in a variable; nil when the variable holds something that forms leave alone.
func options(name string, data *python.Dict) (*python.List, error) {
	v, ok := data.Get(name)
	if !ok {
		return nil, &Error{Kind: NoVariable, Message: fmt.Sprintf("Error building form. Attempting to create a selection list with "+
			"options from variable '%s' but it doesn't exist in the Task Data.", name)}
	}
	if _, ok := v.(python.Str); ok {
		return nil, &Error{Kind: BadVariable, Message: fmt.Sprintf("This form depends on enum variables, but at least one variable was "+
			"a string. The variable '%s' must be a list with at least one element.", name)}
	}
	l, ok := v.(*python.List)
	if !ok {
		return nil, nil
	}
	if l.Len() == 0 {
		return nil, &Error{Kind: BadVariable, Message: fmt.Sprintf("This form depends on variables, but at least one variable was "+
			"empty. The variable '%s' must be a list with at least one element.", name)}
	}
	out := python.NewList()
	for _, x := range l.Items() {
		d, ok := x.(*python.Dict)
		if !ok {
			return l, nil
		}
		value, hasValue := d.Get("value")
		label, hasLabel := d.Get("label")
		if !hasValue || !hasLabel {
			return l, nil
		}
		o := python.NewDict()
		o.Set("type", python.Str("string"))
		o.Set("enum", python.NewList(value))
		o.Set("title", label)
		out.Append(o)
	}
	return out, nil
}

// hide gives the field at a path the widget "hidden".
func hide(form *python.Dict, path []string) error {
	for _, name := range path {
		v, ok := form.Get(name)
		if !ok {
			v = python.NewDict()
			form.Set(name, v)
		}
		d, ok := v.(*python.Dict)
		if !ok {
			return &Error{Kind: BadForm, Message: fmt.Sprintf("the field %s cannot be hidden: %s is no object in the UI schema", strings.Join(path, "."), name)}
		}
		form = d
	}
	form.Set("ui:widget", python.Str("hidden"))
	return nil
}
