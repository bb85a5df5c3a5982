package python

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"
)

// The modules base64, hashlib and copy.

// bytesOf takes bytes, or a text of ASCII where base64 allows one.
func (m *vm) bytesOf(v Value) string {
	switch x := v.(type) {
	case Bytes:
		return string(x)
	case Str:
		if !isASCII(string(x)) {
			fail(excValue, "string argument should contain only ASCII characters")
		}
		return string(x)
	}
	fail(excType, "argument should be a bytes-like object or ASCII string, not '%s'", v.Type().name)
	return ""
}

var excBinascii = newType("binascii.Error", excValue)

func (m *vm) decode64(v Value, url bool) Value {
	s := m.bytesOf(v)
	m.alloc(len(s))
	if url {
		s = strings.NewReplacer("-", "+", "_", "/").Replace(s)
	}
	// What is no letter of the alphabet is skipped.
	s = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '+' || r == '/' || r == '=' {
			return r
		}
		return -1
	}, s)
	if i := strings.IndexByte(s, '='); i >= 0 && (i%4 == 2 && strings.HasPrefix(s[i:], "==") || i%4 == 3) {
		s = s[:(i/4+1)*4]
	}
	body := strings.TrimRight(s, "=")
	if len(body)%4 == 1 {
		fail(excBinascii, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", len(body))
	}
	if len(s)%4 != 0 {
		fail(excBinascii, "Incorrect padding")
	}
	b, err := base64.RawStdEncoding.DecodeString(body)
	if err != nil {
		fail(excBinascii, "Incorrect padding")
	}
	return Bytes(b)
}

// hasher is a hash object of hashlib.
type hasher struct {
	name string
	h    hash.Hash
}

var typeHash = finalType("_hashlib.HASH")

// Type implements Value.
func (*hasher) Type() *Type { return typeHash }

func (h *hasher) eachPart(func(Value)) {}

var hashes = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha224": sha256.New224, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
	"sha3_224": func() hash.Hash { return sha3.New224() }, "sha3_256": func() hash.Hash { return sha3.New256() },
	"sha3_384": func() hash.Hash { return sha3.New384() }, "sha3_512": func() hash.Hash { return sha3.New512() },
}

func (m *vm) newHash(name string, data Value) Value {
	f := hashes[name]
	if f == nil {
		fail(excValue, "unsupported hash type %s", name)
	}
	m.alloc(256)
	h := &hasher{name, f()}
	if data != nil {
		m.feed(h, data)
	}
	return h
}

func (m *vm) feed(h *hasher, v Value) {
	if _, ok := v.(Str); ok {
		fail(excType, "Strings must be encoded before hashing")
	}
	b, ok := v.(Bytes)
	if !ok {
		fail(excType, "object supporting the buffer API required")
	}
	m.work(len(b) >> 5)
	h.h.Write([]byte(b))
}

func init() {
	excBinascii.create = newException
	encode := func(f func([]byte) string) *Builtin {
		return py("s altchars?", func(m *vm, a []Value) Value {
			s := m.wantBytes(a[0])
			m.alloc(2 * len(s))
			return Bytes(f([]byte(s)))
		})
	}
	addModule("base64", map[string]Value{
		"b64encode": encode(base64.StdEncoding.EncodeToString), "standard_b64encode": encode(base64.StdEncoding.EncodeToString),
		"urlsafe_b64encode": encode(base64.URLEncoding.EncodeToString), "b32encode": encode(base32.StdEncoding.EncodeToString),
		"b16encode":          encode(func(b []byte) string { return strings.ToUpper(hex.EncodeToString(b)) }),
		"b64decode":          py("s altchars? validate?", func(m *vm, a []Value) Value { return m.decode64(a[0], false) }),
		"standard_b64decode": py("s", func(m *vm, a []Value) Value { return m.decode64(a[0], false) }),
		"urlsafe_b64decode":  py("s", func(m *vm, a []Value) Value { return m.decode64(a[0], true) }),
		"b32decode": py("s casefold?", func(m *vm, a []Value) Value {
			s := m.bytesOf(a[0])
			if orNone(a[1]) != None && m.truth(a[1]) {
				s = strings.ToUpper(s)
			}
			b, err := base32.StdEncoding.DecodeString(s)
			if err != nil {
				fail(excBinascii, "Non-base32 digit found")
			}
			m.alloc(len(b))
			return Bytes(b)
		}),
		"b16decode": py("s casefold?", func(m *vm, a []Value) Value {
			s := m.bytesOf(a[0])
			if orNone(a[1]) != None && m.truth(a[1]) {
				s = strings.ToUpper(s)
			}
			b, err := hex.DecodeString(s)
			if err != nil || strings.ToUpper(s) != s {
				fail(excBinascii, "Non-base16 digit found")
			}
			m.alloc(len(b))
			return Bytes(b)
		}),
	})
	typeHash.props = map[string]property{
		"name":        func(m *vm, v Value) Value { return Str(v.(*hasher).name) },
		"digest_size": func(m *vm, v Value) Value { return Int(v.(*hasher).h.Size()) },
		"block_size":  func(m *vm, v Value) Value { return Int(v.(*hasher).h.BlockSize()) },
	}
	typeHash.define(methods{
		"update":    one(func(m *vm, a []Value) Value { m.feed(a[0].(*hasher), a[1]); return None }),
		"digest":    noArgs(func(m *vm, a []Value) Value { return Bytes(a[0].(*hasher).h.Sum(nil)) }),
		"hexdigest": noArgs(func(m *vm, a []Value) Value { return Str(hex.EncodeToString(a[0].(*hasher).h.Sum(nil))) }),
	})
	members := map[string]Value{"new": named("name string? usedforsecurity?", func(m *vm, a []Value) Value {
		return m.newHash(m.wantText(a[0], "new", "1"), a[1])
	})}
	for n := range hashes {
		members[n] = named("string? usedforsecurity?", func(m *vm, a []Value) Value { return m.newHash(n, a[0]) })
	}
	addModule("hashlib", members)
	addModule("copy", map[string]Value{
		"copy":     py("x", func(m *vm, a []Value) Value { return m.copy(a[0]) }),
		"deepcopy": py("x memo?", func(m *vm, a []Value) Value { return m.deepCopy(a[0]) }),
	})
}
