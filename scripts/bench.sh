#!/usr/bin/env bash
# bench.sh [PATTERN] - run the benchmarks that the pattern names, all without
# one. Those of the window's parts need a C compiler, but no display.
set -eu
. "$(dirname "$0")/env.sh"
headless=$(scripts/headless-packages.sh)
for dir in $(grep -rl --include='*_test.go' '^func Benchmark' . | xargs -n 1 dirname | sort -u); do
	if grep -qx "$(go list -e "$dir")" <<<"$headless"; then
		go test -run '^$' -bench "${1:-.}" -benchmem "$dir"
	elif command -v gcc >/dev/null && scripts/setup.sh window; then
		env -u DISPLAY -u WAYLAND_DISPLAY go test -run '^$' -bench "${1:-.}" -benchmem "$dir"
	else
		echo "left out: $dir needs a C compiler and the window's libraries"
	fi
done
