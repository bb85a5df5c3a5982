package template_test

import (
	"context"
	"testing"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/template"
)

func BenchmarkInstructions(b *testing.B) {
	v, err := python.FromJSON([]byte(data))
	if err != nil {
		b.Fatal(err)
	}
	const text = "# Hello {{ name }}\n\n{% for p in people %}\n* {{ loop.index }}: {{ p.name|sanitize_for_md }} is {{ p.age }}\n{% endfor %}\n"
	b.ReportAllocs()
	for b.Loop() {
		if _, err := template.Render(context.Background(), text, v.(*python.Dict), python.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
