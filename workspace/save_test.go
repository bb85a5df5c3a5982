package workspace

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func wantContent(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s holds %q, want %q", path, got, want)
	}
}

// wantAlone fails when anything but the named files is in the folder.
func wantAlone(t *testing.T, dir string, names ...string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("the folder holds %v, want %v", got, names)
	}
}

func TestWriteFileMakesAndReplaces(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "order.bpmn")
	for _, content := range []string{"first", "", "a longer second version"} {
		if err := WriteFile(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		wantContent(t, path, content)
	}
	wantAlone(t, dir, "order.bpmn")
	info, _ := os.Stat(path)
	if info.Mode().Perm() != newFileMode() {
		t.Errorf("a new file has mode %o, want %o", info.Mode().Perm(), newFileMode())
	}
}

func TestWriteFileKeepsPermissions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "order.bpmn")
	write(t, path, "old")
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, _ := os.Stat(path)
	if info.Mode().Perm() != 0o640 {
		t.Errorf("mode is %o after saving, want 640", info.Mode().Perm())
	}
}

func TestWriteFileFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "models"), 0o755); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(dir, "models", "order.bpmn")
	write(t, target, "old")
	link := func(to, name string) string {
		p := filepath.Join(dir, name)
		if err := os.Symlink(to, p); err != nil {
			t.Skip("no symbolic links here:", err)
		}
		return p
	}
	link(filepath.Join("models", "order.bpmn"), "near.bpmn")
	far := link("near.bpmn", "far.bpmn")
	if err := WriteFile(far, []byte("new")); err != nil {
		t.Fatal(err)
	}
	wantContent(t, target, "new")
	if info, _ := os.Lstat(far); info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link was replaced by a file")
	}
	wantAlone(t, filepath.Join(dir, "models"), "order.bpmn")

	dangling := link(filepath.Join("models", "later.bpmn"), "dangling.bpmn")
	if err := WriteFile(dangling, []byte("made")); err != nil {
		t.Fatal(err)
	}
	wantContent(t, filepath.Join(dir, "models", "later.bpmn"), "made")

	link("b", "a")
	if err := WriteFile(link("a", "b"), nil); err == nil || !strings.Contains(err.Error(), "circle") {
		t.Errorf("links in a circle: %v", err)
	}
}

func TestWriteFileRefusesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if err := WriteFile(dir, []byte("x")); err == nil || !strings.Contains(err.Error(), "it is a folder") {
		t.Errorf("saving over a folder: %v", err)
	}
	missing := filepath.Join(dir, "no", "order.bpmn")
	if err := WriteFile(missing, []byte("x")); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), missing) {
		t.Errorf("saving into a folder that isn't there: %v", err)
	}
}

func TestWriteFileHonoursProtection(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "order.bpmn")
	write(t, path, "old")
	_ = os.Chmod(path, 0o444)
	if err := WriteFile(path, []byte("new")); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("saving a write-protected file: %v", err)
	}
	_ = os.Chmod(path, 0o644)
	_ = os.Chmod(dir, 0o555)
	defer os.Chmod(dir, 0o755)
	if err := WriteFile(path, []byte("new")); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "no permission") {
		t.Errorf("saving in a write-protected folder: %v", err)
	}
	wantContent(t, path, "old")
	wantAlone(t, dir, "order.bpmn")
}

// brokenDisk fails at one step; everything else really happens.
type brokenDisk struct {
	realDisk
	step string
	err  error
}

type brokenFile struct {
	file
	d brokenDisk
}

func (d brokenDisk) Create(path string) (file, error) {
	if d.step == "create" {
		return nil, d.err
	}
	f, err := d.realDisk.Create(path)
	return brokenFile{f, d}, err
}

func (d brokenDisk) Writable(path string) error {
	if d.step == "writable" {
		return d.err
	}
	return d.realDisk.Writable(path)
}

func (d brokenDisk) Rename(from, to string) error {
	if d.step == "rename" {
		return d.err
	}
	return d.realDisk.Rename(from, to)
}

func (f brokenFile) Write(b []byte) (int, error) {
	if f.d.step == "write" {
		n, _ := f.file.Write(b[:len(b)/2])
		return n, f.d.err
	}
	return f.file.Write(b)
}

func (f brokenFile) Sync() error {
	if f.d.step == "sync" {
		return f.d.err
	}
	return f.file.Sync()
}

func (f brokenFile) Close() error {
	err := f.file.Close()
	if f.d.step == "close" {
		return f.d.err
	}
	return err
}

func TestFailingSaveLosesNothing(t *testing.T) {
	for _, step := range []string{"create", "writable", "write", "sync", "close", "rename"} {
		t.Run(step, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "order.bpmn")
			write(t, path, "old")
			cause := &fs.PathError{Op: step, Path: path, Err: syscall.ENOSPC}
			err := explain(writeFile(brokenDisk{step: step, err: cause}, path, bytes.Repeat([]byte("new"), 100)))
			if !errors.Is(err, syscall.ENOSPC) || err.Error() != "the disk is full" {
				t.Errorf("error is %v", err)
			}
			wantContent(t, path, "old")
			wantAlone(t, dir, "order.bpmn")
		})
	}
}

func TestSavesAtTheSameTimeDoNotMix(t *testing.T) {
	path := filepath.Join(t.TempDir(), "order.bpmn")
	done := make(chan error)
	for i := range 8 {
		content := bytes.Repeat([]byte{byte('a' + i)}, 100_000)
		go func() { done <- WriteFile(path, content) }()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	got, _ := os.ReadFile(path)
	if len(got) != 100_000 || len(bytes.Trim(got, string(got[:1]))) != 0 {
		t.Error("two versions were mixed")
	}
	wantAlone(t, filepath.Dir(path), "order.bpmn")
}

func TestReadFileIsBounded(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "big.bpmn")
	write(t, path, strings.Repeat("x", 1000))
	if _, err := readFile(path, 999); err == nil {
		t.Error("a file beyond the limit was read")
	}
	if got, err := readFile(path, 1000); err != nil || len(got) != 1000 {
		t.Errorf("read %d bytes, %v", len(got), err)
	}
	if _, err := ReadFile(dir); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Errorf("reading a folder: %v", err)
	}
	if _, err := ReadFile(os.DevNull); err == nil {
		t.Error("a device was read")
	}
	if _, err := ReadFile(filepath.Join(dir, "none.bpmn")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading a missing file: %v", err)
	}
}
