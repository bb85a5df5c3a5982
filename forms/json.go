package forms

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// object is a JSON object that keeps the order of its members, which is the
// order of the fields.
type object struct {
	keys   []string
	values map[string]any
}

func (o *object) get(key string) any {
	if o == nil {
		return nil
	}
	return o.values[key]
}

func (o *object) text(key string) string {
	s, _ := o.get(key).(string)
	return s
}

func (o *object) object(key string) *object {
	x, _ := o.get(key).(*object)
	return x
}

func (o *object) list(key string) []any {
	x, _ := o.get(key).([]any)
	return x
}

func (o *object) number(key string) *float64 {
	if n, ok := o.get(key).(json.Number); ok {
		if f, err := n.Float64(); err == nil {
			return &f
		}
	}
	return nil
}

// maxDepth bounds how deeply a schema may be nested.
const maxDepth = 64

// decode reads one JSON value; objects become *object, numbers json.Number.
func decode(text []byte) (any, error) {
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	v, err := decodeValue(d, 0)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("there is text after the JSON value")
		}
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", 1+strings.Count(string(text[:min(int(d.InputOffset()), len(text))]), "\n"), err)
	}
	return v, nil
}

func decodeValue(d *json.Decoder, depth int) (any, error) {
	if depth > maxDepth {
		return nil, errors.New("the JSON is nested too deeply")
	}
	t, err := d.Token()
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		o := &object{values: map[string]any{}}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := decodeValue(d, depth+1)
			if err != nil {
				return nil, err
			}
			k := key.(string)
			if _, again := o.values[k]; !again {
				o.keys = append(o.keys, k)
			}
			o.values[k] = v
		}
		_, err := d.Token()
		return o, err
	case json.Delim('['):
		out := []any{}
		for d.More() {
			v, err := decodeValue(d, depth+1)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		_, err := d.Token()
		return out, err
	}
	return t, nil
}

// plain turns a decoded value into what data is made of: map[string]any,
// []any, string, bool, int64, float64 and nil.
func plain(v any) any {
	switch v := v.(type) {
	case *object:
		out := make(map[string]any, len(v.keys))
		for k, x := range v.values {
			out[k] = plain(x)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = plain(x)
		}
		return out
	case json.Number:
		if i, err := v.Int64(); err == nil {
			return i
		}
		f, _ := v.Float64()
		return f
	}
	return v
}

// ParseValue reads any JSON value: whole numbers are int64, others float64. The
// error says the line.
func ParseValue(text string) (any, error) {
	v, err := decode([]byte(text))
	if err != nil {
		return nil, err
	}
	return plain(v), nil
}

// ParseData reads a JSON object as data of a task; see ParseValue.
func ParseData(text string) (map[string]any, error) {
	v, err := ParseValue(text)
	if err != nil {
		return nil, err
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, errors.New("the data of a task is a JSON object: {\"name\": value}")
	}
	return m, nil
}

// FormatData writes data as JSON that people read and edit.
func FormatData(data any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(data); err != nil {
		return "{}"
	}
	return strings.TrimRight(b.String(), "\n")
}
