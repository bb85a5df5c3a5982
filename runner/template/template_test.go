package template_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/template"
)

func TestErrorsNameTheirLine(t *testing.T) {
	const text = "# Order\r\n\r\n{% for p in people %}\r\n* {{ p.address.street }}\r\n{% endfor %}\r\n"
	_, err := template.Render(context.Background(), text, dict(t, data), python.Limits{})
	var e *template.Error
	if !errors.As(err, &e) || e.Line != 4 || e.Text != "* {{ p.address.street }}" {
		t.Fatalf("%+v", err)
	}
	if want := "UndefinedError: 'dict object' has no attribute 'address' (line 4: * {{ p.address.street }})"; err.Error() != want {
		t.Error(err)
	}
	if python.AsError(err) == nil {
		t.Error("the error of the evaluation is lost")
	}
}

func TestCheckFindsWhatNeedsNoData(t *testing.T) {
	for text, want := range map[string]string{
		"{{ a.b.c }}":                    "",
		"a\n{% if x %}":                  "Unexpected end of template",
		"a\n{{ x|shout }}":               "No filter named 'shout'.",
		"a\n{{ x is loud }}":             "No test named 'loud'.",
		"{% if x %}{{ x|y }}{% endif %}": "",
	} {
		err := template.Check(text)
		var e *template.Error
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", text, err)
		case want != "" && (!errors.As(err, &e) || e.Line != 2 || !strings.Contains(e.Message, want)):
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestNamesAreThoseThatComeFromTheData(t *testing.T) {
	names, err := template.Names("{{ b.c }}{% for x in list %}{{ x }}{{ loop.index }}{{ a }}{% endfor %}{% set s = q %}{{ s }}{{ range(n) }}{{ sanitize_for_md(m) }}")
	if got := fmt.Sprint(names); err != nil || got != "[a b list m n q]" {
		t.Error(got, err)
	}
}

func TestValuesOfPythonPrintAsInPython(t *testing.T) {
	d := dict(t, `{}`)
	p, err := python.ParseScript("import datetime, decimal\nwhen = datetime.datetime(2024, 5, 6, 7, 8)\nprice = decimal.Decimal('1.50')\nspan = datetime.timedelta(days=1)\ns = {1}\nt = (1, 'a')\nb = b'x'")
	if err != nil {
		t.Fatal(err)
	}
	if err := new(python.Env).Exec(context.Background(), p, d, nil); err != nil {
		t.Fatal(err)
	}
	d.Delete("datetime")
	d.Delete("decimal")
	const text = "{{ when }} {{ when.year }} {{ when.strftime('%d.%m.%Y') }} {{ '%.3f' % price }} {{ price * 2 }} {{ span }} {{ s }} {{ t }} {{ b }} {{ price is number }} {{ when.nope }}"
	got, err := template.Render(context.Background(), text, d, python.Limits{})
	if want := "2024-05-06 07:08:00 2024 06.05.2024 1.500 3.00 1 day, 0:00:00 {1} (1, &#39;a&#39;) b&#39;x&#39; True "; err != nil || got != want {
		t.Errorf("%s %v", got, err)
	}
	if _, err := template.Render(context.Background(), "{{ when.nope.x }}", d, python.Limits{}); err == nil || !strings.Contains(err.Error(), "'datetime.datetime object' has no attribute 'nope'") {
		t.Error(err)
	}
}

func TestWhatIsNestedAsDeeplyAsAllowedIsRendered(t *testing.T) {
	const n = 60
	deep := strings.Repeat
	for text, want := range map[string]string{
		"{{ " + deep("(", n) + "1" + deep(")", n) + " }}":                   "1",
		"{{ " + deep("[", n) + deep("]", n) + "|length }}":                  "1",
		"{{ d" + deep("|d", n) + " == d }}":                                 "True",
		"{{ 1" + deep(" + 1", n) + " }}":                                    fmt.Sprint(n + 1),
		"{{ " + deep("not ", n) + "1 }}":                                    "True",
		"{{ " + deep("0 if 0 else ", n) + "1 }}":                            "1",
		deep("{% if 1 %}", n) + "x" + deep("{% endif %}", n):                "x",
		"{% if 0 %}" + deep("{% elif 0 %}", n) + "{% else %}x{% endif %}":   "x",
		deep("{% for i in [1] %}", n) + "{{ i }}" + deep("{% endfor %}", n): "1",
		deep("{% with x = 1 %}", n) + "{{ x }}" + deep("{% endwith %}", n):  "1",
		deep("{% filter upper %}", n) + "x" + deep("{% endfilter %}", n):    "X",
		deep("{% set x %}", n) + "x" + deep("{% endset %}", n) + "{{ x }}":  "",
	} {
		got, err := template.Render(context.Background(), text, dict(t, `{"d": {"a": 1}}`), python.Limits{})
		if err != nil || got != want && want != "" {
			t.Errorf("%.40s: %q %v", text, got, err)
		}
	}
}

func TestDataWithTheNameOfTheHelperAreRefusedAsByTheEngine(t *testing.T) {
	_, err := template.Render(context.Background(), "x", dict(t, `{"sanitize_for_md": 1}`), python.Limits{})
	var e *template.Error
	if !errors.As(err, &e) || e.Kind != "TypeError" || !strings.Contains(e.Message, "multiple values for keyword argument 'sanitize_for_md'") {
		t.Error(err)
	}
}
