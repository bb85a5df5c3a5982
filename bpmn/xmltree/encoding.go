package xmltree

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// encoding says how the file spells characters as bytes.
type encoding struct {
	name string
	bom  []byte
	page *charmap.Charmap // single-byte code page, or nil
	wide int              // 0: not UTF-16; 1: little endian; 2: big endian
}

var (
	bomUTF8  = []byte{0xEF, 0xBB, 0xBF}
	bomLE    = []byte{0xFF, 0xFE}
	bomBE    = []byte{0xFE, 0xFF}
	declared = regexp.MustCompile(`^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)
)

// pages are the single-byte encodings that BPMN files occur in.
var pages = map[string]*charmap.Charmap{
	"iso-8859-1": charmap.ISO8859_1, "latin1": charmap.ISO8859_1, "iso8859-1": charmap.ISO8859_1,
	"iso-8859-2": charmap.ISO8859_2, "iso-8859-15": charmap.ISO8859_15,
	"windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251, "windows-1252": charmap.Windows1252,
	"cp1252": charmap.Windows1252, "us-ascii": charmap.ISO8859_1, "ascii": charmap.ISO8859_1,
}

// decode turns the bytes of a file into text. It fails when the bytes are not
// text in the encoding that they say, since such a file could not be written
// back.
func decode(raw []byte) (string, encoding, error) {
	switch {
	case bytes.HasPrefix(raw, bomUTF8):
		return decodeUTF8(raw[3:], encoding{name: "UTF-8", bom: bomUTF8})
	case bytes.HasPrefix(raw, bomLE):
		return decodeWide(raw[2:], encoding{name: "UTF-16", bom: bomLE, wide: 1})
	case bytes.HasPrefix(raw, bomBE):
		return decodeWide(raw[2:], encoding{name: "UTF-16", bom: bomBE, wide: 2})
	case bytes.HasPrefix(raw, []byte{'<', 0, '?', 0}):
		return decodeWide(raw, encoding{name: "UTF-16LE", wide: 1})
	case bytes.HasPrefix(raw, []byte{0, '<', 0, '?'}):
		return decodeWide(raw, encoding{name: "UTF-16BE", wide: 2})
	}
	name := "UTF-8"
	if m := declared.FindSubmatch(raw[:min(len(raw), 200)]); m != nil {
		name = string(m[1])
	}
	lower := strings.ToLower(name)
	if lower == "utf-8" || lower == "utf8" {
		return decodeUTF8(raw, encoding{name: name})
	}
	page, ok := pages[lower]
	if !ok {
		return "", encoding{}, fmt.Errorf("the encoding %q is not supported; save the file as UTF-8", name)
	}
	text, err := page.NewDecoder().Bytes(raw)
	if err != nil {
		return "", encoding{}, fmt.Errorf("the text is not %s: %v", name, err)
	}
	back, err := page.NewEncoder().Bytes(text)
	if err != nil || !bytes.Equal(back, raw) {
		return "", encoding{}, fmt.Errorf("the file says %s, but holds bytes that have no meaning in it", name)
	}
	return string(text), encoding{name: name, page: page}, nil
}

func decodeUTF8(raw []byte, enc encoding) (string, encoding, error) {
	if !utf8.Valid(raw) {
		i := 0
		for i < len(raw) {
			r, n := utf8.DecodeRune(raw[i:])
			if r == utf8.RuneError && n <= 1 {
				break
			}
			i += n
		}
		line := bytes.Count(raw[:i], []byte{'\n'}) + 1
		return "", enc, fmt.Errorf("line %d: the byte 0x%02X is not valid UTF-8; save the file as UTF-8, or correct the encoding in its first line", line, raw[i])
	}
	return string(raw), enc, nil
}

func decodeWide(raw []byte, enc encoding) (string, encoding, error) {
	if len(raw)%2 != 0 {
		return "", enc, fmt.Errorf("the file says UTF-16, but has an odd number of bytes")
	}
	var b strings.Builder
	b.Grow(len(raw) / 2)
	unit := func(i int) rune {
		if enc.wide == 1 {
			return rune(raw[i]) | rune(raw[i+1])<<8
		}
		return rune(raw[i+1]) | rune(raw[i])<<8
	}
	for i := 0; i < len(raw); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			if i+3 >= len(raw) {
				return "", enc, fmt.Errorf("the UTF-16 text ends in half a character")
			}
			r = utf16.DecodeRune(r, unit(i+2))
			if r == utf8.RuneError {
				return "", enc, fmt.Errorf("the UTF-16 text holds half a character")
			}
			i += 2
		}
		b.WriteRune(r)
	}
	return b.String(), enc, nil
}

// encode is the reverse of decode. Characters that the code page lacks become
// character references.
func (e encoding) encode(text string) []byte {
	switch {
	case e.wide != 0:
		out := append(make([]byte, 0, len(text)*2+2), e.bom...)
		for _, u := range utf16.Encode([]rune(text)) {
			if e.wide == 1 {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
		return out
	case e.page != nil:
		out := make([]byte, 0, len(text))
		for _, r := range text {
			if b, ok := e.page.EncodeRune(r); ok {
				out = append(out, b)
			} else {
				out = fmt.Appendf(out, "&#%d;", r)
			}
		}
		return out
	}
	if len(e.bom) == 0 {
		return []byte(text)
	}
	return append(append(make([]byte, 0, len(text)+len(e.bom)), e.bom...), text...)
}

// holds reports whether every character of s has a spelling of its own.
func (e encoding) holds(s string) bool {
	if e.page == nil {
		return true
	}
	for _, r := range s {
		if _, ok := e.page.EncodeRune(r); !ok {
			return false
		}
	}
	return true
}
