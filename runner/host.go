package runner

import (
	"context"

	"spiffmodeler/runner/python"
)

// Some hosts don't leave the order to the engine's loop but choose the next READY task themselves; SpiffArena's runner of
// model tests is one. The functions here are the engine's methods that they call.

// RunTask runs a READY task of any kind, whether it is its turn or not.
//
// SpiffWorkflow: task.py (run).
func (in *Instance) RunTask(ctx context.Context, id TaskID) error {
	return in.outOfTurn(ctx, id, func() error { return in.runTask(id) })
}

// CompleteTask completes a READY task of any kind without running it, after data were merged deeply into its data. Its
// post-script runs.
//
// SpiffWorkflow: task.py (complete).
func (in *Instance) CompleteTask(ctx context.Context, id TaskID, data *python.Dict) error {
	return in.outOfTurn(ctx, id, func() error {
		if data != nil && data.Len() > 0 {
			if err := in.merge(in.writeData(id), data); err != nil {
				return err
			}
		}
		return in.complete(id)
	})
}

// CancelTask cancels a READY task and what is below it.
//
// SpiffWorkflow: task.py (cancel).
func (in *Instance) CancelTask(ctx context.Context, id TaskID) error {
	return in.outOfTurn(ctx, id, func() error { return in.cancel(id) })
}

func (in *Instance) outOfTurn(ctx context.Context, id TaskID, f func() error) error {
	if id == 0 || id > in.n || in.at(id).state != Ready || in.at(id).flags&removed != 0 {
		return ErrNotReady
	}
	return in.input(ctx, func() error {
		in.drive = driver{}
		in.running = id
		return f()
	})
}
