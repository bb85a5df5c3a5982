#!/usr/bin/env bash
# test.sh - install what the tests need, run them all, check formatting, build
# the desktop program and try it out in a virtual display. The last line says
# how much passed and failed.
set -u
. "$(dirname "$0")/env.sh"
logs=build/log
rm -rf "$logs" build/spiff-modeler
mkdir -p "$logs"
passed=0 failed=0

# step NAME LIMIT COMMAND... runs one check and counts it. What it prints goes
# to build/log/NAME.log and is shown when it fails.
step() {
	local name=$1 limit=$2 t0=$SECONDS
	shift 2
	if timeout --kill-after=20 "$limit" "$@" >"$logs/$name.log" 2>&1 </dev/null; then
		passed=$((passed + 1))
		printf 'ok   %-50s %4d s\n' "$name" $((SECONDS - t0))
		return 0
	fi
	failed=$((failed + 1))
	printf 'FAIL %-50s %4d s\n' "$name" $((SECONDS - t0))
	tail -n 40 "$logs/$name.log"
	return 1
}

# Installing may ask for a password, so it keeps its terminal.
window=yes
if ! scripts/setup.sh test; then
	window=no
	failed=$((failed + 1))
	echo "FAIL the packages for the window: what needs it is left out"
fi

if [ "$window" = yes ]; then
	echo "Building the program; the first time this compiles the window library and takes some minutes."
	step build-desktop 5400 scripts/build.sh
fi
step formatting-and-vet 3600 scripts/check.sh

packages=./...
if ! command -v gcc >/dev/null; then
	export CGO_ENABLED=0
	packages=$(go list ./... | grep -v "^$(go list -m)\$")
fi
# Tests of the window toolkit's parts run without a display.
timeout --kill-after=20 3600 env -u DISPLAY -u WAYLAND_DISPLAY go test -json -timeout 20m $packages 2>&1 </dev/null |
	tee "$logs/tests.json" | go run ./scripts/testreport | tee "$logs/tests.log" | sed '$d'
result=$(tail -n 1 "$logs/tests.log")
if [[ $result =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
	passed=$((passed + BASH_REMATCH[1]))
	failed=$((failed + BASH_REMATCH[2]))
	echo "tests: $result"
else
	failed=$((failed + 1))
	echo "FAIL the tests did not come to an end"
fi

step build-cli 1200 env CGO_ENABLED=0 go build -o build/spiffcli ./cmd/spiffcli
if [ -x build/spiff-modeler ] && [ "$window" = yes ]; then
	step window-session 300 scripts/smoke.sh build/spiff-modeler
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
