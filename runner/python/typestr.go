package python

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

func self(a []Value) string { return string(a[0].(Str)) }

func (m *vm) repeatText(s string, n int) string {
	if n <= 0 || s == "" {
		return ""
	}
	m.repeat(len(s), n)
	return strings.Repeat(s, n)
}

// charge pays for a text function that looks at the whole text.
func (m *vm) charge(s string) { m.work(len(s) >> 6) }

// mapped makes a method that turns a text into another.
func mapped(f func(string) string) *Builtin {
	return noArgs(func(m *vm, a []Value) Value {
		m.alloc(len(self(a)))
		return Str(f(self(a)))
	})
}

// tested makes a method that answers whether every code point is of a kind; the empty text is not, unless empty says so.
func tested(empty bool, f func(rune) bool) *Builtin {
	return noArgs(func(m *vm, a []Value) Value {
		s := self(a)
		m.charge(s)
		if s == "" {
			return Bool(empty)
		}
		for _, r := range s {
			if !f(r) {
				return Bool(false)
			}
		}
		return Bool(true)
	})
}

func isDecimalRune(r rune) bool { return unicode.Is(unicode.Nd, r) }

func isDigitRune(r rune) bool {
	return isDecimalRune(r) || strings.ContainsRune("²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉①②③④⑤⑥⑦⑧⑨", r)
}

func isNumericRune(r rune) bool { return unicode.In(r, unicode.Nd, unicode.Nl, unicode.No) }

func isSpaceRune(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f
}

func isTitleRune(r rune) bool { return unicode.IsTitle(r) }

func isUpperText(s string, up, down func(rune) bool) bool {
	found := false
	for _, r := range s {
		if down(r) || isTitleRune(r) {
			return false
		}
		found = found || up(r)
	}
	return found
}

func toUpper(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	return cases.Upper(language.Und).String(s)
}

func toLower(s string) string {
	if isASCII(s) || !strings.ContainsRune(s, 'Σ') {
		return lowerSpecial(s)
	}
	return cases.Lower(language.Und).String(s)
}

// lowerSpecial is ToLower with the one letter that becomes two.
func lowerSpecial(s string) string {
	return strings.ToLower(strings.ReplaceAll(s, "İ", "i\u0307"))
}

// lowerTail lowers what follows the first code point, which counts for the form of a sigma at the end of a word.
func lowerTail(first rune, rest string) string {
	if !strings.ContainsRune(rest, 'Σ') {
		return lowerSpecial(rest)
	}
	_, n := utf8.DecodeRuneInString(toLower(string(first)))
	return toLower(string(first) + rest)[n:]
}

func capitalize(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return titleRune(r) + lowerTail(r, s[n:])
}

// titleRune is the title case of a code point; some letters become several.
func titleRune(r rune) string {
	if t := unicode.ToTitle(r); t != r || r < utf8.RuneSelf {
		return string(t)
	}
	up := []rune(toUpper(string(r)))
	if len(up) < 2 {
		return string(r)
	}
	return string(up[0]) + toLower(string(up[1:]))
}

func isCased(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r)
}

func titleText(s string) string {
	var b strings.Builder
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		if !isCased(r) {
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		end := strings.IndexFunc(s, func(r rune) bool { return !isCased(r) })
		if end < 0 {
			end = len(s)
		}
		b.WriteString(titleRune(r) + lowerTail(r, s[n:end]))
		s = s[end:]
	}
	return b.String()
}

func swapCase(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsLower(r):
			b.WriteString(toUpper(string(r)))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isTitleText(s string) bool {
	found, cased := false, false
	for _, r := range s {
		switch {
		case unicode.IsUpper(r) || isTitleRune(r):
			if cased {
				return false
			}
			found, cased = true, true
		case unicode.IsLower(r):
			if !cased {
				return false
			}
			found = true
		default:
			cased = false
		}
	}
	return found
}

func isIdentifier(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc)) {
			return false
		}
	}
	return s != ""
}

