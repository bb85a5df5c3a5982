package form

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"spiffmodeler/forms"
)

const orderForm = `{"title": "Order", "type": "object", "required": ["customer"], "properties": {
  "customer": {"type": "string"}, "amount": {"type": "integer", "default": 1},
  "express": {"type": "boolean"}, "size": {"enum": ["s", "m"]},
  "extras": {"type": "array", "uniqueItems": true, "items": {"enum": ["gift", "card"]}},
  "address": {"type": "object", "properties": {"city": {"type": "string"}}},
  "tags": {"type": "array", "items": {"type": "string"}}}}`

func newTask(t *testing.T, schema string, data map[string]any, done func(map[string]any)) *Task {
	t.Helper()
	var f *forms.Form
	if schema != "" {
		var err error
		if f, err = forms.Parse([]byte(schema), nil); err != nil {
			t.Fatal(err)
		}
	}
	task := NewTask(TaskConfig{Form: f, Data: data, Complete: done, Instructions: "Please **check**."})
	w := test.NewTempWindow(t, task)
	w.Resize(fyne.NewSize(320, 500))
	return task
}

func (t *Task) control(path string) *control {
	var find func([]taskItem) *control
	find = func(list []taskItem) *control {
		for _, x := range list {
			switch x := x.(type) {
			case *control:
				if x.key == path {
					return x
				}
			case *taskObject:
				if c := find(x.items); c != nil {
					return c
				}
			case *taskArray:
				if c := find(x.items); c != nil {
					return c
				}
			}
		}
		return nil
	}
	return find(t.items)
}

func enter(c *control, text string) {
	c.box.SelectAll()
	for _, r := range text {
		c.box.TypedRune(r)
	}
}

func TestAFormIsFilledInAndCompleted(t *testing.T) {
	var got map[string]any
	task := newTask(t, orderForm, map[string]any{"other": true}, func(d map[string]any) { got = d })
	test.Tap(task.submit)
	if got != nil || !task.problem.isShown() || !task.control("customer").problem.isShown() {
		t.Error("a form without what it needs is completed")
	}
	enter(task.control("customer"), "Ada")
	enter(task.control("amount"), "x")
	test.Tap(task.submit)
	if got != nil || !task.control("amount").problem.isShown() {
		t.Error("a form with a fault is completed")
	}
	if p := task.control("amount").src.Problems("x"); len(p) != 1 || p[0].Message != "A whole number, such as 12." {
		t.Errorf("of an amount that is no number is said %v", p)
	}
	enter(task.control("amount"), "12")
	enter(task.control("address/city"), "Bonn")
	test.Tap(task.control("express").toggle)
	task.control("size").choice.picked("1")
	var extras *taskChoices
	var tags *taskArray
	for _, x := range task.items {
		switch x := x.(type) {
		case *taskChoices:
			extras = x
		case *taskArray:
			tags = x
		}
	}
	test.Tap(extras.toggles[1])
	tags.add()
	enter(task.control("tags/0"), "a")
	tags.add()
	enter(task.control("tags/1"), "b")
	tags.delete(0)
	test.Tap(task.submit)
	want := map[string]any{"other": true, "customer": "Ada", "amount": int64(12), "express": true, "size": "m", "extras": []any{"card"},
		"address": map[string]any{"city": "Bonn"}, "tags": []any{"b"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("completed with %v", got)
	}
}

func TestDataCanBeEditedAsJSON(t *testing.T) {
	var got map[string]any
	task := newTask(t, "", map[string]any{"a": int64(1)}, func(d map[string]any) { got = d })
	if task.json.box.Text() != "{\n  \"a\": 1\n}" {
		t.Errorf("the editor shows %q", task.json.box.Text())
	}
	enter(task.json, `{"a": `)
	test.Tap(task.submit)
	if got != nil || !task.json.problem.isShown() {
		t.Error("broken JSON is completed")
	}
	enter(task.json, `{"a": 2.5}`)
	test.Tap(task.submit)
	if !reflect.DeepEqual(got, map[string]any{"a": 2.5}) {
		t.Errorf("completed with %v", got)
	}
}

func TestFormAndJSONShowTheSameData(t *testing.T) {
	task := newTask(t, orderForm, nil, nil)
	enter(task.control("customer"), "Ada")
	task.ShowJSON(true)
	enter(task.json, `{"customer": "Bob", "amount": 3}`)
	task.ShowJSON(false)
	if c := task.control("customer"); c == nil || c.box.Text() != "Bob" {
		t.Error("the form doesn't show what the JSON says")
	}
	if data, ok := task.Data(); !ok || data["amount"] != int64(3) {
		t.Errorf("data %v, %v", data, ok)
	}
}
