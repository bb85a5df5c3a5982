// Command spiffcli is Spiff Modeler without its window: a static program that
// opens, checks, runs and exports BPMN files on machines without a display.
package main

import (
	"os"

	"spiffmodeler/cli"
)

func main() { os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
