package runner

import (
	"slices"

	"spiffmodeler/runner/python"
)

// history makes the steps of an instance reversible. A step holds what was written, as it was before; taking it back
// exchanges that with what is there, so that the same step leads forward again. Steps form a tree: what is done after
// going back becomes a branch beside what was done first.
type history struct {
	in   *Instance
	root *moment
	at   *moment // the step that was done last
	step uint32  // number of the step that is being recorded
	open *moment // being recorded; nil: nothing was done since the last Begin
}

// moment is one step, and the state of the run behind it.
type moment struct {
	before *moment
	after  []*moment // branches, the oldest first
	latest *moment   // the branch that was taken last
	depth  int
	task   TaskID // that was run; 0: something from outside

	core      core
	n         TaskID
	workflows int
	records   []savedRecord
	states    []savedWorkflow
	data      python.Step
	// What the step added, while it is taken back.
	tail []record
	runs []*workflow
}

type savedRecord struct {
	id TaskID
	record
}

type savedWorkflow struct {
	w *workflow
	workflowState
}

func (in *Instance) startHistory() {
	h := &history{in: in, step: 1}
	h.root = &moment{}
	h.at = h.root
	in.history = h
	in.env.Heap = &in.heap
	for id := TaskID(1); id <= in.n; id++ {
		if d := in.at(id).data; d != nil {
			in.heap.Adopt(d)
		}
	}
	for _, w := range in.workflows {
		for _, d := range []*python.Dict{w.data, w.objects, w.correlations} {
			if d != nil {
				in.heap.Adopt(d)
			}
		}
	}
	in.heap.Adopt(in.stores)
	in.heap.Adopt(in.env.Rand)
	in.heap.Begin()
}

// step returns the number of the step that is being recorded.
func (in *Instance) step() uint32 {
	if in.history == nil {
		return 0
	}
	return in.history.step
}

// beginStep closes the step before and begins another one.
func (in *Instance) beginStep() {
	h := in.history
	if h == nil {
		return
	}
	h.seal()
	h.open = &moment{before: h.at, depth: h.at.depth + 1, core: in.core, n: in.n, workflows: len(in.workflows)}
}

// seal puts the step that is being recorded into the tree, if it changed anything.
func (h *history) seal() {
	m := h.open
	if m == nil {
		return
	}
	h.open = nil
	m.data = h.in.heap.Begin()
	h.step++
	if len(m.data) == 0 && !h.changed(m) {
		return
	}
	if h.in.runs != m.core.runs {
		m.task = h.in.running
	}
	m.before.after = append(m.before.after, m)
	m.before.latest = m
	h.at = m
	if h.at.depth-h.root.depth > keptSteps {
		// Further back nobody can go any more. The way from the root to here is along the latest branches.
		h.root = h.root.latest
		*h.root = moment{after: h.root.after, latest: h.root.latest, depth: h.root.depth, task: h.root.task}
	}
}

// keptSteps is how far back one can go. A step of a small process takes a kilobyte or two.
const keptSteps = 100_000

// abandonStep takes back what the step that is being recorded did so far, and forgets it.
func (in *Instance) abandonStep() {
	h := in.history
	if h == nil || h.open == nil {
		return
	}
	before := h.at
	latest := before.latest
	if h.seal(); h.at == before {
		return
	}
	h.swap(h.at, true)
	before.after = before.after[:len(before.after)-1]
	before.latest = latest
	h.settleBack()
}

// changed reports whether the step that is being recorded changed anything but data.
func (h *history) changed(m *moment) bool {
	return len(m.records) > 0 || len(m.states) > 0 || m.n != h.in.n || m.core.runs != h.in.runs || !m.core.now.Equal(h.in.now)
}

// saveRecord saves a record before it is written for the first time in a step.
func (h *history) saveRecord(id TaskID, r *record) {
	if r.saved == h.step {
		return
	}
	r.saved = h.step
	if h.open != nil && id <= h.open.n {
		h.open.records = append(h.open.records, savedRecord{id, *r})
	}
}

func (h *history) saveWorkflow(w *workflow) {
	if w.saved == h.step {
		return
	}
	w.saved = h.step
	if h.open != nil && int(w.id) < h.open.workflows {
		h.open.states = append(h.open.states, savedWorkflow{w, w.workflowState})
	}
}

