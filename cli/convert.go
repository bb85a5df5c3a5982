package cli

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"spiffmodeler/bpmn"
	"spiffmodeler/workspace"
)

func convertCommand() *cobra.Command {
	var asJSON, draw bool
	c := &cobra.Command{
		Use:   "convert IN OUT",
		Short: "Open a BPMN file and save it under another name",
		Long: `Opens IN as the editor does and saves it as OUT. What was not changed comes out
byte for byte. What is wrong with the file is told as warnings; a file that is
no BPMN is refused and OUT is not written. IN is never changed. With --layout,
what should be in a diagram and is in none gets a place in OUT.

"-" stands for standard input or output.`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return convert(c, args[0], args[1], asJSON, draw)
		},
	}
	c.Flags().BoolVar(&draw, "layout", false, "give a place to what no diagram shows")
	jsonFlag(c, &asJSON)
	return c
}

func convert(c *cobra.Command, in, out string, asJSON, draw bool) error {
	if in != stdio && out != stdio && workspace.SamePath(in, out) {
		return unreadable(fmt.Errorf("convert: %s and %s are the same file; name another one for the output", in, out))
	}
	if asJSON && out == stdio {
		return unreadable(fmt.Errorf("convert: --json and the model can't both go to standard output"))
	}
	doc, err := openModel(in, c.InOrStdin())
	if err != nil {
		return err
	}
	problems := bpmn.Check(doc)
	if !asJSON {
		warn(c.ErrOrStderr(), doc.Name(), problems)
	}
	if draw {
		if err := layOut(doc); err != nil {
			return failed(err)
		}
	}
	data := doc.Bytes()
	if out == stdio {
		if _, err := bytes.NewReader(data).WriteTo(c.OutOrStdout()); err != nil {
			return failed(fmt.Errorf("write the model: %w", err))
		}
		return nil
	}
	if err := workspace.WriteFile(out, data); err != nil {
		return failed(err)
	}
	if asJSON {
		return printJSON(c.OutOrStdout(), map[string]any{
			"input": in, "output": out, "bytes": len(data), "problems": problemsJSON(doc.Name(), problems),
		})
	}
	return nil
}