// clip is the part of s that the optional bounds of find, count and the like select: in bytes.
func (m *vm) clip(s string, lo, hi Value) (start, end int, ok bool) {
	n := utf8.RuneCountInString(s)
	sl := &Slice{orNone(lo), orNone(hi), None}
	for _, v := range []Value{sl.lo, sl.hi} {
		if _, isInt := indexOf(v); v != None && !isInt && bigOf(v) == nil {
			fail(excType, "slice indices must be integers or None or have an __index__ method")
		}
	}
	from := 0
	if i, isInt := indexOf(sl.lo); isInt {
		from = i
		if from < 0 {
			from = max(from+n, 0)
		}
	}
	sp := m.span(sl, n)
	if from > n {
		return 0, 0, false
	}
	if n == len(s) {
		return sp.start, max(sp.start, sp.stop), sp.start <= sp.stop
	}
	return byteOffset(s, sp.start), byteOffset(s, max(sp.start, sp.stop)), sp.start <= sp.stop
}

func orNone(v Value) Value {
	if v == nil {
		return None
	}
	return v
}

// finding makes find, index, rfind and rindex.
func finding(name string, last, raises bool) *Builtin {
	return takes(1, 3, func(m *vm, a []Value) Value {
		s := self(a)
		sub, ok := a[1].(Str)
		if !ok {
			fail(excType, "must be str, not %s", a[1].Type().long)
		}
		m.charge(s)
		i := -1
		if lo, hi, ok := m.clip(s, a[2], a[3]); ok {
			if last {
				i = strings.LastIndex(s[lo:hi], string(sub))
			} else {
				i = strings.Index(s[lo:hi], string(sub))
			}
			if i >= 0 {
				return Int(utf8.RuneCountInString(s[:lo+i]))
			}
		}
		if raises {
			fail(excValue, "substring not found")
		}
		return Int(-1)
	})
}

// affix makes startswith and endswith.
func affix(name string, has func(s, x string) bool) *Builtin {
	return takes(1, 3, func(m *vm, a []Value) Value {
		s := self(a)
		lo, hi, ok := m.clip(s, a[2], a[3])
		var list []Value
		switch x := a[1].(type) {
		case Str:
			list = []Value{x}
		case *Tuple:
			list = x.items
		default:
			fail(excType, "%s first arg must be str or a tuple of str, not %s", name, x.Type().long)
		}
		for _, x := range list {
			p, isText := x.(Str)
			if !isText {
				fail(excType, "tuple for %s must only contain str, not %s", name, x.Type().long)
			}
			if ok && has(s[lo:hi], string(p)) {
				return Bool(true)
			}
		}
		return Bool(false)
	})
}

// stripping makes strip, lstrip and rstrip.
func stripping(name string, left, right bool) *Builtin {
	return pos(0, 1, func(m *vm, a []Value) Value {
		s := self(a)
		m.charge(s)
		drop := isSpaceRune
		switch x := orNone(a[1]).(type) {
		case NoneType:
		case Str:
			drop = func(r rune) bool { return strings.ContainsRune(string(x), r) }
		default:
			fail(excType, "%s arg must be None or str", name)
		}
		if left {
			s = strings.TrimLeftFunc(s, drop)
		}
		if right {
			s = strings.TrimRightFunc(s, drop)
		}
		return Str(s)
	})
}

// padding makes ljust, rjust and center.
func padding(place func(s string, fill string, n int) string) *Builtin {
	return pos(1, 2, func(m *vm, a []Value) Value {
		s, width := self(a), m.wantInt(a[1])
		fill := " "
		if a[2] != nil {
			f, ok := a[2].(Str)
			if !ok {
				fail(excType, "The fill character must be a unicode character, not %s", a[2].Type().long)
			}
			if f.length() != 1 {
				fail(excType, "The fill character must be exactly one character long")
			}
			fill = string(f)
		}
		n := width - utf8.RuneCountInString(s)
		if n <= 0 {
			return Str(s)
		}
		m.repeat(len(fill), n)
		return Str(place(s, fill, n))
	})
}

func (m *vm) join(sep string, v Value) string {
	if !isIterable(v) {
		fail(excType, "can only join an iterable")
	}
	items := m.sequence(v)
	n := 0
	for i, x := range items {
		s, ok := x.(Str)
		if !ok {
			fail(excType, "sequence item %d: expected str instance, %s found", i, x.Type().long)
		}
		n += len(s) + len(sep)
		if n > int(m.limits.Bytes) {
			m.alloc(n)
		}
	}
	m.alloc(n)
	m.work(len(items))
	var b strings.Builder
	b.Grow(n)
	for i, x := range items {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(string(x.(Str)))
	}
	return b.String()
}

