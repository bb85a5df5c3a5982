package decision

import (
	"fmt"
	"strings"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/python/syntax"
)

// inputName stands for the question mark in a cell.
const inputName = "dmninputexpr"

// test is an input cell, read as far as that is possible without data.
type test struct {
	any   bool   // holds for every input
	asks  bool   // text holds a question mark, replaced by inputName
	equal bool   // text is an expression that the input is compared with; otherwise it continues the input
	text  string // Python
	err   error  // the text is neither
}

// newTest reads a cell. A question mark outside quotes stands for the input's value; a cell that is an expression is
// compared with the input; any other must continue it, as "> 5" does.
func newTest(cell string) test {
	if cell == "" || cell == "-" {
		return test{any: true}
	}
	if text := ReplaceQuestionMarks(cell); strings.Contains(text, inputName) {
		return test{asks: true, text: text}
	}
	t := test{text: cell}
	if parses(cell) == nil {
		t.equal = true
	} else {
		t.err = parses("v " + cell)
	}
	return t
}

// parses returns why a text is no Python to the engine, which only parses it (ast.parse).
func parses(text string) error {
	_, err := syntax.ParseScript(text)
	if err != nil && strings.HasPrefix(text, "*") {
		// A starred expression is a statement to the grammar; only the compiler refuses it.
		if _, starred := syntax.ParseExpr("(" + text + "\n,)"); starred == nil {
			return nil
		}
	}
	return err
}

// holds evaluates the cell for an input. Errors of the evaluation and of what comes before it have different notes.
func (t *test) holds(in column, row int, ev Evaluator) (bool, error) {
	text := in.text + t.text
	var extra *python.Dict
	switch {
	case t.asks:
		v, err := ev.Eval(in.text, nil)
		if err != nil {
			return false, ev.Note(err, fmt.Sprintf("Rule failed on row %d", row))
		}
		text, extra = t.text, python.NewDict()
		extra.Set(inputName, v)
	case in.err != nil:
		return false, ev.Fail(in.err, fmt.Sprintf("Failed to execute DMN Rule on row %d", row))
	case t.err != nil:
		return false, ev.Fail(t.err, fmt.Sprintf("Failed to execute DMN Rule on row %d", row))
	case t.equal:
		text = "(" + in.text + ") == (" + t.text + ")"
	}
	v, err := ev.Eval(text, extra)
	if err != nil {
		return false, ev.Note(err, fmt.Sprintf("Rule failed on row %d", row))
	}
	return python.Truth(v), nil
}

// ReplaceQuestionMarks puts the name of the input's value for every question mark that has an even number of quotes behind
// it, which is how the engine tells that it stands outside quotes: either kind of quote ends either kind.
func ReplaceQuestionMarks(cell string) string {
	quotes := strings.Count(cell, "'") + strings.Count(cell, `"`)
	var b strings.Builder
	for _, r := range cell {
		switch {
		case r == '\'' || r == '"':
			quotes--
		case r == '?' && quotes%2 == 0:
			b.WriteString(inputName)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
