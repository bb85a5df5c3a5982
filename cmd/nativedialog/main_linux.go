//go:build linux && cgo

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/sqweek/dialog"
)

func main() {
	// GTK wants one thread for everything.
	runtime.LockOSThread()
	var r Request
	reply := Reply{}
	if err := json.NewDecoder(os.Stdin).Decode(&r); err != nil {
		reply.Error = "read the request: " + err.Error()
	} else if path, err := ask(r); errors.Is(err, dialog.ErrCancelled) {
		reply.Cancelled = true
	} else if err != nil {
		reply.Error = err.Error()
	} else {
		reply.Path = path
	}
	if err := json.NewEncoder(os.Stdout).Encode(reply); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// ask shows the dialog. The library panics where GTK can't reach a display.
func ask(r Request) (path string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the system's dialog can't be shown: %v", p)
		}
	}()
	if r.Kind == "folder" {
		b := dialog.Directory().Title(r.Title)
		if r.Folder != "" {
			b = b.SetStartDir(r.Folder)
		}
		return b.Browse()
	}
	b := dialog.File().Title(r.Title)
	for _, f := range r.Filters {
		b = b.Filter(f.Name, f.Extensions...)
	}
	if r.Folder != "" {
		b = b.SetStartDir(r.Folder)
	}
	switch r.Kind {
	case "open":
		return b.Load()
	case "save":
		if r.Name != "" {
			b = b.SetStartFile(r.Name)
		}
		return b.Save()
	}
	return "", fmt.Errorf("there is no dialog %q", r.Kind)
}
