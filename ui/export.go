package ui

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/export"
	"spiffmodeler/workspace"
)

// pictureFormat is a kind of picture that a diagram can be written as.
type pictureFormat struct {
	name, extension string
	write           func(doc *bpmn.Document, plane bpmn.Element, w io.Writer, o export.Options) error
}

var (
	svgFormat = pictureFormat{"SVG", ".svg", export.SVG}
	pngFormat = pictureFormat{"PNG", ".png", export.PNG}
)

// export asks for a file and writes the diagram that shows as a picture.
func (a *App) export(f pictureFormat) {
	t := a.current
	t.commit()
	r := pickRequest{
		Kind: pickSave, Title: "Export " + f.name, Name: proposal(t.name(), f.extension),
		Filters: []pickFilter{{f.name + " pictures", []string{f.extension[1:]}}},
	}
	if p := t.path(); p != "" {
		r.Folder = filepath.Dir(p)
	}
	a.pick(r, func(path string) { a.exportTo(t, f, path) })
}

// exportTo draws in the background, from a document of its own.
func (a *App) exportTo(t *editorTab, f pictureFormat, path string) {
	name, raw, plane := t.doc.Name(), slices.Clone(t.doc.Bytes()), t.planeIndex()
	options := export.Options{Fonts: a.fonts, Scale: a.store.Settings.PNGScale, LineJumps: a.store.Settings.LineJumps}
	a.jobs.Start("Exporting "+filepath.Base(path), func(ctx context.Context, _ func(float64)) error {
		doc, err := bpmn.Parse(name, raw)
		if err != nil {
			return err
		}
		var at bpmn.Element
		if planes := doc.Planes(); plane < len(planes) {
			at = planes[plane]
		}
		var b bytes.Buffer
		if err := f.write(doc, at, &b, options); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return workspace.WriteFile(path, b.Bytes())
	}, func(err error) {
		switch {
		case err == context.Canceled:
			a.status.Say("The export was cancelled; nothing was written.", false)
		case err != nil:
			a.say("The diagram is not exported", sentence(err.Error()))
		default:
			a.status.Say("Exported to "+path+".", false)
		}
	})
}
