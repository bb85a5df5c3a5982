package scenario

import (
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"
)

// This file compares two traces by the rules of the conformance data: what must be equal, what as a multiset, and which
// parts are for readers only. Traces are compared as plain JSON.

type jsonObject = map[string]any

// differ returns the first difference between an expected and an actual trace, or "".
func differ(e, a jsonObject) string {
	if e["status"] != a["status"] {
		return fmt.Sprintf("status is %v, expected %v (%s)", a["status"], e["status"], canon(a["error"]))
	}
	if e["status"] == "refused" {
		return ""
	}
	if d := same("steps", e["steps"], a["steps"]); d != "" {
		return d
	}
	if e["status"] == "error" {
		ee, ae := asObject(e["error"]), asObject(a["error"])
		for _, k := range []string{"phase", "step", "task", "path"} {
			if d := same("error."+k, ee[k], ae[k]); d != "" {
				return d + " (" + canon(ae) + ")"
			}
		}
	}
	if d := bag("completed", e["completed"], a["completed"], "step", "path", "id", "type", "state", "lane", "instance", "data"); d != "" {
		return d
	}
	if d := order(list(e["completed"]), list(a["completed"])); d != "" {
		return d
	}
	for _, k := range []string{"data", "data_objects", "data_stores", "correlations"} {
		if d := same(k, orEmpty(e[k]), orEmpty(a[k])); d != "" {
			return d
		}
	}
	if e["status"] != "error" {
		if d := bag("cancelled", noJoins(e["cancelled"]), noJoins(a["cancelled"]), "step", "path", "id", "type", "lane", "instance"); d != "" {
			return d
		}
		if d := bag("unfinished", unfinished(e["unfinished"]), unfinished(a["unfinished"]), "path", "id", "type", "state", "lane", "instance", "data"); d != "" {
			return d
		}
		if d := bag("timers", instants(e["timers"]), instants(a["timers"]), "path", "id", "due"); d != "" {
			return d
		}
	}
	if d := bag("events", e["events"], a["events"], "step", "type", "name", "code", "payload", "correlations"); d != "" {
		return d
	}
	return bag("service_calls", e["service_calls"], a["service_calls"], "step", "path", "id", "operator", "params")
}

func asObject(v any) jsonObject { o, _ := v.(jsonObject); return o }

func list(v any) []any { l, _ := v.([]any); return l }

func orEmpty(v any) any {
	if v == nil {
		return jsonObject{}
	}
	return v
}

func noJoins(v any) (out []any) {
	for _, x := range list(v) {
		if t := asObject(x)["type"]; t != "ParallelGateway" && t != "InclusiveGateway" {
			out = append(out, x)
		}
	}
	return out
}

func unfinished(v any) (out []any) {
	for _, x := range list(v) {
		o := jsonObject{}
		for k, v := range asObject(x) {
			if k != "data" || asObject(x)["state"] == "READY" {
				o[k] = v
			}
		}
		out = append(out, o)
	}
	return out
}

func instants(v any) (out []any) {
	for _, x := range list(v) {
		o := jsonObject{}
		for k, v := range asObject(x) {
			o[k] = v
		}
		if s, ok := o["due"].(string); ok {
			if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
				o["due"] = t.UTC().Truncate(time.Millisecond).Format(time.RFC3339Nano)
			}
		}
		out = append(out, o)
	}
	return out
}

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
			if o, ok := x.(jsonObject); ok && len(o) == 1 && o["$object"] != nil {
				continue
			}
			out[k] = normal(x)
		}
		if s, ok := out["$set"].([]any); ok && len(out) == 1 {
			sort.Slice(s, func(i, j int) bool { return canon(s[i]) < canon(s[j]) })
		}
		return out
	}
	return v
}

func canon(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func same(name string, e, a any) string {
	if x, y := canon(normal(e)), canon(normal(a)); x != y {
		return fmt.Sprintf("%s is %s, expected %s", name, short(y), short(x))
	}
	return ""
}

func short(s string) string {
	if len(s) > 400 {
		return s[:400] + "..."
	}
	return s
}

// bag compares two lists as multisets of some members of their entries; null counts as missing.
func bag(name string, e, a any, keys ...string) string {
	count := map[string]int{}
	pick := func(v any) string {
		o := jsonObject{}
		for _, k := range keys {
			if x := asObject(v)[k]; x != nil {
				o[k] = x
			}
		}
		return canon(normal(o))
	}
	for _, x := range list(e) {
		count[pick(x)]++
	}
	for _, x := range list(a) {
		count[pick(x)]--
	}
	var missing, extra []string
	for k, n := range count {
		switch {
		case n > 0:
			missing = append(missing, k)
		case n < 0:
			extra = append(extra, k)
		}
	}
	if len(missing)+len(extra) == 0 {
		return ""
	}
	sort.Strings(missing)
	sort.Strings(extra)
	return fmt.Sprintf("%s: missing %s; not expected %s", name, short(strings.Join(missing, " ")), short(strings.Join(extra, " ")))
}

// order checks that each task comes after one of its causes.
func order(e, a []any) string {
	key := func(v any) string { return fmt.Sprint(asObject(v)["path"], "/", asObject(v)["id"]) }
	first := map[string]int{}
	for i, x := range a {
		if _, ok := first[key(x)]; !ok {
			first[key(x)] = i
		}
	}
	causes := map[string][]any{}
	for _, x := range e {
		causes[key(x)] = append(causes[key(x)], asObject(x)["cause"])
	}
	for k, list := range causes {
		ok := false
		for _, c := range list {
			if c == nil {
				ok = true
				break
			}
			if i, found := first[fmt.Sprint(c)]; found && i < first[k] {
				ok = true
				break
			}
		}
		if !ok {
			return fmt.Sprintf("completed: %s does not come after one of %v", k, list)
		}
	}
	return ""
}
