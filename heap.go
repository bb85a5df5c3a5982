package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Documents live long and frames leave little behind, while reading a large
// file and checking it leaves several times what stays. So the heap may grow by
// a fixed room instead of by a part of itself, and what was left behind goes
// back to the system when nothing happens any more.
const (
	heapRoom    = 20 << 20 // how much the heap may grow before it is collected
	minPercent  = 15       // of very large documents: collecting them takes longer
	maxPercent  = 100
	keepPeriod  = time.Second
	settled     = 4       // quiet periods after which everything has been put away
	quietGrowth = 2 << 20 // allocated in a period in which nothing happens, at most
	worthFreed  = 8 << 20 // what would go back to the system, at least
)

// keepHeap holds what the window takes from the system close to what it uses.
// It never returns.
func keepHeap() {
	k := heapKeeper{collect: debug.FreeOSMemory}
	keepRoom()
	for range time.Tick(keepPeriod) {
		k.look(readHeap())
	}
}

// keepRoom sets the room of the heap after each collection, on and on: while a
// large file is opened there are many collections in a second.
func keepRoom() {
	debug.SetGCPercent(percentFor(readHeap().live))
	runtime.SetFinalizer(&collected{}, func(*collected) { keepRoom() })
}

// collected is left behind at once, for its end to tell of a collection. It holds
// a pointer because small things without one are kept together.
type collected struct{ _ *byte }

// heapState is what the runtime knows about the heap, in bytes.
type heapState struct {
	live      uint64 // in use after the last collection
	allocated uint64 // since the start of the program
	atGC      uint64 // of allocated: when the last collection was seen; see heapKeeper
	cycles    uint64 // collections up to now
	idle      uint64 // free, but not given back
}

func readHeap() heapState {
	s := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/gc/heap/allocs:bytes"},
		{Name: "/gc/cycles/total:gc-cycles"}, {Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(s)
	return heapState{live: s[0].Value.Uint64(), allocated: s[1].Value.Uint64(),
		cycles: s[2].Value.Uint64(), idle: s[3].Value.Uint64()}
}

// heapKeeper decides when to collect.
type heapKeeper struct {
	collect func()
	last    heapState
	quiet   int // periods in which nothing happened, one after the other
}

// look takes the state of the heap at the end of a period.
func (k *heapKeeper) look(now heapState) {
	grown := now.allocated - k.last.allocated
	// What was allocated since the last collection may be garbage, as may what
	// the collection itself found.
	now.atGC = k.last.atGC
	if now.cycles != k.last.cycles {
		now.atGC = k.last.allocated
	}
	k.quiet++
	if grown > quietGrowth {
		k.quiet = 0
	}
	// Some things are put away only when nothing happens, such as tiles: what was
	// allocated doesn't tell of those.
	if k.quiet == settled || k.quiet > 0 && now.allocated-now.atGC+now.idle >= worthFreed {
		k.collect()
		now.atGC, now.idle = now.allocated, 0
		now.cycles++
	}
	k.last = now
}

// percentFor returns the GC percentage that gives a heap its room.
func percentFor(live uint64) int {
	if live == 0 {
		return maxPercent
	}
	return int(min(max(math.Round(100*heapRoom/float64(live)), minPercent), maxPercent))
}
