package python_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"spiffmodeler/runner/python"
)

func run(t testing.TB, env *python.Env, src string, data *python.Dict) error {
	t.Helper()
	p, err := python.ParseScript(src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return env.Exec(context.Background(), p, data, nil)
}

func eval(t testing.TB, src string, data *python.Dict) (python.Value, error) {
	t.Helper()
	p, err := python.ParseExpr(src)
	if err != nil {
		return nil, err
	}
	return (&python.Env{}).Eval(context.Background(), p, data, nil)
}

func dict(t testing.TB, json string) *python.Dict {
	t.Helper()
	v, err := python.FromJSON([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	return v.(*python.Dict)
}

// TestExpressions holds the traps in which other languages give a silently
// different answer. The results are CPython 3.11's.
func TestExpressions(t *testing.T) {
	for src, want := range map[string]string{
		`-7 // 2`:                              `-4`,
		`-7 % 3`:                               `2`,
		`7 % -3`:                               `-2`,
		`7 // 0.5`:                             `14.0`,
		`-x ** 2`:                              `-9`,
		`2 ** -1`:                              `0.5`,
		`2 ** 100`:                             `1267650600228229401496703205376`,
		`round(2.5)`:                           `2`,
		`round(2.675, 2)`:                      `2.67`,
		`1e16`:                                 `1e+16`,
		`0.1 + 0.2`:                            `0.30000000000000004`,
		`1 == 1.0 == True`:                     `True`,
		`0 == False == 0.0`:                    `True`,
		`[1, 2.0, True] == [True, 2, 1]`:       `True`,
		`x and "a" or "b"`:                     `'a'`,
		`len("Zoë€😀")`:                         `5`,
		`"Zoë€😀"[::-1]`:                        `'😀€ëoZ'`,
		`[i * i for i in range(4) if i % 2]`:   `[1, 9]`,
		`{k: v for v, k in enumerate("ab")}`:   `{'a': 0, 'b': 1}`,
		`f"{x:>4}|{1234.5:,.2f}|{'a'!r}|{x=}"`: `"   3|1,234.50|'a'|x=3"`,
		`"%05d|%-4s|%.2f" % (42, "a", 2.005)`:  `'00042|a   |2.00'`,
		`sorted(["b", "a"], reverse=True)`:     `['b', 'a']`,
		`(lambda a, *b, c=1: (a, b, c))(1, 2)`: `(1, (2,), 1)`,
		`{"a": 1} | {"b": 2}`:                  `{'a': 1, 'b': 2}`,
		`str(timedelta(seconds=-1))`:           `'-1 day, 23:59:59'`,
		`"a,b".split(",")`:                     `['a', 'b']`,
		`x if x > 2 else None`:                 `3`,
		`all(v in d for v in ("k",))`:          `True`,
	} {
		env := &python.Env{Profile: python.Arena()}
		p, err := python.ParseExpr(src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		v, err := env.Eval(context.Background(), p, dict(t, `{"x": 3, "d": {"k": 1}}`), nil)
		if err != nil {
			t.Errorf("%s: %v", src, err)
		} else if got := python.Repr(v); got != want {
			t.Errorf("%s = %s, want %s", src, got, want)
		}
	}
}

// TestErrors holds class and text of errors as CPython 3.11 words them.
func TestErrors(t *testing.T) {
	for src, want := range map[string]string{
		`nope`:                `NameError: name 'nope' is not defined`,
		`d["q"]`:              `KeyError: 'q'`,
		`d.q`:                 `AttributeError: 'dict' object has no attribute 'q'`,
		`[1][3]`:              `IndexError: list index out of range`,
		`1 < "a"`:             `TypeError: '<' not supported between instances of 'int' and 'str'`,
		`1 + "a"`:             `TypeError: unsupported operand type(s) for +: 'int' and 'str'`,
		`"a" + 1`:             `TypeError: can only concatenate str (not "int") to str`,
		`x / 0`:               `ZeroDivisionError: division by zero`,
		`x % 0`:               `ZeroDivisionError: integer modulo by zero`,
		`int("z")`:            `ValueError: invalid literal for int() with base 10: 'z'`,
		`len(3)`:              `TypeError: object of type 'int' has no len()`,
		`"s"["a"]`:            `TypeError: string indices must be integers, not 'str'`,
		`x()`:                 `TypeError: 'int' object is not callable`,
		`[a for a in 3]`:      `TypeError: 'int' object is not iterable`,
		`d.__class__.__mro__`: `AttributeError: `,
	} {
		_, err := eval(t, src, dict(t, `{"x": 3, "d": {"k": 1}}`))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", src, err, want)
		}
	}
}

func TestWhatIsNotPythonIsRefusedWithItsPlace(t *testing.T) {
	for src, line := range map[string]int{"a = = 1": 1, "x = 1\nif x\n  y = 2": 2, "def f():\nreturn 1": 2, "x = (1,": 1, "  a = 1\n b = 2": 1} {
		_, err := python.ParseScript(src)
		var syntax *python.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%q: %v", src, err)
		} else if syntax.Line != line && !(src == "  a = 1\n b = 2" && syntax.Line == 2) {
			t.Errorf("%q: line %d, want %d (%v)", src, syntax.Line, line, err)
		}
	}
	for _, src := range []string{"https://example.com/x", "[590..610]", "a b", "1 +", "not"} {
		if _, err := python.ParseExpr(src); err == nil {
			t.Errorf("%q was taken for an expression", src)
		}
	}
}

func TestScriptsChangeTheDataAlsoWhenTheyFail(t *testing.T) {
	data := dict(t, `{"n": 1, "gone": 2}`)
	err := run(t, &python.Env{}, "a = n + 1\ndef f(x):\n    return x * 2\nb = f(a)\ndel gone\nc = missing\nd = 1", data)
	var e *python.Error
	if !errors.As(err, &e) || e.Class != "NameError" || e.Line != 6 || e.Text != "c = missing" {
		t.Fatalf("%+v", err)
	}
	if got := python.Repr(data); got != `{'n': 1, 'a': 2, 'b': 4}` {
		t.Errorf("data %s: functions must vanish, what was assigned before the failing line must stay", got)
	}
}

// TestBoxesGiveTheirItemsAsAttributes holds what SpiffWorkflow's former Box did with items that are not there.
func TestBoxesGiveTheirItemsAsAttributes(t *testing.T) {
	for src, want := range map[string]string{
		"d.new = d.k + 1\ndel d.k\nassert d == {'new': 2}": "",
		"d.missing":     "AttributeError: Dictionary has no attribute 'missing' ",
		"del d.missing": "KeyError: 'missing'",
	} {
		got := ""
		if err := run(t, &python.Env{Profile: python.Plain(python.Box())}, src, dict(t, `{"d": {"k": 1}}`)); err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

func TestUndefinedNamesCanBeCaught(t *testing.T) {
	data := dict(t, `{}`)
	if err := run(t, &python.Env{}, "try:\n    x\nexcept NameError as e:\n    x = str(e)", data); err != nil {
		t.Fatal(err)
	}
	if got := python.Repr(data); got != `{'x': "name 'x' is not defined"}` {
		t.Error(got)
	}
}

func TestImportsFindOnlyWhatIsAllowed(t *testing.T) {
	for _, src := range []string{"import os", "from subprocess import run", "import sys", "open('/etc/passwd')", "__import__('os')", "eval('1')", "exec('a = 1')"} {
		if err := run(t, &python.Env{}, src, dict(t, `{}`)); err == nil {
			t.Errorf("%s went through", src)
		}
	}
}

// TestALimitCannotBeCaught runs a script that would go on after an endless loop if it could.
func TestALimitCannotBeCaught(t *testing.T) {
	data := dict(t, `{}`)
	env := &python.Env{Limits: python.Limits{Steps: 10_000}}
	err := run(t, env, "try:\n    while True:\n        pass\nexcept BaseException:\n    x = 1\nfinally:\n    y = 1\nz = 1", data)
	var limit *python.LimitError
	if !errors.As(err, &limit) || python.Repr(data) != "{}" {
		t.Errorf("%v left %s", err, python.Repr(data))
	}
}

// TestAListThatHoldsItselfEndsNothing walks data that never ends.
func TestAListThatHoldsItselfEndsNothing(t *testing.T) {
	data := dict(t, `{}`)
	if err := run(t, &python.Env{}, "x = []\nx.append(x)\ny = str(x)", data); err != nil {
		t.Fatal(err)
	}
	if y, _ := data.Get("y"); python.Repr(y) != `'[[...]]'` {
		t.Error(python.Repr(y))
	}
	if _, err := python.ToJSON(data); err == nil {
		t.Error("data that holds itself has no JSON")
	}
}

// TestACopySharesNothingThatIsWritten appends to the original and to copies.
func TestACopySharesNothingThatIsWritten(t *testing.T) {
	a := dict(t, `{"l": [1, 2]}`)
	c, err := python.ShallowCopy(a)
	if err != nil {
		t.Fatal(err)
	}
	b := c.(*python.Dict)
	b.Set("k", python.Int(1))
	if err := run(t, &python.Env{}, "l.append(3)", a); err != nil {
		t.Fatal(err)
	}
	if got := python.Repr(a); got != `{'l': [1, 2, 3]}` {
		t.Error(got)
	}
	if got := python.Repr(b); got != `{'l': [1, 2, 3], 'k': 1}` {
		t.Errorf("%s: a shallow copy shares nested lists, as in Python", got)
	}
}

func BenchmarkCondition(b *testing.B) {
	p, err := python.ParseExpr(`amount > 1000 and status == "open"`)
	if err != nil {
		b.Fatal(err)
	}
	env, data := &python.Env{}, dict(b, `{"amount": 2000, "status": "open"}`)
	for b.Loop() {
		if _, err := env.Eval(context.Background(), p, data, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoopOfAThousand(b *testing.B) {
	p, err := python.ParseScript("t = 0\nfor i in range(1000):\n    t += i * 2\n")
	if err != nil {
		b.Fatal(err)
	}
	env, data := &python.Env{}, dict(b, `{}`)
	for b.Loop() {
		if err := env.Exec(context.Background(), p, data, nil); err != nil {
			b.Fatal(err)
		}
	}
}
