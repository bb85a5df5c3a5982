package ui

import (
	"time"

	"spiffmodeler/workspace"
)

// watchEvery is how often the open files are looked at on the disk.
const watchEvery = 2 * time.Second

// watch looks at the open files from time to time, beside the window: a network
// disk may take its time to answer.
func (a *App) watch() {
	seen := map[string]workspace.Glance{}
	busy := false
	a.stopWatch = a.jobs.Every(watchEvery, func() {
		var paths []string
		for _, t := range a.open {
			if t.file != nil {
				paths = append(paths, t.file.Path())
			}
		}
		if busy || len(paths) == 0 {
			return
		}
		busy = true
		now := map[string]workspace.Glance{}
		a.jobs.Wait(func() error {
			for _, p := range paths {
				now[p] = workspace.Look(p)
			}
			return nil
		}, func(error) {
			busy = false
			for p, g := range now {
				if old, known := seen[p]; !known || old != g {
					a.checkDisk()
					break
				}
			}
			seen = now
		})
	})
}
