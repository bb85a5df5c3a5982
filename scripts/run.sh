#!/usr/bin/env bash
# run.sh - build the modeler and open it on an example. Without a display it
# does the same job headless: steps through the example, prints the tasks, and
# writes BPMN, SVG and PNG into build/.
set -eu
. "$(dirname "$0")/env.sh"
model=examples/order/order.bpmn
scenario=examples/order/order.scenario.json

if has_display; then
	scripts/build.sh
	exec build/spiff-modeler "$model"
fi

echo "There is no display to open a window on, so the example is run and exported without one."
CGO_ENABLED=0 go build -o build/spiffcli ./cmd/spiffcli
echo
build/spiffcli simulate --scenario "$scenario" --trace build/order.trace.json
echo
build/spiffcli convert "$model" build/order.bpmn
build/spiffcli export "$model" -o build/order.svg
build/spiffcli export "$model" -o build/order.png --scale 2
echo "Written: build/order.bpmn, build/order.svg, build/order.png and build/order.trace.json"
