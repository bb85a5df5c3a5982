package template

import "strings"

// Sanitize is sanitize_for_md as scripts have it: what has a meaning in Markdown gets a backslash, and all comes on one line.
//
// SpiffArena: spiff_arena_common/jinja.py.
func Sanitize(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r':
			continue
		case strings.ContainsRune("_*[]()~`#+-=|{}!", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
