//go:build windows || (darwin && cgo)

package ui

import (
	"context"
	"errors"
	"fmt"

	"github.com/sqweek/dialog"
)

// openSystemDialog shows the system's dialog in this process.
func openSystemDialog(_ context.Context, r pickRequest) (string, error) {
	b := dialog.File().Title(r.Title)
	for _, f := range r.Filters {
		b = b.Filter(f.Name, f.Extensions...)
	}
	if r.Folder != "" {
		b = b.SetStartDir(r.Folder)
	}
	var path string
	var err error
	if r.Kind == pickSave {
		path, err = b.SetStartFile(r.Name).Save()
	} else {
		path, err = b.Load()
	}
	switch {
	case errors.Is(err, dialog.ErrCancelled):
		return "", errCancelled
	case err != nil:
		return "", fmt.Errorf("%w: %w", errNoDialog, err)
	}
	return path, nil
}
