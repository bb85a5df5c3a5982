package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/export"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/workspace"
)

// exporters are the formats, by the ending of the file name.
var exporters = map[string]func(*bpmn.Document, bpmn.Element, io.Writer, export.Options) error{
	".svg": export.SVG,
	".png": export.PNG,
}

type exportFlags struct {
	output, plane, theme string
	scale                float64
	transparent, json    bool
	lineJumps            bool
}

func exportCommand() *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:   "export IN -o OUT.svg|png",
		Short: "Write the diagram as a picture",
		Long: `Writes a diagram of IN as SVG or PNG, as the ending of OUT says. What
the file gives no place is laid out for the picture; IN stays as it is.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return exportModel(c, args[0], f) },
	}
	c.Flags().StringVarP(&f.output, "output", "o", "", "the picture to write, *.svg or *.png (required)")
	c.Flags().StringVar(&f.plane, "plane", "", "id of the plane, or of the process, collaboration or sub-process that it shows (default: the first)")
	c.Flags().Float64Var(&f.scale, "scale", 1, "pixels per diagram unit of a PNG")
	c.Flags().StringVar(&f.theme, "theme", "light", "colours: light or dark")
	c.Flags().BoolVar(&f.transparent, "transparent", false, "leave the ground out")
	c.Flags().BoolVar(&f.lineJumps, "line-jumps", false, "draw an arc where a flow crosses another")
	jsonFlag(c, &f.json)
	return c
}

func exportModel(c *cobra.Command, in string, f exportFlags) error {
	if f.output == "" {
		return unreadable(fmt.Errorf("export: say where the picture goes: -o OUT.svg or -o OUT.png"))
	}
	write, ok := exporters[strings.ToLower(filepath.Ext(f.output))]
	if !ok {
		return unreadable(fmt.Errorf("export: %s must end in .svg or .png, which says the format", f.output))
	}
	if !(f.scale > 0) {
		return unreadable(fmt.Errorf("export: the scale must be a number above 0, not %v", f.scale))
	}
	o := export.Options{Scale: f.scale, Transparent: f.transparent, LineJumps: f.lineJumps}
	switch f.theme {
	case "light":
	case "dark":
		o.Palette = paint.Dark()
	default:
		return unreadable(fmt.Errorf("export: the theme is light or dark, not %q", f.theme))
	}
	doc, err := openModel(in, c.InOrStdin())
	if err != nil {
		return err
	}
	problems := bpmn.Check(doc)
	if !f.json {
		warn(c.ErrOrStderr(), doc.Name(), problems)
	}
	if err := layOut(doc); err != nil {
		return failed(err)
	}
	plane, err := findPlane(doc, f.plane)
	if err != nil {
		return unreadable(err)
	}
	var picture bytes.Buffer
	if err := write(doc, plane, &picture, o); err != nil {
		return failed(fmt.Errorf("%s: %w", doc.Name(), err))
	}
	if err := workspace.WriteFile(f.output, picture.Bytes()); err != nil {
		return failed(err)
	}
	if f.json {
		return printJSON(c.OutOrStdout(), map[string]any{
			"input": in, "output": f.output, "bytes": picture.Len(), "problems": problemsJSON(doc.Name(), problems),
		})
	}
	return nil
}

// findPlane returns the plane with the id, or the one that shows the element
// with the id. An empty id means the first plane.
func findPlane(doc *bpmn.Document, id string) (bpmn.Element, error) {
	planes := doc.Planes()
	if id == "" {
		if len(planes) == 0 {
			return bpmn.Element{}, fmt.Errorf("%s has no diagram", doc.Name())
		}
		return planes[0], nil
	}
	var names []string
	for _, p := range planes {
		if p.ID() == id || p.Semantic().ID() == id {
			return p, nil
		}
		names = append(names, p.Semantic().ID())
	}
	return bpmn.Element{}, fmt.Errorf("%s has no plane %q; it has %s", doc.Name(), id, strings.Join(names, ", "))
}
