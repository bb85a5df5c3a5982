package python

import (
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// codecs maps the names of encodings that programs may use to one spelling.
func codec(v Value) string {
	name := "utf-8"
	if s, ok := v.(Str); ok {
		name = strings.ToLower(strings.ReplaceAll(string(s), "_", "-"))
	}
	switch name {
	case "utf-8", "utf8", "u8":
		return "utf-8"
	case "ascii", "us-ascii", "646":
		return "ascii"
	case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1":
		return "latin-1"
	}
	fail(builtinExceptions["LookupError"], "unknown encoding: %s", name)
	return ""
}

// wantCodecNames checks the arguments of encode and decode.
func wantCodecNames(method string, a []Value) {
	for i, what := range []string{"encoding", "errors"} {
		if _, ok := a[i].(Str); a[i] != nil && !ok {
			fail(excType, "%s() argument '%s' must be str, not %s", method, what, a[i].Type().long)
		}
	}
}

func errorMode(v []Value) string {
	if len(v) > 1 {
		if s, ok := v[1].(Str); ok {
			return string(s)
		}
	}
	return "strict"
}

// encode is str.encode(encoding, errors).
func (m *vm) encode(s string, a []Value) Value {
	m.alloc(len(s))
	var enc Value
	if len(a) > 0 {
		enc = a[0]
	}
	name := codec(enc)
	if name == "utf-8" || isASCII(s) {
		return Bytes(s)
	}
	limit := rune(0x80)
	if name == "latin-1" {
		limit = 0x100
	}
	var b strings.Builder
	i := 0
	for _, r := range s {
		switch {
		case r < limit:
			b.WriteByte(byte(r))
		case errorMode(a) == "ignore":
		case errorMode(a) == "replace":
			b.WriteByte('?')
		default:
			fail(excUnicodeEncode, "'%s' codec can't encode character '%s' in position %d: ordinal not in range(%d)",
				name, strings.Trim(toASCII(string(r)), "'"), i, limit)
		}
		i++
	}
	return Bytes(b.String())
}

// decode is bytes.decode(encoding, errors).
func (m *vm) decode(b Bytes, a []Value) Value {
	m.alloc(2 * len(b))
	var enc Value
	if len(a) > 0 {
		enc = a[0]
	}
	s := string(b)
	switch name := codec(enc); name {
	case "latin-1":
		var out strings.Builder
		for i := 0; i < len(s); i++ {
			out.WriteRune(rune(s[i]))
		}
		return Str(out.String())
	case "ascii":
		if !isASCII(s) && errorMode(a) == "strict" {
			i := strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
			fail(excUnicodeDecode, "'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in range(128)", s[i], i)
		}
	}
	if !utf8.ValidString(s) {
		switch errorMode(a) {
		case "ignore":
			return Str(strings.ToValidUTF8(s, ""))
		case "replace":
			return Str(strings.ToValidUTF8(s, "\uFFFD"))
		}
		for i := 0; i < len(s); {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n <= 1 {
				fail(excUnicodeDecode, "'utf-8' codec can't decode byte 0x%02x in position %d: invalid start byte", s[i], i)
			}
			i += n
		}
	}
	return Str(s)
}

// wantBytes converts an argument that must be bytes.
func (m *vm) wantBytes(v Value) string {
	if b, ok := v.(Bytes); ok {
		return string(b)
	}
	fail(excType, "a bytes-like object is required, not '%s'", v.Type().long)
	return ""
}

func newBytes(m *vm, t *Type, a args) Value {
	for _, n := range a.names {
		if n != "encoding" && n != "errors" && n != "source" {
			fail(excType, "'%s' is an invalid keyword argument for bytes()", n)
		}
	}
	if len(a.pos) == 0 {
		return Bytes("")
	}
	switch x := a.pos[0].(type) {
	case Str:
		if len(a.pos) < 2 && a.get("encoding") == nil {
			fail(excType, "string argument without an encoding")
		}
		rest := a.pos[1:]
		if e := a.get("encoding"); e != nil {
			rest = []Value{e}
		}
		return m.encode(string(x), rest)
	case Bytes:
		return x
	case Bool:
		return Bytes(make([]byte, boolInt(x)))
	case Int:
		if x < 0 {
			fail(excValue, "negative count")
		}
		m.repeat(1, int(x))
		return Bytes(make([]byte, int(x)))
	}
	var b []byte
	if !isIterable(a.pos[0]) {
		fail(excType, "cannot convert '%s' object to bytes", a.pos[0].Type().long)
	}
	m.each(a.pos[0], func(v Value) bool {
		i := m.wantInt64(v)
		if i < 0 || i > 255 {
			fail(excValue, "bytes must be in range(0, 256)")
		}
		m.alloc(1)
		b = append(b, byte(i))
		return true
	})
	return Bytes(b)
}

func selfBytes(a []Value) string { return string(a[0].(Bytes)) }

func init() {
	typeBytes.create = newBytes
	typeBytes.statics = methods{"fromhex": one(func(m *vm, a []Value) Value {
		s := strings.Join(strings.Fields(m.wantText(a[0], "fromhex", "")), "")
		b, err := hex.DecodeString(s)
		if err != nil {
			fail(excValue, "non-hexadecimal number found in fromhex() arg at position %d", strings.IndexFunc(s+"!", func(r rune) bool { return !strings.ContainsRune("0123456789abcdefABCDEF", r) }))
		}
		return Bytes(b)
	})}
	typeBytes.statics["fromhex"].name, typeBytes.statics["fromhex"].mod = "fromhex", "bytes"
	typeBytes.define(textMethods())
	typeBytes.define(methods{
		"decode": named("encoding? errors?", func(m *vm, a []Value) Value {
			wantCodecNames("decode", a[1:])
			args := []Value{orNone(a[1]), orNone(a[2])}
			return m.decode(a[0].(Bytes), args)
		}),
		"hex": named("sep? bytes_per_sep?", func(m *vm, a []Value) Value { return Str(m.hexText(selfBytes(a), a[1], a[2])) }),
		"join": one(func(m *vm, a []Value) Value {
			var parts []string
			m.each(a[1], func(v Value) bool {
				b, ok := v.(Bytes)
				if !ok {
					fail(excType, "sequence item %d: expected a bytes-like object, %s found", len(parts), v.Type().long)
				}
				parts = append(parts, string(b))
				m.alloc(len(b) + len(selfBytes(a)))
				return true
			})
			return Bytes(strings.Join(parts, selfBytes(a)))
		}),
		"isascii":   noArgs(func(m *vm, a []Value) Value { return Bool(isASCII(selfBytes(a))) }),
		"translate": named("/table delete?", func(m *vm, a []Value) Value { return m.translateBytes(a) }),
	})
}
