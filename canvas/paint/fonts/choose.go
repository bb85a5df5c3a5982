package fonts

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"

	"spiffmodeler/canvas/paint"
)

// chooser says which font a character of a line is taken from: the embedded one, or the first
// of the system's that has it.
type chooser struct {
	s    *System
	own  *font.Face
	face paint.Face
	han  language.Script // whose forms Chinese characters have here
}

// ResolveFace implements shaping.Fontmap.
func (c *chooser) ResolveFace(r rune) *font.Face {
	if _, ok := c.own.NominalGlyph(r); ok || c.s.found == nil {
		return c.own
	}
	script := language.LookupScript(r)
	if script == language.Han {
		script = c.han
	}
	families := preferred[script]
	if paint.IsEmoji(r) {
		families = emoji
	}
	q := fontscan.Query{Families: append(families[:len(families):len(families)], fontscan.SansSerif), Aspect: font.Aspect{Weight: font.WeightNormal}}
	if c.face.Weight() >= 700 {
		q.Aspect.Weight = font.WeightBold
	}
	c.s.found.SetQuery(q)
	f := c.s.found.ResolveFace(r)
	if f == nil {
		return c.own
	}
	if _, ok := f.NominalGlyph(r); !ok { // some font, for want of a better one
		return c.own
	}
	return f
}

// preferred are fonts that go well with Liberation Sans, of Linux, macOS and Windows. Without
// them any font that has the characters will do.
var preferred = map[language.Script][]string{
	language.Han:        {"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei"},
	language.Bopomofo:   {"Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"},
	language.Hiragana:   {"Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans JP", "Hiragino Sans", "Yu Gothic", "Meiryo"},
	language.Katakana:   {"Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans JP", "Hiragino Sans", "Yu Gothic", "Meiryo"},
	language.Hangul:     {"Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"},
	language.Arabic:     {"Noto Sans Arabic", "Geeza Pro", "Segoe UI"},
	language.Hebrew:     {"Noto Sans Hebrew", "Arial Hebrew", "Segoe UI"},
	language.Thai:       {"Noto Sans Thai", "Thonburi", "Leelawadee UI"},
	language.Devanagari: {"Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI"},
	language.Common:     {"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"}, // full-width punctuation
}

var emoji = []string{"Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Noto Emoji"}

// hanOf returns whose forms Chinese characters have in a text: Japanese beside kana, Korean
// beside hangul.
func hanOf(text string) language.Script {
	for _, r := range text {
		switch s := language.LookupScript(r); s {
		case language.Hiragana, language.Katakana:
			return language.Katakana
		case language.Hangul, language.Bopomofo:
			return s
		}
	}
	return language.Han
}
