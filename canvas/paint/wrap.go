package paint

import (
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TextStyle says how a text is set.
type TextStyle struct {
	Face       Face
	Size       float64 // em size, diagram units
	LineHeight float64 // distance of baselines as a multiple of Size; 0 means 1.2
}

// Styles of diagrams.
var (
	// InsideStyle is for text inside of shapes, annotations and lanes.
	InsideStyle = TextStyle{Face: Sans, Size: 12}
	// LabelStyle is for labels beside events, gateways, data and flows.
	LabelStyle = TextStyle{Face: Sans, Size: 11}
)

// Leading returns the distance of two baselines.
func (s TextStyle) Leading() float64 {
	if s.LineHeight > 0 {
		return s.LineHeight * s.Size
	}
	return 1.2 * s.Size
}

// Width returns the advance width of a line.
func (s TextStyle) Width(text string) float64 { return s.Face.Width(text, s.Size) }

const (
	softHyphen = '\u00AD'
	ellipsis   = "…"
)

// Wrap breaks a text into lines no wider than maxWidth: at line breaks, after white space
// and hyphens, at soft hyphens (which then show), and inside of a word only when it is
// wider than a whole line. An empty text has no lines; an empty line stays.
func (s TextStyle) Wrap(text string, maxWidth float64) []string {
	return s.wrap(text, maxWidth, math.MaxInt)
}

// wrap stops soon after limit lines: what is not shown need not be measured.
func (s TextStyle) wrap(text string, maxWidth float64, limit int) []string {
	if text == "" {
		return nil
	}
	if !isASCII(text) {
		text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	}
	if strings.ContainsAny(text, "\r\t\u00AD\u2028") {
		text = lineBreaks.Replace(text)
	}
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = s.wrapParagraph(lines, paragraph, maxWidth, limit)
		if len(lines) > limit {
			break
		}
	}
	return lines
}

var lineBreaks = strings.NewReplacer("\u00AD\r\n", "\n", "\u00AD\n", "\n", "\r\n", "\n", "\r", "\n", "\u2028", "\n", "\t", " ")

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func (s TextStyle) wrapParagraph(lines []string, p string, maxWidth float64, limit int) []string {
	whole := p
	p = strings.TrimRightFunc(p, unicode.IsSpace)
	for {
		cut, rest, hyphen := s.fit(p, maxWidth)
		line := strings.TrimRightFunc(p[:cut], unicode.IsSpace)
		line = strings.ReplaceAll(line, string(softHyphen), "")
		if hyphen {
			line += "-"
		}
		lines = append(lines, directed(line, whole))
		p = strings.TrimLeftFunc(p[rest:], unicode.IsSpace)
		if p == "" || len(lines) > limit {
			return lines
		}
	}
}

// fit returns where the first line of p ends, where the next one begins, and whether a
// hyphen has to be shown at the end.
func (s TextStyle) fit(p string, maxWidth float64) (cut, rest int, hyphen bool) {
	t := s.Face.table()
	_, dash := t.glyph('-')
	limit := maxWidth / s.Size
	const slack = 1e-6 // a text measured before must fit into the width that came out
	limit += slack
	var (
		width     float64
		last      rune
		inWord    int // where a word that is too wide may be cut
		visible   int // characters in this line so far
		wordBegin int
	)
	cut = -1
	for i, r := range p {
		g, a := t.glyph(r)
		end := i + runeLen(p, i)
		switch {
		case unicode.IsSpace(r):
			if width > 0 {
				cut, rest, hyphen = i, end, false
			}
			wordBegin, inWord = end, end
		case r == softHyphen:
			if width > 0 && width+dash <= limit {
				cut, rest, hyphen = i, end, true
			}
			continue
		}
		if g == 0 && a == 0 {
			continue
		}
		w := width + t.kerning(last, r) + a
		if w > limit && !unicode.IsSpace(r) && visible > 0 {
			if cut >= 0 {
				return cut, rest, hyphen
			}
			if inWord > wordBegin && inWord > i/2 {
				return inWord, inWord, false
			}
			return i, i, false
		}
		width, last = w, r
		visible++
		switch r {
		case '-', '\u2010', '\u2013', '\u2014':
			if visible > 1 {
				cut, rest, hyphen = end, end, false
			}
		case '\u200B':
			cut, rest, hyphen = i, end, false
		case '_', '/', '.', ':', ',', ';':
			inWord = end
		}
		if mayBreak(r, p[end:]) {
			cut, rest, hyphen = end, end, false
		}
	}
	return len(p), len(p), false
}

func runeLen(s string, i int) int {
	for n := i + 1; n < len(s); n++ {
		if s[n]&0xC0 != 0x80 {
			return n - i
		}
	}
	return len(s) - i
}

// Shorten returns the text, or its beginning with an ellipsis when it is too wide.
func (s TextStyle) Shorten(text string, maxWidth float64) string {
	if s.Width(text) <= maxWidth {
		return text
	}
	limit := maxWidth - s.Width(ellipsis)
	t := s.Face.table()
	var width float64
	last := rune(0)
	for i, r := range text {
		_, a := t.glyph(r)
		width += (t.kerning(last, r) + a) * s.Size
		last = r
		if width > limit {
			return strings.TrimRightFunc(text[:i], unicode.IsSpace) + ellipsis
		}
	}
	return text
}
