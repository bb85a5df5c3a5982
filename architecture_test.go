package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "spiffmodeler"

// arrows are the reviewed dependencies of docs/architecture.md: a package may
// import what they reach, directly or by way of others. A new arrow is a new
// line here.
var arrows = map[string][]string{
	"":                   {"ui", "cli"},
	"cmd/spiffcli":       {"cli"},
	"cmd/nativedialog":   {},
	"cmd/framebench":     {"canvas"}, // measures in a window
	"scripts/testreport": {},

	"ui":  {"canvas", "canvas/export", "properties/form", "runner/scenario", "workspace", "assets", "bpmn/modeling", "bpmn/schema", "runner/check"},
	"cli": {"canvas/export", "runner/scenario", "runner/modeltest", "workspace", "bpmn/layout", "bpmn/schema", "runner/check"},

	"canvas":              {"canvas/editor", "canvas/paint/raster"},
	"canvas/editor":       {"canvas/tools", "bpmn/modeling"},
	"canvas/tools":        {"canvas/scene", "bpmn/modeling"},
	"canvas/export":       {"canvas/scene", "canvas/paint/raster", "canvas/paint/svg", "canvas/paint/pdf"},
	"canvas/scene":        {"canvas/notation"},
	"canvas/notation":     {"canvas/paint"},
	"canvas/paint":        {},
	"canvas/paint/fonts":  {"canvas/paint"},
	"canvas/paint/raster": {"canvas/paint/fonts"},
	"canvas/paint/svg":    {"canvas/paint"},
	"canvas/paint/pdf":    {"canvas/paint"},

	"properties/form": {"properties"},
	"properties":      {"forms", "bpmn/spiff", "bpmn/dmn"},
	"forms":           {},

	"runner/scenario":      {"runner", "runner/arena", "bpmn/schema"},
	"runner/modeltest":     {"runner", "runner/arena"},
	"runner/check":         {"bpmn/lint", "runner/python/syntax"},
	"runner/arena":         {"runner/python", "runner/template"},
	"runner":               {"runner/spec", "runner/query", "runner/connector", "runner/template"},
	"runner/spec":          {"runner/python", "runner/decision", "bpmn/spiff"},
	"runner/decision":      {"runner/python", "bpmn/dmn"},
	"runner/query":         {},
	"runner/connector":     {"runner/python"},
	"runner/template":      {"runner/python"},
	"runner/python":        {"runner/python/syntax"},
	"runner/python/syntax": {},

	"workspace": {"bpmn", "bpmn/dmn", "forms"},
	"assets":    {},

	"bpmn/modeling": {"bpmn/layout"},
	"bpmn/layout":   {"bpmn"},
	"bpmn/lint":     {"bpmn/spiff"},
	"bpmn/schema":   {"bpmn", "bpmn/xmltree"},
	"bpmn/spiff":    {"bpmn"},
	"bpmn/dmn":      {"bpmn", "bpmn/xmltree"},
	"bpmn":          {"bpmn/xmltree", "bpmn/geom"},
	"bpmn/xmltree":  {},
	"bpmn/geom":     {},
}

// withoutModel may not even use the document, which all others may.
var withoutModel = []string{"bpmn", "bpmn/geom", "bpmn/xmltree", "runner/python", "runner/python/syntax", "cmd/nativedialog", "scripts/testreport"}

// reserved are modules that only some packages may import.
var reserved = map[string][]string{
	"fyne.io/fyne/v2/app":       {"", "cmd/framebench"},
	"fyne.io/fyne/v2":           {"", "ui", "canvas", "properties/form", "cmd/framebench"},
	"github.com/sqweek/dialog":  {"cmd/nativedialog", "ui"}, // in ui on Windows and macOS only
	"github.com/beevik/etree":   {"bpmn/xmltree", "bpmn", "bpmn/modeling", "bpmn/dmn", "runner/spec"},
	"github.com/spf13/cobra":    {"cli"},
	"github.com/expr-lang/expr": {"runner/query"},
}

type listed struct {
	ImportPath                         string
	Standard                           bool
	Imports, TestImports, XTestImports []string
	Deps                               []string
}

func list(t *testing.T, args ...string) []listed {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-e", "-json=ImportPath,Standard,Imports,TestImports,XTestImports,Deps"}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

// own returns the path inside this module.
func own(importPath string) (string, bool) {
	if importPath == module {
		return "", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

// reach returns what a package may import by its arrows.
func reach(from string) map[string]bool {
	seen := map[string]bool{}
	var walk func(string)
	walk = func(p string) {
		for _, to := range arrows[p] {
			if !seen[to] {
				seen[to] = true
				walk(to)
			}
		}
	}
	walk(from)
	if !slices.Contains(withoutModel, from) {
		seen["bpmn"], seen["bpmn/geom"] = true, true
	}
	return seen
}

func TestPackagesImportWhatTheArchitectureAllows(t *testing.T) {
	for _, p := range list(t, "./...") {
		name, _ := own(p.ImportPath)
		if _, known := arrows[name]; !known {
			t.Errorf("the package %s has no place in the architecture yet: give it one in arrows", p.ImportPath)
			continue
		}
		allowed := reach(name)
		for _, i := range p.Imports {
			if to, ours := own(i); ours && !allowed[to] {
				t.Errorf("%s imports %s, but no arrow leads there", p.ImportPath, i)
			}
			for lib, users := range reserved {
				if isIn(i, lib) && !slices.Contains(users, name) {
					t.Errorf("%s imports %s, which only %q may", p.ImportPath, i, users)
				}
			}
		}
	}
}

func isIn(importPath, lib string) bool {
	return importPath == lib || strings.HasPrefix(importPath, lib+"/")
}

func TestArrowsDoNotGoInCircles(t *testing.T) {
	for p := range arrows {
		if reach(p)[p] && !(p == "bpmn" || p == "bpmn/geom") {
			t.Errorf("%q reaches itself", p)
		}
	}
}

// The command line must start on machines that have neither a display nor the
// libraries of one.
func TestTheCommandLineNeedsNoWindow(t *testing.T) {
	for _, p := range list(t, "./cmd/spiffcli") {
		for _, dep := range p.Deps {
			if isIn(dep, "fyne.io/fyne/v2") || isIn(dep, "github.com/sqweek/dialog") || isIn(dep, "github.com/go-gl") {
				t.Errorf("%s depends on %s", p.ImportPath, dep)
			}
		}
	}
}

func TestDependenciesAreExplained(t *testing.T) {
	text, err := os.ReadFile("docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{if not .Main}}{{.Path}}{{end}}", "all").Output()
	if err != nil {
		t.Fatalf("go list -m: %v", err)
	}
	modules := strings.Fields(string(out))
	used := map[string]bool{}
	for _, p := range list(t, "./...") {
		for _, i := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if m := moduleOf(i, modules); m != "" {
				used[m] = true
			}
		}
	}
	for m := range used {
		if !strings.Contains(string(text), "`"+m+"`") {
			t.Errorf("docs/dependencies.md says nothing of %s", m)
		}
	}
	for _, line := range strings.Split(string(text), "\n") {
		if m, ok := strings.CutPrefix(line, "| `"); ok {
			if m, _, _ = strings.Cut(m, "`"); !used[m] {
				t.Errorf("docs/dependencies.md explains %s, which nothing imports on this system", m)
			}
		}
	}
}

func moduleOf(importPath string, modules []string) string {
	best := ""
	for _, m := range modules {
		if isIn(importPath, m) && len(m) > len(best) {
			best = m
		}
	}
	return best
}
