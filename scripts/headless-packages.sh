#!/usr/bin/env bash
# headless-packages.sh - list the packages that need neither a window nor cgo.
set -eu
. "$(dirname "$0")/env.sh"
CGO_ENABLED=0 go list -e -f '{{.ImportPath}} {{join .Deps " "}} {{join .Imports " "}}' ./... |
	grep -v -e ' fyne\.io/' -e '/dialog' | cut -d ' ' -f 1
