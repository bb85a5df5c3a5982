package modeling_test

import (
	"flag"
	"os"
	"testing"
)

// patient says that the number of checks was asked for.
var patient bool

// sparing runs a test with fewer random checks than usual, unless a number was
// asked for: it is one of many.
func sparing(test func()) {
	if checks := flag.Lookup("rapid.checks"); !patient {
		defer func() { _ = checks.Value.Set(checks.DefValue) }()
		_ = checks.Value.Set("30")
	}
	test()
}

// TestMain makes the random gestures the same in every run, so that a change is
// judged by the change. To look elsewhere, run the tests with
// -rapid.seed=$RANDOM and, with patience, -rapid.checks=1000.
func TestMain(m *testing.M) {
	flag.Parse()
	if seed := flag.Lookup("rapid.seed"); seed.Value.String() == seed.DefValue {
		if err := flag.Set("rapid.seed", "1"); err != nil {
			panic(err)
		}
	}
	checks := flag.Lookup("rapid.checks")
	patient = checks.Value.String() != checks.DefValue
	os.Exit(m.Run())
}
