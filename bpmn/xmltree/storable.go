package xmltree

import (
	"strings"
	"unicode/utf8"

	"github.com/beevik/etree"
)

// Storable returns a text as XML can hold it: without the control characters
// that XML has no way to write. A file with one of them can't be opened again,
// and pasted text may have any.
func Storable(s string) string {
	if isStorable(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if !storable(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func isStorable(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if !storable(r) {
			return false
		}
	}
	return true
}

func storable(r rune) bool {
	return r >= ' ' && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n' || r == '\r'
}

// makeStorable cleans the texts of an element that is about to be inserted.
func makeStorable(el *etree.Element) {
	for i := range el.Attr {
		el.Attr[i].Value = Storable(el.Attr[i].Value)
	}
	for _, t := range el.Child {
		switch t := t.(type) {
		case *etree.Element:
			makeStorable(t)
		case *etree.CharData:
			if s := Storable(t.Data); s != t.Data {
				t.SetData(s)
			}
		}
	}
}
