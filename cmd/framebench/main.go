// Command framebench measures the diagram in a real window: frames a second, the
// program's own work for each of them, and how long input has to wait, while the
// diagram is panned, zoomed and an element of it dragged. It needs a display and
// isn't installed.
//
//	framebench [-size 1600x900] [-json FILE] FILE.bpmn...
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

func main() {
	size := flag.String("size", "1600x900", "of the window, in its units")
	out := flag.String("json", "", "`file` to write the figures to, beside the table")
	flag.Parse()
	var w, h float32
	if _, err := fmt.Sscanf(*size, "%fx%f", &w, &h); err != nil || flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "framebench [-size WIDTHxHEIGHT] [-json FILE] FILE.bpmn...")
		os.Exit(2)
	}
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		fmt.Fprintln(os.Stderr, "framebench: there is no display to open a window on")
		os.Exit(2)
	}
	app.SetMetadata(fyne.AppMetadata{ID: "framebench", Name: "framebench", Migrations: map[string]bool{"fyneDo": true}})
	a := app.NewWithID("framebench")
	win := a.NewWindow("framebench")
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	b := newBench(win)
	var failed error
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			failed = b.run(flag.Args())
			fyne.Do(a.Quit)
		}()
	})
	win.ShowAndRun()
	if failed == nil && *out != "" {
		failed = write(*out, b.rows)
	}
	fmt.Print(table(b.rows))
	if failed != nil {
		fmt.Fprintln(os.Stderr, "framebench:", failed)
		os.Exit(1)
	}
}

func write(path string, rows []row) error {
	text, err := json.MarshalIndent(rows, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}

// table returns the figures as Markdown.
func table(rows []row) string {
	var b strings.Builder
	b.WriteString("| file | elements | what | frames/s | own work, median ms | 95 % | longest | input waits at most, ms | load | resident MB |\n|---|---:|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %d | %s | %.1f | %.2f | %.2f | %.1f | %.1f | %.1f | %d |\n",
			filepath.Base(r.File), r.Elements, r.What, r.FPS, r.Own.Median, r.Own.P95, r.Own.Longest, r.Whole.Longest, r.Load, r.ResidentMB)
	}
	return b.String()
}
