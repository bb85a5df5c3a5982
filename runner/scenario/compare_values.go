package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// This file compares values: what counts as equal, and where two of them differ.

// normal brings a value to the form in which equal values are alike: numbers to 12 digits, opaque objects dropped.
func normal(v any) any {
	switch v := v.(type) {
	case json.Number:
		f, err := v.Float64()
		if err != nil {
			return v.String()
		}
		if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
			return strconv.FormatFloat(f, 'f', -1, 64) + " number"
		}
		return strconv.FormatFloat(f, 'g', 12, 64) + " number"
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = normal(x)
		}
		return out
	case jsonObject:
		out := jsonObject{}
		for k, x := range v {
			if !opaque(x) {
				out[k] = normal(x)
			}
		}
		if s, ok := out["$set"].([]any); ok && len(out) == 1 {
			sort.Slice(s, func(i, j int) bool { return canon(s[i]) < canon(s[j]) })
		}
		return out
	}
	return v
}

// opaque tells values of which only the name of the Python type is known.
func opaque(v any) bool {
	o, ok := v.(jsonObject)
	return ok && len(o) == 1 && o["$object"] != nil
}

func canon(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func alike(e, a any) bool { return canon(normal(e)) == canon(normal(a)) }

// short prints a value, cut where it is long.
func short(v any) string {
	if v == nil {
		return "nothing"
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err.Error()
	}
	s := strings.TrimSpace(b.String())
	if r := []rune(s); len(r) > 300 {
		s = string(r[:300]) + "..."
	}
	return s
}

// value names the leaves where two values differ.
func (c *comparison) value(step any, task, what string, e, a any) {
	eo, eok := e.(jsonObject)
	ao, aok := a.(jsonObject)
	switch {
	case alike(e, a):
	case eok && aok && !special(eo) && !special(ao):
		for _, k := range slices.Sorted(maps.Keys(eo)) {
			switch x, ok := ao[k]; {
			case opaque(eo[k]):
			case !ok:
				c.add(step, task, what+"."+k, short(eo[k]), "nothing")
			default:
				c.value(step, task, what+"."+k, orNull(eo[k]), orNull(x))
			}
		}
		for _, k := range slices.Sorted(maps.Keys(ao)) {
			if _, ok := eo[k]; !ok && !opaque(ao[k]) {
				c.add(step, task, what+"."+k, "nothing", short(orNull(ao[k])))
			}
		}
	case len(list(e)) > 0 && len(list(e)) == len(list(a)):
		for i, x := range list(e) {
			c.value(step, task, fmt.Sprintf("%s[%d]", what, i), orNull(x), orNull(list(a)[i]))
		}
	default:
		c.add(step, task, what, short(e), short(a))
	}
}

// orNull keeps null apart from nothing.
func orNull(v any) any {
	if v == nil {
		return json.RawMessage("null")
	}
	return v
}

// special tells the objects that stand for values JSON does not have.
func special(o jsonObject) bool {
	for k := range o {
		return len(o) == 1 && strings.HasPrefix(k, "$")
	}
	return false
}
