# The commands of this project. `make run` and `make test` need Go and make;
# everything else they install themselves on Debian and Ubuntu.

.PHONY: help run test build cli check race bench clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: ## build the modeler and open an example; without a display, do the same headless
	@scripts/run.sh

test: ## run every test and check, and try the program out in a virtual display
	@scripts/test.sh

build: ## build the desktop program into build/
	@scripts/build.sh

cli: ## build the program without a window, static, into build/spiffcli
	CGO_ENABLED=0 go build -o build/spiffcli ./cmd/spiffcli

check: ## formatting and go vet
	@scripts/check.sh

race: ## run the tests of the packages without a window with the race detector
	go test -race -timeout 30m $$(scripts/headless-packages.sh)

bench: ## run the benchmarks
	@scripts/bench.sh

clean: ## remove what was built
	rm -rf build
