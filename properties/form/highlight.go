package form

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Highlighter finds what is to be coloured in a text.
type Highlighter interface {
	// Highlight returns spans in order that do not overlap. It must take any
	// text, also one that can't be parsed.
	Highlight(text string) []Span
}

// HighlighterFunc is a function that is a Highlighter.
type HighlighterFunc func(text string) []Span

// Highlight calls the function.
func (f HighlighterFunc) Highlight(text string) []Span { return f(text) }

// Span is a stretch of a text, in bytes, and what it is.
type Span struct {
	Start, End int
	Class      Class
}

// Class is what a stretch of code is.
type Class uint8

// The classes.
const (
	PlainText Class = iota
	KeywordText
	StringText
	NumberText
	CommentText
	InvalidText
	classCount
)

// colorOf are the colours of the classes; all of them keep their contrast in
// the light and in the dark theme.
func (s *Style) colorOf(c Class) fyne.ThemeColorName {
	return [classCount]fyne.ThemeColorName{theme.ColorNameForeground, theme.ColorNamePrimary, theme.ColorNameSuccess,
		theme.ColorNameWarning, s.secondary(), theme.ColorNameError}[c]
}

// The languages that have a highlighter in Style.Highlighters or here.
const (
	Python   = "python"
	JSON     = "json"
	Markdown = "markdown"
)

func (s *Style) highlighter(language string) Highlighter {
	if h := s.Highlighters[language]; h != nil {
		return h
	}
	switch language {
	case JSON:
		return HighlighterFunc(highlightJSON)
	case Markdown:
		return HighlighterFunc(highlightTemplate)
	}
	return nil
}

// highlightJSON colours the tokens of JSON.
func highlightJSON(text string) []Span {
	var out []Span
	for i := 0; i < len(text); {
		start := i
		switch c := text[i]; {
		case c == '"':
			for i++; i < len(text) && text[i] != '"' && text[i] != '\n'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
			i = min(i+1, len(text))
			class := StringText
			rest := i
			for rest < len(text) && (text[rest] == ' ' || text[rest] == '\t') {
				rest++
			}
			if rest < len(text) && text[rest] == ':' {
				class = KeywordText
			}
			out = append(out, Span{start, i, class})
		case c == '-' || c >= '0' && c <= '9':
			for i++; i < len(text) && isNumberByte(text[i]); i++ {
				continue
			}
			out = append(out, Span{start, i, NumberText})
		case c >= 'a' && c <= 'z':
			for i < len(text) && text[i] >= 'a' && text[i] <= 'z' {
				i++
			}
			class := InvalidText
			if w := text[start:i]; w == "true" || w == "false" || w == "null" {
				class = NumberText
			}
			out = append(out, Span{start, i, class})
		default:
			i++
		}
	}
	return out
}

func isNumberByte(c byte) bool {
	return c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-'
}

// templateMarks are the brackets of Jinja.
var templateMarks = map[string]struct {
	end   string
	class Class
}{"{{": {"}}", StringText}, "{%": {"%}", KeywordText}, "{#": {"#}", CommentText}}

// highlightTemplate colours headings of Markdown and what Jinja fills in.
func highlightTemplate(text string) []Span {
	var out []Span
	start := true // of a line
	for i := 0; i < len(text); {
		if i+2 <= len(text) {
			if m, ok := templateMarks[text[i:i+2]]; ok {
				end := len(text)
				if n := indexFrom(text, m.end, i+2); n >= 0 {
					end = n + 2
				}
				out = append(out, Span{i, end, m.class})
				i, start = end, false
				continue
			}
		}
		if start && text[i] == '#' {
			end := i
			for end < len(text) && text[end] != '\n' && text[end] != '{' {
				end++
			}
			out = append(out, Span{i, end, KeywordText})
			i, start = end, false
			continue
		}
		start = text[i] == '\n'
		i++
	}
	return out
}

func indexFrom(s, sub string, from int) int {
	for i := from; i+len(sub) <= len(s); i++ {
		if s[i:i+len(sub)] == sub {
			return i
		}
	}
	return -1
}

// segment is a coloured stretch of one line, in characters.
type segment struct {
	from, to int
	class    Class
}

// segments cuts spans at line ends: a list for each line.
func segments(text string, spans []Span, lines int) [][]segment {
	out := make([][]segment, lines)
	line, col, next := 0, 0, 0
	for i, r := range text {
		for next < len(spans) && spans[next].End <= i {
			next++
		}
		if r == '\n' {
			line, col = line+1, 0
			continue
		}
		if next < len(spans) && spans[next].Start <= i && line < lines {
			list := out[line]
			if n := len(list); n > 0 && list[n-1].to == col && list[n-1].class == spans[next].Class {
				list[n-1].to = col + 1
			} else {
				out[line] = append(list, segment{col, col + 1, spans[next].Class})
			}
		}
		if r != utf8.RuneError || i < len(text) {
			col++
		}
	}
	return out
}
