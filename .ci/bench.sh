#!/usr/bin/env bash
# bench.sh ROWS: builds the export and what the page is compared with, then measures. `make bench` has built the page before.
set -euo pipefail
cd "$(dirname "$0")/.."

rows=$1
target=${CARGO_TARGET_DIR:-target}
data=benches/data/$rows
work=benches/data/peers
mkdir -p "$work"

if [ ! -f "$data/datapackage.json" ] || [ benches/generate.rs -nt "$data/datapackage.json" ]; then
    rustc --edition 2024 -O -o benches/data/generate benches/generate.rs
    benches/data/generate "$rows" "$data"
fi

cargo build --release --quiet --target wasm32-unknown-unknown --example csv_baseline --example wasm
for example in csv_baseline wasm; do
    wasm-bindgen --target web --no-typescript --out-dir "$work" "$target/wasm32-unknown-unknown/release/examples/$example.wasm"
done
wasm-opt -Os "$work/csv_baseline_bg.wasm" -o "$work/csv_baseline_bg.wasm"

# What the page loads later has no place in a program without a page.
sed -i -e 's/^import \* as \(import[0-9]*\) from "__wasm_split_placeholder__"/const \1 = new Proxy({}, { get: () => () => {} })/' "$work/wasm.js"
echo '{ "type": "module" }' >"$work/package.json"

cargo run --quiet --profile bench --example native -- "$data/all" Orders
node benches/wasm.mjs "$data" "$work/wasm.js" Orders
exec node benches/page.mjs "$data" "$work"
