// Command spiff-modeler draws BPMN diagrams, edits SpiffWorkflow properties and
// runs the model. With a subcommand it works without a window; anything else
// are files to open.
package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"spiffmodeler/cli"
	"spiffmodeler/ui"
	"spiffmodeler/workspace"
)

const (
	appID = "io.github.spiff-modeler"
	// closingTakes is how long closing the window may take at most.
	closingTakes = 2 * time.Second
)

func main() { os.Exit(run(os.Args[1:])) }

// run returns the exit code: 0 fine, 1 findings or failures, 2 wrong use.
func run(args []string) int {
	if cli.IsCommand(args) {
		return cli.Run(args, os.Stdin, os.Stdout, os.Stderr)
	}
	if !hasDisplay() {
		fmt.Fprintln(os.Stderr, "spiff-modeler: there is no display to open a window on; "+
			"run \"spiff-modeler --help\" for what it does without one (simulate, lint, convert, export).")
		return 2
	}
	if os.Getenv("GOGC") == "" {
		go keepHeap() // subcommands don't: they run for speed
	}
	app.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: ui.Title, Version: version(),
		// Every change of the window from a goroutine goes through fyne.Do.
		Migrations: map[string]bool{"fyneDo": true},
	})
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	config, err := workspace.ConfigDir()
	if err != nil {
		log.Warn("settings are not kept", "error", err)
	}
	ui.New(app.NewWithID(appID), ui.Options{
		ConfigDir: config, Files: args, Examples: examples(), Version: version(), Log: log,
		// The window library (Fyne 2.7.1) sometimes waits for ever for its own
		// last event when its loop has just ended.
		Ending: func() { time.AfterFunc(closingTakes, func() { os.Exit(0) }) },
	}).Run()
	return 0
}

// hasDisplay reports whether a window can be opened. Without a display the
// window library ends the program with a stack trace.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// version returns the version that the module was built as.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}

// examples returns the folder with the examples: in the source tree, or where
// a package puts it.
func examples() string {
	var places []string
	if self, err := os.Executable(); err == nil {
		if real, err := filepath.EvalSymlinks(self); err == nil {
			self = real
		}
		dir := filepath.Dir(self)
		places = append(places, filepath.Join(dir, "examples"), filepath.Join(dir, "..", "examples"),
			filepath.Join(dir, "..", "share", "spiff-modeler", "examples"))
	}
	places = append(places, "examples")
	for _, p := range places {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			return p
		}
	}
	return ""
}
