// Package cli is Spiff Modeler on the command line: one file per subcommand.
// It holds no state of its own and imports nothing that needs a window.
package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// The exit codes of all subcommands.
const (
	exitOK       = 0
	exitFindings = 1 // findings, failed tests, an output that can't be written
	exitUsage    = 2 // wrong use or unreadable input
)

// program is how the commands call themselves in messages.
const program = "spiff-modeler"

// Run runs one command with its arguments (without the program's name) and
// returns the exit code: 0 fine, 1 findings or failures, 2 wrong use or
// unreadable input. Results go to stdout, messages to stderr.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := newRoot()
	c.SetArgs(args)
	c.SetIn(stdin)
	c.SetOut(stdout)
	c.SetErr(stderr)
	err := c.Execute()
	if err == nil {
		return exitOK
	}
	var e *exitError
	if !errors.As(err, &e) { // cobra's own: an unknown command or flag, missing arguments
		e = &exitError{exitUsage, fmt.Errorf("%s\n%s --help tells how to use it", strings.TrimSpace(err.Error()), program)}
	}
	if e.err != nil {
		fmt.Fprintln(stderr, "error:", e.err)
	}
	return e.code
}

// IsCommand reports whether the program's arguments ask for the command line
// and not for the window.
func IsCommand(args []string) bool {
	if len(args) == 0 {
		return false
	}
	if slices.Contains([]string{"help", "--help", "-h", "--version", "completion", "__complete", "__completeNoDesc"}, args[0]) {
		return true
	}
	for _, c := range newRoot().Commands() {
		if c.Name() == args[0] {
			return true
		}
	}
	return false
}

// exitError is an error with the exit code that it asks for. err may be nil
// when everything has been said already.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return "findings"
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// unreadable is an error about the input or the use of the command.
func unreadable(err error) error { return &exitError{exitUsage, err} }

// failed is an error of the work itself.
func failed(err error) error { return &exitError{exitFindings, err} }

// found says that there were findings, which are printed already.
func found() error { return &exitError{exitFindings, nil} }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           program,
		Short:         "Draw, check, run and export SpiffWorkflow processes",
		Long:          "Spiff Modeler without its window. Without a command, " + program + " opens the window with the files that are named.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       Version,
		Args:          cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return c.Help()
		},
	}
	root.SetVersionTemplate(versionLine() + "\n")
	root.AddCommand(convertCommand(), evalCommand(), exportCommand(), lintCommand(), simulateCommand(), testCommand(), validateCommand(), versionCommand())
	return root
}

// jsonFlag adds --json to a command.
func jsonFlag(c *cobra.Command, target *bool) {
	c.Flags().BoolVar(target, "json", false, "print the result as JSON")
}

// printJSON writes a result for other programs.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return failed(fmt.Errorf("print the result: %w", err))
	}
	return nil
}
