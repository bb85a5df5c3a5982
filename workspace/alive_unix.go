//go:build unix

package workspace

import (
	"errors"
	"syscall"
)

// isAlive reports whether a process runs.
func isAlive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
