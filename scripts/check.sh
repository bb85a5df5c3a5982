#!/usr/bin/env bash
# check.sh - formatting and go vet. Without a C compiler the program with the
# window is left out.
set -u
. "$(dirname "$0")/env.sh"
failed=0

unformatted=$(gofmt -l $(find . -name '*.go' -not -path './build/*'))
if [ -n "$unformatted" ]; then
	echo "not as gofmt writes it:" $unformatted >&2
	failed=1
fi
if command -v gcc >/dev/null; then
	go vet ./... || failed=1
else
	go vet $(scripts/headless-packages.sh) || failed=1
fi
exit $failed
