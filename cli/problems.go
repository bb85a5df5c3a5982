package cli

import (
	"fmt"
	"io"

	"spiffmodeler/bpmn"
)

// maxWarnings is how many problems a command prints whose subject they are
// not; lint prints all.
const maxWarnings = 50

// problemJSON is a problem as other programs read it.
type problemJSON struct {
	File     string `json:"file"`
	Line     int    `json:"line,omitempty"`
	Element  string `json:"element,omitempty"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Message  string `json:"message"`
}

func problemsJSON(file string, problems []bpmn.Problem) []problemJSON {
	out := make([]problemJSON, 0, len(problems))
	for _, p := range problems {
		if p.File != "" {
			file = p.File
		}
		out = append(out, problemJSON{file, p.Line, p.Element, p.Severity.String(), p.Rule, p.Message})
	}
	return out
}

// place is "file:12" or, without a line, "file".
func place(file string, p bpmn.Problem) string {
	if p.File != "" {
		file = p.File
	}
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return file
}

// warn prints what opening found, one line each, for commands that go on.
func warn(w io.Writer, file string, problems []bpmn.Problem) {
	n := 0
	for _, p := range problems {
		if p.Severity == bpmn.Info {
			continue
		}
		if n++; n <= maxWarnings {
			fmt.Fprintf(w, "%s: %s: %s\n", p.Severity, place(file, p), p.Message)
		}
	}
	if n > maxWarnings {
		fmt.Fprintf(w, "warning: %s: %d more problems; %s lint %s lists them all\n", file, n-maxWarnings, program, file)
	}
}
