package main

import "testing"

func TestHeapGrowsByAFixedRoom(t *testing.T) {
	for live, want := range map[uint64]int{0: 100, 8 << 20: 100, 64 << 20: 31, 128 << 20: 16, 4 << 30: 15} {
		if got := percentFor(live); got != want {
			t.Errorf("%d MB in use: %d %%, want %d", live>>20, got, want)
		}
	}
}

func TestHeapIsCollectedWhenNothingHappensAnyMore(t *testing.T) {
	collected := 0
	k := heapKeeper{collect: func() { collected++ }}
	const mb = 1 << 20
	steps := []struct {
		what string
		now  heapState
		want int // collections up to then
	}{
		{"a file is read", heapState{live: 20 * mb, allocated: 300 * mb, cycles: 5}, 0},
		{"it is checked", heapState{live: 120 * mb, allocated: 500 * mb, cycles: 9}, 0},
		{"nothing happens", heapState{live: 120 * mb, allocated: 500*mb + 1000, cycles: 9}, 1},
		{"and still nothing", heapState{live: 90 * mb, allocated: 500*mb + 2000, cycles: 10}, 1},
		{"frames leave little", heapState{live: 90 * mb, allocated: 501 * mb, cycles: 10}, 1},
		{"somebody works", heapState{live: 90 * mb, allocated: 530 * mb, cycles: 10}, 1},
		{"and rests", heapState{live: 90 * mb, allocated: 530 * mb, cycles: 10}, 2},
		{"free pages are given back, too", heapState{live: 90 * mb, allocated: 530 * mb, cycles: 11, idle: 40 * mb}, 3},
		{"tiles are put away", heapState{live: 90 * mb, allocated: 530 * mb, cycles: 12}, 3},
		{"and given back once", heapState{live: 90 * mb, allocated: 530 * mb, cycles: 12}, 4},
		{"not again", heapState{live: 70 * mb, allocated: 530 * mb, cycles: 13}, 4},
	}
	for _, s := range steps {
		if k.look(s.now); collected != s.want {
			t.Fatalf("%s: %d collections, want %d", s.what, collected, s.want)
		}
	}
}
