//go:build unix

package workspace

import (
	"io/fs"
	"sync"
	"syscall"
)

func ownerOf(info fs.FileInfo) (uid, gid int, ok bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, false
	}
	return int(s.Uid), int(s.Gid), true
}

// newFileMode returns the permissions that the user wants for new files. The
// mask can only be read by setting it, so it is read once.
var newFileMode = sync.OnceValue(func() fs.FileMode {
	mask := syscall.Umask(0o077)
	syscall.Umask(mask)
	return 0o666 &^ fs.FileMode(mask)
})
