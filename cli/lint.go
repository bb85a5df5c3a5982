package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/lint"
	"spiffmodeler/bpmn/schema"
	"spiffmodeler/runner/check"
)

func lintCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "lint PATH...",
		Short: "Check BPMN files",
		Long: `Prints what is wrong with each file, or with the models of a folder, one finding a
line:

  file:line: severity: message [element] (rule)

The exit code is 1 when there are warnings or errors, 2 when a file can't be read.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return lintFiles(c, args, asJSON)
		},
	}
	jsonFlag(c, &asJSON)
	return c
}

func lintFiles(c *cobra.Command, paths []string, asJSON bool) error {
	files, err := models(paths)
	if err != nil {
		return unreadable(err)
	}
	var all []problemJSON
	var broken []error
	bad := false
	beside := folders{}
	for _, file := range files {
		doc, err := openModel(file, c.InOrStdin())
		if err != nil {
			broken = append(broken, err)
			continue
		}
		problems := append(schema.CheckFile(doc), lint.Run(doc, lint.Options{Checker: check.Python{}, Catalog: beside.of(file)})...)
		slices.SortStableFunc(problems, func(a, b bpmn.Problem) int { return a.Line - b.Line })
		for _, p := range problems {
			bad = bad || p.Severity >= bpmn.Warning
		}
		if asJSON {
			all = append(all, problemsJSON(doc.Name(), problems)...)
			continue
		}
		for _, p := range problems {
			p.File = doc.Name()
			fmt.Fprintf(c.OutOrStdout(), "%s (%s)\n", p, p.Rule)
		}
	}
	if asJSON {
		if all == nil {
			all = []problemJSON{}
		}
		if err := printJSON(c.OutOrStdout(), all); err != nil {
			return err
		}
	}
	switch {
	case len(broken) > 0:
		return unreadable(errors.Join(broken...))
	case bad:
		return found()
	}
	return nil
}
