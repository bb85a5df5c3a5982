package bpmn

import (
	"math/rand/v2"
	"unicode"
)

const idLetters = "0123456789abcdefghijklmnopqrstuvwxyz"

// newID returns prefix_xxxxxxx with seven random characters, as other BPMN
// tools do: two branches of a repository hardly ever get the same one.
func (d *Document) newID(prefix string) string {
	for {
		b := make([]byte, 7)
		for i := range b {
			b[i] = idLetters[rand.IntN(len(idLetters))]
		}
		if id := prefix + "_" + string(b); !d.HasID(id) {
			return id
		}
	}
}

// IsNCName reports whether s may be an XML id: a letter or _ first, then
// letters, digits, - _ and dots.
func IsNCName(s string) bool {
	for i, r := range s {
		switch {
		case r == '_' || unicode.IsLetter(r):
		case i > 0 && (unicode.IsDigit(r) || unicode.IsMark(r) || r == '-' || r == '.' || r == '·'):
		default:
			return false
		}
	}
	return s != ""
}
