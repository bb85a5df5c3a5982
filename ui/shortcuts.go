package ui

import (
	"context"
	"fmt"
	"html"
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/properties/form"
	"spiffmodeler/workspace"
)

// shortcutGroup is a part of the sheet of shortcuts.
type shortcutGroup struct {
	name string
	rows []shortcutRow
}

type shortcutRow struct{ keys, also, what string }

// gestures are what can be done beside actions: with the mouse, and in fields.
var gestures = []shortcutGroup{
	{"Mouse", []shortcutRow{
		{"Click, Shift+Click", "", "Select, select one more"},
		{"Drag on the ground with Shift", "", "Select what the frame encloses"},
		{"Double-click", "F2", "Edit the text in place"},
		{"Ctrl while dragging", "", "Without snapping"},
		{"Wheel, Shift+Wheel", "", "Scroll down, scroll sideways"},
		{"Ctrl+Wheel", "", "Zoom at the pointer"},
		{"Space+Drag", "Middle button", "Pan"},
		{"Right button", "Shift+F10", "Menu of what is selected"},
	}},
	{"Fields", []shortcutRow{
		{"Enter", "", "Save the field"},
		{"Esc", "", "Give the old value back, then return to the canvas"},
		{"Shift+Enter", "", "New line in a label"},
		{"Ctrl+Enter", "", "Hand in JSON or code"},
		{"Tab, Shift+Tab", "", "Next field, previous field; in code: indent, outdent"},
	}},
}

// shortcutGroups returns everything that has keys, in the order of the menus.
func shortcutGroups(actions map[string]*action) (out []shortcutGroup) {
	for _, m := range menuTable {
		g := shortcutGroup{name: m.name}
		var add func(items []string)
		add = func(items []string) {
			for _, id := range items {
				if sub, ok := strings.CutSuffix(id, ":"); ok {
					add(submenus[sub].items)
					continue
				}
				if x := actions[id]; x != nil && x.keys.name != "" {
					what := strings.TrimSuffix(x.label, "…")
					if x.group != "" {
						what = x.group + ": " + what
					}
					also := x.also.String()
					if also == x.keys.String() { // two keys with the same sign, such as those of +
						also = ""
					}
					g.rows = append(g.rows, shortcutRow{x.keys.String(), also, what})
				}
			}
		}
		add(m.items)
		if len(g.rows) > 0 {
			out = append(out, g)
		}
	}
	return append(out, gestures...)
}

// showShortcuts shows the keys of all actions, with a field that filters them.
func (a *App) showShortcuts() {
	groups := shortcutGroups(a.byID)
	field := form.NewLineInput(a.fieldStyle())
	field.SetPlaceholder("Type what you want to do, or a key")
	list := container.New(&columnLayout{})
	scroll := container.NewVScroll(padded(list, 0, 3*unit, 0, 0))
	fill := func(s string) {
		list.RemoveAll()
		for _, g := range groups {
			first := true
			for _, r := range g.rows {
				if !r.fits(s, g.name) {
					continue
				}
				if first {
					first = false
					list.Add(container.New(&fixedHeight{2 * unit}))
					list.Add(newText(g.name, headingText))
				}
				list.Add(container.New(&shortcutLayout{}, newText(r.what, bodyText), newText(r.both(), smallText)))
			}
		}
		if len(list.Objects) == 0 {
			list.Add(container.New(&fixedHeight{2 * unit}))
			list.Add(newText("No keys for that. Every action is in the command palette.", bodyText.in(colorSecondary)))
		}
		list.Refresh()
		scroll.ScrollToTop()
		scroll.Refresh()
	}
	fill("")
	field.Changed = fill
	var p *popup
	done := newTextButton("Close", primaryButton, func() { p.Close() })
	save := newTextButton("Save as HTML…", plainButton, func() { p.Close(); a.saveShortcuts() })
	printing := newTextButton("Print…", plainButton, func() { p.Close(); a.printShortcuts() })
	for _, b := range []*button{done, save, printing} {
		b.host = &host{key: func(e *fyne.KeyEvent) { p.key(e) }}
	}
	height := min(520, a.win.Canvas().Size().Height-180)
	body := container.New(&columnLayout{gap: unit}, field.Object(), container.New(&fixedTall{height}, scroll))
	p = a.showPopup("Keyboard shortcuts", body, container.New(&rowLayout{gap: 2 * unit}, newSpring(), printing, save, done), 520)
	field.Escaped, field.Submitted = p.Close, p.Close
	a.win.Canvas().Focus(field.Focusable())
}

// fits reports whether a row is one of those that are looked for.
func (r shortcutRow) fits(s, group string) bool {
	low := strings.ToLower(strings.TrimSpace(s))
	return low == "" || strings.Contains(strings.ToLower(r.what+" "+r.both()+" "+group), low)
}

