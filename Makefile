# `make` alone lists what there is. What a target needs is set up first, into $(TOOLS), and reused by every checkout.

TOOLS := $(or $(UPTAKE_TOOLS),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/uptake/tools)
PORT  ?= 8080
ROWS  ?= 1000000

export UPTAKE_TOOLS := $(TOOLS)
export TRUNK_SKIP_VERSION_CHECK := true
export PATH := $(TOOLS)/bin:$(TOOLS)/node_modules/.bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help start build test check bench set-up set-up-tests

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

start: set-up ## build the release page, serve it, say where, and open it where there is a desktop
	@echo "Building. The page will be at http://localhost:$(PORT)/ (another port: make start PORT=…). Ctrl-C stops it."
	@trunk serve --release --no-autoreload --no-spa --port $(PORT) $(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname)),--open)

build: set-up ## build the release page into dist/
	@trunk build --release

test: set-up-tests build ## run every test: native ones, and the release page in a real browser
	cargo test --workspace --no-fail-fast

check: set-up ## formatting and lints, for both targets
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo clippy --workspace --target wasm32-unknown-unknown -- -D warnings

bench: set-up-tests build ## measure the page on an export of a million rows, beside what it can be compared with (fewer: ROWS=…)
	.ci/bench.sh $(ROWS)

set-up:
	@.ci/setup.sh page

set-up-tests:
	@.ci/setup.sh tests
