package tools

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/scene"
)

// sentence makes a text begin with a capital letter.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Describe returns what the status bar says about an item.
func Describe(it *scene.Item) string {
	name := it.Element.Name()
	kind := sentence(it.Kind.String())
	if name == "" {
		return fmt.Sprintf("%s %s", kind, it.Element.ID())
	}
	return fmt.Sprintf("%s “%s”", kind, shortened(it.Element.Title()))
}

// longestTitle is how many characters of a name the status bar shows.
const longestTitle = 60

func shortened(s string) string {
	if r := []rune(s); len(r) > longestTitle {
		return strings.TrimRight(string(r[:longestTitle-1]), " ") + "…"
	}
	return s
}

// count returns "1 element", "2 elements"...
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// sizeText returns a size as the status bar shows it.
func sizeText(r geom.Rect) string { return fmt.Sprintf("%.0f × %.0f", r.W, r.H) }
