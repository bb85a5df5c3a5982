package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/dmn"
	"spiffmodeler/bpmn/schema"
	"spiffmodeler/workspace"
)

func validateCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "validate PATH...",
		Short: "Check files against the structure of BPMN and DMN",
		Long: `Says what in each file goes against the XML schema that SpiffWorkflow validates files
with before it reads them: elements in the wrong place or order, attributes that are
missing or unknown, values that can't be. PATH is a BPMN or DMN file, or a folder with
all models that are below it. What is wrong with a model as a process, lint tells.

  file:line: error: message [element] (schema)

The exit code is 1 when there are problems, 2 when a file can't be read.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return validateFiles(c, args, asJSON) },
	}
	jsonFlag(c, &asJSON)
	return c
}

func validateFiles(c *cobra.Command, paths []string, asJSON bool) error {
	files, err := models(paths)
	if err != nil {
		return unreadable(err)
	}
	all := []problemJSON{}
	var broken []error
	for _, file := range files {
		problems, err := schemaProblems(c, file)
		if err != nil {
			broken = append(broken, err)
			continue
		}
		all = append(all, problemsJSON(file, problems)...)
		if !asJSON {
			for _, p := range problems {
				p.File = file
				fmt.Fprintf(c.OutOrStdout(), "%s (%s)\n", p, p.Rule)
			}
		}
	}
	if asJSON {
		if err := printJSON(c.OutOrStdout(), all); err != nil {
			return err
		}
	}
	switch {
	case len(broken) > 0:
		return unreadable(errors.Join(broken...))
	case len(all) > 0:
		return found()
	}
	return nil
}

func schemaProblems(c *cobra.Command, file string) ([]bpmn.Problem, error) {
	if !strings.EqualFold(filepath.Ext(file), ".dmn") {
		doc, err := openModel(file, c.InOrStdin())
		if err != nil {
			return nil, err
		}
		return schema.Check(doc), nil
	}
	raw, err := workspace.ReadFile(file)
	if err != nil {
		return nil, err
	}
	doc, err := dmn.Parse(file, raw)
	if err != nil {
		return nil, err
	}
	return doc.SchemaProblems(), nil
}
