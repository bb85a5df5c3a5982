package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// openSystemDialog starts the helper program nativedialog, which stands beside
// this program or in ../lib/spiff-modeler.
func openSystemDialog(ctx context.Context, r pickRequest) (string, error) {
	helper, err := findHelper()
	if err != nil {
		return "", err
	}
	in, err := json.Marshal(r)
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, helper)
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return "", errCancelled
	}
	if err != nil {
		return "", fmt.Errorf("%w: %w", errNoDialog, err)
	}
	var reply struct {
		Path      string
		Cancelled bool
		Error     string
	}
	if err := json.Unmarshal(out, &reply); err != nil {
		return "", fmt.Errorf("%w: %w", errNoDialog, err)
	}
	switch {
	case reply.Error != "":
		return "", fmt.Errorf("%w: %s", errNoDialog, reply.Error)
	case reply.Cancelled || reply.Path == "":
		return "", errCancelled
	}
	return reply.Path, nil
}

func findHelper() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", errors.Join(errNoDialog, err)
	}
	if real, err := filepath.EvalSymlinks(self); err == nil {
		self = real
	}
	dir := filepath.Dir(self)
	for _, p := range []string{filepath.Join(dir, "nativedialog"), filepath.Join(dir, "..", "lib", "spiff-modeler", "nativedialog")} {
		if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			return p, nil
		}
	}
	return "", errNoDialog
}
