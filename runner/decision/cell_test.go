package decision_test

import (
	"testing"

	"spiffmodeler/runner/decision"
)

func TestQuestionMarksInsideQuotesStay(t *testing.T) {
	for cell, want := range map[string]string{
		`3 < ? < 6`:          `3 < dmninputexpr < 6`,
		`"x?" in ?`:          `"x?" in dmninputexpr`,
		`?.startswith('a?')`: `dmninputexpr.startswith('a?')`,
		`"why?"`:             `"why?"`,
		`> 5`:                `> 5`,
		`"it's" == ?`:        `"it's" == dmninputexpr`,
		`? == "it's"`:        `? == "it's"`, // the engine counts three quotes and leaves it
	} {
		if got := decision.ReplaceQuestionMarks(cell); got != want {
			t.Errorf("%s: got %s, want %s", cell, got, want)
		}
	}
}
