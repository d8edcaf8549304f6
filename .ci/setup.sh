#!/usr/bin/env bash
# Installs what is missing to build the page (`setup.sh page`) and to test it in a browser (`setup.sh tests`).
# Versions stand in one place each: rust-toolchain.toml, Trunk.toml (trunk, binaryen), Cargo.lock (wasm-bindgen), and here.
set -euo pipefail
cd "$(dirname "$0")/.."

axe_core=4.14.1
wasm_split=0.2.4
esbuild=0.28.2

tools=${UPTAKE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/uptake/tools}
export PATH="$tools/bin:$tools/node_modules/.bin:$PATH"
mkdir -p "$tools"

trunk=$(sed -n 's/^trunk-version *= *"=\([0-9.]*\)".*/\1/p' Trunk.toml)
binaryen=$(sed -n 's/^wasm_opt *= *"version_\([0-9]*\)".*/\1/p' Trunk.toml)
wasm_bindgen=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)

say() { printf 'set-up: %s\n' "$*" >&2; }
give_up() { say "$*"; exit 1; }
on_path() { command -v "$1" >/dev/null 2>&1; }

# The version that a program says it has: the first word that starts with a digit.
version_of() { { "$1" --version 2>/dev/null || true; } | tr ' ' '\n' | sed -n '/^[0-9]/{p;q;}'; }

rust() {
    on_path rustup || give_up "rustup is missing. Install it as https://rustup.rs says, then run this again."
    if ! rustc --version >/dev/null 2>&1 || ! rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown; then
        say "installing the Rust toolchain that rust-toolchain.toml names"
        rustup toolchain install
    fi
}

# crate <program> <crate> <version> [options of cargo install]: builds it unless a program of that very version is there.
crate() {
    local program=$1 crate=$2 version=$3
    shift 3
    on_path "$program" && { [ "$(version_of "$program")" = "$version" ] || built_here "$crate" "$version"; } && return
    say "building $crate $version into $tools; this takes minutes, once"
    cargo install "$crate" --version "=$version" --root "$tools" --force "$@" </dev/null
}

# Whether this very version is among those built into $tools, for a program that does not say its version.
built_here() { grep -qs "\"$1 $2 " "$tools/.crates.toml"; }

# npm <package> <version>: installs it unless that very version is there.
npm_package() {
    local manifest="$tools/node_modules/$1/package.json"
    [ -f "$manifest" ] && grep -q "\"version\": \"$2\"" "$manifest" && return
    on_path npm || give_up "Node.js with npm is missing ($1 comes from there). Install Node.js 20 or newer, then run this again."
    say "installing $1 $2 into $tools"
    npm install --silent --no-audit --no-fund --prefix "$tools" "$1@$2" </dev/null
}

# An older wasm-opt accepts the page and makes a blank one of it, so the one that will be run is asked for its version.
wasm_opt() {
    npm_package binaryen "$binaryen.0.0"
    [ "$(version_of wasm-opt)" = "$binaryen" ] || give_up "$(command -v wasm-opt) is not version $binaryen. Take it off PATH."
}

# debian <packages>: installs them where that can be done; whoever needs them looks whether they are there then.
debian() {
    on_path apt-get && as_root true 2>/dev/null || return 0
    say "installing $*"
    as_root apt-get update -qq </dev/null
    # Only installed: nothing is to be served by this machine itself.
    as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq "$@" </dev/null >/dev/null || true
}

browser() {
    if has_chrome && has_chromedriver; then return; fi
    # One that was named and is not there is a mistake, which installing another would hide.
    [ -n "${CHROME:-}${CHROMEDRIVER:-}" ] || debian chromium chromium-driver
    has_chrome && has_chromedriver || give_up "Chromium or chromedriver is missing and can't be installed from here. Install both" \
        "(on Debian: apt-get install chromium chromium-driver), or name them: CHROME=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver."
}
# Reads the text of printed pages, for the tests of paper.
paper() {
    if on_path pdftotext; then return; fi
    debian poppler-utils
    on_path pdftotext || give_up "pdftotext is missing and can't be installed from here. Install it (on Debian: apt-get install poppler-utils)."
}
# Serves page and portal as they are served for people, for the tests of embedding.
web_server() {
    if has_nginx; then return; fi
    [ -n "${NGINX:-}" ] || debian nginx
    has_nginx || give_up "nginx is missing and can't be installed from here. Install it (on Debian: apt-get install nginx), or name it: NGINX=/path/to/nginx."
}
# Programs of the system are not on the path of everybody.
has_nginx() { on_path "${NGINX:-nginx}" || { [ -z "${NGINX:-}" ] && [ -x /usr/sbin/nginx ]; }; }
has_chrome() { on_path "${CHROME:-chromium}" || { [ -z "${CHROME:-}" ] && { on_path google-chrome || on_path chromium-browser; }; }; }
has_chromedriver() { on_path "${CHROMEDRIVER:-chromedriver}"; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

rust
crate trunk trunk "$trunk" --locked
crate wasm-bindgen wasm-bindgen-cli "$wasm_bindgen"
crate wasm-split-cli wasm_split_cli_support "$wasm_split" --locked --features build-binary
wasm_opt
npm_package esbuild "$esbuild"
if [ "${1:-page}" = tests ]; then
    npm_package axe-core "$axe_core"
    browser
    paper
    web_server
fi
