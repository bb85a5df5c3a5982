package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"spiffmodeler/runner/arena"
	"spiffmodeler/runner/python"
	"spiffmodeler/workspace"
)

func evalCommand() *cobra.Command {
	var expression, data, cases, out, profile string
	c := &cobra.Command{
		Use:   "eval --cases CASES.json --out OUT.json | eval -e EXPRESSION [--data JSON]",
		Short: "Evaluate Python expressions as processes do",
		Long: `Evaluates one expression over task data and prints its value as JSON, or a file of
cases: a list of objects with kind ("eval" or "exec"), source and data. For each
case it writes {"value": ...} or {"error": class, "message": text, "line": number}.
Without a file, or with -, the cases come from standard input and the results go to
standard output.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("expression") {
				return evalOne(c, expression, data, profile)
			}
			return evalCases(c, cases, out)
		},
	}
	c.Flags().StringVar(&cases, "cases", stdio, "the file of cases")
	c.Flags().StringVarP(&out, "out", "o", stdio, "the file for the results")
	c.Flags().StringVarP(&expression, "expression", "e", "", "the expression to evaluate")
	c.Flags().StringVar(&data, "data", "{}", "the task data, a JSON object")
	profileFlag(c, &profile)
	c.MarkFlagsMutuallyExclusive("profile", "cases")
	c.MarkFlagsMutuallyExclusive("expression", "cases")
	return c
}

func evalOne(c *cobra.Command, expression, data, profile string) error {
	env, err := environment(profile)
	if err != nil {
		return unreadable(fmt.Errorf("eval: %w", err))
	}
	seen := python.Plain()
	switch env {
	case "arena":
		seen = arena.Profile(nil)
	case "box":
		seen = python.Plain(python.Box())
	}
	v, err := python.FromJSON([]byte(data))
	if err != nil {
		return unreadable(fmt.Errorf("eval: what --data gives is no JSON: %w", err))
	}
	scope, ok := v.(*python.Dict)
	if !ok {
		return unreadable(fmt.Errorf("eval: what --data gives is no JSON object: %s", data))
	}
	program, err := python.ParseExpr(expression)
	if err != nil {
		return failed(fmt.Errorf("%s: %w", expression, err))
	}
	value, err := (&python.Env{Profile: seen}).Eval(context.Background(), program, scope, nil)
	if err != nil {
		return failed(fmt.Errorf("%s: %w", expression, err))
	}
	text, err := python.ToJSON(value)
	if err != nil {
		text = []byte(python.Repr(value)) // a date, a set: what JSON can't hold
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s\n", text)
	return err
}

func evalCases(c *cobra.Command, cases, out string) error {
	in := c.InOrStdin()
	if cases != stdio {
		raw, err := workspace.ReadFile(cases)
		if err != nil {
			return unreadable(err)
		}
		in = bytes.NewReader(raw)
	}
	var results bytes.Buffer
	if err := python.RunCases(io.LimitReader(in, workspace.MaxFileSize), &results); err != nil {
		return unreadable(fmt.Errorf("eval: %w", err))
	}
	if out == stdio {
		_, err := results.WriteTo(c.OutOrStdout())
		return err
	}
	if err := workspace.WriteFile(out, results.Bytes()); err != nil {
		return failed(err)
	}
	return nil
}
