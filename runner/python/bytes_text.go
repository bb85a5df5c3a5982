package python

import (
	"encoding/hex"
	"strings"
)

// Most methods of bytes do what those of str do. They are those of str here, on a text that has a code point for each byte:
// the same for ASCII, and one that is neither letter nor space for what bytes do not know as such.

const byteRunes = 0xF700 // in the private use area

// byteText is the text for bytes; ends are what splitlines must not take for the end of a line.
func byteText(b string, lines bool) string {
	plain := true
	for i := 0; i < len(b) && plain; i++ {
		plain = !strange(b[i], lines)
	}
	if plain {
		return b
	}
	var t strings.Builder
	for i := 0; i < len(b); i++ {
		if strange(b[i], lines) {
			t.WriteRune(byteRunes + rune(b[i]))
		} else {
			t.WriteByte(b[i])
		}
	}
	return t.String()
}

func strange(c byte, lines bool) bool {
	return c >= 0x80 || c >= 0x1c && c <= 0x1f || lines && (c == '\v' || c == '\f')
}

// textBytes turns the text back.
func textBytes(t string) Bytes {
	if isASCII(t) {
		return Bytes(t)
	}
	var b strings.Builder
	for _, r := range t {
		b.WriteByte(byte(r))
	}
	return Bytes(b.String())
}

// fromText turns texts in the result of a method of str to bytes.
func fromText(v Value) Value {
	switch x := v.(type) {
	case Str:
		return textBytes(string(x))
	case *List:
		for i, y := range x.vec.a {
			x.vec.a[i] = fromText(y)
		}
	case *Tuple:
		for i, y := range x.items {
			x.items[i] = fromText(y)
		}
	}
	return v
}

// textArgument is an argument of a method as the method of str takes it.
func textArgument(m *vm, method string, at int, v Value) Value {
	switch x := v.(type) {
	case Bytes:
		return Str(byteText(string(x), false))
	case *Tuple:
		if method == "startswith" || method == "endswith" {
			out := make([]Value, len(x.items))
			for i, y := range x.items {
				out[i] = Str(byteText(m.wantBytes(y), false))
			}
			return NewTuple(out...)
		}
	case Int, Bool:
		if i, _ := indexOf(v); at == 0 && strings.Contains("find rfind index rindex count", method) {
			if i < 0 || i > 255 {
				fail(excValue, "byte must be in range(0, 256)")
			}
			return Str(byteText(string([]byte{byte(i)}), false))
		}
		return v
	case NoneType:
		if at > 0 || method == "split" || method == "rsplit" || strings.HasSuffix(method, "strip") {
			return v
		}
	}
	switch {
	case at == 0 && (method == "startswith" || method == "endswith"):
		fail(excType, "%s first arg must be bytes or a tuple of bytes, not %s", method, v.Type().long)
	case at == 0 && strings.Contains("find rfind index rindex count", method):
		fail(excType, "argument should be integer or bytes-like object, not '%s'", v.Type().long)
	case at == 0 && !strings.Contains("center ljust rjust zfill expandtabs splitlines", method), at == 1 && method == "replace":
		m.wantBytes(v)
	case at == 1 && (method == "center" || method == "ljust" || method == "rjust"):
		fail(excType, "%s() argument 2 must be a byte string of length 1, not %s", method, v.Type().long)
	}
	return v
}

// textMethods are the methods that bytes have of str.
func textMethods() methods {
	table := methods{}
	for _, name := range strings.Fields(`capitalize center count endswith expandtabs find index isalnum isalpha isdigit islower
		isspace istitle isupper ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition
		rsplit rstrip split splitlines startswith strip swapcase title upper zfill`) {
		table[name] = free(func(m *vm, a args) Value {
			self := string(a.pos[0].(Bytes))
			if sig := typeStr.methods[name].sig; sig.style == sigNone && len(a.pos)+len(a.names) > 1 {
				noKeywords(a, "bytes."+name)
				fail(excType, "bytes.%s() takes no arguments (%d given)", name, len(a.pos)-1)
			}
			m.alloc(3 * len(self))
			b := args{names: a.names, vals: a.vals}
			for i, v := range a.pos[1:] {
				b.pos = append(b.pos, textArgument(m, name, i, v))
			}
			for i, v := range a.vals {
				if x, ok := v.(Bytes); ok {
					b.vals = append([]Value(nil), a.vals...)
					b.vals[i] = Str(byteText(string(x), false))
				}
			}
			return fromText(typeStr.methods[name].call(m, Str(byteText(self, name == "splitlines")), b))
		})
	}
	return table
}

// hexText is bytes.hex(sep, bytes_per_sep).
func (m *vm) hexText(b string, sep, per Value) string {
	m.alloc(4 * len(b))
	s := hex.EncodeToString([]byte(b))
	if sep == nil {
		return s
	}
	mark := ""
	switch x := sep.(type) {
	case Str:
		mark = string(x)
	case Bytes:
		mark = string(x)
	default:
		m.length(sep)
	}
	if len(mark) != 1 {
		fail(excValue, "sep must be length 1.")
	}
	n := 1
	if per != nil {
		n = m.wantInt(per)
	}
	if n == 0 || len(b) == 0 {
		return s
	}
	var out strings.Builder
	for i := range len(b) {
		if i > 0 && (n > 0 && (len(b)-i)%n == 0 || n < 0 && i%-n == 0) {
			out.WriteString(mark)
		}
		out.WriteString(s[2*i : 2*i+2])
	}
	return out.String()
}

// translateBytes is bytes.translate(table, delete).
func (m *vm) translateBytes(a []Value) Value {
	b := selfBytes(a)
	m.alloc(len(b))
	table, gone := "", ""
	if a[1] != None {
		if table = m.wantBytes(a[1]); len(table) != 256 {
			fail(excValue, "translation table must be 256 characters long")
		}
	}
	if a[2] != nil {
		gone = m.wantBytes(a[2])
	}
	var out strings.Builder
	for i := 0; i < len(b); i++ {
		switch {
		case strings.IndexByte(gone, b[i]) >= 0:
		case table != "":
			out.WriteByte(table[b[i]])
		default:
			out.WriteByte(b[i])
		}
	}
	return Bytes(out.String())
}
