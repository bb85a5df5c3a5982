package ui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// dataRows shows JSON line by line; only the lines that can be seen are made.
type dataRows struct {
	object *fyne.Container
	list   *keyList
	none   fyne.CanvasObject
	lines  []string
}

func newDataRows(h *host) *dataRows {
	d := &dataRows{none: emptyHint(newText("This task has no data.", bodyText.in(colorSecondary)))}
	d.list = newKeyList(h,
		func() int { return len(d.lines) },
		func() fyne.CanvasObject { return padded(newText("", codeText), 1, 2*unit, 1, 3*unit) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(d.lines) {
				o.(*fyne.Container).Objects[0].(*text).Set(d.lines[i])
			}
		})
	d.object = container.NewStack(d.none, d.list)
	return d
}

// Set shows a JSON text.
func (d *dataRows) Set(raw []byte) {
	cut := ""
	if len(raw) > dataMax {
		raw, cut = raw[:dataMax], fmt.Sprintf("… only the first %d MB are shown", dataMax>>20)
	}
	var pretty bytes.Buffer
	if json.Indent(&pretty, raw, "", "  ") != nil { // it was cut
		pretty.Reset()
		pretty.Write(raw)
	}
	d.lines = strings.Split(pretty.String(), "\n")
	if cut != "" {
		d.lines = append(d.lines, cut)
	}
	empty := pretty.String() == "{}"
	show(d.list, !empty)
	show(d.none, empty)
	d.list.Refresh()
}
