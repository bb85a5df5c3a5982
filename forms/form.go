// Package forms reads the JSON-schema forms of user tasks and says what is
// wrong with the data that somebody enters: fields and validation as data. It
// knows the part of JSON schema and of react-jsonschema-form's UI schema that
// forms are made of; what it doesn't know becomes a field of JSON.
package forms

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Kind is the kind of value that a field takes.
type Kind uint8

// The kinds.
const (
	Any Kind = iota // any JSON
	String
	Number
	Integer
	Boolean
	Choice  // one of the options
	Choices // several of the options
	Object
	Array
)

// Form is the form of a user task.
type Form struct {
	Title, Description string
	Fields             []Field
}

// Field is one value of a form.
type Field struct {
	Name        string
	Title       string // what users read
	Description string
	Placeholder string
	Kind        Kind
	Long        bool // text with several lines
	Secret      bool
	Hidden      bool
	ReadOnly    bool
	Required    bool
	Default     any // nil for none

	Options []Option
	Fields  []Field // of an object
	Item    *Field  // of an array

	Format               string
	Pattern              *regexp.Regexp
	Minimum, Maximum     *float64
	Above, Below         *float64 // exclusive
	MinLength, MaxLength *float64 // characters, or items of an array
}

// Empty returns the value that a new item of this kind begins with.
func (f *Field) Empty() any {
	switch f.Kind {
	case String:
		return ""
	case Number, Integer:
		return nil
	case Boolean:
		return false
	case Object:
		return start(f.Fields, nil)
	case Array, Choices:
		return []any{}
	}
	return nil
}

// Option is a value to choose.
type Option struct {
	Value any
	Label string
}

// Parse makes a form of a JSON schema and a UI schema; the latter may be empty.
// The error says which of the two can't be read and in which line.
func Parse(schema, ui []byte) (*Form, error) {
	root, err := decode(schema)
	if err != nil {
		return nil, fmt.Errorf("read the JSON schema: %w", err)
	}
	s, ok := root.(*object)
	if !ok {
		return nil, fmt.Errorf("read the JSON schema: it is no JSON object")
	}
	var u *object
	if strings.TrimSpace(string(ui)) != "" {
		v, err := decode(ui)
		if err != nil {
			return nil, fmt.Errorf("read the UI schema: %w", err)
		}
		u, _ = v.(*object)
	}
	p := parser{root: s}
	top := p.field("", s, u, 0)
	f := &Form{Title: s.text("title"), Description: s.text("description"), Fields: top.Fields}
	if f.Title == "" {
		f.Title = u.text("ui:title")
	}
	return f, nil
}

type parser struct {
	root  *object
	count int
}

// maxFields bounds the fields of a form: a schema of references can name
// exponentially many.
const maxFields = 2000

var kinds = map[string]Kind{"string": String, "number": Number, "integer": Integer, "boolean": Boolean, "object": Object, "array": Array}

func (p *parser) field(name string, s, ui *object, depth int) Field {
	s = p.resolve(s)
	f := Field{Name: name, Title: s.text("title"), Description: s.text("description"), Default: plain(s.get("default")), Format: s.text("format")}
	p.count++
	if p.count > maxFields || depth > maxDepth {
		return f
	}
	f.Kind = kinds[typeOf(s)]
	if f.Kind == Any && s.object("properties") != nil {
		f.Kind = Object
	}
	f.limits(s)
	if f.Options = options(s); len(f.Options) > 0 && f.Kind != Boolean {
		f.Kind = Choice
	}
	switch f.Kind {
	case Object:
		f.Fields = p.members(s, ui, depth)
	case Array:
		item, ok := s.get("items").(*object)
		if !ok {
			f.Kind = Any
			break
		}
		items := ui.object("items")
		x := p.field("", item, items, depth+1)
		if x.Kind == Choice && s.get("uniqueItems") == true {
			f.Kind, f.Options = Choices, x.Options
			break
		}
		f.Item = &x
	}
	f.look(ui)
	if f.Title == "" {
		f.Title = words(name)
	}
	return f
}

