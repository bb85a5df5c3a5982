package runner

import (
	"context"
	"slices"
	"sort"
)

// driver is where the engine's loop stands. It is state like any other, so that single steps and a run do the same.
//
// SpiffWorkflow: bpmn/workflow.py (do_engine_steps):
//
//	repeat
//	    for each sub-workflow that is not completed, deepest first:
//	        pass over its READY tasks, again until a pass runs nothing
//	        look at the task that runs it
//	    one pass over the READY tasks of all workflows
//	until nothing ran and no sub-workflow was added
//	look at the timers
//
// A pass is over a list made when it begins: tasks that become READY meanwhile wait for the next one, and what was
// cancelled meanwhile is run nevertheless.
type driver struct {
	phase  phase
	subs   []workflowID // sub-workflows of this round; not changed once made
	sub    int          // the one whose turn it is
	active int          // how many there were when the round began
	pass   []TaskID     // not changed once made
	next   int          // in pass
	ran    bool         // the pass ran something
	any    bool         // something ran since settling began
}

type phase uint8

const (
	idle      phase = iota // settled, or not begun
	roundPart              // a round begins
	subPart                // a pass over a sub-workflow begins
	subPass                // within one
	topPass                // within the pass over everything
)

// Step runs the next task that needs nobody. It returns the task, or 0 when everything waits for a person, an event or
// the clock. ErrNoAnswer says that the task that would be next is a service task without answer.
//
// An error is a *Failure, or that of the context; what was done before it stays, and the instance can be looked at.
func (in *Instance) Step(ctx context.Context) (TaskID, error) {
	in.ctx = ctx
	defer func() { in.ctx = nil }()
	in.beginStep()
	id, err := in.nextTask()
	if err != nil {
		return 0, in.fail(err)
	}
	if id == 0 {
		return 0, nil
	}
	if in.waitsForAnswer(id) {
		return id, ErrNoAnswer
	}
	in.drive.next++
	in.drive.ran, in.drive.any = true, true
	in.running = id
	in.runs++
	if err := in.runTask(id); err != nil {
		return id, in.fail(err)
	}
	return id, nil
}

// Run steps until everything waits.
func (in *Instance) Run(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		id, err := in.Step(ctx)
		if id == 0 || err != nil {
			return err
		}
	}
}

// fail ends the engine's loop with an error. A step that was stopped from outside is taken back where there is a history.
func (in *Instance) fail(err error) error {
	if stop := context.Cause(in.ctx); stop != nil {
		in.abandonStep()
		return stop
	}
	in.drive = driver{}
	f := asFailure(err)
	if f == nil {
		f = in.raised(err)
	}
	in.failure = in.settle(f, in.running)
	return f
}

// nextTask finds the task to run next, and does on the way what the engine does between tasks.
func (in *Instance) nextTask() (TaskID, error) {
	d := &in.drive
	for {
		switch d.phase {
		case idle:
			if in.quiet {
				return 0, nil
			}
			*d = driver{phase: roundPart}
		case roundPart:
			d.subs, d.sub, d.active = in.subsDeepestFirst(), 0, len(in.active)
			d.phase = subPart
		case subPart:
			if d.sub == len(d.subs) {
				d.begin(in.hotTasks(in.workflows[0]), topPass)
			} else {
				d.begin(in.hotTasks(in.workflows[d.subs[d.sub]]), subPass)
			}
		case subPass:
			if d.next < len(d.pass) {
				return d.pass[d.next], nil
			}
			if !d.ran {
				if err := in.lookAtTask(in.workflows[d.subs[d.sub]]); err != nil {
					return 0, err
				}
				d.sub++
			}
			d.phase = subPart
		case topPass:
			if d.next < len(d.pass) {
				return d.pass[d.next], nil
			}
			again := d.ran || len(in.active) > d.active
			d.phase = roundPart
			if again {
				break
			}
			if err := in.refreshTimers(); err != nil {
				return 0, err
			}
			// Hosts begin again until nothing is run.
			if !d.any {
				*d = driver{}
				in.quiet = true
				return 0, nil
			}
			d.any = false
		}
	}
}

func (d *driver) begin(tasks []TaskID, p phase) {
	d.pass, d.next, d.ran, d.phase = tasks, 0, false, p
}

// subsDeepestFirst returns the active sub-workflows, the deepest first and otherwise in the order of their creation.
func (in *Instance) subsDeepestFirst() []workflowID {
	if in.activeSorted == nil {
		in.activeSorted = slices.Clone(in.active)
		sort.SliceStable(in.activeSorted, func(i, j int) bool {
			return in.workflows[in.activeSorted[i]].depth > in.workflows[in.activeSorted[j]].depth
		})
	}
	return in.activeSorted
}

// hotTasks lists the READY tasks that need nobody, of a workflow and those within it, in tree order.
func (in *Instance) hotTasks(w *workflow) []TaskID {
	switch {
	case len(in.crowds[hot]) == 0:
		return nil
	case w.subs == 0:
		return slices.Clone(w.ready)
	}
	var out []TaskID
	mixed := false
	for _, id := range in.crowds[hot] {
		x := in.workflows[id]
		if x != w && (x.depth <= w.depth || !in.isNested(x, w)) || x.deleted {
			continue
		}
		mixed = out != nil
		out = append(out, x.ready...)
	}
	if mixed {
		sort.Slice(out, func(i, j int) bool { return in.before(out[i], out[j]) })
	}
	return out
}

// lookAtTask looks at the task that runs a sub-workflow.
func (in *Instance) lookAtTask(w *workflow) error {
	if in.at(w.task).flags&removed == 0 && !w.completed {
		return nil // the update would find nothing new
	}
	if err := in.findTask(w.task); err != nil {
		return err
	}
	return in.update(w.task)
}

// refreshTimers looks at the timers that tasks wait for.
//
// SpiffWorkflow: bpmn/workflow.py (refresh_timers).
func (in *Instance) refreshTimers() error {
	for _, t := range slices.Clone(in.listeners) {
		if in.at(t).spec.Event.Kind.IsTimer() {
			if err := in.update(t); err != nil {
				return err
			}
		}
	}
	return nil
}
