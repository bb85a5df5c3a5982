package forms

import (
	"fmt"
	"math"
	"net/mail"
	"net/url"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"
)

// Problem is what is wrong with one value.
type Problem struct {
	Path    string // names and indices from the form down: "address/city", "lines/0/price"
	Title   string // of the field
	Message string
}

// Start returns the data that a form begins with: what is there already, and
// the defaults of the schema for what is not. The data given is left alone.
func (f *Form) Start(data map[string]any) map[string]any { return start(f.Fields, data) }

func start(fields []Field, data map[string]any) map[string]any {
	out := make(map[string]any, len(data))
	for k, v := range data {
		out[k] = v
	}
	for _, f := range fields {
		v, there := out[f.Name]
		switch {
		case f.Kind == Object:
			inner, _ := v.(map[string]any)
			if base, ok := f.Default.(map[string]any); ok && !there {
				inner = base
			}
			if there && inner == nil {
				continue // something else: it stays
			}
			if filled := start(f.Fields, inner); len(filled) > 0 || there {
				out[f.Name] = filled
			}
		case !there && f.Default != nil:
			out[f.Name] = f.Default
		}
	}
	return out
}

// Validate returns what is wrong with the data, in the order of the fields.
func (f *Form) Validate(data map[string]any) []Problem { return validate("", f.Fields, data) }

func validate(path string, fields []Field, data map[string]any) []Problem {
	var out []Problem
	for _, f := range fields {
		v, there := data[f.Name]
		out = append(out, f.validate(path+f.Name, v, there)...)
	}
	return out
}

func (f *Field) validate(path string, v any, there bool) []Problem {
	if !there || v == nil || v == "" {
		if f.Required && !f.Hidden && (v == nil || v == "") {
			return []Problem{{path, f.Title, "This is needed."}}
		}
		if !there || v == nil {
			return nil
		}
	}
	if m := f.Check(v); m != "" {
		return []Problem{{path, f.Title, m}}
	}
	switch f.Kind {
	case Object:
		return validate(path+"/", f.Fields, v.(map[string]any))
	case Array:
		var out []Problem
		for i, x := range v.([]any) {
			out = append(out, f.Item.validate(path+"/"+strconv.Itoa(i), x, true)...)
		}
		return out
	}
	return nil
}

// Check says what is wrong with one value, not looking into objects and arrays;
// empty for nothing.
func (f *Field) Check(v any) string {
	switch f.Kind {
	case String:
		s, ok := v.(string)
		if !ok {
			return "A text."
		}
		return f.checkText(s)
	case Number, Integer:
		n, ok := number(v)
		switch {
		case !ok:
			return "A number."
		case f.Kind == Integer && n != math.Trunc(n):
			return "A whole number."
		}
		return f.checkNumber(n)
	case Boolean:
		if _, ok := v.(bool); !ok {
			return "True or false."
		}
	case Choice:
		if !f.hasOption(v) {
			return "One of the options."
		}
	case Choices:
		list, ok := v.([]any)
		for _, x := range list {
			ok = ok && f.hasOption(x)
		}
		if !ok {
			return "Some of the options."
		}
	case Object:
		if _, ok := v.(map[string]any); !ok {
			return "An object."
		}
	case Array:
		list, ok := v.([]any)
		if !ok {
			return "A list."
		}
		return f.checkLength(float64(len(list)), "item")
	}
	return ""
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

func (f *Field) hasOption(v any) bool {
	for _, o := range f.Options {
		if Same(o.Value, v) {
			return true
		}
	}
	return false
}

// Same reports whether two values are equal; 1 and 1.0 are.
func Same(a, b any) bool {
	if x, ok := number(a); ok {
		y, ok := number(b)
		return ok && x == y
	}
	return reflect.DeepEqual(a, b)
}

func (f *Field) checkNumber(n float64) string {
	text := func(v *float64) string { return strconv.FormatFloat(*v, 'f', -1, 64) }
	switch {
	case f.Minimum != nil && n < *f.Minimum:
		return "At least " + text(f.Minimum) + "."
	case f.Maximum != nil && n > *f.Maximum:
		return "At most " + text(f.Maximum) + "."
	case f.Above != nil && n <= *f.Above:
		return "More than " + text(f.Above) + "."
	case f.Below != nil && n >= *f.Below:
		return "Less than " + text(f.Below) + "."
	}
	return ""
}

func (f *Field) checkLength(n float64, unit string) string {
	count := func(v float64) string {
		if v == 1 {
			return "1 " + unit
		}
		return strconv.FormatFloat(v, 'f', -1, 64) + " " + unit + "s"
	}
	switch {
	case f.MinLength != nil && n < *f.MinLength:
		return "At least " + count(*f.MinLength) + "."
	case f.MaxLength != nil && n > *f.MaxLength:
		return "At most " + count(*f.MaxLength) + "."
	}
	return ""
}

// formats are the formats of texts that are checked.
var formats = map[string]struct {
	ok      func(string) bool
	example string
}{
	"email":     {func(s string) bool { a, err := mail.ParseAddress(s); return err == nil && a.Address == s }, "name@example.com"},
	"date":      {layout("2006-01-02"), "2030-01-31"},
	"time":      {func(s string) bool { return layout("15:04:05Z07:00")(s) || layout("15:04:05")(s) || layout("15:04")(s) }, "09:30:00"},
	"date-time": {layout(time.RFC3339), "2030-01-31T09:30:00Z"},
	"uri":       {func(s string) bool { u, err := url.Parse(s); return err == nil && u.Scheme != "" }, "https://example.com"},
}

func layout(l string) func(string) bool {
	return func(s string) bool { _, err := time.Parse(l, s); return err == nil }
}

func (f *Field) checkText(s string) string {
	if s == "" {
		return ""
	}
	if m := f.checkLength(float64(utf8.RuneCountInString(s)), "character"); m != "" {
		return m
	}
	if f.Pattern != nil && !f.Pattern.MatchString(s) {
		return fmt.Sprintf("Not of the form %s.", f.Pattern)
	}
	if x, ok := formats[f.Format]; ok && !x.ok(s) {
		return "Such as " + x.example + "."
	}
	return ""
}