// swap exchanges what a step saved with what is there.
func (h *history) swap(m *moment, back bool) {
	in := h.in
	if back {
		for id := m.n + 1; id <= in.n; id++ {
			m.tail = append(m.tail, *in.at(id))
		}
		m.runs = append(m.runs, in.workflows[m.workflows:]...)
		m.n, in.n = in.n, m.n
		in.workflows = in.workflows[:m.workflows]
	} else {
		first := in.n + 1
		for range m.tail {
			in.grow()
		}
		for i, r := range m.tail {
			c := in.chunks[(first+TaskID(i))>>chunkBits]
			c.stale = true
			*in.at(first + TaskID(i)) = r
		}
		m.n = first - 1
		in.workflows = append(in.workflows, m.runs...)
		m.tail, m.runs = nil, nil
	}
	for i := range m.records {
		s := &m.records[i]
		in.chunks[s.id>>chunkBits].stale = true
		r := in.at(s.id)
		s.record, *r = *r, s.record
	}
	for i := range m.states {
		s := &m.states[i]
		s.workflowState, s.w.workflowState = s.w.workflowState, s.workflowState
	}
	m.data.Swap()
	m.core, in.core = in.core, m.core
	if back {
		h.at = m.before
	} else {
		h.at = m
		m.before.latest = m
	}
}

// settleBack brings everything that follows from the records in line with them.
func (h *history) settleBack() {
	in := h.in
	in.heap.Begin()
	h.step++
	in.failure = nil
	in.recount()
}

// recount makes the lists and counts that follow from the records.
func (in *Instance) recount() {
	in.active, in.activeSorted, in.listeners = nil, nil, nil
	in.crowds = [crowds][]workflowID{}
	for _, w := range in.workflows {
		w.waiting, w.ready, w.manual, w.joins, w.openEnds, w.subs = nil, nil, nil, nil, 0, 0
		w.counts, w.places = [NumStates]int{}, [crowds]int{}
		if w.task != 0 {
			in.workflows[in.at(w.task).wf].subs++
			if !w.completed && !w.deleted {
				in.active = append(in.active, w.id)
			}
		}
	}
	clear(in.tally)
	clear(in.taken)
	for id := TaskID(1); id <= in.n; id++ {
		r := in.at(id)
		if r.flags&reached != 0 {
			in.countFlow(r, 1)
		}
		if r.entered != 0 {
			in.listeners = append(in.listeners, id)
		}
		if r.flags&removed != 0 {
			continue
		}
		w := in.workflows[r.wf]
		in.enlist(w, id, r)
		if isJoin(r.spec.Kind) {
			w.addJoin(in, r.spec, id)
		}
	}
	sortBy(in.listeners, func(t TaskID) uint32 { return in.at(t).entered })
}

// Back takes up to n steps back and returns how many there were.
func (in *Instance) Back(n int) int {
	h := in.history
	if h == nil {
		return 0
	}
	h.seal()
	done := 0
	for ; done < n && h.at != h.root; done++ {
		h.swap(h.at, true)
	}
	if done > 0 {
		h.settleBack()
	}
	return done
}

// Forward goes up to n steps along the branch that was taken last and returns how many there were.
func (in *Instance) Forward(n int) int {
	h := in.history
	if h == nil {
		return 0
	}
	h.seal()
	done := 0
	for ; done < n && h.at.latest != nil; done++ {
		h.swap(h.at.latest, false)
	}
	if done > 0 {
		h.settleBack()
	}
	return done
}

// Position returns how many steps can be gone back, and how many forward along the branch that was taken last.
func (in *Instance) Position() (back, ahead int) {
	h := in.history
	if h == nil {
		return 0, 0
	}
	back = h.at.depth - h.root.depth
	if h.open != nil && h.changed(h.open) {
		return back + 1, 0
	}
	for m := h.at.latest; m != nil; m = m.latest {
		ahead++
	}
	return back, ahead
}

// depth returns how many steps were done on the way to here.
func (in *Instance) depth() int {
	h := in.history
	if h == nil {
		return in.runs
	}
	if h.open != nil && h.changed(h.open) {
		return h.at.depth + 1
	}
	return h.at.depth
}

// Branches returns how many steps were done from here, and which one Forward takes.
func (in *Instance) Branches() (n, taken int) {
	h := in.history
	if h == nil || h.open != nil && h.changed(h.open) {
		return 0, 0
	}
	return len(h.at.after), max(0, slices.Index(h.at.after, h.at.latest))
}

// TakeBranch makes branch i, counted from 0, the one that Forward takes.
func (in *Instance) TakeBranch(i int) {
	if n, _ := in.Branches(); i >= 0 && i < n {
		in.history.at.latest = in.history.at.after[i]
	}
}

// LastRun returns the task that the step done last has run; 0 when it was something from outside.
func (in *Instance) LastRun() TaskID {
	h := in.history
	switch {
	case h == nil:
		return in.running
	case h.open != nil && h.changed(h.open):
		if h.open.core.runs != in.runs {
			return in.running
		}
		return 0
	}
	return h.at.task
}
