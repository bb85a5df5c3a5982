package cli

import (
	"fmt"
	"io"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/workspace"
)

// stdio is the file name that means standard input or output.
const stdio = "-"

// openModel reads a BPMN file, or standard input for "-".
func openModel(path string, stdin io.Reader) (*bpmn.Document, error) {
	var raw []byte
	var err error
	if path == stdio {
		path = "standard input"
		raw, err = io.ReadAll(io.LimitReader(stdin, workspace.MaxFileSize+1))
		if err == nil && len(raw) > workspace.MaxFileSize {
			err = fmt.Errorf("open %s: it is larger than the %d MB that are read", path, workspace.MaxFileSize>>20)
		}
	} else {
		raw, err = workspace.ReadFile(path)
	}
	if err != nil {
		return nil, unreadable(err)
	}
	doc, err := bpmn.Parse(path, raw)
	if err != nil {
		return nil, unreadable(err)
	}
	return doc, nil
}

// layOut gives a place to what the file should show and doesn't.
func layOut(doc *bpmn.Document) error {
	if err := doc.Prepare(layout.Missing); err != nil {
		return fmt.Errorf("lay out %s: %w", doc.Name(), err)
	}
	return nil
}
