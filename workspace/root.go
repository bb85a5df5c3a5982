package workspace

import (
	"os"
	"path/filepath"
)

// Root returns the folder that files which are looked for upwards may lie in at
// most: the topmost one above folder that still belongs to the same process
// groups of SpiffArena, or folder itself.
func Root(folder string) string {
	root := absolute(folder)
	for {
		up := filepath.Dir(root)
		if up == root || !isGroup(up) {
			return root
		}
		root = up
	}
}

// isGroup reports whether SpiffArena keeps a process group in a folder.
func isGroup(folder string) bool {
	info, err := os.Stat(filepath.Join(folder, "process_group.json"))
	return err == nil && info.Mode().IsRegular()
}
