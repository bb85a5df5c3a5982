package workspace

import (
	"errors"
	"io/fs"
	"syscall"
)

// explain puts the reasons that users meet into words. The cause stays in the
// chain for errors.Is.
func explain(err error) error {
	for _, r := range reasons {
		if errors.Is(err, r.cause) {
			return &reasonError{r.words, err}
		}
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return &reasonError{p.Err.Error(), err}
	}
	return err
}

var reasons = []struct {
	cause error
	words string
}{
	{fs.ErrNotExist, "there is no such file or folder"},
	{syscall.ENOSPC, "the disk is full"},
	{syscall.EDQUOT, "your share of the disk is used up"},
	{syscall.EROFS, "the disk is read-only"},
	{fs.ErrPermission, "you have no permission"},
	{syscall.ENAMETOOLONG, "the name is too long"},
	{syscall.EIO, "the disk reports an error"},
}

type reasonError struct {
	words string
	cause error
}

func (e *reasonError) Error() string { return e.words }
func (e *reasonError) Unwrap() error { return e.cause }