// members returns the fields of an object in the order of the schema, or that
// of ui:order.
func (p *parser) members(s, ui *object, depth int) []Field {
	props := s.object("properties")
	if props == nil {
		return nil
	}
	order := slices.Clone(props.keys)
	if want := ui.list("ui:order"); want != nil {
		order = reorder(order, want)
	}
	required := s.list("required")
	var out []Field
	for _, key := range order {
		member, _ := props.get(key).(*object)
		f := p.field(key, member, ui.object(key), depth+1)
		f.Required = slices.Contains(required, any(key))
		out = append(out, f)
	}
	return out
}

func reorder(keys []string, want []any) []string {
	var out []string
	rest := -1
	for _, w := range want {
		if w == "*" {
			rest = len(out)
		} else if k, ok := w.(string); ok && slices.Contains(keys, k) && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	var others []string
	for _, k := range keys {
		if !slices.Contains(out, k) {
			others = append(others, k)
		}
	}
	if rest < 0 {
		rest = len(out)
	}
	return slices.Insert(out, rest, others...)
}

// resolve follows a reference within the schema.
func (p *parser) resolve(s *object) *object {
	for range maxDepth {
		ref := s.text("$ref")
		if !strings.HasPrefix(ref, "#/") {
			return s
		}
		at := p.root
		for _, key := range strings.Split(ref[2:], "/") {
			at = at.object(strings.NewReplacer("~1", "/", "~0", "~").Replace(key))
		}
		if at == nil {
			return s
		}
		s = at
	}
	return s
}

// typeOf returns the type of a schema; of several the first that isn't null.
func typeOf(s *object) string {
	if t := s.text("type"); t != "" {
		return t
	}
	for _, t := range s.list("type") {
		if name, ok := t.(string); ok && name != "null" {
			return name
		}
	}
	return ""
}

// options reads the ways in which schemas list values: enum with enumNames, and
// oneOf or anyOf of constants.
func options(s *object) []Option {
	var out []Option
	names := s.list("enumNames")
	for i, v := range s.list("enum") {
		o := Option{Value: plain(v), Label: label(v)}
		if i < len(names) {
			o.Label = label(names[i])
		}
		out = append(out, o)
	}
	if out != nil {
		return out
	}
	for _, key := range []string{"oneOf", "anyOf"} {
		for _, x := range s.list(key) {
			o, _ := x.(*object)
			v := o.get("const")
			if e := o.list("enum"); v == nil && len(e) == 1 {
				v = e[0]
			}
			if v == nil {
				return nil
			}
			name := o.text("title")
			if name == "" {
				name = label(v)
			}
			out = append(out, Option{plain(v), name})
		}
	}
	return out
}

func label(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return FormatData(plain(v))
}

func (f *Field) limits(s *object) {
	f.Minimum, f.Maximum = s.number("minimum"), s.number("maximum")
	f.Above, f.Below = s.number("exclusiveMinimum"), s.number("exclusiveMaximum")
	f.MinLength, f.MaxLength = s.number("minLength"), s.number("maxLength")
	if f.Kind == Array {
		f.MinLength, f.MaxLength = s.number("minItems"), s.number("maxItems")
	}
	if p := s.text("pattern"); p != "" && len(p) < 1000 {
		// JavaScript's patterns that Go doesn't know are not checked.
		f.Pattern, _ = regexp.Compile(p)
	}
	f.ReadOnly = s.get("readOnly") == true
}

// look takes from the UI schema how a field is shown.
func (f *Field) look(ui *object) {
	get := func(key string) any {
		if v := ui.get("ui:" + key); v != nil {
			return v
		}
		return ui.object("ui:options").get(key)
	}
	text := func(key string, to *string) {
		if s, ok := get(key).(string); ok {
			*to = s
		}
	}
	text("title", &f.Title)
	text("description", &f.Description)
	text("placeholder", &f.Placeholder)
	if f.Description == "" {
		text("help", &f.Description)
	}
	switch get("widget") {
	case "textarea":
		f.Long = true
	case "password":
		f.Secret = true
	case "hidden":
		f.Hidden = true
	}
	if get("readonly") == true || get("disabled") == true {
		f.ReadOnly = true
	}
}

// words makes a title of a name: first_name becomes "First name".
func words(name string) string {
	s := strings.TrimSpace(strings.NewReplacer("_", " ", "-", " ").Replace(name))
	if s == "" {
		return name
	}
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
