package paint

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Characters that the embedded faces lack are drawn in fonts of the system, which differ from
// machine to machine. They are measured here as such fonts usually have them, so that text
// wraps alike everywhere, and files get the same bounds of labels; a back end brings a line
// into the room that was measured.

// Advance returns the usual width in ems of a character that the embedded faces lack.
func Advance(r rune) float64 {
	switch {
	case invisible(r):
		return 0
	case r >= 0x1F1E6 && r <= 0x1F1FF: // two of them are one flag
		return 0.62
	case IsEmoji(r):
		return 1.25
	case wide(r):
		return 1
	case unicode.Is(unicode.Mc, r): // vowel signs of Indic scripts
		return 0.35
	}
	return 0.6
}

// IsEmoji reports whether a character is a picture in its own right, as fonts of emoji have
// them.
func IsEmoji(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF || r >= 0x2B05 && r <= 0x2B55 || r >= 0x231A && r <= 0x23FF
}

// invisible characters neither show nor advance: controls, joiners, marks and variation
// selectors that the face lacks.
func invisible(r rune) bool {
	return r < ' ' || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Mn, unicode.Me, unicode.Variation_Selector) ||
		r >= 0x1F3FB && r <= 0x1F3FF
}

// wide characters take a full em in the fonts that have them.
func wide(r rune) bool {
	return r >= 0x1100 && r <= 0x115F || r >= 0x2E80 && r <= 0xA4CF || r >= 0xAC00 && r <= 0xD7A3 ||
		r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE6F || r >= 0xFF00 && r <= 0xFF60 ||
		r >= 0xFFE0 && r <= 0xFFE6 || r >= 0x1F000 && r <= 0x1FAFF || r >= 0x20000 && r <= 0x3FFFD
}

// Plain reports whether the face has all that a text needs: its characters, and letters that
// run from left to right. Any other text needs a shaper.
func (f Face) Plain(text string) bool {
	if isASCII(text) {
		return true
	}
	t := f.table()
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		if fromRight(r) {
			return false
		}
		if r < tableEnd && t.glyphs[r] != 0 || unicode.In(r, unicode.Cc, unicode.Cf) {
			continue
		}
		if g, _ := t.glyph(r); g == 0 {
			return false
		}
	}
	return true
}

// fromRight reports whether a character belongs to a script that runs from right to left.
func fromRight(r rune) bool {
	return r >= 0x590 && (r <= 0x8FF || r == 0x200F || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFE ||
		r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF)
}

// Marks that make a text run from the left or from the right, and show nothing.
const (
	leftMark  = '\u200E'
	rightMark = '\u200F'
)

// FromRight reports whether a text runs from right to left: its first letter does, or a mark.
func FromRight(text string) bool {
	for _, r := range text {
		switch {
		case r == leftMark:
			return false
		case r == rightMark:
			return true
		case unicode.IsLetter(r):
			return fromRight(r)
		}
	}
	return false
}

// directed returns a line of a paragraph with a mark in front when it would run the other way
// by itself.
func directed(line, paragraph string) string {
	if isASCII(paragraph) {
		return line
	}
	switch from := FromRight(paragraph); {
	case from && !FromRight(line):
		return string(rightMark) + line
	case !from && FromRight(line):
		return string(leftMark) + line
	}
	return line
}

// mayBreak reports whether a line may end between two characters of scripts that are written
// without spaces: not before what closes or goes on, not after what opens.
func mayBreak(r rune, rest string) bool {
	if !wide(r) || r >= 0xAC00 && r <= 0xD7A3 { // Korean has spaces
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest)
	return !strings.ContainsRune("（「『【〈《〔［｛", r) && !strings.ContainsRune("、。，．：；？！）」』】〉》〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ)!?,.:;…", next) &&
		next != '\u200D' && !unicode.Is(unicode.Variation_Selector, next) && (next < 0x1F3FB || next > 0x1F3FF) && (next < 0x1F1E6 || next > 0x1F1FF)
}
