package main

import (
	"strings"
	"testing"
)

func TestReportCountsAndShowsFailures(t *testing.T) {
	var out strings.Builder
	r := newReport(&out)
	err := r.read(strings.NewReader(`{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestA/one"}
{"Action":"output","Package":"p","Test":"TestA/one","Output":"quiet\n"}
{"Action":"pass","Package":"p","Test":"TestA/one"}
{"Action":"run","Package":"p","Test":"TestA/two"}
{"Action":"output","Package":"p","Test":"TestA/two","Output":"it broke\n"}
{"Action":"fail","Package":"p","Test":"TestA/two"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"fail","Package":"p","Elapsed":1.5}
{"Action":"output","Package":"q","Output":"panic: lost\n"}
{"Action":"fail","Package":"q"}
{"Action":"skip","Package":"without-tests"}
go: a word of the command
{"Action":"pass","Package":"r","Elapsed":0.1}
`))
	if err != nil {
		t.Fatal(err)
	}
	if r.passed != 1 || r.failed != 2 || r.skipped != 1 {
		t.Errorf("%d passed, %d failed, %d skipped", r.passed, r.failed, r.skipped)
	}
	got := out.String()
	for _, want := range []string{"it broke", "panic: lost", "FAIL p", "FAIL q", "ok   r", "go: a word of the command"} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "quiet") || strings.Contains(got, "without-tests") {
		t.Errorf("it shows what nobody needs:\n%s", got)
	}
}
