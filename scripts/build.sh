#!/usr/bin/env bash
# build.sh - build the desktop program and its dialog helper into build/. The
# first build compiles the window library, which takes some minutes.
set -eu
. "$(dirname "$0")/env.sh"
scripts/setup.sh window
go build -o build/spiff-modeler .
go build -o build/nativedialog ./cmd/nativedialog
