package python_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"spiffmodeler/runner/python"
)

var seeds = []string{
	"a = 1", "x + 1", "[i for i in range(3)]", "def f(a, *b, c=1, **d):\n    return a\nf(1)", "f\"{x!r:>{w}}\"", "try:\n    x\nexcept E as e:\n    pass\nfinally:\n    y = 1",
	"while x:\n    break\nelse:\n    pass", "lambda *a: a", "'\\N{BULLET}' \"\\x41\"", "1_000j", "a[1:2, ...]", "del x, y[0]", "class A(B):\n    x = 1", "(yield)", "x = y = []\nx += [1]",
	"match x:\n    case {'a': [1, *_]}:\n        pass", "\tx\n        y", "if 1:\n\n  # c\n  x\n", "0x_f + 0b1 - 0o7", "not a is not b", "print(*a, **b)", "'a' * 9 ** 9", "\"{0.__class__}\".format(x)",
}

// FuzzParse: a text is a program or a syntax error with a line, never a panic.
func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, parse := range []func(string) (*python.Program, error){python.ParseExpr, python.ParseScript} {
			p, err := parse(src)
			var syntax *python.SyntaxError
			if err != nil && !errors.As(err, &syntax) {
				t.Fatalf("%q: %v is no syntax error", src, err)
			}
			if err == nil && p == nil {
				t.Fatalf("%q: neither program nor error", src)
			}
		}
	})
}

// FuzzRun: whatever a script does, it ends soon with a value, a Python error or
// a limit.
func FuzzRun(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		p, err := python.ParseScript(src)
		if err != nil {
			return
		}
		data, _ := python.FromJSON([]byte(`{"x": 1, "a": [1, 2], "b": {"k": "v"}, "w": 5}`))
		env := &python.Env{Limits: python.Limits{Steps: 200_000, Bytes: 8 << 20, Time: time.Second}}
		start := time.Now()
		err = env.Exec(context.Background(), p, data.(*python.Dict), nil)
		var raised *python.Error
		var limit *python.LimitError
		if err != nil && !errors.As(err, &raised) && !errors.As(err, &limit) {
			t.Fatalf("%q: %v is neither a Python error nor a limit", src, err)
		}
		if took := time.Since(start); took > 15*time.Second {
			t.Fatalf("%q took %v", src, took)
		}
	})
}
