//go:build !linux && !windows && !(darwin && cgo)

package ui

import "context"

// openSystemDialog fails: the window's own dialog is used.
func openSystemDialog(context.Context, pickRequest) (string, error) { return "", errNoDialog }
