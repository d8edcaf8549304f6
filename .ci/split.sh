#!/usr/bin/env bash
# Takes what the front page can do without out of the program, into a file that is loaded when it is first asked for (src/app/later.rs).
# Trunk runs this when it has built the page, with the folder that it builds in; the files keep the names that the page knows.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
built=$target/wasm32-unknown-unknown/$TRUNK_PROFILE/uptake.wasm
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

script=$(basename "$(ls "$TRUNK_STAGING_DIR"/uptake-*.js)")
name=${script%.js}

wasm-split-cli "$built" "$work/parts" --target web --out-name "$name" >/dev/null
wasm-bindgen "$work/parts/$name.wasm" --target web --no-typescript --keep-lld-exports --out-dir "$work/bound" --out-name "$name"

shrink() { if [ "$TRUNK_PROFILE" = release ]; then wasm-opt -Os "$1" -o "$2"; else cp "$1" "$2"; fi; }
shrink "$work/bound/${name}_bg.wasm" "$TRUNK_STAGING_DIR/${name}_bg.wasm"
shrink "$work/parts/split_later.wasm" "$TRUNK_STAGING_DIR/$name-later.wasm"

# Parts that are loaded bear the name of the page's own program, so that no cache ever mixes two versions. A server that does not know
# the type of such a file is no reason not to start it.
sed "/^import /s|\./__wasm_split\.js|./$name-parts.js|" "$work/bound/$script" >"$TRUNK_STAGING_DIR/$script"
sed -e "s|\./split_later\.wasm|./$name-later.wasm|g" \
    -e 's|(WebAssembly.instantiateStreaming(src, imports))|started(await src, imports)|' \
    "$work/parts/__wasm_split.js" >"$TRUNK_STAGING_DIR/$name-parts.js"
cat >>"$TRUNK_STAGING_DIR/$name-parts.js" <<'JS'
async function started(answer, imports) {
    if (!answer.ok) throw new Error(answer.status + " for " + answer.url);
    return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}
JS
grep -q 'started(await src' "$TRUNK_STAGING_DIR/$name-parts.js"
