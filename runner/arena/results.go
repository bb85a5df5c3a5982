package arena

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/template"
)

// This file has the results that are not always the same.

// text returns an argument as a text.
func text(c *python.Call, i int, name string) string {
	v := c.Arg(i, name)
	if v == nil {
		return ""
	}
	return python.ToStr(v)
}

func extract(_ context.Context, c *python.Call) (python.Value, error) {
	out := python.NewDict()
	if c.Data == nil {
		return out, nil
	}
	choice := c.Arg(0, "predicate")
	if choice != nil && !python.Truth(choice) {
		choice = nil
	}
	prefix, isText := choice.(python.Str)
	if choice != nil && !isText && !python.Callable(choice) {
		return nil, python.Raise("ValueError", "Optional predicate must either be a string or callable.")
	}
	for key, v := range c.Data.Copy().All() {
		if python.Callable(v) || v.Type().Name() == "module" {
			continue
		}
		chosen := choice == nil
		switch {
		case isText:
			chosen = strings.HasPrefix(python.ToStr(key), string(prefix))
		case choice != nil:
			yes, err := c.Call(choice, key)
			if err != nil {
				return nil, err
			}
			chosen = python.Truth(yes)
		}
		if chosen {
			if err := out.SetKey(key, v); err != nil {
				return nil, err
			}
			c.Data.DeleteKey(key)
		}
	}
	return out, nil
}

