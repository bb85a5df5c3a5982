package check

import (
	"strings"
	"testing"
)

func TestFaultsHaveTheirPlace(t *testing.T) {
	if f := (Python{}).Script("a = 1\nb = a +\n"); f == nil || f.Line != 2 || !strings.HasPrefix(f.Message, "SyntaxError: ") {
		t.Errorf("a script that breaks off in line 2: %+v", f)
	}
	if f := (Python{}).Expression("a > "); f == nil || f.Line != 1 || f.Column < 4 {
		t.Errorf("an expression that breaks off: %+v", f)
	}
	if f := (Python{}).Expression("a = 1"); f == nil {
		t.Error("a statement is taken for an expression")
	}
	if s, e := (Python{}).Script("x = [i for i in y]"), (Python{}).Expression("x > 3 and y"); s != nil || e != nil {
		t.Errorf("faults in what is right: %+v, %+v", s, e)
	}
}
