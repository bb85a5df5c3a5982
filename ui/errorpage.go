package ui

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn/xmltree"
)

// newErrorPage shows why a file can't be opened, and what to do.
func newErrorPage(t *editorTab) fyne.CanvasObject {
	a := t.a
	var where, why string
	var syntax *xmltree.SyntaxError
	if errors.As(t.failure, &syntax) {
		why = syntax.Text
		if syntax.Line > 0 {
			where = fmt.Sprintf("Line %d, column %d", syntax.Line, syntax.Column)
		}
	} else {
		why = strings.TrimPrefix(t.failure.Error(), "open "+t.path()+": ")
	}
	again := newTextButton("Try Again", primaryButton, func() { a.reload(t) })
	other := newTextButton("Open Another File", plainButton, func() { a.do("open") })
	shut := newTextButton("Close", plainButton, func() { a.closeTab(t, nil) })
	for _, b := range []*button{again, other, shut} {
		b.host = a.host
	}
	parts := container.New(&columnLayout{gap: 2 * unit},
		container.New(&rowLayout{gap: 2 * unit}, newIconImage("error", colorDanger),
			newLabel(filepath.Base(t.path())+" can't be opened", role{size: 15, color: colorText, style: fyne.TextStyle{Bold: true}})),
		newParagraph(sentence(why), bodyText))
	if where != "" {
		parts.Add(newParagraph(where, smallText))
	}
	parts.Add(newParagraph(displayPath(t.path())+"\nThe file has not been changed.", smallText))
	parts.Add(container.New(&rowLayout{gap: 2 * unit}, again, other, shut))
	return container.NewStack(newSurface(colorCanvas), container.New(&centredLayout{520}, parts))
}

// sentence gives a message a capital letter and a full stop.
func sentence(s string) string {
	if s == "" {
		return s
	}
	if first, _, _ := strings.Cut(s, " "); !strings.Contains(strings.TrimRight(first, ".:"), ".") { // the name of a file stays as it is
		r, n := utf8.DecodeRuneInString(s)
		s = strings.ToUpper(string(r)) + s[n:]
	}
	if !strings.ContainsAny(s[len(s)-1:], ".?!") {
		s += "."
	}
	return s
}
