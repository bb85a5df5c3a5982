package schema

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"spiffmodeler/bpmn/xmltree"
)

// values check the simple types; each says what is wrong with a text, or nothing. White space around is not part of it.
var values = map[string]func(c *checker, at *xmltree.Node, s string) string{
	"":        anyText,
	"string":  anyText,
	"boolean": pattern(`true|false|1|0`, "neither true nor false"),
	"integer": pattern(`[+-]?[0-9]+`, "no integer"),
	"int":     pattern(`[+-]?0*[0-9]{1,10}`, "no integer of 32 bits"),
	"double":  pattern(`[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN`, "no number"),
	"ID":      (*checker).id,
	"IDREF":   idRef,
	"QName":   qName,
	"anyURI":  anyURI,
}

func anyText(*checker, *xmltree.Node, string) string { return "" }

func pattern(form, fault string) func(*checker, *xmltree.Node, string) string {
	re := regexp.MustCompile(`^(?:` + form + `)$`)
	return func(_ *checker, _ *xmltree.Node, s string) string {
		if re.MatchString(s) {
			return ""
		}
		return fault
	}
}

// id is a name that no other element of the file has.
func (c *checker) id(_ *xmltree.Node, s string) string {
	if !isNCName(s) {
		return "no id: an id begins with a letter or _ and holds letters, digits, ., - and _"
	}
	if c.ids[s] {
		return "the id of another element, too"
	}
	c.ids[s] = true
	return ""
}

// idRef is a name; whether it leads anywhere is not looked at.
func idRef(_ *checker, _ *xmltree.Node, s string) string {
	if !isNCName(s) {
		return "no id that can be referred to"
	}
	return ""
}

func qName(_ *checker, at *xmltree.Node, s string) string {
	prefix, local, ok := strings.Cut(s, ":")
	if !ok {
		prefix, local = "", s
	}
	switch {
	case !isNCName(local) || ok && !isNCName(prefix):
		return "no name with or without prefix"
	case prefix != "" && at.URI(prefix) == "":
		return fmt.Sprintf("a name whose prefix %q stands for no namespace", prefix)
	}
	return ""
}

// anyURI is nearly every text; what SpiffWorkflow's validator (libxml2) refuses are a wrong scheme, a port that is no number,
// brackets, a second # and percent signs without two digits.
func anyURI(_ *checker, _ *xmltree.Node, s string) string {
	rest, fragment, _ := strings.Cut(s, "#")
	rest, _, _ = strings.Cut(rest, "?")
	scheme := uriScheme.FindString(rest)
	rest = rest[len(scheme):]
	if after, ok := strings.CutPrefix(rest, "//"); ok {
		authority, path, _ := strings.Cut(after, "/")
		if !uriAuthority.MatchString(authority) {
			return "no address: its host or port can't be"
		}
		rest = "/" + path
	} else if first, _, _ := strings.Cut(rest, "/"); scheme == "" && strings.Contains(first, ":") {
		return "no address: what stands before its colon can't be a scheme"
	}
	if strings.ContainsAny(rest, "[]") || strings.Contains(fragment, "#") || strings.Count(s, "%") != len(uriEscape.FindAllString(s, -1)) {
		return "no address: [, ] and a second # can't be in it, nor % without two digits"
	}
	return ""
}

var (
	uriScheme    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	uriAuthority = regexp.MustCompile(`^([^@]*@)?(\[[^\]]*\]|[^:\[\]]*)(:[0-9]{1,9})?$`)
	uriEscape    = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
)

// isNCName reports whether a text is a name without colon.
func isNCName(s string) bool {
	for i, r := range s {
		switch {
		case r == '_' || unicode.IsLetter(r):
		case i == 0:
			return false
		case r == '-' || r == '.' || unicode.IsDigit(r) || unicode.In(r, unicode.M) || r == '·':
		default:
			return false
		}
	}
	return s != ""
}

// valueFault says what is wrong with the value of an attribute or element; empty: nothing.
func (c *checker) valueFault(at *xmltree.Node, typ, text string) string {
	if words, ok := choices[typ]; ok {
		s := collapse(text)
		for _, w := range strings.Fields(words) {
			if w == s {
				return ""
			}
		}
		if strings.HasPrefix(words, "##") {
			return anyURI(c, at, s)
		}
		return "none of " + strings.Join(strings.Fields(words), ", ")
	}
	return values[typ](c, at, collapse(text))
}

// collapse takes white space away as XML schema does before a value is read.
func collapse(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }), " ")
}
