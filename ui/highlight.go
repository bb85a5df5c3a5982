package ui

import (
	"spiffmodeler/properties/form"
	"spiffmodeler/runner/python/syntax"
)

// pythonClasses are the tokens that are coloured in scripts.
var pythonClasses = map[syntax.Kind]form.Class{
	syntax.Keyword: form.KeywordText, syntax.Number: form.NumberText, syntax.String: form.StringText,
	syntax.Comment: form.CommentText, syntax.Invalid: form.InvalidText,
}

// highlightPython colours scripts by the tokens of the runner's own scanner.
func highlightPython(src string) []form.Span {
	var out []form.Span
	for _, t := range syntax.Tokens(src) {
		if c, ok := pythonClasses[t.Kind]; ok {
			out = append(out, form.Span{Start: t.Start, End: t.End, Class: c})
		}
	}
	return out
}
