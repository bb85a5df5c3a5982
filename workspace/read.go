// Package workspace knows the files on disk: it reads and saves models without
// losing any, notices when somebody else changes them, and keeps the user's
// settings and the program's state.
package workspace

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// MaxFileSize bounds what is read into memory, in bytes. The largest models
// that people keep are a hundred times smaller.
const MaxFileSize = 256 << 20

// ReadFile reads a regular file of at most MaxFileSize bytes. Its errors name
// the file and say why it can't be read.
func ReadFile(path string) ([]byte, error) {
	data, err := readFile(path, MaxFileSize)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, explain(err))
	}
	return data, nil
}

func readFile(path string, limit int64) ([]byte, error) {
	// A named pipe would block the open, a device might never end.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if err := readable(info, limit); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// The file may grow between the two looks at it.
	data := make([]byte, 0, info.Size()+512)
	data, err = appendAll(data, io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(limit)
	}
	return data, nil
}

func appendAll(data []byte, r io.Reader) ([]byte, error) {
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, err
		}
	}
}

func readable(info fs.FileInfo, limit int64) error {
	switch mode := info.Mode(); {
	case mode.IsDir():
		return errors.New("it is a folder")
	case !mode.IsRegular():
		return errors.New("it is not a file with content but a device, pipe or socket")
	case info.Size() > limit:
		return tooLarge(limit)
	}
	return nil
}

func tooLarge(limit int64) error {
	return fmt.Errorf("it is larger than the %d MB that are read", limit>>20)
}

// SamePath reports whether two paths mean the same file: the same text, or the
// same file on disk through links.
func SamePath(a, b string) bool {
	if absolute(a) == absolute(b) {
		return true
	}
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

func absolute(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return abs
}