func (m *vm) replaceText(s, old, new string, n int) string {
	if n < 0 {
		n = math.MaxInt
	}
	count := 0
	if old == "" {
		count = utf8.RuneCountInString(s) + 1
	} else {
		count = strings.Count(s, old)
	}
	count = min(count, n)
	m.charge(s)
	if count == 0 {
		return s
	}
	if grow := len(new) - len(old); grow > 0 {
		m.repeat(grow, count)
	}
	m.alloc(len(s))
	return strings.Replace(s, old, new, n)
}

func splitWords(s string, max int) []string {
	var out []string
	for {
		s = strings.TrimLeftFunc(s, isSpaceRune)
		if s == "" {
			return out
		}
		if max >= 0 && len(out) == max {
			return append(out, s)
		}
		i := strings.IndexFunc(s, isSpaceRune)
		if i < 0 {
			return append(out, s)
		}
		out = append(out, s[:i])
		s = s[i:]
	}
}

func splitWordsRight(s string, max int) []string {
	var out []string
	for {
		s = strings.TrimRightFunc(s, isSpaceRune)
		if s == "" {
			break
		}
		if max >= 0 && len(out) == max {
			out = append(out, s)
			break
		}
		i := strings.LastIndexFunc(s, isSpaceRune)
		if i < 0 {
			out = append(out, s)
			break
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		out = append(out, s[i+n:])
		s = s[:i]
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func splitRight(s, sep string, max int) []string {
	if max < 0 {
		return strings.Split(s, sep)
	}
	var tail []string
	for len(tail) < max {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			break
		}
		tail = append(tail, s[i+len(sep):])
		s = s[:i]
	}
	out := []string{s}
	for i := len(tail) - 1; i >= 0; i-- {
		out = append(out, tail[i])
	}
	return out
}

func splitting(right bool) *Builtin {
	return named("sep? maxsplit?", func(m *vm, a []Value) Value {
		s, max := self(a), -1
		if a[2] != nil {
			max = m.wantInt(a[2])
		}
		m.alloc(len(s))
		var parts []string
		switch sep := orNone(a[1]).(type) {
		case NoneType:
			if right {
				parts = splitWordsRight(s, max)
			} else {
				parts = splitWords(s, max)
			}
		case Str:
			if sep == "" {
				fail(excValue, "empty separator")
			}
			m.repeat(32, strings.Count(s, string(sep))+1)
			switch {
			case right:
				parts = splitRight(s, string(sep), max)
			case max >= 0:
				parts = strings.SplitN(s, string(sep), max+1)
			default:
				parts = strings.Split(s, string(sep))
			}
		default:
			fail(excType, "must be str or None, not %s", sep.Type().long)
		}
		return m.texts(parts)
	})
}

func (m *vm) texts(parts []string) *List {
	m.cells(2 * len(parts))
	out := make([]Value, len(parts))
	for i, p := range parts {
		out[i] = Str(p)
	}
	return NewList(out...)
}

func splitLines(s string, keep bool) []string {
	var out []string
	for s != "" {
		i := strings.IndexAny(s, "\n\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029")
		if i < 0 {
			return append(out, s)
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			n = 2
		}
		if keep {
			out = append(out, s[:i+n])
		} else {
			out = append(out, s[:i])
		}
		s = s[i+n:]
	}
	return out
}

func partition(right bool) *Builtin {
	return one(func(m *vm, a []Value) Value {
		s := self(a)
		sep, ok := a[1].(Str)
		if !ok {
			fail(excType, "must be str, not %s", a[1].Type().long)
		}
		if sep == "" {
			fail(excValue, "empty separator")
		}
		m.alloc(len(s))
		i := strings.Index(s, string(sep))
		if right {
			i = strings.LastIndex(s, string(sep))
		}
		switch {
		case i >= 0:
			return NewTuple(Str(s[:i]), sep, Str(s[i+len(sep):]))
		case right:
			return NewTuple(Str(""), Str(""), Str(s))
		}
		return NewTuple(Str(s), Str(""), Str(""))
	})
}

func expandTabs(s string, size int) string {
	var b strings.Builder
	col := 0
	for _, r := range s {
		switch r {
		case '\t':
			if size > 0 {
				n := size - col%size
				b.WriteString(strings.Repeat(" ", n))
				col += n
			}
		case '\n', '\r':
			b.WriteRune(r)
			col = 0
		default:
			b.WriteRune(r)
			col++
		}
	}
	return b.String()
}

func (m *vm) translate(s string, table Value) string {
	var b strings.Builder
	for _, r := range s {
		m.work(1)
		var to Value
		if d, ok := table.(*Dict); ok {
			v, found := d.get(m, Int(r))
			if !found {
				v = Int(r)
			}
			to = v
		} else {
			to = m.item(table, Int(r))
		}
		switch t := to.(type) {
		case NoneType:
		case Int:
			b.WriteRune(rune(t))
		case Str:
			m.alloc(len(t))
			b.WriteString(string(t))
		default:
			fail(excType, "character mapping must return integer, None or str")
		}
	}
	return b.String()
}

func makeTrans(m *vm, a []Value) Value {
	d := NewDict()
	if a[1] == nil {
		from, ok := a[0].(*Dict)
		if !ok {
			fail(excType, "if you give only one argument to maketrans it must be a dict")
		}
		for k, v := range from.All() {
			if s, ok := k.(Str); ok {
				r, n := utf8.DecodeRuneInString(string(s))
				if n != len(s) || n == 0 {
					fail(excValue, "string keys in translate table must be of length 1")
				}
				k = Int(r)
			}
			d.set(m, k, v)
		}
		return d
	}
	x, y := []rune(m.wantText(a[0], "maketrans", "1")), []rune(m.wantText(a[1], "maketrans", "2"))
	if len(x) != len(y) {
		fail(excValue, "the first two maketrans arguments must have equal length")
	}
	for i := range x {
		d.set(m, Int(x[i]), Int(y[i]))
	}
	if a[2] != nil {
		for _, r := range m.wantText(a[2], "maketrans", "3") {
			d.set(m, Int(r), None)
		}
	}
	return d
}

func newStr(m *vm, t *Type, a args) Value {
	for i, n := range a.names {
		switch n {
		case "object":
			a.pos = append([]Value{a.vals[i]}, a.pos...)
		case "encoding", "errors":
			a.pos = append(a.pos[:len(a.pos):len(a.pos)], a.vals[i])
		default:
			fail(excType, "'%s' is an invalid keyword argument for str()", n)
		}
	}
	switch len(a.pos) {
	case 0:
		return Str("")
	case 1:
		return Str(m.str(a.pos[0]))
	}
	for i, what := range []string{"encoding", "errors"} {
		if i+1 < len(a.pos) {
			if _, ok := a.pos[i+1].(Str); !ok {
				fail(excType, "str() argument '%s' must be str, not %s", what, a.pos[i+1].Type().long)
			}
		}
	}
	b, ok := a.pos[0].(Bytes)
	if !ok {
		if _, text := a.pos[0].(Str); text {
			fail(excType, "decoding str is not supported")
		}
		fail(excType, "decoding to str: need a bytes-like object, %s found", a.pos[0].Type().long)
	}
	return m.decode(b, a.pos[1:])
}

func init() {
	typeStr.create = newStr
	typeStr.statics = methods{"maketrans": pos(1, 3, makeTrans)}
	typeStr.statics["maketrans"].name = "maketrans"
	typeStr.define(methods{
		"upper":        mapped(toUpper),
		"lower":        mapped(toLower),
		"casefold":     mapped(func(s string) string { return cases.Fold().String(s) }),
		"title":        mapped(titleText),
		"capitalize":   mapped(capitalize),
		"swapcase":     mapped(swapCase),
		"isalpha":      tested(false, unicode.IsLetter),
		"isdigit":      tested(false, isDigitRune),
		"isdecimal":    tested(false, isDecimalRune),
		"isnumeric":    tested(false, isNumericRune),
		"isalnum":      tested(false, func(r rune) bool { return unicode.IsLetter(r) || isNumericRune(r) }),
		"isspace":      tested(false, isSpaceRune),
		"isprintable":  tested(true, printableRune),
		"isascii":      tested(true, func(r rune) bool { return r < utf8.RuneSelf }),
		"isupper":      noArgs(func(m *vm, a []Value) Value { return Bool(isUpperText(self(a), unicode.IsUpper, unicode.IsLower)) }),
		"islower":      noArgs(func(m *vm, a []Value) Value { return Bool(isUpperText(self(a), unicode.IsLower, unicode.IsUpper)) }),
		"istitle":      noArgs(func(m *vm, a []Value) Value { return Bool(isTitleText(self(a))) }),
		"isidentifier": noArgs(func(m *vm, a []Value) Value { return Bool(isIdentifier(self(a))) }),
		"find":         finding("find", false, false),
		"rfind":        finding("rfind", true, false),
		"index":        finding("index", false, true),
		"rindex":       finding("rindex", true, true),
		"startswith":   affix("startswith", strings.HasPrefix),
		"endswith":     affix("endswith", strings.HasSuffix),
		"strip":        stripping("strip", true, true),
		"lstrip":       stripping("lstrip", true, false),
		"rstrip":       stripping("rstrip", false, true),
		"split":        splitting(false),
		"rsplit":       splitting(true),
		"partition":    partition(false),
		"rpartition":   partition(true),
		"ljust":        padding(func(s, fill string, n int) string { return s + strings.Repeat(fill, n) }),
		"rjust":        padding(func(s, fill string, n int) string { return strings.Repeat(fill, n) + s }),
		"center": padding(func(s, fill string, n int) string {
			left := n / 2
			if w := n + utf8.RuneCountInString(s); n%2 == 1 && w%2 == 1 {
				left++
			}
			return strings.Repeat(fill, left) + s + strings.Repeat(fill, n-left)
		}),
		"join": one(func(m *vm, a []Value) Value { return Str(m.join(self(a), a[1])) }),
		"replace": pos(2, 3, func(m *vm, a []Value) Value {
			n := -1
			if a[3] != nil {
				n = m.wantInt(a[3])
			}
			return Str(m.replaceText(self(a), m.wantText(a[1], "replace", "1"), m.wantText(a[2], "replace", "2"), n))
		}),
		"count": takes(1, 3, func(m *vm, a []Value) Value {
			s := self(a)
			sub, ok := a[1].(Str)
			if !ok {
				fail(excType, "must be str, not %s", a[1].Type().long)
			}
			m.charge(s)
			lo, hi, ok := m.clip(s, a[2], a[3])
			if !ok {
				return Int(0)
			}
			if sub == "" {
				return Int(utf8.RuneCountInString(s[lo:hi]) + 1)
			}
			return Int(strings.Count(s[lo:hi], string(sub)))
		}),
		"splitlines": named("keepends?", func(m *vm, a []Value) Value {
			m.alloc(len(self(a)))
			return m.texts(splitLines(self(a), a[1] != nil && m.wantFlag(a[1])))
		}),
		"zfill": one(func(m *vm, a []Value) Value {
			s := self(a)
			n := m.wantInt(a[1]) - utf8.RuneCountInString(s)
			if n <= 0 {
				return Str(s)
			}
			m.repeat(1, n)
			if s != "" && (s[0] == '-' || s[0] == '+') {
				return Str(s[:1] + strings.Repeat("0", n) + s[1:])
			}
			return Str(strings.Repeat("0", n) + s)
		}),
		"expandtabs": named("tabsize?", func(m *vm, a []Value) Value {
			size := 8
			if a[1] != nil {
				size = m.wantInt(a[1])
			}
			m.repeat(max(size, 1), strings.Count(self(a), "\t")+1)
			return Str(expandTabs(self(a), size))
		}),
		"removeprefix": one(func(m *vm, a []Value) Value {
			return Str(strings.TrimPrefix(self(a), m.wantText(a[1], "removeprefix", "")))
		}),
		"removesuffix": one(func(m *vm, a []Value) Value {
			return Str(strings.TrimSuffix(self(a), m.wantText(a[1], "removesuffix", "")))
		}),
		"encode": named("encoding? errors?", func(m *vm, a []Value) Value {
			wantCodecNames("encode", a[1:])
			return m.encode(self(a), a[1:])
		}),
		"translate": one(func(m *vm, a []Value) Value { return Str(m.translate(self(a), a[1])) }),
		"format": free(func(m *vm, a args) Value {
			return Str(m.strFormat(string(a.pos[0].(Str)), args{pos: a.pos[1:], names: a.names, vals: a.vals}))
		}),
		"format_map": one(func(m *vm, a []Value) Value {
			d, ok := a[1].(*Dict)
			if !ok {
				fail(excType, "format_map() argument must be a dict, not %s", a[1].Type().long)
			}
			var kw args
			for k, v := range d.All() {
				if s, ok := k.(Str); ok {
					kw.names, kw.vals = append(kw.names, string(s)), append(kw.vals, v)
				}
			}
			return Str(m.strFormat(self(a), kw))
		}),
	})
}
