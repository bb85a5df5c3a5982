package forms

import (
	"reflect"
	"strings"
	"testing"
)

const schema = `{
  "title": "Order", "description": "What to buy", "type": "object",
  "required": ["customer", "amount"],
  "properties": {
    "customer": {"type": "string", "title": "Customer", "minLength": 2},
    "amount": {"type": "integer", "minimum": 1, "maximum": 10, "default": 1},
    "price": {"type": "number", "exclusiveMinimum": 0},
    "express": {"type": "boolean", "default": false},
    "size": {"type": "string", "enum": ["s", "m"], "enumNames": ["Small", "Medium"]},
    "colour": {"oneOf": [{"const": 1, "title": "Red"}, {"const": 2, "title": "Blue"}]},
    "extras": {"type": "array", "uniqueItems": true, "items": {"type": "string", "enum": ["gift", "card"]}},
    "address": {"$ref": "#/definitions/address"},
    "lines": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}}}},
    "note": {"type": ["string", "null"], "format": "email"},
    "free": {}
  },
  "definitions": {"address": {"type": "object", "properties": {"city": {"type": "string", "default": "Bonn"}, "first_street": {"type": "string"}}}}
}`

const uiSchema = `{"ui:order": ["amount", "*", "customer"], "note": {"ui:widget": "textarea", "ui:placeholder": "say it"},
  "price": {"ui:options": {"widget": "hidden"}}, "customer": {"ui:readonly": true}}`

func form(t *testing.T) *Form {
	t.Helper()
	f, err := Parse([]byte(schema), []byte(uiSchema))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *Form) field(name string) *Field {
	for i := range f.Fields {
		if f.Fields[i].Name == name {
			return &f.Fields[i]
		}
	}
	return nil
}

func TestSchemaBecomesFields(t *testing.T) {
	f := form(t)
	var names []string
	kinds := map[string]Kind{}
	for _, x := range f.Fields {
		names = append(names, x.Name)
		kinds[x.Name] = x.Kind
	}
	if got := strings.Join(names, " "); got != "amount price express size colour extras address lines note free customer" {
		t.Errorf("the order is %s", got)
	}
	want := map[string]Kind{"customer": String, "amount": Integer, "price": Number, "express": Boolean, "size": Choice, "colour": Choice,
		"extras": Choices, "address": Object, "lines": Array, "note": String, "free": Any}
	if !reflect.DeepEqual(kinds, want) {
		t.Errorf("kinds %v", kinds)
	}
	if o := f.field("size").Options; len(o) != 2 || o[1] != (Option{"m", "Medium"}) {
		t.Errorf("size offers %v", o)
	}
	if o := f.field("colour").Options; len(o) != 2 || o[0] != (Option{int64(1), "Red"}) {
		t.Errorf("colour offers %v", o)
	}
	if a := f.field("address").Fields; len(a) != 2 || a[1].Title != "First street" {
		t.Errorf("address has %v", a)
	}
	if n := f.field("note"); !n.Long || n.Placeholder != "say it" || !f.field("price").Hidden || !f.field("customer").ReadOnly || !f.field("customer").Required {
		t.Error("the UI schema is not followed")
	}
}

func TestDefaultsFillWhatIsMissing(t *testing.T) {
	given := map[string]any{"amount": int64(3), "other": "x"}
	got := form(t).Start(given)
	want := map[string]any{"amount": int64(3), "other": "x", "express": false, "address": map[string]any{"city": "Bonn"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if len(given) != 2 {
		t.Error("the data given was changed")
	}
}

func TestValidation(t *testing.T) {
	f := form(t)
	for _, c := range []struct {
		data string
		want string // path: message, joined
	}{
		{`{"customer": "Ada", "amount": 2, "lines": [{"sku": "a"}]}`, ""},
		{`{}`, "amount: This is needed. customer: This is needed."},
		{`{"customer": "A", "amount": 1.5}`, "amount: A whole number. customer: At least 2 characters."},
		{`{"customer": "Ada", "amount": 11}`, "amount: At most 10."},
		{`{"customer": "Ada", "amount": 2, "price": 0}`, "price: More than 0."},
		{`{"customer": "Ada", "amount": "2"}`, "amount: A number."},
		{`{"customer": "Ada", "amount": 2, "size": "x", "colour": 3, "extras": ["gift", "z"]}`, "size: One of the options. colour: One of the options. extras: Some of the options."},
		{`{"customer": "Ada", "amount": 2, "lines": []}`, "lines: At least 1 item."},
		{`{"customer": "Ada", "amount": 2, "lines": [{"sku": "a"}, {}]}`, "lines/1/sku: This is needed."},
		{`{"customer": "Ada", "amount": 2, "address": {"city": 1}}`, "address/city: A text."},
		{`{"customer": "Ada", "amount": 2, "note": "nobody"}`, "note: Such as name@example.com."},
		{`{"customer": "Ada", "amount": 2.0, "colour": 1.0, "free": [1, null]}`, ""},
	} {
		data, err := ParseData(c.data)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range f.Validate(data) {
			got = append(got, p.Path+": "+p.Message)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.data, s, c.want)
		}
	}
}

func TestBrokenAndHostileSchemas(t *testing.T) {
	for text, want := range map[string]string{
		"{\n \"a\": ,\n}": "line 2", "[1]": "no JSON object", "": "unexpected EOF", `{"a": 1} x`: "after the JSON value",
		strings.Repeat(`{"properties":`, 500) + "1" + strings.Repeat("}", 500): "too deeply",
	} {
		if _, err := Parse([]byte(text), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30s: error %v", text, err)
		}
	}
	loop := `{"type": "object", "properties": {"a": {"$ref": "#/d/x"}, "b": {"$ref": "#/d/y"}},
	  "d": {"x": {"type": "object", "properties": {"a": {"$ref": "#/d/x"}, "b": {"$ref": "#/d/x"}}}, "y": {"$ref": "#/d/y"}}}`
	f, err := Parse([]byte(loop), nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var count func([]Field)
	count = func(list []Field) {
		for _, x := range list {
			n++
			count(x.Fields)
		}
	}
	count(f.Fields)
	if n > 2*maxFields {
		t.Errorf("a schema that names itself has %d fields", n)
	}
}

func TestDataIsJSONThatPeopleRead(t *testing.T) {
	data, err := ParseData(`{"b": 1, "a": [1.5, "x<y"], "n": null}`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := FormatData(data), "{\n  \"a\": [\n    1.5,\n    \"x<y\"\n  ],\n  \"b\": 1,\n  \"n\": null\n}"; got != want {
		t.Errorf("got %s", got)
	}
	if _, ok := data["b"].(int64); !ok {
		t.Errorf("a whole number is a %T", data["b"])
	}
	if _, err := ParseData("[1]"); err == nil {
		t.Error("a list is taken for the data of a task")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(schema), []byte(uiSchema))
	f.Add([]byte(`{"items": {"$ref": "#"}, "type": "array"}`), []byte(`{"ui:order": [1]}`))
	f.Fuzz(func(t *testing.T, s, ui []byte) {
		form, err := Parse(s, ui)
		if err != nil {
			return
		}
		data := form.Start(nil)
		form.Validate(data)
		FormatData(data)
	})
}
