package python

import (
	"encoding/binary"
	"errors"
	"math"
	"math/big"
	"math/bits"
)

// Random is CPython's random source (a Mersenne twister): the same seed gives the same numbers. It is part of a run and
// may be registered with a Heap, so that going back in history brings back its state.
type Random struct {
	object
	state624
}

type state624 struct {
	mt   [624]uint32
	next int
	// spare is the second number of a pair that gauss has made.
	spare    float64
	hasSpare bool
}

var typeRandom = finalType("Random")

// Type implements Value.
func (*Random) Type() *Type { return typeRandom }

// NewRandom returns a source seeded as random.seed(seed) does.
func NewRandom(seed int64) *Random {
	r := &Random{}
	r.seed(big.NewInt(seed))
	return r
}

func (r *Random) seed(n *big.Int) {
	r.touch(r, nil)
	n = new(big.Int).Abs(n)
	var key []uint32
	mask := big.NewInt(math.MaxUint32)
	for n.Sign() > 0 {
		key = append(key, uint32(new(big.Int).And(n, mask).Uint64()))
		n.Rsh(n, 32)
	}
	if len(key) == 0 {
		key = []uint32{0}
	}
	r.initByArray(key)
	r.hasSpare = false
}

func (r *Random) initByArray(key []uint32) {
	const n = 624
	r.mt[0] = 19650218
	for i := 1; i < n; i++ {
		r.mt[i] = 1812433253*(r.mt[i-1]^r.mt[i-1]>>30) + uint32(i)
	}
	i, j := 1, 0
	for range max(n, len(key)) {
		r.mt[i] = (r.mt[i] ^ (r.mt[i-1]^r.mt[i-1]>>30)*1664525) + key[j] + uint32(j)
		i++
		j++
		if i >= n {
			r.mt[0] = r.mt[n-1]
			i = 1
		}
		if j >= len(key) {
			j = 0
		}
	}
	for range n - 1 {
		r.mt[i] = (r.mt[i] ^ (r.mt[i-1]^r.mt[i-1]>>30)*1566083941) - uint32(i)
		i++
		if i >= n {
			r.mt[0] = r.mt[n-1]
			i = 1
		}
	}
	r.mt[0] = 0x80000000
	r.next = n
}

// Uint32 returns 32 random bits.
func (r *Random) Uint32() uint32 {
	r.touch(r, nil)
	const n, m = 624, 397
	if r.next >= n {
		for i := range n {
			y := r.mt[i]&0x80000000 | r.mt[(i+1)%n]&0x7fffffff
			v := r.mt[(i+m)%n] ^ y>>1
			if y&1 != 0 {
				v ^= 0x9908b0df
			}
			r.mt[i] = v
		}
		r.next = 0
	}
	y := r.mt[r.next]
	r.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// Float64 returns a number in [0, 1).
func (r *Random) Float64() float64 {
	a, b := r.Uint32()>>5, r.Uint32()>>6
	return (float64(a)*67108864 + float64(b)) / 9007199254740992
}

// bits returns a number of k random bits.
func (r *Random) bits(k int) *big.Int {
	v := new(big.Int)
	for shift := 0; k > 0; k, shift = k-32, shift+32 {
		w := r.Uint32()
		if k < 32 {
			w >>= 32 - k
		}
		v.Or(v, new(big.Int).Lsh(new(big.Int).SetUint64(uint64(w)), uint(shift)))
	}
	return v
}

// Below returns a number in [0, n).
func (r *Random) Below(n int64) int64 {
	k := bits.Len64(uint64(n))
	for {
		if v := r.bits(k).Int64(); v < n {
			return v
		}
	}
}

func (r *Random) belowBig(n *big.Int) *big.Int {
	for {
		if v := r.bits(n.BitLen()); v.Cmp(n) < 0 {
			return v
		}
	}
}

// Save returns the state as bytes, for Restore.
func (r *Random) Save() []byte {
	b := make([]byte, 0, 4*625+8)
	for _, w := range r.mt {
		b = binary.LittleEndian.AppendUint32(b, w)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(r.next))
	if !r.hasSpare {
		return b
	}
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(r.spare))
}

// Restore brings back a state that Save returned.
func (r *Random) Restore(b []byte) error {
	if len(b) != 4*625 && len(b) != 4*625+8 {
		return errors.New("restore random source: wrong length")
	}
	r.touch(r, nil)
	for i := range r.mt {
		r.mt[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	r.next = min(int(binary.LittleEndian.Uint32(b[4*624:])), 624)
	if r.hasSpare = len(b) > 4*625; r.hasSpare {
		r.spare = math.Float64frombits(binary.LittleEndian.Uint64(b[4*625:]))
	}
	return nil
}

func (r *Random) state() any { return r.state624 }

func (r *Random) exchange(state any) any {
	old := r.state624
	r.state624 = state.(state624)
	return old
}

func (r *Random) eachPart(func(Value)) {}
