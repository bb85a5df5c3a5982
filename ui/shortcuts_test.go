package ui

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/shortcuts.md anew")

func TestTheSheetOfShortcutsIsThatOfTheActions(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("the page names the keys of Linux and Windows")
	}
	a := newApp(t)
	groups := shortcutGroups(a.byID)
	got := shortcutsMarkdown(groups)
	path := filepath.Join("..", "docs", "shortcuts.md")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("docs/shortcuts.md is not what the actions say (%v); write it with: go test ./ui -run Shortcuts -update", err)
	}
	for _, g := range groups {
		for _, r := range g.rows {
			if r.keys == r.also {
				t.Errorf("%s has %s twice", r.what, r.keys)
			}
		}
	}
	page := string(shortcutsHTML(groups))
	for _, x := range a.actions {
		if x.keys.name != "" && !strings.Contains(page, ">"+x.keys.String()+"<") {
			t.Errorf("the keys of %s are not on the page", x.id)
		}
	}
}

func TestShortcutsAreFound(t *testing.T) {
	r := shortcutRow{keys: "F5", also: "Ctrl+R", what: "Run"}
	if !r.fits("ctrl+r", "Run") || !r.fits(" run ", "x") || r.fits("zoom", "Run") {
		t.Error("a shortcut isn't found by its keys and name alone")
	}
}
