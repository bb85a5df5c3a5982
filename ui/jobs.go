package ui

import (
	"context"
	"slices"
	"sync/atomic"
	"time"
)

// When a job is seen: a progress bar, then a way to cancel it.
const (
	jobShows   = 300 * time.Millisecond
	jobCancels = 2 * time.Second
)

// jobs runs slow work beside the window. Every goroutine of this package is
// started here.
type jobs struct {
	list    []*job       // that are seen, the oldest first
	changed func()       // the list or a job in it changed; called on the main goroutine
	do      func(func()) // calls a function on the main goroutine: fyne.Do but in tests
}

// job is one piece of work in the background.
type job struct {
	name       string
	cancel     context.CancelFunc
	cancelable bool          // it runs long enough for a Cancel button
	progress   atomic.Uint64 // parts in a thousand; 0 when nothing is known
	over       bool
}

// Start runs work in the background; then runs on the main goroutine with its
// error when it ends. Work should end soon after its context is done.
func (j *jobs) Start(name string, work func(ctx context.Context, progress func(part float64)) error, then func(error)) *job {
	ctx, cancel := context.WithCancel(context.Background())
	job := &job{name: name, cancel: cancel}
	j.After(jobShows, func() {
		if !job.over {
			j.list = append(j.list, job)
			j.changed()
		}
	})
	j.After(jobCancels, func() {
		if !job.over {
			job.cancelable = true
			j.changed()
		}
	})
	report := func(part float64) { job.progress.Store(uint64(1000 * min(max(part, 0), 1))) }
	j.run(func() error { return work(ctx, report) }, func(err error) {
		cancel()
		job.over = true
		if i := slices.Index(j.list, job); i >= 0 {
			j.list = slices.Delete(j.list, i, i+1)
			j.changed()
		}
		then(err)
	})
	return job
}

// Wait runs what nobody waits for, or what waits for something outside the
// program itself; it is never shown.
func (j *jobs) Wait(work func() error, then func(error)) { j.run(work, then) }

func (j *jobs) run(work func() error, then func(error)) {
	go func() {
		err := work()
		j.do(func() { then(err) })
	}()
}

// Every calls f on the main goroutine again and again until stop is called.
func (j *jobs) Every(d time.Duration, f func()) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		ticker := time.NewTicker(d)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				j.do(f)
			}
		}
	}()
	return cancel
}

// After calls f on the main goroutine after a while, unless stop comes first.
func (j *jobs) After(d time.Duration, f func()) (stop func()) {
	stopped := false // only touched on the main goroutine
	t := time.AfterFunc(d, func() {
		j.do(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		t.Stop()
	}
}

// StopAll cancels every job that is seen, when the window closes.
func (j *jobs) StopAll() {
	for _, job := range j.list {
		job.cancel()
	}
}
