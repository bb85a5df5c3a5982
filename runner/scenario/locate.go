package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"spiffmodeler/runner/python"
)

// This file says where in a scenario file something is wrong.

// atLine adds the line to an error of reading JSON, and the member where that is known.
func atLine(raw []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("line %d: %w", lineOf(raw, syntax.Offset), err)
	case errors.As(err, &kind):
		return fmt.Errorf("line %d: %q cannot be a JSON %s", lineOf(raw, kind.Offset), kind.Field, kind.Value)
	}
	if text := err.Error(); text == "unexpected EOF" || text == "EOF" {
		return fmt.Errorf("line %d: the JSON is cut off", lineOf(raw, int64(len(raw))))
	}
	return err
}

func lineOf(raw []byte, offset int64) int {
	return 1 + bytes.Count(raw[:max(0, min(offset, int64(len(raw))))], []byte("\n"))
}

// lineAt returns the line where a member or entry begins: its path is made of member names and indices. 0: it isn't there.
func lineAt(raw []byte, path ...any) int {
	d := json.NewDecoder(bytes.NewReader(raw))
	for _, p := range path {
		if !enter(d, p) {
			return 0
		}
	}
	at := d.InputOffset()
	rest := raw[at:]
	return lineOf(raw, at+int64(len(rest)-len(bytes.TrimLeft(rest, " \t\r\n:,"))))
}

// enter reads on until the value of a member or entry of the value that follows.
func enter(d *json.Decoder, p any) bool {
	open, err := d.Token()
	if err != nil {
		return false
	}
	name, isName := p.(string)
	if isName != (open == json.Delim('{')) || !isName && open != json.Delim('[') {
		return false
	}
	for i := 0; d.More(); i++ {
		if isName {
			key, err := d.Token()
			if err != nil {
				return false
			}
			if key == name {
				return true
			}
		} else if i == p {
			return true
		}
		var skip json.RawMessage
		if d.Decode(&skip) != nil {
			return false
		}
	}
	return false
}

// field prints a path: steps[1].task.
func field(path ...any) string {
	var b strings.Builder
	for _, p := range path {
		switch p := p.(type) {
		case string:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(p)
		default:
			fmt.Fprintf(&b, "[%v]", p)
		}
	}
	return b.String()
}

// didYouMean asks about the nearest of the known names, if one is near.
func didYouMean(name string, known []string) string {
	if len(known) == 0 || name == "" {
		return ""
	}
	best := python.Similar(name, known)[0]
	if d := python.Distance(strings.ToLower(name), strings.ToLower(best)); d > 1+len(name)/3 {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}
