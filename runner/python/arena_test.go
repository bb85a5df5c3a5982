package python_test

import (
	"context"
	"testing"

	"spiffmodeler/runner/python"
)

// TestArenaHasTheNamesOfRestrictedPython holds what scripts on SpiffArena see and what they don't.
func TestArenaHasTheNamesOfRestrictedPython(t *testing.T) {
	for src, want := range map[string]string{
		"x = datetime(2024, 1, 2).isoformat()":                 "",
		"x = sorted(set(map(str, filter(None, [1, 0]))))":      "",
		"import json\nx = json.dumps(dict(a=list(range(3))))":  "",
		"x = datetime.strptime('2024-01-02', '%Y-%m-%d').year": "",
		"x = pytz.timezone('Europe/Berlin').zone":              "",
		"x = [format(v, '.1f') for v in (1, 2)]":               "",
		"try:\n    nope\nexcept NameError:\n    x = 1":         "",
		"def f():\n    return min(3, max([1]))\nx = f()":       "",
		"import os":          "ImportError: Import not allowed: os",
		"import math":        "ImportError: Import not allowed: math",
		"print(1)":           "NameError: name 'print' is not defined",
		"getattr(1, 'real')": "NameError: name 'getattr' is not defined",
		"hasattr(1, 'real')": "NameError: name 'hasattr' is not defined",
		"type(1)":            "NameError: name 'type' is not defined",
		"next(iter([1]))":    "NameError: name 'next' is not defined",
		"reversed([1])":      "NameError: name 'reversed' is not defined",
		"locals()":           "NameError: name 'locals' is not defined",
		"try:\n    x = 1\nfinally:\n    raise TimeoutError": "NameError: name 'TimeoutError' is not defined",
		"class A: pass":                     "NameError: name '__name__' is not defined",
		"def f(): pass\nsetattr(f, 'a', 1)": "TypeError: attribute-less object (assign or del)",
		"setattr({}, 'a', 1)":               "AttributeError: 'dict' object has no attribute 'a'",
	} {
		p, err := python.ParseScript(src)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := (&python.Env{Profile: python.Arena()}).Exec(context.Background(), p, python.NewDict(), nil); err != nil {
			got = err.Error()
			if e := python.AsError(err); e != nil {
				got = e.Class + ": " + e.Message
			}
		}
		if got != want {
			t.Errorf("%s\n got  %q\n want %q", src, got, want)
		}
	}
}