func (r shortcutRow) both() string {
	if r.also == "" {
		return r.keys
	}
	return r.keys + " or " + r.also
}

// shortcutLayout: what is done, and the keys in the right half.
type shortcutLayout struct{}

func (shortcutLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 24) }

func (shortcutLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := round(size.Width * 0.56)
	o[0].Resize(fyne.NewSize(w-2*unit, size.Height))
	o[1].Resize(fyne.NewSize(size.Width-w, size.Height))
	o[1].Move(fyne.NewPos(w, 0))
}

// saveShortcuts writes the sheet as a page that every browser shows and prints.
func (a *App) saveShortcuts() {
	r := pickRequest{Kind: pickSave, Title: "Save the Keyboard Shortcuts", Name: "spiff-modeler-shortcuts.html",
		Filters: []pickFilter{{"Web pages", []string{"html"}}}}
	a.pick(r, func(path string) {
		page := shortcutsHTML(shortcutGroups(a.byID))
		a.jobs.Start("Saving "+filepath.Base(path), func(context.Context, func(float64)) error { return workspace.WriteFile(path, page) }, func(err error) {
			if err != nil {
				a.say("The sheet is not saved", sentence(err.Error()))
				return
			}
			a.status.Say("Saved the keyboard shortcuts as "+path+".", false)
		})
	})
}

// printShortcuts hands the sheet to the browser, which can print it.
func (a *App) printShortcuts() {
	page := shortcutsHTML(shortcutGroups(a.byID))
	var path string
	a.jobs.Wait(func() (err error) { path, err = a.store.WriteTemporary("shortcuts.html", page); return err }, func(err error) {
		if err == nil {
			err = a.fyne.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)})
		}
		if err != nil {
			a.say("The sheet can't be shown", sentence(err.Error())+" Save it as HTML and print it from there.")
			return
		}
		a.status.Say("The browser shows the shortcuts; print them there.", false)
	})
}

const shortcutsHead = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Spiff Modeler: keyboard shortcuts</title>
<style>
@page { size: A4; margin: 12mm }
body { font: 10pt/1.35 "Liberation Sans", Arial, sans-serif; color: #1B1F24; margin: 24px }
h1 { font-size: 16pt; margin: 0 0 8px }
.sheet { columns: 2; column-gap: 28px }
section { break-inside: avoid-column; margin-bottom: 12px }
h2 { font-size: 9pt; text-transform: uppercase; color: #5B6470; margin: 0 0 2px; break-after: avoid }
table { border-collapse: collapse; width: 100% }
td { border-top: 1px solid #DDE1E6; padding: 2px 0; vertical-align: top }
td + td { text-align: right; padding-left: 8px }
kbd { font: 9pt "Liberation Mono", monospace; white-space: nowrap }
</style></head><body><h1>Spiff Modeler: keyboard shortcuts</h1><div class="sheet">
`

// shortcutsHTML returns the sheet as a page for printing.
func shortcutsHTML(groups []shortcutGroup) []byte {
	var b strings.Builder
	b.WriteString(shortcutsHead)
	for _, g := range groups {
		fmt.Fprintf(&b, "<section><h2>%s</h2><table>\n", html.EscapeString(g.name))
		for _, r := range g.rows {
			fmt.Fprintf(&b, "<tr><td>%s</td><td><kbd>%s</kbd>", html.EscapeString(r.what), html.EscapeString(r.keys))
			if r.also != "" {
				fmt.Fprintf(&b, " <kbd>%s</kbd>", html.EscapeString(r.also))
			}
			b.WriteString("</td></tr>\n")
		}
		b.WriteString("</table></section>\n")
	}
	b.WriteString("</div></body></html>\n")
	return []byte(b.String())
}

// shortcutsMarkdown returns the sheet as the page of the documentation.
func shortcutsMarkdown(groups []shortcutGroup) []byte {
	var b strings.Builder
	b.WriteString("# Keyboard shortcuts\n\nThe program shows this sheet with `F1`, and saves or prints it from there. Every action, also one without\nkeys, is in the command palette (`Ctrl+Shift+P`). On a Mac, Ctrl is the Command key.\n")
	for _, g := range groups {
		fmt.Fprintf(&b, "\n## %s\n\n| keys | what |\n|---|---|\n", g.name)
		for _, r := range g.rows {
			keys := "`" + r.keys + "`"
			if r.also != "" {
				keys += ", `" + r.also + "`"
			}
			fmt.Fprintf(&b, "| %s | %s |\n", keys, r.what)
		}
	}
	return []byte(b.String())
}
