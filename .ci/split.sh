#!/usr/bin/env bash
# Takes apart what trunk has built: what the front page can do without goes into files of its own, which the page loads when they are
# first asked for (src/app/later.rs). Then makes everything as small as it gets. Trunk runs this with the folder that it builds in;
# files keep the names that the page knows.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
built=$target/wasm32-unknown-unknown/$TRUNK_PROFILE/uptake.wasm
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

script=$(basename "$(ls "$TRUNK_STAGING_DIR"/uptake-*.js)")
name=${script%.js}
parts=$work/parts

# The framework brings streams for servers, which the page has no use for.
node .ci/names.mjs leave-out "$built" "$work/all.wasm" intounderlying
wasm-split-cli "$work/all.wasm" "$parts" --target web --out-name "$name" >/dev/null
wasm-bindgen "$parts/$name.wasm" --target web --no-typescript --keep-lld-exports --out-dir "$work" --out-name "$name"
rm "$parts/$name.wasm"

sed -i -e '/^export class IntoUnderlying/,/^}/d' -e '/^const IntoUnderlying/,/;$/d' -e '/IntoUnderlying/d' "$work/$script"
if grep IntoUnderlying "$work/$script" >&2; then exit 1; fi
node .ci/names.mjs shorten "$work/${name}_bg.wasm" "$work/$script"

# Parts bear the name of the page's own program, so that no cache ever mixes two versions.
sed "/^import /s|\./__wasm_split\.js|./$name-parts.js|" "$work/$script" >"$TRUNK_STAGING_DIR/$script"
sed -E -e "s|\./([a-z0-9_]+)\.wasm|./$name-\1.wasm|g" \
    -e 's|\(WebAssembly.instantiateStreaming\(src, imports\)\)|started(await src, imports)|' \
    "$parts/__wasm_split.js" >"$TRUNK_STAGING_DIR/$name-parts.js"
# A server that does not know the type of such a file is no reason not to start it.
cat >>"$TRUNK_STAGING_DIR/$name-parts.js" <<'JS'
async function started(answer, imports) {
    if (!answer.ok) throw new Error(answer.status + " for " + answer.url);
    const is_known = answer.headers.get("Content-Type")?.startsWith("application/wasm");
    return is_known ? WebAssembly.instantiateStreaming(answer, imports) : WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}
JS
grep -q 'started(await src' "$TRUNK_STAGING_DIR/$name-parts.js"

smaller() { if [ "$TRUNK_PROFILE" = release ]; then wasm-opt --flatten --rereloop -Oz -Os --converge --low-memory-unused -ocimfs 100 --reorder-functions-by-name --strip-producers --strip-target-features "$1" -o "$2"; else cp "$1" "$2"; fi; }
smaller "$work/${name}_bg.wasm" "$TRUNK_STAGING_DIR/${name}_bg.wasm"
for part in "$parts"/*.wasm; do
    # Parts bear names of locals too, of which it says that it does not know them.
    smaller "$part" "$TRUNK_STAGING_DIR/$name-$(basename "$part")" 2> >(grep -v "unknown name subsection" >&2)
done
page=$TRUNK_STAGING_DIR/index.html
# Makes one file, called so and of this kind, of those whose names stand between these two in the page. The first makes room for it.
merge() {
    local files merged
    files=$(sed -n "s|.*$3\./\([^\"]*\)\"$4.*|\1|p" "$page")
    (cd "$TRUNK_STAGING_DIR" && cat $files >"$work/merged" && rm $files)
    merged=$1-$(cksum <"$work/merged" | cut -d ' ' -f 1).$2
    mv "$work/merged" "$TRUNK_STAGING_DIR/$merged"
    sed -i -e "s|\./$(head -n 1 <<<"$files")\"|./$merged\"|" $(tail -n +2 <<<"$files" | sed 's|.*|-e \\#&#d|') "$page"
    grep -q "$merged" "$page"
}
# One file packs smaller than one a concern, and comes sooner: the sheets of styles, but for those that are disabled, which are for later,
# and the scripts that run one after the other.
merge style css '<link rel="stylesheet" href="' '/>'
merge start js '<script src="' '.* defer></script>'
# The script of the worker is loaded by another script, which finds its name in the page.
fetching=fetching-$(cksum <"$TRUNK_STAGING_DIR/fetching.js" | cut -d ' ' -f 1).js
mv "$TRUNK_STAGING_DIR/fetching.js" "$TRUNK_STAGING_DIR/$fetching"
sed -i "s|data-fetching=\"[^\"]*\"|data-fetching=\"./$fetching\"|" "$page"
grep -q "$fetching" "$page"

if [ "$TRUNK_PROFILE" = release ]; then
    # What loads parts is asked for with the program, not by it.
    esbuild "$TRUNK_STAGING_DIR/$script" --bundle --format=esm --log-level=error --allow-overwrite --outfile="$TRUNK_STAGING_DIR/$script"
    rm "$TRUNK_STAGING_DIR/$name-parts.js"
    sed -i -e 's/^ *//' -e '/^$/d' "$page"
    for file in "$TRUNK_STAGING_DIR/$script" "$TRUNK_STAGING_DIR"/*.css "$TRUNK_STAGING_DIR"/{fetching,start,theme}-*.js; do
        esbuild "$file" --minify --log-level=error --allow-overwrite --outfile="$file"
    done
fi
