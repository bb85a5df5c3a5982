package form

import "testing"

func TestTablesOfInstructionsKeepTheirColumns(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a table", "Pack:\n| what | how many |\n|---|:-:|\n| **boxes** | 7 |\n| tape \\| glue |\n\nDone.",
			"Pack:\n\n```\nwhat         how many\n───────────  ────────\nboxes        7\ntape | glue\n```\n\n\nDone."},
		{"at the end", "a|b\n-|-", "\n```\na  b\n─  ─\n```\n"},
		{"none: no rule", "a | b\nc | d", "a | b\nc | d"},
		{"none: a rule of another length", "a | b\n|---|", "a | b\n|---|"},
		{"none: in code", "```\n| a |\n|---|\n```", "```\n| a |\n|---|\n```"},
		{"empty", "", ""},
	} {
		if got := setTables(c.text); got != c.want {
			t.Errorf("%s reads\n%s\nwanted\n%s", c.name, got, c.want)
		}
	}
}
