//go:build !unix

package workspace

import "os"

// isAlive reports whether a process runs.
func isAlive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err == nil {
		_ = p.Release()
	}
	return err == nil
}
