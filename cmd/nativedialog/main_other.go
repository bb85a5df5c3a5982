//go:build !linux || !cgo

package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	reply := Reply{Error: "on this system the modeler opens the dialogs itself"}
	if err := json.NewEncoder(os.Stdout).Encode(reply); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}
