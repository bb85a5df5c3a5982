package template_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"regexp"
	"testing"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/template"
)

var update = flag.Bool("update", false, "write testdata/golden.json anew from Jinja")

var seed = flag.Int64("seed", 1, "of random templates")

// result is what a template gives: text, or the class, message and line of an error.
type result struct {
	Text  string `json:"text,omitempty"`
	Error string `json:"error,omitempty"`
	Line  int    `json:"line,omitempty"`
}

// oracle renders templates with Jinja in SpiffArena's settings. It reads {"data": ..., "templates": [...]}.
const oracle = `
import json, re, sys
import jinja2

def sanitize_for_md(value):
    value = re.sub('([' + re.escape('_*[]()~` + "`" + `#+-=|{}!') + '])', r'\\\1', value)
    return value.replace('\n', '').replace('\r', '')

def line_of(e):
    tb, line = sys.exc_info()[2], 0
    while tb:
        if tb.tb_frame.f_code.co_filename == '<template>':
            line = tb.tb_lineno
        tb = tb.tb_next
    return line

asked = json.load(sys.stdin)
results = []
for text in asked['templates']:
    env = jinja2.Environment(autoescape=True, lstrip_blocks=True, trim_blocks=True)
    env.filters['sanitize_for_md'] = sanitize_for_md
    data = json.loads(json.dumps(asked['data']))
    try:
        out = env.from_string(text).render(**data, sanitize_for_md=sanitize_for_md)
        results.append({'text': out})
    except jinja2.TemplateSyntaxError as e:
        results.append({'error': type(e).__name__ + ': ' + e.message, 'line': e.lineno})
    except Exception as e:
        results.append({'error': type(e).__name__ + ': ' + str(e), 'line': line_of(e)})
json.dump(results, sys.stdout)
`

// ask lets Jinja render templates; it skips the test where there is none.
func ask(t testing.TB, data string, templates []string) []result {
	t.Helper()
	python3, err := exec.LookPath("python3")
	if err != nil || exec.Command(python3, "-c", "import jinja2; assert jinja2.__version__ >= '3.1'").Run() != nil {
		t.Skip("there is no Python with Jinja to compare with")
	}
	in, err := json.Marshal(map[string]any{"data": json.RawMessage(data), "templates": templates})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python3, "-c", oracle)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var results []result
	if err := json.Unmarshal(out, &results); err != nil {
		t.Fatal(err)
	}
	return results
}

// render is our side.
func render(t testing.TB, text, data string) result {
	t.Helper()
	v, err := python.FromJSON([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := template.Render(context.Background(), text, v.(*python.Dict), python.Limits{})
	var e *template.Error
	switch {
	case errors.As(err, &e):
		return result{Error: e.Kind + ": " + e.Message, Line: e.Line}
	case err != nil:
		t.Fatalf("%q: %v", text, err)
	}
	return result{Text: out}
}

// incomparable are addresses and what Jinja puts before the names of its filters.
var incomparable = regexp.MustCompile(` at 0x[0-9a-fA-F]+|\b(sync_)?do_`)

// equals compares a result with one of Jinja. It has no line for errors that are only found when all is put together.
func (r result) equals(jinja result) bool {
	plain := func(s string) string { return incomparable.ReplaceAllString(s, "") }
	return plain(r.Text) == plain(jinja.Text) && plain(r.Error) == plain(jinja.Error) && (r.Line == jinja.Line || jinja.Line == 0)
}

const goldenFile = "testdata/golden.json"

func TestTemplatesGiveWhatJinjaGives(t *testing.T) {
	if *update {
		raw, err := json.MarshalIndent(ask(t, data, corpus), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(goldenFile, append(raw, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	var want []result
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) != len(corpus) {
		t.Fatalf("%s has %d results for %d templates; write it anew with -update", goldenFile, len(want), len(corpus))
	}
	for i, text := range corpus {
		if got := render(t, text, data); !got.equals(want[i]) {
			t.Errorf("%q:\n got %+v\nwant %+v", text, got, want[i])
		}
	}
}
