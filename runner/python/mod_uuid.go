package python

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"math/big"
	"strings"
)

// UUID is a uuid.UUID.
type UUID [16]byte

var typeUUID = newType("UUID")

// Type implements Value.
func (UUID) Type() *Type { return typeUUID }

func (u UUID) hex() string { return hex.EncodeToString(u[:]) }

// String returns the usual form with dashes.
func (u UUID) String() string {
	h := u.hex()
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

func (u UUID) strOf(*vm) string { return u.String() }

func (u UUID) reprTo(m *vm, w *writer) { w.text("UUID('" + u.String() + "')") }

func (u UUID) hashOf(*vm) uint64 { return hashString(string(u[:])) }

func (u UUID) equalTo(m *vm, other Value) (eq, ok bool) {
	o, ok := other.(UUID)
	return ok && u == o, ok
}

func (u UUID) compareTo(m *vm, other Value) (int, bool) {
	o, ok := other.(UUID)
	return strings.Compare(string(u[:]), string(o[:])), ok
}

func (u UUID) toInt() Value { return NewInt(new(big.Int).SetBytes(u[:])) }

func (m *vm) parseUUID(text string) Value {
	s := strings.NewReplacer("urn:", "", "uuid:", "").Replace(text)
	s = strings.ReplaceAll(strings.Trim(s, "{}"), "-", "")
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != 16 {
		if len(s) == 32 {
			fail(excValue, "invalid literal for int() with base 16: %s", quote(s))
		}
		fail(excValue, "badly formed hexadecimal UUID string")
	}
	return UUID(b)
}

// versioned sets version and variant.
func (u UUID) versioned(version byte) UUID {
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
	return u
}

// uuid4 comes from the random source of the run.
func (m *vm) uuid4() UUID {
	var u UUID
	for i := 0; i < 16; i += 4 {
		binary.BigEndian.PutUint32(u[i:], m.random().Uint32())
	}
	return u.versioned(4)
}

// uuid1 comes from the clock of the run; node and sequence from its random source.
func (m *vm) uuid1() UUID {
	u := m.uuid4()
	t := uint64(m.now().UnixNano()/100) + 0x01b21dd213814000
	binary.BigEndian.PutUint32(u[0:], uint32(t))
	binary.BigEndian.PutUint16(u[4:], uint16(t>>32))
	binary.BigEndian.PutUint16(u[6:], uint16(t>>48))
	return u.versioned(1)
}

func nameUUID(sum func([]byte) []byte, version byte) *Builtin {
	return pos(2, 2, func(m *vm, a []Value) Value {
		ns, ok := a[0].(UUID)
		if !ok {
			fail(excAttribute, "'%s' object has no attribute 'bytes'", a[0].Type().long)
		}
		return UUID(sum(append(ns[:], m.wantText(a[1], "bytes", "1")...))[:16]).versioned(version)
	})
}

// uuidPart is the number in some of the bytes.
func uuidPart(from, to int) property {
	return func(m *vm, v Value) Value {
		u := v.(UUID)
		return NewInt(new(big.Int).SetBytes(u[from:to]))
	}
}

var moduleUUID *Module

func init() {
	create := named("hex? bytes? bytes_le? fields? int? version?", func(m *vm, a []Value) Value {
		switch {
		case a[0] != nil && a[0] != None:
			return m.parseUUID(m.wantText(a[0], "replace", "1"))
		case a[1] != nil:
			b := m.wantBytes(a[1])
			if len(b) != 16 {
				fail(excValue, "bytes is not a 16-char string")
			}
			return UUID([]byte(b))
		case a[4] != nil:
			b := m.wantBig(a[4])
			if b.Sign() < 0 || b.BitLen() > 128 {
				fail(excValue, "int is out of range (need a 128-bit value)")
			}
			return UUID(b.FillBytes(make([]byte, 16)))
		}
		fail(excType, "one of the hex, bytes, bytes_le, fields, or int arguments must be given")
		return nil
	})
	create.name = "UUID"
	typeUUID.create = func(m *vm, t *Type, a args) Value { return create.call(m, nil, a) }
	typeUUID.props = map[string]property{
		"hex":   func(m *vm, v Value) Value { return Str(v.(UUID).hex()) },
		"int":   func(m *vm, v Value) Value { return v.(UUID).toInt() },
		"bytes": func(m *vm, v Value) Value { u := v.(UUID); return Bytes(u[:]) },
		"urn":   func(m *vm, v Value) Value { return Str("urn:uuid:" + v.(UUID).String()) },
		"version": func(m *vm, v Value) Value {
			if u := v.(UUID); u[8]>>6 == 2 {
				return Int(u[6] >> 4)
			}
			return None
		},
		"variant": func(m *vm, v Value) Value {
			switch c := v.(UUID)[8]; {
			case c>>7 == 0:
				return Str("reserved for NCS compatibility")
			case c>>6 == 2:
				return Str("specified in RFC 4122")
			case c>>5 == 6:
				return Str("reserved for Microsoft compatibility")
			}
			return Str("reserved for future definition")
		},
		"time_low":             uuidPart(0, 4),
		"time_mid":             uuidPart(4, 6),
		"time_hi_version":      uuidPart(6, 8),
		"clock_seq_hi_variant": uuidPart(8, 9),
		"clock_seq_low":        uuidPart(9, 10),
		"node":                 uuidPart(10, 16),
	}
	space := func(s string) Value { return bareVM().parseUUID(s) }
	moduleUUID = addModule("uuid", map[string]Value{
		"UUID":     typeUUID,
		"RFC_4122": Str("specified in RFC 4122"),
		"uuid1":    free(func(m *vm, a args) Value { return m.uuid1() }),
		"uuid4":    noArgs(func(m *vm, a []Value) Value { return m.uuid4() }),
		"uuid3":    nameUUID(func(b []byte) []byte { s := md5.Sum(b); return s[:] }, 3),
		"uuid5":    nameUUID(func(b []byte) []byte { s := sha1.Sum(b); return s[:] }, 5),

		"NAMESPACE_DNS":  space("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
		"NAMESPACE_URL":  space("6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
		"NAMESPACE_OID":  space("6ba7b812-9dad-11d1-80b4-00c04fd430c8"),
		"NAMESPACE_X500": space("6ba7b814-9dad-11d1-80b4-00c04fd430c8"),
	})
}