func currentData(_ context.Context, c *python.Call) (python.Value, error) {
	out := python.NewDict()
	if c.Data == nil {
		return out, nil
	}
	for key, v := range c.Data.All() {
		if python.Callable(v) || v.Type().Name() == "module" {
			continue
		}
		copied, err := python.DeepCopy(v)
		if err != nil {
			return nil, err
		}
		if err := out.SetKey(key, copied); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func dataSizes(ctx context.Context, c *python.Call) (python.Value, error) {
	data, err := currentData(ctx, c)
	if err != nil {
		return nil, err
	}
	size := 0
	if raw, err := python.ToJSON(data); err == nil {
		size = len(raw)
	}
	out := python.NewDict()
	out.Set("python_env_size", python.Int(0))
	out.Set("python_env_keys", python.NewList())
	out.Set("task_data_size", python.Int(size))
	out.Set("task_data_keys_by_task", python.NewDict())
	return out, nil
}

func dataValue(_ context.Context, c *python.Call) (python.Value, error) {
	if name, ok := c.Arg(0, "variable_name").(python.Str); ok && c.Data != nil {
		if v, ok := c.Data.Get(string(name)); ok && v != python.None {
			return v, nil
		}
	}
	return c.Arg(1, "default"), nil
}

func updateData(_ context.Context, c *python.Call) (python.Value, error) {
	d, ok := c.Arg(0, "updates").(*python.Dict)
	if !ok {
		return nil, python.Raise("ValueError", "Expected a dictionary as the first argument.")
	}
	if c.Data == nil {
		return nil, nil
	}
	for key, v := range d.All() {
		if err := c.Data.SetKey(key, v); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func fact(_ context.Context, c *python.Call) (python.Value, error) {
	kind, ok := c.Keywords["type"]
	if !ok {
		return nil, python.Raise("Exception", "Please specify a 'type' of fact as a keyword argument.")
	}
	return python.Str("fact of type " + python.ToStr(kind)), nil
}

// markdownTable draws a table of a list of dictionaries.
//
// SpiffArena: scripts/generate_markdown_table.py.
func markdownTable(_ context.Context, c *python.Call) (python.Value, error) {
	columns, data := c.Arg(0, "columns"), c.Arg(1, "data")
	for _, missing := range []struct {
		name  string
		value python.Value
	}{{"columns", columns}, {"data", data}} {
		if missing.value == nil || missing.value == python.None {
			return nil, python.Raise("ValueError", "Missing required argument: '%s'. Ensure that '%s' is passed as a positional or keyword argument.", missing.name, missing.name)
		}
	}
	heads, err := python.Items(columns)
	if err != nil {
		return nil, err
	}
	rows, err := python.Items(data)
	if err != nil {
		return nil, err
	}
	list := make([]column, len(heads))
	labels, lines := make([]string, len(heads)), make([]string, len(heads))
	for i, h := range heads {
		if list[i], err = columnOf(h); err != nil {
			return nil, err
		}
		labels[i], lines[i] = list[i].label, "----"
	}
	var b strings.Builder
	row := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	row(labels)
	row(lines)
	cells := make([]string, len(list))
	for _, r := range rows {
		d, ok := r.(*python.Dict)
		if !ok {
			return nil, python.Raise("AttributeError", "'%s' object has no attribute 'get'", r.Type().Name())
		}
		for i, col := range list {
			cells[i] = col.cell(d)
		}
		row(cells)
	}
	return python.Str(b.String()), nil
}

// column is a column of a table.
type column struct {
	property, label string
	plain, time     bool
}

func columnOf(v python.Value) (column, error) {
	d, ok := v.(*python.Dict)
	if !ok {
		name := python.ToStr(v)
		return column{property: name, label: capitalize(strings.ReplaceAll(name, "_", " "))}, nil
	}
	var col column
	for name, target := range map[string]*string{"property": &col.property, "label": &col.label} {
		x, ok := d.Get(name)
		if !ok {
			return col, python.Raise("KeyError", "%s", name)
		}
		*target = python.ToStr(x)
	}
	if f, ok := d.Get("formatter"); ok {
		col.time = python.ToStr(f) == timeFormat
	}
	if s, ok := d.Get("sanitize"); ok {
		col.plain = s != python.Bool(true)
	}
	return col, nil
}

const timeFormat = "convert_seconds_to_date_time_for_display"

func (col column) cell(row *python.Dict) string {
	value := ""
	if v, ok := row.Get(col.property); ok {
		value = python.ToStr(v)
	}
	switch {
	case col.time:
		return "SPIFF_FORMAT:::" + timeFormat + "(" + value + ")"
	case col.plain:
		return value
	}
	return template.Sanitize(value)
}

func capitalize(s string) string {
	r := []rune(strings.ToLower(s))
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}

func localTime(ctx context.Context, c *python.Call) (python.Value, error) {
	when := c.Arg(0, "datetime")
	if when == nil {
		return nil, python.Raise("ValueError", "You must include a datetime to convert.")
	}
	data := python.NewDict()
	data.Set("when", when)
	data.Set("zone", python.Str("US/Eastern"))
	if zone := c.Arg(1, "timezone"); zone != nil {
		data.Set("zone", zone)
	}
	program, err := python.ParseExpr("when.astimezone(pytz.timezone(zone))")
	if err != nil {
		return nil, err
	}
	return c.Env.Eval(ctx, program, data, nil)
}

func sanitize(_ context.Context, c *python.Call) (python.Value, error) {
	s, ok := c.Arg(0, "value").(python.Str)
	if !ok {
		return nil, python.Raise("TypeError", "expected string or bytes-like object")
	}
	return python.Str(template.Sanitize(string(s))), nil
}

func userOfName(_ context.Context, c *python.Call) (python.Value, error) {
	v, err := python.FromJSON([]byte(user))
	if err != nil {
		return nil, err
	}
	name, d := text(c, 0, "username"), v.(*python.Dict)
	d.Set("username", python.Str(name))
	d.Set("email", python.Str(name+"@example.com"))
	d.Set("display_name", python.Str(capitalize(name)))
	return d, nil
}

// taskURL makes the address of a task; public says what is meant where the call does not.
func taskURL(public bool) func(context.Context, *python.Call) (python.Value, error) {
	return func(_ context.Context, c *python.Call) (python.Value, error) {
		open := public
		v := c.Keywords["public"]
		if v == nil && !public && len(c.Args) > 1 {
			v = c.Args[1]
		}
		if v != nil {
			open = v == python.Bool(true)
		}
		segment := ""
		if open {
			segment = "/public"
		}
		id := text(c, 0, "task_guid") + text(c, 1<<30, "bpmn_identifier")
		return python.Str(fmt.Sprintf("%s%s/tasks/0/%s", frontend, segment, id)), nil
	}
}

// fileParts takes a reference to a file apart: data:TYPE;name=NAME;base64,DIGEST.
func fileParts(c *python.Call) (head, name, digest string, err error) {
	ref := text(c, 0, "digest_reference")
	parts := strings.Split(ref, ";")
	if len(parts) < 3 || !strings.Contains(parts[1], "=") || !strings.Contains(parts[2], ",") {
		return "", "", "", python.Raise("ValueError", "%q is no reference to a file", ref)
	}
	_, name, _ = strings.Cut(parts[1], "=")
	_, digest, _ = strings.Cut(parts[2], ",")
	if n := len(digest); n > 64 {
		digest = digest[n-64:]
	}
	return parts[0] + ";" + parts[1], name, digest, nil
}

func fileData(_ context.Context, c *python.Call) (python.Value, error) {
	head, _, _, err := fileParts(c)
	return python.Str(head + ";base64,"), err
}

func fileLink(_ context.Context, c *python.Call) (python.Value, error) {
	_, name, digest, err := fileParts(c)
	return python.Str(fmt.Sprintf("[%s](%s/v1.0/process-data-file-download/local/0/%s)", name, frontend, digest)), err
}

func uniqueKey(_ context.Context, c *python.Call) (python.Value, error) {
	return python.Str(text(c, 1, "prefix") + "1"), nil
}

func deleteNothing(_ context.Context, c *python.Call) (python.Value, error) {
	if v := c.Keywords["return_summary"]; v == nil || !python.Truth(v) {
		return python.Int(0), nil
	}
	criteria, err := python.Items(c.Arg(0, "criteria"))
	if err != nil {
		return nil, err
	}
	limit := c.Arg(1, "limit")
	if limit == nil {
		limit = python.None
	}
	out := python.NewDict()
	out.Set("total_deleted", python.Int(0))
	out.Set("limit", limit)
	out.Set("criteria_count", python.Int(len(criteria)))
	out.Set("by_model_status", python.NewList())
	return out, nil
}

func noSecret(context.Context, *python.Call) (python.Value, error) {
	return nil, python.Raise("Exception", "there are no secrets here: mock get_secret")
}

func keepNothing(_ context.Context, c *python.Call) (python.Value, error) {
	if v := c.Arg(0, "properties"); v != nil {
		if _, ok := v.(*python.Dict); ok {
			return nil, nil
		}
	}
	return nil, python.Raise("ValueError", "Args to set_user_properties must be a dict.")
}
