package properties

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"spiffmodeler/bpmn"
)

// checkJSON says where a text is not one JSON value.
func checkJSON(src string) []Problem {
	dec := json.NewDecoder(strings.NewReader(src))
	var v any
	err := dec.Decode(&v)
	offset := dec.InputOffset()
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		rest := strings.TrimLeft(src[offset:], " \t\r\n")
		if rest == "" {
			return nil
		}
		offset = int64(len(src) - len(rest))
		err = errors.New("there is text after the JSON value")
	case errors.As(err, &syntax):
		offset = syntax.Offset - 1
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		offset, err = int64(len(src)), errors.New("the JSON value is not complete")
	}
	line, column := position(src, int(offset))
	return []Problem{{Severity: bpmn.Fault, Line: line, Column: column, Message: "Not JSON: " + err.Error()}}
}

// CheckData says where a text is not the data of a task, which is a JSON
// object.
func CheckData(src string) []Problem {
	if p := checkJSON(src); p != nil {
		return p
	}
	return checkObject(nil, bpmn.Element{}, src)
}

// position returns line and column (1-based, characters) of a byte offset.
func position(src string, offset int) (line, column int) {
	offset = max(0, min(offset, len(src)))
	before := src[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}

// quoteFix puts quotes around what was meant as a text, such as a web address.
// It returns nil when the value looks like something else.
func quoteFix(value string) *Fix {
	text := strings.TrimSpace(value)
	isAddress := strings.Contains(text, "://") && !strings.ContainsAny(text, "\"' \n")
	if !isAddress && strings.ContainsAny(text, "\"'`\n()[]{}=<>+*%&|^~#\\") {
		return nil
	}
	return &Fix{Label: "Quote it", Value: strconv.Quote(text)}
}

// isIdentifier reports whether a text can be the name of a Python variable.
func isIdentifier(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != ""
}

// checkVariable warns of names that scripts could not use.
func checkVariable(_ *Env, _ bpmn.Element, value string) []Problem {
	if value == "" || isIdentifier(value) {
		return nil
	}
	return warning(fmt.Sprintf("Scripts can't use %q as a variable: a name has letters, digits and _ only.", value))
}

// checkID refuses what can't be the id of the element.
func checkID(_ *Env, e bpmn.Element, value string) []Problem {
	if value == e.ID() && value != "" {
		return nil
	}
	switch {
	case value == "":
		return fault("Every element needs an id.")
	case !bpmn.IsNCName(value):
		return fault("An id begins with a letter or _ and has only letters, digits, - _ and dots.")
	case e.Document().HasID(value):
		other := e.Document().ByID(value)
		return fault(fmt.Sprintf("%s already has this id.", Describe(other)))
	}
	return nil
}

// checkVariableID is checkID for elements whose id is a variable of scripts.
func checkVariableID(env *Env, e bpmn.Element, value string) []Problem {
	if p := checkID(env, e, value); p != nil {
		return p
	}
	if value != e.ID() && !isIdentifier(value) {
		return fault("The id is the variable's name: it has letters, digits and _ only.")
	}
	return nil
}

// checkCount refuses what is no whole number of at least 1.
func checkCount(_ *Env, _ bpmn.Element, value string) []Problem {
	if n, err := strconv.Atoi(value); value != "" && (err != nil || n < 1) {
		return fault("A whole number from 1 on.")
	}
	return nil
}
